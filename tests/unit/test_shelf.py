"""Are many places open within the shelf's bytes, each read once, and none taken from its reader?"""

import gc
import weakref
from dataclasses import replace
from threading import Barrier, Thread

import pytest

from het_geo.atlas.atlas import Atlas
from het_geo.atlas.choice import Choice
from het_geo.atlas.shelf import AtlasShelf, bytes_of, room
from het_geo.errors import PackError
from het_geo.geography import Level


@pytest.fixture
def place(luton):
    """Return what makes a place of another name, with Luton's figures."""

    def made(slug):
        return replace(luton, manifest=replace(luton.manifest, place=slug))

    return made


def names(found):
    return "".join(found.places)


@pytest.mark.parametrize(
    ("asked", "held"),
    [("a", "a"), ("abc", "abc"), ("abcd", "bcd"), ("abcad", "cad"), ("abcde", "cde"),
     ("aabbaa", "ba")],
)  # fmt: skip
def test_does_the_place_asked_for_least_lately_leave_first(place, luton, asked, held):
    shelf = AtlasShelf(3 * bytes_of(luton))
    for slug in asked:
        shelf.take(slug, (1,), lambda slug=slug: place(slug))
        assert shelf.size <= shelf.room
    assert names(shelf) == held


def test_does_what_is_worked_out_count_too(place, luton):
    size = bytes_of(luton)
    shelf = AtlasShelf(int(3.5 * size))
    first = shelf.take("a", (1,), lambda: place("a"))
    shelf.take("b", (1,), lambda: place("b"))
    for what in ("much", "more"):  # a quarter of 3.5 is 0.875: the second sends the first away
        first.keep((what,), lambda: bytes(int(0.6 * size)))
    assert len(first.store) == 1
    shelf.take("c", (1,), lambda: place("c"))
    assert names(shelf) == "bc"


def test_does_a_place_larger_than_the_shelf_stay_as_long_as_it_is_the_last(place):
    shelf = AtlasShelf(1)
    assert shelf.take("a", (1,), lambda: place("a")) is shelf.take("a", (1,), lambda: 1 / 0)
    shelf.take("b", (1,), lambda: place("b"))
    assert names(shelf) == "b"


def test_is_a_place_read_once_however_many_ask_at_the_same_time(place):
    shelf, read, got, start = AtlasShelf(), [], [], Barrier(8)

    def reading():
        read.append(1)
        return place("a")

    def ask():
        start.wait()
        got.append(shelf.take("a", (1,), reading))

    threads = [Thread(target=ask) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (len(read), len(got), len(set(map(id, got)))) == (1, 8, 1)


def test_is_a_pack_that_was_built_anew_read_anew_and_an_error_nothing_to_keep(place):
    shelf = AtlasShelf()
    old = shelf.take("a", (1,), lambda: place("a"))

    def damaged():
        raise PackError("the file is cut short")

    with pytest.raises(PackError):
        shelf.take("a", (2,), damaged)
    new = shelf.take("a", (2,), lambda: place("a"))
    assert (new is old, names(shelf)) == (False, "a")
    assert (shelf.of(new.pack), shelf.of(old.pack)) == (new, None)


def test_does_a_place_that_left_answer_its_reader_and_go_when_nobody_has_it(place):
    shelf = AtlasShelf(1)
    held = shelf.take("a", (1,), lambda: place("a"))
    choice = Choice("overcrowding", Level.WARD, "2021")
    held.ranks(held.view(choice))  # a view that is kept holds its atlas
    shelf.take("b", (1,), lambda: place("b"))
    assert names(shelf) == "b"
    assert held.view(choice).table.equals(Atlas(held.pack).view(choice).table)
    gone = weakref.ref(held)
    gc.disable()  # what a server has open is walked by no collection
    try:
        del held
        assert gone() is None
    finally:
        gc.enable()


@pytest.mark.parametrize(
    ("text", "size"), [("", 1_500 * 2**20), ("200", 200 * 2**20), (" 64 ", 64 * 2**20)]
)
def test_is_the_room_what_the_server_is_told(monkeypatch, text, size):
    monkeypatch.setenv("HET_GEO_MEMORY", text)
    assert room() == size


@pytest.mark.parametrize("text", ["0", "-5", "much", "1.5", "²", "1 GB"])
def test_is_a_room_that_is_none_named(monkeypatch, text):
    monkeypatch.setenv("HET_GEO_MEMORY", text)
    with pytest.raises(Exception, match=r"HET_GEO_MEMORY.*whole number of megabytes"):
        room()
