"""Breaks in words: what is not comparable, and what is to be compared with care, with why."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise

import pandas as pd

from het_geo import words
from het_geo.atlas.over_time import are_overlapping, breaks_in
from het_geo.atlas.views import IndicatorView
from het_geo.catalogue.periods import NOT_COMPARABLE, BreakAt, Period
from het_geo.catalogue.records import Indicator
from het_geo.geography import Level

MANY = 2  # breaks one after another: of more, a list of years is hard to say
OVERLAP = (
    "Neighbouring points share years, so they are not readings of their own: compare points that "
    "share none."
)


def told(breaks: Iterable[BreakAt], first: Period | None = None) -> list[str]:
    """Return what is said of breaks: a text each, those of one reason together.

    ``first`` is the first period shown: a break that lies no later divides nothing that is shown.
    """
    held: dict[str, list[BreakAt]] = {}
    for one in breaks:
        held.setdefault(one.kind.id, []).append(one)
    return [_said(found, first) for found in held.values()]


def _said(found: Sequence[BreakAt], first: Period | None) -> str:
    kind = found[0].kind
    if kind.word != NOT_COMPARABLE:
        return f"Compare with care. {kind.text}"
    at = list(dict.fromkeys(_since(b.at) for b in found))
    if first and all(b.at.start <= first.start for b in found):
        said = f"Figures before {_since(first)} are left out: they are not comparable with these."
        return f"{said} {kind.text}"
    if len(at) > MANY and all(_follow(one, other) for one, other in pairwise(found)):
        said = f"From {at[0]} to {at[-1]} no figure is comparable with the one before it."
        return f"{said} {kind.text}"
    return f"Figures before and since {words.listed(at)} are not comparable. {kind.text}"


def _follow(one: BreakAt, other: BreakAt) -> bool:
    """Tell whether a break comes at the next period after another, or at the same."""
    return other.at.is_like(one.at) and (other.at.start - one.at.end).days <= 1


def _since(period: Period) -> str:
    """Return a period as a sentence names it: the month in full, else as short as it goes."""
    return period.label if period.kind == "month" else period.short


def with_breaks(said: str, breaks: Iterable[BreakAt], first: Period | None = None) -> str:
    """Return a sentence about figures over time with what must be told beside it."""
    return " ".join([said, *told(breaks, first)])


def notes_on(indicator: Indicator, periods: Sequence[Period], level: Level) -> list[str]:
    """Return all that must be told beside the figures of some periods of one length, in order."""
    overlap = [OVERLAP] if are_overlapping(periods) else []
    return [*told(breaks_in(indicator, periods, level)), *overlap]


def notes_on_line(view: IndicatorView, table: pd.DataFrame, level: Level) -> list[str]:
    """Return what must be told beside the lines of :func:`het_geo.atlas.over_time.over_time`."""
    shown = set(table["id"]) if len(table) else set()
    found = [p for p in view.indicator.periods if p.id in shown]
    return [*notes_on(view.indicator, found, level), *_holes(view.indicator, table)]


def _holes(indicator: Indicator, table: pd.DataFrame) -> list[str]:
    """Return between which periods a line is broken because those between have no figure."""
    if not len(table):
        return []
    found: dict[str, None] = {}
    for _, rows in table.groupby("area", sort=False):
        parts = list(zip(rows["id"], rows["segment"], rows["run"]))
        for (one, own, run), (other, next_own, next_run) in pairwise(parts):
            if own == next_own and run != next_run:
                ends = (_since(indicator.period(name)) for name in (one, other))
                found[f"between {' and '.join(ends)}"] = None
    said = words.listed(list(found))
    return [f"A line is broken where it has no figure: {said}."] if said else []


def why_no_change(indicator: Indicator, periods: Sequence[Period], level: Level) -> str:
    """Return why no change is told between periods too few for a line; "" where one could be."""
    broken = told(breaks_in(indicator, periods, level, NOT_COMPARABLE))
    held = words.listed([p.named for p in periods])
    head = f"There are figures for {held}, but they cannot be compared, so no change is told."
    return " ".join([head, *broken]) if broken else ""
