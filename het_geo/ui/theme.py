"""The page's colours: the theme's, light and dark, under the names that style sheets know."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import streamlit as st

from het_geo.pictures.themed import on_page

_TOKENS = Path(__file__).parent / "assets" / "theme.css"
# Colours of the theme that theme.css uses; Streamlit has them in components, and not on the page.
_USED = re.compile(r"var\(--st-([a-z-]+)\)")


def theme_style() -> str:
    """Return the style sheet that gives every colour its name, light and dark."""
    tokens = _TOKENS.read_text("utf-8")
    names = sorted(set(_USED.findall(tokens)))
    values = "".join(f"--st-{name}: {_both(name)}; " for name in names)
    return f":root {{ color-scheme: light dark; {values}}}\n{tokens}"


def _both(name: str) -> str:
    """Return a colour of the theme as it is in the light and in the dark."""
    option = re.sub("-([a-z])", lambda found: found[1].upper(), name)
    light, dark = (st.get_option(f"theme.{kind}.{option}") for kind in ("light", "dark"))
    common = st.get_option(f"theme.{option}")
    return f"light-dark({light or common}, {dark or common})"


def chart_on_page(spec: dict[str, Any]) -> dict[str, Any]:
    """Return an Altair chart's specification as a page draws it: in SVG, which knows the theme."""
    drawn: dict[str, Any] = json.loads(on_page(json.dumps(spec)))
    return drawn | {"usermeta": {"embedOptions": {"renderer": "svg"}}}
