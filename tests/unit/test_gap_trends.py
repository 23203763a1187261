"""Has the gap changed? (docs/methods.md#trend-of-a-gap)"""

from math import log

import numpy as np
import pandas as pd
import pytest

from het_geo.trends import Direction, gap_trend
from tests.conftest import frame

Z = 1.959964


def gaps(first, last, *, errors=(1.0, 1.0)):
    """Make two periods' slope indexes with their limits from their standard errors."""
    sii = pd.Series([first, last], index=["2011", "2021"], dtype=float)
    reach = Z * pd.Series(errors, index=sii.index)
    return sii, sii - reach, sii + reach


@pytest.mark.parametrize(
    ("last", "errors", "expected"),
    [  # errors 3 and 4 together are 5: the change must exceed 1.96 × 5 = 9.8
        (20 + Z * 5 + 1e-6, (3, 4), Direction.UP),
        (20 + Z * 5 - 1e-6, (3, 4), Direction.NONE),
        (20 - Z * 5 - 1e-6, (3, 4), Direction.DOWN),
        (20 - Z * 5 + 1e-6, (3, 4), Direction.NONE),
        (20, (1, 1), Direction.NONE),
    ],
)
def test_has_a_gap_changed_where_its_change_exceeds_both_errors(last, errors, expected):
    found = gap_trend(*gaps(20, last, errors=errors))
    reach = Z * (errors[0] ** 2 + errors[1] ** 2) ** 0.5
    assert found.absolute == expected
    assert found.change == pytest.approx(last - 20)
    assert found.change_lower == pytest.approx(last - 20 - reach)
    assert found.change_upper == pytest.approx(last - 20 + reach)


def test_is_the_first_period_with_a_gap_compared_with_the_last():
    table = frame("""
        period | sii | lower | upper
        y2017  | .   | .     | .
        y2018  | 10  | 9     | 11
        y2019  | 50  | 49    | 51
        y2020  | .   | .     | .
        y2021  | 14  | 13    | 15
        y2022  | .   | .     | .
    """)
    found = gap_trend(table["sii"], table["lower"], table["upper"])
    assert (found.absolute, found.change) == (Direction.UP, 14 - 10)
    assert list(found.table.index) == list(table.index)
    assert found.table["sii"].isna().tolist() == table["sii"].isna().tolist()


def test_is_a_gap_without_limits_not_judged_though_its_change_is_known():
    sii, lower, upper = gaps(10, 30)
    for limits in ((None, None), (lower, upper.where(upper.index != "2011"))):
        found = gap_trend(sii, *limits)
        assert found.absolute == Direction.UNJUDGED
        assert found.change == 20
        assert (found.change_lower, found.change_upper) == (None, None)
        assert "no margin of error" in found.reason


@pytest.mark.parametrize("known", [0, 1])
def test_is_fewer_than_two_periods_not_judged(known):
    sii = pd.Series([5.0] * known + [float("nan")] * 3)
    found = gap_trend(sii, sii - 1, sii + 1)
    assert (found.absolute, found.relative) == (Direction.UNJUDGED, Direction.UNJUDGED)
    assert found.change is None
    assert "fewer than two periods" in found.reason


@pytest.mark.parametrize(
    ("sii", "rii", "absolute", "relative", "disagree"),
    [
        ((20, 10), (1.5, 1.9), Direction.DOWN, Direction.UP, True),
        ((10, 20), (1.9, 1.5), Direction.UP, Direction.DOWN, True),
        ((10, 20), (1.5, 1.9), Direction.UP, Direction.UP, False),
        ((20, 10), (1.9, 1.5), Direction.DOWN, Direction.DOWN, False),
        ((20, 10), (1.5, 1.5), Direction.DOWN, Direction.NONE, False),
    ],
)
def test_do_the_absolute_and_the_relative_gap_disagree(sii, rii, absolute, relative, disagree):
    gap = gaps(*sii)
    ratio = pd.Series(rii, index=gap[0].index)
    found = gap_trend(*gap, rii=ratio, rii_lower=ratio * 0.95, rii_upper=ratio * 1.05)
    assert (found.absolute, found.relative, found.disagree) == (absolute, relative, disagree)
    assert found.table["rii"].tolist() == list(rii)


def test_is_nothing_said_of_a_disagreement_without_every_ratio():
    gap = gaps(20, 10)
    assert not gap_trend(*gap).disagree
    unknown = gap_trend(*gap, rii=pd.Series([1.5, float("nan")], index=gap[0].index))
    assert not unknown.disagree
    assert unknown.relative == Direction.UNJUDGED


def test_is_an_impossible_gap_refused_by_name():
    sii, lower, upper = gaps(20, 10)
    with pytest.raises(ValueError, match="lower must not exceed upper"):
        gap_trend(sii, upper, lower)
    with pytest.raises(ValueError, match="upper must have the index"):
        gap_trend(sii, lower, upper.rename({"2011": "2001"}))
    with pytest.raises(ValueError, match="rii must have the index"):
        gap_trend(sii, lower, upper, rii=pd.Series([1.0, 2.0]))
    with pytest.raises(ValueError, match="sii must be finite"):
        gap_trend(sii * float("inf"), lower, upper)


@pytest.mark.parametrize("lacks", [("2011",), ("2021",), ("2011", "2021")])
@pytest.mark.parametrize("lens", ["absolute", "relative"])
def test_is_no_gap_judged_without_the_limits_of_both_ends(lens, lacks):
    sii, lower, upper = gaps(10, 30)
    ratio = pd.Series([1.5, 3.0], index=sii.index)
    held = ~sii.index.isin(lacks)
    own = {"lower": lower, "upper": upper, "rii_lower": ratio * 0.9, "rii_upper": ratio * 1.1}
    names = ("lower", "upper") if lens == "absolute" else ("rii_lower", "rii_upper")
    found = gap_trend(sii, rii=ratio, **own | {name: own[name].where(held) for name in names})
    other = "relative" if lens == "absolute" else "absolute"
    assert (getattr(found, lens), getattr(found, other)) == (Direction.UNJUDGED, Direction.UP)
    reason = found.reason if lens == "absolute" else found.relative_reason
    assert "no margin of error" in reason


def test_is_the_size_of_a_gap_compared_whichever_end_is_higher():
    found = gap_trend(*gaps(-40, -10))
    assert (found.absolute, found.change) == (Direction.DOWN, 10 - 40)


def test_has_a_gap_without_error_that_is_the_same_not_changed():
    gap = gaps(20, 20, errors=(0, 0))
    ratio = pd.Series([1.5, 1.5], index=gap[0].index)
    found = gap_trend(*gap, rii=ratio, rii_lower=ratio, rii_upper=ratio)
    assert (found.absolute, found.relative) == (Direction.NONE, Direction.NONE)
    assert (found.change, found.change_lower, found.change_upper) == (0, 0, 0)


def test_is_a_ratio_below_1_nearer_to_it_where_it_rises():
    gap = gaps(-20, -10)
    ratio = pd.Series([0.5, 0.8], index=gap[0].index)  # ln 2 = 0.69, then ln 1.25 = 0.22
    found = gap_trend(*gap, rii=ratio, rii_lower=ratio * 0.95, rii_upper=ratio * 1.05)
    assert (found.absolute, found.relative) == (Direction.DOWN, Direction.DOWN)
    assert not found.disagree


@pytest.mark.parametrize(("ratio", "lower"), [((-0.5, 1.5), 0.9), ((1.5, 0.0), 0.9), ((1.5, 2), 0)])
def test_is_a_ratio_or_limit_that_is_not_above_0_no_ratio_of_two_ends(ratio, lower):
    gap = gaps(20, 10)
    rii = pd.Series(ratio, index=gap[0].index, dtype=float)
    low = (rii * lower).where(rii > 0, rii - 1)
    found = gap_trend(*gap, rii=rii, rii_lower=low, rii_upper=rii + 1)
    assert found.relative == Direction.UNJUDGED
    assert "zero or negative" in found.relative_reason
    assert found.absolute == Direction.DOWN


def test_is_no_disagreement_told_where_a_period_between_has_no_ratio():
    sii = pd.Series([20.0, 15.0, 10.0])
    rii = pd.Series([1.5, float("nan"), 1.9])
    assert not gap_trend(sii, sii - 1, sii + 1, rii=rii).disagree
    assert gap_trend(sii, sii - 1, sii + 1, rii=rii.fillna(1.7)).disagree


@pytest.mark.parametrize(("last", "expected"), [(1.4, Direction.UP), (0.6, Direction.DOWN)])
def test_has_a_gap_below_1_changed_by_its_own_errors(last, expected):
    # 0.1 and 0.1 together are 0.141: a change of 0.4 exceeds 1.96 × 0.141 = 0.277
    assert gap_trend(*gaps(1, last, errors=(0.1, 0.1))).absolute == expected


def test_are_first_and_last_compared_whatever_lies_between_them():
    table = frame("""
        period | sii | error | rii  | of_ratio
        y2011  | 20  | 3     | 1.5  | 0.01
        y2016  | 99  | 90    | 9    | 0.9
        y2021  | 31  | 4     | 1.2  | 0.01
    """)
    reach, part = Z * table["error"], table["of_ratio"]
    sii, rii = table["sii"], table["rii"]
    found = gap_trend(
        sii, sii - reach, sii + reach,
        rii=rii, rii_lower=rii * (1 - part), rii_upper=rii * (1 + part),
    )  # fmt: skip
    # 11 ± 1.96 × 5: between 1.2 and 20.8
    assert (found.change_lower, found.change_upper) == pytest.approx((11 - Z * 5, 11 + Z * 5))
    assert (found.absolute, found.relative) == (Direction.UP, Direction.DOWN)  # from 1.5 to 1.2
    assert found.disagree is True
    assert gap_trend(sii, sii - reach, sii + reach).disagree is False  # without a ratio
    assert gap_trend(sii[:1], rii=rii[:1]).disagree is False  # without a second period
    assert gap_trend(sii, rii=rii.where(rii.index != "y2016")).disagree is False


def test_do_gaps_disagree_however_little():
    # wider by 0.1 in the unit; as a ratio 1.2, nearer to 1 than 1.3
    sii, rii = (pd.Series(part, index=["2011", "2021"]) for part in ([0.5, 0.6], [1.3, 1.2]))
    assert gap_trend(sii, rii=rii).disagree is True


def test_is_one_ratio_of_two_periods_no_change_of_it():
    sii, rii = (pd.Series(part, index=["2011", "2021"]) for part in ([5.0, 6.0], [1.3, None]))
    found = gap_trend(sii, rii=rii, rii_lower=rii - 0.1, rii_upper=rii + 0.1)
    assert (found.relative, found.relative_reason) == (
        Direction.UNJUDGED,
        "fewer than two periods have a ratio",
    )


@pytest.mark.parametrize("name", ["rii_lower", "rii_upper"])
def test_is_a_limit_of_no_ratio_refused(name):
    sii = pd.Series([5.0, 6.0], index=["2011", "2021"])
    with pytest.raises(ValueError, match="rii must be given with rii_lower and rii_upper"):
        gap_trend(sii, **{name: sii})


@pytest.mark.parametrize(("more", "expected"), [(1e-3, Direction.NONE), (-1e-3, Direction.UP)])
def test_has_a_ratio_changed_where_its_change_exceeds_both_errors(more, expected):
    # from 1.5 to 2: ln 2 − ln 1.5; errors of 0.6 and 0.8 parts are together one whole of them
    rii = pd.Series([1.5, 2.0], index=["2011", "2021"])
    reach = log(2 / 1.5) * (1 + more) * np.array([0.6, 0.8])
    limits = {"rii_lower": rii * np.exp(-reach), "rii_upper": rii * np.exp(reach)}
    sii = pd.Series([5.0, 6.0], index=rii.index)
    assert gap_trend(sii, rii=rii, **limits).relative == expected
