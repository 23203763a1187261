"""Does the library refuse what is wrong by one policy (decision 16), and pair columns by names?"""

import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from het_geo import inequality, intervals
from het_geo.compare import verdict
from het_geo.inequality import people_to_benchmark, people_to_close, quantile_groups
from het_geo.ranks import could_be, rank_certainty
from het_geo.trends import Direction, gap_trend, recent_trend
from tests.sampled import tried
from tests.unit.questions import AREAS, QUESTIONS

NAN, INF = math.nan, math.inf
# Each question with each of its columns but the first, which the others are paired with.
PAIRS = [(name, column) for name, q in QUESTIONS.items() for column in list(q.columns)[1:]]
LIMITED = {name: q for name, q in QUESTIONS.items() if {"lower", "upper"} < set(q.columns)}


@pytest.mark.parametrize(("name", "column"), PAIRS)
def test_is_a_column_in_another_order_the_same_question(name, column):
    question = QUESTIONS[name]
    mixed = question.columns[column].loc[list("cebda")]
    assert question.answer(**{column: mixed}) == question.answer()


@pytest.mark.parametrize(("name", "column"), PAIRS)
def test_is_a_column_of_other_areas_refused_by_name(name, column):
    question = QUESTIONS[name]
    given_one = question.columns[column]
    first = "rii" if column.startswith("rii_") else next(iter(question.columns))
    for other in (given_one.rename({"a": "z"}), given_one[:4], given_one.rename({"a": "b"})):
        with pytest.raises(ValueError, match=f"^{column} must have the index of {first}$"):
            question.answer(**{column: other})


def test_do_areas_in_another_order_get_the_same_ranks_and_the_same_people():
    ranks, people = QUESTIONS["rank_certainty"], QUESTIONS["people_to_close"]
    mixed = AREAS.loc[list("cebda")]
    parts = {name: mixed[name] for name in ("lower", "upper")}
    assert ranks.answer(value=mixed["value"], **parts) == ranks.answer()  # area by area
    found = people.answer(values=mixed["value"], weights=mixed["people"], **parts)
    assert found == pytest.approx(people.answer())


@pytest.mark.parametrize("name", LIMITED)
def test_is_a_value_outside_its_own_limits_refused_but_for_rounding(name):
    question = LIMITED[name]
    if name == "verdicts":  # it is given limits alone
        return
    first, value = next(iter(question.columns)), AREAS["value"]
    for side, sign in (("lower", 1), ("upper", -1)):
        # nine significant digits are written: half a unit of the ninth is no more than 5e-9 of it
        question.answer(**{side: value * (1 + sign * 5e-9)})
        with pytest.raises(ValueError, match=f"^{first} must lie between lower and upper$"):
            question.answer(**{side: value * (1 + sign * 1e-4)})


@pytest.mark.parametrize("name", LIMITED)
def test_are_crossed_or_half_limits_refused_by_name(name):
    with pytest.raises(ValueError, match=r"^lower must not exceed upper$"):
        LIMITED[name].answer(lower=AREAS["upper"] + 1)
    if name == "verdicts":
        return
    with pytest.raises(ValueError, match=r"^lower and upper must be given together$"):
        LIMITED[name].answer(upper=None)


def test_are_two_tables_paired_by_their_rows_and_by_their_columns():
    years = ["2011", "2021"]
    x = pd.DataFrame([[1.0, 2.0], [3.0, 4.0]], index=["a", "b"], columns=years)
    n = pd.DataFrame([[10.0, 40.0], [60.0, 50.0]], index=["a", "b"], columns=years)
    mixed = n.loc[["b", "a"], ["2021", "2011"]]
    # 1 ÷ 10, 2 ÷ 40, 3 ÷ 60, 4 ÷ 50, in the order of x
    expected = [[0.1, 0.05], [0.05, 0.08]]
    assert intervals.rate(x, mixed, 1).value == pytest.approx(np.array(expected))
    for axis, name in (("index", "a"), ("columns", "2011")):
        with pytest.raises(ValueError, match=r"^n must have the index of x$"):
            intervals.rate(x, n.rename(**{axis: {name: "z"}}), 1)


@pytest.mark.parametrize("limits", [(-1.0, -1e-9), (1e-9, 1.0)])
def test_is_a_value_that_is_as_far_outside_as_rounding_may_be_no_fault(limits):
    # the room is a millionth of the value and 1e-9: of 0 it is 1e-9, and 0 stands just there
    lower, upper = ([limit, limit] for limit in limits)
    found = inequality.absolute_gap([0.0, 0.0], -1, lower=lower, upper=upper)
    assert found.value == 0
    with pytest.raises(ValueError, match=r"^values must lie between lower and upper$"):
        inequality.absolute_gap(
            [0.0, 0.0], -1, lower=[2 * low for low in lower], upper=[2 * high for high in upper]
        )


V = pd.Series([0.2, 0.4, 0.3, 0.5, 0.6])
WIDE = {"lower": V - 0.1, "upper": V + 0.1}
PART = {"lower": [0.1] * 5, "upper": [0.9] * 5}


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: rank_certainty(V, **WIDE, scale="root"), "scale must be one of logit, log, raw"),
        (lambda: rank_certainty(V, V - 0.3, V + 0.1, scale="logit"), "lower must lie between 0"),
        (lambda: rank_certainty(V, V - 0.1, V + 0.5, scale="logit"), "upper must lie between 0"),
        (lambda: rank_certainty(V, V - 0.3, V + 0.1, scale="log"), "lower must lie between 0"),
        (
            lambda: rank_certainty(V, **WIDE, scale="logit", top=0),
            "top must be positive and finite",
        ),
        (lambda: rank_certainty(V, **WIDE, scale="raw", draws=2.5), "draws must be a whole number"),
        (lambda: inequality.slope_index(V, V, **WIDE, scale="x"), "scale must be one of"),
        (lambda: inequality.slope_index(V, V, lower=V - 1, upper=V + 1, scale="log"), "lower must"),
        (lambda: recent_trend(V, **WIDE, kind="share"), "kind must be one of proportion, rate"),
        (
            lambda: recent_trend(V, **WIDE, numerator=[3] * 5, denominator=[2] * 5),
            "numerator must not exceed denominator",
        ),
        (lambda: recent_trend(V, **WIDE, numerator=V), "numerator and denominator must be given"),
        (
            lambda: recent_trend(V, **WIDE, kind="rate", numerator=-V, denominator=V),
            "numerator must not be negative",
        ),
        (lambda: gap_trend(V, rii=V, rii_lower=V + 1, rii_upper=V), "rii_lower must not exceed"),
        (lambda: gap_trend(V, rii=V, rii_lower=V + 1, rii_upper=V + 2), "rii must lie between"),
        (lambda: gap_trend(V, rii_lower=V, rii_upper=V), "rii must be given with"),
        (lambda: intervals.rate(1, 2, INF), "multiplier must be positive and finite"),
        (lambda: intervals.rate(1, 2, NAN), "multiplier must be positive and finite"),
        (lambda: intervals.dsr([9, 9], [20, 20], [1, 1], INF), "multiplier must be positive and"),
        (lambda: people_to_close(V, V, -1, multiplier=INF), "multiplier must be positive and"),
        (lambda: people_to_benchmark(1, 1, INF, -1), "benchmark must be finite"),
        (lambda: intervals.rate([1, 2], [1, 2, 3]), "n must have the shape of x"),
        (lambda: intervals.rate(["a"], [1]), "x must be numbers"),
        (lambda: quantile_groups(V, NAN), "k must be a whole number, at least 2"),
        (lambda: quantile_groups(V, INF), "k must be a whole number, at least 2"),
        (lambda: quantile_groups([[1.0, 2.0]], 2), "values must be one column"),
        (lambda: could_be(V, sure=2), "sure must lie between 0 and 1"),
        (lambda: could_be(-V), "chance must lie between 0 and 1"),
        (lambda: verdict(3, 2, 1, -1), "lower must not exceed upper"),
        (lambda: verdict(1, 2, 1, -2), "polarity must be -1, 0 or 1"),
        (lambda: verdict(1, 2, INF, -1), "lower, upper and benchmark must be finite"),
    ],
)
def test_is_what_cannot_be_refused_by_name(call, message):
    with pytest.raises(ValueError, match=f"^{message}"):
        call()


def test_has_a_negative_share_no_people_to_count():
    # −1 and 2 of each: "3 more than −1", of a total of 1, was a fraction of 3
    found = people_to_close([-1, 2], [1, 1], -1)
    assert (found.value, found.fraction, found.reason) == (None, None, "a value is negative")
    assert people_to_benchmark(-1, 100, 2, 1) is None


@pytest.mark.parametrize("ends", [(1.5, -2.0), (0.0, 1.5), (-1.0, -2.0)])
def test_has_no_ratio_of_two_ends_a_direction(ends):
    found = gap_trend(pd.Series([4.0, 5.0]), rii=pd.Series(ends))
    assert found.relative == Direction.UNJUDGED
    assert "zero or negative" in found.relative_reason
    assert not found.disagree


@pytest.mark.parametrize("kind", ["rate", "dsr"])
def test_may_a_rate_have_more_events_than_people(kind):
    # crimes for each resident of a town centre: 3, 4, 5, 6 and 7
    value = pd.Series([3.0, 4, 5, 6, 7])
    found = recent_trend(
        value, value - 0.1, value + 0.1, kind=kind, numerator=value * 9, denominator=[9.0] * 5
    )
    assert found.direction == Direction.UP


def flat(found):
    """Return the numbers and words of an answer in one list."""
    parts = found.values() if isinstance(found, dict) else found
    if isinstance(found, dict | list):
        return [number for part in parts for number in flat(part)]
    return [found]


def test_does_an_area_without_people_stop_no_other():
    # c has nobody, whatever is said of it: the others are answered, and it is counted
    for value, lower, upper in ((-9, NAN, NAN), (0, 0, 0), (NAN, NAN, NAN), (0.9, 0.8, 1)):
        changes = {"value": value, "lower": lower, "upper": upper, "people": 0}
        table = AREAS.assign(**{name: AREAS[name].where(AREAS.index != "c", other)
                                for name, other in changes.items()})  # fmt: skip
        rest = AREAS.drop("c")
        for name in ("gini", "theil", "mean_log_deviation", "people_to_close", "slope_index"):
            question = QUESTIONS[name]
            if name == "slope_index" and value == -9:
                continue  # off the scale: refused
            pick = {"values": "value", "weights": "people", "groups": "group"}
            new, old = (
                question.answer(**{n: t[pick.get(n, n)] for n in question.columns})
                for t in (table, rest)
            )
            assert new.pop("left_out") == old.pop("left_out") + 1
            assert flat(new) == pytest.approx(flat(old)), name


@settings(max_examples=tried(60), deadline=None)
@given(st.lists(st.floats(-1e18, 1e18), min_size=3, max_size=9), st.integers(2, 3))
def test_are_groups_from_the_highest_down_those_of_the_values_turned_round(values, k):
    down = quantile_groups(values, k, invert=True).tolist()
    assert down == quantile_groups([-y for y in values], k).tolist()


NASTY = [NAN, INF, -INF, -1.0, 0.0, 1.0, 1.0, 0.5, 0.25, 1e-9, 1e9, 2.0]
columns = st.lists(st.sampled_from(NASTY), min_size=5, max_size=5)
WORDS = {name for q in QUESTIONS.values() for name in [*q.columns, *q.options]}


@settings(max_examples=tried(400), deadline=None, suppress_health_check=list(HealthCheck))
@given(st.sampled_from(sorted(QUESTIONS)), st.data())
def test_is_a_strange_column_refused_by_name_or_answered_without_an_infinite_number(name, data):
    question = QUESTIONS[name]
    spoilt = data.draw(st.lists(st.sampled_from(list(question.columns)), min_size=1, max_size=3))
    changes = {
        column: pd.Series(data.draw(columns), index=AREAS.index)
        for column in spoilt
        if column not in ("groups", "counts")
    }
    with np.errstate(all="ignore"):
        found, error = tried(question, changes)
    if error:
        assert error.split()[0].strip(",") in WORDS, error
        return
    assert not [part for part in flat(found) if isinstance(part, float) and math.isinf(part)]
    main = next((found[n] for n in ("value", "sii", "total") if n in found), 0)
    assert main is not None or found["reason"]


def tried(question, changes):
    """Return an answer, or the words in which it is refused."""
    try:
        return question.answer(**changes), ""
    except ValueError as error:
        return None, str(error)
