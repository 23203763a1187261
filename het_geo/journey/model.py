"""A measure as it is followed: its figures, its baseline, its verdict, and the gap beside it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from het_geo.atlas.gaps.view import GapView
from het_geo.atlas.views import IndicatorView
from het_geo.catalogue.periods import Period
from het_geo.catalogue.records import Indicator
from het_geo.catalogue.vocabulary import Unit
from het_geo.course import OnCourse
from het_geo.framework.records import JourneyMeasure
from het_geo.open_sdg import Growth
from het_geo.trends.change import Reading


class Entered(NamedTuple):
    """A value of a local figure, as it stands in the register."""

    day: date
    figure: Reading
    note: str = ""


class Dot(NamedTuple):
    """A figure of a measure: its period, in full and for an axis, and the last day of it.

    ``held`` tells whether it can be compared with the newest.
    """

    label: str
    short: str
    day: date
    figure: Reading
    held: bool = True
    period: Period | None = None


@dataclass(frozen=True)
class Followed:
    """A measure with all that is known of where it stands.

    ``gap`` is the gap between the place's areas at the baseline's period and at the newest one,
    both as :class:`~het_geo.atlas.gaps.view.GapView` has them; ``no_gap`` says why there is none.
    ``england`` are England's
    figures at the same periods. ``view`` is what sentences about figures ask, ``where`` the area
    inside the place that is measured, "" for all of it.
    """

    measure: JourneyMeasure
    indicator: Indicator
    unit: Unit
    aim: int
    course: OnCourse
    dots: tuple[Dot, ...] = ()
    base: Dot | None = None
    newest: Dot | None = None
    growth: Growth | None = None
    gap: GapView | None = None
    no_gap: str = ""
    england: tuple[Dot, ...] = ()
    view: IndicatorView | None = None
    where: str = ""

    @property
    def label(self) -> str:
        """What is measured, in a few words."""
        return f"{self.indicator.label}, {self.where}" if self.where else self.indicator.label
