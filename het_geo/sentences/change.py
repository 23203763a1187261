"""Is it getting better? The trend of a figure, of a gap, and the two lenses that may disagree."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from het_geo import words
from het_geo.apart import same
from het_geo.atlas.gaps.view import GapView
from het_geo.atlas.views import IndicatorView
from het_geo.catalogue.records import Indicator
from het_geo.sentences.breaks import with_breaks
from het_geo.sentences.gaps import between, distance
from het_geo.trends import Direction, GapTrend, Trend

_SIDES = {Direction.UP: 1, Direction.DOWN: -1}


def trend(found: Trend, indicator: Indicator) -> str:
    """Return the recent trend as a verdict or why it cannot be judged, with breaks to be told."""
    return with_breaks(bare_trend(found, indicator), found.breaks)


def bare_trend(found: Trend, indicator: Indicator) -> str:
    """Return the recent trend as a verdict, or why it cannot be judged."""
    if found.direction == Direction.UNJUDGED:
        what = "getting better" if indicator.judged else "changing"
        return f"Whether it is {what} cannot be judged: {found.reason}."
    span = f"from {found.periods[0]} to {found.periods[-1]}" if found.periods else "over five years"
    if found.direction == Direction.NONE:
        return f"No significant change {span}."
    verdict = trend_word(found, indicator)
    goes = f" ({_goes(found)})" if indicator.judged else ""
    return f"{words.capital(verdict)}{goes} {span}, all five years taken together."


def not_drawn(periods: Sequence[str]) -> str:
    """Return which periods a line leaves out because no figures were sent; "" where none.

    >>> not_drawn(["July 2025", "August 2025"])
    ' Not sent, so not drawn: July 2025 and August 2025.'
    """
    return f" Not sent, so not drawn: {words.listed(periods)}." if periods else ""


def trend_word(found: Trend, indicator: Indicator) -> str:
    """Return the verdict in a word or two, for a table."""
    if found.direction == Direction.UNJUDGED:
        return "cannot be judged"
    if found.direction == Direction.NONE:
        return "no significant change"
    side = _SIDES[found.direction] * indicator.judged_polarity
    return {1: "getting better", -1: "getting worse"}.get(side, _goes(found))


def _goes(found: Trend) -> str:
    return "rising" if found.direction == Direction.UP else "falling"


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
    if found.disagree and {found.absolute, found.relative} == set(_SIDES):
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
