"""The register: what people write about a place's journey, read by all and written by few."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection, Engine

from het_geo.errors import RegisterError
from het_geo.files import write
from het_geo.people.roles import EVERYWHERE, Person, Role, may
from het_geo.register.checks import KnownOf, kind_called, no_framework
from het_geo.register.copies import back_up, restore_from
from het_geo.register.engine import address_of, engine_of, reading, writing
from het_geo.register.history import PastChange, change_of, forgotten, past_changes, taken_back
from het_geo.register.people import AT_THE_COMMAND_LINE
from het_geo.register.rows import KINDS, WrittenRow
from het_geo.register.sample import examples_removed, sample_loaded
from het_geo.register.schema import LONGEST_SLUG, OF_KIND, STAMPS, row_of, selected
from het_geo.register.sheet import SheetError, csv_of, lines_of
from het_geo.register.take_in import Imported, taken_in
from het_geo.register.upgrade import stands, upgrade
from het_geo.register.writes import Overtaken, RightsError, Writing

_PLACE = re.compile(rf"[a-z0-9-]{{1,{LONGEST_SLUG}}}")


def _now() -> datetime:
    return datetime.now(UTC)


class Register:
    """What people write. One is opened in a process and shared by its threads.

    Every write is one transaction: allowed, checked, written with its history, or not at all. A
    register that is not there is empty, and made by the first write. Every method raises
    :class:`RegisterError` where the database does not answer or is of another program.
    """

    def __init__(
        self, engine: Engine, known: KnownOf = no_framework, now: Callable[[], datetime] = _now
    ) -> None:
        self.engine, self._known, self._now = engine, known, now
        self._stands = False

    def close(self) -> None:
        """Let go of the database."""
        self.engine.dispose()

    def upgrade(self) -> None:
        """Bring the tables to what this program needs."""
        upgrade(self.engine)

    def rows(self, kind: str, place: str, **filters: object) -> list[Any]:
        """Return a place's rows of a kind (:mod:`het_geo.register.rows`), the oldest first.

        ``filters`` name fields: a value, a tuple of those allowed, or ``None`` for empty.
        """
        wanted = selected(kind_called(kind), place, filters)
        if not self._standing():
            return []
        with reading(self.engine) as connection:
            return [row_of(kind, row) for row in connection.execute(wanted)]

    def stamp(self, place: str) -> int:
        """Return a number that rises with each change of a place: 0 where there was none."""
        if not self._standing():
            return 0
        with reading(self.engine) as connection:
            wanted = sa.select(STAMPS.c.number).where(STAMPS.c.place == place)
            return connection.execute(wanted).scalar() or 0

    def add(
        self, person: Person | None, kind: str, place: str, values: Mapping[str, Any]
    ) -> WrittenRow:
        """Add a row and return it.

        Raises:
            RightsError: the person may not.
            RowError: the values make none; it says which and why.
        """
        kind_called(kind)
        with self._writing(person, place) as made:
            return made.add(kind, values)

    def change(
        self, person: Person | None, kind: str, id: str, values: Mapping[str, Any], seen: int
    ) -> WrittenRow:
        """Change some fields of a row whose version ``seen`` the person has before them.

        Raises:
            Overtaken: another has changed or removed it; it carries the row that stands.
            RightsError: the person may not.
            RowError: the values make none.
        """
        with self._writing_row(person, kind, id, seen) as (made, row):
            return made.change(row, values)

    def remove(self, person: Person | None, kind: str, id: str, seen: int) -> None:
        """Remove a row whose version ``seen`` the person has before them; refused as ``change``."""
        with self._writing_row(person, kind, id, seen) as (made, row):
            made.remove(row)

    def history(
        self, place: str, kind: str | None = None, id: str | None = None, most: int | None = None
    ) -> list[PastChange]:
        """Return a place's changes, the newest first: of a kind, of a row, up to ``most``."""
        if not self._standing():
            return []
        with reading(self.engine) as connection:
            return past_changes(connection, place, kind, id, most)

    def undo(self, person: Person | None, change_id: str) -> WrittenRow | None:
        """Take a change back, as a change of its own; return the row that stands then, if any.

        Raises:
            Overtaken: the row was changed again.
            RightsError: the person may not.
            RegisterError: there is no such change, or it was forgotten.
        """
        self._made()
        with writing(self.engine) as connection:
            past = change_of(connection, change_id)
            with self._turn(connection, person, past.place) as made:
                return taken_back(made, past)

    def forget(self, before: date, person: Person = AT_THE_COMMAND_LINE) -> int:
        """Delete the history from before a day, rows untouched; return how many changes it was.

        Raises:
            RightsError: the person is no administrator of every place.
        """
        if not may(person, Role.ADMINISTRATOR, EVERYWHERE):  # it is the history of every place
            raise RightsError("Only an administrator of every place may have history forgotten.")
        if not self._standing():
            return 0
        with writing(self.engine) as connection:
            return forgotten(connection, before, self._now().date())

    def export_csv(self, place: str, folder: Path) -> list[Path]:
        """Write a place's rows, a CSV file a kind, and return the files."""
        paths = {kind: folder / f"{place}-{kind}.csv" for kind in KINDS}
        for kind, path in paths.items():
            write(path, csv_of(kind, self.rows(kind, place)))
        return list(paths.values())

    def import_csv(self, person: Person | None, place: str, kind: str, data: bytes) -> Imported:
        """Take in a CSV file, all of it or nothing: what is refused says row, column and reason."""
        kind_called(kind)
        try:
            lines = lines_of(kind, data)
            with self._writing(person, place) as made:
                found = taken_in(made, kind, lines)
                if found.refused:
                    raise SheetError(*found.refused)  # so that nothing is kept
        except SheetError as error:
            return Imported(refused=error.refused)
        return found

    def backup(self, path: Path) -> int:
        """Write the whole register, history and all, as one file; return its number of rows."""
        return back_up(self.engine, path)

    def restore(self, path: Path, *, replace: bool = False) -> int:
        """Put a backup in the place of what stands (rows: with ``replace``); return its rows."""
        self._made()
        return restore_from(self.engine, path, replace=replace)

    def load_sample(self, place: str, person: Person = AT_THE_COMMAND_LINE) -> int:
        """Add made-up rows, each marked as an example; return how many."""
        with self._writing(person, place, no_framework) as made:
            return sample_loaded(made)

    def remove_sample(self, place: str, person: Person = AT_THE_COMMAND_LINE) -> int:
        """Remove all rows that are marked as examples; return how many."""
        with self._writing(person, place, no_framework) as made:
            return examples_removed(made)

    def _standing(self) -> bool:
        """Return whether there is a register to read; asked until there is one."""
        self._stands = self._stands or stands(self.engine)
        return self._stands

    def _made(self) -> None:
        """Make the register where there is none."""
        if not self._standing():
            self.upgrade()

    @contextmanager
    def _writing(
        self, person: Person | None, place: str, known: KnownOf | None = None
    ) -> Iterator[Writing]:
        if not _PLACE.fullmatch(place):
            raise RegisterError(f"{place!r} is no place's name in links, such as luton.")
        self._made()
        with (
            writing(self.engine) as connection,
            self._turn(connection, person, place, known) as made,
        ):
            yield made

    @contextmanager
    def _turn(
        self,
        connection: Connection,
        person: Person | None,
        place: str,
        known: KnownOf | None = None,
    ) -> Iterator[Writing]:
        made = Writing(connection, person, place, (known or self._known)(place), self._now())
        yield made
        made.finish()

    @contextmanager
    def _writing_row(
        self, person: Person | None, kind: str, row_id: str, seen: int
    ) -> Iterator[tuple[Writing, WrittenRow]]:
        table = OF_KIND[kind_called(kind)]
        self._made()
        with writing(self.engine) as connection:
            of_row = sa.select(table.c.place).where(table.c.id == row_id)
            place = connection.execute(of_row).scalar()
            if place is None:
                raise Overtaken(kind, None)
            with self._turn(connection, person, place) as made:
                row = made.find(kind, row_id)
                if row is None or row.version != seen:
                    raise Overtaken(kind, row)
                yield made, row


def open_register(
    url: str | None = None, known: KnownOf = no_framework, now: Callable[[], datetime] = _now
) -> Register:
    """Return the register at an address: as given, as HET_GEO_REGISTER says, or the usual file.

    ``known`` gives what a place's framework knows, to which what is written is held. Nothing is
    opened or made yet.

    Raises:
        RegisterError: the address is neither a file nor of PostgreSQL.
    """
    return Register(engine_of(address_of(url)), known, now)
