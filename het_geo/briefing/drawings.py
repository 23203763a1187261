"""Small pictures of a briefing: counts side by side, bars, lines of text, and a numbered map."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, TypeVar

from het_geo.classes import HIGH, INK, LOW, OVER, POINT, QUIET, SELECTED
from het_geo.pictures.legend import Legend, LegendRow
from het_geo.pictures.panel import panel
from het_geo.pictures.svg import ANY, FONT, WIDTH, Form, Picture, tag, words

NAMES, HALF = 30.0, 55.0  # per cent of the width that row names take, and those of measures
KIND = 24.0  # per cent that a kind takes in the key: four have room on a telephone
PLAIN = "#eef2f5"  # an area that is not marked
SHADES = (HIGH, "#e3e9ee", LOW, "#ffffff")
ROW, BAR = 34.0, 24.0
ROWS_OF_MARKS = 8  # more measures than these are counted, not named
MOST = 20  # rows that can be read on a slide
MAP_HEIGHT, MAP_WIDTH = 460.0, 60.0  # points; per cent of the width
SLIDE = Form(800, ANY)  # points: narrower than this a briefing is seldom shown
EDGE = 1.0  # per cent left and right of lines of text
COLUMNS_APART = 16.0  # points, between two columns of them
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
    kinds: Sequence[str],
    rows: Sequence[tuple[str, Sequence[int]] | str],
    says: str,
    below: Sequence[str] = (),
) -> Picture:
    """Return a bar a row, cut into the counts of up to four kinds, each count written in it.

    A row that is text alone is a line of text; ``below`` are sentences under the bars.
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
    y = 40 + ROW * len(rows)
    for line in (one for text in below for one in ANY.wrapped(text, WIDTH * (1 - 2 * EDGE / 100))):
        body.append(_line(line, y + FONT, INK, EDGE))
        y += 19.0
    return Picture("".join(body), y, says)


def _part(count: int, shade: str, left: float, width: float, y: float) -> str:
    box = tag(
        "rect", x=f"{left:.4g}%", y=y, width=f"{width:.4g}%", height=BAR, fill=shade, stroke=INK
    )
    at = {"x": f"{left + width / 2:.4g}%", "y": y + 17, "text_anchor": "middle"}
    ink = OVER if shade in {HIGH, LOW} else INK
    return box + tag("text", str(count), **at, font_size=FONT, fill=ink)


def _name(name: str, y: float, wide: float = NAMES) -> str:
    short = ANY.shortened(name, WIDTH * (wide - 1.5) / 100)
    at = {"x": f"{wide - 1.5:g}%", "y": y, "text_anchor": "end"}
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


def marks_picture(rows: Sequence[tuple[str, str]], says: str) -> Picture:
    """Return a row each: what is measured, and behind it its mark with its word."""
    body = []
    for i, (name, word) in enumerate(rows):
        y = 6 + ROW * i
        body.append(_name(name, y + BAR / 2 + 5, HALF))
        at = {"x": f"{HALF + 1.5:g}%", "y": y + 17}
        body.append(tag("text", words(word), **at, font_size=FONT, fill=INK, font_weight=700))
    return Picture("".join(body), 14 + ROW * len(rows), says)


def lines_picture(items: Sequence[tuple[str, str]], says: str) -> Picture:
    """Return lines of text: what, in bold, and below it the rest, broken to fit."""
    body, y = _lines(items, EDGE, WIDTH * (1 - 2 * EDGE / 100))
    return Picture(body, y, says)


def columns_picture(items: Sequence[tuple[str, str]], says: str) -> Picture:
    """Return lines of text in two columns, the first no shorter than the other.

    Up to three items have room one below the other.
    """
    if len(items) <= 3:
        return lines_picture(items, says)
    room = WIDTH * (1 - 3 * EDGE / 100) / 2 - COLUMNS_APART
    cuts = range(len(items) // 2, len(items))
    pairs = [(_lines(items[:i], EDGE, room), _lines(items[i:], 50 + EDGE, room)) for i in cuts]
    (left, high), (right, other) = min(pairs, key=lambda pair: max(pair[0][1], pair[1][1]))
    return Picture(left + right, max(high, other), says)


def _lines(items: Sequence[tuple[str, str]], left: float, room: float) -> tuple[str, float]:
    """Return items drawn from a place on (per cent), ``room`` points wide, and their height."""
    body, y = [], 20.0
    for what, rest in items:
        for line in ANY.wrapped(what, room, bold=True):
            body.append(_line(line, y, INK, left, font_weight=700))
            y += 19
        for line in ANY.wrapped(rest, room):
            body.append(_line(line, y, QUIET, left))
            y += 18
        y += 10
    return "".join(body), y


def _line(text: str, y: float, colour: str, left: float, **style: object) -> str:
    return tag("text", words(text), x=f"{left:g}%", y=y, font_size=FONT, fill=colour, **style)


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
    plan = panel(features.values(), left=0, wide=MAP_WIDTH, top=4, high=MAP_HEIGHT)
    fills = {code: HIGH if code in marked else PLAIN for code in features}
    named = [code for code, name in marked.items() if name]
    drawn = [plan.filled(features, fills, QUIET, 0.75)]
    if outline in features:
        drawn.append(plan.shape(features[outline], "none", SELECTED, 2.75))
    drawn += [plan.number(features[code], str(i)) for i, code in enumerate(named, start=1)]
    rows = (LegendRow(HIGH, marked[code], number=str(i)) for i, code in enumerate(named, start=1))
    others = len(marked) - len(named)
    notes = (f"and {others} more, shaded",) if others else ()
    left = MAP_WIDTH + 2
    key, end = Legend(tuple(rows), notes=notes).drawn(left, 100 - EDGE - left, 26.0, SLIDE)
    return Picture(plan.drawn(*drawn) + key, max(MAP_HEIGHT + 8, end), says)
