"""Figures over time: a line an area, with its limits, broken where figures cannot be compared."""

from __future__ import annotations

from itertools import groupby, pairwise
from operator import itemgetter

import numpy as np
import pandas as pd

from het_geo.atlas.views import IndicatorView
from het_geo.classes import INK, QUIET, SELECTED
from het_geo.pictures.plot import dotted, levels, stroked
from het_geo.pictures.scale import Scale, of_what, round_values, scale_of
from het_geo.pictures.svg import WIDTH, Picture, axis, label, rule, stretched, tag
from het_geo.words import capital

PLOT = 200.0  # points: the height of the drawing itself
LEFT, RIGHT = 9.0, 96.0
COLOURS, DASHES = (SELECTED, INK), ("", "7 4")
MOST_NAMES = 6  # periods whose names have room on the axis
BROKEN = "not comparable"
NEAR = 40.0  # per cent of the picture: words nearer than this stand one above the other
ROW = 18.0


def time_picture(view: IndicatorView, table: pd.DataFrame, sentence: str = "") -> Picture:
    """Return lines over time, those of :mod:`het_geo.atlas.over_time`; the first is the area's.

    A line ends where its segment does; a mark and words stand between one and the next. It ends
    too where a period between two points has no figure; points that stand alone are dots.
    ``sentence`` is what the lines show, in words, and what must be told beside them.
    """
    names = list(dict.fromkeys(table["area"]))
    when = table["when"].map(pd.Timestamp.toordinal).astype(float)
    across = scale_of(when, zero=False, left=LEFT, right=RIGHT)
    every = [*table["value"], *table["lower"], *table["upper"]]
    up = scale_of(every, zero=view.indicator.zero_baseline, left=0, right=100)
    gaps = _gaps(table, when, across)
    top = 30.0 + ROW * len(set(_rows(gaps)))
    lines = "".join(
        _line(rows.assign(x=when[rows.index]), across, up, i % 2)
        for i, (_, rows) in enumerate(table.groupby("area", sort=False))
    )
    body = (
        _legend(names)
        + _levels(up, top)
        + _breaks(gaps, top)
        + stretched(lines, LEFT, RIGHT, top, PLOT)
        + axis(_periods(view, table, across), top + PLOT + 2, "")
    )
    says = f"{of_what(view)} over time: {' and '.join(names)}."
    broken = f"The lines are broken where figures are {BROKEN}." if gaps else ""
    says = " ".join(filter(None, (says, broken, sentence)))
    return Picture(body, top + PLOT + 34, says, sentence)


def _gaps(table: pd.DataFrame, when: pd.Series, across: Scale) -> list[list[float]]:
    """Return where segments part, in per cent; gaps with one point between stand together."""
    points = table.assign(x=[across.percent(x) for x in when]).sort_values("x")
    rows = points.drop_duplicates("when")[["x", "segment"]].to_numpy()
    steps = [((a[0] + b[0]) / 2, a[1] != b[1]) for a, b in pairwise(rows)]
    return [[x for x, _ in part] for broken, part in groupby(steps, itemgetter(1)) if broken]


def _breaks(gaps: list[list[float]], top: float) -> str:
    """Return a mark at each gap, and words over those that stand together."""
    parts = []
    for gap, row in zip(gaps, _rows(gaps)):
        style = {"stroke": QUIET, "stroke_dasharray": "2 4", "stroke_width": 2}
        first = top - 6 - ROW * row
        parts += [rule(f"{x:.4g}%", first, top + PLOT, **style) for x in gap]
        middle = f"{(gap[0] + gap[-1]) / 2:.4g}%"
        parts.append(label(BROKEN, middle, first - 4, text_anchor="middle", fill=QUIET))
    return "".join(parts)


def _rows(gaps: list[list[float]]) -> list[int]:
    """Return in which row the words of each gap stand: those that are near, in two in turn."""
    found: list[int] = []
    for before, gap in pairwise([[-NEAR], *gaps]):
        found.append(int(gap[0] - before[-1] < NEAR and found[-1:] == [0]))
    return found


def _periods(view: IndicatorView, table: pd.DataFrame, across: Scale) -> list[tuple[str, str]]:
    """Return where names of periods stand: as many as have room, the newest among them."""
    rows = table.drop_duplicates("when").sort_values("when")
    every = max(1, -(-len(rows) // MOST_NAMES))
    kept = rows.iloc[::-1].iloc[::every].iloc[::-1]
    return [
        (across.at(moment.toordinal()), view.indicator.period(str(name)).short)
        for moment, name in zip(kept["when"], kept["id"])
    ]


def _levels(up: Scale, top: float) -> str:
    """Return faint lines at round values, each with its number."""

    def height(value: float) -> float:
        return top + PLOT * (1 - up.percent(value) / 100)

    return levels(round_values(up.low, up.high, 5), height, LEFT, RIGHT, 1.2)


def _line(rows: pd.DataFrame, across: Scale, up: Scale, style_of: int) -> str:
    """Return one area's limits (upright), line and points."""
    colour, dash = COLOURS[style_of], DASHES[style_of]

    def y(value: float) -> str:
        return f"{PLOT * (1 - up.percent(value) / 100):.5g}"

    xs = [f"{(across.percent(moment) - LEFT) * WIDTH / 100:.5g}" for moment in rows["x"]]
    points = [f"{x} {y(value)}" for x, value in zip(xs, rows["value"])]
    parts = [
        [points[i] for i in np.flatnonzero(rows["run"] == run)] for run in rows["run"].unique()
    ]
    limits = "".join(
        f"M{x} {y(low)}V{y(high)}"
        for x, low, high in zip(xs, rows["lower"], rows["upper"])
        if not (pd.isna(low) or pd.isna(high))
    )
    d = "".join(f"M{'L'.join(part)}" for part in parts if len(part) > 1)
    dots = "".join(f"M{point}h0" for point in points)
    line = stroked(d, colour, 2.5, stroke_dasharray=dash or None)
    return stroked(limits, colour, 1.5) + line + dotted(dots, colour, 8)


def _legend(names: list[str]) -> str:
    """Return the areas' names, each with its line, side by side."""
    parts = []
    for i, name in enumerate(names):
        x = LEFT + i * 46.0
        style = {"stroke": COLOURS[i % 2], "stroke_width": 2.5}
        dash = DASHES[i % 2] or None
        parts.append(
            tag("line", x1=f"{x}%", x2=f"{x + 3}%", y1=12, y2=12, stroke_dasharray=dash, **style)
            + label(capital(name), f"{x + 4}%", 17)
        )
    return "".join(parts)
