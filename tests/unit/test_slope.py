"""How steep is the gap across all groups? (docs/methods.md#slope-index-of-inequality)"""

import numpy as np
import pytest
import statsmodels.api as sm
from hypothesis import given, settings
from hypothesis import strategies as st

from het_geo.inequality import slope_index
from het_geo.inequality.slope import line
from tests.conftest import frame
from tests.sampled import tried
from tests.unit import long_hand
from tests.unit.long_hand import Z95, areas

FEW = settings(max_examples=tried(50), deadline=None)
EQUAL = "group | value | people\n most | 30 | 100\n middle | 20 | 100\n least | 10 | 100"
# OHID's example of phe_sii: life expectancy by tenth, the most deprived first
OHID = """
    tenth | people | value | lower | upper | error
    d1    | 7291   | 75.9  | 72.7  | 79.1  | 1.64
    d2    | 7997   | 78.3  | 75.3  | 81.4  | 1.58
    d3    | 6105   | 83.8  | 80.9  | 86.8  | 1.51
    d4    | 7666   | 83.6  | 80.2  | 87.1  | 1.78
    d5    | 5790   | 80.5  | 77.1  | 83.8  | 1.7
    d6    | 6934   | 81.1  | 78    | 84.2  | 1.56
    d7    | 5918   | 81.7  | 79    | 84.4  | 1.37
    d8    | 5974   | 84.2  | 81.4  | 86.9  | 1.4
    d9    | 7147   | 80.6  | 75.8  | 85.4  | 2.43
    d10   | 7534   | 86.3  | 83.2  | 89.4  | 1.57
"""


def test_is_the_slope_of_three_equal_groups_what_the_pencil_says():
    table = frame(EQUAL)
    found = slope_index(table["value"], table["people"])
    # middles 1/6, 3/6, 5/6: the line falls by 10 every third
    assert found.sii == pytest.approx(-10 / (1 / 3))
    assert found.intercept == pytest.approx(30 + 10 / 2)
    assert found.end == pytest.approx(10 - 10 / 2)
    assert found.rii == pytest.approx((35 - 30) / 35)
    assert (found.sii_lower, found.sii_upper, found.rii_lower, found.rii_upper) == (None,) * 4


def test_are_the_lines_of_many_columns_of_people_those_of_each_alone():
    people = np.array([[100.0, 7.0], [100.0, 2.0], [100.0, 1.0]])
    found = line(people)
    # three alike, middles 1/6, 3/6, 5/6: share 1/3 times ∓1/3, over 2 × 1/3 × (1/3)² = 2/27
    assert found.slope[:, 0] == pytest.approx([-1.5, 0, 1.5])
    assert found.intercept[:, 0] == pytest.approx([1 / 3 + 0.75, 1 / 3, 1 / 3 - 0.75])
    for column in (0, 1):
        alone = line(people[:, column])
        assert found.slope[:, column] == pytest.approx(alone.slope)
        assert found.intercept[:, column] == pytest.approx(alone.intercept)


def test_does_a_negative_multiplier_turn_both_indexes():
    table = frame(EQUAL)
    found = slope_index(table["value"], table["people"], multiplier=-100)
    assert found.sii == pytest.approx(100 * 30)
    assert found.rii == pytest.approx(35 / 5)
    assert (found.intercept, found.end) == pytest.approx((35, 5))  # in the values' unit


@pytest.mark.parametrize("given_as", ["errors", "limits"])
def test_is_ohids_example_the_weighted_regression_of_statsmodels(given_as):
    table = frame(OHID)
    share = table["people"] / table["people"].sum()
    middle = share.cumsum() - share / 2
    other = sm.WLS(table["value"], sm.add_constant(middle), weights=share).fit()
    start, slope = other.params.to_numpy()
    errors = table["error"]
    options = {"errors": errors}
    if given_as == "limits":
        errors = (table["upper"] - table["lower"]) / (2 * 1.959964)
        options = {"lower": table["lower"], "upper": table["upper"]}
    found = slope_index(table["value"], table["people"], **options)
    assert (found.sii, found.intercept) == pytest.approx((slope, start))
    assert found.rii == pytest.approx((start + slope) / start)
    # slope ± z √(Σ kᵢ² seᵢ²): the pseudo-inverse of the regression holds the weights kᵢ
    design = np.sqrt(share.to_numpy())[:, None] * sm.add_constant(middle).to_numpy()
    k = np.linalg.pinv(design)[1] * np.sqrt(share.to_numpy())
    reach = Z95 * np.sqrt((k**2 * errors.to_numpy() ** 2).sum())
    assert (found.sii_lower, found.sii_upper) == pytest.approx((slope - reach, slope + reach))


@FEW
@given(areas)
def test_is_the_line_the_regression_of_root_a_times_y(rows):
    start, slope = long_hand.fit(*rows)
    size = max(rows[0])
    found = slope_index(*rows)
    assert found.sii == pytest.approx(slope, rel=1e-6, abs=1e-6 * size)
    assert found.intercept == pytest.approx(start, rel=1e-6, abs=1e-6 * size)
    assert found.end == pytest.approx(start + slope, rel=1e-6, abs=1e-6 * size)


@FEW
@given(areas)
def test_is_there_a_ratio_only_where_both_ends_are_positive(rows):
    found = slope_index(*rows)
    if found.intercept <= 0 or found.end <= 0:
        assert found.rii is None
        assert found.reason
    else:
        assert found.rii == pytest.approx((found.intercept + found.sii) / found.intercept)
        assert slope_index(*rows, multiplier=-1).rii == pytest.approx(1 / found.rii)


@FEW
@given(areas, st.floats(0.1, 100), st.floats(0, 100), st.floats(0.01, 100))
def test_does_the_slope_follow_its_unit_and_not_the_number_of_people(rows, times, c, people):
    values, weights = rows
    found, size = slope_index(values, weights).sii, max(values)
    larger = slope_index([times * y for y in values], weights).sii
    assert larger == pytest.approx(times * found, rel=1e-6, abs=1e-6 * times * size)
    assert slope_index([y + c for y in values], weights).sii == pytest.approx(
        found, rel=1e-6, abs=1e-6 * (size + c)
    )
    assert slope_index(values, [people * n for n in weights]).sii == pytest.approx(
        found, rel=1e-6, abs=1e-6 * size
    )


@FEW
@given(areas, st.floats(0.01, 10))
def test_do_errors_only_widen_the_limits_about_the_slope(rows, error):
    errors = [error] * len(rows[0])
    found = slope_index(*rows, errors=errors)
    wide = slope_index(*rows, errors=[2 * se for se in errors])
    reach = found.sii_upper - found.sii
    assert found.sii - found.sii_lower == pytest.approx(reach, rel=1e-6)
    assert wide.sii_upper - wide.sii == pytest.approx(2 * reach, rel=1e-6)
    assert slope_index(*rows, errors=errors, confidence=0.5).sii_upper < found.sii_upper


@pytest.mark.parametrize("scale", ["log", "logit"])
def test_is_the_transformed_line_turned_back_at_both_ends(scale):
    table = frame("""
        group | value | people
        g1    | 0.4   | 120
        g2    | 0.3   | 80
        g3    | 0.35  | 100
        g4    | 0.1   | 100
    """)
    forward, back = long_hand.TURNS[scale]
    start, slope = long_hand.fit(forward(table["value"].to_numpy()), table["people"])
    found = slope_index(table["value"], table["people"], scale=scale, transform=True, multiplier=-9)
    assert found.intercept == pytest.approx(back(start))
    assert found.end == pytest.approx(back(start + slope))
    assert found.sii == pytest.approx(-9 * (back(start + slope) - back(start)))
    assert found.rii == pytest.approx(back(start) / back(start + slope))


def test_does_the_scale_alone_not_move_the_line():
    # without transform, the scale is only where the errors are
    values, people = [0.4, 0.3, 0.1], [120, 80, 100]
    found = [slope_index(values, people, scale=s) for s in ("raw", "log", "logit")]
    assert found[0] == found[1] == found[2]


@pytest.mark.parametrize(
    ("values", "people"),
    [
        ([10.0, float("nan"), 30.0], [1, 1, 1]),
        ([10.0, 20.0, 30.0], [1, 0, 0]),
        ([10.0, 20.0, 30.0], [1, float("nan"), 1]),
        ([10.0], [5]),
        ([], []),
    ],
)
def test_is_there_no_slope_without_every_group(values, people):
    found = slope_index(values, people)
    assert (found.sii, found.rii, found.intercept) == (None, None, None)
    assert "every group needs a value and people" in found.reason


@pytest.mark.parametrize("value", [15.0, float("nan")])
def test_is_a_group_without_people_left_out_and_counted(value):
    found = slope_index([10.0, value, 30.0], [1, 0, 2])
    without = slope_index([10.0, 30.0], [1, 2])
    assert (found.sii, found.rii, found.left_out) == (without.sii, without.rii, 1)


def test_is_there_no_transformed_slope_of_a_value_at_the_edge():
    for scale, values in (("log", [0.0, 1.0, 2.0]), ("logit", [0.5, 0.7, 1.0])):
        found = slope_index(values, [1, 1, 1], scale=scale, transform=True)
        assert found.sii is None
        assert scale in found.reason


def test_is_there_no_limit_where_a_group_has_no_error():
    unknown = [0.1, float("nan"), 0.1]
    for options in ({"errors": unknown}, {"lower": unknown, "upper": [99, 99, 99]}):
        found = slope_index([10.0, 20.0, 31.0], [1, 1, 1], **options)
        assert found.sii == pytest.approx(slope_index([10.0, 20.0, 31.0], [1, 1, 1]).sii)
        assert (found.sii_lower, found.sii_upper, found.rii_lower) == (None, None, None)
