"""Is a set of neighbourhoods called by its name, and said as one or as many, in every format?"""

import csv
import io
import json
import re
from functools import cache
from itertools import pairwise

import pytest
from bs4 import BeautifulSoup
from docx import Document as ReadDocument
from openpyxl import load_workbook as read_book
from pypdf import PdfReader

from het_geo.errors import AreaError
from het_geo.geography import Level
from het_geo.profiles.naming import LONGEST, called, checked_name, cleaned
from het_geo.profiles.profile import profile_of
from het_geo.render.batch import Wanted
from het_geo.render.files import FORMATS, file_name
from tests.unit.documents import DALLOW, MARKUP, TODAY, atlas, pack

ONE, MANY, BARE = "Dallow Road area", "High Town streets", "Kingsway Corner"
FORMATS_READ = ("pdf", "docx", "xlsx", "csv", "geojson", "html", "svg")
PARTS = "Barnfield, Saints and Vauxhall wards"


@cache
def set_of(name):
    small = pack().codes(Level.LSOA)
    return profile_of(atlas(), [small[0], small[30], small[90]], TODAY, name)


def strings(value):
    """Return every text of a JSON value."""
    if isinstance(value, dict):
        return [text for inner in value.values() for text in strings(inner)]
    if isinstance(value, list):
        return [text for inner in value for text in strings(inner)]
    return [value] if isinstance(value, str) else []


def of_html(data):
    soup = BeautifulSoup(data.decode("utf-8"), "html.parser")
    marks = [
        tag[name] for name in ("aria-label", "content") for tag in soup.find_all(True, {name: True})
    ]
    return [*soup.stripped_strings, *marks]


def of_word(data):
    document = ReadDocument(io.BytesIO(data))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return [*(part.text for part in document.paragraphs), *cells, document.core_properties.title]


READ = {
    "pdf": lambda data: [
        " ".join(page.extract_text().split()) for page in PdfReader(io.BytesIO(data)).pages
    ],
    "docx": of_word,
    "xlsx": lambda data: [
        str(cell.value)
        for sheet in read_book(io.BytesIO(data))
        for row in sheet
        for cell in row
        if cell.value is not None
    ],
    "csv": lambda data: [
        cell for row in csv.reader(io.StringIO(data.decode("utf-8-sig"))) for cell in row
    ],
    "geojson": lambda data: strings(json.loads(data)),
    "html": of_html,
    "svg": of_html,
}


@cache
def file_in(kind, name):
    return FORMATS[kind].make(set_of(name), pack())


@cache
def said_in(kind, name):
    """Return every text of a set's profile in a format."""
    found = READ[kind](file_in(kind, name))
    assert len(found) > 2
    return found


@pytest.mark.parametrize(
    ("name", "said", "many"),
    [
        (ONE, "the Dallow Road area", False),
        (MANY, "the High Town streets", True),
        (BARE, BARE, False),
        ("The flats", "the flats", True),
        ("the Marsh Farm Estate", "the Marsh Farm Estate", False),
        ("Neighbourhoods", "the Neighbourhoods", True),
    ],
)
def test_is_a_name_said_with_its_article_and_its_number(name, said, many):
    found = called(name)
    assert (found.label, found.said, found.many) == (name, said, many)


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("  Dallow \n Road\tarea ", ONE),
        ("Dallow\u202e Road\u200b area\x00", ONE),
        ("x" * 1000, "x" * LONGEST),
        ("!!! –", ""),
        ("", ""),
        ("e\u0301tang", "\u00e9tang"),
    ],
)
def test_is_a_name_cleaned_and_no_longer_than_a_line(given, kept):
    assert cleaned(given) == kept


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("Dallow ward", "give these neighbourhoods another name"),
        ("dallow", "give these neighbourhoods another name"),
        ("Luton", "give these neighbourhoods another name"),
        ("Flats by LU1 2AA", "A postcode is no name"),
        ("lu12aa", "A postcode is no name"),
    ],
)
def test_is_a_name_refused_that_is_an_areas_or_somebodys_address(name, why):
    with pytest.raises(AreaError, match=why):
        checked_name(pack(), name, ["E01015693", "E01015700"])


def test_has_one_area_no_name_but_its_own():
    with pytest.raises(AreaError, match="only several neighbourhoods together have a name"):
        profile_of(atlas(), [DALLOW], TODAY, ONE)


@pytest.mark.sampled(6)
@pytest.mark.parametrize("kind", FORMATS_READ)
@pytest.mark.parametrize(
    ("name", "said"), [(ONE, f"the {ONE}"), (MANY, f"the {MANY}"), (BARE, BARE)]
)
@pytest.mark.in_turn
def test_is_a_named_set_called_by_its_name_in_every_sentence_of_every_format(kind, name, said):
    texts = said_in(kind, name)
    assert any(name in text for text in texts)
    assert [text for text in texts if PARTS in text] == []  # what it is called without a name
    assert [text for text in texts if "this set of" in text.casefold()] == []
    if said == name:
        assert [text for text in texts if f"the {name}".casefold() in text.casefold()] == []
        return
    # with its article, but where the name stands by itself, as in a cell, a head or in quotes
    alone = re.compile(rf"(?<![“\w])(?<!the )(?<!The ){re.escape(name)} [a-z]")
    assert [text for text in texts if alone.search(text)] == []


VERBS = {
    False: "lie|have|are|were|do",  # after one
    True: "lies|has|is|was|does",  # after many
}


@pytest.mark.sampled(6)
@pytest.mark.parametrize("kind", FORMATS_READ)
@pytest.mark.parametrize("name", [ONE, MANY, BARE, ""])
@pytest.mark.in_turn
def test_is_no_verb_of_one_said_of_many_or_of_many_of_one(kind, name):
    subject = set_of(name).subject
    wrong = VERBS[subject.many]
    called_so = "|".join(map(re.escape, (subject.called, subject.said, subject.label)))
    found = re.compile(rf"(?:{called_so}) (?:{wrong})\b", re.IGNORECASE)
    assert [text for text in said_in(kind, name) if found.search(text)] == []


@pytest.mark.parametrize(
    ("name", "caption"),
    [
        (ONE, "Where the Dallow Road area lies in Luton"),
        (MANY, "Where the High Town streets lie in Luton"),
        (BARE, "Where Kingsway Corner lies in Luton"),
        ("", f"Where the 3 neighbourhoods in {PARTS} lie in Luton"),
    ],
)
def test_does_a_caption_say_lies_of_one_and_lie_of_many(name, caption):
    (first,) = [text for text in said_in("docx", name) if text.startswith("Figure 2.")]
    assert first == f"Figure 2. {caption}."
    assert caption in said_in("svg", name)  # the title of the map's own file


def test_is_an_unnamed_set_said_as_several_together():
    profile = set_of("")
    together = f"the 3 neighbourhoods in {PARTS} together"
    assert profile.title == f"Profile of the 3 neighbourhoods in {PARTS}"
    assert all(row.sentence.startswith(f"In {together}") for row in profile.rows)
    assert all(f"or {together} to be at" in gap.sentence for gap in profile.gaps)


def test_is_every_sentence_the_same_but_for_the_name():
    named, bare = set_of(ONE), set_of("")
    for one, other in zip(named.rows, bare.rows, strict=True):
        assert one.sentence == other.sentence.replace(bare.subject.said, named.subject.said)
        assert one.value == other.value
    assert named.subject.id == bare.subject.id  # the same neighbourhoods


def test_does_the_profile_say_what_the_name_stands_for():
    assert set_of(ONE).best_fit.notes[0] == (
        "“Dallow Road area” is a name given here to 3 neighbourhoods taken together, listed below; "
        "it is no area that is published of."
    )
    assert [row.area.label for row in set_of(ONE).inside[0].rows] == [
        area.label for area in set_of(ONE).subject.neighbourhoods
    ]


def test_does_a_file_bear_the_name_and_tell_sets_of_one_name_apart():
    small = pack().codes(Level.LSOA)
    other = profile_of(atlas(), small[:2], TODAY, ONE)
    names = [file_name(profile, "pdf") for profile in (set_of(ONE), other, set_of(""))]
    assert all(name.startswith("dallow-road-area-") for name in names[:2])
    assert len(set(names)) == 3
    assert all(re.fullmatch(r"[a-z0-9.-]+", name) for name in names)


@pytest.mark.parametrize("name", [MARKUP, "=cmd|' /C calc'!A0", "../../etc/passwd", "x" * 60])
@pytest.mark.parametrize("kind", FORMATS_READ)
@pytest.mark.in_turn
def test_is_any_name_text_alone(kind, name):
    kept = cleaned(name)
    data = file_in(kind, name)
    texts = said_in(kind, name)
    joined = "".join("".join(texts).split()).replace("\u200b", "")
    assert "".join(kept.split()) in joined
    if kind in ("xlsx", "csv"):
        assert not any(text.startswith("=") for text in texts)
    if kind in ("html", "svg"):
        assert BeautifulSoup(data.decode("utf-8"), "html.parser").find_all("script") == []
    assert "/" not in file_name(set_of(name), kind)


def test_are_a_named_and_an_unnamed_set_two_files_of_a_batch():
    orders = [Wanted(("E01015693", "E01015700"), ("pdf",), name) for name in ("", ONE, MANY)]
    assert all(one != other for one, other in pairwise(orders))
