"""Is a publisher's table looked at as its reader will read it, before it is read?"""

import csv

import pytest

from het_geo.fetch import caps, unpack
from tests.unit.test_fetch_odd import refused


def test_is_a_table_of_too_many_rows_or_columns_refused(monkeypatch, tmp_path):
    monkeypatch.setattr(caps, "ROWS", 100)
    refused(lambda: unpack.csv_frame(b"a\n" + b"1\n" * 101, "w", ["a"]), "w: .*more than 100 rows")
    assert len(unpack.csv_frame(b"a\n" + b"1\n" * 100, "w", ["a"])) == 100
    wide = b",".join([b"a"] * 40_000) + b"\n"
    refused(lambda: unpack.csv_frame(wide, "w", []), "w: .*40,000 columns")
    path = tmp_path / "wide.csv"
    path.write_bytes(wide)
    refused(lambda: unpack.csv_frame(path, "w", []), "w: .*40,000 columns")


COMMAS = b",".join([b"c"] * 6_000)


@pytest.mark.parametrize(
    ("table", "said"),
    [
        (b'"a\nb",' + COMMAS + b"\n", "6,001 columns"),
        (b"\n\r\n\n" + COMMAS + b"\n", "6,000 columns"),
        (COMMAS + b"\r1\r", "6,000 columns"),
        (b"\n" * 1_100_000 + COMMAS + b"\n", "no header in the first 1 MB"),
        (b"a" * 1_100_000, "header cannot be read"),
        (b"a\n" + COMMAS, "first row has 6,000 cells below a header of 1"),
        (b"a,b\n1,2,\n3,4,\n", "first row has 3 cells below a header of 2"),
    ],
    ids=range(7),
)
def test_is_a_header_read_as_its_reader_reads_it(table, said):
    """Columns beside a line feed in quotation marks were not counted: 26 s for 40,000 of them.

    And where each row ended with one more comma, a column's cells stood under the name before.
    """
    for limit in (csv.field_size_limit(), 10**9):  # as libraries may set it for the whole process
        before = csv.field_size_limit(limit)
        try:
            refused(lambda: unpack.csv_frame(table, "w", ["a"]), f"^w: .*{said}")
        finally:
            csv.field_size_limit(before)


@pytest.mark.parametrize("table", [b"a,b,\n1,2,\n", b"\n\na,b\n1,2", b'"a",b\r\n1\r\n', b"a,b\n"])
def test_is_a_table_that_can_be_read_not_taken_for_an_odd_one(table):
    assert list(unpack.csv_frame(table, "w", ["a", "b"])["a"]) == ["1"] * (len(table) > 4)
