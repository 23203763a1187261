"""Is what stands shown still while a disk is full, nothing half kept, and it said what to do?"""

import shutil
from dataclasses import replace

import pytest

from het_geo.errors import StoreError
from het_geo.fetch.download import Shelf
from het_geo.fetch.web import Web
from het_geo.pack.load import load
from het_geo.stores.index import read_index, written
from het_geo.stores.published import LOOK_S, PAUSE_S, PublishedPacks
from het_geo.strangers import child
from het_geo.strangers.limits import StrangerError
from tests.faults import full_beyond
from tests.places import NAME, SLUG
from tests.publisher import Answer
from tests.unit.test_faults_killed import hidden

FULL = r"Nothing new can be saved in .*\. Places fetched before are still shown\. Free some space"


class Clock:
    now = 0.0

    def __call__(self):
        return self.now


@pytest.mark.in_turn
def test_is_what_was_fetched_shown_still_while_the_disk_of_the_cache_is_full(
    folder, root, tmp_path, catalogue
):
    """Without room for the index itself, no page of any place was shown."""
    store = shutil.copytree(folder, tmp_path / "store")
    running = PublishedPacks(str(store), tmp_path / "cache", clock=Clock())
    load(running.root_of("luton"), "luton", catalogue)
    index = store / "index.toml"
    found = read_index(index.read_bytes(), "")
    renamed = (replace(one, name=one.name.replace(NAME, "Otherton Town")) for one in found.place)
    index.write_bytes(written(replace(found, place=tuple(renamed))))
    running.clock.now += LOOK_S
    with full_beyond(0):
        begun = PublishedPacks(str(store), tmp_path / "cache", clock=Clock())  # a new start
        for packs in (running, begun):
            assert packs.places() == ["luton", SLUG]
            assert packs.name_of(SLUG) == "Otherton Town"
            assert load(packs.root_of("luton"), "luton", catalogue).manifest.place == "luton"
            with pytest.raises(StoreError, match=FULL):
                packs.root_of(SLUG)
            assert hidden(tmp_path / "cache") == []  # nothing half takes the room there is
        with pytest.raises(StoreError, match=FULL):  # nothing was ever fetched: it is said at once
            PublishedPacks(str(store), tmp_path / "other").places()
    running.clock.now += LOOK_S + PAUSE_S
    assert load(running.root_of(SLUG), SLUG, catalogue).manifest.place == SLUG
    later = PublishedPacks(str(tmp_path / "gone"), tmp_path / "cache")
    later.root = running.root  # the same store, which is away now
    assert later.name_of(SLUG) == "Otherton Town"


def no_room(**_):
    """Fail as a reader does that has no room for what it unpacks."""
    raise OSError(28, "No space left on device")


@pytest.mark.in_turn
def test_is_a_visitor_s_file_not_blamed_for_a_full_disk():
    with pytest.raises(StrangerError, match="Nothing is wrong with your file"):
        child.in_child("tests.unit.test_faults_full:no_room")


def test_does_a_download_go_on_where_a_full_disk_stopped_it(publisher, tmp_path):
    body = b"area_code,n\nE01000001,1\n" * 20_000
    publisher.routes["/f.csv"] = Answer(body, headers={"ETag": '"first"'})
    url = f"{publisher.base}/f.csv"
    with full_beyond(100_000), pytest.raises(OSError, match="File too large"):
        Shelf(tmp_path, Web(timeout=5)).get(url)
    assert Shelf(tmp_path, Web(timeout=5)).get(url).read_bytes() == body
    begun = [headers.get("Range") for *_, headers in publisher.asked]
    assert begun == [None, "bytes=100000-"]
