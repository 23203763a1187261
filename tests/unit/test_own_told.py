"""What is a visitor told of the areas and figures that he brings?"""

import pytest

from het_geo.atlas.choice import Choice
from het_geo.atlas.tiles import tiles_of
from het_geo.geography import Level
from het_geo.own.areas import link
from het_geo.own.areas.among import stands
from het_geo.own.areas.area import OwnArea, code_of
from het_geo.own.atlas import own_atlas
from het_geo.own.data.indicator import RefusedRow, Tally, UnknownArea
from het_geo.sentences.own import among_wards, overlapping
from het_geo.sentences.own_data import (
    SHOWN,
    reasons_said,
    refused_table,
    taken_said,
    unknown_said,
)


@pytest.mark.parametrize(
    ("read", "taken", "said"),
    [
        (3, 3, "All 3 rows were taken."),
        (1, 1, "The one row was taken."),
        (3, 2, "2 of 3 rows were taken, 1 row was not."),
        (1200, 1000, "1,000 of 1,200 rows were taken, 200 rows were not."),
    ],
)
def test_how_many_rows_are_said_to_be_taken(read, taken, said):
    assert taken_said(Tally(read, taken)) == said


def test_is_the_most_frequent_reason_told_first_with_its_first_row():
    refused = (
        RefusedRow(2, "no number: “many”"),
        RefusedRow(5, "a second row for one area"),
        RefusedRow(1007, "no number: “=1+1”"),
    )
    tally = Tally(2000, 1997, refused)
    assert reasons_said(tally) == [
        "No number (2 rows, the first is row 2).",
        "A second row for one area (row 5).",
    ]
    assert refused_table(tally)["Row of the file"].to_list() == [2, 5, 1007]
    assert reasons_said(Tally(1, 1)) == []


def test_is_a_reason_that_a_spreadsheet_would_run_text():
    table = refused_table(Tally(1, 0, (RefusedRow(1, "=1+1 is no number"),)))
    assert table["Why it was not taken"].to_list() == ["'=1+1 is no number"]


def test_is_an_unknown_area_told_with_what_it_may_mean_and_the_rest_counted():
    many = tuple(UnknownArea(f"Area {n}", 1) for n in range(SHOWN + 1))
    found = unknown_said(
        Tally(99, 0, unknown=(UnknownArea("Dalow", 2, ("Dallow ward", "Dallow Road")), *many))
    )
    assert found[:2] == [
        "“Dalow” is no area here. Is it meant: Dallow ward; Dallow Road?",
        "“Area 0” is no area here.",
    ]
    assert (len(found), found[-1]) == (SHOWN + 1, "2 others are not known either.")


def own(atlas, *sets):
    codes = atlas.pack.codes(Level.LSOA)
    areas = tuple(
        OwnArea(f"Area {n}", tuple(code for code in codes if code in some))
        for n, some in enumerate(sets)
    )
    return own_atlas(atlas, link.written(atlas.pack, areas)), areas


@pytest.mark.parametrize(
    ("others", "said"),
    [
        ([], ""),
        ([0], "1 neighbourhood is in more than one local area, and counted in each: {0}."),
        ([0, 1], "2 neighbourhoods are in more than one local area, and counted in each: {0} and "
                 "{1}."),
        ([0, 1, 2, 3, 4], "5 neighbourhoods are in more than one local area, and counted in each: "
                          "{0}, {1}, {2} and 2 more."),
    ],
)  # fmt: skip
def test_is_told_which_neighbourhoods_two_areas_share(luton, others, said):
    codes = luton.codes(Level.LSOA)
    first = OwnArea("One", tuple(codes[:5]))
    second = OwnArea("Two", (*(codes[n] for n in others), codes[9]))
    names = [luton.areas.at[code, "name"] for code in codes]
    assert overlapping(luton, (first, second)) == said.format(*names)


def test_is_an_own_area_put_among_wards_where_both_are_ranked(atlas):
    ward = atlas.know.wards[0]
    made, _ = own(atlas, atlas.know.inside(ward))
    view = made.newest("overcrowding", Level.OWN)
    found = stands(made, view, code_of(0))
    wards = int(atlas.newest("overcrowding", Level.WARD).table["value"].notna().sum())
    assert found.of == wards
    said = among_wards(made, view, code_of(0))
    assert said.startswith(f"Put among Luton’s {wards} wards it would be ")
    assert said.endswith(f" of {wards + 1}, 95% sure.")
    # of a ward nothing is said; nor of a figure without a margin of error, of which none is ranked
    assert among_wards(made, atlas.newest("overcrowding", Level.WARD), ward) == ""
    score = made.newest("imd_score", Level.OWN)
    assert among_wards(made, score, code_of(0)) == ""


def test_has_an_own_area_the_tiles_that_a_ward_has(atlas):
    ward = next(code for code in atlas.know.wards if atlas.know.inside(code))
    made, _ = own(atlas, atlas.know.inside(ward))
    tiles, theirs = tiles_of(made, code_of(0)), tiles_of(atlas, ward)
    assert [tile.block.id for tile in tiles] == [tile.block.id for tile in theirs]
    assert {tile.level for tile in tiles} == {Level.OWN}


def test_does_an_own_area_change_nothing_of_wards(atlas):
    made, _ = own(atlas, atlas.pack.codes(Level.LSOA)[:4])
    choice = Choice("overcrowding", Level.WARD, "2021")
    view = atlas.view(choice)
    assert made.gap(choice) is atlas.gap(choice)
    assert made.lenses("overcrowding", Level.WARD) is atlas.lenses("overcrowding", Level.WARD)
    assert made.could_be(view) == atlas.could_be(view)
    assert made.ranks(view).equals(atlas.ranks(view))
    assert made.newest_gaps(Level.WARD) is atlas.newest_gaps(Level.WARD)
    assert made.clusters(Choice("overcrowding", Level.LSOA, "2021"))[0].i == pytest.approx(
        atlas.clusters(Choice("overcrowding", Level.LSOA, "2021"))[0].i
    )
