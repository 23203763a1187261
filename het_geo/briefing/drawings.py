"""Small pictures of a briefing: counts side by side, bars, lines of text, and a numbered map."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import groupby
from math import cos, radians
from typing import Any, TypeVar

from het_geo.palette import HIGH, INK, LOW, POINT, QUIET, SELECTED
from het_geo.pictures import Picture
from het_geo.pictures.letters import ANY
from het_geo.pictures.svg import FONT, WIDTH, tag, words

NAMES = 30.0  # per cent of the width that row names take
KIND = 24.0  # per cent that a kind takes in the key: four have room on a telephone
SHADES = (HIGH, "#e3e9ee", LOW, "#ffffff")
ROW, BAR = 34.0, 24.0
MOST = 20  # rows that can be read on a slide
MAP_HEIGHT, MAP_WIDTH = 460.0, 60.0  # points; per cent of the width
_NUMBER = {
    "text_anchor": "middle",
    "font_size": 34,
    "font_weight": 700,
    "fill": INK,
    "stroke": "#ffffff",
    "stroke_width": 6,
    "paint_order": "stroke",
}
EDGE = 1.0  # per cent left and right of lines of text
_Row = TypeVar("_Row")


def few(rows: Sequence[_Row], last: int = 0) -> list[_Row | str]:
    """Return rows that a picture has room for, and a line that says how many more there are.

    ``last`` is how many of them are from the end; the line stands where rows are left out.

    >>> few(range(3)), few(range(99), last=19)[:3]
    ([0, 1, 2], [0, 'and 79 more', 80])
    """
    if len(rows) <= MOST:
        return list(rows)
    return [
        *rows[: MOST - last],
        f"and {len(rows) - MOST} more",
        *rows[len(rows) - last :],
    ]


def ends_of(rows: Sequence[tuple[str, Sequence[int]]]) -> list[tuple[str, Sequence[int]] | str]:
    """Return rows of counts (worse, similar, better); of too many, those worst and best off."""
    if len(rows) > MOST:
        rows = sorted(rows, key=lambda row: row[1][2] - row[1][0])
    return few(rows, last=MOST // 2)


def tally_picture(
    kinds: Sequence[str], rows: Sequence[tuple[str, Sequence[int]] | str], says: str
) -> Picture:
    """Return a bar a row, cut into the counts of up to four kinds, each count written in it.

    A row that is text alone is a line of text.
    """
    left = 98 - KIND * len(kinds)
    legend = "".join(
        tag("rect", x=f"{left + i * KIND:g}%", y=4, width=16, height=16, fill=SHADES[i], stroke=INK)
        + tag("text", words(kind), x=f"{left + i * KIND:g}%", dx=22, y=17, font_size=FONT, fill=INK)
        for i, kind in enumerate(kinds)
    )
    most = max((sum(row[1]) for row in rows if not isinstance(row, str)), default=0) or 1
    body = [legend]
    for i, row in enumerate(rows):
        y, left = 34 + ROW * i, NAMES
        name, counts = (row, ()) if isinstance(row, str) else row
        body.append(_name(name, y + BAR / 2 + 5))
        for shade, count in zip(SHADES, counts):
            width = (98 - NAMES) * count / most
            if count:
                body.append(_part(count, shade, left, width, y))
            left += width
    return Picture("".join(body), 40 + ROW * len(rows), says)


def _part(count: int, shade: str, left: float, width: float, y: float) -> str:
    box = tag(
        "rect", x=f"{left:.4g}%", y=y, width=f"{width:.4g}%", height=BAR, fill=shade, stroke=INK
    )
    at = f"{left + width / 2:.4g}%"
    return box + tag(
        "text", str(count), x=at, y=y + 17, text_anchor="middle", font_size=FONT, fill=INK
    )


def _name(name: str, y: float) -> str:
    short = ANY.shortened(name, WIDTH * (NAMES - 1.5) / 100)
    at = {"x": f"{NAMES - 1.5:g}%", "y": y, "text_anchor": "end"}
    return tag("text", words(short), **at, font_size=FONT, fill=INK)


def bars_picture(
    rows: Sequence[tuple[str, float, str] | str], says: str, marked: str = ""
) -> Picture:
    """Return a bar a row from nought, with the number as it is written behind it.

    A row that is text alone is a line of text.
    """
    most = max((row[1] for row in rows if not isinstance(row, str)), default=0.0) or 1.0
    body = []
    for i, row in enumerate(rows):
        y = 6 + ROW * i
        if isinstance(row, str):
            body.append(_name(row, y + BAR / 2 + 5))
            continue
        name, value, written = row
        width = 54.0 * max(value, 0.0) / most
        colour = SELECTED if name == marked else POINT
        body.append(_name(name, y + BAR / 2 + 5))
        body.append(
            tag("rect", x=f"{NAMES:g}%", y=y, width=f"{width:.4g}%", height=BAR, fill=colour)
        )
        at = f"{NAMES + width + 1:.4g}%"
        body.append(tag("text", words(written), x=at, y=y + 17, font_size=FONT, fill=INK))
    return Picture("".join(body), 14 + ROW * len(rows), says)


def lines_picture(items: Sequence[tuple[str, str]], says: str) -> Picture:
    """Return lines of text: what, in bold, and below it the rest, broken to fit."""
    body, y, room = [], 20.0, WIDTH * (1 - 2 * EDGE / 100)
    for what, rest in items:
        for line in ANY.wrapped(what, room, bold=True):
            body.append(_line(line, y, INK, font_weight=700))
            y += 19
        for line in ANY.wrapped(rest, room):
            body.append(_line(line, y, QUIET))
            y += 18
        y += 10
    return Picture("".join(body), y, says)


def _line(text: str, y: float, colour: str, **style: object) -> str:
    return tag("text", words(text), x=f"{EDGE:g}%", y=y, font_size=FONT, fill=colour, **style)


def map_picture(
    features: Mapping[str, Any], marked: Mapping[str, str], says: str, outline: str = ""
) -> Picture:
    """Return a map of areas with some marked and numbered, and their names beside it.

    Args:
        features: GeoJSON features by area code.
        marked: what to write beside the map for each area marked, in order; "" shades it alone.
        says: what the map shows, in words.
        outline: the code of an area whose border is drawn thicker.
    """
    rings = {code: list(_rings(feature["geometry"])) for code, feature in features.items()}
    points = [point for parts in rings.values() for ring in parts for point in ring]
    west, east = (f(x for x, _ in points) for f in (min, max))
    south, north = (f(y for _, y in points) for f in (min, max))
    narrow = cos(radians((south + north) / 2))  # a degree east is shorter than one north
    scale = 1000 / max((east - west) * narrow, north - south)

    def flat(point: Sequence[float]) -> tuple[int, int]:
        return round((point[0] - west) * narrow * scale), round((north - point[1]) * scale)

    shapes = {code: _path(parts, flat) for code, parts in rings.items()}
    plain = "".join(path for code, path in shapes.items() if code not in marked)
    chosen = "".join(shapes[code] for code in marked)
    style = {"stroke": QUIET, "stroke_width": 1.5, "fill_rule": "evenodd"}
    body = tag("path", d=plain, fill="#eef2f5", **style)
    body += tag("path", d=chosen, fill=HIGH, **style)
    if outline in shapes:
        body += tag("path", d=shapes[outline], fill="none", stroke=SELECTED, stroke_width=6)
    named = [code for code, name in marked.items() if name]
    for i, code in enumerate(named, start=1):
        x, y = flat(_middle(max(rings[code], key=len)))
        body += tag("text", str(i), x=x, y=y + 12, **_NUMBER)
    box = f"0 0 {(east - west) * narrow * scale:.0f} {(north - south) * scale:.0f}"
    drawn = tag("svg", body, x="0%", y=4, width=f"{MAP_WIDTH:g}%", height=MAP_HEIGHT, viewBox=box)
    return Picture(
        drawn + _legend([marked[code] for code in named], len(marked) - len(named)),
        MAP_HEIGHT + 8,
        says,
    )


def _legend(names: Sequence[str], others: int) -> str:
    parts, y = [], 40.0
    left = MAP_WIDTH + 2
    room = WIDTH * (100 - EDGE - left) / 100 - ANY.room("88  ", bold=True)
    for i, name in enumerate(names, start=1):
        for j, line in enumerate(ANY.wrapped(name, room, bold=True)):
            weight = 700 if j == 0 else 400
            at = {"x": f"{left:g}%", "y": y, "xml:space": "preserve"}
            mark = f"{i}  " if j == 0 else "    "
            parts.append(
                tag("text", words(mark + line), **at, font_size=FONT, font_weight=weight, fill=INK)
            )
            y += 19
        y += 6
    if others:
        more = {"x": f"{left:g}%", "y": y, "font_size": FONT, "fill": QUIET}
        parts.append(tag("text", f"and {others} more, shaded", **more))
    return "".join(parts)


def _rings(geometry: Mapping[str, Any]) -> Sequence[Any]:
    polygons = geometry["coordinates"]
    if geometry["type"] == "Polygon":
        polygons = [polygons]
    return [ring for polygon in polygons for ring in polygon]


def _path(rings: Sequence[Any], flat: Any) -> str:
    return "".join(
        "M" + "L".join(f"{x} {y}" for (x, y), _ in groupby(map(flat, ring))) + "Z" for ring in rings
    )


def _middle(ring: Sequence[Sequence[float]]) -> tuple[float, float]:
    """Return the centre of a ring's area; of its corners where it has none."""
    area = x = y = 0.0
    for (x1, y1), (x2, y2) in zip(ring, [*ring[1:], ring[0]]):
        part = x1 * y2 - x2 * y1
        area, x, y = area + part, x + (x1 + x2) * part, y + (y1 + y2) * part
    if abs(area) < 1e-15:
        return ring[0][0], ring[0][1]
    return x / (3 * area), y / (3 * area)
