"""How unequal are all areas? (docs/methods.md#index-of-disparity)"""

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from het_geo import inequality
from tests.conftest import frame
from tests.sampled import tried
from tests.unit import long_hand
from tests.unit.long_hand import areas

# What a measure is multiplied by where every value is multiplied by c.
MEASURES = {
    "between_group_variance": lambda c: c**2,
    "index_of_disparity": lambda c: 1,
    "gini": lambda c: 1,
}
NAMES = sorted(MEASURES)
FEW = settings(max_examples=tried(40), deadline=None)
TWO = """
    area | value | people
    a    | 10    | 100
    b    | 20    | 300
"""


def measured(name, values, weights):
    return getattr(inequality, name)(values, weights).value


@pytest.mark.parametrize(
    ("name", "expected"),
    [  # the mean is (100·10 + 300·20) / 400 = 17.5
        ("between_group_variance", 1 / 4 * 7.5**2 + 3 / 4 * 2.5**2),
        ("index_of_disparity", 100 * (1 / 4 * 7.5 + 3 / 4 * 2.5) / 17.5),
        ("gini", 1 / 4 * 3 / 4 * 10 / 17.5),
    ],
)
def test_is_a_measure_of_two_areas_what_the_pencil_says(name, expected):
    table = frame(TWO)
    assert measured(name, table["value"], table["people"]) == pytest.approx(expected)


def test_is_the_concentration_index_of_two_areas_what_the_pencil_says():
    table = frame(TWO)
    # ranks: b holds the lowest three quarters, middle 3/8; a the rest, middle 7/8
    expected = 2 * (3 / 4 * 20 * 3 / 8 + 1 / 4 * 10 * 7 / 8) / 17.5 - 1
    found = inequality.concentration_index(table["value"], table["people"], [2, 1])
    assert found.value == pytest.approx(expected)


@pytest.mark.parametrize("name", NAMES)
@FEW
@given(areas)
def test_is_a_measure_its_long_hand_sum(name, rows):
    expected = getattr(long_hand, name)(*rows)
    assert measured(name, *rows) == pytest.approx(expected, rel=1e-9, abs=1e-11)


@FEW
@given(areas, st.lists(st.integers(0, 4), min_size=8, max_size=8))
def test_is_the_concentration_index_the_covariance_with_rank(rows, order):
    order = order[: len(rows[0])]
    expected = long_hand.concentration_index(*rows, order)
    found = inequality.concentration_index(*rows, order).value
    assert found == pytest.approx(expected, abs=1e-9)


@pytest.mark.parametrize("name", NAMES)
@FEW
@given(areas, st.floats(0.01, 100))
def test_does_another_unit_change_a_measure_as_it_should(name, rows, c):
    values, weights = rows
    expected = MEASURES[name](c) * measured(name, values, weights)
    found = measured(name, [c * y for y in values], weights)
    assert found == pytest.approx(expected, rel=1e-9, abs=1e-11)


@FEW
@given(areas, st.floats(0, 1000))
def test_does_the_variance_stay_when_every_area_gains_the_same(rows, c):
    values, weights = rows
    before = measured("between_group_variance", values, weights)
    after = measured("between_group_variance", [y + c for y in values], weights)
    assert after == pytest.approx(before, rel=1e-7, abs=1e-7)


@pytest.mark.parametrize("name", NAMES)
@FEW
@given(areas)
def test_does_splitting_every_area_in_two_halves_change_nothing(name, rows):
    values, weights = rows
    halves = measured(
        name, [y for y in values for _ in "12"], [n / 2 for n in weights for _ in "12"]
    )
    assert halves == pytest.approx(measured(name, values, weights), rel=1e-9, abs=1e-11)


@pytest.mark.parametrize("name", NAMES)
@FEW
@given(areas, st.floats(0.001, 1000))
def test_do_only_the_shares_of_people_matter(name, rows, c):
    values, weights = rows
    times = measured(name, values, [c * n for n in weights])
    assert times == pytest.approx(measured(name, values, weights), rel=1e-9, abs=1e-11)


@pytest.mark.parametrize("name", NAMES)
@FEW
@given(areas)
def test_does_the_order_of_areas_not_matter(name, rows):
    values, weights = rows
    backwards = measured(name, values[::-1], weights[::-1])
    assert backwards == pytest.approx(measured(name, values, weights), rel=1e-9, abs=1e-11)


@FEW
@given(areas, st.lists(st.integers(0, 4), min_size=8, max_size=8))
def test_does_the_concentration_index_stay_within_gini(rows, order):
    order = order[: len(rows[0])]
    size = measured("gini", *rows)
    assert -1e-12 <= size < 1
    found = inequality.concentration_index(*rows, order).value
    assert abs(found) <= size + 1e-9
    # the least advantaged become the most advantaged
    turned = inequality.concentration_index(*rows, [-at for at in order]).value
    assert turned == pytest.approx(-found, abs=1e-9)


@FEW
@given(areas)
def test_is_concentration_by_the_values_themselves_gini(rows):
    found = inequality.concentration_index(*rows, rows[0]).value
    assert found == pytest.approx(measured("gini", *rows), abs=1e-9)


def test_does_one_area_with_everything_come_near_the_most_unequal():
    # four areas of one size, and all of it in the last: Gini is 1 − 1/4
    table = frame("area | value | people\n a | 0 | 5\n b | 0 | 5\n c | 0 | 5\n d | 8 | 5")
    assert measured("gini", table["value"], table["people"]) == pytest.approx(1 - 1 / 4)
    # m = 2: 100 · (3/4 · 2 + 1/4 · 6) / 2
    expected = 100 * (3 / 4 * 2 + 1 / 4 * 6) / 2
    assert measured("index_of_disparity", table["value"], table["people"]) == pytest.approx(
        expected
    )


def test_is_the_world_bank_example_met():
    # O'Donnell et al. 2008, chapter 8: deaths of under-fives in India by fifth of wealth, 1982-92
    table = frame("""
        fifth   | births | rate
        poorest | 29939  | 154.7
        second  | 28776  | 152.9
        middle  | 26528  | 119.5
        fourth  | 24689  | 86.9
        richest | 19739  | 54.3
    """)
    found = inequality.concentration_index(table["rate"], table["births"], range(5))
    assert round(found.value, 4) == -0.1694


@pytest.mark.parametrize("name", NAMES)
def test_is_an_area_without_a_value_left_out_and_counted(name):
    table = frame(TWO)
    more = frame(TWO + "    c    | .     | 5000\n    d    | .     | .\n")
    found = getattr(inequality, name)(more["value"], more["people"])
    assert found.left_out == 2
    assert found.value == pytest.approx(measured(name, table["value"], table["people"]))


def test_is_an_area_without_a_rank_left_out_and_counted():
    table = frame(TWO + "    c    | 40    | 500\n    d    | .     | 100\n")
    found = inequality.concentration_index(
        table["value"], table["people"], pd.Series([2, 1, float("nan"), 3], index=table.index)
    )
    two = table.loc[["a", "b"]]
    assert found.left_out == 2
    assert found.value == inequality.concentration_index(two["value"], two["people"], [2, 1]).value


def test_are_areas_about_a_mean_of_nought_as_far_from_it_as_about_any_other():
    found = inequality.between_group_variance([-1.0, 1.0], [10, 10])
    assert found.value == ((-1 - 0) ** 2 + (1 - 0) ** 2) / 2
    assert found.reason == ""
