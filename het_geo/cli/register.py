"""The command ``python -m het_geo register``: keep what people write, and take it along."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from het_geo.catalogue.read import read_catalogue
from het_geo.cli import CATALOGUE
from het_geo.errors import PlaceError, RegisterError
from het_geo.framework.read import folder_of, read_framework
from het_geo.register import Known, Register, known_of, open_register
from het_geo.register.engine import shown
from het_geo.register.people import AT_THE_COMMAND_LINE
from het_geo.register.rows import KINDS
from het_geo.stores.open import packs_here

Run = Callable[[argparse.Namespace], int]


def add_parser(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the ``register`` command, with its own commands, to the command line."""
    parser = commands.add_parser(
        "register", help="keep what people write (HET_GEO_REGISTER says where it stands)"
    )
    own = parser.add_subparsers(required=True, metavar="WHAT")

    def add(name: str, said: str, run: Run, *places: str) -> argparse.ArgumentParser:
        made = own.add_parser(name, help=said)
        for place in places:
            made.add_argument(place, help="a place, such as luton")
        made.set_defaults(run=run)
        return made

    add("upgrade", "bring its tables to what this program needs", upgrade)
    export = add("export", "write a place's rows, a CSV file a kind", export_files, "place")
    export.add_argument("--out", type=Path, default=Path("register"), help="folder (register/)")
    taken = add("import", "take in a CSV file, all of it or nothing", import_file, "place")
    taken.add_argument("kind", choices=[kind for kind in KINDS if kind != "closed_year"])
    taken.add_argument("file", type=Path)
    add("backup", "write all of it as one file", backup).add_argument("file", type=Path)
    restored = add("restore", "put a backup in its place", restore)
    restored.add_argument("file", type=Path)
    restored.add_argument("--replace", action="store_true", help="also where rows stand")
    add("sample", "add made-up rows, each marked as an example", sample, "place")
    add("clear-sample", "remove them", clear_sample, "place")
    forgotten = add("forget", "delete the history from before a day; rows stay", forget)
    forgotten.add_argument("before", type=_day, metavar="YYYY-MM-DD")


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text} is no day: write 2025-01-31") from None


def _place(options: argparse.Namespace) -> str:
    packs = packs_here(options.root)
    found = packs.place_of(packs.places(), options.place)
    if not found:
        raise PlaceError(f"No pack of {options.place!r} is here: {', '.join(packs.places())}.")
    return found


@contextmanager
def _opened(root: Path) -> Iterator[Register]:
    """Open the register, held to the frameworks of the places below a folder."""

    def known(place: str) -> Known:
        return known_of(read_framework(folder_of(root, place), read_catalogue(CATALOGUE)))

    register = open_register(known=known)
    try:
        yield register
    finally:
        register.close()


def upgrade(options: argparse.Namespace) -> int:
    """Bring the tables up, and say where they stand."""
    with _opened(options.root) as register:
        register.upgrade()
        print(f"The register at {shown(register.engine.url)} is as this program needs it.")
    return 0


def export_files(options: argparse.Namespace) -> int:
    """Write a place's rows, and say how many of what."""
    with _opened(options.root) as register:
        for path in register.export_csv(_place(options), options.out):
            print(path)
    return 0


def import_file(options: argparse.Namespace) -> int:
    """Take a file in, and say what it brought; or what was refused, row by row.

    Raises:
        RegisterError: a row was refused, so nothing of the file was taken in.
    """
    with _opened(options.root) as register:
        place, data = _place(options), options.file.read_bytes()
        found = register.import_csv(AT_THE_COMMAND_LINE, place, options.kind, data)
    for one in found.refused:
        print(f"row {one.row}{f', {one.column}' if one.column else ''}: {one.reason}")
    if found.refused:
        raise RegisterError(f"{options.file} was not taken in: correct it. Nothing was changed.")
    print(f"{found.added} added, {found.changed} changed, {found.unchanged} as they were.")
    return 0


def backup(options: argparse.Namespace) -> int:
    """Write the register as one file, and say how many rows it holds."""
    with _opened(options.root) as register:
        print(f"{options.file}: {register.backup(options.file)} rows, with their history.")
    return 0


def restore(options: argparse.Namespace) -> int:
    """Put a backup in the register's place, and say how many rows it holds."""
    with _opened(options.root) as register:
        rows = register.restore(options.file, replace=options.replace)
        print(f"{rows} rows, with their history, stand at {shown(register.engine.url)}.")
    return 0


def sample(options: argparse.Namespace) -> int:
    """Add the sample, and say how it is removed."""
    with _opened(options.root) as register:
        count = register.load_sample(_place(options))
    print(f"{count} rows added, each marked as an example. They are removed by:")
    print(f"  python -m het_geo register clear-sample {options.place}")
    return 0


def clear_sample(options: argparse.Namespace) -> int:
    """Remove the sample, and say how many rows it had."""
    with _opened(options.root) as register:
        print(f"{register.remove_sample(_place(options))} rows removed: all that were examples.")
    return 0


def forget(options: argparse.Namespace) -> int:
    """Delete old history, and say how many changes it was."""
    with _opened(options.root) as register:
        count = register.forget(options.before)
    day = f"{options.before.day} {options.before:%B %Y}"
    print(f"{count} changes from before {day} are forgotten. Rows stay as they are.")
    return 0
