"""Does nothing that is shown give a small count away, alone or by adding and subtracting?"""

from itertools import chain, combinations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from het_geo.own.data.safe import clumps_of, in_order, is_small, is_whole, safe

CODES = "abcdef"
counts_of_few = st.fixed_dictionaries({code: st.integers(0, 12) for code in CODES})
members = st.frozensets(st.sampled_from(CODES), max_size=6)
many_sets = st.lists(members, max_size=12)


def every_set():
    sizes = range(1, len(CODES) + 1)
    return [frozenset(one) for one in chain(*(combinations(CODES, size) for size in sizes))]


def row(one):
    return [float(code in one) for code in CODES]


def given_away(counts, shown):
    """Return the sets whose small count follows from those of ``shown`` and of all together."""
    known = np.array([row(one) for one in [*shown, frozenset(CODES)]])
    rank = np.linalg.matrix_rank(known)
    return [
        one
        for one in every_set()
        if is_small(sum(counts[code] for code in one))
        and np.linalg.matrix_rank(np.vstack([known, row(one)])) == rank
    ]


@given(counts_of_few, many_sets)
def test_does_no_sum_or_difference_of_shown_sets_give_a_small_count_away(counts, sets):
    shown = [one for one, may in zip(sets, safe(counts, sets), strict=True) if may]
    if not is_small(sum(counts.values())):
        assert given_away(counts, shown) == []
    else:
        assert not any(shown), "where all together are few nothing is shown"


@given(counts_of_few, many_sets)
def test_do_own_areas_across_wards_and_neighbourhoods_give_nothing_away(counts, own):
    """Wards ⊃ neighbourhoods, and own areas over both, shown at one time or one after another."""
    wards = [frozenset("abc"), frozenset("def")]
    levels = [[frozenset(CODES)], wards, [frozenset(code) for code in CODES]]
    clumps = clumps_of(counts, in_order(counts, levels))
    shown = [one for one in [*chain(*levels), *own] if is_whole(one, clumps)]
    if not is_small(sum(counts.values())):
        assert given_away(counts, shown) == []


@given(counts_of_few, many_sets)
def test_is_each_clump_of_nobody_or_of_enough(counts, sets):
    clumps = clumps_of(counts, sets)
    assert sorted(chain(*(clump.members for clump in clumps))) == sorted(CODES)
    assert not any(is_small(clump.count) for clump in clumps)


def test_is_another_area_withheld_beside_a_small_one():
    """A ward of 3 + 6 + 20 people: told 29 and 20, what is left is 9 for two of them."""
    counts = {"a": 3.0, "b": 6.0, "c": 20.0}
    ward, single = frozenset("abc"), [frozenset(code) for code in "abc"]
    order = in_order(counts, [[ward], single])
    assert order == [ward, frozenset("c"), frozenset("b"), frozenset("a")]
    assert safe(counts, order) == [True, True, False, False]


def test_are_two_overlapping_own_areas_of_which_one_would_give_the_other_away_not_both_shown():
    """12 people without and 15 with the last neighbourhood: 3 live there."""
    counts = {"a": 12.0, "b": 3.0, "c": 10.0}
    without, over = frozenset("a"), frozenset("ab")
    assert safe(counts, [without, over]) == [True, False]
    assert safe(counts, [over, without]) == [True, False]


@pytest.mark.parametrize(
    ("counts", "answers"),
    [((0, 0, 7), [True] * 3), ((5, 5, 5), [True] * 3), ((0, 4, 0), [False] * 3)],
)
def test_is_nobody_told_and_are_few_not(counts, answers):
    held = dict(zip("abc", map(float, counts), strict=True))
    assert safe(held, [frozenset("a"), frozenset("b"), frozenset("c")]) == answers
