"""Do a gap's results on the pages come from the measures, at the level they say?"""

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from het_geo import inequality, intervals
from het_geo.atlas.gaps.exposures import exposure_table, exposure_view
from het_geo.atlas.gaps.principle import ENOUGH, ORDERS, gaps_of, members, outcomes
from het_geo.atlas.gaps.setting import Setting
from het_geo.atlas.gaps.table import gap_table
from het_geo.atlas.gaps.view import gap_view
from het_geo.catalogue.records import UNAVERAGED_KINDS
from het_geo.exposure import exposure_by_group
from het_geo.geography import Level
from het_geo.sentences.gap_statements import statements
from tests.conftest import view_of


@pytest.fixture(scope="module")
def setting(luton):
    return Setting(luton)


@pytest.mark.parametrize("level", [Level.LSOA, Level.WARD, Level.MSOA])
@pytest.mark.in_turn
def test_does_the_table_of_all_give_what_each_measure_gives(luton, setting, level):
    table = gap_table(setting, level)
    assert len(table) > 50
    order = -setting.deprivation(level)
    for (name, period), row in table.sample(25, random_state=1).iterrows():
        indicator = luton.catalogue.indicators[name]
        rows = luton.rows(name, period).reindex(luton.codes(level))
        people = luton.areas.loc[rows.index, "population"]
        n = people if rows["denominator"].isna().all() else rows["denominator"]
        y, n = rows["value"], n.where(rows["value"].notna(), 0.0)
        gap = inequality.absolute_gap(y, indicator.polarity)
        close(row["absolute"], gap.value)
        close(row["variance"], inequality.between_group_variance(y, n).value)
        if indicator.kind != "score":
            close(row["relative"], inequality.relative_gap(y, indicator.polarity).value)
            close(row["gini"], inequality.gini(y, n).value)
            close(row["disparity"], inequality.index_of_disparity(y, n).value)
            close(row["concentration"], inequality.concentration_index(y, n, order).value)


def close(ours, theirs):
    assert ours == pytest.approx(np.nan if theirs is None else theirs, nan_ok=True)


@pytest.mark.parametrize("name", ["overcrowding", "claimant_rate", "no2", "level4_qualifications"])
@pytest.mark.in_turn
def test_is_the_slope_of_wards_that_of_their_neighbourhoods(luton, setting, name):
    ward, small = (gap_view(setting, view_of(luton, name, level)) for level in ("ward", "lsoa"))
    assert ward.fifths.level == Level.LSOA
    assert ward.fifths.slope == small.fifths.slope
    assert ward.fifths.table["areas"].tolist() == [25] * 5  # 125 / 5


@pytest.mark.parametrize("hidden", [5, 6])
def test_are_withheld_counts_taken_both_ways_in_a_fifth(luton, hidden):
    """Made up: 25 neighbourhoods of 100 households a fifth, 20 crowded; some with 0 to 9."""
    figures = luton.figures.copy()
    rows = (figures["indicator"] == "overcrowding") & (figures["period"] == "2021")
    figures.loc[rows, ["value", "numerator", "denominator"]] = 20.0, 20.0, 100.0
    figures.loc[rows, ["lower", "upper"]] = 13.3, 28.9
    fifth = Setting(luton).fifths(Level.LSOA)
    codes = fifth.index[fifth == 1][:hidden]
    cut = rows & figures["area_code"].isin(codes)
    figures.loc[cut, ["value", "numerator", "lower", "upper"]] = np.nan
    figures.loc[cut, ["least", "most"]] = 0.0, 9.0
    pack = replace(luton, figures=figures)
    found = gap_view(Setting(pack), view_of(pack, "overcrowding", "lsoa")).fifths.table
    assert found.loc[2, "value"] == 20
    if hidden > 5:  # more than a fifth of the 25
        assert np.isnan(found.loc[1, "value"])
        return
    least, most = 100 * 20 * 20 / 2500, 100 * (20 * 20 + 5 * 9) / 2500
    assert found.loc[1, ["least", "most"]].tolist() == pytest.approx([least, most])
    assert found.loc[1, "value"] == pytest.approx((least + most) / 2)
    low, high = (intervals.wilson(c, 2500)[i] for i, c in enumerate((400, 445)))
    assert found.loc[1, ["lower", "upper"]].tolist() == pytest.approx([100 * low, 100 * high])


def test_are_fifths_the_sums_of_their_neighbourhoods(luton, setting):
    found = gap_view(setting, view_of(luton, "overcrowding", "lsoa")).fifths.table
    rows = luton.rows("overcrowding", "2021").reindex(luton.codes(Level.LSOA))
    fifth = setting.fifths(Level.LSOA)
    sums = rows[["numerator", "denominator"]].groupby(fifth).sum()
    assert found["value"].to_numpy() == pytest.approx(
        (100 * sums["numerator"] / sums["denominator"]).to_numpy()
    )
    # the most deprived fifth has the highest IMD scores
    assert setting.deprivation(Level.LSOA)[fifth == 1].min() >= (
        setting.deprivation(Level.LSOA)[fifth == 2].max()
    )


@pytest.mark.parametrize("name", ["overcrowding", "recorded_crime", "loneliness"])
def test_is_the_split_between_wards_that_of_the_definition(luton, setting, name):
    found = gap_view(setting, view_of(luton, name, "ward")).where
    assert found.theil.between + found.theil.within == pytest.approx(found.theil.total)
    assert found.between == pytest.approx(found.theil.between / found.theil.total)
    assert found.drivers.sum() == pytest.approx(1)
    assert len(found.drivers) == 125


def test_has_a_score_a_gap_but_no_ratios(luton, setting):
    found = gap_view(setting, view_of(luton, "imd_score", "ward"))
    assert found.lenses.absolute.value > 0
    for part in (found.lenses.relative, found.lenses.gini, found.lenses.disparity):
        assert part.value is None
        assert "score" in part.reason
    assert found.fifths.slope.sii > 0
    assert found.fifths.slope.rii is None
    assert found.where.measure == "variance"
    assert 0 < found.where.between < 1


@pytest.mark.parametrize(
    ("name", "level", "reason"),
    [
        ("adult_obesity", "district", "not published for areas inside the district"),
        ("imd_rank", "lsoa", "ranks must not be averaged"),
        ("population", "ward", "a number of people says nothing"),
    ],
)
def test_does_what_has_no_gap_say_why(luton, setting, name, level, reason):
    found = gap_view(setting, view_of(luton, name, level))
    assert reason in found.reason
    assert found.lenses.absolute.value is None
    assert found.fifths is None


def test_is_exposure_the_average_of_places_weighted_by_the_group(luton, setting):
    view = view_of(luton, "overcrowding", "ward")
    found = exposure_view(setting, view, "ethnic_5")
    small = luton.rows("overcrowding", "2021")["value"].reindex(luton.codes(Level.LSOA))
    asian = luton.rows("ethnic_asian", "2021")["numerator"].reindex(small.index)
    by_hand = sum(n * y for n, y in zip(asian, small)) / asian.sum()
    assert found.loc["ethnic_asian", "exposure"] == pytest.approx(by_hand)
    total = luton.rows("ethnic_asian", "2021")["denominator"].reindex(small.index)
    overall = sum(n * y for n, y in zip(total, small)) / total.sum()
    # the five groups add up to all people but for the census's small random changes
    assert found.attrs["overall"] == pytest.approx(overall, rel=1e-3)


def test_does_every_indicator_of_small_areas_have_an_exposure(luton, setting):
    table = exposure_table(setting, "ethnic_5")
    wanted = {
        i.id
        for i in (luton.catalogue.indicators[name] for name in luton.periods_held)
        if i.polarity and {"lsoa", "msoa"} & set(i.levels) and i.kind not in UNAVERAGED_KINDS
    }
    assert set(table.index) == wanted
    one = table.loc["overcrowding"]
    direct = exposure_by_group(
        luton.rows("overcrowding", "2021")["value"].reindex(luton.codes(Level.LSOA)),
        setting.people("ethnic_5", Level.LSOA),
    )
    assert one["ethnic_white"] == pytest.approx(direct.loc["ethnic_white", "exposure"])


@pytest.mark.parametrize("number", range(1, 9))
@pytest.mark.parametrize("order", ORDERS)
@pytest.mark.in_turn
def test_is_each_principle_s_list_in_its_order(luton, setting, number, order):
    table = gaps_of(setting, number, Level.WARD, order)
    share = table["areas"] / (table["areas"] + table["left_out"])
    lead = (share >= ENOUGH) & (table["level"] == str(Level.WARD))  # the others stand below them
    for part in (table[lead], table[~lead]):
        assert part[ORDERS[order][0]].dropna().is_monotonic_decreasing
    assert list(lead) == sorted(lead, reverse=True)
    ids = {indicator.id for indicator in members(luton, number)}
    assert set(table.index) <= ids
    district = {o.indicator.id for o in outcomes(setting, number)}
    assert not district & set(table.index)


def test_is_no_indicator_left_out_of_the_principles_it_names(luton, setting):
    for indicator in (luton.catalogue.indicators[name] for name in luton.periods_held):
        for number in indicator.principles:
            shown = {i.id for i in members(luton, number)}
            assert indicator.id in shown or indicator.partition


def test_are_the_ethnic_groups_two_ways_to_divide_all_people(luton, setting):
    assert setting.partitions() == ["ethnic_5", "ethnic_19"]
    broad, fine = (setting.people(name, Level.LSOA) for name in setting.partitions())
    assert (broad.shape, fine.shape) == ((125, 5), (125, 19))
    pd.testing.assert_series_equal(broad.sum(axis=1), fine.sum(axis=1), rtol=0.05)
    msoa = setting.people("ethnic_5", Level.MSOA)
    assert msoa.sum().to_list() == broad.sum().to_list()  # neighbourhoods nest in MSOAs


def test_has_a_place_of_one_ward_and_one_neighbourhood_a_reason_for_everything(luton):
    keep = [luton.district, "E12000006", "E92000001", "E01015693", "E05014735", "E02003258"]
    codes = luton.areas.index.intersection([*keep, luton.areas.loc["E01015693", "ward"]])
    small = replace(
        luton,
        areas=luton.areas.loc[codes],
        figures=luton.figures[luton.figures["area_code"].isin(codes)],
        shapes={
            level: {code: f for code, f in features.items() if code in codes}
            for level, features in luton.shapes.items()
        },
    )
    setting = Setting(small)
    for name in ("overcrowding", "no2", "imd_score", "recorded_crime"):
        gap = gap_view(setting, view_of(small, name, "lsoa"))
        assert gap.lenses.absolute.value is None
        assert "fewer than two areas" in gap.lenses.absolute.reason
        assert "fewer areas (1) than groups (5)" in gap.fifths.slope.reason
        assert gap.where.between is None
        said = statements(gap, small.catalogue)
        assert said.pop("closing").text == ""  # the headline says already that there is no gap
        for statement in said.values():
            assert statement.text.endswith(".")
            assert "nan" not in statement.text
        assert "fewer than two areas" in said["change"].text
        assert said["extremes"].text.startswith("One area has a figure, so none is ")
        assert not [n for one in said.values() for n in one.receipt.numbers if "rank" in n[1]]
        assert not [n for one in said.values() for n in one.receipt.numbers if "(0 " in n[0]]
    assert gaps_of(setting, 5, Level.WARD, "uneven")["disparity"].isna().all()
