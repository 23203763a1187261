"""Is what an atlas answers what is worked out by itself, once, within its room, whoever asks?"""

from threading import Barrier, Thread

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from het_geo.atlas.atlas import Atlas
from het_geo.atlas.choice import Choice, levels_of, newest
from het_geo.atlas.reading import indicator_view
from het_geo.atlas.store import Store, weight
from het_geo.geography import Level


def test_is_a_value_made_once_however_many_ask_at_the_same_time():
    store, made, got, start = Store(10**6), [], [], Barrier(8)

    def make():
        made.append(1)
        return object()

    def ask():
        start.wait()
        got.append(store.keep(("one",), make))

    threads = [Thread(target=ask) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (len(made), len(set(map(id, got)))) == (1, 1)


def test_does_an_answer_that_needs_another_get_it():
    store = Store(10**6)
    assert store.keep(("sum",), lambda: store.keep(("part",), lambda: 2) + 1) == 3
    assert len(store) == 2


def test_is_an_error_forgotten_and_asked_for_anew():
    store = Store(10**6)
    with pytest.raises(ZeroDivisionError):
        store.keep(("x",), lambda: 1 // 0)
    assert store.keep(("x",), lambda: 7) == 7


def test_is_nothing_kept_none_the_less_a_value():
    store, made = Store(10**6), []
    for _ in range(2):
        assert store.keep(("none",), lambda: made.append(1)) is None
    assert made == [1]


@given(
    st.lists(st.tuples(st.integers(0, 9), st.integers(1, 500), st.booleans()), max_size=60),
    st.integers(4000, 9000),
)
def test_does_a_store_never_hold_more_than_its_room(asked, room):
    store = Store(room)
    for name, size, dear in asked:
        kept = store.keep((name, size), lambda size=size: np.zeros(size), dear=dear)
        assert kept.size == size
        assert store.size <= room
    assert store.size == sum(kept.size for kept in store._kept.values())


def test_do_the_oldest_leave_first_and_ranks_last():
    store = Store(2500)  # room for two arrays of 1,000 bytes
    for name, dear in (("ranks", True), ("a", False), ("b", False), ("c", False)):
        store.keep((name,), lambda: np.zeros(125), dear=dear)
    assert [("ranks",) in store, ("a",) in store, ("b",) in store, ("c",) in store] == [
        True, False, False, True,
    ]  # fmt: skip


def test_is_what_has_no_room_given_and_not_kept():
    store = Store(100)
    assert store.keep(("large",), lambda: np.zeros(1000)).size == 1000
    assert len(store) == 0


@pytest.mark.parametrize(
    ("value", "least"),
    [
        (np.zeros(1000), 8000),
        ({"a": np.zeros(1000)}, 8000),
        ([np.zeros(10)] * 1000, 80_000),
        ("x" * 1000, 1000),
    ],
)
def test_weighs_a_value_at_least_what_it_holds(value, least):
    assert least <= weight(value) <= 4 * least


@pytest.mark.in_turn
def test_is_every_view_of_an_atlas_that_of_its_pack_alone(luton):
    atlas = Atlas(luton)
    for name in luton.periods_held:
        for level in levels_of(luton, name):
            choice = Choice(name, Level(level), newest(luton, name, level).id)
            own, alone = atlas.view(choice), indicator_view(luton, choice)
            assert own.table.equals(alone.table)
            assert own.benchmarks == alone.benchmarks or own.chosen.code == alone.chosen.code
            assert atlas.view(choice) is own


def test_does_the_chosen_area_not_make_another_answer(luton):
    atlas, choice = Atlas(luton), Choice("overcrowding", Level.WARD, "2021")
    for area in luton.codes(Level.WARD):
        marked = Choice("overcrowding", Level.WARD, "2021", area=area, asked=area)
        assert atlas.view(marked) is atlas.view(choice)
        assert atlas.gap(marked) is atlas.gap(choice)


def test_give_profiles_and_briefings_of_one_atlas_one_set_of_figures(luton):
    atlas = Atlas(luton)
    own = atlas.newest_views(Level.WARD)["overcrowding"]
    assert atlas.newest("overcrowding", Level.WARD).table is own.table
