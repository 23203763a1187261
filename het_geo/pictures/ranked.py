"""The areas in order: each value with its 95 % limits, and the benchmark as a line."""

from __future__ import annotations

import pandas as pd

from het_geo.atlas.views import IndicatorView
from het_geo.classes import INK, POINT, QUIET, SELECTED
from het_geo.geography import Level
from het_geo.pictures.plot import dotted
from het_geo.pictures.scale import LINE, Scale, drawn, of_what, scale_of, written
from het_geo.pictures.svg import ANY, FONT, WIDTH, Picture, axis, stretched, tag, words
from het_geo.words import capital

MANY = 40  # areas above which names would make the picture too tall: points alone
LABELS = 30.0  # per cent of the width that names take, with a gap behind them
RIGHT = 98.0


def ranked_picture(
    view: IndicatorView, area: str = "", sentence: str = "", most: int | None = None
) -> Picture:
    """Return every area that has a value in order, the worst (or highest) first.

    ``sentence`` is what the picture shows, in words, for those who do not see it. Of more than
    ``most`` areas, those at both ends are drawn, and ``area``; it says how many are left out.
    """
    known = view.table[view.table["value"].notna()]
    table = known.sort_values("value", ascending=view.indicator.judged_polarity > 0, kind="stable")
    kept = _kept(list(table.index), area, most or len(known))
    rows, gaps = _spaced(kept)
    table = table.iloc[kept].assign(row=rows)
    named = len(table) <= MANY
    step = 24.0 if named else 6.0
    marks = [] if pd.isna(view.chosen.value) else [(view.chosen.name, view.chosen.value)]
    every = [*table["value"], *table["lower"], *table["upper"], *(v for _, v in marks)]
    zero = view.indicator.zero_baseline
    scale = scale_of(every, zero=zero, left=LABELS if named else 2.0, right=RIGHT)
    top = LINE + 8
    bottom = top + step * (len(table) + len(gaps))
    ticks = scale.ticks(7)
    numbers = [(scale.at(tick), text) for tick, text in zip(ticks, written(ticks))]
    body = (
        drawn(marks, scale, bottom)
        + _lines(table, area, scale, top, step)
        + (_names(view, table, area, top, step) if named else "")
        + "".join(_gap(others, top + step * (row + 0.5)) for row, others in gaps)
        + axis(numbers, bottom + 2, of_what(view))
    )
    said = f"{view.level.many} of {view.place} in order of {view.indicator.label}."
    others = left_out(len(known) - len(kept))
    said = " ".join(filter(None, (capital(said), sentence, others)))
    return Picture(body, bottom + 54, said)


def left_out(others: int) -> str:
    """Return that a picture leaves areas out of its middle, or "" where it does not."""
    return f"And {others} more, between the two ends, not drawn." if others else ""


def _kept(codes: list[str], area: str, most: int) -> list[int]:
    """Return the places of the areas to draw: all, or both ends and the chosen one."""
    every = range(len(codes))
    if len(codes) <= most:
        return list(every)
    ends = {*every[: most - most // 2], *every[len(codes) - most // 2 :]}
    return sorted(ends | ({codes.index(area)} if area in codes else set()))


def _spaced(kept: list[int]) -> tuple[list[int], list[tuple[int, int]]]:
    """Return the row of each place kept, and rows that stand for places left out: how many."""
    rows: list[int] = []
    gaps: list[tuple[int, int]] = []
    before = -1
    for place in kept:
        if place > before + 1:
            gaps.append((len(rows) + len(gaps), place - before - 1))
        rows.append(len(rows) + len(gaps))
        before = place
    return rows, gaps


def _gap(others: int, y: float) -> str:
    at = {"x": f"{LABELS - 1.5:g}%", "y": y + 5, "text_anchor": "end"}
    text = tag("text", words(f"and {others} more"), **at, font_size=FONT, fill=QUIET)
    line = {"stroke": QUIET, "stroke_dasharray": "2 6"}
    return text + tag("line", x1=f"{LABELS:g}%", x2=f"{RIGHT:g}%", y1=y, y2=y, **line)


def _lines(table: pd.DataFrame, area: str, scale: Scale, top: float, step: float) -> str:
    """Return limits and points of all areas: two strokes for the plain ones, two for the chosen."""
    limits: dict[bool, list[str]] = {False: [], True: []}
    points: dict[bool, list[str]] = {False: [], True: []}
    for code, value, lower, upper, row in table[["value", "lower", "upper", "row"]].itertuples(
        name=None
    ):
        y = f"{step * (row + 0.5):g}"
        points[code == area].append(f"M{_x(scale, value)} {y}h0")
        if not (pd.isna(lower) or pd.isna(upper)):
            limits[code == area].append(f"M{_x(scale, lower)} {y}H{_x(scale, upper)}")
    thin, height = step < 10, step * (table["row"].max() + 1 if len(table) else 0)
    strokes = "".join(
        dotted("".join(limits[chosen]), colour, 2 if thin else 3)
        + dotted("".join(points[chosen]), colour, 6 if thin else 10)
        for chosen, colour in ((False, POINT), (True, SELECTED))
    )
    return stretched(strokes, scale.left, scale.right, top, height)


def _x(scale: Scale, value: float) -> str:
    """Return where a value stands in units of the stretched drawing."""
    return f"{(scale.percent(value) - scale.left) * WIDTH / 100:.4g}"


def _names(view: IndicatorView, table: pd.DataFrame, area: str, top: float, step: float) -> str:
    # The title says what kind of area: a ward's bare name, an MSOA's plain name are enough.
    names = table["name" if view.level == Level.WARD else "label"]
    texts = []
    for row, (code, name) in zip(table["row"], names.items()):
        style = {"font_weight": 700} if code == area else {}
        short = ANY.shortened(name, WIDTH * (LABELS - 2) / 100, bold=code == area)
        y = top + step * (row + 0.5) + 5
        x = f"{LABELS - 1.5:g}%"
        texts.append(tag("text", words(short), x=x, y=y, **style))
    return tag("g", *texts, text_anchor="end", font_size=FONT, fill=INK)
