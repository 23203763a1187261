"""Are the slope index's exact limits those of 100,000 refits? (OHID's phe_sii.)

docs/methods.md#slope-index-of-inequality

Every expectation draws the groups' made-up values on their scale and fits a line to each draw.
"""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from het_geo import intervals
from het_geo.inequality import slope_index
from het_geo.inequality.slope import _root
from tests.sampled import tried
from tests.unit.long_hand import TURNS, fit, quantile_range, refitted

TAILS = (0.025, 0.975)
COUNTS = {
    "many events": ([900, 800, 700, 500, 400], [3000, 2800, 3100, 3050, 2900]),
    "few events": ([9, 6, 4, 2, 1], [300, 280, 310, 305, 290]),
    "nearly everyone": ([299, 279, 300, 290, 270], [300, 280, 310, 305, 290]),
    "two groups": ([20, 8], [100, 150]),
    "ten groups": (
        [20, 18, 18, 15, 14, 13, 9, 9, 7, 5],
        [90, 150, 90, 80, 95, 90, 99, 70, 140, 99],
    ),
}
CASES = [(scale, counts) for scale in ("log", "logit") for counts in COUNTS]


def groups_of(scale, counts):
    x, n = (np.array(part, dtype=float) for part in COUNTS[counts])
    value, lower, upper = intervals.rate(x, n) if scale == "log" else intervals.proportion(x, n)
    return pd.DataFrame({"value": value, "lower": lower, "upper": upper, "people": n})


def slope_of(table, scale, **options):
    return slope_index(
        table["value"],
        table["people"],
        lower=table["lower"],
        upper=table["upper"],
        scale=scale,
        **options,
    )


def assert_in(found, drawn, tail, more=0):
    low, high = quantile_range(drawn, tail, more=more)
    assert low <= found <= high


@pytest.mark.parametrize(("scale", "counts"), CASES)
@pytest.mark.in_turn
def test_are_the_limits_those_of_draws(scale, counts):
    table = groups_of(scale, counts)
    start, end = refitted(table, scale)
    found = slope_of(table, scale, multiplier=-100)
    for limit, tail in zip((found.sii_lower, found.sii_upper), TAILS):
        assert_in(limit, -100 * (end - start), tail)
    plain = slope_of(table, scale)
    assert (plain.sii_lower, plain.sii_upper) == pytest.approx(
        (-found.sii_upper / 100, -found.sii_lower / 100)
    )


@pytest.mark.parametrize(
    ("scale", "counts"),
    [case for case in CASES if case[1] in ("many events", "nearly everyone")],
)
def test_are_the_ratios_limits_those_of_draws(scale, counts):
    table = groups_of(scale, counts)
    start, end = refitted(table, scale)
    assert (start > 0).all()
    assert (end > 0).all()
    found, turned = slope_of(table, scale), slope_of(table, scale, multiplier=-1)
    for limit, tail in zip((found.rii_lower, found.rii_upper), TAILS):
        assert_in(limit, end / start, tail)
    for limit, tail in zip((turned.rii_lower, turned.rii_upper), TAILS):
        assert_in(limit, start / end, tail)


@pytest.mark.parametrize(("scale", "counts"), CASES)
@pytest.mark.in_turn
def test_does_the_transformed_line_turn_about_its_middle(scale, counts):
    table = groups_of(scale, counts)
    forward, back = TURNS[scale]
    start, end = (forward(part) for part in refitted(table, scale, transform=True))
    found = slope_of(table, scale, transform=True)
    turned = slope_of(table, scale, transform=True, multiplier=-100)
    first, last = fit(forward(table["value"].to_numpy()), table["people"])
    middle = first + last / 2  # the line at rank ½; OHID turns it there to each limit of the slope
    for i, tail in enumerate(TAILS):
        low, high = quantile_range(end - start, tail)  # the slope of 200,000 lines drawn
        ratio = (found.rii_lower, found.rii_upper)[i]
        size = (found.sii_lower, found.sii_upper)[i]
        sizes = [back(middle + s / 2) - back(middle - s / 2) for s in (low, high)]
        ratios = [back(middle + s / 2) / back(middle - s / 2) for s in (low, high)]
        assert sizes[0] <= size <= sizes[1]
        assert ratios[0] <= ratio <= ratios[1]
    assert (turned.sii_lower, turned.sii_upper) == pytest.approx(
        (-100 * found.sii_upper, -100 * found.sii_lower)
    )
    assert (turned.rii_lower, turned.rii_upper) == pytest.approx(
        (1 / found.rii_upper, 1 / found.rii_lower)
    )


def test_has_a_transformed_line_no_limits_where_a_limit_lies_at_the_edge():
    found = slope_index(
        [0.5, 2, 3], [1, 1, 1], lower=[0, 1.8, 2.5], upper=[1, 2.3, 3.5], scale="log",
        transform=True,
    )  # fmt: skip
    assert found.sii is not None
    assert (found.sii_lower, found.sii_upper) == (None, None)
    assert "edge of the scale" in found.reason


def test_are_the_normal_ratios_limits_those_of_draws():
    table = groups_of("log", "many events")
    table["lower"] = table["value"] - 0.03
    table["upper"] = table["value"] + 0.03
    start, end = refitted(table, "raw")
    found = slope_of(table, "raw")
    for limit, tail in zip((found.rii_lower, found.rii_upper), TAILS):
        assert_in(limit, end / start, tail)


def test_do_other_confidences_give_other_limits():
    table = groups_of("logit", "many events")
    start, end = refitted(table, "logit")
    found = slope_of(table, "logit", confidence=0.8)
    for limit, tail in zip((found.sii_lower, found.sii_upper), (0.1, 0.9)):
        assert_in(limit, end - start, tail)


def test_does_a_group_without_events_count_as_normal_cut_at_nought():
    # 0 events have no logarithm: drawn on the raw scale, cut at 0 (as het_geo.scales says)
    table = groups_of("log", "few events")
    zero = intervals.rate(0, 290)
    table.loc[4, ["value", "lower", "upper"]] = [float(part) for part in zero]
    start, end = refitted_with_zero(table)
    found = slope_of(table, "log")
    for limit, tail in zip((found.sii_lower, found.sii_upper), TAILS):
        assert_in(limit, end - start, tail)


def refitted_with_zero(table, draws=200_000):
    noise = np.random.default_rng(11).standard_normal((5, draws))
    some = table.loc[:3]
    error = (np.log(some["upper"]) - np.log(some["lower"])) / (2 * 1.959964)
    known = np.exp(
        np.log(some["value"]).to_numpy()[:, None] + error.to_numpy()[:, None] * noise[:4]
    )
    raw = (table["upper"][4] - table["lower"][4]) / (2 * 1.959964)
    start, slope = fit(np.vstack([known, np.maximum(0, raw * noise[4])]), table["people"])
    return start, start + slope


def test_does_the_same_question_get_the_same_answer():
    table = groups_of("logit", "few events")
    for transform in (False, True):
        assert slope_of(table, "logit", transform=transform) == slope_of(
            table, "logit", transform=transform
        )


def test_are_the_ratios_limits_left_out_on_request_or_where_the_line_may_be_negative():
    table = groups_of("log", "many events")
    without = slope_of(table, "log", rii_limits=False)
    assert (without.rii_lower, without.rii_upper) == (None, None)
    assert without.rii == slope_of(table, "log").rii
    # fitted at rank 0: 1 ± 3, so that the ratio has no limits
    unsure = slope_index([2.0, 3.0, 4.0], [1, 1, 1], errors=[3.0, 3.0, 3.0])
    assert unsure.rii is not None
    assert (unsure.rii_lower, unsure.rii_upper) == (None, None)


def test_has_a_transformed_line_no_limits_where_its_errors_have_no_end():
    # on the log scale its ends lie about e to the 2,000th: more than a number can be
    found = slope_index([1, 2, 3], [1, 1, 1], errors=[1e3] * 3, scale="log", transform=True)
    assert found.sii == slope_index([1, 2, 3], [1, 1, 1], scale="log", transform=True).sii
    assert (found.sii_lower, found.sii_upper, found.rii_lower) == (None, None, None)
    assert found.reason == "the errors are so wide that the line's limits have no end"


def test_has_a_line_that_may_begin_at_nought_limits_and_no_ratio():
    # on the logit scale the ends may be 0 and 1: a difference of −1 to 1, and 1 ÷ 0 is no ratio
    values, people = [0.2, 0.5, 0.8], [1, 1, 1]
    found = slope_index(values, people, errors=[1e3] * 3, scale="logit", transform=True)
    assert (found.sii_lower, found.sii_upper) == (-1, 1)
    assert found.rii is not None
    assert (found.rii_lower, found.rii_upper) == (None, None)


def test_has_a_ratio_one_limit_where_the_other_lies_beyond_a_million():
    # two groups alike, middles ¼ and ¾: the ends are 1.5 × 10 − 0.5 × 5 and 1.5 × 5 − 0.5 × 10,
    # each with an error of 0.3953 × √(1.5² + 0.5²) = 0.625; the second is 2.5, 4 errors above 0
    error, sure = 0.3953, 0.999999
    found = slope_index([10.0, 5.0], [1, 1], errors=[error] * 2, confidence=sure)
    assert found.rii == pytest.approx(2.5 / 12.5)
    assert found.rii_lower is None  # a chance of 3 in 100,000 that it is below 0, of 1 in 2,000,000
    # Fieller's other limit r: Y₁ − r·Y₀ is z errors below 0
    r = found.rii_upper
    mean = 5 * (1.5 + 0.5 * r) - 10 * (0.5 + 1.5 * r)
    assert mean / (error * np.hypot(1.5 + 0.5 * r, 0.5 + 1.5 * r)) == pytest.approx(
        -intervals.z_value(sure)
    )


@pytest.mark.parametrize(("away", "limited"), [(3.8, True), (3.6, False), (2.5, False)])
def test_has_a_ratio_limits_where_an_end_is_below_0_by_a_chance_of_1_in_10000_at_most(
    away, limited
):
    # the ends are 12.5 and 2.5 (as above); 3.72 errors above 0 are a chance of 1 in 10,000
    error = 2.5 / away / np.hypot(1.5, 0.5)
    found = slope_index([10.0, 5.0], [1, 1], errors=[error] * 2)
    assert found.sii_lower is not None
    assert [part is not None for part in (found.rii_lower, found.rii_upper)] == [limited] * 2


@pytest.mark.parametrize(("ratio", "found"), [(9e5, 9e5), (1e6, None), (1 / 9e5, 1 / 9e5)])
def test_has_a_ratio_no_limit_beyond_a_million(ratio, found):
    limit = _root(lambda log_ratio, tail: log_ratio - np.log(ratio) - tail, 0.0)
    assert limit == (found and pytest.approx(found))


@pytest.mark.parametrize("transform", [False, True])
def test_is_a_ratio_the_same_whatever_unit_the_difference_is_in(transform):
    table = groups_of("log", "many events")
    one, half = (slope_of(table, "log", transform=transform, multiplier=m) for m in (1, 0.5))
    assert (half.rii, half.rii_lower, half.rii_upper) == (one.rii, one.rii_lower, one.rii_upper)
    assert half.rii_lower < half.rii < half.rii_upper
    assert half.sii == one.sii / 2


@pytest.mark.parametrize("values", [[1.0, 3.0], [3.0, 1.0]])
def test_has_a_line_that_begins_or_ends_at_nought_no_ratio(values):
    # 1.5 × 1 − 0.5 × 3 = 0, and 1.5 × 3 − 0.5 × 1 = 4
    found = slope_index(values, [1, 1])
    assert sorted((found.intercept, found.end)) == pytest.approx([0, 4])
    assert found.rii is None
    assert "zero or negative at one end" in found.reason


@pytest.mark.parametrize("limits", [("lower",), ("upper",), ("lower", "upper")])
def test_are_errors_beside_limits_refused(limits):
    given = {name: [10.0, 5.0] for name in limits}
    with pytest.raises(ValueError, match="errors must not be given beside lower and upper"):
        slope_index([10.0, 5.0], [1, 1], errors=[1.0, 1.0], **given)


_TURNED = {"sii": "sii", "sii_lower": "sii_upper", "sii_upper": "sii_lower"}
_TURNED_RATIO = {"rii": "rii", "rii_lower": "rii_upper", "rii_upper": "rii_lower"}


@settings(max_examples=tried(60), deadline=None)
@given(
    st.lists(st.tuples(st.integers(0, 400), st.integers(400, 9000)), min_size=2, max_size=12),
    st.sampled_from(["raw", "log", "logit"]),
    st.booleans(),
)
def test_do_the_same_groups_the_other_way_round_turn_everything_round(counts, scale, transform):
    x, n = (np.array(part, dtype=float) for part in zip(*counts))
    value, lower, upper = intervals.proportion(x, n)
    table = pd.DataFrame({"value": value, "lower": lower, "upper": upper, "people": n})
    found = slope_of(table, scale, transform=transform)
    turned = slope_of(table[::-1], scale, transform=transform)
    for name, other in _TURNED.items():  # a fall of 3 in place of a rise of 3
        there, back = getattr(found, name), getattr(turned, other)
        assert (there is None) == (back is None)
        assert there is None or back == pytest.approx(-there, rel=1e-6, abs=1e-9)
    for name, other in _TURNED_RATIO.items():  # half as much in place of twice as much
        there, back = getattr(found, name), getattr(turned, other)
        assert (there is None) == (back is None)
        assert there is None or back == pytest.approx(1 / there, rel=1e-6)
    if found.sii_lower is not None:
        room = 1e-9 * (1 + abs(found.sii))
        assert found.sii_lower - room <= found.sii <= found.sii_upper + room
