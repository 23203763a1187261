"""The pictures that files for work carry: the area's map, and the spine of each building block."""

from __future__ import annotations

import textwrap
from dataclasses import dataclass
from importlib import import_module
from typing import Any

import vl_convert

from het_geo.errors import ExportError
from het_geo.pack import Pack
from het_geo.palette import INK, QUIET
from het_geo.pictures.svg import FAMILY, WIDTH, Picture, tag, words
from het_geo.profiles import Block, Profile

SCALE = 1.6  # pixels a point: about 200 dots an inch across an A4 page
HEAD, FOOT = 85, 135  # letters that a line of a title, and of the source, holds


@dataclass(frozen=True)
class Figure:
    """A picture with its title; its own words say what it shows."""

    title: str
    picture: Picture


def map_figure(profile: Profile, pack: Pack) -> Figure | None:
    """Return the map of the area in its district, or ``None`` where none can be drawn."""
    draw = _drawer("area_map")
    title = f"Where {profile.subject.label} lies in {profile.place.label}"
    return Figure(title, draw(pack, profile)) if draw else None


def spine_figure(profile: Profile, block: Block) -> Figure | None:
    """Return the spine of a building block, or ``None`` where no figure stands on one."""
    draw = _drawer("spine_picture")
    if draw is None or not any(row.spine for row in block.rows):
        return None
    return Figure(f"{block.label}: how far from England", draw(profile, block.id))


def _drawer(name: str) -> Any:
    """Return a drawing function; ``None`` until the pictures of profiles are in the project."""
    return getattr(import_module("het_geo.pictures"), name, None)


def as_png(picture: Picture) -> bytes:
    """Return a picture by itself on white, for a document to hold."""
    return bytes(vl_convert.svg_to_png(_page(picture.alone(), picture.height), scale=SCALE))


def map_png(profile: Profile, pack: Pack) -> bytes:
    """Return the area's map as PNG, with its title, source, pack and date inside."""
    return bytes(vl_convert.svg_to_png(map_svg(profile, pack), scale=SCALE))


def map_svg(profile: Profile, pack: Pack) -> str:
    """Return the area's map as SVG, with its title, source, pack and date inside.

    Raises:
        ExportError: no map can be drawn.
    """
    figure = map_figure(profile, pack)
    if figure is None:
        raise ExportError("this copy of het_geo cannot draw maps of profiles.")
    heads = textwrap.wrap(figure.title, HEAD)
    drawn = {name for inside in profile.inside for name in (c.indicator for c in inside.columns)}
    used = [s for s in profile.sources if not s.indicators or drawn.intersection(s.indicators)]
    credit = "; ".join(dict.fromkeys(source.attribution for source in used))
    foot = f"{credit}. Pack {profile.pack_version}, made on {profile.made_written}."
    top, notes = 16.0 + 24 * len(heads), textwrap.wrap(foot, FOOT)
    bottom = top + figure.picture.height + 22
    body = (
        _lines(heads, 24.0, 18, INK, font_weight=700)
        + figure.picture.alone(y=top)
        + _lines(notes, bottom, 12, QUIET)
    )
    title = tag("title", words(figure.title)) + tag("desc", words(figure.picture.says))
    return _page(body, bottom + 17 * len(notes), title)


def _lines(texts: list[str], top: float, size: int, colour: str, **style: object) -> str:
    return "".join(
        tag("text", words(text), x=4, y=top + i * size * 1.4, font_size=size, fill=colour, **style)
        for i, text in enumerate(texts)
    )


def _page(body: str, height: float, title: str = "") -> str:
    white = tag("rect", width="100%", height="100%", fill="#ffffff")
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{height:g}" '
        f'viewBox="0 0 {WIDTH} {height:g}" font-family="{FAMILY}" role="img">'
        f"{title}{white}{body}</svg>"
    )
