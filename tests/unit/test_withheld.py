"""What may be said of a sum when some of its counts are withheld?

docs/methods.md#what-is-withheld
"""

import copy
import pickle
from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from het_geo.areas import aggregate
from het_geo.bounds import Bounded, average, bounded, ends, is_sure, less
from het_geo.catalogue.rules import check_source
from het_geo.catalogue.vocabulary import Withheld
from het_geo.compare import verdict, verdicts
from het_geo.errors import CatalogueError
from het_geo.figures import NUMBERS, with_limits
from het_geo.intervals import count_limits
from het_geo.vintages import crosswalk
from tests.conftest import frame
from tests.unit.made_up import OVERCROWDING

GROUPS = pd.Series({"a": "W", "b": "W", "c": "W"})
PEOPLE = pd.Series({"a": 400.0, "b": 500.0, "c": 100.0})
COUNTED = """
    area | value | numerator | denominator | least | most      | status
    a    | 25    | 100       | 400         | .     | .         | ok
    b    | 30    | 150       | 500         | .     | .         | ok
    c    | .     | .         | 100         | 0     | 100*9/100 | suppressed
"""


def ward(figures, indicator=OVERCROWDING, people=PEOPLE):
    found = aggregate(figures, GROUPS, indicator, times=100.0, population=people)
    return found.loc["W"]


def test_is_a_withheld_count_taken_as_low_and_as_high_as_it_can_be_with_all_its_people():
    expected = frame("""
        area_code | value                      | numerator        | denominator | least
        W         | 100*(100+150+9/2)/1000     | 100+150+9/2      | 400+500+100 | 100*250/1000
    """).loc["W"]
    found = ward(frame(COUNTED))
    assert found[list(expected.index)].to_list() == pytest.approx(expected.to_list())
    assert found["most"] == pytest.approx(100 * (100 + 150 + 9) / 1000)
    assert found["status"] == "bounded"


def test_adds_a_neighbourhood_of_which_nothing_is_known_to_neither_end():
    figures = frame(COUNTED + "    d | . | . | 50 | . | . | missing\n")
    groups = pd.Series(dict.fromkeys("abcd", "W"))
    people = pd.concat([PEOPLE, pd.Series({"d": 50.0})])
    found = aggregate(figures, groups, OVERCROWDING, times=100.0, population=people).loc["W"]
    assert found[["least", "most"]].tolist() == pytest.approx([100 * 250 / 1000, 100 * 259 / 1000])


def test_is_a_count_withheld_of_one_person_taken_as_none_or_one():
    figures = frame("""
        area | value | numerator | denominator | least | most  | status
        a    | 50    | 2         | 4           | .     | .     | ok
        b    | .     | .         | 1           | 0     | 100*1 | suppressed
    """)
    groups, people = pd.Series({"a": "W", "b": "W"}), pd.Series({"a": 4.0, "b": 1.0})
    found = aggregate(figures, groups, OVERCROWDING, times=100.0, population=people).loc["W"]
    assert found[["least", "most"]].tolist() == [100 * 2 / 5, 100 * 3 / 5]


def test_are_two_sums_that_are_written_alike_one_value():
    """(100 + 150) and (100 + 150 + 0.4) of 1,000 are both written 25.0."""
    figures = frame(COUNTED)
    figures.loc["c", "most"] = 0.4
    found = ward(figures)
    assert found["value"] == pytest.approx(100 * (250 + 0.2) / 1000)
    assert found[["least", "most"]].isna().all()
    assert found["status"] == "ok"


@pytest.mark.parametrize(
    ("people", "status"),
    [
        (225, "bounded"),  # 225 of 1,125: a fifth, and not more
        (226, "much_withheld"),
    ],
)
def test_is_an_area_with_more_than_a_fifth_withheld_not_available(people, status):
    figures = frame(COUNTED)
    figures.loc["c", "denominator"] = people
    found = ward(figures, people=figures["denominator"])
    assert found["status"] == status
    assert np.isnan(found["value"]) == (status == "much_withheld")
    assert np.isnan(found["least"]) == (status == "much_withheld")


def test_is_a_missing_count_never_bounded():
    figures = frame(COUNTED)
    figures.loc["c", ["least", "most", "denominator"]] = np.nan
    figures.loc["c", "status"] = "missing"
    found = ward(figures)
    assert (found["status"], found["denominator"]) == ("ok", 400 + 500)


@settings(deadline=None)
@given(
    shown=st.lists(st.integers(10, 60), min_size=4, max_size=8),
    hidden=st.lists(st.integers(0, 9), max_size=2),
)
def test_does_the_true_figure_lie_between_both_ends_whatever_is_withheld(shown, hidden):
    """Made up: neighbourhoods of 100 people each, some of whose true counts are not shown."""
    figures = pd.DataFrame(
        {
            "value": [*map(float, shown), *[np.nan] * len(hidden)],
            "denominator": 100.0,
            "least": [*[np.nan] * len(shown), *[0.0] * len(hidden)],
            "most": [*[np.nan] * len(shown), *[9.0] * len(hidden)],
            "status": "ok",
        }
    )
    figures["numerator"] = figures["value"]
    groups, people = pd.Series("W", index=figures.index), figures["denominator"]
    found = aggregate(figures, groups, OVERCROWDING, times=100.0, population=people).loc["W"]
    if len(hidden) > len(figures) / 5:
        assert found["status"] == "much_withheld"
        return
    low, high = ends(bounded(found["value"], found["least"], found["most"]))
    apart = 0.1 if low == high and hidden else 1e-9  # written alike with one decimal
    assert low - apart <= np.mean([*shown, *hidden]) <= high + apart
    assert found["denominator"] == 100.0 * len(figures)


def test_are_limits_the_lower_of_the_least_and_the_upper_of_the_most(catalogue):
    record = catalogue.indicators["children_income_deprivation"]
    row = frame("""
        area_code | value | numerator | denominator | least | most | status
        W         | 10    | 100       | 1000        | 9     | 11   | bounded
    """).reindex(columns=[*NUMBERS, "status"])
    found = with_limits(row, record, catalogue).loc["W"]
    (low,), (high,) = count_limits([90.0])[0], count_limits([110.0])[1]
    assert found["lower"] == pytest.approx(100 * low / 1000)
    assert found["upper"] == pytest.approx(100 * high / 1000)


@pytest.mark.parametrize(
    ("lower", "upper", "said"),
    [
        (27.0, 29.0, "worse"),  # above both ends of 25.4 to 26.3
        (26.0, 29.0, "similar"),  # above the least alone
        (24.0, 25.0, "better"),
        (24.0, 26.0, "similar"),
        (25.5, 26.0, "similar"),  # between them
    ],
)
def test_does_a_verdict_hold_against_both_ends_of_a_benchmark(lower, upper, said):
    there = Bounded(25.85, 25.4, 26.3)
    assert verdict(lower, upper, there, -1) == said
    both = verdicts(pd.Series([lower]), pd.Series([upper]), there, -1)
    assert both.tolist() == [said]


def test_are_both_ends_shared_out_and_added_as_counts_are():
    """An old area split by people 3 to 1; two old areas merged, one of them withheld."""
    lookup = pd.DataFrame(
        {
            "old": ["o1", "o1", "o2", "o3"],
            "new": ["n1", "n2", "n3", "n3"],
            "change": ["S", "S", "M", "M"],
        }
    )
    walk = crosswalk(lookup, pd.Series({"n1": 300.0, "n2": 100.0, "n3": 50.0}))
    least = walk.counts(pd.Series({"o1": 0.0, "o2": 40.0, "o3": 0.0}))
    most = walk.counts(pd.Series({"o1": 4.0, "o2": 40.0, "o3": 4.0}))
    assert least.tolist() == [0, 0, 40 + 0]
    assert most.tolist() == [4 * 300 / 400, 4 * 100 / 400, 40 + 4]


def test_is_a_rule_that_cannot_be_refused(catalogue):
    source = catalogue.sources["voa-build-period"]
    wrong = replace(source, withheld=Withheld(mark="1", least=5, most=4, known="made up"))
    with pytest.raises(CatalogueError, match=r"'voa-build-period'.*from 5 to 4 cannot be"):
        check_source(wrong)


@pytest.mark.parametrize("copied", [copy.deepcopy, lambda held: pickle.loads(pickle.dumps(held))])
def test_does_a_copy_of_a_range_keep_its_ends(copied):
    same = copied(Bounded(25.85, 25.4, 26.3))
    assert (float(same), *ends(same)) == (25.85, 25.4, 26.3)


@pytest.mark.parametrize(
    ("one", "other", "sure"),
    [
        (bounded(20, 18, 22), 17.5, True),  # 18 − 17.5 to 22 − 17.5: 0.5 to 4.5
        (bounded(20, 18, 22), 22.5, True),  # −4.5 to −0.5
        (bounded(20, 18, 22), 18.0, False),  # 0 to 4: it may be none
        (bounded(20, 18, 22), 22.0, False),  # −4 to 0
        (bounded(20, 18, 22), 20.5, False),  # −2.5 to 1.5
        (20.0, 20.0, False),
        (20.0, 19.5, True),
        (20.0, 20.5, True),
    ],
)
def test_is_a_difference_sure_where_both_its_ends_lie_on_one_side_of_nought(one, other, sure):
    assert is_sure(less(one, other)) == sure


def test_is_a_mean_of_more_numbers_than_weights_refused():
    with pytest.raises(ValueError, match="shorter"):
        average([1.0, bounded(2.0, 1.0, 3.0)], [1.0])
