"""How much of a neighbourhood lies in its ward, and who lies under a ward that none fits best?"""

import geopandas as gpd
import pandas as pd
import pytest
import shapely

from het_geo import boundaries
from het_geo.build.shapes import overlapping
from het_geo.grids import BRITISH_NATIONAL_GRID
from het_geo.sentences import notes


def strip(**spans):
    """Return areas one kilometre high, each from one kilometre to another on one line."""
    boxes = [
        shapely.box(500_000 + 1000 * a, 220_000, 500_000 + 1000 * b, 221_000)
        for a, b in spans.values()
    ]
    return gpd.GeoDataFrame(
        {"area_code": list(spans)}, geometry=boxes, crs=BRITISH_NATIONAL_GRID
    ).to_crs(4326)


# The City in small: one neighbourhood lies in five wards and is counted in the least of them.
SMALL = strip(wide=(0, 10), narrow=(10, 12))
WARDS = strip(least=(0, 1), second=(1, 5), third=(5, 9.9), last=(9.9, 12))
FITS = pd.Series({"wide": "least", "narrow": "last"})
SHARED = boundaries.overlaps(SMALL, WARDS)


def test_is_the_share_of_the_whole_neighbourhood_and_of_the_ward_s_own_outline():
    found = boundaries.ward_shares(SHARED, FITS)
    assert found["ward_share"].to_dict() == pytest.approx(
        {"wide": 1 / 10, "narrow": 2 / 2}, abs=1e-4
    )
    assert found["most_area_in"].to_dict() == {"wide": "third", "narrow": "last"}


def test_is_ground_outside_every_ward_of_the_district_outside_the_ward():
    """A district's edge that has moved: half of the neighbourhood is now beyond it."""
    shared = boundaries.overlaps(strip(over=(0, 4)), strip(within=(0, 2)))
    found = boundaries.ward_shares(shared, pd.Series({"over": "within"}))
    assert found.loc["over", "ward_share"] == pytest.approx(2 / 4, abs=1e-4)


def test_are_the_neighbourhoods_on_a_ward_s_ground_named_the_largest_part_first():
    shared = boundaries.overlaps(SMALL, strip(two=(9.5, 10.9), sliver=(1, 10.01), far=(11, 12)))
    assert overlapping(shared, "two") == "narrow wide"  # 0.9 and 0.5 of 1.4
    assert overlapping(shared, "sliver") == "wide"  # 0.01 of 9.01: the line of the drawing
    assert overlapping(shared, "far") == "narrow"


def test_does_a_ward_without_a_neighbourhood_say_where_its_people_are_counted():
    areas = pd.DataFrame(
        {
            "name": ["Bread Street", "Walbrook", "City 001F", "Cripplegate", "City 001B"],
            "level": ["ward", "ward", "lsoa", "ward", "lsoa"],
            "ward": ["", "", "w2", "", "w3"],
            "ward_share": [None, None, 0.05, None, 0.4],
            "overlapped_by": ["n1 n2", "", "", "", ""],
        },
        index=["w1", "w2", "n1", "w3", "n2"],
    )
    assert notes.best_fit_note(areas, "w1", 0.9) == (
        "No neighbourhood has most of its people in Bread Street ward, so no figure is counted for "
        "it. Its ground lies in City 001F (counted in Walbrook ward) and City 001B (counted in "
        "Cripplegate ward)."
    )
    assert notes.best_fit_note(areas, "w2", 0.9) == (
        "Made of 1 neighbourhood. City 001F (5% of its area inside) lies partly outside the ward."
    )
