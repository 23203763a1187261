"""That a place's average and its gap went two ways: both are true, and one alone misleads."""

from __future__ import annotations

from het_geo.atlas.changed import changed_of
from het_geo.atlas.gaps.view import GapView
from het_geo.pack.model import Pack
from het_geo.trends.change import Sureness
from het_geo.trends.recent import SIDES, Direction


def average_beside(pack: Pack, gap: GapView) -> str:
    """Return that the average and the gap went two ways, where both did by more than chance."""
    view, found = gap.view, gap.trend
    whole = changed_of(pack, view.indicator, view.period, pack.district)
    if found is None or whole is None or whole.breaks or whole.whole.sure != Sureness.SURE:
        return ""
    side = SIDES.get(found.absolute, 0) * view.indicator.judged_polarity
    if side * whole.whole.difference.value <= 0:
        return ""
    wider = found.absolute == Direction.UP
    average, ends = ("better", "wider") if wider else ("worse", "narrower")
    return (
        f"{view.place}’s average got {average} and the gap got {ends}: both are true, since the "
        "average is of everybody and the gap lies between its two ends."
    )
