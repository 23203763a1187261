"""Is the exact distribution of a sum that of its terms, wherever it can be worked out by hand?

docs/methods.md#slope-index-of-inequality: limits of a slope are those of such a sum.
"""

from itertools import permutations

import numpy as np
import pytest

from het_geo import special_functions as special
from het_geo.inequality.sums import chance_below, sum_limits
from het_geo.intervals import z_value
from het_geo.scales import SCALES, Uncertain, from_errors

NEAR = 1e-4  # of how far the two limits are apart, and of a chance
TERMS = [
    (scale, value, error)
    for scale, value in (("log", 0.3), ("log", 40.0), ("logit", 0.3), ("logit", 0.97))
    for error in (0.01, 0.05, 0.2, 0.3, 0.31, 0.8)
]

# An odd number of terms: a grid that was turned half round for each would stand right for an even.
THREE_ROWS = (
    np.array([[0.3, 0.2, 0.1], [0.5, 0.1, 0.2], [0.4, 0.6, 0.3]]),
    np.array([[0.1, 0.2, 0.1], [0.05, 0.15, 0.2], [0.25, 0.1, 0.05]]),
    np.array([[1.0, -2.0, 0.1], [0.5, 1.0, 0.5], [-1.0, 1.0, 0.2]]),
)


def term(scale, value, error):
    return from_errors(np.atleast_1d(np.asarray(value, dtype=float)), np.atleast_1d(error), scale)


def own_limits(scale, value, error, weight, confidence):
    """Return w · back(centre ± z · error): the limits of one term are those of its own scale."""
    forward, back, *_ = SCALES[scale]
    z = z_value(confidence)
    ends = forward(np.array(value)) + np.array([-z, z]) * error
    return np.sort(weight * back(ends))


@pytest.mark.parametrize("weight", [1.0, -2.0])
@pytest.mark.parametrize("confidence", [0.8, 0.95, 0.99])
@pytest.mark.parametrize(("scale", "value", "error"), TERMS)
def test_are_the_limits_of_one_term_its_own(scale, value, error, confidence, weight):
    low, high = own_limits(scale, value, error, weight, confidence)
    found = sum_limits(np.array([weight]), term(scale, value, error), confidence)
    assert np.abs(np.array(found) - [low, high]).max() < NEAR * (high - low)


@pytest.mark.parametrize("weight", [1.0, -2.0])
@pytest.mark.parametrize(("scale", "value", "error"), TERMS)
def test_is_the_chance_that_one_term_lies_below_a_point_its_own(scale, value, error, weight):
    forward, back, *_ = SCALES[scale]
    centre = forward(np.array(value))
    for z in (-2.5, -1.0, -0.1, 0.0, 0.4, 1.9):
        point = weight * back(centre + z * error)
        expected = special.ndtr(np.array(z if weight > 0 else -z))
        found = chance_below(np.array([weight]), term(scale, value, error), point)
        assert abs(float(found) - float(expected)) < NEAR


@pytest.mark.parametrize("scale", ["log", "logit"])
def test_lies_a_sum_nowhere_beyond_all_of_its_terms(scale):
    held = term(scale, [0.3, 0.2], [0.2, 0.1])
    ends = (held.at(np.array([-9.0, 9.0])) * np.array([[1.0], [1.0]])).sum(axis=0)
    chances = [float(chance_below(np.array([1.0, 1.0]), held, end)) for end in ends]
    assert chances[0] == pytest.approx(0, abs=1e-6)
    assert chances[1] == pytest.approx(1, abs=1e-6)


@pytest.mark.parametrize("more", [(0.0, 0.4), (0.7, 1e-9)], ids=["no weight", "no error"])
@pytest.mark.parametrize(("scale", "value", "error"), TERMS)
def test_does_a_term_that_cannot_vary_move_a_sum_by_itself_alone(scale, value, error, more):
    """A term of weight 0 adds nothing; one without an error its weighted value: 0.7 · 0.25."""
    weight, own = more
    alone = np.array(own_limits(scale, value, error, 1.0, 0.95))
    both = term(scale, [value, 0.25], [error, own])
    found = np.array(sum_limits(np.array([1.0, weight]), both)) - weight * 0.25
    assert np.abs(found - alone).max() < 2 * NEAR * (alone[1] - alone[0])


@pytest.mark.parametrize("chance", [0.001, 0.2, 0.499, 0.9, 0.9999])
def test_does_so_much_of_a_sum_lie_below_its_quantile(chance):
    held = term("log", [0.3, 0.2, 0.9], [0.2, 0.1, 0.25])
    weights = np.array([1.0, -0.5, 0.3])
    confidence = abs(1 - 2 * chance)
    low, high = sum_limits(weights, held, confidence)
    point = low if chance <= 0.5 else high
    assert float(chance_below(weights, held, point)) == pytest.approx(chance, abs=1e-6)


@pytest.mark.parametrize("order", list(permutations(range(3))))
def test_is_each_row_of_many_worked_out_as_if_it_were_alone(order):
    """One with narrow errors, one with wide ones, one with an error that takes draws."""
    value = np.array([[0.3, 0.2], [0.3, 0.2], [0.3, 0.2]])[list(order)]
    error = np.array([[0.1, 0.2], [0.1, 0.7], [0.1, 1.9]])[list(order)]
    weights = np.array([[1.0, -2.0], [1.0, -2.0], [1.0, 0.5]])[list(order)]
    together = sum_limits(weights, from_errors(value, error, "log"))
    for i in range(3):
        alone = sum_limits(weights[i], from_errors(value[i], error[i], "log"))
        assert [end[i] for end in together] == [float(end) for end in alone]


@pytest.mark.parametrize("scale", ["raw", "log", "logit"])
def test_is_the_chance_of_each_row_of_many_that_of_the_row_alone(scale):
    value, error, weights = THREE_ROWS
    point = np.array([-0.1, 0.45, 0.25])
    together = chance_below(weights, from_errors(value, error, scale), point)
    for i in range(3):
        alone = chance_below(weights[i], from_errors(value[i], error[i], scale), point[i])
        assert float(together[i]) == pytest.approx(float(alone), abs=1e-12)
        assert 0.001 < float(alone) < 0.999


@pytest.mark.parametrize("scale", ["raw", "log"])
def test_are_the_limits_of_rows_alike_in_width_those_of_each_alone(scale):
    value, error, weights = THREE_ROWS
    together = sum_limits(weights, from_errors(value, error, scale))
    for i in range(3):
        alone = sum_limits(weights[i], from_errors(value[i], error[i], scale))
        assert [float(end[i]) for end in together] == pytest.approx([float(e) for e in alone])


@pytest.mark.parametrize("weight", [2.0, -2.0])
def test_lies_what_is_cut_at_an_end_of_its_scale_at_that_end(weight):
    """A share of 100% with the lower limit 90%: half of its chance lies at the very end."""
    error = np.array([0.1 / 1.96])
    made = Uncertain(
        "logit", np.zeros(1), np.zeros(1), np.ones(1), error, np.zeros(1, dtype=bool)
    )  # fmt: skip
    low, high = sum_limits(np.array([weight]), made)
    inner, end = weight * (1 - 1.959964 * error[0]), weight
    assert sorted([low, high]) == pytest.approx(sorted([inner, end]), abs=2e-3 * abs(weight))
    just_inside = weight - np.sign(weight) * 0.01
    part = float(special.ndtr(np.array(-0.005 / error[0])))
    beyond = float(chance_below(np.array([weight]), made, np.array(just_inside)))
    assert beyond == pytest.approx(part if weight > 0 else 1 - part, abs=2e-3)
