"""Does ``python -m het_geo journey`` begin, check and write what is asked for? Made up."""

import re
from dataclasses import fields
from io import BytesIO

import pypdf
import pytest
from icalendar import Calendar

from het_geo.__main__ import main
from het_geo.course import CourseVerdict
from het_geo.framework import records
from het_geo.framework.read import read_framework
from het_geo.framework.skeleton import EXAMPLE, skeleton
from het_geo.journey.said import MARKS
from tests.conftest import ROOT

PAGE = (ROOT / "docs" / "journey.md").read_text(encoding="utf-8")


def said(capsys, *words):
    """Run a command; return its exit status and all that it said."""
    status = main([str(word) for word in words])
    told = capsys.readouterr()
    return status, f"{told.out}{told.err}"


def framework_file(root, place="bedford"):
    return root / "data" / "journey" / place / "framework.toml"


def test_is_a_place_begun_with_a_file_that_reads_and_never_overwritten(tmp_path, capsys):
    status, told = said(capsys, "--root", tmp_path, "journey", "new", "Bedford")
    assert (status, "fill it in" in told) == (0, True)
    assert 'title = "Bedford’s journey"' in framework_file(tmp_path).read_text("utf-8")
    assert said(capsys, "--root", tmp_path, "journey", "check", "bedford") == (
        0, "0 measures, 0 with a target, 0 sub-groups, 0 plans: no fault.\n",
    )  # fmt: skip
    framework_file(tmp_path).write_text("# mine\n", "utf-8")
    status, told = said(capsys, "--root", tmp_path, "journey", "new", "bedford")
    assert (status, "is not overwritten" in told) == (1, True)
    assert framework_file(tmp_path).read_text("utf-8") == "# mine\n"


@pytest.mark.parametrize("place", ['a"b', "back\\slash", "…", "", "../.."])
def test_is_what_is_no_place_refused_and_nothing_written_outside(tmp_path, capsys, place):
    status, _ = said(capsys, "--root", tmp_path, "journey", "new", place)
    assert status == 1
    assert not list(tmp_path.rglob("*.toml"))


def test_do_the_examples_of_the_skeleton_hold_and_the_text_name_every_key(tmp_path, catalogue):
    text = skeleton("bedford", "Bedford")
    (tmp_path / "framework.toml").write_text(text.replace(EXAMPLE, ""), "utf-8")
    found = read_framework(tmp_path, catalogue)
    assert found.faults == ()
    assert [len(part) for part in (found.groups, found.measures, found.local, found.advice)] == [
        1, 1, 1, 1,
    ]  # fmt: skip
    (example,) = re.findall(r"^#   (target = .*)$", text, re.MULTILINE)
    bedrooms = text.replace(EXAMPLE, "").replace("month = 6", f"month = 6\n{example}")
    (tmp_path / "framework.toml").write_text(bedrooms, "utf-8")
    (measure,) = read_framework(tmp_path, catalogue).measures.values()
    assert measure.target.agreed == "the board, 21 March 2026"


WRONG = [
    ('indicator = "overcrowding"', 'indicator = "gone"', "has no indicator 'gone' any more"),
    ('owner = "housing"', 'owner = "nobody"', "the owner 'nobody' is not known"),
    ("month = 6", "month = 13", "the month '13' is not known"),
    ("[[measure]]", "[[measures]]", "unknown key 'measures'"),
    ("month = 6", "month = ", "this is no TOML"),
]


@pytest.mark.parametrize(("right", "wrong", "why"), WRONG)
def test_does_check_list_what_is_wrong_with_an_exit_status(tmp_path, capsys, right, wrong, why):
    said(capsys, "--root", tmp_path, "journey", "new", "Bedford")
    text = skeleton("bedford", "Bedford").replace(EXAMPLE, "").replace(right, wrong, 1)
    framework_file(tmp_path).write_text(text, "utf-8")
    status, told = said(capsys, "--root", tmp_path, "journey", "check", "bedford")
    assert status == 1
    assert why in told
    assert "Traceback" not in told


def test_is_a_place_without_a_framework_told_how_to_begin(tmp_path, capsys):
    for deed in ("check", "report", "calendar"):
        status, told = said(capsys, "--root", tmp_path, "journey", deed, "bedford")
        assert (status, "journey new bedford" in told) == (1, True)


@pytest.mark.in_turn
def test_are_report_and_calendar_of_luton_written(tmp_path, capsys):
    status, told = said(
        capsys, "journey", "report", "luton", "--format", "pdf,docx", "--out", tmp_path
    )
    assert (status, told.count("made ")) == (0, 2)
    (pdf,) = tmp_path.glob("luton-journey-*.pdf")
    first = pypdf.PdfReader(BytesIO(pdf.read_bytes())).pages[0].extract_text()
    assert "Of 22 measures" in " ".join(first.split())
    assert len(list(tmp_path.glob("*.docx"))) == 1
    assert said(capsys, "journey", "calendar", "luton", "--out", tmp_path)[0] == 0
    ical = Calendar.from_ical((tmp_path / "luton-journey.ics").read_bytes())
    assert len(ical.walk("VEVENT")) > 5


def test_is_a_format_that_is_none_refused_with_those_that_are(tmp_path, capsys):
    status, told = said(capsys, "journey", "report", "luton", "--format", "xlsx", "--out", tmp_path)
    assert (status, "The formats are pdf, docx, pptx." in told) == (1, True)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "record",
    [records.Framework, records.OwnerGroup, records.JourneyMeasure, records.LocalFigure,
     records.Advice, records.AgreedTarget],
)  # fmt: skip
def test_does_the_page_for_keepers_name_every_key(record):
    named = set(re.findall(r"`([a-z_]+)`", PAGE)) | {"value", "by", "agreed"}
    named |= {"groups", "measures", "advice", "faults"}  # its lists, and what reading found
    assert {field.name for field in fields(record)} - named == set()


def test_has_the_page_for_keepers_every_verdict_with_its_mark():
    rows = re.findall(r"^\| (\S+) \| ([^|]+?) \| ", PAGE, re.MULTILINE)
    table = {verdict: mark for mark, verdict in rows if verdict in list(CourseVerdict)}
    assert table == {str(verdict): mark for verdict, mark in MARKS.items()}
