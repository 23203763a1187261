"""The map of a profile's area as a file of its own."""

from __future__ import annotations

from het_geo.exports.layout import made_line, map_title
from het_geo.exports.plain import plain
from het_geo.exports.typesetter import as_pngs
from het_geo.fonts import FAMILY
from het_geo.pack import Pack
from het_geo.palette import INK, QUIET
from het_geo.pictures import area_map
from het_geo.pictures.letters import ANY, FILE
from het_geo.pictures.svg import WIDTH, tag, words
from het_geo.profiles import Profile
from het_geo.words import once

ALONE = 160 / 72  # pixels a point of a picture that is a file of its own
HEAD, FOOT = 18, 12  # points: letters of the title, and of the source
EDGE = 4.0


def map_png(profile: Profile, pack: Pack) -> bytes:
    """Return the area's map as PNG, sharp on paper, with title, source, pack and date inside."""
    return as_pngs([map_svg(profile, pack)], ALONE)[0]


def map_svg(profile: Profile, pack: Pack) -> str:
    """Return the area's map as SVG, with its title, source, pack and date inside."""
    title, picture = map_title(profile), area_map(pack, profile, FILE)
    heads = ANY.wrapped(title, WIDTH - 2 * EDGE, HEAD, bold=True)
    drawn = {name for inside in profile.inside for name in (c.indicator for c in inside.columns)}
    used = [s for s in profile.sources if not s.indicators or drawn.intersection(s.indicators)]
    credit = "; ".join(once(source.attribution for source in used))
    foot = f"{credit}. {made_line(profile)}"
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
