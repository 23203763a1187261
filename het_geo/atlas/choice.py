"""What a person has chosen to see: ids from a link, checked against the pack."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from het_geo.catalogue.periods import Period
from het_geo.geography import Level
from het_geo.pack.model import Pack

FIGURE, CHANGE = "figure", "change"
SHOWN = (FIGURE, CHANGE)
BENCHMARKS = {"england": Level.COUNTRY, "region": Level.REGION, "district": Level.DISTRICT}


@dataclass(frozen=True)
class Choice:
    """One view: every field is an id that stands in the link.

    ``area`` is what is marked in the view, ``asked`` what was asked for: the same, unless the view
    has no such area. What was asked for goes into the link, so that no view loses it. ``around`` is
    the ward (or MSOA) asked for, where the view has the smaller areas inside it instead. ``show``
    is what of the areas is shown, one of :data:`SHOWN`.
    """

    indicator: str
    level: Level
    period: str
    compare: str = "england"
    area: str = ""
    asked: str = ""
    around: str = ""
    show: str = FIGURE

    @property
    def params(self) -> dict[str, str]:
        """The choice as query parameters of a link."""
        fields = {
            "indicator": self.indicator,
            "level": str(self.level),
            "period": self.period,
            "compare": self.compare,
            "area": self.asked,
            "of": "" if self.show == FIGURE else self.show,
        }
        return {key: value for key, value in fields.items() if value}


def levels_of(pack: Pack, indicator: str) -> list[Level]:
    """Return the levels of area that an indicator can be shown at, wards first."""
    declared = pack.catalogue.indicators[indicator].levels
    order = (Level.WARD, Level.LSOA, Level.MSOA, Level.OWN, Level.DISTRICT)
    return [level for level in order if str(level) in declared]


def periods_of(pack: Pack, indicator: str, level: Level) -> tuple[Period, ...]:
    """Return the periods of an indicator that the pack holds for a level, oldest first."""
    held = pack.periods_held[indicator]
    declared = pack.catalogue.indicators[indicator].periods_at(str(level))
    return tuple(period for period in declared if period.id in held)


def latest(periods: Sequence[Period]) -> Period:
    """Return the newest period to open on: a year where there are months too."""
    longer = [period for period in periods if period.kind != "month"]
    return (longer or list(periods))[-1]


def newest(pack: Pack, indicator: str, level: Level) -> Period:
    """Return the newest period in which an area of the level has a value, else the newest held."""
    held = periods_of(pack, indicator, level)
    known = [p for p in held if (indicator, p.id, str(level)) in pack.periods_known]
    return latest(known or held)
