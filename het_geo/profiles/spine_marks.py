"""Where a figure stands on a spine, in numbers; :mod:`het_geo.profiles.spine` draws it."""

from __future__ import annotations

from math import isnan

from het_geo.atlas.views import Figure, IndicatorView
from het_geo.catalogue.records import PLAIN_KINDS
from het_geo.geography import Level
from het_geo.profiles.row import Spine, optional

SPINE_RULE = (
    "Each mark is the area’s distance from England, divided by the standard deviation of the "
    "district’s areas of the same level (each area counted once, because each is one mark behind). "
    "Worse is to the left; where a figure has no direction or follows age, lower is. Behind it: "
    "the district’s areas from worst to best, and the middle half of them. Where England has no "
    "figure, the distance is from the district."
)
NO_AREAS = "Published for the district and larger areas only: there are no areas to measure it by."
ALIKE = "Fewer than two areas of the district differ, so there is nothing to measure it by."
NO_CENTRE = "Neither England nor the district has a figure to measure from."
NO_SCALE = "A plain number, rank, decile or class stands on no scale of better and worse."


def spine_at(view: IndicatorView, found: Figure) -> tuple[Spine | None, str]:
    """Return where a figure stands on a spine; ``None``, and why, where it stands on none."""
    behind, indicator = view.behind, view.indicator
    england, district = view.benchmark(Level.COUNTRY), view.benchmark(Level.DISTRICT)
    centre = district if isnan(england.value) else england
    if indicator.kind in PLAIN_KINDS:
        return None, NO_SCALE
    if behind is None:
        only = indicator.levels == (str(Level.DISTRICT),)
        return None, NO_AREAS if only else ALIKE
    if isnan(centre.value):
        return None, NO_CENTRE
    turn = -1.0 if indicator.judged_polarity < 0 else 1.0

    def x(value: float) -> float:
        return turn * (value - centre.value) / behind.sd + 0.0  # never minus nought

    limits = sorted((x(found.lower), x(found.upper)))
    quarters = sorted((x(behind.quarter), x(behind.three_quarters)))
    ends = sorted((x(behind.lowest), x(behind.highest)))
    return Spine(
        centre.name,
        centre.code,
        behind.level,
        behind.areas,
        behind.sd,
        indicator.judged,
        x(found.value),
        optional(limits[0]),
        optional(limits[1]),
        ends[0],
        quarters[0],
        quarters[1],
        ends[1],
        optional(x(district.value)),
        optional(x(view.benchmark(Level.REGION).value)),
    ), ""
