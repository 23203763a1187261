"""How wide the columns of a table in Word are: as the document says, but no word is broken."""

from __future__ import annotations

from collections.abc import Iterable

from het_geo.document.table import Table
from het_geo.pictures.svg import Letters
from het_geo.render.word.styles import HEAD, MARGIN, PAGE, SIDE, TEXT

ROOM = PAGE[0] - 2 * MARGIN  # millimetres between the margins
POINT = 25.4 / 72  # millimetres
ARIAL = Letters(1.16, 1.15)  # as wide as its letters are at most beside those of our own font


def widths_of(table: Table, room: float) -> list[float]:
    """Return the columns' widths in millimetres, ``room`` together: shares as the table says.

    A column whose longest word has no room in its share takes what the word needs from the others;
    where words are endless, shares it is, and Word breaks them.
    """
    least = [_longest(table, at) for at in range(len(table.columns))]
    wide = [column.wide for column in table.columns]
    full: set[int] = set()
    while sum(least) <= room:
        others = sum(wide[at] for at in range(len(wide)) if at not in full)
        each = (room - sum(least[at] for at in full)) / others if others else 0.0
        found = [least[at] if at in full else wide[at] * each for at in range(len(wide))]
        if not (more := {at for at in range(len(wide)) if found[at] < least[at]}):
            return found
        full |= more
    return [share * room / sum(wide) for share in wide]


def _longest(table: Table, at: int) -> float:
    rows = (row for group in table.groups for row in group.rows)
    texts = (row.cells[at - 1] if at else f"{row.name} {row.quiet}" for row in rows)
    head = _widest([table.columns[at].head], HEAD, bold=True)
    return max(head, _widest(texts, TEXT, bold=False)) + 2 * SIDE


def _widest(texts: Iterable[str], size: float, *, bold: bool) -> float:
    """Return the room of the widest word, which a hyphen or a dash ends too."""
    words = {word for text in texts for word in text.replace("-", "- ").replace("–", "– ").split()}
    return max((ARIAL.room(word, size, bold=bold) for word in words), default=0.0) * POINT
