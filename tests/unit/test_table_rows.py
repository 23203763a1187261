"""Is every name of a row read whole in a table on a page, and is it said what goes on beside it?"""

import pandas as pd
import pytest

from het_geo.ui.tables import across, cue, row_height

LONG = "Census 2011 LC4414EW Occupancy rating (bedrooms) by central heating (2011)"


@pytest.mark.parametrize(
    ("names", "height"),
    [
        ([], 35),
        (["Dallow ward"], 35),
        (["Dallow ward", "Recorded crime: theft from the person"], 66),  # two lines: room for three
        (["Dallow ward", LONG], 66 + 20),  # four lines in 190 pixels
    ],
)
def test_are_rows_as_high_as_their_longest_name_asks_for(names, height):
    assert row_height(pd.Series(names, dtype=str), 190) == height


@pytest.mark.parametrize(
    ("others", "widths", "least", "most"),
    [
        ({}, {}, 190, 190),
        (
            {"Unit": ["%", "per 1,000"]},
            {},
            190 + 16 + 40,
            190 + 16 + 90,
        ),  # nine letters of 14 pixels
        ({"What it says": ["few", "words " * 200]}, {}, 190 + 500, 190 + 500),  # no cell is wider
        (
            {"Low": [1 / 3, 2 / 3]},
            {},
            190 + 16 + 15,
            190 + 16 + 40,
        ),  # a number is as wide as its heading
        (
            {"Low": [0.5, 1], "High": [1.5, 2]},
            {"Low": {"width": 80}, "High": {"width": 90}},
            360,
            360,
        ),
    ],
)
def test_is_it_known_how_far_a_table_goes_on_to_the_right(others, widths, least, most):
    table = pd.DataFrame({"Area": ["Dallow ward", "Saints ward"]} | others)
    assert least <= across(table, 190, widths) <= most


def test_does_a_table_say_how_many_columns_it_has_and_which_is_the_last():
    table = pd.DataFrame({"Area": ["Dallow ward"], "Unit": ["%"], "Source": ["ONS"]})
    assert cue(table).startswith("This table has 3 columns; the last is “")
    assert "“Source”" in cue(table)
