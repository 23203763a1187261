"""Is a pack that is replaced again and again, while many read, one pack or the other to each?"""

import os
import shutil
from concurrent.futures import ThreadPoolExecutor
from threading import Event

import pytest

from het_geo.pack import layout, manifest
from het_geo.pack.load import load
from het_geo.stores.packs import Packs
from het_geo.stores.publish import publish
from het_geo.stores.published import PublishedPacks
from het_geo.ui.shelf import opened
from tests.conftest import ROOT
from tests.unit.test_pack_whole import put_in_place, without_last

LUTON, BARNFIELD = "luton", "E05014735"
READERS = 2


@pytest.fixture
def root(tmp_path):
    for kind in ("boundaries", "data"):
        shutil.copytree(ROOT / kind / LUTON, tmp_path / "root" / kind / LUTON)
    shutil.copytree(ROOT / "data" / "catalogue", tmp_path / "root" / "data" / "catalogue")
    return tmp_path / "root"


def rows_of(root):
    """Return, by version, how many points the two packs have that are put in turn below a root."""
    found = {}
    for change in (without_last, bytes):
        put_in_place(root, change)
        version = manifest.read(root, LUTON).version
        found[version] = (root / "data/luton/points.csv").read_bytes().count(b"\n") - 1
    return found


def while_replaced(replace, look, turns):
    """Return all that ``look`` sees: first, in threads while packs are replaced, and last.

    An odd number of turns ends with the pack that did not stand at first.
    """
    over, first = Event(), look()

    def looking():
        seen = [look()]
        while not over.is_set():
            seen.append(look())
        return seen

    with ThreadPoolExecutor(READERS) as pool:
        readers = [pool.submit(looking) for _ in range(READERS)]
        try:
            for turn in range(turns):
                replace((without_last, bytes)[turn % 2])
        finally:
            over.set()
        return [first, *(one for reader in readers for one in reader.result()), look()]


@pytest.mark.in_turn
def test_is_an_atlas_of_one_pack_however_often_that_is_replaced(root, monkeypatch):
    monkeypatch.setenv("HET_GEO_ROOT", str(root))
    monkeypatch.setattr("het_geo.ui.shelf.LOOK_S", 0.0)  # a second, else
    rows = rows_of(root)

    def look():
        pack = opened(LUTON).pack
        return pack.manifest.version, len(pack.points)

    seen = while_replaced(lambda change: put_in_place(root, change), look, 3)
    assert set(seen) == set(rows.items())
    assert seen[-1][0] == manifest.read(root, LUTON).version != seen[0][0]


@pytest.mark.in_turn
def test_is_a_fetched_pack_one_of_those_published_however_often_they_are(
    root, tmp_path, catalogue, monkeypatch
):
    monkeypatch.setattr("het_geo.stores.published.LOOK_S", 0.0)  # a minute, else
    rows, store = rows_of(root), tmp_path / "store"
    publish(root, str(store), said=str)
    packs = PublishedPacks(str(store), tmp_path / "cache")

    def look():
        pack = load(packs.root_of(LUTON), LUTON, catalogue)
        return pack.manifest.version, len(pack.points)

    def published(change):
        put_in_place(root, change)
        publish(root, str(store), said=str)

    seen = while_replaced(published, look, 1)
    assert set(seen) == set(rows.items())
    assert seen[-1][0] == manifest.read(root, LUTON).version != seen[0][0]


def test_is_a_pack_found_that_is_put_in_its_place_as_it_is_looked_for(root, monkeypatch):
    """Between looking where a pack stands and looking at it, it was gone: “there is no pack”."""
    packs, real = Packs(root), layout.live_root

    def moved(where, slug):
        base = real(where, slug)
        layout.finish(where, slug)
        return base

    monkeypatch.setattr("het_geo.pack.layout.live_root", moved)
    asked = {
        "stamp": lambda: packs.stamp(LUTON),
        "has": lambda: packs.has(LUTON),
        "name": lambda: packs.name_of(LUTON),
        "holders": lambda: [one.label for one in packs.holders([LUTON], BARNFIELD)],
    }
    for ask in asked.values():
        following = root / "data" / f".next-{LUTON}"
        for kind in ("boundaries", "data"):
            shutil.copytree(root / kind / LUTON, following / kind / LUTON)
        found = ask()
        assert not following.exists()
        assert found == ask()


def test_is_a_pack_found_though_another_one_comes_and_goes_as_it_is_looked_for(root):
    """Of 29,456 looks beside 99 builds one failed: the folder it looked in was gone, and there."""
    looks = []

    def look(base):
        looks.append(base)
        if len(looks) < layout.TRIES:
            put_in_place(root, (without_last, bytes)[len(looks) % 2])
            return (root / "data" / "gone" / "while-looking").stat()
        return (base / layout.manifest_of(LUTON)).is_file()

    assert layout.looked_at(root, LUTON, look)
    assert len(looks) == layout.TRIES
    with pytest.raises(FileNotFoundError):
        layout.looked_at(root, LUTON, lambda base: (base / "nothing").stat())


@pytest.mark.parametrize("at", range(1, 5))
def test_is_a_place_listed_whenever_its_next_pack_goes_to_where_it_belongs(root, monkeypatch, at):
    """A list of places failed where a folder in it was gone by the time it was looked into."""
    real, following, left = os.scandir, root / "data" / f".next-{LUTON}", [at]

    def moved(path):
        left[0] -= 1
        if left[0] == 0:
            layout.finish(root, LUTON)
        return real(path)

    for kind in ("boundaries", "data"):
        shutil.copytree(root / kind / LUTON, following / kind / LUTON)
    with monkeypatch.context() as patched:
        patched.setattr("os.scandir", moved)
        assert layout.places(root) == [LUTON]
    layout.finish(root, LUTON)
    assert not following.exists()
