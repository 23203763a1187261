"""Follow a measure: its figures, its baseline, where it stands, and the gap beside the average."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from math import isnan

import pandas as pd

from het_geo import words
from het_geo.atlas.atlas import Atlas
from het_geo.atlas.changed import Changed, changed, share_years
from het_geo.atlas.choice import Choice, levels_of, periods_of
from het_geo.atlas.over_time import (
    ADVISED_AGAINST,
    break_before,
    level_of,
    periods_until,
    series,
)
from het_geo.atlas.views import IndicatorView
from het_geo.catalogue.periods import Period
from het_geo.catalogue.records import Indicator
from het_geo.course import At, CourseVerdict, ErrorScale, OnCourse, Target, course, unjudged
from het_geo.framework.read import aim_of
from het_geo.framework.records import Framework, JourneyMeasure
from het_geo.geography import Level
from het_geo.journey.gap import gap_since
from het_geo.journey.model import Dot, Entered, Followed
from het_geo.open_sdg import Growth, progress
from het_geo.scales import SCALE_OF
from het_geo.trends.change import Reading

ONE_FIGURE = "there is one figure only, so the next one is needed"
NO_FIGURE = "there is no figure yet"
ADVISED = "the publisher advises against reading change in this figure"


def follow_all(
    atlas: Atlas, framework: Framework, entered: Mapping[str, Sequence[Entered]] | None = None
) -> list[Followed]:
    """Return every measure of a framework, in its order; ``entered`` by local figure."""
    given = entered or {}
    return [
        follow(atlas, framework, measure, given.get(measure.local, ()))
        for measure in framework.measures.values()
    ]


def follow(
    atlas: Atlas, framework: Framework, measure: JourneyMeasure, entered: Sequence[Entered] = ()
) -> Followed:
    """Return where a measure stands."""
    catalogue = atlas.pack.catalogue
    aim = aim_of(measure, framework.local, catalogue)
    if measure.local:
        own = framework.local[measure.local].as_indicator(measure.principle)
        found = Followed(measure, own, catalogue.units[own.unit], aim, unjudged(NO_FIGURE))
        dots = [
            Dot(f"{e.day.day} {e.day:%B %Y}", f"{e.day:%b %Y}", e.day, e.figure)
            for e in sorted(entered)
        ]
        return _judged(replace(found, no_gap="entered by hand for the whole place"), dots, "")
    own = catalogue.indicators[measure.indicator]
    found = Followed(measure, own, catalogue.unit_of(own), aim, unjudged(NO_FIGURE))
    found = _published(atlas, found)
    ends = [dot.period if dot else None for dot in (found.base, found.newest)]
    gap, why = gap_since(atlas, measure, own, (ends[0], ends[1]))
    return replace(found, gap=gap, no_gap=why)


def _published(atlas: Atlas, found: Followed) -> Followed:
    """Return a measure of the catalogue with its figures and its verdict."""
    pack, own = atlas.pack, found.indicator
    code = found.measure.area or pack.district
    level = level_of(pack, code) if code in pack.areas.index else Level.DISTRICT
    every = periods_of(pack, own.id, level)
    known = [p for p in every if p.kind != "month"] or list(every)
    if ADVISED_AGAINST in own.caveats:
        return replace(found, course=unjudged(ADVISED))
    table = series(pack, own, known, code)
    known = [p for p in known if not isnan(table.loc[p.id, "value"])]
    if not known:
        return found
    newest = known[-1]
    alike = {p.id for p in periods_until(own, newest, level)}
    dots = [_dot(period, table, held=period.id in alike) for period in known]
    cut = break_before(own, [p for p in known if p.id in alike], level)
    why = f"the series was made anew in {cut.at.short}, after its baseline" if cut else ""
    found = replace(
        found, view=_view(atlas, own, newest), england=_england(atlas, own, known, alike)
    )
    return _judged(found, dots, why)


def _dot(period: Period, table: pd.DataFrame, *, held: bool) -> Dot:
    row = table.loc[period.id]
    figure = Reading(*(float(row[name]) for name in ("value", "lower", "upper")))
    return Dot(period.label, period.short, period.end, figure, held, period)


def _view(atlas: Atlas, own: Indicator, newest: Period) -> IndicatorView:
    """Return a view of the newest period, at the largest level that has it."""
    levels = [x for x in levels_of(atlas.pack, own.id) if newest in own.periods_at(str(x))]
    level = (levels or levels_of(atlas.pack, own.id))[0]
    return atlas.view(Choice(own.id, level, newest.id))


def _england(
    atlas: Atlas, own: Indicator, periods: list[Period], alike: set[str]
) -> tuple[Dot, ...]:
    """Return England's figures at some periods."""
    areas = atlas.pack.areas
    codes = areas.index[areas["level"] == str(Level.COUNTRY)]
    if not len(codes):
        return ()
    table = series(atlas.pack, own, periods, codes[0])
    dots = (_dot(period, table, held=period.id in alike) for period in periods)
    return tuple(dot for dot in dots if not isnan(dot.figure.value))


def _judged(found: Followed, dots: Sequence[Dot], cut: str) -> Followed:
    """Return a measure with its figures, its baseline and its verdict.

    ``cut`` says why figures before the first that can be compared are not its baseline.
    """
    if not dots:
        return found
    newest, asked = dots[-1], found.measure.baseline
    held = [dot for dot in dots if dot.held]
    named = [dot for dot in dots if dot.period and dot.period.id == asked]
    base = (named if asked else held)[:1]
    found = replace(found, dots=tuple(dots), newest=newest, base=base[0] if base else None)
    why = _why_not(found, cut)
    if why or found.base is None:
        return replace(found, course=unjudged(why))
    return replace(found, course=_course(found, found.base, newest), growth=_growth(found))


def _why_not(found: Followed, cut: str) -> str:
    """Return why a measure cannot be judged yet; "" where it can."""
    base, newest = found.base, found.newest
    if base is None or newest is None:
        return f"there is no figure for the baseline ({found.measure.baseline})"
    if newest.day < base.day:
        return f"the newest figure ({newest.label}) is older than the baseline"
    if newest.day == base.day:
        return cut or ONE_FIGURE
    if not base.held:
        return cut or "the baseline and the newest figure are of periods of another length"
    return _why_no_target(found, base)


def _why_no_target(found: Followed, base: Dot) -> str:
    """Return why a target cannot be held against the figures; "" where it can, or there is none."""
    target = found.measure.target
    if target is None:
        return ""
    if target.by <= base.day:
        return f"its target is for {words.long_date(target.by)}, which is not after its baseline"
    if found.aim * (target.value - float(base.figure.value)) <= 0:
        return "its target is no better than its baseline, so it must be agreed again"
    return ""


def _course(found: Followed, base: Dot, newest: Dot) -> OnCourse:
    target = found.measure.target
    judged = course(
        At(base.day, base.figure),
        At(newest.day, newest.figure),
        Target(target.by, target.value) if target else None,
        aim=found.aim,
        scale=_scale(found),
        overlapping=_overlap(found),
    )
    alike = not words.difference(newest.figure.value, base.figure.value, found.indicator)
    return replace(judged, verdict=CourseVerdict.LEVEL) if alike and not target else judged


def _scale(found: Followed) -> ErrorScale:
    name = SCALE_OF.get(found.indicator.kind, "raw")
    return ErrorScale(name, found.unit.times if name == "logit" else 1.0)


def _overlap(found: Followed) -> bool:
    periods = [dot.period for dot in (found.base, found.newest) if dot and dot.period]
    return len(periods) == 2 and share_years(*periods)


def _growth(found: Followed) -> Growth | None:
    """Return Open SDG's progress, by the years in which baseline, newest and target end."""
    target, base, newest = found.measure.target, found.base, found.newest
    if target is None or base is None or newest is None:
        return None
    years = (base.day.year, newest.day.year, target.by.year)
    if not years[0] < years[1] or not years[0] < years[2]:
        return None
    values = (float(base.figure.value), float(newest.figure.value), target.value)
    return progress(years, values, aim=found.aim)


def counted(followed: Iterable[Followed]) -> dict[CourseVerdict, int]:
    """Return how many measures stand where, in the order of the verdicts."""
    verdicts = [found.course.verdict for found in followed]
    return {one: verdicts.count(one) for one in CourseVerdict if one in verdicts}


def change_of(atlas: Atlas, found: Followed) -> Changed | None:
    """Return what changed from the baseline to the newest figure, as sentences tell it."""
    if found.view is None or found.base is None or found.newest is None:
        return None
    code = found.measure.area or atlas.pack.district
    periods = [
        dot.period for dot in found.dots if dot.held and dot.period and dot.day >= found.base.day
    ]
    level = level_of(atlas.pack, code)
    table = series(atlas.pack, found.indicator, periods, code)
    return changed(found.indicator, periods, level, table, found.view.caveats)
