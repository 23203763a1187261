"""Does a row of a profile say what the explorer and the pack say, in figures, spine and gaps?"""

from datetime import date

import numpy as np
import pandas as pd
import pytest

from het_geo.atlas.choice import Choice
from het_geo.atlas.comparison import compare_area
from het_geo.atlas.reading import indicator_view
from het_geo.geography import Level
from het_geo.profiles.profile import profile_of
from het_geo.sentences import headlines, notes

TODAY = date(2026, 3, 21)
DALLOW = "E05014741"


@pytest.fixture(scope="module")
def dallow(atlas):
    return profile_of(atlas, [DALLOW], TODAY)


@pytest.mark.parametrize(
    ("level", "codes"),
    [(Level.WARD, [DALLOW, "E05014754"]), (Level.LSOA, ["E01015728"])],
)
def test_does_a_row_say_what_the_explorer_says(luton, atlas, level, codes):
    for code in codes:
        rows = {row.id: row for row in profile_of(atlas, [code], TODAY).rows}
        for name in ("overcrowding", "level4_qualifications", "imd_score", "no2", "fuel_poverty"):
            period = atlas.newest_views(level)[name].period.id
            view = indicator_view(luton, Choice(name, level, period, "england"))
            row, there = rows[name], view.table.loc[code]
            said = headlines.area_headline(view, code)
            assert row.sentence == said.replace(" (best fit)", "")  # which the title says
            assert row.certainty == notes.certainty(view, code)
            assert row.people == notes.people(view, code)
            assert row.percentile_words == notes.percentile(view, code)
            assert (row.value, row.period) == (there["value"], view.period.label)
            words = [(b.name, b.verdict) for b in row.benchmarks]
            beside = compare_area(view, code)
            assert words == [(c.benchmark.name, str(c.verdict)) for c in beside]
            known = [c for c in beside if pd.notna(c.benchmark.value)]
            assert [b.words for b in row.benchmarks if b.words] == [
                headlines.both_lenses(view, c) for c in known
            ]
            if pd.isna(there["lower"]):
                assert row.rank is None
            else:
                assert row.rank.words == notes.rank(view, code)
                assert row.rank.lower == view.ranks.at[code, "rank_lower"]


def test_are_the_districts_rows_the_packs(luton, atlas):
    profile = profile_of(atlas, [luton.district], TODAY)
    rows = {row.id: row for row in profile.rows}
    assert len(rows) > 140
    for name, row in rows.items():
        own = luton.figures[
            (luton.figures["indicator"] == name) & (luton.figures["area_code"] == luton.district)
        ]
        labels = {p.id: p.label for p in luton.catalogue.indicators[name].periods}
        own = own[own["period"].map(labels) == row.period].iloc[0]
        for part in ("value", "lower", "upper", "numerator", "denominator"):
            mine = getattr(row, part)
            assert mine == own[part] or (mine is None and pd.isna(own[part])), (name, part)
    assert [inside.count for inside in profile.inside] == [20, 125]
    assert all(b.code != luton.district for row in profile.rows for b in row.benchmarks)


def test_is_the_spine_in_standard_deviations_with_worse_to_the_left(luton, atlas, dallow):
    rows = {row.id: row for row in dallow.rows}
    wards = luton.rows("overcrowding", "2021").reindex(luton.codes(Level.WARD))["value"]
    england = luton.rows("overcrowding", "2021").loc["E92000001", "value"]
    spine = rows["overcrowding"].spine
    # high is worse: (value − England) / SD, turned round; SD over n, each ward counted once
    assert spine.x == pytest.approx(-(wards[DALLOW] - england) / np.std(wards))
    assert spine.worst == pytest.approx(-(wards.max() - england) / np.std(wards))
    assert spine.left < spine.x < spine.right < 0
    assert spine.worst < spine.quarter_left < spine.quarter_right < spine.best
    high_is_better = rows["level4_qualifications"].spine
    assert high_is_better.directed
    assert (high_is_better.x < 0) == (
        rows["level4_qualifications"].beside(Level.COUNTRY).difference < 0
    )
    assert not rows["flats"].spine.directed
    # Luton alone holds air: the distance is from the district
    assert rows["no2"].spine.centre == "Luton"
    assert rows["no2"].beside(Level.COUNTRY).value is None


def test_is_the_gap_to_england_the_areas_people_times_the_difference(dallow):
    gap = next(g for g in dallow.gaps if (g.indicator, g.towards) == ("overcrowding", "England"))
    row = next(row for row in dallow.rows if row.id == "overcrowding")
    there = row.beside(Level.COUNTRY).value
    assert gap.people == pytest.approx(2725 * (row.value - there) / 100)
    assert gap.lower == pytest.approx(2725 * (row.lower - there) / 100)
    assert gap.upper == pytest.approx(2725 * (row.upper - there) / 100)
    assert gap.certain
    # 574 of 2,725 households, England 4.37 %: 574 − 119.1 = 454.9
    assert "households with too few bedrooms would have to fall by 455" in gap.sentence
    assert "16.7 percentage points higher, 4.8 times as high" in gap.sentence


def test_is_no_trend_read_in_single_neighbourhoods_where_the_publisher_says_so(luton, atlas):
    advised = [
        i.id for i in luton.catalogue.indicators.values() if "no_small_area_trend" in i.caveats
    ]
    rows = {row.id: row for row in profile_of(atlas, luton.codes(Level.LSOA)[:1], TODAY).rows}
    held = [rows[name] for name in advised if name in rows]
    assert held
    assert all(row.trend.direction == "no verdict" for row in held)
