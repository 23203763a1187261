"""Which neighbourhoods does a drawn line mean, and whom does that gain and lose?"""

import pandas as pd
import pytest
import shapely
from hypothesis import assume, given
from hypothesis import strategies as st
from shapely.geometry import mapping

from het_geo.own.areas.fit import about, fit_said, fitted

# Four squares side by side from west to east, a hundredth of a degree wide; people live in their
# middle, but those of "d" by its western edge.
SHAPES = {
    code: {"geometry": mapping(shapely.box(west, 51.0, west + 0.01, 51.01))}
    for code, west in {"a": 0.0, "b": 0.01, "c": 0.02, "d": 0.03}.items()
}
MIDDLES = pd.DataFrame(
    {"lon": [0.005, 0.015, 0.025, 0.031], "lat": 51.005}, index=["a", "b", "c", "d"]
)
PEOPLE = pd.Series({"a": 1000, "b": 2000, "c": 1500, "d": 800})


def fit(west, east, south=51.0, north=51.01):
    (found,) = fitted([shapely.box(west, south, east, north)], MIDDLES, SHAPES, PEOPLE)
    return found


def test_is_a_neighbourhood_taken_by_where_its_people_live_and_not_by_its_land():
    found = fit(0.0, 0.0333)  # 33 % of the land of "d", and its centroid
    assert found.members == ("a", "b", "c", "d")
    assert fit(0.01, 0.0245).members == ("b",)  # 45 % of the land of "c", and not its centroid


def test_are_people_gained_and_lost_by_the_share_of_land():
    #        a          b              c
    # line:       |──────────────|            from 0.004 to 0.022
    found = fit(0.004, 0.022)
    assert found.members == ("a", "b")
    assert found.people == 3000  # 1000 + 2000
    assert found.outside == pytest.approx(400)  # 40 % of a's land lies west of the line: 1000 · 0.4
    assert found.left == pytest.approx(300)  # 20 % of c's land lies inside it: 1500 · 0.2
    assert found.beyond == pytest.approx(0)


def test_is_the_share_of_its_ground_outside_the_district_told():
    assert fit(-0.01, 0.01).beyond == pytest.approx(0.5)
    assert fit(1.0, 1.01).beyond == 1


def test_is_a_polygon_without_a_centroid_given_the_nearest_neighbourhood():
    found = fit(0.036, 0.038)
    assert (found.members, found.nearest, found.people, found.outside) == ((), "d", 0, 0)
    assert found.left == pytest.approx(160)  # 20 % of d's land: 800 · 0.2


def test_is_what_it_gains_and_loses_said():
    assert fit_said(fit(0.004, 0.022)) == (
        "The line takes in 2 neighbourhoods, where 3,000 people live. Living outside it, "
        "but counted: about 400. Living inside it, but not counted: about 300."
    )
    assert [about(people) for people in (4.9, 5.1, 14, 26)] == [
        "hardly anyone", "about 10", "about 10", "about 30"
    ]  # fmt: skip


@given(
    west=st.floats(-0.01, 0.05), wide=st.floats(0.0005, 0.06),
    south=st.floats(50.995, 51.005), high=st.floats(0.0005, 0.02),
)  # fmt: skip
def test_does_a_fit_keep_to_the_people_there_are(west, wide, south, high):
    """Inside the line live those taken, less those outside it, and those left: nobody twice."""
    found = fit(west, west + wide, south, south + high)
    land = shapely.box(west, south, west + wide, south + high)
    expected = sum(
        people * land.intersection(shapely.geometry.shape(SHAPES[code]["geometry"])).area / 0.0001
        for code, people in PEOPLE.items()
    )
    assert found.people - found.outside + found.left == pytest.approx(expected, abs=1e-3)
    assert found.people == PEOPLE[list(found.members)].sum()
    assert 0 <= found.beyond <= 1
    assert bool(found.members) != bool(found.nearest)


@given(cut=st.floats(0.0005, 0.0395))
def test_is_every_neighbourhood_in_one_of_two_areas_that_divide_the_place(cut):
    assume(cut not in set(MIDDLES["lon"]))  # where people live around the line itself: in both
    one, other = fit(-0.001, cut), fit(cut, 0.041)
    assert sorted(one.members + other.members) == ["a", "b", "c", "d"]
    assert one.people + other.people == PEOPLE.sum()
