"""The pictures that files for work carry: the area's map, and the spine of each building block."""

from __future__ import annotations

from dataclasses import dataclass

from het_geo.exports.plain import plain
from het_geo.exports.typesetter import as_pngs
from het_geo.fonts import FAMILY
from het_geo.pack import Pack
from het_geo.palette import INK, QUIET
from het_geo.pictures import area_map, spine_picture
from het_geo.pictures.letters import ANY, FILE, PAPER, Form
from het_geo.pictures.svg import WIDTH, Picture, tag, words
from het_geo.profiles import Block, Profile
from het_geo.words import once

ALONE = 160 / 72  # pixels a point of a picture that is a file of its own
INSIDE = 1.25  # of a drawing in a document: about 160 an inch across an A4 page
HEAD, FOOT = 18, 12  # points: letters of the title, and of the source
EDGE = 4.0
MAP = "map"


@dataclass(frozen=True)
class Figure:
    """A picture as PNG with its title, and its size in points; ``says`` is what it shows."""

    title: str
    png: bytes
    width: float
    height: float
    says: str


def figures_of(profile: Profile, pack: Pack) -> dict[str, Figure]:
    """Return the map (under ``map``) and the spines by building block, those that there are."""
    drawn: dict[str, tuple[str, Picture]] = {MAP: _map(profile, pack, PAPER)}
    for block in profile.blocks:
        if (found := _spine(profile, block)) is not None:
            drawn[block.id] = found
    pages = [_page(picture.alone(), picture.height) for _, picture in drawn.values()]
    return {
        key: Figure(title, png, WIDTH, picture.height, picture.says)
        for (key, (title, picture)), png in zip(drawn.items(), as_pngs(pages, INSIDE))
    }


def _map(profile: Profile, pack: Pack, form: Form) -> tuple[str, Picture]:
    title = f"Where {profile.subject.label} lies in {profile.place.label}"
    if profile.place.code == profile.subject.id:
        title = f"Map of {profile.subject.label}"
    return title, area_map(pack, profile, form)


def _spine(profile: Profile, block: Block) -> tuple[str, Picture] | None:
    centres = dict.fromkeys(f"{row.spine.centre}’s" for row in block.rows if row.spine)
    if not centres:
        return None
    title = f"{block.label}: how far each figure is from {' or '.join(centres)}"
    return title, spine_picture(profile, block.id)


def map_png(profile: Profile, pack: Pack) -> bytes:
    """Return the area's map as PNG, sharp on paper, with title, source, pack and date inside."""
    return as_pngs([map_svg(profile, pack)], ALONE)[0]


def map_svg(profile: Profile, pack: Pack) -> str:
    """Return the area's map as SVG, with its title, source, pack and date inside."""
    title, picture = _map(profile, pack, FILE)
    heads = ANY.wrapped(title, WIDTH - 2 * EDGE, HEAD, bold=True)
    drawn = {name for inside in profile.inside for name in (c.indicator for c in inside.columns)}
    used = [s for s in profile.sources if not s.indicators or drawn.intersection(s.indicators)]
    credit = "; ".join(once(source.attribution for source in used))
    foot = f"{credit}. Pack {profile.pack_version}, made on {profile.made_written}."
    top, notes = 16.0 + 24 * len(heads), ANY.wrapped(foot, WIDTH - 2 * EDGE, FOOT)
    bottom = top + picture.height + 22
    body = (
        _lines(heads, 24.0, HEAD, INK, font_weight=700)
        + picture.alone(y=top)
        + _lines(notes, bottom, FOOT, QUIET)
    )
    named = tag("title", words(title)) + tag("desc", words(picture.says))
    return _page(body, bottom + 17 * len(notes), named)


def _lines(texts: list[str], top: float, size: int, colour: str, **style: object) -> str:
    return "".join(
        tag(
            "text",
            words(text),
            x=EDGE,
            y=top + i * size * 1.4,
            font_size=size,
            fill=colour,
            **style,
        )
        for i, text in enumerate(texts)
    )


def _page(body: str, height: float, title: str = "") -> str:
    white = tag("rect", width="100%", height="100%", fill="#ffffff")
    return plain(
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{height:g}" '
        f'viewBox="0 0 {WIDTH} {height:g}" font-family="{FAMILY}" role="img">'
        f"{title}{white}{body}</svg>"
    )
