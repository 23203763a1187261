"""Is a ward kept in sight where a view has the smaller areas inside it alone?"""

from dataclasses import replace

import numpy as np
import pytest

from het_geo.atlas.choice import levels_of
from het_geo.atlas.inside import areas_inside
from het_geo.atlas.reading import newest_view
from het_geo.atlas.resolve import resolve
from het_geo.geography import Level
from het_geo.sentences.inside import inside, inside_headline, inside_rows, inside_statement

DALLOW, FARLEY, DALLOW_ROAD = "E05014741", "E05014742", "E02003276"


@pytest.mark.parametrize(
    ("code", "level", "many"),
    [
        (DALLOW, Level.LSOA, 4),
        (FARLEY, Level.LSOA, 8),
        (DALLOW, Level.MSOA, 1),
        (FARLEY, Level.MSOA, 3),
        (DALLOW_ROAD, Level.LSOA, 4),  # MSOAs are made of neighbourhoods too
        (DALLOW, Level.WARD, 0),  # it is there itself
        (DALLOW_ROAD, Level.MSOA, 0),
        (DALLOW_ROAD, Level.WARD, 0),  # nothing is spread from MSOAs over wards
        ("E06000032", Level.LSOA, 0),
        ("E01015724", Level.LSOA, 0),
        ("", Level.LSOA, 0),
    ],
)
def test_which_areas_lie_inside(luton, code, level, many):
    found = areas_inside(luton.areas, code, level)
    assert len(found) == many
    assert set(found) <= set(luton.codes(level))


@pytest.mark.parametrize(
    ("indicator", "code", "said"),
    [
        (
            "overcrowding",
            DALLOW,
            "In Dallow ward’s 4 neighbourhoods (best fit) on 21 March 2021, 18.4% to 24.9% of "
            "households had too few bedrooms. All 4 are worse than England (4.4%).",
        ),
        (
            "universal_credit",
            DALLOW,
            "In Dallow Road (Luton 019), the neighbourhood group (MSOA) that Dallow ward’s "
            "neighbourhoods lie in (best fit), 46.9 in every 100 households were on Universal "
            # and it holds no other ward's people
            "Credit in November 2023. It is worse than England (19.9 in every 100).",
        ),
        (
            "epc_below_c",
            FARLEY,
            "In the 3 neighbourhood groups (MSOA) that Farley ward’s neighbourhoods lie in (best "
            "fit), 35.5% to 53.8% of energy certificates were below band C (2008 to April 2025). 1 "
            "of the 3 is similar to England (53.2%) and 2 are better. They hold people of other "
            "wards too.",
        ),
        (
            "imd_decile",
            FARLEY,
            "In Farley ward’s 8 neighbourhoods (best fit), it was in the 1st to 4th tenth by "
            "deprivation, where the 1st is the most deprived (IoD 2025).",
        ),
    ],
)
def test_is_it_said_what_the_areas_inside_have(luton, indicator, code, said):
    held = levels_of(luton, indicator)
    level = Level.LSOA if Level.LSOA in held else Level.MSOA
    view = newest_view(luton, indicator, level)
    assert inside_headline(view, inside(luton.areas, code, view)) == said


@pytest.mark.in_turn
def test_does_every_ward_of_every_indicator_keep_its_figure_or_those_inside(luton):
    for indicator in luton.periods_held:
        for level in set(levels_of(luton, indicator)) - {Level.WARD, Level.DISTRICT}:
            view = newest_view(luton, indicator, level)
            choice, _ = resolve(luton, {"indicator": indicator, "level": level, "area": FARLEY})
            assert (choice.area, choice.around) == ("", FARLEY)
            found = inside(luton.areas, FARLEY, view)
            said = inside_statement(view, found, luton.catalogue)
            assert "Farley ward’s" in said.text
            assert "nan" not in said.text
            assert {label for label, *_ in inside_rows(view, found.codes)} <= set(
                dict(said.receipt.numbers)
            )


def test_are_areas_without_a_figure_counted(luton):
    view = newest_view(luton, "overcrowding", Level.LSOA)
    found = inside(luton.areas, DALLOW, view)
    table = view.table.copy()
    table.loc[list(found.codes[:1]), ["value", "lower", "upper"]] = np.nan
    said = inside_headline(replace(view, table=table), found)
    assert said.endswith("All 3 are worse than England (4.4%). 1 of them has no figure.")
    table.loc[list(found.codes), ["value", "lower", "upper"]] = np.nan
    said = inside_headline(replace(view, table=table), found)
    assert said == (
        "Dallow ward’s 4 neighbourhoods (best fit) have no figure for “Too few bedrooms” "
        "(21 March 2021)."
    )
