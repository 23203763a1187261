"""How sure is a rank?"""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from het_geo.intervals import proportion
from het_geo.ranks import _held, _order, _quantile, rank_certainty
from tests.conftest import frame


def certainty(table, **options):
    return rank_certainty(table["value"], table["lower"], table["upper"], **options)


def test_are_areas_far_apart_ranked_for_certain():
    found = certainty(
        frame("""
        area | value | lower | upper
        low  | 1     | 0.9   | 1.1
        high | 9     | 8.9   | 9.1
        mid  | 5     | 4.9   | 5.1
        none | .     | .     | .
    """),
        scale="raw",
    )
    assert found[["rank", "rank_lower", "rank_upper"]].loc["high"].tolist() == [1, 1, 1]
    assert found["rank"].to_dict() == {"low": 3, "high": 1, "mid": 2}
    assert found["bracket"].to_dict() == {"low": 3, "high": 1, "mid": 2}
    assert "none" not in found.index


def test_are_areas_that_cannot_be_told_apart_in_one_bracket():
    found = certainty(
        frame("""
        area | value | lower | upper
        a    | 20    | 15    | 26
        b    | 21    | 16    | 27
        c    | 5     | 3     | 8
    """),
        scale="logit",
        top=100.0,
    )
    assert found["bracket"].to_dict() == {"a": 1, "b": 1, "c": 2}
    assert found.loc["a", "rank_lower"] == 1
    assert found.loc["a", "rank_upper"] == 2


def test_is_the_lowest_value_the_worst_where_high_is_better():
    table = frame("area | value | lower | upper\n a | 1 | 0.9 | 1.1\n b | 2 | 1.9 | 2.1")
    assert certainty(table, scale="raw", high_is_worst=False)["rank"].to_dict() == {"a": 1, "b": 2}


def test_does_the_same_question_get_the_same_answer():
    table = frame("area | value | lower | upper\n a | 1 | 0 | 3\n b | 2 | 1 | 3")
    pd.testing.assert_frame_equal(certainty(table, scale="raw"), certainty(table, scale="raw"))


@given(st.lists(st.integers(0, 50), min_size=1, max_size=12))
def test_do_rank_intervals_stay_in_bounds_even_at_0_and_100_percent(counts):
    value, lower, upper = proportion(counts, 50)
    table = pd.DataFrame({"value": value, "lower": lower, "upper": upper}) * 100
    found = certainty(table, scale="logit", top=100.0, draws=200)
    assert (found["rank_lower"] >= 1).all()
    assert (found["rank_lower"] <= found["rank_upper"]).all()
    assert (found["rank_upper"] <= len(counts)).all()
    assert found["p_worst3"].between(0, 1).all()
    assert found["p_worst3"].sum() == pytest.approx(min(3, len(counts)))


@pytest.mark.parametrize(
    ("lower", "index", "message"),
    [
        (5.0, ["a"], "lower must not exceed upper"),
        (0.0, ["b"], "lower must have the index of value"),
    ],
)
def test_is_an_impossible_interval_refused(lower, index, message):
    value = pd.Series([1.0], index=["a"])
    with pytest.raises(ValueError, match=message):
        rank_certainty(value, pd.Series([lower], index=index), value + 1, scale="raw")


def test_is_a_rank_interval_the_quantile_of_the_ranks_drawn():
    drawn = np.random.default_rng(1).normal([0, 0.5, 2, 2], 1, (2_000, 4)).round(1)  # with ties
    order = _order(drawn)
    ranks = np.argsort(order, axis=1) + 1
    for part in (0.025, 0.5, 0.975):
        expected = np.quantile(ranks, part, axis=0, method="inverted_cdf")
        assert _quantile(_held(order), part).tolist() == expected.tolist()
    # ties by lot: of two areas that are alike, each comes before the other half the time
    alike = _order(np.zeros((2_000, 2)))
    assert abs((alike[:, 0] == 0).mean() - 0.5) < 0.05
