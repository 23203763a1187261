"""Several areas on a line a figure, each area a shape of its own: how far apart they are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain
from math import isnan

from het_geo.classes import BAND, BETTER, INK, QUIET, SELECTED
from het_geo.pictures.plot import band
from het_geo.pictures.scale import Scale
from het_geo.pictures.svg import FONT, HALO, PAPER, Form, Picture, rule, tag, words

WIDE = (37.0, 98.0)  # per cent: where the lines begin and end, labels left of them
NARROW = (3.0, 97.0)  # on a narrow page, labels stand above the lines
LINE = 16.0
STEP = 9.0  # points from one area's mark to the next one's below it
GAP = 10.0
HEAD = 24.0
# A shape and a colour an area: neither alone tells them apart.
MARKS = (
    ("M-5.5 0A5.5 5.5 0 1 0 5.5 0A5.5 5.5 0 1 0-5.5 0Z", SELECTED),
    ("M-5-5H5V5H-5Z", BETTER),
    ("M0-6.5L6.5 0L0 6.5L-6.5 0Z", "#8a4b00"),
    ("M-6 5L0-6L6 5Z", INK),
)
WORSE, BETTER_END = "← worse", "better →"


@dataclass(frozen=True)
class AreaDot:
    """An area's figure on a line with its 95 % limits, NaN where there are none."""

    value: float
    lower: float
    upper: float
    written: str


@dataclass(frozen=True)
class DotRow:
    """One figure of several areas. ``low`` to ``high`` is the range of the place's areas.

    ``turn`` is −1 where a higher value is worse: worse is to the left. ``england`` may be NaN.
    """

    label: str
    dots: tuple[AreaDot, ...]
    low: float
    high: float
    england: float
    turn: int

    @property
    def reach(self) -> tuple[float, float]:
        """The least and the greatest value that stands on the line, limits left out."""
        every = [self.low, self.high, self.england, *(dot.value for dot in self.dots)]
        known = [value for value in every if not isnan(value)]
        return min(known), max(known)


@dataclass(frozen=True)
class DotPart:
    """Rows under one heading, such as those that differ by more than chance."""

    head: str
    rows: tuple[DotRow, ...]


def dots_picture(
    names: Sequence[str], parts: Sequence[DotPart], about: str, every: str, form: Form = PAPER
) -> Picture:
    """Return figures of areas, each on a line of its own scale.

    ``about`` is what the picture is of, ``every`` whose range the band is.
    """
    drawn, y = _legend(names, every, form)
    left, right = NARROW if form.narrow else WIDE
    for text, x, anchor in ((WORSE, left, "start"), (BETTER_END, right, "end")):
        drawn += _text(text, f"{x:g}%", y + 14, text_anchor=anchor, fill=QUIET)
    y += HEAD
    for part in parts:
        head, y = form.lines(part.head, 0, 100, y + 4, font_weight=700)
        drawn += head
        y += 4
        for row in part.rows:
            one, y = _row(row, y, form)
            drawn += one
    return Picture(drawn, y + 4, _says(names, parts, about))


def _text(text: str, x: str, y: float, **style: object) -> str:
    kept: dict[str, object] = {"font_size": FONT, "fill": INK, **style}
    return tag("text", words(text), x=x, y=y, **kept)


def _legend(names: Sequence[str], every: str, form: Form) -> tuple[str, float]:
    """Return each area's shape with its name, one below the other, then the line and the band."""
    parts, y = [], 0.0
    for place, name in enumerate(names):
        parts.append(_mark(place, "8", y + 10))
        lines, y = form.lines(name, 0, 100, y, indent=22)
        parts.append(lines)
    parts.append(rule("8", y + 3, y + 17, stroke_width=2))
    lines, y = form.lines("England", 0, 100, y, indent=22)
    band = tag("rect", x=1, y=y + 5, width=14, height=11, fill=BAND)
    ends, y = form.lines(every, 0, 100, y, indent=22)
    return "".join([*parts, lines, band, ends]), y + 4


def _mark(place: int, x: str, y: float) -> str:
    shape, colour = MARKS[place]
    drawn = tag("path", d=shape, fill=colour, stroke="#ffffff", stroke_width=1)
    return tag("svg", drawn, x=x, y=y, overflow="visible")


def _row(row: DotRow, y: float, form: Form) -> tuple[str, float]:
    """Return a figure's label and line, and where they end."""
    plot = STEP * (len(row.dots) - 1) + 16
    left, right = NARROW if form.narrow else WIDE
    room = form.across * (1 if form.narrow else left / 100) - GAP
    labels = form.letters.wrapped(row.label, room)
    high = LINE * len(labels)
    height = high + plot + 8 if form.narrow else max(high, plot) + 6
    top = y + high + 4 if form.narrow else y + (height - plot) / 2
    first = y + 13 if form.narrow else y + (height - high) / 2 + 12
    texts = "".join(_text(text, "0%", first + i * LINE) for i, text in enumerate(labels))
    return tag("g", texts, **HALO) + _line(row, _scale(row, left, right), top, plot), y + height


def _scale(row: DotRow, left: float, right: float) -> Scale:
    low, high = row.reach
    return Scale(low, high, left, right) if row.turn > 0 else Scale(-high, -low, left, right)


def _line(row: DotRow, scale: Scale, top: float, plot: float) -> str:
    """Return the range of all areas, England's line, and each area's mark below the other's."""

    def x(value: float) -> float:
        inside = min(max(value * row.turn, scale.low), scale.high)
        return scale.percent(inside)

    middle = top + plot / 2
    parts = []
    if not isnan(row.low):
        parts.append(band((x(row.low), x(row.high)), middle, plot - 2, BAND))
    values = [x(dot.value) for dot in row.dots]
    parts.append(band((min(values), max(values)), middle, 1.5, QUIET))
    if not isnan(row.england):
        parts.append(rule(f"{x(row.england):.4g}%", top - 1, top + plot + 1, stroke_width=2))
    for place, dot in enumerate(row.dots):
        y = top + 8 + STEP * place
        if not isnan(dot.lower + dot.upper):
            parts.append(band((x(dot.lower), x(dot.upper)), y, 2.5, MARKS[place][1]))
        parts.append(_mark(place, f"{x(dot.value):.4g}%", y))
    return "".join(parts)


def _says(names: Sequence[str], parts: Sequence[DotPart], about: str) -> str:
    """Return what is drawn, in words: every figure of every area."""
    head = f"{about}: {', '.join(names)}, each figure on a line."
    said = (
        f"{part.head}: {'; '.join(f'{r.label} ({_written(r)})' for r in part.rows)}."
        for part in parts
        if part.rows
    )
    return " ".join(chain([head], said))


def _written(row: DotRow) -> str:
    return ", ".join(dot.written for dot in row.dots)
