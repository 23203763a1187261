"""What was changed, by which role, when; and how one change is taken back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC as GREENWICH
from datetime import date, datetime, time
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from het_geo.errors import RegisterError
from het_geo.people.roles import Person, may
from het_geo.register.people import NEEDED, Deed
from het_geo.register.rows import WrittenRow
from het_geo.register.schema import CHANGES
from het_geo.register.writes import Overtaken, Writing, values_in


@dataclass(frozen=True)
class PastChange:
    """One change. ``number`` is its turn in its place; ``before`` and ``after`` are whole rows."""

    id: str
    place: str
    number: int
    kind: str
    row: str  # the row's id
    deed: Deed
    version: int  # of the row, after it
    role: str
    subject_hash: str
    at: datetime
    before: Mapping[str, Any] | None
    after: Mapping[str, Any] | None
    undoes: str | None


def may_take_back(person: Person | None, past: PastChange) -> bool:
    """Return whether a person may take a change back: what stood after it, and before it."""
    subgroups = [state.get("subgroup") or "" for state in (past.before, past.after) if state]
    return all(may(person, NEEDED[past.kind], past.place, subgroup) for subgroup in subgroups)


def past_changes(
    connection: Connection, place: str, kind: str | None, row: str | None, most: int | None
) -> list[PastChange]:
    """Return a place's changes, the newest first; of a kind, of a row, up to so many."""
    wanted = sa.select(CHANGES).where(CHANGES.c.place == place)
    for column, value in ((CHANGES.c.kind, kind), (CHANGES.c.row, row)):
        wanted = wanted if value is None else wanted.where(column == value)
    found = connection.execute(wanted.order_by(CHANGES.c.number.desc()).limit(most))
    return [PastChange(**one._mapping) for one in found]


def change_of(connection: Connection, change_id: str) -> PastChange:
    """Return one change.

    Raises:
        RegisterError: there is none, or it was forgotten.
    """
    found = connection.execute(sa.select(CHANGES).where(CHANGES.c.id == change_id)).one_or_none()
    if found is None:
        raise RegisterError("There is no such change, or it is so old that it was forgotten.")
    return PastChange(**found._mapping)


def taken_back(writing: Writing, past: PastChange) -> WrittenRow | None:
    """Take a change back, as a change of its own; return the row that stands then, if any.

    Raises:
        Overtaken: the row was changed again after it.
    """
    row = writing.find(past.kind, past.row)
    newest = sa.select(sa.func.max(CHANGES.c.version)).where(CHANGES.c.row == past.row)
    if writing.connection.execute(newest).scalar_one() != past.version:
        raise Overtaken(past.kind, row)
    if row is None:
        kept = past.before or {}
        again = {"id": past.row, "version": past.version + 1}
        again["created_at"] = datetime.fromisoformat(kept["created_at"])
        return writing.add(
            past.kind, values_in(kept), example=kept["example"], again=again, undoes=past.id
        )
    if past.before is None:
        writing.remove(row, past.id)
        return None
    return writing.change(row, values_in(past.before), past.id)


def forgotten(connection: Connection, before: date, today: date) -> int:
    """Delete the history from before a day (UTC), and return how many changes that were.

    Raises:
        RegisterError: the day is still to come.
    """
    if before > today:
        raise RegisterError(
            f"{before.day} {before:%B %Y} is still to come: give a day that has been."
        )
    start = datetime.combine(before, time(), GREENWICH)
    return connection.execute(sa.delete(CHANGES).where(CHANGES.c.at < start)).rowcount
