"""The framework's records: frozen declarations of one place (``data/journey/<place>/``)."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from het_geo.catalogue.records import Indicator

MONTHS = range(1, 13)
TIERS = {"early": "early impact", "outcome": "outcome"}
LOCAL_KINDS = ("proportion", "rate", "mean", "count")


@dataclass(frozen=True)
class OwnerGroup:
    """A sub-group of the place's partners: what it is called, and what it does."""

    id: str
    label: str
    does: str


@dataclass(frozen=True)
class AgreedTarget:
    """A target as the place has agreed it, in the unit of its measure.

    ``by`` is the day by which it is to be reached, ``agreed`` who agreed it and where that stands.
    """

    value: float
    by: date
    agreed: str


@dataclass(frozen=True)
class LocalFigure:
    """A figure that no publisher gives: it is entered by hand, into the register.

    ``aim`` is 1 where higher is better, -1 where lower is.
    """

    id: str
    label: str
    question: str
    kind: str
    unit: str
    decimals: int
    aim: int
    source: str

    def as_indicator(self, principle: int) -> Indicator:
        """Return it as an indicator, so that it is written as all figures are."""
        return Indicator(
            id=self.id, label=self.label, question=self.question, subtitle=self.source,
            says="{value}", counted="", kind=self.kind, unit=self.unit, decimals=self.decimals,
            polarity=self.aim, block="", principles=(principle,), subgroups=(),
            levels=("district",), valid=(-math.inf, math.inf), zero_baseline=False, caveats=(),
            source="", tier="early",
        )  # fmt: skip


@dataclass(frozen=True)
class JourneyMeasure:
    """What a principle is measured by.

    ``indicator`` is an indicator of the catalogue, or ``local`` a figure entered by hand; ``area``
    is a code, "" for the whole place. ``baseline`` is the period counted from, "" for the first
    that the newest can be compared with. ``aim`` is given where the catalogue calls neither
    direction better. ``owner`` is a sub-group, ``role`` who in it answers for the measure, and
    ``month`` when it is reviewed each year, ``since`` the day from which.
    """

    id: str
    principle: int
    tier: str
    owner: str
    role: str
    month: int
    why: str
    indicator: str = ""
    local: str = ""
    area: str = ""
    baseline: str = ""
    aim: int = 0
    target: AgreedTarget | None = None
    since: date | None = None


@dataclass(frozen=True)
class Advice:
    """A recommendation that has been published for the place: where, and on which principle."""

    id: str
    principle: int
    owner: str
    text: str
    source: str


@dataclass(frozen=True)
class Framework:
    """A place's framework. ``status`` is what is said of it until the place has agreed it.

    ``began`` is when the journey began: figures from before tell where the place started.
    ``projects`` is what its small funded projects are called. ``faults`` say which measures cannot
    be followed and why: the others are.
    """

    place: str
    title: str
    about: str
    status: str
    groups: Mapping[str, OwnerGroup]
    measures: Mapping[str, JourneyMeasure]
    local: Mapping[str, LocalFigure]
    advice: Mapping[str, Advice]
    faults: tuple[str, ...] = ()
    began: date | None = None
    projects: str = ""

    def of_principle(self, number: int) -> list[JourneyMeasure]:
        """Return a principle's measures, in the order of their file."""
        return [measure for measure in self.measures.values() if measure.principle == number]

    def of_indicator(self, name: str) -> list[JourneyMeasure]:
        """Return the measures that follow an indicator."""
        return [measure for measure in self.measures.values() if measure.indicator == name]

    def owner(self, measure: JourneyMeasure) -> str:
        """Return who answers for a measure, in words."""
        return f"{self.groups[measure.owner].label} ({measure.role})"
