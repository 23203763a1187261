"""The browser's part of the maps: one kit of script and style, and the components that use it."""

from __future__ import annotations

import base64
import json
from collections.abc import Callable, Mapping
from contextlib import suppress
from html import escape
from pathlib import Path
from typing import Any

import streamlit as st

from het_geo.render.script import script_of
from het_geo.strangers.limits import CARRIED, uploads_allowed
from het_geo.ui.streamlit_insides import FONT

ASSETS = Path(__file__).parent / "assets"


def _script(entry: str) -> str:
    return script_of("het_geo.ui", "assets", entry)


# Streamlit sends a component's script with each of its messages. So the script of the maps is sent
# as a component of its own, once, and a map's has but a few lines.
_kit = st.components.v2.component("het_geo_kit", js=_script("kit"))
_FONT = f":host {{ --hg-font: {FONT}; }}\n"
_STYLE = {"style": _FONT + (ASSETS / "map.css").read_text("utf-8")}
_store = st.components.v2.component("het_geo_shapes", js=_script("store"))
map_component = st.components.v2.component("het_geo_map", js=_script("stub"))
# Streamlit takes drawings out of the HTML it is given: this puts in those of our own making.
_drawing = st.components.v2.component(
    "het_geo_drawing",
    js="export default ({ data, parentElement }) => { parentElement.innerHTML = data; }",
    isolate_styles=False,
)
_file = st.components.v2.component(
    "het_geo_file",
    js=_script("file"),
    css=f"{_FONT}label {{ display: grid; gap: 0.375rem; font: 400 0.875rem var(--hg-font); "
    "color: var(--hg-ink); } input { font: inherit; font-size: 1rem; color: inherit; } "
    "input:focus-visible { outline: var(--hg-focus); outline-offset: 2px; } p { margin: 0; } "
    "input::file-selector-button { font: inherit; color: inherit; background: var(--hg-paper); "
    "border: 1px solid var(--hg-edge); border-radius: var(--hg-corner); padding: 0.375rem 0.75rem; "
    "margin-right: 0.75rem; cursor: pointer; }",
)


def ready(name: str, data: Mapping[str, Any]) -> bytes:
    """Return what ``send_stored`` sends: written once for all visitors, and not again for each.

    Args:
        name: by which the browser keeps it; without a line's end.
        data: what a map or a choice asks of it.
    """
    return f"{name}\n{json.dumps(data, separators=(',', ':'))}".encode()


def send_stored(key: str, stored: bytes) -> None:
    """Have the browser keep what is sent once, under its name: see ``ready``."""
    _store(key=key, data=stored, height=1)


def drawing_component(key: str, data: str) -> None:
    """Show markup of our own making, its colours those of the theme: ``on_page``."""
    _drawing(key=key, data=data)


def choose_file(
    label: str, accept: str, most: int, key: str, chosen: Callable[[bytes], None]
) -> None:
    """Let a person choose a file; ``chosen`` is called with its bytes before the next run.

    Streamlit's own uploader has a part whose role and focus contradict each other (axe-core).

    Args:
        label: what is asked for.
        accept: endings of files, such as ``.toml``.
        most: bytes above which a file is not read: told before it is sent.
        key: the widget's key.
        chosen: what is done with it.
    """
    most = min(most, CARRIED)
    if not uploads_allowed():
        said = "no file can be brought: whoever runs this server has switched that off"
        st.html(f'<p class="hg-notice">{escape(label)}: {said}.</p>')
        return

    def changed() -> None:
        text = st.session_state[key].file
        if isinstance(text, str) and len(text) <= most * 4 // 3 + 4:
            with suppress(ValueError):  # no browser of ours sends what is no base64
                chosen(base64.b64decode(text))

    data = {"label": label, "accept": accept, "most": most}
    _file(key=key, data=data, on_file_change=changed)


def send_kit() -> None:
    """Send what all maps share: once in a full run, and not again when a part of it runs."""
    with st.container(key="hg-kit"):
        _kit(key="kit", data=_STYLE)
