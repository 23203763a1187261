"""Is nothing lost, and all made right by the same command again, whatever is killed, and when?"""

import shutil

import pandas as pd
import pytest

from het_geo.catalogue.read import read_catalogue
from het_geo.cli.add import add
from het_geo.fetch.download import Shelf
from het_geo.fetch.web import Web
from het_geo.files import write
from het_geo.geography import Level
from het_geo.own.data.saved import opened, saved
from het_geo.pack import layout, manifest
from het_geo.pack.held import HeldFiles
from het_geo.pack.load import load
from het_geo.stores.publish import publish
from het_geo.stores.published import PublishedPacks
from tests.conftest import ROOT
from tests.faults import killed_at, killed_beyond, steps, tries_faults
from tests.publisher import Answer
from tests.unit.test_own_data import csv_of, made
from tests.unit.test_pack_whole import put_in_place, without_last

tries_faults(__name__)
LUTON = "luton"


@pytest.fixture
def root(tmp_path):
    """Return a folder with Luton's pack and nothing else."""
    for kind in ("boundaries", "data"):
        shutil.copytree(ROOT / kind / LUTON, tmp_path / "root" / kind / LUTON)
    return tmp_path / "root"


def whole(root):
    """Return the version of the pack that readers are shown, once each file is its manifest's."""
    base = layout.live_root(root, LUTON)
    found = manifest.read_below(base, LUTON)
    HeldFiles(base, found.file, LUTON)
    return found.version


def hidden(folder):
    """Return what of a killed process is left below a folder."""
    return sorted(path.name for path in folder.rglob(".*") if not path.name.endswith(".lock"))


def test_is_a_pack_the_old_or_the_new_whenever_its_build_is_killed(root, catalogue):
    put_in_place(root)
    old, seen = whole(root), []
    for step in steps(150):
        killed = killed_at(step, root, put_in_place, root, without_last)
        seen.append(whole(root))
        if not killed:
            break
        put_in_place(root)  # the next build: whole, and nothing of the killed one is left
        assert (whole(root), hidden(root)) == (old, [])
    assert set(seen) == {old, load(root, LUTON, catalogue).manifest.version}
    assert seen == sorted(seen, key=lambda version: version != old)  # once new, it stays


def test_is_what_is_published_the_old_or_the_new_whenever_publishing_is_killed(root, tmp_path):
    store = tmp_path / "store"
    publish(root, str(store), said=str)
    old, seen = whole(root), []
    put_in_place(root, without_last)
    for step in steps(4):
        killed = killed_at(step, store, publish, root, str(store))
        packs = PublishedPacks(str(store), tmp_path / f"cache{step}")
        seen.append(whole(packs.root_of(LUTON)))
        if not killed:
            break
    assert seen[0] == old
    assert seen[-1] == whole(root) != old


def fetch_pack(base, cache):
    PublishedPacks(base, cache).root_of(LUTON)


def test_is_a_pack_fetched_anew_whenever_its_fetching_was_killed(root, tmp_path):
    store, cache, times = tmp_path / "store", tmp_path / "cache", 0
    publish(root, str(store), said=str)
    for step in steps(60):
        killed = killed_at(step, cache, fetch_pack, str(store), cache)
        assert whole(PublishedPacks(str(store), cache).root_of(LUTON)) == whole(root)
        assert hidden(cache) == []
        shutil.rmtree(cache)
        if not killed:
            break
        times += 1
    assert times > 3


# Two editions of a publisher's file, and the mark that tells them apart.
FIRST, SECOND = b"area_code,n\nE01000001,1\n" * 20_000, b"area_code,n\nE01000001,2\n" * 20_000
TAGS = {FIRST: {"ETag": '"first"'}, SECOND: {"ETag": '"second"'}}


def download(folder, url):
    Shelf(folder, Web(timeout=5)).get(url)


def test_does_a_download_go_on_where_it_was_killed(publisher, tmp_path):
    publisher.routes["/f.csv"] = Answer(FIRST, headers=TAGS[FIRST])
    url, sizes = f"{publisher.base}/f.csv", (8_192, 100_000, 123_456, 400_000)
    for size in sizes:
        assert killed_beyond(size, download, tmp_path, url)
    assert Shelf(tmp_path, Web(timeout=5)).get(url).read_bytes() == FIRST
    begun = [headers.get("Range", "bytes=0-") for *_, headers in publisher.asked]
    assert begun == [f"bytes={size}-" for size in (0, *sizes)]


def test_are_two_editions_never_joined_whenever_the_download_is_killed(publisher, tmp_path):
    """The second edition's mark stood beside bytes of the first one, for a moment."""
    url, times = f"{publisher.base}/f.csv", 0
    for step in steps(1):
        folder = tmp_path / str(step)
        publisher.routes["/f.csv"] = Answer(FIRST, headers=TAGS[FIRST])
        assert killed_beyond(100_000, download, folder, url)
        publisher.routes["/f.csv"] = Answer(SECOND, headers=TAGS[SECOND])
        killed = killed_at(step, folder, download, folder, url)
        shelf = Shelf(folder, Web(timeout=5))
        assert shelf.get(url).read_bytes() == SECOND, step
        shelf.done()
        shelf.clear()
        assert list(folder.iterdir()) == []
        if not killed:
            break
        times += 1
    assert times > 3


def test_is_a_saved_file_the_old_or_the_new_whenever_its_writing_is_killed(tmp_path):
    path, old, new = tmp_path / "profile.docx", b"old" * 9_999, b"new" * 99_999
    for step in steps(1):
        write(path, old)
        killed = killed_at(step, tmp_path, write, path, new)
        assert path.read_bytes() in (old, new)
        if not killed:
            break
    write(path, old)
    assert killed_beyond(50_000, write, path, new)
    assert path.read_bytes() == old


def test_does_a_catalogue_hold_a_figure_whole_or_not_whenever_adding_it_is_killed(luton, tmp_path):
    """A half copy beside its place was read as a figure, or the figure twice: no page opened."""
    folder = tmp_path / "catalogue"
    shutil.copytree(ROOT / "data" / "catalogue", folder)
    rows = [(code, 100 + i, 1_000) for i, code in enumerate(luton.codes(Level.WARD))]
    table = csv_of(pd.DataFrame(rows, columns=["Ward", "Members", "Adults"]))
    figure = opened(saved(made(luton, table, name="Made up members")))
    seen = []
    for step in steps(1):
        killed = killed_at(step, folder, add, figure, folder)
        seen.append(figure.id in read_catalogue(folder).indicators)
        if not killed:
            break
    assert seen == [False] * (len(seen) - 1) + [True]
    assert len(seen) > 3
    assert hidden(folder) == []
