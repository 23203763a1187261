"""Breaks in words: what is not comparable, and what is to be compared with care, with why."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import pandas as pd

from het_geo import words
from het_geo.atlas.over_time import are_overlapping, breaks_in
from het_geo.atlas.views import IndicatorView
from het_geo.catalogue.periods import NOT_COMPARABLE, BreakAt, Period
from het_geo.catalogue.records import Indicator
from het_geo.geography import Level

OVERLAP = (
    "Neighbouring points share years, so they are not readings of their own: compare points that "
    "share none."
)


def told(breaks: Iterable[BreakAt]) -> list[str]:
    """Return what is said of breaks: a text each, those of one reason together."""
    held: dict[str, list[BreakAt]] = {}
    for one in breaks:
        held.setdefault(one.kind.id, []).append(one)
    return [_said(found) for found in held.values()]


def _said(found: Sequence[BreakAt]) -> str:
    kind = found[0].kind
    if kind.word != NOT_COMPARABLE:
        return f"Compare with care. {kind.text}"
    when = words.listed(list(dict.fromkeys(b.at.short for b in found)))
    return f"Figures before and since {when} are not comparable. {kind.text}"


def with_breaks(said: str, breaks: Iterable[BreakAt]) -> str:
    """Return a sentence about figures over time with what must be told beside it."""
    return " ".join([said, *told(breaks)])


def notes_on(indicator: Indicator, periods: Sequence[Period], level: Level) -> list[str]:
    """Return all that must be told beside the figures of some periods of one length, in order."""
    overlap = [OVERLAP] if are_overlapping(periods) else []
    return [*told(breaks_in(indicator, periods, level)), *overlap]


def notes_on_line(view: IndicatorView, table: pd.DataFrame, level: Level) -> list[str]:
    """Return what must be told beside the lines of :func:`het_geo.atlas.over_time.over_time`."""
    shown = set(table["id"]) if len(table) else set()
    return notes_on(view.indicator, [p for p in view.indicator.periods if p.id in shown], level)


def why_no_change(indicator: Indicator, periods: Sequence[Period], level: Level) -> str:
    """Return why no change is told between periods too few for a line; "" where one could be."""
    broken = told(breaks_in(indicator, periods, level, NOT_COMPARABLE))
    if are_overlapping(periods):
        broken.append(f"{words.listed([p.label for p in periods])} share years.")
    return " ".join(["No change is told.", *broken]) if broken else ""
