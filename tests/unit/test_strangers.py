"""Is what strangers bring read within limits, or refused by name, whatever it says of itself?

Every attack was reproduced before it was mended: a saved briefing of 60 kB took 3.5 GB.
"""

import io
import os
import struct
import sys
import time
import tracemalloc
import zipfile
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from het_geo.briefing.files import KIND, MOST_NOTICES, open_briefing
from het_geo.errors import BriefingError, ServerError
from het_geo.pack.archive import LIMITS, unpack
from het_geo.strangers import child
from het_geo.strangers.child import in_child
from het_geo.strangers.limits import Limits, StrangerError, uploads_allowed
from het_geo.strangers.packed import parts_of
from het_geo.strangers.table import looked_through
from het_geo.strangers.toml import read_toml
from tests.sampled import tried
from tests.unit.documents import TODAY

SMALL = Limits(size=10_000, unpacked=1_000, entries=3, rows=5, columns=4, cell=20, depth=4)


def zipped(*members, how=zipfile.ZIP_DEFLATED):
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", how) as archive:
        for name, text in members:
            archive.writestr(name, text)
    return made.getvalue()


def every(name):
    return True


def lying(data, size):
    """Return a ZIP file whose list and part say that a part has ``size`` bytes."""
    found = bytearray(data)
    at = found.rfind(b"PK\x01\x02")
    found[at + 24 : at + 28] = struct.pack("<L", size)
    found[22:26] = struct.pack("<L", size)
    return bytes(found)


def flagged(data, flag=0, method=None):
    found = bytearray(data)
    for at, where in ((found.rfind(b"PK\x01\x02"), 8), (0, 6)):
        found[at + where] |= flag
        if method is not None:
            found[at + where + 2 : at + where + 4] = struct.pack("<H", method)
    return bytes(found)


def counted(data, count):
    """Return a ZIP file whose end says that it has ``count`` parts."""
    found = bytearray(data)
    at = found.rfind(b"PK\x05\x06")
    found[at + 8 : at + 12] = struct.pack("<HH", count, count)
    return bytes(found)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "empty"),
        ("a = 1\n" * 2_000, "12 kB, and a thing has 10 kB at most"),
        (b"\xff\xfea", "no text in UTF-8"),
        ("a = ", "cannot be read"),
        (".".join("a" * 30_000 for _ in "ab"), "60 kB"),
        (".".join(["a"] * 4_000) + " = 1", "more than 4 parts"),
        (" . ".join(['"a"'] * 400) + " = 1", "more than 4 parts"),
        ("x = {" + ".".join(["a"] * 400) + " = 1}", "more than 4 parts"),
        ("[" + ".".join(["a"] * 400) + "]", "more than 4 parts"),
        ("a = " + "[" * 400 + "]" * 400, "nested too deeply"),
        ("a = " + "{a=" * 400 + "1" + "}" * 400, "nested too deeply"),
    ],
)
def test_is_a_toml_text_beyond_a_limit_refused_and_said(text, said):
    with pytest.raises(StrangerError, match=said):
        read_toml(text, SMALL, "a thing")


@pytest.mark.parametrize(
    ("text", "table"),
    [
        ('a = "b.c.d.e.f.g.h"', {"a": "b.c.d.e.f.g.h"}),  # dots within a text are no names
        ("# a.b.c.d.e.f.g\na = 1.5", {"a": 1.5}),
        ('a = """[[[[[["""', {"a": "[[[[[["}),
        ("[a.b.c]\nd = [[1], [2]]", {"a": {"b": {"c": {"d": [[1], [2]]}}}}),
        ("\ufeffa = 1", {"a": 1}),
    ],
)
def test_is_a_toml_text_within_the_limits_read_as_it_stands(text, table):
    assert read_toml(text, SMALL) == table


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "empty"),
        (b"PK", "no ZIP file"),
        (zipped(("a", "x" * 1_001)), "larger unpacked"),
        (lying(zipped(("a", "x" * 100_000)), 10), "larger unpacked|damaged"),  # a part that lies
        (zipped(*((f"n{n}", "") for n in range(4))), "4 parts, and a thing has 3 at most"),
        (counted(zipped(("a", "")), 60_000), "60,000 parts"),
        (flagged(zipped(("a", "x")), flag=1), "“a” is encrypted"),
        (flagged(zipped(("a", "x")), method=97), "packed in a way"),
        (zipped(("a", "x" * 500))[:-30], "no ZIP file"),
        (zipped(("a", "x" * 500)).replace(b"PK\x01\x02", b"PK\x01\x03"), "damaged"),
    ],
)  # fmt: skip
def test_is_a_zip_file_beyond_a_limit_refused_and_said(data, said):
    with pytest.raises(StrangerError, match=said):
        list(parts_of(data, every, SMALL, "a thing"))


def test_does_a_part_that_is_not_wanted_cost_nothing():
    found = parts_of(zipped(("big", "x" * 9_000), ("a", "y")), lambda name: name == "a", SMALL)
    assert list(found) == [("a", b"y")]


def test_is_a_part_of_a_pack_that_its_manifest_does_not_name_left_packed(tmp_path):
    manifest = '[[file]]\npath = "data/luton/a.csv"\n'
    members = [("data/luton/manifest.toml", manifest), ("data/luton/a.csv", "x"),
               ("data/luton/b.csv", "y"), ("data/luton/../c.csv", "z")]  # fmt: skip
    unpack(zipped(*members), "luton", tmp_path)
    assert sorted(p.name for p in tmp_path.rglob("*.*")) == ["a.csv", "manifest.toml"]
    assert LIMITS.size <= 12_000_000  # what a message of a browser carries: more drops the line


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "no header"),
        (",".join("abcde"), "5 columns, and 4"),
        ("a,b,a\n", "“a” stands twice"),
        (",".join(["a"] * 40_000), "40,000 columns"),
        ("a\n" + "1\n" * 5, "more than 5 rows"),
        ("a\n" + "\n" * 5_000, "more than 5 rows"),
        ("a,b\n1,2,3\n", "row 2 has more cells"),
        ("a,b\n1," + "x" * 21, "row 2 has a cell that is too long"),
        ("a,b\n1," + "x" * 200_000, "cannot be read"),
        (b"a,b\n\xff,1\n", "no text in UTF-8"),
    ],
)
def test_is_a_table_beyond_a_limit_refused_and_said(text, said):
    data = text if isinstance(text, bytes) else text.encode()
    with pytest.raises(StrangerError, match=f"t.csv: .*{said}"):
        looked_through(data, "t.csv", SMALL)


def test_is_a_table_within_the_limits_given_back_as_it_is():
    data = "a,b\n1,2\n3\n".encode("utf-8-sig")
    assert looked_through(data, "t.csv", SMALL) == data


# What children are asked to do here.
def answer(word):
    return {"word": word, "process": os.getpid()}


def refuse():
    raise StrangerError("not this one")


def fail():
    raise ZeroDivisionError("what was in the file")


def wait():
    time.sleep(60)


def fill():
    return len(b"x" * 400_000_000)


def goes_first():
    return Path("/proc/self/oom_score_adj").read_text().strip()


def die():
    os._exit(9)


HERE = "tests.unit.test_strangers"


def test_is_a_file_read_in_a_process_of_its_own():
    found = in_child(f"{HERE}:answer", word="ja")
    assert found["word"] == "ja"
    assert found["process"] != os.getpid()


@pytest.mark.parametrize(
    ("name", "limits", "said"),
    [
        ("refuse", Limits(), "not this one"),
        ("fail", Limits(), r"cannot be read \(ZeroDivisionError\)\.$"),
        ("wait", Limits(seconds=5), "longer than 5 seconds"),
        ("fill", Limits(memory=300_000_000), "more than 300 MB"),
        ("die", Limits(), "more than 1,000 MB"),
        ("nothing", Limits(), "AttributeError"),
    ],
)
def test_is_a_child_that_fails_a_refusal_that_tells_nothing_of_the_file(name, limits, said):
    with pytest.raises(StrangerError, match=said) as refused:
        in_child(f"{HERE}:{name}", limits)
    assert "what was in the file" not in str(refused.value)
    assert child._free._value == child.AT_ONCE  # the next may come


@pytest.mark.skipif(sys.platform != "linux", reason="a file of Linux")
def test_does_the_system_end_a_child_before_the_server():
    assert in_child(f"{HERE}:goes_first") == "1000"
    assert Path("/proc/self/oom_score_adj").read_text().strip() != "1000"


def test_is_a_third_file_at_once_told_to_come_again():
    for _ in range(child.AT_ONCE):
        child._free.acquire()
    try:
        with pytest.raises(StrangerError, match="Other files are being read"):
            in_child(f"{HERE}:answer", word="ja")
    finally:
        for _ in range(child.AT_ONCE):
            child._free.release()


@pytest.mark.parametrize(("text", "found"), [("", True), ("on", True), ("OFF", False)])
def test_can_the_server_switch_files_off(monkeypatch, text, found):
    monkeypatch.setenv("HET_GEO_UPLOADS", text)
    assert uploads_allowed() is found


def test_is_a_switch_that_says_neither_named(monkeypatch):
    monkeypatch.setenv("HET_GEO_UPLOADS", "perhaps")
    with pytest.raises(ServerError, match="HET_GEO_UPLOADS is “perhaps”"):
        uploads_allowed()


def test_does_a_saved_briefing_of_30_000_dotted_parts_take_no_memory(atlas):
    text = f'kind = "{KIND}"\n' + ".".join(["a"] * 30_000) + " = 1"
    tracemalloc.start()
    with pytest.raises(BriefingError, match="more than 8 parts"):
        open_briefing(atlas, text, TODAY)
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert most < 20_000_000  # 3.5 GB before


def test_are_thousands_of_notices_told_as_some_and_their_number(atlas):
    names = ", ".join(f'"no-{n}"' for n in range(3_000))
    text = (
        f'kind = "{KIND}"\nformat = 1\nplace = "luton"\n'
        f'[audience]\nareas = []\nprinciple = 0\nsubgroup = ""\n[order]\nscreens = [{names}]\n'
    )
    _, notices = open_briefing(atlas, text, TODAY)
    assert len(notices) == MOST_NOTICES + 1
    assert notices[-1].endswith("more of the file’s parts could not be used.")


@settings(max_examples=tried(150), deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.binary(max_size=3_000), st.integers(0, 2**31), st.sampled_from(["zip", "toml", "csv"]))
def test_is_any_file_read_or_refused_in_words(noise, seed, kind):
    base = {"zip": zipped(("a", "x" * 200), ("b", "y")), "toml": b"a = 1\n[b.c]\nd = [1, 2]\n",
            "csv": b"a,b\n1,2\n"}[kind]  # fmt: skip
    at = seed % (len(base) + 1)
    data = base[:at] + noise + base[at + len(noise) % 7 :]
    read = {
        "zip": lambda: list(parts_of(data, every, SMALL)),
        "toml": lambda: read_toml(data, SMALL),
        "csv": lambda: looked_through(data, "t.csv", SMALL),
    }
    with suppress(StrangerError):  # and no other error
        read[kind]()
