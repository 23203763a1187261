"""Is a gap closing? Its slope and relative index at the first and the last period, in words."""

from __future__ import annotations

import pandas as pd

from het_geo import words
from het_geo.apart import same
from het_geo.atlas.gaps.view import GapView
from het_geo.atlas.views import IndicatorView
from het_geo.sentences.breaks import with_breaks
from het_geo.sentences.gaps import between, distance
from het_geo.trends.gap import GapTrend
from het_geo.trends.recent import SIDES, Direction


def gap_change(gap: GapView) -> str:
    """Return how the gap along deprivation changed, in both lenses, and where they disagree."""
    found = gap.trend
    if found is None:
        return "There is one period only, so whether the gap is closing cannot be said."
    held = found.table[found.table["sii"].notna()]
    if found.change is None:
        said = f"Whether the gap is closing cannot be judged: {found.reason}."
        return with_breaks(said, found.breaks)
    view = gap.view
    start, end = (_gap_at(view, held.iloc[i]) for i in (0, -1))
    text = f"Along deprivation the gap was {start} and is {end}: {_verdict(gap, found)}"
    said = _relative(found)
    if found.disagree and {found.absolute, found.relative} == set(SIDES):
        moves = (
            "falls everywhere, the distance can shrink while the ratio grows"
            if found.absolute == Direction.DOWN
            else "rises everywhere, the distance can grow while the ratio shrinks"
        )
        said += f" The two lenses disagree, so read both: when a figure {moves}."
    shown = view.indicator.period(str(held.index[0]))
    return with_breaks(f"{text}{said}", found.breaks, shown)


def _gap_at(view: IndicatorView, row: pd.Series) -> str:
    """Write the size of one period's gap, with the period and the gap's limits where known."""
    low, high = float(row["lower"]), float(row["upper"])
    if row["sii"] < 0:
        low, high = -high, -low
    sure = "" if pd.isna(low) else between(view, low, high)
    period = view.indicator.period(str(row.name)).label
    inside = f"{period}; {sure.strip(' ()')}" if sure else period
    return f"{distance(view, abs(float(row['sii'])))} ({inside})"


def _verdict(gap: GapView, found: GapTrend) -> str:
    view, held = gap.view, found.table["sii"].dropna()
    ends = (abs(float(held.iloc[-1])), abs(float(held.iloc[0])))
    change = words.difference(*ends, indicator=view.indicator)
    if found.absolute == Direction.UNJUDGED:
        return f"whether it has changed cannot be judged, because {found.reason}."
    if found.absolute == Direction.NONE:
        limits = between(view, found.change_lower, found.change_upper)
        return f"no change beyond the margin of error{limits}."
    lower, upper = found.change_lower, found.change_upper
    down = found.absolute == Direction.DOWN
    if down and lower is not None and upper is not None:
        lower, upper = -upper, -lower
    size = f"by {words.distance(change, view.indicator, view.unit)}"
    if change == 0:
        size = f"by less than is written here, where it is {same(view.indicator.decimals)}"
    return f"it {'narrowed' if down else 'widened'} {size}{between(view, lower, upper)}."


def _relative(found: GapTrend) -> str:
    rows = found.table[found.table["rii"].notna()] if "rii" in found.table else found.table[:0]
    if len(rows) < 2 or (rows["rii"] <= 0).any():
        return ""
    first, last = (_ratio(rows.iloc[i]) for i in (0, -1))
    if found.relative == Direction.UNJUDGED:
        why = f"whether it has changed cannot be judged, because {found.relative_reason}"
        return f" The ratio of the two ends was {first} and is {last}: {why}."
    if found.relative == Direction.NONE:
        return f" The ratio of the two ends was {first} and is {last}: no certain change."
    return f" The ratio of the two ends went from {first} to {last}."


def _ratio(row: pd.Series) -> str:
    """Write a ratio of the two ends, with its limits where it has any."""
    said = words.times(float(row["rii"]))
    if pd.isna(row["rii_lower"]) or pd.isna(row["rii_upper"]):
        return said
    return f"{said} ({words.span(float(row['rii_lower']), float(row['rii_upper']))})"
