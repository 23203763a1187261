"""Is a document that is kept what was said, word for word, and is another thing refused?"""

import json

import pytest

from het_geo.blank import Blank
from het_geo.document import Document, Drawing, Item, Items, Section, Text, is_half
from het_geo.document.frozen import frozen, thawed_document
from het_geo.document.table import Table, TableColumn, TableGroup, TableRow
from het_geo.errors import ExportError
from het_geo.pictures.svg import Picture

WITHHELD = Blank("withheld", "withheld by the publisher because the count is small")
TABLE = Table(
    "Members by ward",
    (TableColumn("Ward", 0.6, number=False), TableColumn("Members", 0.4)),
    (TableGroup("Wards", (TableRow("Dallow", "", ("12",)), TableRow("Biscot", "", (WITHHELD,)))),),
    half=True,
)
LIST = Items((Item("Note", "It is made up."),), title="To know", half=True)
MADE_UP = Document(
    "Made up", "What is said first.", "21 March 2026", "Foot", (
        Section("First", (Text("A “text” with <marks>.", "said"), TABLE, LIST)),
        Section("Inside it", (Drawing("A line", Picture("<path/>", 40.0, "A line.")),), level=3),
        Section("Second", (Text("The end."),), closing=True),
    ),
)  # fmt: skip


def through_json(value):
    return json.loads(json.dumps(frozen(value)))


def test_is_a_document_kept_as_json_what_it_was_with_why_a_cell_is_blank():
    found = thawed_document(through_json(MADE_UP))
    assert found == MADE_UP
    (cell,) = found.sections[0].parts[1].groups[0].rows[1].cells
    assert (cell, cell.why) == ("withheld", WITHHELD.why)


def without(name):
    table = through_json(MADE_UP)
    del table[name]
    return table


def deep(times):
    value = "x"
    for _ in range(times):
        value = [value]
    return value


@pytest.mark.parametrize(
    "kept",
    [
        None, 5, "Document", [], {}, {"is": "Nothing"}, {"is": "Text", "text": "alone"},
        without("is"), without("title"), through_json(MADE_UP) | {"colour": "red"},
        through_json(MADE_UP) | {"title": 5}, through_json(MADE_UP) | {"sections": deep(100_000)},
    ],
    ids=range(12),
)  # fmt: skip
def test_is_what_is_kept_and_is_no_document_refused_with_what_to_do(kept):
    with pytest.raises(ExportError, match="or restore the register from its backup"):
        thawed_document(kept)


def test_do_parts_of_half_the_width_stand_side_by_side_and_sections_with_those_inside_them():
    assert [is_half(part) for part in MADE_UP.sections[0].parts] == [False, True, True]
    assert MADE_UP.sections[0].rows == ((MADE_UP.sections[0].parts[0],), (TABLE, LIST))
    first, inside, second = MADE_UP.sections
    assert MADE_UP.chapters == (((0, first), (1, inside)), ((2, second),))
