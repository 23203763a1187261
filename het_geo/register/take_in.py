"""Take rows of a file in: new ones, and changes of those that the file was made from."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import sqlalchemy as sa

from het_geo.register.checks import RowError
from het_geo.register.rows import OF_ALL, WrittenRow
from het_geo.register.schema import OF_KIND, row_of
from het_geo.register.sheet import MOST_REASONS, Line, Refused
from het_geo.register.writes import RightsError, Writing


@dataclass(frozen=True)
class Imported:
    """What a file brought. Where anything is ``refused``, nothing was written."""

    added: int = 0
    changed: int = 0
    unchanged: int = 0
    refused: tuple[Refused, ...] = ()


def taken_in(writing: Writing, kind: str, lines: Sequence[Line]) -> Imported:
    """Write the rows of a file, and say what was refused, up to 100 reasons.

    A row with an id is the row of that id: it is changed where it differs, if its version is still
    the one that stands. A row without is new.
    """
    table = OF_KIND[kind]
    here = writing.connection.execute(sa.select(table).where(table.c.place == writing.place))
    standing = {row.id: row_of(kind, row) for row in here}
    count: Counter[str] = Counter()
    refused: list[Refused] = []
    for number, cells in lines:
        try:
            count[_one(writing, kind, cells, standing)] += 1
        except RowError as error:
            refused += [Refused(number, name, why) for name, why in error.reasons.items()]
        except RightsError as error:
            refused.append(Refused(number, "subgroup", str(error)))
        if len(refused) >= MOST_REASONS:
            break
    if refused:
        return Imported(refused=tuple(refused[:MOST_REASONS]))
    return Imported(count["added"], count["changed"], count["unchanged"])


def _one(
    writing: Writing, kind: str, cells: Mapping[str, str], standing: dict[str, WrittenRow]
) -> str:
    values = {name: cell for name, cell in cells.items() if name not in OF_ALL}
    if (place := cells.get("place", "").strip()) not in ("", writing.place):
        raise RowError(kind, {"place": f"the row is of {place}, not of {writing.place}"})
    row_id = cells.get("id", "").strip()
    if not row_id:
        writing.add(kind, values)
        return "added"
    row = standing.get(row_id)
    if row is None:
        raise RowError(kind, {"id": "no row of this id stands: leave it empty to add the row"})
    if cells.get("version", "").strip() != str(row.version):
        said = f"the row has been changed since (version {row.version} now): export it again"
        raise RowError(kind, {"version": said})
    standing[row_id] = writing.change(row, values)
    return "unchanged" if standing[row_id] is row else "changed"
