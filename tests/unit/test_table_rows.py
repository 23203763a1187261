"""Is every name of a row read whole in a table on a page?"""

import pandas as pd
import pytest

from het_geo.ui.tables import row_height

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
