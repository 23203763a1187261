"""The three lenses of a gap between the areas on screen, and how unequal all of them are."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from het_geo import inequality, words
from het_geo.apart import no_ratio
from het_geo.atlas.gaps.matrix import NO_GAP, is_counted
from het_geo.atlas.gaps.setting import Setting
from het_geo.atlas.views import IndicatorView
from het_geo.compare import AGE
from het_geo.inequality.results import Gap, Measure, People

NOT_COUNTED = "this figure is not a share or rate of people whose number is known"
NO_AIM = "having fewer of what it counts is not the aim"
NO_SIDE = f"{AGE}, so neither more nor fewer is an aim"
NOUGHT = "the best areas have none at all, which is no level for every area to be at"
_SPREADS = (inequality.index_of_disparity, inequality.gini)


@dataclass(frozen=True)
class Lenses:
    """The three lenses between the areas of the level shown, and how unequal all of them are."""

    absolute: Gap
    relative: Gap
    people: People
    disparity: Measure
    gini: Measure


def _no_people(view: IndicatorView, people: People) -> str:
    """Return why the people lens says nothing here, or ""."""
    if view.indicator.follows_age:
        return NO_SIDE
    if not view.indicator.closable:
        return NO_AIM
    if not is_counted(view.indicator, view.unit.times):
        return NOT_COUNTED
    if people.best is not None and words.rounded(people.best, view.indicator.decimals) <= 0:
        return NOUGHT
    return ""


def weights_of(setting: Setting, rows: pd.DataFrame) -> pd.Series:
    """Return what areas are weighted by: their denominator, or their people where none is given."""
    people = setting.pack.areas.loc[rows.index, "population"].astype(float)
    given = rows["denominator"]
    weights = people if given.isna().all() else given
    return weights.where(rows["value"].notna() & weights.notna())


def lenses_of(setting: Setting, view: IndicatorView) -> Lenses:
    """Return the three lenses between the areas of the view's level."""
    table, polarity, kind = view.table, view.indicator.judged_polarity, view.indicator.kind
    if kind in NO_GAP:
        none = NO_GAP[kind]
        gap, people, measure = (
            Gap(None, reason=none),
            People(None, reason=none),
            Measure(None, none),
        )
        return Lenses(gap, gap, people, measure, measure)
    weights = weights_of(setting, table)
    values = table["value"].where(weights > 0)  # an area without people is no end of a gap
    limits = {"lower": table["lower"], "upper": table["upper"]}
    people = inequality.people_to_close(
        values, weights, polarity, multiplier=view.unit.times, **limits
    )
    reason = _no_people(view, people)
    if reason and (people.value is not None or view.indicator.follows_age):
        people = People(None, best=people.best, reason=reason, left_out=people.left_out)
    relative = inequality.relative_gap(values, polarity, **limits)
    disparity, gini = (f(values, weights) for f in _SPREADS)
    if why := no_ratio(view.indicator, view.unit):
        relative = Gap(None, relative.worst, relative.best, reason=why)
        disparity = gini = Measure(None, why)
    absolute = inequality.absolute_gap(values, polarity, **limits)
    return Lenses(absolute, relative, people, disparity, gini)
