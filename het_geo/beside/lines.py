"""One figure of several areas: its values in one period, and how each pair of them differs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import isnan, nan
from typing import ClassVar

from het_geo.apart import counts_few, is_everybody
from het_geo.atlas.atlas import Atlas
from het_geo.atlas.changed import Changed
from het_geo.atlas.choice import latest, periods_of
from het_geo.atlas.views import Figure, IndicatorView
from het_geo.beside.chosen import share_ground
from het_geo.beside.read import change_of, figure_at, level_of_figure, view_at
from het_geo.blank import Blank
from het_geo.catalogue.periods import Period
from het_geo.catalogue.records import PLAIN_KINDS, Indicator
from het_geo.catalogue.vocabulary import CONTEXT
from het_geo.figures import Status
from het_geo.geography import Level
from het_geo.sentences.changed import is_alike
from het_geo.trends.change import Change, Reading, Sureness, change

CUT = Blank("not said", "one of the two is cut off at 100, so how far apart they are is not known")
TOLD = Blank("")  # a difference is: there is nothing to say why not
ORDER = (Sureness.SURE, Sureness.UNKNOWN, Sureness.CHANCE)


@dataclass(frozen=True)
class Pair:
    """Two of the areas, by their places: ``one`` is told as against ``other``.

    ``found`` is the difference, one less the other, and how sure it is. ``gap`` is its size in
    standard deviations of the place's areas, NaN where these are not known; ``few`` tells that so
    few are counted that no ratio is told. ``why`` says why no difference is told at all, else "".
    """

    one: int
    other: int
    found: Change
    gap: float
    few: bool
    shared: bool
    why: Blank = TOLD

    @property
    def told(self) -> bool:
        """Whether a difference is told."""
        return not self.why

    @property
    def limited(self) -> bool:
        """Whether both figures have a margin of error to hold their difference against."""
        return self.told and not isnan(self.found.difference.lower + self.found.difference.upper)


@dataclass(frozen=True, eq=False)
class BesideLine:
    """One indicator of areas in one period, each read at its own level; ``pairs`` of them."""

    HELD: ClassVar = ("views", "changes")  # which an atlas keeps by themselves
    codes: tuple[str, ...]
    views: tuple[IndicatorView, ...]
    figures: tuple[Figure, ...]
    pairs: tuple[Pair, ...]
    changes: tuple[Changed | None, ...]

    @property
    def view(self) -> IndicatorView:
        """The indicator at the level of the first area."""
        return self.views[0]

    @property
    def indicator(self) -> Indicator:
        """What is measured."""
        return self.view.indicator

    @property
    def id(self) -> str:
        """The indicator's id."""
        return self.indicator.id

    @property
    def block(self) -> str:
        """The building block it belongs to."""
        return self.indicator.block

    @property
    def caveats(self) -> tuple[str, ...]:
        """The ids of what must be known of the figures."""
        return tuple(dict.fromkeys(c.id for view in self.views for c in view.caveats))

    @property
    def sources(self) -> tuple[str, ...]:
        """The ids of what the figures are made from."""
        return tuple(source.id for source in self.view.sources)

    @property
    def sure(self) -> Sureness | None:
        """The surest of its pairs; ``None`` where no difference is told."""
        found = {pair.found.sure for pair in self.pairs if pair.told}
        return next((sure for sure in ORDER if sure in found), None)

    @property
    def gap(self) -> float:
        """How far its farthest pair of its surest kind is apart; 0 where that is not known."""
        gaps = [p.gap for p in self.pairs if p.told and p.found.sure == self.sure]
        return max((gap for gap in gaps if not isnan(gap)), default=0.0)


def lines_of(atlas: Atlas, codes: Sequence[str]) -> tuple[BesideLine, ...]:
    """Return every indicator that all the areas have a figure of, by block, in their order.

    In a block what differs by more than chance stands first, then what is not known to, then what
    may be chance, then what is not compared; within each the largest difference first, in standard
    deviations of the place's areas.
    """
    key = ("beside", tuple(codes))
    return atlas.keep(key, lambda: tuple(_ordered(atlas, _lines(atlas, tuple(codes)))))


def _ordered(atlas: Atlas, lines: Iterator[BesideLine]) -> list[BesideLine]:
    blocks = list(atlas.pack.catalogue.blocks)

    def place(line: BesideLine) -> tuple[int, int, float]:
        group = ORDER.index(line.sure) if line.sure else len(ORDER)
        return blocks.index(line.block), group, -line.gap

    return sorted(lines, key=place)


def _lines(atlas: Atlas, codes: tuple[str, ...]) -> Iterator[BesideLine]:
    pairs = pairs_of(len(codes))
    shared = [share_ground(atlas, codes[a], codes[b]) for a, b in pairs]
    for indicator in atlas.pack.catalogue.indicators.values():
        levels = [level_of_figure(atlas, indicator, code) for code in codes]
        held = [level for level in levels if level is not None]
        read = _read(atlas, indicator.id, held, codes) if len(held) == len(codes) else None
        if read:
            found = zip(pairs, shared, strict=True)
            told = tuple(_pair(*read, pair, both) for pair, both in found)
            changes = (change_of(atlas, v, c) for v, c in zip(read[0], codes, strict=True))
            yield BesideLine(codes, *read, told, tuple(changes))


def pairs_of(many: int) -> list[tuple[int, int]]:
    """Return which areas are told against which: of two the first, of more each, against the other.

    >>> pairs_of(2), pairs_of(4)
    ([(0, 1)], [(1, 0), (2, 0), (3, 0)])
    """
    return [(0, 1)] if many == 2 else [(i, 0) for i in range(1, many)]


def _read(
    atlas: Atlas, name: str, levels: Sequence[Level], codes: Sequence[str]
) -> tuple[tuple[IndicatorView, ...], tuple[Figure, ...]] | None:
    """Return each area's view and figure in the newest period in which all have a value."""
    common = common_periods(atlas, name, levels)
    while common:
        period = latest(common)
        views = tuple(view_at(atlas, name, level, period) for level in levels)
        read = [figure_at(atlas, v, code) for v, code in zip(views, codes, strict=True)]
        known = tuple(f for f in read if f is not None and not isnan(f.value))
        if len(known) == len(codes):
            return views, known
        common.remove(period)
    return None


def common_periods(atlas: Atlas, name: str, levels: Sequence[Level]) -> list[Period]:
    """Return the periods that every one of the levels has, oldest first."""
    first, *others = (periods_of(atlas.pack, name, level) for level in dict.fromkeys(levels))
    shared = [{period.id for period in held} for held in others]
    return [period for period in first if all(period.id in held for held in shared)]


def _pair(
    views: Sequence[IndicatorView], figures: Sequence[Figure], pair: tuple[int, int], shared: bool
) -> Pair:
    one, other = pair
    view, own, there = views[one], figures[one], figures[other]
    found = change(_reading(there), _reading(own), overlapping=shared)
    if found.sure == Sureness.SURE and is_alike(view, found):
        sure = Sureness.UNKNOWN if shared else Sureness.CHANCE
        found = Change(found.earlier, found.later, found.difference, sure)
    sd = views[0].behind.sd if views[0].behind else nan
    few = any(counts_few(view.indicator, f.value, f.numerator) for f in (own, there))
    gap = abs(found.difference.value) / sd if sd else nan
    return Pair(one, other, found, gap, few, shared, _why(view, (own, there)))


def _reading(found: Figure) -> Reading:
    return Reading(found.value, found.lower, found.upper)


def _why(view: IndicatorView, figures: Sequence[Figure]) -> Blank:
    """Return why no difference of two figures is told; "" where it is."""
    if view.indicator.kind in PLAIN_KINDS:
        return Blank("not said", f"nothing is gained by comparing a {view.indicator.kind}")
    cut = any(
        f.status == Status.CAPPED or is_everybody(view.indicator, view.unit, f.value)
        for f in figures
    )
    return CUT if cut else TOLD


def counted(lines: Sequence[BesideLine]) -> list[BesideLine]:
    """Return the figures that are counted: who lives there is no building block, and no gap."""
    return [line for line in lines if line.block != CONTEXT]
