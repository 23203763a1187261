"""HTML by templates (Jinja2): every text is escaped; markup is only what is ours and says so."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from het_geo.blank import Blank
from het_geo.geography import slug_of
from het_geo.pictures.svg import WIDTH, Picture
from het_geo.pictures.themed import on_page
from het_geo.render.unbroken import unbroken

_IDS = re.compile(r"\bhg-(none|withheld|chance)\b")


def page(template: str, **values: object) -> Markup:
    """Return a template of ``templates/`` with its values filled in."""
    return Markup(_templates().get_template(template).render(**values))


def piece(template: str, name: str, *values: object) -> Markup:
    """Return what one macro of a template makes of its values, for a page: see `unbroken`."""
    return unbroken(getattr(_module(template), name)(*values))


@cache
def asset(name: str) -> Markup:
    """Return a style sheet or script that stands beside the templates."""
    return Markup((files("het_geo.render") / name).read_text(encoding="utf-8"))


@cache
def _templates() -> Environment:
    found = Environment(
        loader=PackageLoader("het_geo.render"),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
    )
    found.filters["slug"] = slug_of
    found.tests["blank"] = lambda cell: isinstance(cell, Blank)
    found.globals |= {"drawn": drawn, "stretched": stretched}
    return found


@cache
def _module(template: str) -> Any:
    return _templates().get_template(template).module


def drawn(picture: Picture, mark: str) -> Markup:
    """Return a picture as wide as its place; ``mark`` keeps the ids of its hatchings its own.

    A drawing that is hidden lends its hatchings to none.
    """
    return Markup(_own(picture.on_page(), mark))


def stretched(picture: Picture, mark: str, letters: int) -> Markup:
    """Return a picture that a script stretches to the room there is; 900 wide without one.

    Its colours are those of the style sheet around it, light or dark.

    ``letters``: how large its letters may grow, in points.
    """
    frame = Markup(
        '<svg class="picture" role="img" aria-label="{}" viewBox="0 0 {} {:.0f}" '
        'data-high="{:.0f}" data-letters="{}">{}</svg>'
    )
    body = Markup(_own(on_page(picture.body), mark))
    high = picture.height
    return frame.format(picture.says, WIDTH, high, high, letters, body)


def _own(body: str, mark: str) -> str:
    return _IDS.sub(lambda found: f"{found.group()}-{mark}", body)
