"""One measure as pages and reports tell it: every sentence of it, once."""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date

from het_geo import words
from het_geo.atlas.atlas import Atlas
from het_geo.catalogue.periods import Period
from het_geo.framework.records import TIERS, Framework
from het_geo.journey.model import Followed
from het_geo.journey.said import (
    MARKS,
    NO_TARGET,
    average_and_gap,
    beside_england,
    gap_said,
    stands,
    target_said,
)
from het_geo.sentences.ages import told as age_told


@dataclass(frozen=True)
class MeasureTold:
    """What is told of a measure."""

    id: str
    mark: str
    label: str
    verdict: str
    about: str
    stands: str
    both: str
    england: str
    gap: str
    target: str
    owner: str
    why: str
    notes: tuple[str, ...]
    source: str

    @property
    def follow_up(self) -> str:
        """Who owns the measure, when it is reviewed, whose figures they are and how old."""
        return f"{self.owner} Source: {self.source}"


def told(atlas: Atlas, framework: Framework, found: Followed, today: date) -> MeasureTold:
    """Return what is told of a measure; that it has no target is told with its target alone."""
    measure, view = found.measure, found.view
    tier = words.capital(TIERS[measure.tier])
    caveats = tuple(words.once(caveat.text for caveat in view.caveats)) if view else ()
    sources = "; ".join(f"{s.title}, {s.publisher}" for s in view.sources) if view else ""
    return MeasureTold(
        measure.id,
        MARKS[found.course.verdict],
        found.label,
        str(found.course.verdict),
        f"{found.indicator.question} {tier} measure of principle {measure.principle}.",
        stands(atlas, found).removesuffix(NO_TARGET).rstrip(),
        average_and_gap(found),
        beside_england(found),
        gap_said(found),
        target_said(found),
        f"Owner: {framework.owner(measure)}. Reviewed every {calendar.month_name[measure.month]}.",
        measure.why,
        caveats,
        f"{sources or found.indicator.subtitle}.{_age(found, today)}",
    )


def _age(found: Followed, today: date) -> str:
    """Return of when the newest figure is, and how old that is; "" where there is none."""
    newest = found.newest
    if newest is None:
        return ""
    period = newest.period or Period(newest.label, "instant", newest.day, newest.day, newest.label)
    return f" Newest figure: {age_told(period, today)}."
