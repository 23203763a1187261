"""Do the cells of a profile's tables say what is true of their row and column?"""

import csv
import io

import pytest

from het_geo.blank import Blank
from het_geo.geography import Level
from het_geo.profiles.layout_tables import rows_table
from het_geo.render.profile_data import to_csv
from het_geo.render.workbook import to_xlsx
from tests.unit.documents import profile_and_pack
from tests.unit.office import read_book, sheet_rows

KINDS = ("district", "ward", "neighbourhood", "set in three wards")


def cells(profile):
    """Yield the head of a column and one of its cells, of every figure."""
    *_, table = rows_table(profile)
    for group in table.groups:
        for row in group.rows:
            yield from zip([column.head for column in table.columns[1:]], row.cells)


@pytest.mark.parametrize("kind", KINDS)
def test_is_an_area_itself_only_what_it_is(kind):
    profile, _ = profile_and_pack(kind)
    own = profile.subject.label
    for head, cell in cells(profile):
        assert (cell != "the area itself") or head == own, head
        assert head[0].isupper() or head[0].isdigit()


@pytest.mark.parametrize("kind", KINDS)
def test_stands_the_kingdom_s_figure_once_where_england_has_none(kind):
    profile, _ = profile_and_pack(kind)
    held = [row.beside(Level.UK) for row in profile.rows]
    written = [f"UK: {there.written}" for there in held if there]
    shown = [cell for head, cell in cells(profile) if head == "England" and "UK" in cell]
    assert shown == written
    note, _ = rows_table(profile)
    assert ("UK: the figure of the United Kingdom" in note.text) == bool(written)
    for head, cell in cells(profile):
        assert "United Kingdom" not in head
        assert head != "England" or not isinstance(cell, Blank) or cell.why


def test_do_files_say_of_no_area_that_it_is_the_kingdom():
    profile, _ = profile_and_pack("district")
    for row in csv.DictReader(io.StringIO(to_csv(profile))):
        assert "the area is the United Kingdom" not in " ".join(map(str, row.values()))
        assert "the area is uk" not in " ".join(map(str, row.values()))
    book = read_book(to_xlsx(profile))
    for head in sheet_rows(book, "Values")[0]:
        assert head[0].isupper() or head[0].isdigit()
