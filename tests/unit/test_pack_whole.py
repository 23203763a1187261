"""Is a pack read whole or refused by name: every bit of its manifest, replaced while it is read?"""

import errno
import os
import random
import re
import shutil
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from io import BytesIO

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from het_geo.__main__ import main
from het_geo.errors import PackError
from het_geo.files import csv_lines, csv_of
from het_geo.pack import layout, manifest
from het_geo.pack.archive import pack_as_zip
from het_geo.pack.load import load
from het_geo.pack.seal import is_whole, sealed
from tests.conftest import ROOT
from tests.luton import copied

HEAD = "data/luton/manifest.toml"


@pytest.fixture
def root(tmp_path):
    return copied(tmp_path)


def flipped(data, bit):
    found = bytearray(data)
    found[bit // 8] ^= 1 << bit % 8
    return bytes(found)


def test_is_every_flipped_bit_of_a_sealed_text_seen():
    whole = sealed('format = 6\nname = "Luton"\n')
    assert is_whole(whole)
    assert not any(is_whole(flipped(whole, bit)) for bit in range(8 * len(whole)))


def test_is_a_flipped_bit_of_the_manifest_refused_wherever_it_is(tmp_path):
    """1,183 of 2,000 were read unseen before the manifest bore its own hash."""
    whole = (ROOT / HEAD).read_bytes()
    (tmp_path / HEAD).parent.mkdir(parents=True)
    for bit in random.Random(43).sample(range(8 * len(whole)), 80):
        (tmp_path / HEAD).write_bytes(flipped(whole, bit))
        with pytest.raises(PackError, match=re.escape(HEAD)):
            manifest.read(tmp_path, "luton")


@given(st.text(), st.text(min_size=1), st.integers(0, 10**6))
def test_is_whatever_is_put_into_or_taken_from_a_sealed_text_seen(text, more, seed):
    whole = sealed(text)
    at = seed % (len(whole) + 1)
    assert is_whole(whole)
    assert not is_whole(whole[:at] + more.encode() + whole[at:])
    assert not is_whole(whole[: seed % len(whole)])


@pytest.mark.parametrize(
    "address",
    ["javascript:alert(1)", "data:text/html,<script>", "file:///etc/passwd", "ftp://a.org/x", "",
     "https://user:word@a.org", "JaVaScRiPt:alert(1)", "https://a.org/\nx", "//a.org",
     "vbscript:x", " javascript:x", "\tjavascript:x", "java\nscript:x", "https://@evil.org",
     "https://a.org\\@evil.org", "https://a.org/\u202eb", "https://a.org%00.evil.org"],
)  # fmt: skip
def test_is_an_address_that_is_no_page_on_the_web_refused(root, address):
    found = manifest.read(root, "luton")
    first, *others = found.source
    sources = (replace(first, url=address), *others)
    manifest.write(replace(found, source=sources), root / HEAD)
    with pytest.raises(PackError, match=f"the source '{first.id}' is no http or https address"):
        manifest.read(root, "luton")


def test_is_the_manifest_of_another_place_named(root, catalogue):
    found = manifest.read(root, "luton")
    manifest.write(replace(found, place="bedford"), root / HEAD)
    with pytest.raises(PackError, match="it is of 'bedford', not of 'luton'"):
        load(root, "luton", catalogue)
    manifest.write(replace(found, code="E06000055"), root / HEAD)
    with pytest.raises(PackError, match="its code E06000055 is of another place than its shapes"):
        load(root, "luton", catalogue)


@pytest.mark.parametrize("name", [HEAD, "data/luton/areas.csv", "boundaries/luton/ward25.geojson"])
def test_is_a_folder_where_a_file_should_be_named(root, catalogue, name):
    (root / name).unlink()
    (root / name).mkdir()
    with pytest.raises(PackError, match=f"{name}: a folder stands where a file should"):
        load(root, "luton", catalogue)


@pytest.mark.parametrize("name", [HEAD, "data/luton/areas.csv"])
def test_is_a_pipe_where_a_file_should_be_named_and_not_waited_for(root, catalogue, name):
    (root / name).unlink()
    os.mkfifo(root / name)
    with pytest.raises(PackError, match=f"{name}: something else stands where a file should"):
        load(root, "luton", catalogue)


def test_is_a_name_that_no_file_can_have_refused(root, catalogue):
    found = manifest.read(root, "luton")
    first, *others = found.file
    for path, said in (("data/luton/a\0b", "null"), (f"data/luton/{'a' * 300}", "too long")):
        manifest.write(replace(found, file=(replace(first, path=path), *others)), root / HEAD)
        with pytest.raises(PackError, match=f"it cannot be read .*{said}"):
            load(root, "luton", catalogue)


def put_in_place(root, change=bytes):
    """Build Luton's pack again, each file changed, as a build puts it in place."""
    with layout.writing(root, "luton") as folder:
        for kind in ("boundaries", "data"):
            shutil.copytree(ROOT / kind / "luton", folder / kind / "luton")
        points = folder / "data/luton/points.csv"
        points.write_bytes(change(points.read_bytes()))
        found = manifest.read_below(folder, "luton")
        files = tuple(
            manifest.entry(folder, folder / f.path, f.rows, f.sources) for f in found.file
        )
        made = replace(found, file=files, version=f"{len(points.read_bytes()):012}")
        manifest.write(made, folder / HEAD)


def without_last(data):
    """Return a table without its last row."""
    return data[: data[:-1].rindex(b"\n") + 1]


def test_is_a_pack_that_is_replaced_while_it_is_read_read_whole(root, catalogue):
    """Of 69 loads beside builds 3 to 5 failed: a file was looked at, and gone when it was read."""
    table = (ROOT / "data/luton/points.csv").read_bytes()
    packs = (bytes, without_last)
    rows = {f"{len(change(table)):012}": change(table).count(b"\n") - 1 for change in packs}
    put_in_place(root, without_last)
    with ThreadPoolExecutor(max_workers=1) as builder:
        building = [builder.submit(put_in_place, root, packs[turn % 2]) for turn in range(4)]
        while not building[-1].done():
            found = load(root, "luton", catalogue)
            assert len(found.points) == rows[found.manifest.version]
    assert [one.exception() for one in building] == [None] * 4


def test_is_a_reader_that_meets_another_pack_sent_back_to_begin(root):
    """A file of the old pack is gone: what stands there now is read, and only that is told."""
    readings = []

    def read():
        found = manifest.read_below(layout.live_root(root, "luton"), "luton")
        readings.append(found.version)
        if len(readings) == 1:
            put_in_place(root, without_last)
            raise PackError("a file is missing")
        return found

    assert layout.steadily(root, "luton", read).version == readings[1] != readings[0]
    with pytest.raises(PackError, match="for good"):
        layout.steadily(root, "luton", lambda: refuse("for good"))


def refuse(words):
    raise PackError(words)


def test_does_a_full_disk_say_what_readers_are_shown(root, catalogue, monkeypatch):
    before, copy = load(root, "luton", catalogue).manifest.version, shutil.copyfile

    def full(source, target, **how):
        if ".building-" in str(target):
            return copy(source, target, **how)
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(target))

    with monkeypatch.context() as patched:
        patched.setattr("het_geo.pack.layout.shutil.copyfile", full)
        with pytest.raises(PackError, match="the new pack is what readers are shown") as refusal:
            put_in_place(root, without_last)
    assert "No space left on device" in str(refusal.value)
    shown = load(root, "luton", catalogue).manifest.version
    assert shown != before  # as it says
    layout.finish(root, "luton")
    assert load(root, "luton", catalogue).manifest.version == shown


def test_does_a_disk_that_is_full_earlier_leave_the_pack_that_was(root, catalogue):
    def full(data):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    before = load(root, "luton", catalogue).manifest
    with pytest.raises(PackError, match=r"No space left.*shown what was there before"):
        put_in_place(root, full)
    assert load(root, "luton", catalogue).manifest == before
    assert sorted(path.name for path in (root / "data").glob(".*")) == []


def test_is_a_pack_that_has_been_replaced_not_kept_under_the_old_ones_name(root):
    old = manifest.read(root, "luton")
    assert pack_as_zip(root, old)
    put_in_place(root, without_last)
    with pytest.raises(PackError, match="another pack has been put in its place"):
        pack_as_zip(root, old)


@given(st.lists(st.text(st.characters(codec="utf-8")), min_size=1))
def test_is_a_cell_read_back_as_it_was_whatever_ends_a_row_within_it(names):
    """A carriage return alone was not quoted, and ended the row for who read it."""
    table = pd.DataFrame({"name": names, "n": 1})
    for text in (csv_of(table), csv_lines([["name", "n"], *([name, 1] for name in names)])):
        found = pd.read_csv(BytesIO(text.encode()), keep_default_na=False, dtype={"name": str})
        assert found["n"].tolist() == [1] * len(names)
        assert found["name"].tolist() == names


@pytest.mark.parametrize(
    ("fault", "said"),
    [
        (OSError(errno.ENOSPC, "No space left on device"), "het_geo: No space left on device. It"),
        (OSError(errno.EACCES, "Permission denied", "x.csv"), "x.csv: Permission denied. It was"),
        (TimeoutError("timed out"), "het_geo: timed out. It was not finished"),
    ],
)
def test_is_no_more_said_of_a_full_disk_than_is_known(monkeypatch, capsys, fault, said):
    def failing(options):
        raise fault

    monkeypatch.setattr("het_geo.cli.packs._check", failing)
    assert main(["check", "luton"]) == 1
    told = capsys.readouterr().err
    assert said in told
    assert "Nothing was changed" not in told  # readers had the new pack
    assert "None" not in told
