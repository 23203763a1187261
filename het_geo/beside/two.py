"""Two indicators against each other over the areas of one level."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product

from het_geo.atlas.atlas import Atlas
from het_geo.atlas.choice import levels_of, periods_of
from het_geo.atlas.reading import is_shown
from het_geo.atlas.views import IndicatorView
from het_geo.beside.read import view_at
from het_geo.catalogue.periods import Period
from het_geo.catalogue.records import PLAIN_KINDS
from het_geo.correlation import Correlation, correlation
from het_geo.geography import Level

FAR = 5  # years between two periods, beyond which they are not set against each other
ALIKE = "it is the same figure twice: choose another"
APART = "{} and {} lie more than five years apart"


@dataclass(frozen=True, eq=False)
class TwoIndicators:
    """Two indicators of one level: both views, and how they go together or why they cannot.

    ``chosen`` are the areas that are marked, in their order.
    """

    one: IndicatorView
    other: IndicatorView
    found: Correlation
    chosen: tuple[str, ...]

    @property
    def level(self) -> Level:
        """The level of the areas."""
        return self.one.level

    @property
    def codes(self) -> list[str]:
        """The areas that have both figures, in the pack's order."""
        x, y = self.one.table["value"], self.other.table["value"]
        return [str(code) for code in x.index[x.notna() & y.notna()]]


def can_be_set(atlas: Atlas) -> list[str]:
    """Return the indicators that can be set against one another, in the catalogue's order.

    A rank, tenth, class or count is none; nor is what only the district has.
    """
    return [
        indicator.id
        for indicator in atlas.pack.catalogue.indicators.values()
        if indicator.kind not in PLAIN_KINDS and small_levels(atlas, indicator.id)
    ]


def small_levels(atlas: Atlas, name: str) -> list[Level]:
    """Return the levels inside the place at which the pack has an indicator, wards first."""
    if name not in atlas.pack.periods_held:  # another place may be without
        return []
    indicator = atlas.pack.catalogue.indicators[name]
    found = (level for level in levels_of(atlas.pack, name) if level != Level.DISTRICT)
    return [level for level in found if is_shown(atlas.pack, indicator, level)]


def levels_of_both(atlas: Atlas, one: str, other: str) -> list[Level]:
    """Return the levels that both indicators have, wards first."""
    there = small_levels(atlas, other)
    return [level for level in small_levels(atlas, one) if level in there]


def two_indicators(
    atlas: Atlas, one: str, other: str, level: Level, chosen: Sequence[str]
) -> TwoIndicators:
    """Return two indicators against each other at a level that both have."""
    first, second = periods_of_both(atlas, one, other, level)
    views = [view_at(atlas, name, level, p) for name, p in ((one, first), (other, second))]
    own = tuple(code for code in chosen if code in views[0].table.index)
    return TwoIndicators(views[0], views[1], set_against(views), own)


def set_against(views: Sequence[IndicatorView]) -> Correlation:
    """Return how two figures go together, or why that is not told."""
    one, other = views
    if one.indicator.id == other.indicator.id:
        return Correlation(0, 0, reason=ALIKE)
    if years_between(one.period, other.period) > FAR:
        return Correlation(0, 0, reason=APART.format(one.period.label, other.period.label))
    return correlation(one.table["value"], other.table["value"])


def periods_of_both(atlas: Atlas, one: str, other: str, level: Level) -> tuple[Period, Period]:
    """Return the newest periods of two indicators at a level that belong together."""
    return nearest_in_time(*(_known(atlas, name, level) for name in (one, other)))


def nearest_in_time(first: Sequence[Period], second: Sequence[Period]) -> tuple[Period, Period]:
    """Return the newest of two lists of periods that share a day, else the newest of each.

    A month is taken only where there is nothing longer.
    """
    first, second = (_longer(held) for held in (first, second))
    sharing = [(p, q) for p, q in product(first, second) if years_between(p, q) == 0]
    if not sharing:
        return first[-1], second[-1]
    return max(sharing, key=lambda pair: sorted((p.end, p.start) for p in pair))


def _known(atlas: Atlas, name: str, level: Level) -> list[Period]:
    pack = atlas.pack
    held = list(periods_of(pack, name, level))
    return [p for p in held if (name, p.id, str(level)) in pack.periods_known] or held


def _longer(periods: Sequence[Period]) -> list[Period]:
    return [p for p in periods if p.kind != "month"] or list(periods)


def years_between(one: Period, other: Period) -> float:
    """Return how many years lie between two periods; 0 where they share a day.

    >>> from datetime import date
    >>> day = Period("a", "instant", date(2021, 3, 21), date(2021, 3, 21), "a")
    >>> year = Period("b", "year", date(2023, 3, 21), date(2024, 3, 20), "b")
    >>> round(years_between(day, year), 1), years_between(day, day)
    (2.0, 0.0)
    """
    days = (max(one.start, other.start) - min(one.end, other.end)).days
    return max(days, 0) / 365.25


def withheld(found: TwoIndicators) -> Iterator[str]:
    """Yield the areas of which one figure is a range, since some of its counts are withheld."""
    known = found.one.table["value"].notna() & found.other.table["value"].notna()
    ranged = found.one.table["least"].notna() | found.other.table["least"].notna()
    yield from map(str, known.index[known & ranged])
