"""What changed in one area's figure: over all comparable periods held, and since the last but one.

The definition: docs/methods.md#what-changed.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from het_geo.apart import counts_few
from het_geo.atlas.area_series import NUMBERS, AreaSeries
from het_geo.atlas.over_time import (
    ADVISED_AGAINST,
    break_before,
    breaks_in,
    level_of,
    own_series,
    periods_until,
)
from het_geo.bounds import bounded
from het_geo.catalogue.periods import WITH_CARE, BreakAt, Period
from het_geo.catalogue.records import Indicator
from het_geo.catalogue.vocabulary import Caveat
from het_geo.geography import Level
from het_geo.pack.model import Pack
from het_geo.trends.change import Change, Reading, Run, change, line_of

COLUMNS = [NUMBERS.index(name) for name in ("value", "lower", "upper", "least", "most")]
MODELLED = "modelled"  # how caveats begin that say a figure is a model's


@dataclass(frozen=True)
class Changed:
    """A figure's change from its first comparable period with a value to its newest.

    ``recent`` is the change since the last period before the newest that shares no years with it,
    where that is not the first; ``since`` is that period. ``overlapping`` tells whether the first
    and the newest share years. ``breaks`` are to be told with the change. ``around`` is how the
    whole place went between the same two periods, where the area is a part of it. ``few`` tells
    that one of the figures compared counts so few that a ratio of them is not firm. ``cut`` is the
    break that the first period follows, where older figures are held that cannot be compared.
    """

    periods: tuple[Period, ...]
    whole: Change
    line: Run
    overlapping: bool
    modelled: bool
    turns: tuple[tuple[Period, Reading], ...] = ()
    recent: Change | None = None
    since: Period | None = None
    breaks: tuple[BreakAt, ...] = ()
    around: Change | None = None
    few: bool = False
    cut: BreakAt | None = None


def changed_of(pack: Pack, indicator: Indicator, period: Period, code: str) -> Changed | None:
    """Return what changed in one area of a pack, up to a period, and in the place around it."""
    level = level_of(pack, code)
    periods = periods_until(indicator, period, level)
    found = changed(
        indicator,
        level,
        own_series(pack, indicator, periods, code),
        pack.catalogue.caveats_at(indicator, period, level),
    )
    if code == pack.district:
        return found
    return within(found, changed_of(pack, indicator, period, pack.district))


def within(found: Changed | None, place: Changed | None) -> Changed | None:
    """Return an area's change beside that of the place between the same two periods."""
    if found is None or place is None:
        return found
    ends = [(part.periods[0].id, part.periods[-1].id) for part in (found, place)]
    return replace(found, around=place.whole) if ends[0] == ends[1] else found


def changed(
    indicator: Indicator,
    level: Level,
    held: AreaSeries,
    caveats: Iterable[Caveat],
) -> Changed | None:
    """Return what changed; ``None`` where fewer than two periods have a value or none may be told.

    Args:
        indicator: what is measured.
        level: the level of the area.
        held: its figures at comparable periods.
        caveats: all that the figure is to be read with, its sources' too.
    """
    if ADVISED_AGAINST in indicator.caveats or len(held.known) < 2:
        return None
    when, points = [held.periods[at] for at in held.known], _readings(held)
    share = share_years(when[0], when[-1])
    line = line_of(points)
    found = Changed(
        tuple(when),
        change(points[0], points[-1], overlapping=share),
        line,
        share,
        is_estimated(indicator, caveats),
        turns=tuple(
            (when[i], points[i]) for i in line.turns if not indicator.disowns(when[i], str(level))
        ),
        breaks=breaks_in(indicator, [when[0], when[-1]], level, WITH_CARE),
        few=_counts_few(indicator, held),
        cut=break_before(indicator, when, level),
    )
    before = _before(when)
    if not before:
        return found
    share = share_years(when[before], when[-1])
    recent = change(points[before], points[-1], overlapping=share)
    return replace(found, recent=recent, since=when[before])


def _readings(held: AreaSeries) -> list[Reading]:
    """Return the figures that are known, oldest first."""
    return [
        Reading(bounded(value, least, most), lower, upper)
        for value, lower, upper, least, most in held.figures[held.known][:, COLUMNS].tolist()
    ]


def _counts_few(indicator: Indicator, held: AreaSeries) -> bool:
    """Tell whether the first, the newest or the last figure but one counts few."""
    known, values, counts = held.known, held.column("value"), held.column("numerator")
    ends = (known[0], known[-2], known[-1])
    return any(counts_few(indicator, float(values[at]), float(counts[at])) for at in ends)


def is_estimated(indicator: Indicator, caveats: Iterable[Caveat]) -> bool:
    """Tell whether a figure is a model's estimate, by its kind or by what its sources warn of."""
    return indicator.kind == "modelled" or any(c.id.startswith(MODELLED) for c in caveats)


def share_years(one: Period, other: Period) -> bool:
    """Tell whether two periods, the earlier one first, share years."""
    return one.end >= other.start


def _before(when: Sequence[Period]) -> int:
    """Return the place of the last period that shares no years with the newest.

    Where all do, of the one before the newest.
    """
    apart = [i for i, period in enumerate(when[:-1]) if not share_years(period, when[-1])]
    return apart[-1] if apart else len(when) - 2
