"""Where does the inequality live: between the groups or within them?

docs/methods.md#theil-index
"""

from math import log

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from het_geo import inequality
from tests.conftest import frame
from tests.sampled import tried
from tests.unit import long_hand
from tests.unit.long_hand import areas

NAMES = ["theil", "mean_log_deviation"]
FEW = settings(max_examples=tried(40), deadline=None)
wards = st.lists(st.sampled_from(["W1", "W2", "W3"]), min_size=8, max_size=8)


def split(name, rows, groups):
    return getattr(inequality, name)(*rows, groups[: len(rows[0])])


def in_group(rows, groups, group):
    kept = [(y, n) for y, n, g in zip(*rows, groups) if g == group]
    return [y for y, _ in kept], [n for _, n in kept]


FOUR = """
    area | value | people | ward
    a    | 10    | 100    | W1
    b    | 30    | 100    | W1
    c    | 20    | 300    | W2
    d    | 40    | 100    | W2
"""


def test_is_theil_of_four_areas_what_the_pencil_says():
    table = frame(FOUR)
    found = inequality.theil(table["value"], table["people"], table["ward"])
    # means: all (1000 + 3000 + 6000 + 4000) / 600 = 70/3, W1 20, W2 25; s = p·m_g/m
    first, second = 1 / 3 * 20 / (70 / 3), 2 / 3 * 25 / (70 / 3)
    between = first * log(20 / (70 / 3)) + second * log(25 / (70 / 3))
    inside_1 = 1 / 2 * 10 / 20 * log(10 / 20) + 1 / 2 * 30 / 20 * log(30 / 20)
    inside_2 = 3 / 4 * 20 / 25 * log(20 / 25) + 1 / 4 * 40 / 25 * log(40 / 25)
    assert found.between == pytest.approx(between)
    assert found.within == pytest.approx(first * inside_1 + second * inside_2)
    assert found.groups["population_share"].to_dict() == pytest.approx({"W1": 1 / 3, "W2": 2 / 3})
    assert found.groups["mean"].to_dict() == pytest.approx({"W1": 20, "W2": 25})
    assert found.groups["inequality"].to_dict() == pytest.approx({"W1": inside_1, "W2": inside_2})
    assert found.groups["within"].to_dict() == pytest.approx(
        {"W1": first * inside_1, "W2": second * inside_2}
    )


def test_is_the_mean_log_deviation_of_four_areas_what_the_pencil_says():
    table = frame(FOUR)
    found = inequality.mean_log_deviation(table["value"], table["people"], table["ward"])
    between = 1 / 3 * log(70 / 3 / 20) + 2 / 3 * log(70 / 3 / 25)
    inside_1 = 1 / 2 * log(20 / 10) + 1 / 2 * log(20 / 30)
    inside_2 = 3 / 4 * log(25 / 20) + 1 / 4 * log(25 / 40)
    assert found.between == pytest.approx(between)
    assert found.within == pytest.approx(1 / 3 * inside_1 + 2 / 3 * inside_2)


@pytest.mark.parametrize("name", NAMES)
@FEW
@given(areas, wards)
def test_do_the_two_parts_make_the_total(name, rows, groups):
    found = split(name, rows, groups)
    total = getattr(long_hand, name)(*rows)
    assert found.total == pytest.approx(total, rel=1e-9, abs=1e-11)
    assert found.between + found.within == pytest.approx(found.total, rel=1e-9, abs=1e-11)
    assert found.between >= -1e-12
    assert found.within >= -1e-12
    parts = found.groups["within"].sum() + found.groups["between"].sum()
    assert parts == pytest.approx(found.total, rel=1e-9, abs=1e-11)


@pytest.mark.parametrize("name", NAMES)
@FEW
@given(areas, wards)
def test_do_the_groups_shares_add_to_one(name, rows, groups):
    found = split(name, rows, groups)
    assert found.groups["population_share"].sum() == pytest.approx(1)
    if found.total > 1e-6:
        assert found.groups["share"].sum() == pytest.approx(1)


@pytest.mark.parametrize("name", NAMES)
@FEW
@given(areas, wards)
def test_is_each_groups_row_about_its_own_areas(name, rows, groups):
    found = split(name, rows, groups)
    assert list(found.groups.index) == sorted(set(groups[: len(rows[0])]))
    for group, row in found.groups.iterrows():
        own = in_group(rows, groups, group)
        assert row["population_share"] == pytest.approx(sum(own[1]) / sum(rows[1]))
        assert row["mean"] == pytest.approx(long_hand.mean(*own))
        assert row["inequality"] == pytest.approx(getattr(long_hand, name)(*own), abs=1e-11)


@pytest.mark.parametrize("name", NAMES)
@FEW
@given(areas, wards, st.floats(0.01, 100), st.floats(0.01, 100))
def test_does_neither_the_unit_nor_the_number_of_people_matter(name, rows, groups, c, times):
    found = split(name, rows, groups)
    other = split(name, ([c * y for y in rows[0]], [times * n for n in rows[1]]), groups)
    for part in ("total", "between", "within"):
        assert getattr(other, part) == pytest.approx(getattr(found, part), rel=1e-8, abs=1e-11)


@pytest.mark.parametrize("name", NAMES)
@FEW
@given(areas, wards)
def test_does_splitting_every_area_in_two_halves_change_nothing(name, rows, groups):
    twice = [y for y in rows[0] for _ in "12"], [n / 2 for n in rows[1] for _ in "12"]
    halves = getattr(inequality, name)(*twice, [g for g in groups[: len(rows[0])] for _ in "12"])
    found = split(name, rows, groups)
    assert halves.total == pytest.approx(found.total, rel=1e-9, abs=1e-11)
    assert halves.between == pytest.approx(found.between, rel=1e-9, abs=1e-11)


@pytest.mark.parametrize("name", NAMES)
@FEW
@given(areas)
def test_is_nothing_between_in_one_group_and_nothing_within_groups_of_one(name, rows):
    one = getattr(inequality, name)(*rows, ["all"] * len(rows[0]))
    assert one.between == pytest.approx(0, abs=1e-12)
    alone = getattr(inequality, name)(*rows, list(range(len(rows[0]))))
    assert alone.within == pytest.approx(0, abs=1e-12)


@pytest.mark.parametrize("people", [(1, 1, 1, 1), (10, 30, 20, 5)])
def test_is_theil_largest_where_one_area_has_everything(people):
    # only y = m/p of the last area is left: T = ln(1/p)
    found = inequality.theil([0, 0, 0, 7], people, ["W1", "W1", "W2", "W2"])
    assert found.total == pytest.approx(log(sum(people) / people[-1]))
    assert found.groups.loc["W1", "inequality"] == 0
    assert found.groups.loc["W1", "mean"] == 0


def test_is_a_zero_counted_by_theil_and_refused_by_the_mean_log_deviation():
    rows = [0.0, 2.0, 4.0], [1, 1, 1]
    found = inequality.theil(*rows, ["W1", "W1", "W2"])
    assert found.total == pytest.approx(0 + 1 / 3 * 1 * log(1) + 1 / 3 * 2 * log(2))
    refused = inequality.mean_log_deviation(*rows, ["W1", "W1", "W2"])
    assert (refused.total, refused.between, refused.within, refused.groups) == (None,) * 4
    assert "zero" in refused.reason


def with_and_without(name, more):
    """Return a measure of the four areas with more beside them, and of the four alone."""
    tables = (frame(FOUR + more), frame(FOUR))
    return [getattr(inequality, name)(t["value"], t["people"], t["ward"]) for t in tables]


@pytest.mark.parametrize("name", NAMES)
def test_is_an_area_without_a_value_left_out_with_its_group(name):
    found, expected = with_and_without(name, "    e | . | 900 | W3\n    f | . | . | .\n")
    assert found.left_out == 2
    assert found.total == pytest.approx(expected.total)
    pd.testing.assert_frame_equal(found.groups, expected.groups)


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("value", [-5, 0, 1e9])
def test_does_an_area_without_people_not_count_whatever_its_value(name, value):
    found, expected = with_and_without(name, f"    e | {value:.0f} | 0 | W1\n")
    assert found.left_out == 1
    assert found.total == pytest.approx(expected.total)
    pd.testing.assert_frame_equal(found.groups, expected.groups)


@pytest.mark.parametrize("name", NAMES)
def test_does_a_group_in_which_nobody_lives_add_nothing(name):
    found, expected = with_and_without(name, "    e | 50 | 0 | W3\n")
    parts = (found.total, found.between, found.within)
    assert parts == pytest.approx((expected.total, expected.between, expected.within))
    assert found.left_out == 1
    pd.testing.assert_frame_equal(found.groups.drop("W3"), expected.groups)
    nobody = found.groups.loc["W3"]
    assert pd.isna(nobody["mean"])
    assert nobody.drop("mean").to_list() == [0.0] * 5


@pytest.mark.parametrize("name", NAMES)
def test_is_a_missing_or_strange_group_refused_by_name(name):
    measure = getattr(inequality, name)
    values = pd.Series([1.0, 2.0], index=["a", "b"])
    with pytest.raises(ValueError, match="groups must not be missing"):
        measure(values, [1, 1], pd.Series(["W1", None], index=["a", "b"]))
    with pytest.raises(ValueError, match="groups must have the index of values"):
        measure(values, [1, 1], pd.Series(["W1", "W1"], index=["b", "z"]))
    with pytest.raises(ValueError, match="groups must name the group of each area"):
        measure(values, [1, 1], None)
    with pytest.raises(ValueError, match="groups must be as long as values"):
        measure(values, [1, 1], ["W1"])


@pytest.mark.parametrize("name", NAMES)
def test_is_there_nothing_at_all_between_areas_that_are_alike(name):
    # of 0.3 and 0.7 with 1, 2 and 4 people rounding would leave 2e-16
    for value in (0.3, 0.7):
        found = split(name, ([value] * 3, [1, 2, 4]), ["W1", "W2", "W2"])
        assert (found.total, found.between, found.within) == (0, 0, 0)


def test_are_areas_not_alike_that_are_just_1_apart():
    found = split("theil", ([1.0, 2.0], [1, 1]), ["W1", "W1"])
    assert found.total == pytest.approx((2 / 3 * log(2 / 3) + 4 / 3 * log(4 / 3)) / 2)


@pytest.mark.parametrize("name", NAMES)
def test_are_groups_with_a_mean_below_1_split_as_others_are(name):
    groups, people = ["W1", "W1", "W2", "W2"], [3, 1, 2, 4]
    large = split(name, ([10.0, 30.0, 20.0, 60.0], people), groups)
    small = split(name, ([0.1, 0.3, 0.2, 0.6], people), groups)
    assert (small.total, small.within) == pytest.approx((large.total, large.within))
    assert small.groups["inequality"].to_numpy() == pytest.approx(large.groups["inequality"])
