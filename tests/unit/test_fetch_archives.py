"""Is an archive or a workbook that no publisher should send refused by name and by limit?"""

import io
import re
import zipfile

import openpyxl
import pytest

from het_geo.fetch import caps, unpack
from het_geo.fetch.workbooks import workbook
from tests.unit.test_fetch_odd import fault_of, refused
from tests.unit.test_strangers import flagged, lying, zipped


def damaged(data):
    """Return a ZIP file with a byte of its part's packed content changed."""
    found = bytearray(data)
    found[40] ^= 0xFF
    return bytes(found)


PART = zipped(("a.csv", "a\n" + "1\n" * 5_000))


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (flagged(PART, flag=1), "w: .*encrypted"),
        (flagged(PART, method=97), "w: .*(method|packed)"),
        (damaged(PART), "w: "),
        (PART[:-10], "w: not a whole zip file"),
        (zipped(("a.csv", "a\n" + "1\n" * 2_000_000)), "^w: more than 1 MB unpacked"),
    ],
)
def test_is_an_odd_archive_named(tmp_path, monkeypatch, data, said):
    monkeypatch.setattr(caps, "UNPACKED", 1_000_000)
    path = tmp_path / "a.zip"
    path.write_bytes(data)
    found = fault_of(lambda: unpack.archive(path, "w", "a.csv", ["a"]))
    assert re.search(said, found), found


def test_gives_an_archive_that_lies_of_its_size_no_more_than_it_says(tmp_path):
    path = tmp_path / "a.zip"
    path.write_bytes(lying(PART, 10))
    said = fault_of(lambda: unpack.archive(path, "w", "a.csv", ["a"]))
    assert "w: not a whole zip file" in said or said == ""


def many(count, text="a\n1\n"):
    """Return a ZIP file of so many members, each in a folder of its own."""
    return zipped(*((f"{number}/a.csv", text) for number in range(count)))


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (many(2).replace(b"1/a.csv", b"0/a.csv"), "w: the zip file has the member '0/a.csv' twice"),
        (many(4), "w: 4 members like 'a.csv', and 3 are read at most"),
        (many(3, "a\n" + "1\n" * 40), "w: the table has more than 100 rows"),
        (many(3, "a\n" + "1" * 400), "w: more than 0.001 MB unpacked"),
        (many(3, "a\n" + "1\n" * 30), ""),
    ],
)
def test_is_an_archive_held_to_its_limits_with_all_its_members_together(
    tmp_path, monkeypatch, data, said
):
    """Each of 60,000 members was held to them by itself, and one that stood twice counted twice."""
    for name, most in {"MEMBERS": 3, "ROWS": 100, "UNPACKED": 1_000}.items():
        monkeypatch.setattr(caps, name, most)
    path = tmp_path / "a.zip"
    path.write_bytes(data)
    found = fault_of(lambda: unpack.archive(path, "w", "a.csv", ["a"]))
    assert said in found
    assert bool(said) == bool(found)


def book(**parts):
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(name.replace("__", "/").replace("_xml", ".xml"), text)
    return made.getvalue()


LOL = "<!DOCTYPE l [<!ENTITY a 'x'>" + "".join(
    f"<!ENTITY {chr(98 + n)} '{f'&{chr(97 + n)};' * 10}'>" for n in range(9)
) + "]><l>&j;</l>"  # fmt: skip


@pytest.mark.parametrize(
    "data",
    [
        b"", b"PK", PART, flagged(PART, flag=1), damaged(PART),
        book(xl__workbook_xml="<", **{"[Content_Types]_xml": "<x"}),
        book(xl__workbook_xml=LOL, **{"[Content_Types]_xml": LOL}),
        book(xl__workbook_xml="x" * 3_000_000),
    ],
    ids=range(8),
)  # fmt: skip
def test_is_an_odd_workbook_named(tmp_path, monkeypatch, data):
    monkeypatch.setattr(caps, "WORKBOOK", 1_000_000)
    path = tmp_path / "b.xlsx"
    path.write_bytes(data)
    refused(lambda: workbook(path, "w", ("*",), ["a"]), "^w: ")


def sheet(rows):
    """Return a workbook of one sheet, whose rows are those of a text."""
    empty = io.BytesIO()
    openpyxl.Workbook().save(empty)
    made = io.BytesIO()
    with zipfile.ZipFile(empty) as whole, zipfile.ZipFile(made, "w") as archive:
        for name in whole.namelist():
            own = f"<worksheet xmlns='{MAIN}'><sheetData>{rows}</sheetData></worksheet>"
            archive.writestr(name, own if "sheet1" in name else whole.read(name))
    return made.getvalue()


MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
ROW = '<row r="{0}"><c r="A{0}" t="inlineStr"><is><t>a</t></is></c><c r="B{0}"><v>1</v></c></row>'


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        (ROW.format(1) + ROW.format(2_000_000_000), "w: the sheet 'Sheet' has more than 1,000 ro"),
        (ROW.format(1) + "<row/>" * 1_000, "w: the sheet 'Sheet' has more than 1,000 rows"),
        (ROW.format(1) + ROW.format(1_000), ""),
    ],
    ids=["a row far below", "blank rows", "as many as may be"],
)
def test_does_a_sheet_without_end_end(tmp_path, monkeypatch, rows, said):
    """Two rows, one of them called the two thousand millionth, took all memory there was."""
    monkeypatch.setattr(caps, "SHEET", 1_000)
    path = tmp_path / "b.xlsx"
    path.write_bytes(sheet(rows))
    found = fault_of(lambda: workbook(path, "w", ("*",), ["a"]))
    assert said in found
    assert bool(said) == bool(found)


def test_is_a_workbook_of_many_parts_refused_and_counted_whole(tmp_path, monkeypatch):
    path = tmp_path / "b.xlsx"
    path.write_bytes(many(4))
    monkeypatch.setattr(caps, "WORKBOOK", 15)
    refused(lambda: workbook(path, "w", ("*",), ["a"]), "^w: more than 1.5e-05 MB unpacked")
    monkeypatch.setattr(caps, "MEMBERS", 3)
    refused(lambda: workbook(path, "w", ("*",), ["a"]), "^w: a workbook of 4 parts")
