"""Are values with errors what their limits say, and sums of them distributed as drawn?"""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import special

from het_geo.inequality.sums import chance_below, sum_limits
from het_geo.scales import from_errors, from_limits, on_scale
from tests.sampled import tried
from tests.unit.long_hand import TURNS, Z95, quantile_range

FEW = settings(max_examples=tried(40), deadline=None)
scales = st.sampled_from(["log", "logit"])


def array(*values):
    return np.array(values, dtype=float)


@pytest.mark.parametrize("scale", ["raw", "log", "logit"])
def test_is_the_error_a_share_of_the_width_on_the_scale(scale):
    forward, back = TURNS[scale]
    value, lower, upper = array(0.2, 0.5), array(0.1, 0.4), array(0.4, 0.7)
    found = from_limits(value, lower, upper, scale)
    error = (forward(upper) - forward(lower)) / (2 * 1.959964)
    assert found.inside.all()
    assert found.centre == pytest.approx(forward(value))
    assert found.error == pytest.approx(error)
    noise = array(-1, 0, 2)
    drawn = back(forward(value)[:, None] + error[:, None] * noise)
    assert found.at(noise) == pytest.approx(drawn)


@pytest.mark.parametrize(
    ("scale", "value", "lower", "upper", "drawn"),
    [
        ("log", 0.0, 0.0, 3.919928, [0, 0, 2]),  # se 1: −2 and 0 are cut at 0
        ("logit", 0.0, 0.0, 0.3919928, [0, 0, 0.2]),
        ("logit", 1.0, 0.6080072, 1.0, [0.8, 1, 1]),
        ("log", 5.0, 0.0, 3.919928 * 2, [1, 5, 9]),  # a limit at the edge is enough
    ],
)
def test_is_a_value_at_the_edge_normal_on_the_raw_scale(scale, value, lower, upper, drawn):
    found = from_limits(array(value), array(lower), array(upper), scale)
    assert not found.inside.any()
    assert found.at(array(-2, 0, 2))[0] == pytest.approx(drawn)


def test_is_an_unknown_scale_refused_by_name():
    with pytest.raises(ValueError, match="scale must be one of"):
        from_limits(array(1), array(0), array(2), "sqrt")


@FEW
@given(scales, st.floats(-5, 2), st.floats(0.001, 1.2), st.sampled_from([-3.0, 0.01, 1.0]))
def test_is_a_sum_of_one_term_that_term(scale, centre, error, weight):
    _, back = TURNS[scale]
    one = from_errors(array(back(centre)), array(error), scale)
    ends = sorted(weight * back(centre + sign * Z95 * error) for sign in (-1, 1))
    found = [float(limit) for limit in sum_limits(array(weight), one)]
    assert found == pytest.approx(ends, abs=0.002 * (ends[1] - ends[0]))


@FEW
@given(st.lists(st.tuples(st.floats(-9, 9), st.floats(0.1, 9), st.floats(-3, 3)), min_size=1))
def test_is_a_sum_of_normal_terms_normal(rows):
    value, error, weight = (array(*part) for part in zip(*rows))
    sure = from_limits(value, value - Z95 * error, value + Z95 * error, "raw")
    reach = Z95 * np.sqrt((weight**2 * error**2).sum())
    middle = (weight * value).sum()
    found = sum_limits(weight, sure)
    assert found == pytest.approx((middle - reach, middle + reach), rel=1e-5, abs=1e-5)


@pytest.mark.parametrize("scale", ["log", "logit"])
@pytest.mark.parametrize("confidence", [0.8, 0.95])
def test_is_a_sum_distributed_as_it_is_drawn(scale, confidence):
    # made-up terms: sure and unsure, with and against each other, one without weight
    _, back = TURNS[scale]
    sure = from_errors(back(array(-3, -2, -1, -2, 0)), array(0.9, 0.05, 0.3, 0.0, 1.0), scale)
    weight = array(1.5, -1, 0.5, 2, 0)
    noise = np.random.default_rng(5).standard_normal((5, 200_000))
    drawn = (weight[:, None] * sure.at(noise)).sum(axis=0)
    tails = (1 - confidence) / 2, (1 + confidence) / 2
    for limit, tail in zip(sum_limits(weight, sure, confidence), tails):
        low, high = quantile_range(drawn, tail)
        assert low <= limit <= high
        assert chance_below(weight, sure, limit) == pytest.approx(tail, abs=1e-6)


def test_are_many_sums_made_at_once_as_one_by_one():
    rng = np.random.default_rng(2)
    weight, centre = rng.normal(size=(2, 3, 4)), rng.normal(-2, 1, size=(2, 3, 4))
    error = rng.uniform(0.05, 0.4, size=(2, 3, 4))
    together = sum_limits(weight, from_errors(special.expit(centre), error, "logit"))
    for i, j in np.ndindex(2, 3):
        alone = from_errors(special.expit(centre[i, j]), error[i, j], "logit")
        assert sum_limits(weight[i, j], alone) == pytest.approx(
            (together[0][i, j], together[1][i, j])
        )


def test_are_many_sums_of_very_wide_errors_made_at_once_as_one_by_one():
    # errors of 0.1, 0.5 and 2 on the scale: the grid, the fine grid and draws, a row each
    error = np.array([[0.1, 0.1], [0.5, 0.1], [2.0, 0.1], [0.1, 2.5]])
    weight, value = np.tile(array(1.0, -0.5), (4, 1)), np.full((4, 2), 3.0)
    together = sum_limits(weight, from_errors(value, error, "log"))
    for i in range(4):
        alone = sum_limits(weight[i], from_errors(value[i], error[i], "log"))
        assert [float(side[i]) for side in together] == pytest.approx([float(x) for x in alone])


@pytest.mark.parametrize("weight", [1.0, -2.0])
@pytest.mark.parametrize("away", [-1.0, 0.0, 0.5])
def test_is_the_chance_of_a_very_wide_term_that_of_its_normal(weight, away):
    # ln y is normal about ln 3 with an error of 2: half of its draws lie below 3
    one = from_errors(array(3.0), array(2.0), "log")
    below = special.ndtr(away)
    point = weight * 3.0 * np.exp(2.0 * away)
    expected = below if weight > 0 else 1 - below
    assert chance_below(array(weight), one, point) == pytest.approx(expected, abs=0.005)


def test_is_a_sum_of_a_very_wide_term_as_wide_as_its_normal():
    # the 2.5th and 97.5th of 100,000 draws: 3 · e to ± 1.96 × 2
    found = sum_limits(array(1.0), from_errors(array(3.0), array(2.0), "log"))
    assert np.log(found) == pytest.approx(np.log(3) + 2 * Z95 * array(-1, 1), abs=0.06)


@pytest.mark.parametrize(("scale", "value"), [("log", 0.0), ("logit", 0.0), ("logit", 1.0)])
def test_has_a_value_at_the_edge_of_a_scale_no_error_on_it(scale, value):
    with pytest.raises(ValueError, match=f"values must have a {scale} where errors are given"):
        from_errors(array(0.5, value), array(0.1, 0.1), scale)


@pytest.mark.parametrize("top", [1.0, 100.0])
def test_is_a_share_beyond_its_end_by_rounding_put_at_the_end(top):
    room = 1e-9 * top  # a billionth of the scale
    (found,) = on_scale("logit", top, values=array(-room, 0.5 * top, top + room))
    assert found.tolist() == [0, 0.5 * top, top]
    for beyond in (-3 * room, top + 3 * room):
        with pytest.raises(ValueError, match=f"values must lie between 0 and {top:g} on the logit"):
            on_scale("logit", top, values=array(beyond))


def test_is_a_share_of_one_unless_said_otherwise():
    with pytest.raises(ValueError, match="values must lie between 0 and 1 on the logit scale"):
        on_scale("logit", values=array(0.5, 1.1))


@pytest.mark.parametrize("error", [0.0, 0.1, 2.0])
def test_is_a_sum_of_terms_without_weight_nothing_however_wide_they_are(error):
    value = from_errors(array(3.0, 3.0), array(error, error), "log")
    assert np.array(sum_limits(array(0.0, 0.0), value)) == pytest.approx(array(0, 0), abs=1e-9)


def test_is_a_sum_of_noughts_without_error_nought():
    # 0 events of certainty have no logarithm: they are normal on the raw scale, without width
    nil = from_limits(array(0, 0), array(0, 0), array(0, 0), "log")
    assert np.array(sum_limits(array(1.5, -1.5), nil)) == pytest.approx(array(0, 0), abs=1e-9)


def test_are_many_sums_of_plain_values_made_at_once_as_one_by_one():
    value, weight = np.array([[1.0, 2, 3], [9, 8, 7]]), np.array([[1.0, -1, 2], [0.5, 0, 1]])
    together = sum_limits(weight, from_errors(value, value / 10, "raw"))
    # 1 − 2 + 6 ± 1.96 √(0.1² + 0.2² + 0.6²); 4.5 + 7 ± 1.96 √(0.45² + 0.7²)
    reach = Z95 * np.sqrt(array(0.01 + 0.04 + 0.36, 0.2025 + 0.49))
    assert together[0] == pytest.approx(array(5, 11.5) - reach)
    assert together[1] == pytest.approx(array(5, 11.5) + reach)


def test_is_a_sum_of_very_wide_terms_the_same_in_another_unit():
    values = from_errors(array(2.0, 2.0, 2.0), array(2.0, 2.0, 2.0), "log")
    weights = array(1.0, -0.5, 0.3)  # alike but for these, by which draws are dealt out
    one, small = sum_limits(weights, values), sum_limits(weights * 1e-10, values)
    assert [float(part) * 1e10 for part in small] == pytest.approx([float(part) for part in one])


@pytest.mark.parametrize(("point", "chance"), [(-1e6, 0), (1e6, 1)])
def test_is_the_chance_below_what_lies_far_beyond_all_terms_none_or_all(point, chance):
    values = from_errors(array(2.0, 3.0), array(0.1, 0.2), "log")
    assert chance_below(array(1.0, 1.0), values, np.asarray(point)) == pytest.approx(
        chance, abs=1e-6
    )


def test_is_a_sum_of_a_term_whose_limit_is_the_edge_that_term_on_the_raw_scale():
    # 0 has no logarithm: its error is (10 − 0) / 3.92, and 90 % of it lie within 1.645 errors
    one = from_limits(array(5.0), array(0.0), array(10.0), "log")
    found = [float(limit) for limit in sum_limits(array(1.0), one, 0.9)]
    reach = 1.644854 * 10 / (2 * 1.959964)
    assert found == pytest.approx([5 - reach, 5 + reach], abs=0.002 * 2 * reach)
