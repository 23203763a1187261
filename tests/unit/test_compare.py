"""Better, similar or worse: which word for which limits?"""

import numpy as np
import pandas as pd
import pytest

from het_geo.compare import Verdict, verdict, verdicts
from tests.conftest import frame

AREAS = frame("""
    area  | lower | upper
    above | 11    | 13
    round | 9     | 11
    below | 5     | 8
    none  | .     | .
""")


@pytest.mark.parametrize(
    ("polarity", "expected"),
    [
        (-1, ["worse", "similar", "better", "not compared"]),
        (+1, ["better", "similar", "worse", "not compared"]),
        (0, ["higher", "similar", "lower", "not compared"]),
    ],
)
def test_does_polarity_choose_the_word(polarity, expected):
    assert verdicts(AREAS["lower"], AREAS["upper"], 10.0, polarity).tolist() == expected


def test_is_a_limit_that_touches_the_benchmark_similar():
    touching = pd.Series([10.0]), pd.Series([12.0])
    assert verdicts(*touching, 10.0, -1).tolist() == ["similar"]


def test_is_an_area_never_compared_with_itself():
    found = verdicts(AREAS["lower"], AREAS["upper"], 10.0, -1, itself="above")
    assert found["above"] == "not compared"


def test_is_nothing_compared_with_a_benchmark_that_has_no_value():
    assert set(verdicts(AREAS["lower"], AREAS["upper"], float("nan"), -1)) == {"not compared"}


def test_does_every_verdict_have_a_phrase():
    assert [v.phrase for v in Verdict] == [
        "better than", "similar to", "worse than", "higher than", "lower than", "not compared with",
    ]  # fmt: skip


def test_is_one_verdict_that_of_many():
    lower, upper = (pd.Series(part) for part in ([1.0, 3.0, 5.0, np.nan], [2.0, 4.0, 6.0, 9.0]))
    for polarity in (-1, 0, 1):
        for benchmark in (0.0, 2.0, 3.5, 5.0, 7.0, np.nan):
            many = verdicts(lower, upper, benchmark, polarity)
            one = [verdict(a, b, benchmark, polarity) for a, b in zip(lower, upper, strict=True)]
            assert one == many.tolist()


def test_has_every_verdict_a_mark_of_its_own_so_that_colour_is_never_alone():
    marks = {verdict.value: verdict.mark for verdict in Verdict}
    assert marks == {
        "better": "▼", "similar": "●", "worse": "▲",
        "higher": "△", "lower": "▽", "not compared": "–",
    }  # fmt: skip
