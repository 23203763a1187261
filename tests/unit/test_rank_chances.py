"""Is a rank as sure as the normal distribution says? (docs/methods.md#rank-certainty)"""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import special, stats

from het_geo.ranks import _brackets, _lot, _noise, _order, _quantile, could_be, rank_certainty
from tests.conftest import frame
from tests.unit.long_hand import TURNS


def certain(rows, scale="raw", **options):
    """Rank areas given as centre and error on the scale."""
    _, back = TURNS[scale]
    table = pd.DataFrame(rows, index=["centre", "error"]).T
    ends = [back(table["centre"] + side * 1.959964 * table["error"]) for side in (0, -1, 1)]
    return rank_certainty(*ends, scale=scale, **options)


@pytest.mark.parametrize("scale", ["raw", "log", "logit"])
@pytest.mark.parametrize(("second", "error"), [(0.0, 0.3), (-0.3, 0.2), (-0.8, 0.4)])
def test_is_the_chance_of_being_the_third_worst_that_of_two_normals(scale, second, error):
    # two areas are surely worse: the third place goes to a where a > b
    rows = {"w": (5, 0.01), "v": (4, 0.01), "a": (0, 0.3), "b": (second, error)}
    found = certain(rows, scale)
    expected = stats.norm.cdf((0 - second) / np.hypot(0.3, error))
    # 10,000 draws: 4 standard errors are 2 % at most
    assert found.loc["a", "p_worst3"] == pytest.approx(expected, abs=0.02)
    assert found.loc["b", "p_worst3"] == pytest.approx(1 - expected, abs=0.02)
    assert found.loc[["w", "v"], "p_worst3"].tolist() == [1, 1]


@pytest.mark.parametrize(("sure", "brackets"), [(1.98, [1, 2]), (1.94, [1, 1])])
def test_do_two_areas_part_where_one_is_worse_with_a_chance_of_97_and_a_half(sure, brackets):
    # b is worse by `sure` standard errors of their difference (1.96: 97.5 %)
    found = certain({"a": (0, 3.0), "b": (sure * 5, 4.0)}, draws=400_000)
    assert found["bracket"].to_dict() == dict(zip("ba", brackets))


def test_are_equal_areas_without_error_not_told_apart():
    table = frame("""
        area | value | lower | upper
        a    | 5     | 5     | 5
        b    | 5     | 5     | 5
        c    | 5     | 5     | 5
        d    | 5     | 5     | 5
    """)
    for scale, top in (("raw", 1), ("log", 1), ("logit", 100)):
        found = rank_certainty(table["value"], table["lower"], table["upper"], scale=scale, top=top)
        assert found["rank"].tolist() == [1] * 4
        assert found["bracket"].tolist() == [1] * 4
        assert found["rank_lower"].tolist() == [1] * 4
        assert found["rank_upper"].tolist() == [4] * 4
        assert found["p_worst3"].to_numpy() == pytest.approx(3 / 4, abs=0.02)


def test_is_a_rank_interval_the_middle_of_its_draws():
    # ten areas alike: each rank has a chance of 1/10, so that 2.5 % and 97.5 % are ranks 1 and 10
    found = certain({f"a{i}": (0, 1) for i in range(10)})
    assert found["rank_lower"].tolist() == [1] * 10
    assert found["rank_upper"].tolist() == [10] * 10
    assert found["p_worst3"].to_numpy() == pytest.approx(3 / 10, abs=0.02)


@settings(max_examples=20, deadline=None)
@given(st.lists(st.tuples(st.floats(-2, 2), st.floats(0.05, 1)), min_size=2, max_size=6))
def test_does_turning_the_direction_turn_the_ranks(rows):
    named = {f"a{i}": row for i, row in enumerate(rows)}
    turned = {name: (-centre, error) for name, (centre, error) in named.items()}
    found = certain(named, draws=500)
    other = certain(turned, draws=500, high_is_worst=False)
    assert found["rank"].tolist() == other["rank"].tolist()


def test_is_the_unit_of_a_share_no_matter():
    value, lower, upper = (
        pd.Series(special.expit(np.array([-1, -0.5, 0]) + d)) for d in (0, -1, 1)
    )
    found = rank_certainty(value, lower, upper, scale="logit")
    percent = rank_certainty(100 * value, 100 * lower, 100 * upper, scale="logit", top=100)
    pd.testing.assert_frame_equal(found, percent, check_exact=False, atol=2e-3)


def test_is_an_area_without_limits_not_ranked():
    table = frame("area | value | lower | upper\n a | 5 | 4 | 6\n b | 9 | . | 10\n c | 7 | 6 | .")
    found = rank_certainty(table["value"], table["lower"], table["upper"], scale="raw")
    assert list(found.index) == ["a"]
    assert found.loc["a", ["rank", "rank_lower", "rank_upper", "bracket"]].tolist() == [1] * 4


def test_could_none_of_no_areas_be_the_worst():
    assert could_be(pd.Series([], dtype=float)) == []
    assert could_be(pd.Series([np.nan, np.nan], index=["a", "b"])) == []


def test_is_the_chance_of_being_the_worst_or_best_of_three_that_of_their_normals():
    # c is surely the best; a is worse than b where a − b > 0: its mean is 0.3, its error 0.5
    found = certain({"a": (5.3, 0.3), "b": (5, 0.4), "c": (0, 0.01)})
    expected = stats.norm.cdf(0.3 / np.hypot(0.3, 0.4))
    assert found.loc[list("ab"), "p_worst"].to_list() == pytest.approx(
        [expected, 1 - expected], abs=0.02
    )
    assert found["p_best"].to_dict() == {"a": 0, "b": 0, "c": 1}
    assert found["p_worst"].sum() == 1


def test_are_ties_of_some_draws_parted_by_lot_where_the_first_draws_have_none():
    sample = np.array([[0.0, 2.0]] * 2 + [[1.0, 1.0]] * 1_998)
    first = _order(sample)[2:, 0]
    assert abs((first == 0).mean() - 0.5) < 0.05  # 4 standard errors of 1,998 are 0.045


@pytest.mark.parametrize(
    ("chances", "expected"),
    [
        ([1.0, 0.0], ["a"]),
        ([0.95, 0.05], ["a"]),  # 95 % is enough
        ([0.94, 0.06], ["a", "b"]),
        ([0.2, 0.1], ["a", "b"]),  # all of them are not enough: none is left out
        ([0.95 - 1e-9, 0.05], ["a"]),  # as near as rounding may bring it
        ([1 + 1e-9, 0.0], ["a"]),
    ],
)
def test_are_those_that_could_be_the_worst_the_fewest_that_are_sure(chances, expected):
    assert could_be(pd.Series(chances, index=["a", "b"])) == expected


def test_is_the_rank_interval_of_two_that_are_surely_second_and_third_these_two_ranks():
    found = certain({"w": (9, 0.01), "a": (5, 1), "b": (5, 1), "z": (0, 0.01)})
    assert found["rank_lower"].to_dict() == {"w": 1, "a": 2, "b": 2, "z": 4}
    assert found["rank_upper"].to_dict() == {"w": 1, "a": 3, "b": 3, "z": 4}


def test_is_a_rank_the_first_by_which_the_part_of_the_draws_is_held():
    # of 4 draws, 1 at rank 1 is no half and 4 by rank 2 are; of 2 draws 1 at rank 1 is a half
    assert _quantile(np.array([[1, 3], [1, 1]]), 0.5).tolist() == [2, 1]


def test_does_a_chance_rest_on_10000_draws():
    found = certain({"a": (0, 1), "b": (0, 1)})
    held = found["p_worst"] * 10_000
    assert held.to_numpy() == pytest.approx(held.round().to_numpy(), abs=1e-6)
    assert 0 < held["a"] < 9_999


@pytest.mark.parametrize("draws", [0, -1, 2.5])
def test_is_a_chance_of_no_draws_refused_by_name(draws):
    with pytest.raises(ValueError, match="draws must be a whole number, at least 1"):
        certain({"a": (0, 1)}, draws=draws)
    assert certain({"a": (0, 1)}, draws=1)["p_worst"].tolist() == [1]


def test_has_a_place_without_a_known_area_no_ranks():
    assert certain({"a": (np.nan, np.nan)}).empty


def test_are_ties_parted_by_lot_wherever_in_the_order_they_stand():
    second = _order(np.array([[0.0, 1.0, 1.0]] * 2_000))[:, 1]
    assert abs((second == 1).mean() - 0.5) < 0.05  # 4 standard errors of 2,000 are 0.045


def test_are_areas_with_ties_in_the_order_of_their_own_draw():
    sample = np.random.default_rng(1).integers(0, 3, (200, 5)).astype(float)
    assert np.take_along_axis(sample, _order(sample), axis=1).tolist() == (
        np.sort(sample, axis=1).tolist()
    )


def test_is_worse_in_39_of_40_draws_enough_to_part_two_areas():
    sample = np.array([[0.0, 1.0]] * 39 + [[1.0, 0.0]])  # 39 / 40 = 97.5 %
    assert _brackets(np.array([0.0, 1.0]), sample).tolist() == [1, 2]


@pytest.mark.parametrize("drawn", [_noise, _lot])
def test_can_nobody_change_what_was_drawn_for_every_indicator(drawn):
    with pytest.raises(ValueError, match="read-only"):
        drawn(2, 2)[0, 0] = 1
