"""Is it getting better? The trend of a figure, of a gap, and the two lenses that may disagree."""

from __future__ import annotations

from het_geo import words
from het_geo.catalogue import Indicator
from het_geo.gaps.view import GapView
from het_geo.sentences.gaps import between, distance
from het_geo.trends import Direction, GapTrend, Trend

_SIDES = {Direction.UP: 1, Direction.DOWN: -1}


def trend(found: Trend, indicator: Indicator) -> str:
    """Return the recent trend as a verdict, or why it cannot be judged."""
    if found.direction == Direction.UNJUDGED:
        return f"Whether it is getting better cannot be judged: {found.reason}."
    if found.direction == Direction.NONE:
        return "No significant change over the last five periods."
    side = _SIDES[found.direction] * indicator.polarity
    goes = "rising" if found.direction == Direction.UP else "falling"
    verdict = {1: f"Getting better ({goes})", -1: f"Getting worse ({goes})"}.get(
        side, goes.capitalize()
    )
    return f"{verdict} over the last five periods."


def trend_word(found: Trend, indicator: Indicator) -> str:
    """Return the verdict in a word or two, for a table."""
    if found.direction == Direction.UNJUDGED:
        return "cannot be judged"
    if found.direction == Direction.NONE:
        return "no significant change"
    side = _SIDES[found.direction] * indicator.polarity
    goes = "rising" if found.direction == Direction.UP else "falling"
    return {1: "getting better", -1: "getting worse"}.get(side, goes)


def gap_change(gap: GapView) -> str:
    """Return how the gap along deprivation changed, in both lenses, and where they disagree."""
    found = gap.trend
    if found is None:
        return "There is one period only, so whether the gap is closing cannot be said."
    held = found.table[found.table["sii"].notna()]
    if found.change is None:
        return f"Whether the gap is closing cannot be judged: {found.reason}."
    view = gap.view
    first, last = (view.indicator.period(str(held.index[i])).label for i in (0, -1))
    start, end = (distance(view, abs(float(held["sii"].iloc[i]))) for i in (0, -1))
    text = f"Along deprivation the gap was {start} ({first}) and is {end} ({last}): "
    text += _verdict(gap, found)
    said = _relative(found)
    if found.disagree and found.absolute in _SIDES:
        said += (
            " The two lenses disagree, so read both: when a figure falls everywhere, the distance "
            "can shrink while the ratio grows."
        )
    elif found.disagree:
        said += " The distance and the ratio point opposite ways, neither for certain."
    return f"{text}{said}"


def _verdict(gap: GapView, found: GapTrend) -> str:
    change = found.change or 0.0
    limits = between(gap.view, found.change_lower, found.change_upper)
    if found.absolute == Direction.UNJUDGED:
        goes = "wider" if change > 0 else "narrower"
        return f"{goes}, but {found.reason}, so this may be chance."
    if found.absolute == Direction.NONE:
        return f"no change beyond the margin of error{limits}."
    moved = "widened" if change > 0 else "narrowed"
    size = words.distance(change, gap.view.indicator, gap.view.unit)
    return f"it {moved} by {size}{limits}."


def _relative(found: GapTrend) -> str:
    if found.relative == Direction.UNJUDGED or "rii" not in found.table:
        return ""
    ratios = found.table["rii"].dropna()
    first, last = (words.times(float(ratios.iloc[i])) for i in (0, -1))
    return f" The ratio of the two ends went from {first} to {last}."
