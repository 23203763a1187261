"""Does a file bring all its rows or none, and does what was written leave as it was written?"""

import csv
import io
import time

import pytest

from het_geo.errors import RegisterError
from het_geo.register.rows import KINDS, fields_of, values_of
from het_geo.register.sheet import MOST_REASONS, MOST_ROWS
from tests.unit.register.conftest import EDITS, RUNS

HEADER = "title,principle,subgroup,status,owner,due"
LINE = "Visit homes,5,housing,planned,Head of Housing,2027-03-31"


def sheet(*lines, header=HEADER):
    return "\n".join([header, *lines, ""]).encode()


@pytest.fixture
def taken(register):
    """Return a function that imports actions and gives what was refused, and what stands then."""

    def made(data, kind="action"):
        found = register.import_csv(EDITS, "luton", kind, data)
        refused = [(one.row, one.column, one.reason) for one in found.refused]
        if refused:
            assert (found.added, found.changed, found.unchanged) == (0, 0, 0)
        return refused, [row.title for row in register.rows("action", "luton")]

    return made


def test_are_rows_of_a_file_added_in_its_order(taken, register):
    lines = [LINE.replace("Visit homes", f"Visit {number}") for number in range(3)]
    assert taken(sheet(*lines, "", ",,,,,")) == ([], ["Visit 0", "Visit 1", "Visit 2"])
    assert [one.number for one in register.history("luton")] == [3, 2, 1]
    assert register.stamp("luton") == 3
    assert taken(sheet()) == ([], ["Visit 0", "Visit 1", "Visit 2"])


@pytest.mark.parametrize(
    ("line", "column", "reason"),
    [
        (LINE.replace("2027-03-31", "31/03/2027"), "due", "year-month-day"),
        (LINE.replace("2027-03-31", "03/31/2027"), "due", "year-month-day"),
        (LINE.replace("planned", "soon"), "status", "none of"),
        (LINE.replace(",5,", ",nine,"), "principle", "digits"),
        (LINE.replace(",5,", ",=4+1,"), "principle", "digits"),
        (LINE.replace("Visit homes", ""), "title", "empty and is needed"),
        (LINE.replace("housing", "children"), "subgroup", "You may not add this action"),
        (LINE + ",more", "", "7 cells, and 6 columns"),
        ("Visit homes,5", "", "2 cells, and 6 columns"),
        ('"Visit homes', "", "is the file whole"),
    ],
)
def test_does_one_wrong_row_keep_the_whole_file_out(line, column, reason, taken, register):
    (refused, *more), standing = taken(sheet(LINE, LINE, line))
    assert refused[:2] == (4, column)
    assert reason in refused[2]
    assert (more, standing, register.history("luton")) == ([], [], [])


def test_is_every_wrong_row_named_up_to_a_hundred(taken):
    wrong = LINE.replace("planned", "soon").replace("2027-03-31", "soon")
    refused, _ = taken(sheet(LINE, wrong, LINE, wrong))
    assert [one[:2] for one in refused] == [(3, "status"), (3, "due"), (5, "status"), (5, "due")]
    refused, standing = taken(sheet(*[wrong] * 80))
    assert (len(refused), standing) == (MOST_REASONS, [])


@pytest.mark.parametrize(
    ("header", "column", "reason"),
    [
        (HEADER + ",colour", "colour", "no such column: there are title"),
        (HEADER + ",due", "due", "stands twice"),
        (HEADER.replace("owner,", ""), "owner", "needed, and is not there"),
        (HEADER.replace(",", ";"), "", "parted by semicolons"),
        ("", "title", "needed, and is not there"),
    ],
)
def test_are_columns_that_are_not_known_refused(header, column, reason, taken):
    (refused, *_), standing = taken(sheet(LINE, header=header))
    assert (refused[:2], standing) == ((1, column), [])
    assert reason in refused[2]


@pytest.mark.parametrize(
    ("data", "row", "reason"),
    [
        (sheet(LINE, LINE.replace("Visit", "Café")).decode().encode("latin-1"), 3, "not UTF-8"),
        (sheet(LINE).decode().encode("utf-16-le"), 1, "NUL"),
        (sheet(LINE, LINE.replace("Visit", "Vi\0sit")), 3, "NUL"),
        (sheet(LINE).decode().encode("utf-16")[:-1], 1, "not UTF-8"),
        (b"\x89PNG\r\n\x1a\n" + bytes(100), 1, "not UTF-8"),
        (b"", 1, "needed"),
    ],
)  # fmt: skip
def test_is_a_file_of_another_encoding_refused_with_its_row(data, row, reason, taken):
    (refused, *_), standing = taken(data)
    assert (refused[0], standing) == (row, [])
    assert reason in refused[2]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_is_a_file_read_whose_mark_says_what_it_is(encoding, end, taken):
    text = sheet(LINE.replace("Visit homes", "Café “Noël”")).decode().replace("\n", end)
    assert taken(text.encode(encoding)) == ([], ["Café “Noël”"])


def test_is_a_file_of_100_000_rows_refused_at_once_by_its_limit(taken):
    data = sheet(*[LINE] * 100_000)
    began = time.process_time()
    refused, standing = taken(data)
    assert refused == [(MOST_ROWS + 2, "", "more than 10,000 rows: share them over several files")]
    assert standing == []
    assert time.process_time() - began < 2  # of the processor: 0.1 s where it was written


def test_is_a_file_too_large_to_be_read_refused(taken):
    refused, _ = taken(sheet(LINE.replace("Visit homes", "x" * 20_000_000)))
    assert refused == [(1, "", "the file has 20 MB: 20 at the most")]


def test_is_a_year_closed_by_no_file(taken):
    refused, _ = taken(b"year,snapshot\n2025,{}\n", "closed_year")
    assert refused == [(1, "", "a year is closed in the explorer, not by a file")]
    with pytest.raises(RegisterError, match="no rows of"):
        taken(b"", "acton")


# As a spreadsheet would run it, and as it is written for one.
FORMULAS = {
    "=cmd()": "'=cmd()", "+1": "'+1", "-1+1": "'-1+1", "@SUM(A1)": "'@SUM(A1)", "＝1": "'＝1",
    "'=1": "''=1", "'''=1": "''''=1", "'quoted'": "'quoted'", "a=1": "a=1",
    "<b>bold</b>": "<b>bold</b>", "<img src=x onerror=alert(1)>": "<img src=x onerror=alert(1)>",
    'one "two", three': 'one "two", three',
}  # fmt: skip


@pytest.mark.parametrize("text", FORMULAS)
def test_does_a_formula_leave_inert_and_come_back_as_it_was(text, register, added, tmp_path):
    added("action", title=text)
    register.export_csv("luton", tmp_path)
    data = (tmp_path / "luton-action.csv").read_bytes()
    (row,) = csv.DictReader(io.StringIO(data.decode("utf-8-sig")))
    assert row["title"] == FORMULAS[text]
    same = register.import_csv(EDITS, "luton", "action", data)
    assert (same.refused, same.unchanged) == ((), 1)
    assert register.rows("action", "luton")[0].title == text


def test_are_all_rows_exported_and_taken_in_elsewhere(register, added, tmp_path):
    advice = added("recommendation", text="Two\nlines, “quoted” – and <b>")
    for kind in KINDS:
        if kind != "recommendation":
            added(kind)
    files = register.export_csv("luton", tmp_path)
    assert [path.name for path in files] == [f"luton-{kind}.csv" for kind in KINDS]
    for kind, path in zip(KINDS, files, strict=True):
        own = io.StringIO(path.read_text("utf-8-sig"), newline="")
        rows = [{name: row[name] for name in fields_of(kind)} for row in csv.DictReader(own)]
        made = io.StringIO()
        writer = csv.DictWriter(made, list(fields_of(kind)))
        writer.writeheader()
        writer.writerows(rows)
        found = register.import_csv(RUNS, "bedford", kind, made.getvalue().encode())
        if kind == "closed_year":
            continue
        assert (found.refused, found.added) == ((), 1)
        pair = [register.rows(kind, place)[0] for place in ("luton", "bedford")]
        assert values_of(pair[0]) == values_of(pair[1])
    assert register.rows("recommendation", "bedford")[0].text == advice.text


def changed_sheet(register, tmp_path, *changes):
    register.export_csv("luton", tmp_path)
    text = (tmp_path / "luton-action.csv").read_text("utf-8-sig")
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    return text.encode()


def test_does_a_file_that_was_exported_change_the_rows_it_was_made_from(
    register, added, tmp_path, taken
):
    row, _ = added("action"), added("action", title="Other")
    data = changed_sheet(register, tmp_path, ("Visit homes", "Visit flats"))
    found = register.import_csv(EDITS, "luton", "action", data)
    assert (found.added, found.changed, found.unchanged, found.refused) == (0, 1, 1, ())
    changed = register.rows("action", "luton", id=row.id)[0]
    assert (changed.title, changed.version) == ("Visit flats", 2)
    refused, _ = taken(data)  # made from version 1
    assert [one[:2] for one in refused] == [(2, "version")]
    assert "changed since (version 2 now)" in refused[0][2]


@pytest.mark.parametrize(
    ("column", "at", "given", "reason"),
    [("id", 0, "f" * 32, "no row of this id"), ("place", 1, "bedford", "the row is of bedford")],
)
def test_is_a_row_of_another_id_or_place_refused(column, at, given, reason, register, added,
                                                 tmp_path, taken):  # fmt: skip
    row = added("action")
    data = changed_sheet(register, tmp_path, ((row.id, "luton")[at], given)) if not at else (
        changed_sheet(register, tmp_path, (",luton,", f",{given},")))  # fmt: skip
    (refused,), standing = taken(data)
    assert refused[:2] == (2, column)
    assert reason in refused[2]
    assert standing == [row.title]


def test_is_a_second_value_of_one_period_refused_within_a_file(register):
    header = "measure,subgroup,period,value"
    line = "warm_homes,housing,2025-03-31,41"
    found = register.import_csv(EDITS, "luton", "value", sheet(line, line, header=header))
    assert [(one.row, one.column) for one in found.refused] == [(3, "period")]
    assert register.rows("value", "luton") == []
