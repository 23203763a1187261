"""Is every table that a visitor may bring read within limits, or refused with a sentence?"""

import csv
import io
import subprocess
import sys
import zipfile
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from het_geo.own.data import reading
from het_geo.own.data.reading import count_people, look, read_columns, tallied
from het_geo.strangers.limits import StrangerError
from het_geo.strangers.sheet import SHEET, sheet_of
from het_geo.strangers.text import encoding_of
from tests.conftest import ROOT
from tests.sampled import tried

TABLE = "Ward,Café users\nDallow,12\nBiscot,7\n"
ROWS = [(2, ["Dallow", "12"]), (3, ["Biscot", "7"])]
SMALL = replace(SHEET, size=20_000, unpacked=40_000, rows=50, columns=6, cell=100)


def workbook(rows, **sheets):
    book = Workbook()
    for row in rows:
        book.active.append(row)
    for name, others in sheets.items():
        sheet = book.create_sheet(name)
        for row in others:
            sheet.append(row)
    made = io.BytesIO()
    book.save(made)
    return made.getvalue()


def with_part(data, name, content):
    """Return a ZIP with a part put in, or in another's place."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(made, "w", 8) as new:
        for entry in old.namelist():
            if entry != name:
                new.writestr(entry, old.read(entry))
        new.writestr(name, content)
    return made.getvalue()


def read(data, limits=SHEET):
    sheet = sheet_of(data, limits)
    return sheet.header, list(sheet.rows)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252"])
@pytest.mark.parametrize("sign", [",", ";", "\t", "|"])
def test_is_a_text_read_in_every_encoding_and_by_every_sign(encoding, sign):
    data = TABLE.replace(",", sign).encode(encoding)
    assert read(data) == (["Ward", "Café users"], ROWS)


def test_is_latin_1_read_where_windows_has_no_such_sign():
    assert encoding_of("Ward,\x81é\n".encode("latin-1")) == "latin-1"


def test_is_a_workbook_read_as_a_text_is():
    data = workbook([["Ward", "Café users"], ["Dallow", 12], ["Biscot", 7.0]])
    assert read(data) == (["Ward", "Café users"], ROWS)


def test_are_titles_above_the_header_and_empty_rows_left_out():
    text = "Users of the café\n\nWard,Users,Year\nDallow,1,2023\n,,\nBiscot,2,2023\n"
    assert read(text.encode()) == (
        ["Ward", "Users", "Year"],
        [(4, ["Dallow", "1", "2023"]), (6, ["Biscot", "2", "2023"])],
    )


@pytest.mark.parametrize("count", [1, 19, 20, 21, 60])
def test_is_no_row_lost_where_the_header_is_looked_for(count):
    text = "Ward,n\n" + "".join(f"W,{i}\n" for i in range(count))
    assert [cells[1] for _, cells in read(text.encode())[1]] == [str(i) for i in range(count)]


def test_is_a_row_that_is_longer_than_the_header_known_and_a_shorter_one_filled():
    text = "Ward,n\nDallow\nBiscot,1,2\nSouth,3\n"
    assert read(text.encode())[1] == [(2, ["Dallow", ""]), (3, []), (4, ["South", "3"])]


def test_does_a_formula_count_as_the_value_that_was_saved():
    """Nothing runs it: one without a saved value is an empty cell."""
    data = workbook([["Ward", "n"], ["Dallow", "=1+1"], ["Biscot", '=cmd|"/C calc"!A0']])
    assert read(data)[1] == [(2, ["Dallow", ""]), (3, ["Biscot", ""])]


def test_is_a_formula_in_a_text_kept_as_text():
    assert read(b"Ward,n\n=cmd(),=1+1\n")[1] == [(2, ["=cmd()", "=1+1"])]


def test_is_the_first_sheet_with_rows_read():
    data = workbook([], figures=[["Ward", "n"], ["Dallow", 1]])
    assert read(data)[1] == [(2, ["Dallow", "1"])]


REFUSED = {
    "empty": (b"", "empty"),
    "blank": (b"\n \n,,\n", "empty"),
    "nul": (b"Ward,n\nDal\0low,1\n", "NUL byte"),
    "no header": (b"1,2\n3,4\n", "no header"),
    "equal columns": (b"a,n,n\n1,2,3\n", "Columns 2 and 3 have the same name"),
    "40,000 equal columns": (b",".join([b"n"] * 40_000) + b"\n", "40,000 columns"),
    "long cell": (b'Ward,n\n"' + b"x" * 10_000 + b'",1\n', "too long"),
    "open quote": (b'Ward,n\n"' + b"Dallow,1\n" * 40_000, "too long"),
    "old workbook": (b"\xd0\xcf\x11\xe0" + b"\0" * 600, "old kind or has a password"),
    "zip of nothing": (b"PK\x05\x06" + b"\0" * 18, "NUL byte"),
    "damaged": (workbook([["Ward"], ["Dallow"]])[:-200], "no ZIP file"),
    "no workbook": (with_part(b"PK\x05\x06" + b"\0" * 18, "note.txt", b"x"), "damaged"),
    "macros": (with_part(workbook([["W", "n"]]), "xl/vbaProject.bin", b"x"), "macros"),
    "billion laughs": (
        with_part(
            workbook([["W", "n"]]),
            "xl/sharedStrings.xml",
            b'<!DOCTYPE l [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><sst>&b;</sst>',
        ),
        "declares entities",
    ),
    "billion laughs in two bytes": (
        with_part(
            workbook([["W", "n"]]),
            "xl/workbook.xml",
            '<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a "ha">]><x/>'.encode("utf-16"),
        ),
        "declares entities",
    ),
}


@pytest.mark.parametrize("what", REFUSED)
def test_is_what_cannot_be_read_refused_with_a_sentence(what):
    data, said = REFUSED[what]
    with pytest.raises(StrangerError, match=said) as refused:
        read(data)
    assert str(refused.value).endswith(".")


def test_is_a_part_without_a_name_no_fault_of_ours():
    """Found by trying: Python asks for the last letter of its name."""
    data = with_part(workbook([["Ward", "n"], ["Dallow", 3]]), "qqqq", b"x")
    assert read(data.replace(b"qqqq", b"\0qqq"))[1] == [(2, ["Dallow", "3"])]


def test_are_more_rows_and_bytes_than_may_be_refused():
    with pytest.raises(StrangerError, match="more than 49 rows"):
        read(b"Ward,n\n" + b"Dallow,1\n" * 200, SMALL)
    with pytest.raises(StrangerError, match="has 20 kB at most"):
        read(b"Ward,n\n" + b"Dallow,1\n" * 20_000, SMALL)


def test_is_a_table_of_areas_read_to_its_last_row_and_one_row_more_refused(monkeypatch):
    monkeypatch.setattr(reading, "MOST_ROWS", 2)
    assert reading.picked(TABLE.encode(), ["Ward"]) == {"rows": [[2, "Dallow"], [3, "Biscot"]]}
    with pytest.raises(StrangerError, match="A table of areas has 2 rows at most"):
        reading.picked(f"{TABLE}Barnfield,9\n".encode(), ["Ward"])


def test_is_a_bomb_unpacked_no_further_than_its_limit():
    """6 MB in 6 kB: what it says of its size is not asked."""
    data = workbook([["Ward", "n"], ["Dallow", 1]])
    data = with_part(data, "xl/worksheets/sheet1.xml", b"<row/>" * 1_000_000)
    with pytest.raises(StrangerError, match="larger unpacked"):
        read(data, SMALL)


def test_are_links_to_other_files_not_followed():
    link = b'<externalLink xmlns="x"><externalBook r:id="rId1"/></externalLink>'
    data = with_part(
        workbook([["Ward", "n"], ["Dallow", 3]]), "xl/externalLinks/externalLink1.xml", link
    )
    assert read(data)[1] == [(2, ["Dallow", "3"])]


def test_is_a_table_looked_at_and_are_chosen_columns_read_in_a_child():
    found = look(TABLE.encode())
    assert (found["header"], found["count"]) == (["Ward", "Café users"], 2)
    assert read_columns(TABLE.encode(), ["Café users"]) == [[2, "12"], [3, "7"]]
    with pytest.raises(StrangerError, match="no row below it"):
        look(b"Ward,n\n")


POSTCODES = {"LU1 1AA": "E01000001", "LU1 1AB": "E01000002"}
PEOPLE = (
    "id,postcode,seen\n1,lu1 1aa,2021-03-04\n2,LU11AA,05/06/2021\n3,LU1 1AB,2022\n"
    "4,,2021\n5,ZZ9 9ZZ,2021\n6,no such,2021\n7,LU1 1AA,yesterday\n"
)


def test_are_rows_of_people_counted_and_others_named_by_number_alone():
    found = count_people(PEOPLE.encode(), "postcode", "seen", POSTCODES)
    assert found["counts"] == [["E01000001", "2021", 2], ["E01000002", "2022", 1]]
    assert found["read"] == 7
    assert found["refused"] == {
        "no postcode": [1, [5]],
        "a postcode outside the place": [1, [6]],
        "no postcode is written so": [1, [7]],
        "no date or year": [1, [8]],
    }


def test_does_nothing_of_a_row_of_a_person_leave_the_child():
    secret = "Zebedee Quux"
    data = f"name,postcode\n{secret},LU1 1AA\n{secret},{secret}\n".encode()
    assert secret not in repr(count_people(data, "postcode", "", POSTCODES))


@pytest.mark.in_turn
def test_are_a_million_rows_of_people_counted_within_300_mb():
    """In a child of its own, which says how much memory it took at most: never above its limit."""
    program = """
from het_geo.own.data.reading import tallied
from het_geo.strangers.child import _limit_memory
_limit_memory(300_000_000)
rows = "".join(f"LU1 1A{'AB'[i % 2]},{2015 + i % 9}\\n" for i in range(1_000_000))
found = tallied(("postcode,year\\n" + rows).encode(), "postcode", "year",
                {"LU1 1AA": "E01000001", "LU1 1AB": "E01000002"})
print(found["read"], sum(count for *_, count in found["counts"]))
"""
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.stdout.split() == ["1000000", "1000000"], done.stderr


def test_is_nothing_of_what_is_brought_written_to_a_disk():
    """Python tells of each file that it opens: none is opened to be written."""
    program = """
import sys
written = []
def heard(event, given):
    if event == "open" and isinstance(given[1], str) and set(given[1]) & set("wax+"):
        written.append(given[0])
sys.addaudithook(heard)
from het_geo.own.data.reading import looked, picked, tallied
data = sys.stdin.buffer.read()
looked(data), picked(data, ["postcode"]), tallied(data, "postcode", "", {})
print(written)
"""
    rows = [["id", "postcode"], *([i, "LU1 1AA"] for i in range(3_000))]
    for data in (workbook(rows), "\n".join(f"{a},{b}" for a, b in rows).encode()):
        done = subprocess.run(
            [sys.executable, "-B", "-c", program], input=data, cwd=ROOT, capture_output=True,
            check=False,
        )  # fmt: skip
        assert (done.stdout.decode().strip(), done.stderr) == ("[]", b"")


SEEDS = [
    TABLE.encode(), TABLE.encode("utf-16"), PEOPLE.encode(),
    workbook([["Ward", "n"], ["Dallow", 1]]),
]  # fmt: skip


@given(st.sampled_from(SEEDS), st.data())
@settings(max_examples=tried(300), suppress_health_check=list(HealthCheck))
def test_does_no_change_of_a_few_bytes_bring_anything_but_a_table_or_a_refusal(seed, data):
    found = bytearray(seed)
    for _ in range(data.draw(st.integers(1, 8))):
        at = data.draw(st.integers(0, len(found) - 1))
        found[at : at + data.draw(st.integers(0, 3))] = data.draw(st.binary(max_size=4))
        if not found:
            break
    try:
        header, rows = read(bytes(found), SMALL)
    except StrangerError:
        pass
    else:
        assert all(not cells or len(cells) == len(header) for _, cells in rows)


@given(st.lists(st.lists(st.text(max_size=8), min_size=2, max_size=3), max_size=8))
def test_is_what_python_writes_read_or_refused(rows):
    made = io.StringIO()
    csv.writer(made).writerows([["Ward", "number", "of"], *rows])
    data = made.getvalue().encode("utf-8", "replace")
    try:
        found = tallied(data, "number", "", POSTCODES)
    except StrangerError:
        return
    assert found["read"] == sum(count for count, _ in found["refused"].values()) + sum(
        count for *_, count in found["counts"]
    )
