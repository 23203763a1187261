"""Whose exposure? (docs/methods.md#whose-exposure)"""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from het_geo.exposure import NOBODY, SAYING, exposure_by_group
from tests.conftest import frame
from tests.sampled import tried

FEW = settings(max_examples=tried(40), deadline=None)
# Made-up neighbourhoods: a value, and the people of three groups.
places = st.lists(
    st.tuples(st.floats(0.1, 100), *[st.integers(0, 500)] * 3), min_size=1, max_size=8
).map(lambda rows: pd.DataFrame(rows, columns=["value", "g1", "g2", "g3"], dtype=float))
PEOPLE = ["white", "asian"]
TABLE = """
    area | value | white | asian
    a    | 10    | 100   | 300
    b    | 20    | 300   | 100
    c    | .     | 50    | 200
"""


def exposures(table, columns=PEOPLE, **options):
    return exposure_by_group(table["value"], table[columns], **options)


def test_is_a_groups_exposure_the_mean_of_the_places_where_it_lives():
    found = exposures(frame(TABLE))
    white, asian = (100 * 10 + 300 * 20) / 400, (300 * 10 + 100 * 20) / 400
    overall = (400 * 10 + 400 * 20) / 800
    assert found["exposure"].to_dict() == {"white": white, "asian": asian}
    assert found["people"].to_dict() == {"white": 400, "asian": 400}
    assert found["share_covered"].to_dict() == {"white": 400 / 450, "asian": 400 / 600}
    assert found["ratio"].to_dict() == {"white": white / overall, "asian": asian / overall}
    assert found["difference"].to_dict() == {"white": white - overall, "asian": asian - overall}
    # the neighbourhood without a value: 50 white and 200 Asian people
    left_out = {"left_out": 1, "people_left_out": 50 + 200}
    assert found.attrs == {"overall": overall, **left_out}


def test_is_the_mean_of_all_people_taken_from_the_total_where_groups_overlap():
    table = frame(TABLE)
    found = exposures(table, total=pd.Series([500, 1500, 250], index=table.index))
    overall = (500 * 10 + 1500 * 20) / 2000
    assert found.attrs["overall"] == overall
    assert found.loc["white", "ratio"] == 17.5 / overall


@FEW
@given(places)
def test_is_an_exposure_its_long_hand_sum(table):
    found = exposures(table, ["g1", "g2", "g3"])
    for group, row in found.iterrows():
        people = sum(table[group])
        if people == 0:
            assert row[["exposure", "ratio", "difference", "share_covered"]].isna().all()
            continue
        expected = sum(n * y for n, y in zip(table[group], table["value"])) / people
        assert row["exposure"] == pytest.approx(expected)
        assert row["share_covered"] == 1
        assert row["difference"] == pytest.approx(expected - found.attrs["overall"], abs=1e-9)


@FEW
@given(places)
def test_do_all_groups_together_have_the_overall_mean(table):
    found = exposures(table, ["g1", "g2", "g3"])
    people = found["people"].sum()
    if people:
        together = (found["exposure"].fillna(0) * found["people"]).sum() / people
        assert together == pytest.approx(found.attrs["overall"])
        ratio = (found["ratio"].fillna(0) * found["people"]).sum() / people
        assert ratio == pytest.approx(1)


@FEW
@given(places, st.floats(0.01, 100))
def test_does_a_ratio_not_depend_on_the_unit(table, times):
    found = exposures(table, ["g1", "g2", "g3"])
    other = exposures(table.assign(value=times * table["value"]), ["g1", "g2", "g3"])
    pd.testing.assert_series_equal(other["ratio"], found["ratio"])
    pd.testing.assert_series_equal(other["exposure"], times * found["exposure"])
    known = found["exposure"].dropna()
    assert known.between(table["value"].min() - 1e-9, table["value"].max() + 1e-9).all()


def test_has_everyone_the_same_exposure_where_every_place_is_the_same():
    table = frame(TABLE).assign(value=12.5)
    found = exposures(table)
    assert found["ratio"].tolist() == [1, 1]
    assert found["difference"].tolist() == [0, 0]


def test_is_nothing_known_where_no_place_has_a_value():
    found = exposures(frame(TABLE).assign(value=np.nan))
    assert found[["exposure", "ratio", "difference"]].isna().all(axis=None)
    assert found["people"].tolist() == [0, 0]
    assert found["share_covered"].tolist() == [0, 0]
    assert found.attrs["left_out"] == 3


def test_is_there_no_ratio_to_a_mean_that_is_not_positive():
    table = frame("area | value | white | asian\n a | -5 | 1 | 3 \n b | 3 | 1 | 1")
    found = exposures(table)
    assert found["ratio"].isna().all()
    assert found["exposure"].tolist() == [(-5 + 3) / 2, (3 * -5 + 3) / 4]


def test_is_there_no_ratio_to_a_mean_of_0_and_may_a_group_be_all_people():
    table = frame("area | value | white | asian\n a | -1 | 2 | 0 \n b | 1 | 0 | 2")
    found = exposures(table, total=pd.Series([2.0, 2.0], index=table.index))
    assert found.attrs["overall"] == (2 * -1 + 2 * 1) / 4
    assert found["ratio"].isna().all()
    assert found["difference"].to_dict() == {"white": -1, "asian": 1}


def test_is_there_a_ratio_to_a_mean_below_1():
    table = frame("area | value | white | asian\n a | 0.2 | 3 | 1 \n b | 0.6 | 1 | 3")
    found = exposures(table)
    # overall (4 × 0.2 + 4 × 0.6) / 8 = 0.4; white (3 × 0.2 + 0.6) / 4 = 0.3; Asian 0.5
    assert found["ratio"].to_list() == pytest.approx([0.3 / 0.4, 0.5 / 0.4])


def test_is_one_person_a_group():
    found = exposures(frame("area | value | white | asian\n a | 10 | 1 | 3"))
    assert found["reason"].to_list() == ["", ""]
    assert found["exposure"].to_list() == [10, 10]


def test_is_a_group_that_lives_nowhere_with_a_value_told_and_no_other():
    table = frame("area | value | white | asian\n a | 10 | 5 | 0 \n b | . | 5 | 7")
    found = exposures(table)
    assert found["reason"].to_dict() == {"white": "", "asian": NOBODY}
    assert found["share_covered"].to_dict() == {"white": 5 / 10, "asian": 0 / 7}


def test_does_the_saying_speak_of_places_and_not_of_people():
    assert "places" in SAYING
    assert "nothing" in SAYING


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda v, n, t: (v, -n, t), "counts must not be negative"),
        (lambda v, n, t: (v, n * np.nan, t), "counts must not be missing"),
        (lambda v, n, t: (v, n.where(n != 300), t), "counts must not be missing"),
        (lambda v, n, t: (v, n, t.where(t != 250)), "total must not be missing"),
        (lambda v, n, t: (v, n * np.inf, t), "counts must be finite"),
        (lambda v, n, t: (v * np.inf, n, t), "values must be finite"),
        (lambda v, n, t: (v, n, -t), "total must not be negative"),
        (lambda v, n, t: (v, n, t * np.nan), "total must not be missing"),
        (lambda v, n, t: (v, n.rename({"a": "z"}), t), "counts must have the index of values"),
        (lambda v, n, t: (v, n[:2], t), "counts must have the index of values"),
        (lambda v, n, t: (v[:2], n, t), "counts must have the index of values"),
        (lambda v, n, t: (v, n, t[:2]), "total must have the index of values"),
        # area a has 300 Asian people; groups may overlap, but none has more than all
        (lambda v, n, t: (v, n, t.replace(400, 299)), "total must not be below the people of any"),
        (
            lambda v, n, t: tuple(p.rename({"b": "a"}) for p in (v, n, t)),
            "values must not have one area twice",
        ),
    ],
)
def test_is_an_impossible_count_refused_by_name(change, message):
    table = frame(TABLE)
    values, counts, total = change(table["value"], table[PEOPLE], table[PEOPLE].sum(axis=1))
    with pytest.raises(ValueError, match=message):
        exposure_by_group(values, counts, total=total)
