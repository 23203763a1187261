"""The pictures that files for work carry: the area's map, and the spine of each building block."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from typing import Any

import vl_convert

from het_geo.pack import Pack
from het_geo.pictures.svg import FAMILY, WIDTH, Picture
from het_geo.profiles import Block, Profile

SCALE = 1.6  # pixels a point: about 200 dots an inch across an A4 page


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
    """Return a picture by itself on white."""
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{picture.height:g}" '
        f'font-family="{FAMILY}"><rect width="100%" height="100%" fill="#ffffff"/>'
        f"{picture.alone()}</svg>"
    )
    return bytes(vl_convert.svg_to_png(svg, scale=SCALE))
