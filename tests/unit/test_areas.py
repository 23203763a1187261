"""How do neighbourhoods make a ward?"""

from dataclasses import replace

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from het_geo.areas import aggregate, blank
from het_geo.figures import NUMBERS, Status, with_limits, within_cap
from tests.conftest import frame
from tests.unit.made_up import OVERCROWDING

GROUPS = pd.Series({"a": "W1", "b": "W1", "c": "W2", "d": "W2"})
PEOPLE = pd.Series({"a": 100.0, "b": 300.0, "c": 50.0, "d": 150.0})


def wards(figures, indicator, groups=GROUPS, times=100.0):
    return aggregate(figures, groups, indicator, times=times, population=PEOPLE)


def test_are_counts_added_before_the_share_is_taken(catalogue):
    small = frame("""
        area | value | numerator | denominator | status
        a    | 10    | 10        | 100         | ok
        b    | 30    | 90        | 300         | ok
        c    | 4     | 2         | 50          | ok
        d    | 8     | 12        | 150         | ok
    """)
    expected = frame("""
        area_code | value                   | numerator | denominator
        W1        | 100*(10+90)/(100+300)   | 10+90     | 100+300
        W2        | 100*(2+12)/(50+150)     | 2+12      | 50+150
    """)
    found = wards(small, catalogue.indicators["overcrowding"])
    pd.testing.assert_frame_equal(found[list(expected)], expected, check_index_type=False)
    assert found["status"].tolist() == ["ok", "ok"]


def test_are_scores_averaged_by_people(catalogue):
    small = frame("""
        area | value | numerator | denominator | status
        a    | 10    | .         | 100         | ok
        b    | 30    | .         | 300         | ok
        c    | 4     | .         | 50          | ok
        d    | 8     | .         | 150         | ok
    """)
    found = wards(small, catalogue.indicators["imd_score"], times=1)
    assert found["value"].tolist() == [(10 * 100 + 30 * 300) / 400, (4 * 50 + 8 * 150) / 200]
    assert found["numerator"].isna().all()


@pytest.mark.parametrize(
    ("missing", "status", "value"),
    [
        ("c", "low_coverage", None),  # 150 of 200 people covered: 75 %, under 80 %
        ("a", "low_coverage", None),  # W1: 300 of 400 covered: 75 %
    ],
)
def test_does_a_ward_under_80_percent_coverage_get_no_value(catalogue, missing, status, value):
    small = frame("""
        area | value | numerator | denominator | status
        a    | 10    | 10        | 100         | ok
        b    | 30    | 90        | 300         | ok
        c    | 4     | 2         | 50          | ok
        d    | 8     | 12        | 150         | ok
    """)
    small.loc[missing, ["value", "numerator", "denominator"]] = float("nan")
    small.loc[missing, "status"] = "missing"
    found = wards(small, catalogue.indicators["overcrowding"]).loc[GROUPS[missing]]
    assert found["status"] == status
    assert pd.isna(found["value"])


def test_does_a_ward_over_80_percent_coverage_keep_its_value(catalogue):
    groups = pd.Series({"a": "W", "b": "W", "c": "W"})
    small = frame("""
        area | value | numerator | denominator | status
        a    | 10    | 10        | 100         | ok
        b    | 30    | 90        | 300         | ok
        c    | .     | .         | .           | suppressed
    """)
    # people: 100 + 300 of 100 + 300 + 50 covered, 89 %
    found = wards(small, catalogue.indicators["overcrowding"], groups).loc["W"]
    assert found["value"] == 100 * (10 + 90) / (100 + 300)


def test_does_a_ward_of_which_exactly_80_percent_is_covered_keep_its_value(catalogue):
    small = frame("""
        area | value | numerator | denominator | status
        c    | .     | .         | 50          | missing
        d    | 10    | 20        | 200         | ok
    """)
    groups = pd.Series({"c": "W", "d": "W"})
    found = wards(small, catalogue.indicators["overcrowding"], groups).loc["W"]
    assert found["value"] == 100 * 20 / 200  # 200 of 50 + 200


@pytest.mark.parametrize(
    ("withheld", "status"),
    [(20, "low_coverage"), (21, "much_withheld")],  # a fifth of 100 people is not beyond a fifth
)
def test_is_a_ward_without_a_value_for_what_is_withheld_beyond_a_fifth(catalogue, withheld, status):
    small = frame(f"""
        area | value | numerator | denominator     | least | most | status
        a    | 10    | 7.5       | 75              | .     | .    | ok
        b    | .     | .         | {withheld}      | 0     | 10   | suppressed
        c    | .     | .         | 25 - {withheld} | .     | .    | missing
    """)
    groups = pd.Series(dict.fromkeys("abc", "W"))
    found = wards(small, catalogue.indicators["overcrowding"], groups).loc["W"]
    assert found["status"] == status
    assert pd.isna(found["value"])


def test_is_nothing_withheld_of_a_neighbourhood_whose_denominator_is_0(catalogue):
    small = frame("""
        area | value | numerator | denominator | least | most | status
        a    | 10    | 7.5       | 75          | .     | .    | ok
        b    | .     | .         | 0           | 0     | 10   | suppressed
        c    | .     | .         | .           | .     | .    | missing
    """)
    groups = pd.Series(dict.fromkeys("abc", "W"))
    # people: 100 of 100 + 300 + 50 covered; the 300 of b are nobody who was counted and kept back
    found = wards(small, catalogue.indicators["overcrowding"], groups).loc["W"]
    assert found["status"] == "low_coverage"


@pytest.mark.parametrize(
    ("kind", "many"), [("rank", "ranks"), ("decile", "deciles"), ("class", "classes")]
)
def test_is_a_mean_of_ranks_or_deciles_refused(catalogue, kind, many):
    indicator = replace(catalogue.indicators["imd_score"], kind=kind)
    with pytest.raises(ValueError, match=f"a mean of {many} is refused"):
        wards(frame("area | value\n a | 1"), indicator)


def test_is_an_area_that_groups_does_not_know_refused(catalogue):
    small = frame("area | value | numerator | denominator | status\n z | 1 | 1 | 100 | ok")
    with pytest.raises(ValueError, match=r"does not know 1 areas \(z first\)"):
        wards(small, catalogue.indicators["overcrowding"])


@given(st.lists(st.tuples(st.integers(0, 500), st.integers(1, 500)), min_size=4, max_size=4))
def test_is_the_total_the_same_whatever_the_wards(counts):
    rows = [(min(x, n), n) for x, n in counts]
    small = pd.DataFrame(rows, index=list("abcd"), columns=["numerator", "denominator"]).astype(
        float
    )
    small["value"], small["status"] = 100 * small["numerator"] / small["denominator"], "ok"
    apart = wards(small, OVERCROWDING)
    whole = wards(small, OVERCROWDING, pd.Series("all", index=list("abcd")))
    assert apart["numerator"].sum() == whole["numerator"].sum()
    assert apart["value"].min() - 1e-9 <= whole["value"].iloc[0] <= apart["value"].max() + 1e-9


def test_says_a_ward_that_no_neighbourhood_fits_best_so(catalogue):
    """Such a ward is a category without members: of 25 wards of the City of London, 20."""
    groups = GROUPS.astype(pd.CategoricalDtype(["W1", "W2", "W3"]))
    small = frame("""
        area | value | numerator | denominator | status
        a    | 10    | 10        | 100         | ok
        b    | 30    | 90        | 300         | ok
        c    | 4     | 2         | 50          | ok
        d    | 8     | 12        | 150         | ok
    """)
    for indicator in (OVERCROWDING, catalogue.indicators["population"]):
        found = wards(small, indicator, groups)
        assert found["status"].to_dict() == {"W1": "ok", "W2": "ok", "W3": "no_neighbourhood"}
        assert found.loc["W3", ["value", "numerator", "denominator"]].isna().all()


def test_is_a_sum_with_a_redrawn_neighbourhood_mixed_where_its_edge_was_crossed():
    small = frame("""
        area | value | numerator | denominator | status
        a    | 10    | 10        | 100         | mixed
        b    | 30    | 90        | 300         | apportioned
        c    | 4     | 2         | 50          | mixed
        d    | 8     | 12        | 150         | ok
    """)
    apart = pd.Series({"a": True, "b": True, "c": False, "d": False})
    found = aggregate(small, GROUPS, OVERCROWDING, times=100.0, population=PEOPLE, estimated=apart)
    assert found["status"].to_dict() == {"W1": "mixed", "W2": "ok"}
    assert found["value"].tolist() == pytest.approx([100 * (10 + 90) / 400, 100 * (2 + 12) / 200])


def test_is_a_sum_of_what_was_not_sent_not_sent():
    small = frame("""
        area | value | numerator | denominator | status
        a    | .     | .         | 100         | not_sent
        b    | .     | .         | 300         | not_sent
        c    | 4     | 2         | 50          | ok
        d    | 8     | 12        | 150         | ok
    """)
    found = wards(small, OVERCROWDING)
    assert found["status"].to_dict() == {"W1": "not_sent", "W2": "ok"}


@pytest.mark.parametrize("kind", ["proportion", "count", "score"])
def test_adds_a_neighbourhood_without_figures_nothing_to_a_ward(kind):
    """Of 1,000 people 900 are covered, 90 %: all that is said is of these."""
    mean = None if kind == "proportion" else OVERCROWDING.numerator
    indicator = replace(OVERCROWDING, kind=kind, value=mean)
    small = frame("""
        area | value | numerator | denominator | least | most | status
        a    | 10    | 90        | 900         | .     | .    | ok
        b    | .     | .         | 100         | .     | .    | missing
    """)
    found = wards(small, indicator, pd.Series(dict.fromkeys("ab", "W"))).loc["W"]
    assert found[["value", "numerator", "denominator"]].tolist() == [10, 90, 900]
    assert found[["least", "most"]].isna().all()
    assert found["status"] == "ok"


def test_are_neighbourhoods_of_which_no_row_is_held_not_covered():
    small = frame("""
        area | value | numerator | denominator | status
        a    | 10    | 10        | 100         | ok
        d    | 8     | 12        | 150         | ok
    """)
    found = wards(small, OVERCROWDING)  # people: 100 of 400 in W1, 150 of 200 in W2
    assert found["status"].to_dict() == {"W1": "low_coverage", "W2": "low_coverage"}
    rest = wards(small, OVERCROWDING, GROUPS.loc[["a", "d"]])
    assert rest["value"].tolist() == [10, 8]


@pytest.mark.parametrize(
    ("status", "value", "said"),
    [("not_sent", ".", "not_sent"), ("apportioned", "10", "apportioned")],
)
def test_is_one_neighbourhood_enough_to_say_of_a_ward_what_holds_of_it(status, value, said):
    small = frame(f"""
        area | value   | numerator | denominator | status
        a    | {value} | {value}   | 100         | {status}
        b    | 30      | 90        | 300         | ok
    """)
    groups = pd.Series(dict.fromkeys("ab", "W"))
    found = wards(small, OVERCROWDING, groups)  # without a: 300 of 400 covered, 75 %
    assert found["status"].tolist() == [said]


def test_is_a_wards_count_known_where_each_is_and_the_measure_counts():
    small = frame("""
        area | value | numerator | denominator | status
        a    | 10    | 10        | 100         | ok
        b    | 30    | .         | 300         | ok
        c    | 4     | 2         | 50          | ok
        d    | 8     | 12        | 150         | ok
        e    | 9     | .         | 0           | ok
    """)
    groups = pd.concat([GROUPS, pd.Series({"e": "W2"})])
    averaged = replace(OVERCROWDING, value=OVERCROWDING.numerator)
    found = wards(small, averaged, groups)
    assert found["value"].tolist() == [(10 * 100 + 30 * 300) / 400, (4 * 50 + 8 * 150) / 200]
    assert pd.isna(found.loc["W1", "numerator"])
    assert found.loc["W2", "numerator"] == 2 + 12  # in e nobody lives: it has no part in the sum
    assert wards(small, replace(averaged, numerator=None), groups)["numerator"].isna().all()


def test_has_a_blank_figure_its_reason_and_no_number():
    found = blank(pd.Index(["a", "b"]), Status.NOT_COMBINED)
    assert found["status"].tolist() == ["not_combined"] * 2
    assert list(found[list(NUMBERS)]) == list(NUMBERS)
    assert found[list(NUMBERS)].isna().all(axis=None)


@pytest.mark.parametrize("kind", ["rate", "proportion"])
def test_lies_no_value_and_no_limit_above_the_cap(catalogue, kind):
    """Counted in another year than the people: 58 of 57 children are all of them, and so marked."""
    of_100 = replace(catalogue.indicators["children_income_deprivation"], kind=kind)
    figures = frame("""
        area | value     | numerator | denominator | lower | upper | least | most | status
        over | 100*58/57 | 58        | 57          | .     | .     | .     | .    | ok
        near | 100*56/57 | 56        | 57          | .     | .     | .     | .    | ok
        none | .         | .         | 57          | .     | .     | .     | .    | suppressed
    """)
    found = with_limits(within_cap(figures, of_100), of_100, catalogue)
    assert found["status"].tolist() == ["capped", "ok", "suppressed"]
    assert found["value"].tolist()[:2] == [100.0, pytest.approx(100 * 56 / 57)]
    assert found["upper"].tolist()[:2] == [
        100.0,
        100.0 if kind == "rate" else pytest.approx(99.69, abs=0.01),
    ]
    assert (found["lower"] < found["value"]).tolist() == [True, True, False]
    no_cap = replace(of_100, cap=None)
    assert within_cap(figures, no_cap) is figures
