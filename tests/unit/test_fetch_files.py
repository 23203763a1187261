"""Publishers' files with a table inside, made up here in the publishers' formats."""

import io
import zipfile
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from het_geo.errors import SourceError
from het_geo.fetch import unpack
from het_geo.fetch.records import Long, TableRecipe
from het_geo.fetch.unpack import csv_frame, finish, pick
from het_geo.fetch.workbooks import workbook

TENURE = "date,geography,geography code,Tenure: Total\n2021,Made up 001A,E01000001,837\n"


def zipped(path: Path, **members: str) -> Path:
    with zipfile.ZipFile(path, "w") as file:
        for name, text in members.items():
            file.writestr(name, text)
    return path


def test_is_a_member_of_a_zip_file_read(tmp_path: Path) -> None:
    path = zipped(tmp_path / "t.zip", **{"metadata/x.txt": "notes", "ts054-lsoa.csv": TENURE})
    found = unpack.archive(path, "t.zip", "ts054-lsoa.csv", [])
    assert found.to_csv(index=False, lineterminator="\n") == TENURE


def test_is_a_zip_file_without_the_member_refused_with_what_it_holds(tmp_path: Path) -> None:
    path = zipped(tmp_path / "t.zip", **{"ts054-msoa.csv": TENURE})
    message = r"t.zip: the zip file has no member 'ts054-lsoa.csv'. It holds: ts054-msoa.csv"
    with pytest.raises(SourceError, match=message):
        unpack.archive(path, "t.zip", "ts054-lsoa.csv", [])


def test_is_a_truncated_zip_file_refused(tmp_path: Path) -> None:
    path = zipped(tmp_path / "t.zip", **{"ts054-lsoa.csv": TENURE})
    path.write_bytes(path.read_bytes()[:-30])
    with pytest.raises(SourceError, match=r"t.zip: not a whole zip file"):
        unpack.archive(path, "t.zip", "ts054-lsoa.csv", [])


def test_are_the_members_of_many_months_put_together(tmp_path: Path) -> None:
    months = {
        f"2025-{m:02}/2025-{m:02}-bedfordshire-street.csv": f"Month\n2025-{m:02}\n" for m in (1, 2)
    }
    path = zipped(
        tmp_path / "t.zip", **months, **{"2025-01/2025-01-kent-street.csv": "Month\nno\n"}
    )
    found = unpack.archive(path, "t.zip", "*-bedfordshire-street.csv", ["Month"])
    assert list(found["Month"]) == ["2025-01", "2025-02"]


COLUMNS = ["LSOA Code", "Number of households", "Number of households in fuel poverty"]


def booked(path: Path, **sheets: list[list[Any]]) -> Path:
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    book.save(path)
    book.close()
    return path


TABLE = [
    ["LSOA Code", "LSOA Name", "Number of households", "Number of households in\nfuel poverty1"],
    ["E01000001", "Made up 001A", 710, 59.0],
    ["E01000002", "Made up 001B", 600.5, None],
]
NOTES = [["Table 3: fuel poverty"], [], ["This worksheet holds one table."]]


@pytest.mark.parametrize("above", [0, 2, 3])
def test_is_a_moved_header_found_by_the_names_of_its_columns(tmp_path: Path, above: int) -> None:
    moved = [[None, *row] for row in TABLE]
    path = booked(tmp_path / "b.xlsx", Contents=NOTES, T3=[*NOTES[:above], *moved])
    found = workbook(path, "b.xlsx", ("*",), COLUMNS)
    assert found.to_csv(index=False).splitlines()[1:] == ["E01000001,710,59", "E01000002,600.5,"]


def test_is_a_renamed_column_of_a_workbook_refused_by_name(tmp_path: Path) -> None:
    rows = [["LSOA Code", "Households", *TABLE[0][3:]], ["E01000001", 710, 59]]
    path = booked(tmp_path / "b.xlsx", T3=rows)
    message = (
        r"b.xlsx: no column 'Number of households' in the row of 'LSOA Code', on the sheets T3"
    )
    with pytest.raises(SourceError, match=message):
        workbook(path, "b.xlsx", ("*",), COLUMNS)


def test_is_a_workbook_without_the_header_refused_with_its_sheets(tmp_path: Path) -> None:
    path = booked(tmp_path / "b.xlsx", Contents=NOTES, Notes=NOTES)
    with pytest.raises(
        SourceError, match=r"no sheet like 'T\*' .* 'LSOA Code'. Sheets: Contents, "
    ):
        workbook(path, "b.xlsx", ("T*",), COLUMNS)


def test_are_sheets_joined_on_the_code_and_footnotes_left_out(tmp_path: Path) -> None:
    income = [["LSOA code (2021)", "Income"], ["E01000001", 5], ["Source: made up"]]
    crime = [["LSOA code (2021)", "Crime"], ["E01000002", 7], ["E01000001", 6]]
    path = booked(tmp_path / "b.xlsx", Income=income, Crime=crime)
    found = workbook(path, "b.xlsx", ("*",), ["LSOA code (2021)", "Income", "Crime"])
    assert sorted(map(tuple, found.to_numpy())) == [("E01000001", "5", "6"), ("E01000002", "", "7")]


def test_is_a_column_on_two_sheets_refused(tmp_path: Path) -> None:
    rows = [["code", "n"], ["E01000001", 5]]
    path = booked(tmp_path / "b.xlsx", A=rows, B=rows)
    with pytest.raises(SourceError, match=r"the column 'n' stands on two of the sheets A, B"):
        workbook(path, "b.xlsx", ("*",), ["code", "n"])


def test_is_a_truncated_workbook_refused(tmp_path: Path) -> None:
    path = booked(tmp_path / "b.xlsx", T3=TABLE)
    path.write_bytes(path.read_bytes()[:500])
    with pytest.raises(SourceError, match=r"b.xlsx: not a whole workbook"):
        workbook(path, "b.xlsx", ("*",), COLUMNS)


PCM = "no2,,,\r\n2023,,,\r\nannual mean,,,\r\n{unit},,,\r\n,,,\r\ngridcode,x,y,no22023\r\n{rows}"


def pcm(path: Path, unit: str = "ug m-3") -> Path:
    path.write_text(PCM.format(unit=unit, rows="1,500,500,9.5\r\n2,1500,500,MISSING\r\n"))
    return path


def test_is_a_grid_read_below_its_notes(tmp_path: Path) -> None:
    found = unpack.grid(pcm(tmp_path / "no2.csv"), "no2.csv", {})
    assert found.to_csv(index=False).splitlines() == [
        "gridcode,x,y,value,unit", "1,500,500,9.5,ug/m3", "2,1500,500,,ug/m3",
    ]  # fmt: skip


def test_is_a_window_of_a_grid_taken(tmp_path: Path) -> None:
    window = {"west": "1000", "east": "2000", "south": "0", "north": "1000"}
    assert list(unpack.grid(pcm(tmp_path / "no2.csv"), "no2.csv", window)["gridcode"]) == ["2"]


def test_is_a_grid_in_another_unit_refused(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match=r"no2.csv: the rows above the header name no unit"):
        unpack.grid(pcm(tmp_path / "no2.csv", "mg m-3"), "no2.csv", {})


def test_is_a_grid_without_its_header_refused(tmp_path: Path) -> None:
    (tmp_path / "no2.csv").write_text("easting,northing,no2\n1,2,3\n")
    with pytest.raises(SourceError, match=r"no2.csv: no row 'gridcode,x,y,…' among the first 20"):
        unpack.grid(tmp_path / "no2.csv", "no2.csv", {})


def test_is_a_grid_of_two_columns_of_values_refused(tmp_path: Path) -> None:
    path = tmp_path / "no2.csv"
    path.write_text(PCM.format(unit="ug m-3", rows="").replace("no22023", "no22023,no22024"))
    with pytest.raises(
        SourceError, match=r"row 6: expected one column of values, found \['no22023', 'no22024'\]"
    ):
        unpack.grid(path, "no2.csv", {})


def test_is_a_grid_too_large_to_be_read_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(unpack.caps, "ANSWER", 100)
    with pytest.raises(SourceError, match=r"no2\.csv: a grid of more than 0\.0001 MB"):
        unpack.grid(pcm(tmp_path / "no2.csv"), "no2.csv", {})


def shaped(text: str, table: TableRecipe) -> list[str]:
    frame = csv_frame(io.BytesIO(text.encode()), "made-up.csv", table.theirs)
    return (
        finish(pick(frame, table, "made-up.csv"), table, "made-up.csv").to_csv(index=False).split()
    )


def test_are_columns_renamed_and_added_up() -> None:
    table = TableRecipe(
        rename={"code": "geography code"}, add={"Unemployed": ("adults", "students")}
    )
    text = "\ufeffgeography code,adults,students,other\nE01000001,38,1,9\nE01000002,40,0,9\n"
    assert shaped(text, table) == ["code,Unemployed", "E01000001,39", "E01000002,40"]


def test_are_categories_made_rows_area_by_area() -> None:
    table = TableRecipe(
        rename={"code": "c"}, long=Long("rating", "n", {"-1": "r: -1", "-2": "r: -2"})
    )
    assert shaped("c,r: -1,r: -2\nE1,24,2\nE2,22,1\n", table) == [
        "code,rating,n", "E1,-1,24", "E1,-2,2", "E2,-1,22", "E2,-2,1",
    ]  # fmt: skip


def test_are_crimes_counted_and_months_added_up() -> None:
    crimes = TableRecipe(keep=("code", "Month"), starts={"code": "E1"}, total="crimes")
    text = "code,Month\nE1,05\nE2,05\nE1,05\nE1,06\n"
    assert shaped(text, crimes) == ["code,Month,crimes", "E1,05,2", "E1,06,1"]
    months = TableRecipe(keep=("code", "n"), total="n")
    assert shaped("code,n\nE1,5\nE1,10\nE2,0\n", months) == ["code,n", "E1,15", "E2,0"]


@pytest.mark.parametrize("cell", ["", "c", ".."])
def test_is_a_blank_or_withheld_cell_never_added_up_as_0(cell: str) -> None:
    table = TableRecipe(keep=("code", "n"), total="n")
    with pytest.raises(
        SourceError, match=rf"made-up.csv: row 3, column 'n': '{cell}' is no number"
    ):
        shaped(f"code,n\nE1,5\nE1,{cell}\n", table)


def test_is_a_renamed_column_of_csv_refused_by_name() -> None:
    with pytest.raises(SourceError, match=r"made-up.csv: no column 'n'. The publisher may have"):
        shaped("code,number\nE1,5\n", TableRecipe(keep=("code", "n")))
