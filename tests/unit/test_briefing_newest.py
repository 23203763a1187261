"""Is of one subject the series told that knows most lately, and is it said where a place's is?"""

from dataclasses import replace
from datetime import date

import pytest

from het_geo.briefing.model import Audience
from het_geo.briefing.propose import propose, screen_of
from het_geo.briefing.screens.newest import newest_told
from het_geo.briefing.screens.tally import trends_of
from het_geo.geography import Level
from het_geo.profiles.change import area_trend
from het_geo.trends.change import Sureness

TODAY = date(2026, 11, 29)
DALLOW = "E05014741"


def audiences(atlas):
    themes = [{}, *({"principle": n} for n in atlas.pack.catalogue.principles)]
    themes += [{"subgroup": name} for name in atlas.pack.catalogue.subgroups]
    small = atlas.pack.codes(Level.LSOA)[0]
    return [Audience(codes, **theme) for codes in ((), (DALLOW,), (small,)) for theme in themes]


@pytest.mark.in_turn
def test_is_no_trend_told_of_a_series_that_a_newer_one_of_its_subject_outlived(atlas):
    subjects, seen = atlas.pack.catalogue.subjects, 0
    for audience in audiences(atlas):
        for screen in (s for s in propose(atlas, audience, TODAY).screens if s.kind == "trend"):
            seen += 1
            level, (code,) = Level(screen.level), screen.areas
            end = atlas.newest(screen.indicator, level).period.end
            for name, view in atlas.newest_views(level).items():
                if subjects[name] == subjects[screen.indicator] and view.indicator.judged:
                    later = view.period.end > end and area_trend(atlas, view, code).change
                    assert not later, (audience, screen.id, name)
            place = atlas.newest_views(Level.DISTRICT).values()
            newer = [
                v
                for v in place
                if subjects[v.indicator.id] == subjects[screen.indicator] and v.period.end > end
                if area_trend(atlas, v, atlas.pack.district).change
            ]
            said = "A newer figure is of Luton as a whole alone" in screen.source
            assert said == bool(newer), (audience, screen.id)
    assert seen > 5


def test_do_claims_of_2025_lead_work_and_stand_beside_a_ward_that_ends_in_2022(atlas, catalogue):
    assert catalogue.subjects["claimant_rate"] == catalogue.subjects["claimant_count"]
    place = propose(atlas, Audience(principle=3), TODAY)
    assert "trend.claimant_count.district" in place.order
    ward = screen_of(atlas, Audience((DALLOW,), 3), "trend.claimant_rate.ward", TODAY)
    assert ward.headline.endswith("in 2022. For Luton, claimant count: 6.9% in 2025.")


@pytest.mark.parametrize(("sure", "told"), [
    (Sureness.SURE, ["claimant_count"]), (Sureness.UNKNOWN, ["claimant_count"]),
    (Sureness.CHANCE, []),
])  # fmt: skip
def test_is_nothing_told_where_the_newer_series_may_be_chance(atlas, sure, told):
    columns = [atlas.newest(n, Level.DISTRICT) for n in ("claimant_rate", "claimant_count")]
    rows = trends_of(atlas, columns, atlas.pack.district)
    rows["claimant_count"] = replace(rows["claimant_count"], sure=str(sure))
    assert newest_told(atlas, rows, Level.DISTRICT, ["claimant_rate"]) == told
