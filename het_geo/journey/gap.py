"""The gap beside the average: how far areas of the place were apart at the baseline, and are."""

from __future__ import annotations

from dataclasses import replace

from het_geo.atlas.atlas import Atlas
from het_geo.atlas.choice import Choice, levels_of, periods_of
from het_geo.atlas.gaps.matrix import NO_GAP
from het_geo.atlas.gaps.view import NO_DISTRICT_GAP, GapView
from het_geo.catalogue.periods import Period
from het_geo.catalogue.records import Indicator
from het_geo.framework.records import JourneyMeasure
from het_geo.geography import Level
from het_geo.trends.gap import GapTrend, gap_trend

RATIO = ("rii", "rii_lower", "rii_upper")


def gap_since(
    atlas: Atlas, measure: JourneyMeasure, own: Indicator, ends: tuple[Period | None, Period | None]
) -> tuple[GapView | None, str]:
    """Return the gap of a measure at its two ends, or why there is none.

    Its trends hold the baseline and the newest period alone.
    """
    small = [level for level in levels_of(atlas.pack, own.id) if level != Level.DISTRICT]
    base, newest = ends
    if own.kind in NO_GAP:
        return None, NO_GAP[own.kind]
    if measure.area or not small:
        return None, NO_DISTRICT_GAP
    if base is None or newest is None or base == newest:
        return None, "there are no two figures that can be compared"
    if newest not in periods_of(atlas.pack, own.id, small[0]):
        return None, f"{small[0].many} have no figure of {newest.label}"
    found = atlas.gap(Choice(own.id, small[0], newest.id))
    along, worst = (between(trend, base, newest) for trend in (found.trend, found.ends))
    if along is None and worst is None:
        return None, f"there is no gap of {base.label} to set beside that of {newest.label}"
    return replace(found, trend=along, ends=worst), ""


def between(trend: GapTrend | None, base: Period, newest: Period) -> GapTrend | None:
    """Return how a gap went between two periods alone; ``None`` where one of them has none."""
    if trend is None or base == newest:
        return None
    table = trend.table.reindex([base.id, newest.id])
    if table["sii"].isna().any():
        return None
    low, high = (table[name] if table[name].notna().any() else None for name in ("lower", "upper"))
    found = gap_trend(table["sii"], low, high, **{name: table.get(name) for name in RATIO})
    return replace(found, breaks=trend.breaks)
