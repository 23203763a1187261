"""Follow a measure: its figures, its baseline, where it stands, and the gap beside the average."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from math import isnan

import pandas as pd

from het_geo.atlas.atlas import Atlas
from het_geo.atlas.changed import Changed, changed
from het_geo.atlas.choice import Choice, levels_of, periods_of
from het_geo.atlas.over_time import (
    ADVISED_AGAINST,
    break_before,
    level_of,
    own_series,
    periods_until,
    series,
)
from het_geo.atlas.views import IndicatorView
from het_geo.catalogue.periods import Period
from het_geo.catalogue.records import Indicator
from het_geo.course import CourseVerdict, unjudged
from het_geo.framework.read import aim_of
from het_geo.framework.records import Framework, JourneyMeasure
from het_geo.geography import Level, area_label
from het_geo.journey.gap import gap_since
from het_geo.journey.judge import judged
from het_geo.journey.model import Dot, Entered, Followed
from het_geo.trends.change import Reading

ONE_FIGURE = "there is one figure only, so the next one is needed"
NO_FIGURE = "there is no figure yet"
ADVISED = "the publisher advises against reading change in this figure"


def follow_all(
    atlas: Atlas,
    framework: Framework,
    entered: Mapping[str, Sequence[Entered]] | None = None,
    until: date = date.max,
) -> list[Followed]:
    """Return every measure of a framework, in its order; ``entered`` by local figure.

    Figures are those whose period had ended by the day ``until``.
    """
    given = entered or {}
    return [
        follow(atlas, framework, measure, given.get(measure.local, ()), until)
        for measure in framework.measures.values()
    ]


def follow(
    atlas: Atlas,
    framework: Framework,
    measure: JourneyMeasure,
    entered: Sequence[Entered] = (),
    until: date = date.max,
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
            if e.day <= until
        ]
        return judged(
            replace(found, no_gap="it is entered by hand for the whole place"),
            dots,
            "",
            framework.began,
        )
    own = catalogue.indicators[measure.indicator]
    found = Followed(measure, own, catalogue.unit_of(own), aim, unjudged(NO_FIGURE))
    found = _published(atlas, found, framework.began, until)
    ends = [dot.period if dot else None for dot in (found.base, found.newest)]
    gap, why = gap_since(atlas, measure, own, (ends[0], ends[1]))
    return replace(found, gap=gap, no_gap=why)


def _published(atlas: Atlas, found: Followed, began: date | None, until: date) -> Followed:
    """Return a measure of the catalogue with its figures and its verdict."""
    pack, own = atlas.pack, found.indicator
    code = found.measure.area or pack.district
    if code not in pack.areas.index:
        return replace(found, course=unjudged(f"this place has no area {code[:20]}"))
    level = level_of(pack, code)
    if found.measure.area:
        found = replace(found, where=area_label(pack.areas, code))
    if own.id not in pack.periods_held:
        return found
    every = [p for p in periods_of(pack, own.id, level) if p.end <= until]
    known = [p for p in every if p.kind != "month"] or every
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
    return judged(found, dots, why, began)


def _dot(period: Period, table: pd.DataFrame, *, held: bool) -> Dot:
    row = table.loc[period.id]
    figure = Reading(*(float(row[name]) for name in ("value", "lower", "upper")))
    return Dot(period.said, period.short, period.end, figure, held, period)


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
    held = own_series(atlas.pack, found.indicator, periods, code)
    return changed(found.indicator, level, held, found.view.caveats)
