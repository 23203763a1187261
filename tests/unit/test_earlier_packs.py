"""Is an earlier pack, which a stranger brings, compared or refused in words, whatever is in it?

A refusal is a sentence: nothing else is raised, and no file is left.
"""

import hashlib
import io
import random
import re
import struct
import time
import tomllib
import tracemalloc
import zipfile
import zlib
from dataclasses import replace

import pytest
import tomli_w
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from het_geo.briefing.earlier import LONGEST, MOST_SAID, sentences_since
from het_geo.errors import PackError
from het_geo.pack.archive import LARGEST, unpack, unpacked
from het_geo.pack.seal import sealed
from tests.conftest import ROOT
from tests.sampled import tried
from tests.unit.test_strangers import flagged, lying, zipped

HEAD, AREAS, TABLE = (f"data/luton/{name}" for name in
                      ("manifest.toml", "areas.csv", "census2021-ts052.csv"))  # fmt: skip
CATALOGUE = str(ROOT / "data" / "catalogue")


def small(table=bytes, areas=bytes, told=lambda content: None):
    """Return a pack with one table, as a ZIP file; what is changed is as its manifest says."""
    files = {AREAS: areas((ROOT / AREAS).read_bytes()), TABLE: table((ROOT / TABLE).read_bytes())}
    content = tomllib.loads((ROOT / HEAD).read_text("utf-8"))
    del content["sha256"]
    content["file"] = [
        file | {"sha256": hashlib.sha256(files[file["path"]]).hexdigest(),
                "bytes": len(files[file["path"]])}
        for file in content["file"] if file["path"] in files
    ]  # fmt: skip
    told(content)
    return zipped((HEAD, sealed(tomli_w.dumps(content))), *files.items())


@pytest.fixture
def said(monkeypatch, luton):
    """Return what gives what is said of a ZIP file: sentences, or the refusal."""
    rows = luton.figures[luton.figures["indicator"] == "overcrowding"]
    now = replace(luton, figures=rows)
    monkeypatch.setattr("het_geo.briefing.earlier.load", lambda *_: now)
    monkeypatch.setattr("het_geo.briefing.earlier.read_catalogue", lambda _: luton.catalogue)

    def say(data):
        try:
            found = sentences_since(data, "luton", str(ROOT), CATALOGUE)
        except PackError as error:
            found = [str(error)]
        assert found
        assert len(found) <= MOST_SAID
        assert max(map(len, found)) <= LONGEST
        return " ".join(found)

    return say


def test_is_a_small_pack_compared(said):
    assert "gone" not in said(small())


def cell(column, text, row=5):
    """Return what puts a text into a cell of a table, as it stands."""

    def change(data):
        lines = data.decode().split("\n")
        at = lines[0].split(",").index(column)
        cells = lines[row].split(",")
        cells[at] = text
        lines[row] = ",".join(cells)
        return "\n".join(lines).encode()

    return change


ODD = ["inf", "-inf", "nan", "1e999", "9" * 400, "0x10", "1_000", "1,000", "True", "NULL", "=1+1",
       "<b>", "\x00", "\u202e", '"', "'", "x" * 30_000, "2021", " ", "٣",
       "-0", "1e-999"]  # fmt: skip


@pytest.mark.parametrize("text", ODD, ids=range(len(ODD)))
@pytest.mark.parametrize("column", ["area_code", "indicator", "period", "value"])
@pytest.mark.in_turn
def test_is_an_odd_cell_compared_or_refused(said, column, text):
    assert said(small(table=cell(column, text)))


@pytest.mark.parametrize("text", ODD, ids=range(len(ODD)))
@pytest.mark.parametrize("column", ["area_code", "name", "level"])
@pytest.mark.in_turn
def test_is_an_odd_cell_of_the_areas_compared_or_refused(said, column, text):
    assert said(small(areas=cell(column, text)))


VALUES = st.one_of(
    st.none(), st.booleans(), st.integers(-(2**63), 2**63 - 1), st.floats(), st.text(max_size=30),
    st.lists(st.integers(0, 9), max_size=3), st.dictionaries(st.just("a"), st.integers(0, 9)),
    st.dates(), st.just("x" * 5_000),
)  # fmt: skip
KEYS = ("format", "place", "code", "name", "version", "inputs", "file", "source")


@settings(
    max_examples=tried(60),
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
@given(st.sampled_from(KEYS), st.sampled_from(["", "file", "source"]), VALUES, st.integers(0, 10))
def test_is_a_manifest_with_anything_in_it_compared_or_refused(said, key, part, value, at):
    """A number for a title, ``format = inf``, a date for a name: each ended a session."""

    def told(content):
        table = content[part][0] if part else content
        name = list(table)[at % len(table)] if part else key
        if value is None:
            table.pop(name, None)
        else:
            table[name] = value

    assert said(small(told=told))


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"format": float("inf")}, "expected int"), ({"format": True}, "expected int"),
        ({"name": 1}, "expected str"), ({"place": "bedford"}, "is of “bedford”, not of luton"),
        ({"code": "E06000055"}, "only packs of one place"), ({"version": "v" * 500}, "too long"),
        ({"file": []}, "no figures"), ({"source": [{"url": "javascript:x"}]}, "no http or https"),
    ],
)  # fmt: skip
def test_says_a_refusal_what_is_wrong(said, change, words):
    assert words in said(small(told=lambda content: content.update(change)))


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda data: data + data.splitlines(keepends=True)[-1], "a row stands twice"),
        (lambda data: data.splitlines(keepends=True)[0], "are empty"),
        (lambda data: data + b"E01000001,overcrowding,1981,inf,,,,,,,,,ok\n", "without end"),
        (lambda data: b",".join([b"a"] * 40_000) + b"\n", "40,000 columns"),
        (lambda data: data + b"\n" * 5_000_000, "more than 9"),
        (lambda data: b"", "has no header"),
    ],
)
def test_is_a_table_that_no_pack_has_refused_within_seconds(said, change, words):
    before = time.process_time()
    assert words in said(small(table=change))
    assert time.process_time() - before < 10  # 25 s for 40,000 columns alone


def test_is_a_damaged_byte_refused_or_harmless(tmp_path):
    """Each file comes out as it went in, or none does."""
    whole = small()
    unpack(whole, "luton", tmp_path / "whole")
    held = {p.name: p.read_bytes() for p in (tmp_path / "whole").rglob("*.*")}
    chosen = random.Random(18)
    for at in chosen.sample(range(len(whole)), 250):
        data = bytearray(whole)
        data[at] ^= 1 << chosen.randrange(8)
        try:
            with unpacked(bytes(data), "luton") as folder:
                found = {p.name: p.read_bytes() for p in folder.rglob("*.*")}
        except PackError:
            continue
        assert found.items() <= held.items(), at


def endless(size, said_size):
    """Return a ZIP file whose one part holds ``size`` bytes, made without holding them."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    block = packer.compress(b"\n" * 2**24) + packer.flush(zlib.Z_FULL_FLUSH)
    body = block * (size >> 24) + packer.flush()
    name = HEAD.encode()
    fields = (0, 8, 0, 0, 0, len(body), said_size, len(name), 0)
    local = struct.pack("<4sHHHHHLLLHH", b"PK\x03\x04", 20, *fields) + name + body
    entry = struct.pack("<4sHHHHHHLLLHHHHHLL", b"PK\x01\x02", 20, 20, *fields, 0, 0, 0, 0, 0) + name
    return (
        local
        + entry
        + struct.pack("<4sHHHHLLH", b"PK\x05\x06", 0, 0, 1, 1, len(entry), len(local), 0)
    )


@pytest.mark.parametrize("declared", [10, 1_500_000_000])
def test_does_a_part_of_15_hundred_megabytes_take_none(tmp_path, declared):
    """It declares ten bytes, or all of them: it is read until a limit."""
    data = endless(1_500_000_000, declared)
    assert len(data) < LARGEST
    tracemalloc.start()
    with pytest.raises(PackError, match=r"larger unpacked|damaged"):
        unpack(data, "luton", tmp_path)
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert most < 250_000_000
    assert not list(tmp_path.iterdir())


def many(count):
    """Return a ZIP file with a list of so many parts, which its end says in whatever way it can."""
    entry = struct.pack("<4sHHHHHHLLLHHHHHLL", b"PK\x01\x02", 20, 20, *[0] * 7, 1, *[0] * 6) + b"a"
    listed = entry * count
    wide = struct.pack(
        "<4sQHHLLQQQQ", b"PK\x06\x06", 44, 45, 45, 0, 0, count, count, len(listed), 0
    )
    at = struct.pack("<4sLQL", b"PK\x06\x07", 0, len(listed), 1)
    return listed + wide + at + struct.pack("<4sHHHHLLH", b"PK\x05\x06", 0, 0, 1, 1, 47, 0, 0)


def test_is_a_list_of_200_000_parts_not_read_though_its_end_says_one(tmp_path):
    """Python believes the longer form of the end, which stands before the one that is looked at."""
    data = many(200_000)
    assert len(data) < LARGEST
    assert len(zipfile.ZipFile(io.BytesIO(many(3))).infolist()) == 3
    tracemalloc.start()
    with pytest.raises(PackError, match=r"parts|ZIP64"):
        unpack(data, "luton", tmp_path)
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert most < 5_000_000


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (lambda: flagged(zipped((HEAD, "x" * 50)), flag=1), "is encrypted"),
        (lambda: flagged(zipped((HEAD, "x" * 50)), method=97), "packed in a way"),
        (lambda: lying(zipped((HEAD, "x" * 50_000)), 10), "damaged"),
        (lambda: zipped((HEAD, "[[file]]\npath = 'data/luton/a/b'\n"), ("data/luton/a/b", "")),
         "damaged"),
        (lambda: zipped((HEAD, "x"), ("data/luton/" + "a" * 400, "")), "cannot be read|damaged"),
        (lambda: zipped((HEAD + "/x", "x")), "holds no pack"),
        (lambda: b"PK\x05\x06" + b"\0" * 18, "holds no pack"),
    ],
    ids=range(7),
)  # fmt: skip
def test_is_an_odd_archive_told(said, data, words):
    assert re.search(words, said(data()))
