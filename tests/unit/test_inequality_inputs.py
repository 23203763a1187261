"""Is bad input refused by name, or the answer "not available" with its reason? Never a number."""

import pytest

from het_geo import inequality
from tests.conftest import frame

NAN, INF = float("nan"), float("inf")
GOOD = """
    area | value | people | group | order | lower | upper
    a    | 10    | 100    | W1    | 1     | 8     | 12
    b    | 20    | 300    | W2    | 2     | 17    | 24
    c    | 40    | 200    | W2    | 3     | 33    | 45
"""


def spread(name):
    return lambda t: getattr(inequality, name)(t["value"], t["people"]).value


def split(name):
    return lambda t: getattr(inequality, name)(t["value"], t["people"], t["group"]).total


def limited(t):
    return {"lower": t["lower"], "upper": t["upper"]}


QUESTIONS = {
    "absolute_gap": lambda t: inequality.absolute_gap(t["value"], -1, **limited(t)).value,
    "relative_gap": lambda t: inequality.relative_gap(t["value"], -1, **limited(t)).value,
    "people_to_close": lambda t: inequality.people_to_close(t["value"], t["people"], -1).value,
    "slope_index": lambda t: inequality.slope_index(t["value"], t["people"], **limited(t)).sii,
    "concentration_index": lambda t: (
        inequality.concentration_index(t["value"], t["people"], t["order"]).value
    ),
    "gini": spread("gini"),
    "between_group_variance": spread("between_group_variance"),
    "index_of_disparity": spread("index_of_disparity"),
    "theil": split("theil"),
    "mean_log_deviation": split("mean_log_deviation"),
}
ALL = sorted(QUESTIONS)
LIMITED = ["absolute_gap", "relative_gap", "slope_index"]
WEIGHTED = [name for name in ALL if not name.endswith("_gap")]
LEAVING_OUT = [name for name in WEIGHTED if name != "slope_index"]  # it needs every group
SPREAD = [name for name in LEAVING_OUT if name != "people_to_close"]
RELATIVE = [name for name in SPREAD if name != "between_group_variance"]


def asked(name, **changes):
    """Ask a question of the good table with some columns changed."""
    return QUESTIONS[name](frame(GOOD).assign(**changes))


@pytest.mark.parametrize("name", ALL)
def test_is_the_good_table_answered(name):
    assert asked(name) is not None


def refusals():
    """Every way to spoil a column, and the questions that take it."""
    for name in ALL:
        yield name, {"value": [10, INF, 40]}, "values must be finite"
    for name in WEIGHTED:
        yield name, {"people": [100, -1, 200]}, "weights must not be negative"
        yield name, {"people": [100, INF, 200]}, "weights must be finite"
    for name in LEAVING_OUT:
        yield name, {"people": [100, NAN, 200]}, "weights must not be missing"
        yield name, {"people": [0, 0, 0]}, "weights must not all be zero"
    for name in LIMITED:
        yield name, {"lower": [8, 25, 33]}, "lower must not exceed upper"
        yield name, {"lower": [8, -INF, 33]}, "lower must be finite"
        yield name, {"upper": [12, INF, 45]}, "upper must be finite"
    yield "concentration_index", {"order": [1, INF, 2]}, "order must be finite"
    for name in ("theil", "mean_log_deviation"):
        yield name, {"group": ["W1", None, "W2"]}, "groups must not be missing"


@pytest.mark.parametrize(("name", "changes", "message"), list(refusals()))
def test_is_an_impossible_number_refused_by_name(name, changes, message):
    with pytest.raises(ValueError, match=message):
        asked(name, **changes)


@pytest.mark.parametrize("name", WEIGHTED)
def test_are_other_areas_or_too_few_refused_by_name_and_another_order_the_same_question(name):
    table = frame(GOOD)
    value, people, rest = table["value"], table["people"], [table["group"]]
    if name == "concentration_index":
        rest = [table["order"]]
    elif name == "people_to_close":
        rest = [-1]
    elif name not in ("theil", "mean_log_deviation"):
        rest = []
    measure = getattr(inequality, name)
    with pytest.raises(ValueError, match="weights must have the index of values"):
        measure(value, people.rename({"c": "z"}), *rest)
    with pytest.raises(ValueError, match="weights must be as long as values"):
        measure(value, [100, 300], *rest)
    mixed = number_of(measure(value, people[["b", "a", "c"]], *rest))
    assert mixed == number_of(measure(value, people, *rest))


@pytest.mark.parametrize("name", ALL)
def test_is_one_area_twice_refused(name):
    with pytest.raises(ValueError, match="values must not have one area twice"):
        QUESTIONS[name](frame(GOOD).rename({"b": "a"}))


@pytest.mark.parametrize("name", LIMITED)
def test_are_limits_of_other_areas_refused_by_name(name):
    table = frame(GOOD)
    second = table["people"] if name == "slope_index" else -1
    measure, other = getattr(inequality, name), {"a": "z"}
    with pytest.raises(ValueError, match="lower must have the index of values"):
        measure(table["value"], second, lower=table["lower"].rename(other), upper=table["upper"])
    with pytest.raises(ValueError, match="upper must have the index of values"):
        measure(table["value"], second, lower=table["lower"], upper=table["upper"].rename(other))


def refused_results(table):
    """Ask every question of a table and return those that gave no number, with their results."""
    value, people = table["value"], table["people"]
    yield "absolute_gap", inequality.absolute_gap(value, -1)
    yield "relative_gap", inequality.relative_gap(value, 1)
    yield "people_to_close", inequality.people_to_close(value, people, -1)
    yield "slope_index", inequality.slope_index(value, people)
    yield "concentration_index", inequality.concentration_index(value, people, table["order"])
    for name in ("gini", "between_group_variance", "index_of_disparity"):
        yield name, getattr(inequality, name)(value, people)
    for name in ("theil", "mean_log_deviation"):
        yield name, getattr(inequality, name)(value, people, table["group"])


def number_of(result):
    return next(
        getattr(result, part) for part in ("value", "sii", "total") if hasattr(result, part)
    )


@pytest.mark.parametrize("known", [0, 1])
def test_is_nothing_available_of_fewer_than_two_areas_and_the_reason_said(known):
    table = frame(GOOD)
    table.loc[table.index[known:], "value"] = NAN
    for name, result in refused_results(table):
        assert number_of(result) is None, name
        assert result.reason, name
        if name != "slope_index":
            assert result.left_out == 3 - known, name


@pytest.mark.parametrize("name", ALL)
def test_is_an_empty_table_not_available(name):
    assert QUESTIONS[name](frame(GOOD)[:0]) is None


@pytest.mark.parametrize("name", RELATIVE)
def test_is_nothing_relative_available_without_a_mean_or_with_negative_values(name):
    for values in ([0, 0, 0], [-10, 20, 30], [-10, -20, -30]):
        assert asked(name, value=values) is None
        reason = dict(refused_results(frame(GOOD).assign(value=values)))[name].reason
        assert reason


@pytest.mark.parametrize("name", SPREAD)
def test_is_there_no_inequality_where_all_areas_are_equal(name):
    assert asked(name, value=[8, 8, 8]) == pytest.approx(0, abs=1e-12)


@pytest.mark.parametrize(
    ("name", "value", "expected"),
    [
        ("absolute_gap", [8, 8, 8], 0),
        ("absolute_gap", [0, 0, 0], 0),
        ("relative_gap", [8, 8, 8], 1),
        ("relative_gap", [0, 0, 0], None),
        ("relative_gap", [-8, 4, 4], None),
        ("people_to_close", [8, 8, 8], 0),
        ("people_to_close", [0, 0, 0], 0),
        ("slope_index", [8, 8, 8], 0),
        ("slope_index", [0, 0, 0], 0),
        ("between_group_variance", [0, 0, 0], 0),
        ("mean_log_deviation", [0, 4, 8], None),
    ],
)
def test_what_is_a_gap_of_equal_or_zero_areas(name, value, expected):
    found = asked(name, value=value, lower=[NAN] * 3, upper=[NAN] * 3)
    assert found == (None if expected is None else pytest.approx(expected, abs=1e-9))


def test_has_nothing_a_share_where_there_are_no_people_to_divide_by():
    found = inequality.people_to_close([0.0, 0.0], [1, 2], -1)
    assert (found.value, found.fraction) == (0, None)
    undirected = inequality.people_to_close([1.0, 2.0], [1, 2], 0)
    assert undirected.value is None
    assert "neither high nor low is better" in undirected.reason


@pytest.mark.parametrize("polarity", [2, -3, 0.5, NAN])
def test_is_an_impossible_direction_refused(polarity):
    for gap in (inequality.absolute_gap, inequality.relative_gap):
        with pytest.raises(ValueError, match="polarity must be -1, 0 or 1"):
            gap([1.0, 2.0], polarity)


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"multiplier": 0}, "multiplier must be finite and not zero"),
        ({"scale": "sqrt"}, "scale must be one of"),
        ({"scale": "logit"}, "values must lie between 0 and 1 on the logit scale"),
        ({"errors": [1, -1, 1]}, "errors must not be negative"),
        ({"errors": [1, INF, 1]}, "errors must be finite"),
        ({"errors": [1, 1, 1], "confidence": 95}, "confidence must lie between 0 and 1"),
    ],
)
def test_is_an_impossible_slope_refused_by_name(options, message):
    with pytest.raises(ValueError, match=message):
        inequality.slope_index([1.0, 2.0, 3.0], [1, 1, 1], **options)


@pytest.mark.parametrize("multiplier", [0, -100, NAN])
def test_is_an_impossible_multiplier_of_people_refused(multiplier):
    with pytest.raises(ValueError, match="multiplier must be positive"):
        inequality.people_to_close([1.0, 2.0], [1, 2], -1, multiplier=multiplier)
