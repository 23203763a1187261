"""Is a count that is missing or withheld never a count of nobody, and always said to be absent?"""

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from het_geo.atlas.atlas import Atlas
from het_geo.atlas.gaps.exposures import exposure_table, exposure_view
from het_geo.atlas.gaps.setting import Setting
from het_geo.briefing.model import Audience
from het_geo.briefing.propose import screen_of
from het_geo.exposure import SAYING
from het_geo.geography import Level
from het_geo.sentences.where import exposure
from tests.conftest import view_of
from tests.unit.test_briefing import TODAY

CROWDED, WHITE = "overcrowding", "ethnic_white"
HIDDEN = ["value", "numerator", "lower", "upper"]


def without(pack, indicator, codes, columns=("value", "numerator")):
    """Return a pack in which some areas have no figure of an indicator."""
    figures = pack.figures.copy()
    cut = (figures["indicator"] == indicator) & figures["area_code"].isin(codes)
    figures.loc[cut, list(columns)] = np.nan
    figures.loc[cut, "status"] = "missing"
    return replace(pack, figures=figures)


@pytest.fixture(scope="module")
def lost(luton):
    """Three neighbourhoods of two MSOAs."""
    codes = luton.codes(Level.LSOA)
    msoa = luton.areas.loc[codes, "msoa"]
    return [*msoa.index[msoa == msoa.iloc[0]][:2], msoa.index[msoa != msoa.iloc[0]][0]]


def test_is_a_group_whose_count_is_missing_not_nobody(luton, lost):
    setting = Setting(without(luton, WHITE, lost))
    people, msoa = (setting.people("ethnic_5", level) for level in (Level.LSOA, Level.MSOA))
    assert set(people.index[people[WHITE].isna()]) == set(lost)
    assert set(msoa.index[msoa[WHITE].isna()]) == set(luton.areas.loc[lost, "msoa"])
    others = [name for name in people if name != WHITE]
    assert people[others].notna().all(axis=None)
    assert msoa[others].notna().all(axis=None)


def test_is_an_exposure_that_of_the_areas_whose_people_are_known(luton, lost):
    """One group's count is missing: its areas are left out for all, as if they had no figure."""
    partly, none = (without(luton, name, lost) for name in (WHITE, CROWDED))
    found, expected = (
        exposure_view(Setting(pack), view_of(pack, CROWDED, "lsoa"), "ethnic_5")
        for pack in (partly, none)
    )
    pd.testing.assert_series_equal(found["exposure"], expected["exposure"])
    assert found.attrs["overall"] == pytest.approx(expected.attrs["overall"])
    assert found.attrs["left_out"] == expected.attrs["left_out"] == len(lost)
    assert np.isnan(found.attrs["people_left_out"])  # nobody knows how many they are
    table = exposure_table(Setting(partly), "ethnic_5").loc[CROWDED]
    assert table[found.index].to_list() == pytest.approx(found["exposure"].to_list())
    assert (table["left_out"], table["level"]) == (len(lost), "lsoa")


@pytest.mark.parametrize("count", [0, 1, 3])
def test_says_an_exposure_how_many_areas_and_people_are_left_out(luton, lost, count):
    pack = without(luton, CROWDED, lost[:count])
    setting, view = Setting(pack), view_of(pack, CROWDED, "ward")
    table = exposure_view(setting, view, "ethnic_5")
    said = exposure(view, table, {name: name for name in table.index})
    people = setting.people("ethnic_5", Level.LSOA).loc[lost[:count]].sum(axis=None)
    assert said.endswith(SAYING)
    word = Level.LSOA.one if count == 1 else Level.LSOA.many
    left_out = f"Left out, as they have no figure: {count} {word}, where {people:,.0f} people live."
    assert (left_out in said) == bool(count)
    assert ("Left out" in said) == bool(count)


def test_says_an_exposure_no_number_of_people_that_is_not_known(luton, lost):
    pack = without(luton, WHITE, lost)
    view = view_of(pack, CROWDED, "lsoa")
    table = exposure_view(Setting(pack), view, "ethnic_5")
    said = exposure(view, table, {name: name for name in table.index})
    assert f"Left out, as they have no figure: 3 {Level.LSOA.many}. {SAYING}" in said


def where(pack):
    return screen_of(Atlas(pack), Audience(), f"where.{CROWDED}.ward", TODAY)


def test_is_an_area_without_a_count_on_neither_side_of_the_share(luton):
    """The ward with the most households counted has no figure: it is not one with none."""
    rows = luton.rows(CROWDED, "2021").reindex(luton.codes(Level.WARD))
    most = rows["numerator"].idxmax()
    found = where(without(luton, CROWDED, [most], HIDDEN))
    rest = rows.drop(most).sort_values("numerator", ascending=False)
    count = len(found.areas)
    have, of_all = (
        100 * rest[name].iloc[:count].sum() / rest[name].sum()
        for name in ("numerator", "denominator")
    )
    assert f"{have:.0f}% of the households with too few bedrooms counted in Luton" in found.headline
    assert f"{of_all:.0f}% of households" in found.headline
    assert most not in found.areas
    assert "Left out, as they have no figure: 1 ward of 20." in found.notes


def test_is_nothing_left_out_where_every_area_has_a_count(luton):
    found = where(luton)
    assert "of Luton’s households with too few bedrooms" in found.headline
    assert not any("Left out" in note for note in found.notes)


def test_is_the_share_of_a_count_with_two_ends_about(luton):
    figures = luton.figures.copy()
    ward = luton.codes(Level.WARD)[0]
    row = (figures["indicator"] == CROWDED) & (figures["area_code"] == ward)
    figures["least"] = figures["least"].mask(row, figures["value"] - 1)
    figures["most"] = figures["most"].mask(row, figures["value"] + 1)
    assert where(replace(luton, figures=figures)).headline.lower().count("about ") == 1
