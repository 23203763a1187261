"""The command ``python -m het_geo add``: a figure of one's own into the catalogue, for good."""

from __future__ import annotations

import argparse
import os
import shutil
import tempfile
from pathlib import Path

from het_geo.catalogue.read import ADDED, RECORD, TABLE, read_catalogue
from het_geo.cli import CATALOGUE
from het_geo.own.areas.area import OwnError
from het_geo.own.data.saved import SavedFigure, opened
from het_geo.sources import READERS


def add_parser(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the ``add`` command to the command line."""
    parser = commands.add_parser("add", help="add a saved figure of one's own to the catalogue")
    parser.add_argument("file", type=Path, help="what the Data page saved (a ZIP)")
    parser.add_argument(
        "--catalogue", type=Path, default=CATALOGUE, help="the catalogue to add it to"
    )
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Check a saved figure and add it, and say what to do next."""
    found = opened(options.file.read_bytes())
    add(found, options.catalogue)
    folder = options.catalogue / ADDED / found.id
    print(f"{found.id} stands in {folder}: remove that folder to remove it.")
    print(f"  python -m het_geo build {found.district} --sources FOLDER   (to have it in the pack)")
    return 0


def add(found: SavedFigure, catalogue: Path) -> None:
    """Put a saved figure into a catalogue that takes it; one that it refuses changes nothing.

    Raises:
        OwnError: the catalogue has it already.
        CatalogueError: a record of it breaks a rule; the message names the key.
        SourceError: its table is not what its record says.
    """
    place = catalogue / ADDED / found.id
    if place.exists():
        raise OwnError(f"{place}: there is one of this name already. Remove that folder first.")
    with tempfile.TemporaryDirectory() as folder:
        trial = Path(folder) / "catalogue"
        shutil.copytree(catalogue, trial)
        made = trial / ADDED / found.id
        made.mkdir(parents=True)
        (made / RECORD).write_bytes(found.record)
        (made / TABLE).write_bytes(found.table)
        _check(trial, found.id)
        _put(made, place)


def _put(made: Path, place: Path) -> None:
    """Copy a folder to its place, whole or not at all."""
    place.parent.mkdir(exist_ok=True)
    for left in place.parent.glob(".adding-*"):  # a process that was killed has left it
        shutil.rmtree(left, ignore_errors=True)
    beside = place.parent / f".adding-{place.name}-{os.getpid()}"
    try:
        shutil.copytree(made, beside)
        os.rename(beside, place)
    finally:
        shutil.rmtree(beside, ignore_errors=True)


def _check(folder: Path, name: str) -> None:
    """Read the catalogue with the figure in it, and its table as a build does."""
    catalogue = read_catalogue(folder)
    source, indicator = catalogue.sources[name], catalogue.indicators[name]
    columns = [c for terms in indicator.terms if terms.source == name for c in terms.columns]
    table = READERS[source.reader](catalogue.tables[name], list(dict.fromkeys(columns)), source)
    held = set(table.values.index.get_level_values("period"))
    lacking = [period.id for period in indicator.periods if (period.key or period.id) not in held]
    if lacking:
        raise OwnError(f"{TABLE}: it has no row of {lacking[0]}, which {RECORD} declares.")
