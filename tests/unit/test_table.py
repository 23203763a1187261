"""Is a raw table read rightly, or refused by file, row and column? (All data here are made up.)"""

import gzip

import pytest

from het_geo.errors import SourceError
from het_geo.geography import Vintage
from het_geo.sources.layouts import read_long, read_wide

GOOD = "code,n\nE01000001,5\nE01000002,7\nW01000003,9\n"


def wide(path, columns=("n",), **options):
    return read_wide(path, list(columns), code="code", vintage=Vintage.LSOA21, **options)


def write(folder, text, name="made-up.csv"):
    path = folder / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def test_is_a_plain_table_read_for_england(tmp_path):
    table = wide(write(tmp_path, GOOD))
    assert table.values["n"].to_dict() == {"E01000001": 5.0, "E01000002": 7.0}


@pytest.mark.parametrize("text", ["\ufeff" + GOOD, GOOD.replace("\n", "\r\n")])
def test_are_a_byte_order_mark_and_windows_line_ends_read(tmp_path, text):
    assert wide(write(tmp_path, text)).values["n"].tolist() == [5.0, 7.0]


def test_is_a_gzip_read(tmp_path):
    assert wide(write(tmp_path, gzip.compress(GOOD.encode()))).values["n"].tolist() == [5.0, 7.0]


@pytest.mark.parametrize("mark", ["", "..", "-", ":", "NA", "[x]"])
def test_is_a_missing_mark_missing_and_never_0(tmp_path, mark):
    table = wide(write(tmp_path, f"code,n\nE01000001,{mark}\n"))
    assert table.values["n"].isna().all()
    assert not table.suppressed["n"].any()


@pytest.mark.parametrize("mark", ["c", "*", "[c]", "[low]"])
def test_is_a_withheld_mark_suppressed_and_never_0(tmp_path, mark):
    table = wide(write(tmp_path, f"code,n\nE01000001,{mark}\n"))
    assert table.values["n"].isna().all()
    assert table.suppressed["n"].all()


def test_are_thousands_read(tmp_path):
    assert wide(write(tmp_path, 'code,n\nE01000001,"1,204"\n')).values["n"].tolist() == [1204.0]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("code;n\nE01000001;5\n", "row 1 is not separated by commas"),
        ("code,m\nE01000001,5\n", "row 1 has no column 'n'. Found: code, m"),
        ("Table 1\ncode,n\nE01000001,5\n", "row 1 has no column 'code'. Found: Table 1"),
        ("code,n,n\nE01000001,5,6\n", "row 1 has the column 'n' twice"),
        ("code,n\nE01000001,5\nE01000002", "the last row has 1 fields, the header 2"),
        ("code,n\nE01000001,.\n", "row 2, column 'n': '.' is not a number"),
        ("code,n\nE01000001,1e400\n", "row 2, column 'n': '1e400' is not a number"),
        ("", "the file is empty"),
        ("<!DOCTYPE html><html>", "this is a web page"),
        ("code,n\nE01000001,12%\n", "row 2, column 'n': '12%' is not a number"),
        ("code,n\nE01000001,5\nE01000001,6\n", r"E01000001 stands twice .*\(rows 2 and 3\)"),
        ("code,n\nE01000001,5\nE05000001,6\n", "row 3, column 'code': 'E05000001' is not a code"),
        ("code,n\nE01000001,inf\n", "row 2, column 'n': 'inf' is not a number"),
        (gzip.compress(GOOD.encode(), mtime=0)[:-9], "cut short or damaged"),
        (b"code,n\nE01000001,\xff\n", "not UTF-8 text at byte 17"),
    ],
)
def test_is_a_bad_table_refused_by_name_row_and_column(tmp_path, text, message):
    path = write(tmp_path, text)
    with pytest.raises(SourceError, match=message) as refusal:
        wide(path)
    assert str(path) in str(refusal.value)


def test_is_a_missing_file_said_to_be_missing(tmp_path):
    with pytest.raises(SourceError, match="the raw file is missing"):
        wide(tmp_path / "not-there.csv")


def test_is_a_long_table_turned_wide_with_its_totals(tmp_path):
    text = "code,total,kind,n\nE01000001,10,owned,4\nE01000001,10,rented,6\n"
    table = read_long(
        write(tmp_path, text), ["rented", "total"],
        code="code", category="kind", count="n", vintage=Vintage.LSOA21,
    )  # fmt: skip
    assert table.values.loc["E01000001"].to_dict() == {"rented": 6.0, "total": 10.0}


def test_is_a_total_that_differs_between_rows_refused(tmp_path):
    text = "code,total,kind,n\nE01000001,10,owned,4\nE01000001,11,rented,6\n"
    with pytest.raises(SourceError, match="column 'total' differs between rows of one area"):
        read_long(
            write(tmp_path, text), ["rented", "total"],
            code="code", category="kind", count="n", vintage=Vintage.LSOA21,
        )  # fmt: skip
