"""Does no text keep whoever looks it through busy, and with him all others on the server?

A pattern looks a text through while everything else waits. Each of these took seconds, or longer
than anybody measured: a number of 60,000 digits in a saved briefing 149 s, 250 letters in a list.
"""

import importlib
import itertools
import pkgutil
import re
import signal
import time
from contextlib import contextmanager, suppress

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

import het_geo
from het_geo.atlas.asked import areas_asked
from het_geo.atlas.find import close, find
from het_geo.briefing.files import KIND, LARGEST, open_briefing
from het_geo.errors import BriefingError
from het_geo.geography import Level, shortened
from het_geo.own.areas.area import OwnError
from het_geo.own.areas.brought import areas_brought, areas_of_text
from het_geo.own.areas.file import KIND as AREAS
from het_geo.strangers.limits import Limits, StrangerError
from het_geo.strangers.toml import read_toml
from tests.sampled import tried
from tests.unit.documents import TODAY

SHALLOW = Limits(depth=4)
DEEP = ".".join("b" * 20)  # five times as deep as may be
HIDDEN = f'a = """y"""" # " """\n{DEEP} = 1\n# """'  # the fourth quote is the text's own
PIECES = ['"""', "'''", '"', "'", "#", "\\", "\n", "\r\n", "a = ", "y", "{", "}", ", ", " ", "[c]",
          f"\n{DEEP} = 1\n", f"{DEEP} = 1", f"[{DEEP}]"]  # fmt: skip


def depth_of(value):
    parts = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return 1 + max(map(depth_of, parts), default=0)


@settings(max_examples=tried(400), deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=14).map("".join))
@example(HIDDEN)
@example(HIDDEN.replace('"', "'"))
@example('x = {a = """y"""", ' + DEEP + ' = "z"}')
@example(f"x = {{a = '''y'''''',{DEEP} = 1}}")
@example(f"a = '''y'''''\n{DEEP} = 1")
def test_does_no_text_within_a_toml_hide_a_name_of_many_parts(text):
    """58 kB took 3.3 GB and 24 s: quotes at a text's end hid the name from the look before."""
    with suppress(StrangerError):
        assert depth_of(read_toml(text, SHALLOW)) < 20


def quick(read, error, seconds=5.0):
    """Refuse what is to be refused, in the time that the processor has for it."""
    before = time.process_time()
    with pytest.raises(error) as refused:
        read()
    assert "longer than" not in str(refused.value)  # as a child says that was stopped
    assert time.process_time() - before < seconds


@pytest.mark.parametrize(
    "text",
    ["a = " + "9" * 63_000, "a = '" + '"' * 63_000, 'a = "' + "\\" * 63_001, "a" * 63_000,
     "'''" * 20_000, '"""' * 20_001, "a . " * 15_000, "[[" * 30_000, "a = 0x" + "f" * 63_000,
     "format = 0x" + "f" * 5_000, "[audience]\nprinciple = 0x" + "f" * 5_000],
)  # fmt: skip
def test_is_a_saved_briefing_that_is_none_refused_at_once(atlas, text):
    data = f'kind = "{KIND}"\n{text}'.encode()
    assert len(data) <= LARGEST
    quick(lambda: open_briefing(atlas, data, TODAY), BriefingError)


@pytest.mark.parametrize("text", ['"' + '\\"' * 1_900_000, '"' * 3_900_000, "9" * 3_900_000,
                                  "[" * 3_900_000, "\\" * 3_900_000])  # fmt: skip
def test_are_saved_areas_that_are_none_refused_at_once(luton, text):
    data = f'{{"kind": "{AREAS}", "a": {text}'.encode()
    quick(lambda: areas_brought(luton, "", data), StrangerError)


@pytest.mark.parametrize("head", ["code" * 60, "code " * 60, "name20" * 9, "wards 20 21 " * 4,
                                  "name code " * 6, "code" * 20_000])  # fmt: skip
def test_is_a_list_with_a_heading_of_many_words_read_at_once(luton, head):
    row = ",".join(["x"] * 50)
    text = ",".join([f"{head}z"] * 2 + ["ward"]) + f"\n{luton.codes(Level.LSOA)[0]},{row}\n"
    before = time.process_time()
    with suppress(OwnError):
        areas_of_text(luton, text)
    assert time.process_time() - before < 5


RUN = ("het_geo.ui", "het_geo.__main__", "het_geo.register.migrations")  # as they are imported


@pytest.mark.parametrize("text", ["a" * 5_000_000, "Dallow " * 700_000, "é" * 5_000_000])
def test_is_a_name_of_five_megabytes_none_at_once(luton, text):
    """One of half a megabyte took 1.3 s in which nobody else was answered."""
    before = time.process_time()
    assert find(luton, text) == close(luton, text) == []
    assert time.process_time() - before < 5


@pytest.mark.parametrize("start", ["", "E01015701", "Dallow,x"])
def test_is_a_list_of_empty_lines_refused_at_once(luton, start):
    quick(lambda: areas_of_text(luton, start + "\n" * 2_900_000), OwnError)


@pytest.mark.parametrize("text", ["a = '" + '"' * 10**7, '"' * 10**7, "'" * 10**7, "9" * 10**7])
def test_is_a_manifest_of_quotes_refused_at_once(text):
    quick(lambda: read_toml(text), StrangerError)


@pytest.mark.parametrize("part", ["w{}", "E01{:06}", "Dallow {}", "LU1 {}AA", "housing {}"])
def test_is_a_list_of_a_million_names_looked_through_to_a_limit_and_that_is_said(luton, part):
    """A million codes in the search box took 70 s."""
    text = ",".join(map(part.format, range(1_000_000)))
    before = time.process_time()
    found = areas_asked(luton, text)
    assert time.process_time() - before < 30
    assert not found.whole
    said = "Of what was asked for, 50,000 letters were looked through."
    assert said in [one.text for one in found.notices]


def patterns():
    """Return the patterns that modules of the project hold by a name."""
    found = {}
    for module in pkgutil.walk_packages(het_geo.__path__, "het_geo."):
        if module.name.startswith(RUN):
            continue
        held = vars(importlib.import_module(module.name)).items()
        found |= {f"{module.name}.{name}": one for name, one in held if isinstance(one, re.Pattern)}
    return found


def told_long(pattern):
    """Return a text of the pattern's own words that takes it a second; "" where there is none."""
    of = pattern.pattern if isinstance(pattern.pattern, str) else pattern.pattern.decode("latin-1")
    words = list(dict.fromkeys(re.findall(r"[A-Za-z]+|\d+|[^\w\s]", of)))[:30]
    pairs = itertools.islice(itertools.permutations(words, 2), 60)
    for word, times in itertools.product([*words, *map("".join, pairs)], (12, 24, 100, 800)):
        text = word * times + "\0"
        said = text if isinstance(pattern.pattern, str) else text.encode("latin-1")
        try:
            with alarm(1):
                pattern.fullmatch(said)
                pattern.search(said)
        except TimeoutError:
            return text
    return ""


@contextmanager
def alarm(seconds):
    """Interrupt what takes longer; a pattern hears it."""

    def ring(*_):
        raise TimeoutError

    before = signal.signal(signal.SIGALRM, ring)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


@pytest.mark.skipif(not hasattr(signal, "setitimer"), reason="no alarm on this system")
def test_does_no_pattern_take_long_over_a_text_of_its_own_words():
    held = patterns()
    assert len(held) > 30
    assert {name: long for name, one in held.items() if (long := told_long(one))} == {}


@pytest.mark.parametrize(
    "pattern", [r"(?:(?:code|name)(?:code)?)+", r"(?:code(?:code)?)+", r"(?:a+)+b", r"(?:ab|a|b)*c"]
)
@pytest.mark.skipif(not hasattr(signal, "setitimer"), reason="no alarm on this system")
def test_is_a_pattern_that_takes_long_found(pattern):
    assert told_long(re.compile(pattern))


def test_is_what_a_file_says_told_without_letters_that_turn_others_round():
    assert shortened("\u202eDallow\u2066 ward\u200b", 20) == "Dallow ward"
    assert shortened("x" * 10**6) == "x" * 40 + "…"
    assert str(StrangerError("It holds “\u202egpj.exe\u2069”.")) == "It holds “gpj.exe”."
