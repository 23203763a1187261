"""Do figures say their unit where they stand, and do sources say what is owed for them alone?"""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from het_geo.apart import is_near_one, no_ratio
from het_geo.atlas.choice import Choice, levels_of, newest
from het_geo.atlas.comparison import compare_area
from het_geo.atlas.gaps.setting import Setting
from het_geo.atlas.gaps.table import gap_table
from het_geo.atlas.reading import indicator_view
from het_geo.geography import Level
from het_geo.sentences.headlines import both_lenses, clause, lenses
from tests.unit.documents import profile_and_pack

BARE = ("score", "rank", "decile")  # a number that has no unit: its name says what it is


def test_does_every_unit_stand_beside_its_number(catalogue):
    for unit in catalogue.units.values():
        assert (unit.write == "{value}") == (unit.id in BARE), unit.id


def test_does_no_clause_say_its_unit_twice(luton):
    for indicator in luton.catalogue.indicators.values():
        if indicator.id not in luton.periods_held:
            continue
        level = levels_of(luton, indicator.id)[0]
        choice = Choice(indicator.id, level, newest(luton, indicator.id, level).id)
        said = clause(indicator_view(luton, choice), 12.0)
        for twice in ("1,000", "100 ", "out of 10"):
            assert said.count(twice) < 2, said


@pytest.mark.parametrize(
    ("name", "value", "there", "said"),
    [
        ("park_distance", 228.0, 430.0, "202 m nearer, or 47% nearer"),  # 1 − 228 ÷ 430 = 0.470
        ("park_distance", 860.0, 430.0, "430 m farther, 2.0 times as far"),
        ("healthy_life_expectancy_male", 56.9, 61.5, "4.6 years shorter"),
        ("median_pay", 586.0, 640.0, "£54 less"),  # 586 ÷ 640 = 0.916: too near 1 to be said
        ("patients_per_gp", 2556.0, 2221.0, "335 patients more, 1.2 times as many"),
        ("attainment_ks4", 46.0, 45.0, "1.0 point higher"),
        ("overcrowding", 5.0, 4.0, "1.0 percentage point higher, 1.3 times as high"),
        ("affordability_ratio", 9.1, 7.7, "1.4 years of pay more, 1.2 times as much"),
        ("imd_score", 30.0, 21.0, "9.0 points higher (higher is worse)"),
        ("overcrowding", 30.0, 10.0, "20.0 percentage points higher, 3.0 times as high"),
    ],
)
def test_is_a_difference_said_in_the_words_of_its_unit(luton, name, value, there, said):
    level = levels_of(luton, name)[-1]
    view = indicator_view(luton, Choice(name, level, newest(luton, name, level).id))
    assert lenses(view, value, there) == said


def unratioed(catalogue):
    """Return the indicators of which one value is never so many times another."""
    kinds, units = ("score", "rank", "decile", "class", "count"), ("years", "rating", "score")
    return {i.id for i in catalogue.indicators.values() if i.kind in kinds or i.unit in units}


def test_has_a_figure_a_ratio_by_its_kind_and_its_unit(catalogue):
    found = {i.id for i in catalogue.indicators.values() if no_ratio(i, catalogue.unit_of(i))}
    assert found == unratioed(catalogue)
    assert {"life_satisfaction", "healthy_life_expectancy_male", "imd_score"} <= found
    assert not {"affordability_ratio", "overcrowding", "median_pay"} & found


def test_is_no_ratio_said_or_filed_of_what_has_none(luton):
    none = unratioed(luton.catalogue)
    for name in none & set(luton.periods_held):
        level = levels_of(luton, name)[-1]
        view = indicator_view(luton, Choice(name, level, newest(luton, name, level).id))
        for found in compare_area(view, view.table.index[0]):
            assert not re.search(r", or |% as", both_lenses(view, found))
            assert "times" not in both_lenses(view, found)
    profile, _ = profile_and_pack("district")
    rows = [row for row in profile.rows if row.id in none]
    assert {row.unit for row in rows} >= {"years", "rating"}
    for there in (b for row in rows for b in row.benchmarks):
        assert there.ratio is None
        assert there.apart is None or there.apart.ratio is None
        assert there.blanks.ratio.why
    table = gap_table(Setting(luton), Level.LSOA)
    held = table[table.index.get_level_values("indicator").isin(none)]
    assert len(held)
    assert held[["relative", "rii", "gini", "disparity"]].isna().all(axis=None)


@given(st.floats(0.95, 1.0499))
def test_is_a_ratio_near_one_left_to_the_difference(ratio):
    assert is_near_one(ratio)


def test_is_no_figure_said_to_be_nearly_all_of_another(luton):
    for name in luton.periods_held:
        level = levels_of(luton, name)[-1]
        view = indicator_view(luton, Choice(name, level, newest(luton, name, level).id))
        for code in view.table.index[:5]:
            for found in compare_area(view, code):
                said = both_lenses(view, found)
                assert not re.search(r", or ([1-9]|1[0-2])% |1\.[01] times", said), said
                assert "about as high" not in said


def test_is_each_credit_owed_where_its_columns_are_used_alone(catalogue):
    for source in catalogue.sources.values():
        for start, credit in source.credits.items():
            assert credit in source.attribution
            using = [
                i
                for i in catalogue.indicators.values()
                if any(c.startswith(start) for t in i.terms for c in t.columns)
            ]
            assert using
            for indicator in catalogue.indicators.values():
                for one in catalogue.sources_of(indicator):
                    if one.id == source.id:
                        assert (credit in one.attribution) == (indicator in using), indicator.id


def test_is_a_licence_told_once(catalogue):
    for source in catalogue.sources.values():
        told = source.licence_told
        assert told.endswith(".")
        assert told.count("licensed under") + told.count(f"{source.licence}.") <= 2
        both = source.share_alike  # the attribution names the licence of what it was made from
        assert both or not ("licensed under" in told and told.endswith(f". {source.licence}.")), (
            told
        )
        assert source.licence in told or "icen" in told


@pytest.mark.parametrize("word", ["replace", "when it can", "when they can", "TODO", "upstream"])
def test_does_no_status_hold_a_note_to_ourselves(catalogue, word):
    assert not [s.id for s in catalogue.sources.values() if word in s.status]
