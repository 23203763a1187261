"""One measure as pages and reports tell it: every sentence of it, once."""

from __future__ import annotations

import calendar
from dataclasses import dataclass

from het_geo import words
from het_geo.atlas.atlas import Atlas
from het_geo.framework.records import TIERS, Framework
from het_geo.journey.model import Followed
from het_geo.journey.said import (
    MARKS,
    average_and_gap,
    beside_england,
    gap_said,
    stands,
    target_said,
)


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


def told(atlas: Atlas, framework: Framework, found: Followed) -> MeasureTold:
    """Return what is told of a measure."""
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
        stands(atlas, found),
        average_and_gap(found),
        beside_england(found),
        gap_said(found),
        target_said(found),
        f"Owner: {framework.owner(measure)}. Reviewed every {calendar.month_name[measure.month]}.",
        measure.why,
        caveats,
        sources or found.indicator.subtitle,
    )
