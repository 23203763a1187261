"""One writing: what a person changes in a place at once, with its history, whole or not at all."""

from __future__ import annotations

import secrets
import uuid
from collections.abc import Mapping
from dataclasses import fields, replace
from datetime import date, datetime, timedelta
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import Connection

from het_geo.errors import RegisterError
from het_geo.people.roles import Person
from het_geo.register.checks import Known, RowError, checked, hold_to
from het_geo.register.people import Deed, may, role_for
from het_geo.register.rows import CALLED, KINDS, OF_ALL, ONCE, WrittenRow, kind_of, values_of
from het_geo.register.schema import CHANGES, OF_KIND, STAMPS, row_of

SET_BACK = timedelta(minutes=10)  # by which clocks of servers are apart, or are put right


class RightsError(RegisterError):
    """Somebody who may not write this, whatever a page offered."""


class Overtaken(RegisterError):  # noqa: N818 - it is no fault of the one who meets it
    """Another was first. ``row``: what stands now, or ``None`` where it was removed."""

    def __init__(self, kind: str, row: WrittenRow | None) -> None:
        self.kind, self.row = kind, row
        what = "changed" if row else "removed"
        super().__init__(
            f"Somebody has {what} this {CALLED[kind]} in the meantime. Nothing of yours was saved: "
            "look at what stands now, then decide."
        )


class Writing:
    """The changes of one transaction to one place, in turn with those of others."""

    def __init__(
        self, connection: Connection, person: Person | None, place: str, known: Known, at: datetime
    ) -> None:
        self.connection, self.person, self.place = connection, person, place
        self._known = known
        self._number = _locked(connection, place)
        self.at = _in_order(connection, place, at)
        self._added: dict[str, list[dict[str, Any]]] = {}
        self._changes: list[dict[str, Any]] = []
        self._once: dict[str, dict[tuple[Any, ...], str]] = {}
        self._ids: set[str] | None = None

    def add(
        self, kind: str, values: Mapping[str, Any], *, example: bool = False,
        again: Mapping[str, Any] | None = None, undoes: str | None = None,
    ) -> WrittenRow:  # fmt: skip
        """Add a row; ``again`` names what of one that stood before stays: id, version, made when.

        Raises:
            RowError: the values make none.
            RightsError: the person may not.
        """
        found = checked(kind, values, self.at.date())
        if again is None:  # what stood before may name a measure that is gone since
            hold_to(self._known, kind, found)
        of_all: dict[str, Any] = {"id": self._new_id(), "version": 1, "created_at": self.at}
        of_all |= {**(again or {}), "place": self.place, "example": example, "changed_at": self.at}
        row = KINDS[kind](**of_all, **found)
        self._keep("add", row.version, None, row, undoes)
        self._fits(row)
        self._added.setdefault(kind, []).append(_plain(row))
        return row

    def change(
        self, row: WrittenRow, values: Mapping[str, Any], undoes: str | None = None
    ) -> WrittenRow:
        """Change some fields of a row that stands; where none differs, it stays as it is.

        Raises:
            RowError: the values make none.
            RightsError: the person may not, before or after.
        """
        kind = kind_of(row)
        old = values_of(row)
        found = checked(kind, old | dict(values), self.at.date())
        if found == old:
            return row
        if any(found.get(name) != old.get(name) for name in ("measure", "subgroup")):
            hold_to(self._known, kind, found)
        made = replace(row, **found, version=row.version + 1, changed_at=self.at)
        self._keep("change", made.version, row, made, undoes)
        self._fits(made, row)
        table = OF_KIND[kind]
        kept = {name: value for name, value in _plain(made).items() if name != "id"}
        self.connection.execute(sa.update(table).where(table.c.id == row.id).values(kept))
        return made

    def remove(self, row: WrittenRow, undoes: str | None = None) -> None:
        """Remove a row; its last state stays in the history.

        Raises:
            RightsError: the person may not.
            RegisterError: actions rest on the recommendation.
        """
        kind = kind_of(row)
        self._keep("remove", row.version + 1, row, None, undoes)
        action = OF_KIND["action"]
        rests = sa.select(sa.func.count()).where(action.c.recommendation == row.id)
        if kind == "recommendation" and (count := self.connection.execute(rests).scalar_one()):
            raise RegisterError(
                f"{count} of the actions rest on this recommendation. Remove them, or give them "
                "another, before it is removed."
            )
        table = OF_KIND[kind]
        self.connection.execute(sa.delete(table).where(table.c.id == row.id))

    def find(self, kind: str, row_id: str) -> WrittenRow | None:
        """Return the row of this place as it stands, or ``None``."""
        table = OF_KIND[kind]
        wanted = sa.select(table).where(table.c.id == row_id, table.c.place == self.place)
        found = self.connection.execute(wanted).one_or_none()
        return None if found is None else row_of(kind, found)

    def finish(self) -> None:
        """Put down what was added, the history, and the place's new number."""
        for kind in KINDS:  # each after those that it names
            if kind in self._added:
                self.connection.execute(sa.insert(OF_KIND[kind]), self._added[kind])
        if self._changes:
            self.connection.execute(sa.insert(CHANGES), self._changes)
            here = sa.update(STAMPS).where(STAMPS.c.place == self.place)
            self.connection.execute(here.values(number=self._number))

    def _new_id(self) -> str:
        """Return an id of 32 letters that stands once; those of one writing are in its order."""
        moment = int(self.at.timestamp() * 1000)
        return f"{moment:012x}{self._number:08x}{secrets.token_hex(6)}"

    def _keep(
        self, deed: Deed, version: int, before: WrittenRow | None, after: WrittenRow | None,
        undoes: str | None,
    ) -> None:  # fmt: skip
        """Keep a change, if the person may make it in both of its states."""
        row = after or before
        assert row is not None  # one of the two always stands
        kind = kind_of(row)
        person = self.person
        allowed = all(may(person, deed, kind, state) for state in (before, after) if state)
        if person is None or not allowed:
            raise RightsError(
                f"You may not {deed} this {CALLED[kind]}: it takes the editor or chair of its "
                "sub-group in this place, or its administrator. Nothing was saved."
            )
        self._number += 1
        self._changes.append({
            "id": uuid.uuid4().hex, "place": self.place, "number": self._number, "kind": kind,
            "row": row.id, "deed": deed, "version": version, "role": role_for(person, row),
            "subject_hash": person.subject, "at": self.at,
            "before": image(before), "after": image(after), "undoes": undoes,
        })  # fmt: skip

    def _fits(self, row: WrittenRow, before: WrittenRow | None = None) -> None:
        """Refuse what stands already and may stand once, and a recommendation that is none."""
        kind = kind_of(row)
        if names := ONCE.get(kind):
            standing = self._standing(kind)
            key = tuple(getattr(row, name) for name in names)
            if standing.setdefault(key, row.id) != row.id:
                raise RowError(kind, {names[-1]: "there is one already: change that one"})
            if before is not None and (old := tuple(getattr(before, n) for n in names)) != key:
                standing.pop(old, None)
        wanted = getattr(row, "recommendation", None)
        if wanted is not None and wanted not in self._recommendations():
            raise RowError(kind, {"recommendation": "there is none of this id here"})

    def _standing(self, kind: str) -> dict[tuple[Any, ...], str]:
        if kind not in self._once:
            table, names = OF_KIND[kind], ONCE[kind]
            wanted = sa.select(table.c.id, *(table.c[name] for name in names))
            found = self.connection.execute(wanted.where(table.c.place == self.place))
            self._once[kind] = {tuple(row[1:]): row[0] for row in found}
        return self._once[kind]

    def _recommendations(self) -> set[str]:
        if self._ids is None:
            table = OF_KIND["recommendation"]
            wanted = sa.select(table.c.id).where(table.c.place == self.place)
            self._ids = set(self.connection.execute(wanted).scalars())
        return self._ids | {row["id"] for row in self._added.get("recommendation", ())}


def _locked(connection: Connection, place: str) -> int:
    """Take the place's turn, and return its number: whoever writes here next waits for the end."""
    insert = sqlite.insert if connection.dialect.name == "sqlite" else postgresql.insert
    connection.execute(insert(STAMPS).values(place=place, number=0).on_conflict_do_nothing())
    wanted = sa.select(STAMPS.c.number).where(STAMPS.c.place == place).with_for_update()
    return int(connection.execute(wanted).scalar_one())


def _in_order(connection: Connection, place: str, now: datetime) -> datetime:
    """Return a writing's moment: now, or the last change's where the clock was set back a little.

    A clock that was far ahead is believed once it is right: numbers keep the order then.
    """
    newest = sa.select(CHANGES.c.at).where(CHANGES.c.place == place)
    last = connection.execute(newest.order_by(CHANGES.c.number.desc()).limit(1)).scalar()
    return last if last is not None and now < last <= now + SET_BACK else now


def _plain(row: WrittenRow) -> dict[str, Any]:
    return {spec.name: getattr(row, spec.name) for spec in fields(row)}


def image(row: WrittenRow | None) -> dict[str, Any] | None:
    """Return a row as the history keeps it: JSON, days and moments by ISO 8601."""
    if row is None:
        return None
    kept = {name: value for name, value in _plain(row).items() if name not in ("id", "place")}
    return {n: v.isoformat() if isinstance(v, date) else v for n, v in kept.items()}


def values_in(kept: Mapping[str, Any]) -> dict[str, Any]:
    """Return what a person had filled in, of an image."""
    return {name: value for name, value in kept.items() if name not in OF_ALL}
