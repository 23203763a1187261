"""Is it getting better? The recent trend of a figure, in words."""

from __future__ import annotations

from collections.abc import Sequence

from het_geo import phrases, words
from het_geo.atlas.over_time import trend_of
from het_geo.atlas.views import IndicatorView
from het_geo.catalogue.records import Indicator
from het_geo.geography import Level
from het_geo.pack.model import Pack
from het_geo.sentences.breaks import with_breaks
from het_geo.trends.recent import SIDES, Direction, Trend

NONE = "no steady change"  # what Fingertips calls "no significant change"
NO_VERDICT = "No recent trend is told"  # by Fingertips’ rule, which receipts and notes name


def trend(found: Trend, indicator: Indicator) -> str:
    """Return the recent trend as a verdict or why it has none, with the breaks to be told."""
    return with_breaks(bare_trend(found, indicator), found.breaks)


def bare_trend(found: Trend, indicator: Indicator) -> str:
    """Return the recent trend as a verdict, or why the rule gives none."""
    if found.direction == Direction.UNJUDGED:
        return f"{NO_VERDICT}: {found.reason}."
    span = f"from {found.periods[0]} to {found.periods[-1]}" if found.periods else "over five years"
    together = "all five years taken together"
    verdict = words.capital(trend_word(found, indicator))
    if found.direction == Direction.NONE:
        return f"{verdict} {span} that is more than chance, {together}."
    goes = f" ({_goes(found)})" if indicator.judged else ""
    return f"{verdict}{goes} {span}, {together}."


def not_drawn(periods: Sequence[str]) -> str:
    """Return which periods a line leaves out because no figures were sent; "" where none.

    >>> not_drawn(["July 2025", "August 2025"])
    ' Not sent, so not drawn: July 2025 and August 2025.'
    """
    return f" Not sent, so not drawn: {words.listed(periods)}." if periods else ""


def trend_word(found: Trend, indicator: Indicator) -> str:
    """Return the verdict in a word or two, for a table, or that there is none and why."""
    if found.direction == Direction.UNJUDGED:
        return f"not told: {found.reason}"
    if found.direction == Direction.NONE:
        return NONE
    side = SIDES[found.direction] * indicator.judged_polarity
    return {1: "getting better", -1: "getting worse"}.get(side, _goes(found))


def _goes(found: Trend) -> str:
    return "rising" if found.direction == Direction.UP else "falling"


def place_trend(pack: Pack, view: IndicatorView) -> str:
    """Return whether the figure of the whole place is getting better."""
    found = trend_of(pack, view.indicator, view.period, pack.district, Level.DISTRICT)
    said, whole = trend(found, view.indicator), f"{view.place} as a whole"
    if found.direction == Direction.UNJUDGED:
        return said.replace(NO_VERDICT, f"{NO_VERDICT} of {whole}", 1)
    return f"{words.capital(whole)}: {phrases.small(said)}"
