"""What happens to 2011 neighbourhoods on the way to 2021 ones?"""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from het_geo.errors import VintageError
from het_geo.vintages import changes, crosswalk, parts_within
from tests.conftest import frame
from tests.sampled import tried

LOOKUP = frame("""
    row | old  | new   | change
    r1  | same | same  | U
    r2  | old  | left  | S
    r3  | old  | right | S
    r4  | one  | both  | M
    r5  | two  | both  | M
""")
PEOPLE = pd.Series({"same": 100.0, "left": 30.0, "right": 90.0, "both": 200.0})
WALK = crosswalk(LOOKUP, PEOPLE)


def test_do_counts_come_over_as_the_methods_say():
    old = frame("""
        area | numerator | denominator
        same | 10        | 100
        old  | 30        | 120
        one  | 5         | 50
        two  | 75        | 150
    """)
    expected = frame("""
        area  | numerator     | denominator
        same  | 10            | 100
        left  | 30*30/(30+90) | 120*30/(30+90)
        right | 30*90/(30+90) | 120*90/(30+90)
        both  | 5+75          | 50+150
    """)
    found = pd.DataFrame({name: WALK.counts(old[name]) for name in old})
    pd.testing.assert_frame_equal(found, expected, check_names=False)
    rate = found["numerator"] / found["denominator"]
    assert rate["left"] == rate["right"] == 30 / 120  # each part keeps its parent's rate
    assert WALK.divided.to_dict() == {"same": False, "left": True, "right": True, "both": False}


def test_do_parts_keep_the_rate_when_the_denominator_is_of_the_new_areas_already():
    old = pd.Series({"same": 10.0, "old": 30.0, "one": 5.0, "two": 75.0})
    children = pd.Series({"same": 50.0, "left": 25.0, "right": 15.0, "both": 160.0})
    found = WALK.counts(old, by=children)
    assert found["left"] / children["left"] == found["right"] / children["right"] == 30 / (25 + 15)
    assert found["left"] + found["right"] == 30
    assert found["both"] == 5 + 75


def test_do_means_come_over_as_the_parent_s_or_the_mean_of_the_parts():
    old = pd.Series({"same": 1.0, "old": 7.0, "one": 2.0, "two": 4.0})
    assert WALK.means(old).to_dict() == {"same": 1, "left": 7, "right": 7, "both": (2 + 4) / 2}


def test_is_an_area_unknown_when_one_of_its_parts_is():
    old = pd.Series({"same": np.nan, "old": 7.0, "one": 2.0})
    assert WALK.counts(old).isna().to_dict() == {
        "same": True, "left": False, "right": False, "both": True,
    }  # fmt: skip
    assert WALK.means(old).isna().tolist() == WALK.counts(old).isna().tolist()
    assert WALK.any_part(pd.Series({"one": True}))["both"]


def test_are_2021_codes_refused_where_2011_codes_were_declared():
    with pytest.raises(VintageError, match=r"1 codes are not lsoa11 .* 1 of them are lsoa21 codes"):
        WALK.check(pd.Index(["left", "one"]), "made up")


def test_which_parts_make_a_larger_area_an_estimate():
    together = pd.Series({"same": "W", "left": "W", "right": "W", "both": "W"})
    apart = pd.Series({"same": "W", "left": "W", "right": "V", "both": "W"})
    assert list(WALK.straddlers(together)) == []
    assert sorted(WALK.straddlers(apart)) == ["left", "right"]


def test_is_a_population_that_is_not_known_refused():
    with pytest.raises(ValueError, match="population: has no figure for both"):
        crosswalk(LOOKUP, PEOPLE.drop("both"))


@given(st.lists(st.tuples(st.integers(0, 400), st.integers(1, 400)), min_size=4, max_size=4))
def test_are_counts_preserved_and_rates_bounded(counts):
    rows = [(min(x, n), n) for x, n in counts]
    old = pd.DataFrame(rows, columns=["x", "n"], index=["same", "old", "one", "two"]).astype(float)
    x, n = WALK.counts(old["x"]), WALK.counts(old["n"])
    assert x.sum() == pytest.approx(old["x"].sum())
    assert n.sum() == pytest.approx(old["n"].sum())
    rate = old["x"] / old["n"]
    assert (x / n).between(rate.min() - 1e-9, rate.max() + 1e-9).all()


# Two districts, N and S, whose edge was moved: ONS drew both neighbourhoods at it anew.
EDGE = frame("""
    row | old   | new   | change
    r1  | north | norte | X
    r2  | north | sur   | X
    r3  | south | norte | X
    r4  | south | sur   | X
    r5  | same  | same  | U
""")
AT_THE_EDGE = pd.Series({"norte": 1300.0, "sur": 1000.0, "same": 900.0})
OF = {"north": "N", "norte": "N", "south": "S", "sur": "S", "same": "S"}


def in_districts(lookup, of):
    same = lookup["old"].map(of) == lookup["new"].map(of)
    return lookup.assign(part=parts_within(lookup, same))


def test_do_people_stay_in_their_district_where_its_edge_has_moved():
    walk = crosswalk(in_districts(EDGE, OF), AT_THE_EDGE)
    old = pd.Series({"north": 60.0, "south": 10.0, "same": 9.0})
    assert walk.counts(old).to_dict() == {"norte": 60, "sur": 10, "same": 9}
    # the mean of both would be (60+10) / (1300+1000) for each: true of neither
    rates = walk.counts(old, by=AT_THE_EDGE) / AT_THE_EDGE
    assert rates.to_dict() == {"norte": 60 / 1300, "sur": 10 / 1000, "same": 9 / 900}
    means = pd.Series({"north": 4.0, "south": 7.0, "same": 1.0})
    assert walk.means(means).to_dict() == {"norte": 4, "sur": 7, "same": 1}
    assert set(walk.redrawn) == {"norte", "sur"}


def test_is_what_is_unknown_over_the_edge_no_one_else_s_concern():
    walk = crosswalk(in_districts(EDGE, OF), AT_THE_EDGE)
    found = walk.counts(pd.Series({"north": 60.0, "same": 9.0}))  # south was withheld
    assert found.isna().to_dict() == {"norte": False, "sur": True, "same": False}
    assert walk.any_part(pd.Series({"south": True})).to_dict() == {
        "norte": False, "sur": True, "same": False,
    }  # fmt: skip


def test_is_a_chain_over_an_edge_parted_there_too():
    """As East Hertfordshire 002D, of which a corner went to Stevenage, whose 004B it joined."""
    chain = frame("""
        row | old       | new         | change
        r1  | herts     | stevenage_n | X
        r2  | herts     | herts_n     | X
        r3  | stevenage | stevenage_n | X
    """)
    of = {"herts": "H", "herts_n": "H", "stevenage": "S", "stevenage_n": "S"}
    walk = crosswalk(in_districts(chain, of), pd.Series({"stevenage_n": 1679.0, "herts_n": 1430.0}))
    found = walk.counts(pd.Series({"herts": 58.0, "stevenage": 68.0}))
    assert found.to_dict() == {"stevenage_n": 68, "herts_n": 58}


@pytest.mark.parametrize(
    "of",
    [
        dict.fromkeys(OF, "N"),  # all in one district: who went where, nobody says
        OF | {"south": "N"},  # and here nothing says where the people of "sur" come from
    ],
)
def test_has_an_irregular_change_no_figure_where_no_evidence_tells_its_people_apart(of):
    walk = crosswalk(in_districts(EDGE, of), AT_THE_EDGE)
    old = pd.Series({"north": 60.0, "south": 10.0, "same": 9.0})
    for found in (walk.counts(old), walk.counts(old, by=AT_THE_EDGE), walk.means(old)):
        assert found.isna().to_dict() == {"norte": True, "sur": True, "same": False}


def test_has_an_irregular_change_no_figure_without_evidence():
    found = crosswalk(EDGE, AT_THE_EDGE).counts(
        pd.Series({"north": 60.0, "south": 10.0, "same": 9})
    )
    assert found.isna().to_dict() == {"norte": True, "sur": True, "same": False}


def test_are_counts_shared_by_who_lives_on_the_old_ground():
    """Of norte's 1,300 people 1,040 live on north's ground, and of sur's 1,000 all on south's."""
    parts = EDGE.assign(part=[0.8, 0.0, 0.2, 1.0, 1.0])
    walk = crosswalk(parts, AT_THE_EDGE)
    found = walk.counts(pd.Series({"north": 60.0, "south": 10.0, "same": 9.0}))
    goes = 260 / (260 + 1000)  # of south's people, those who now are norte's
    assert found["norte"] == pytest.approx(60 + 10 * goes)
    assert found["sur"] == pytest.approx(10 * (1 - goes))
    assert walk.means(pd.Series({"north": 5.0, "south": 10.0, "same": 0.0}))["norte"] == (
        0.8 * 5 + 0.2 * 10
    )


def test_which_kind_of_change_is_it():
    pairs = frame("""
        row | old | new | change
        r1  | a   | a1  | U
        r2  | b   | b1  | S
        r3  | b   | b2  | S
        r4  | c   | c1  | M
        r5  | d   | c1  | M
        r6  | e   | e1  | X
        r7  | e   | f1  | X
        r8  | f   | f1  | X
    """)
    assert changes(pairs).tolist() == pairs["change"].tolist()


@settings(max_examples=tried(60), deadline=None)
@given(
    st.lists(st.integers(0, 10), min_size=2, max_size=2), st.lists(st.integers(0, 99), min_size=3)
)
def test_are_counts_preserved_whatever_the_evidence(tenths, counts):
    """Unless it leaves an old area without people now: then nobody knows where its counts went."""
    norte, sur = (tenth / 10 for tenth in tenths)
    parts = EDGE.assign(part=[norte, sur, 1 - norte, 1 - sur, 1.0])
    old = pd.Series(counts[:3], index=["north", "south", "same"], dtype=float)
    found = crosswalk(parts, AT_THE_EDGE).counts(old)
    if norte == sur and norte in (0, 1):
        assert found.isna().to_dict() == {"norte": True, "sur": True, "same": False}
    else:
        assert found.sum() == pytest.approx(old.sum())
