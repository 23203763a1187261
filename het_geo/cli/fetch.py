"""The command ``python -m het_geo fetch``: raw files from their publishers."""

from __future__ import annotations

import argparse
import os
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path

from tqdm import tqdm

from het_geo import clock, words
from het_geo.catalogue.read import read_catalogue
from het_geo.catalogue.records import Catalogue
from het_geo.cli import CATALOGUE
from het_geo.errors import SourceError
from het_geo.fetch.editions import NEWER, STATES, UNASKED, ListAnswer, Lists
from het_geo.fetch.records import Fetch, read_fetches, read_leads
from het_geo.fetch.run import Fetcher, Outcome
from het_geo.fetch.web import Web

CHECK_TIMEOUT = 15.0  # seconds: a list of releases is small, and another day will do
CHECK_PAUSES = (1.0,)  # and is asked twice at most


def add_parser(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the ``fetch`` command to the command line."""
    fetch = commands.add_parser("fetch", help="get the raw files from their publishers")
    fetch.add_argument("source", nargs="*", help="ids of sources, such as census2021-ts054")
    fetch.add_argument("--all", action="store_true", help="every source (also if none is named)")
    fetch.add_argument(
        "--into", type=Path, default=Path("sources"), help="folder for the raw files (sources/)"
    )
    fetch.add_argument(
        "--key", default="", help="key of DWP's Stat-Xplore (better: set STAT_XPLORE_KEY)"
    )
    fetch.add_argument(
        "--timeout", type=float, help="seconds of silence before trying again (60; 15 to check)"
    )
    fetch.add_argument(
        "--accept-changed", action="store_true", help="put files in place whose hash has changed"
    )
    fetch.add_argument(
        "--check",
        action="store_true",
        help="fetch nothing: ask publishers which sources seem to have newer editions",
    )
    fetch.set_defaults(run=run)


def run(options: argparse.Namespace, web: Web | None = None, today: date | None = None) -> int:
    """Fetch and report; 0 when every raw file asked for stands in its place, else 1.

    With ``--check``: 0 when every list that was asked answered and names nothing newer, else 1.

    Raises:
        SourceError: sources are named and all are asked for, or the timeout is not above 0.
    """
    if options.source and options.all:
        raise SourceError("name sources, or say --all for every one: not both.")
    if options.timeout is not None and options.timeout <= 0:
        raise SourceError(f"--timeout {options.timeout}: give a positive number of seconds.")
    catalogue = read_catalogue(CATALOGUE)
    records = read_fetches(CATALOGUE / "fetch.toml", catalogue)
    names = list(dict.fromkeys(options.source)) or list(records)
    leads = read_leads(CATALOGUE / "fetch.toml")
    if options.check:
        patience = options.timeout or CHECK_TIMEOUT
        asking = web or Web(timeout=patience, pauses=CHECK_PAUSES, leads=leads)
        return _check(Lists(asking, today or clock.today()).check(catalogue, records, names), names)
    asking = web or Web(timeout=options.timeout or 60.0, leads=leads)
    return _fetch(options, catalogue, records, names, asking)


def _fetch(
    options: argparse.Namespace,
    catalogue: Catalogue,
    records: Mapping[str, Fetch],
    names: list[str],
    web: Web,
) -> int:
    fetcher = Fetcher(
        catalogue, records, options.into, web,
        key=options.key or os.environ.get("STAT_XPLORE_KEY", ""),
        accept_changed=options.accept_changed,
    )  # fmt: skip
    found = []
    with tqdm(total=len(names), unit="file", dynamic_ncols=True, disable=None) as bar:
        for outcome in fetcher.fetch(names):
            bar.update()
            tqdm.write(f"{outcome.source.id}: {outcome.state}")
            found.append(outcome)
    return _report(found)


def _report(found: list[Outcome]) -> int:
    """Say what changed, what is missing, and where to get it by hand."""
    for outcome in found:
        if outcome.message and not outcome.missing:
            print(outcome.message)
    missing = [outcome for outcome in found if outcome.missing]
    if missing:
        print(f"\n{len(missing)} of {len(found)} raw files are missing. To get them by hand:")
    for outcome in missing:
        print(f"* {outcome.path} ({outcome.state}): {outcome.source.title}, {outcome.source.url}")
        print(f"  {outcome.message}")
    return 0 if all(one.good for one in found) else 1


def _check(asked: Iterable[ListAnswer], names: list[str]) -> int:
    """Ask for newer editions with a bar of progress; print the table and what the status means."""
    found = []
    with tqdm(total=len(names), unit="source", dynamic_ncols=True, disable=None) as bar:
        for one in asked:
            bar.update()
            found.append(one)
    found.sort(key=lambda one: STATES.index(one.state))
    heads = ("Source", "Result", "Held", "Listed", "Where, or why")
    rows = [(one.source.id, one.state, one.held, one.found, _why(one)) for one in found]
    widths = [max(len(row[i]) for row in (heads, *rows)) for i in range(4)]
    for row in (heads, *rows):
        cells = (f"{cell:<{width}}" for cell, width in zip(row, widths))
        print("  ".join((*cells, row[4])))
    newer = sum(one.state == NEWER for one in found)
    silent = sum(one.state == UNASKED for one in found)
    status = 1 if newer or silent else 0
    sources = words.count_of(newer, "source seems", "sources seem")
    print(
        f"\nExit status {status}: {sources} to have a newer edition, {silent} could not be asked."
    )
    return status


def _why(one: ListAnswer) -> str:
    """Return where an edition was listed, or why not, and what the catalogue says beside it."""
    newer = one.source.newer
    said = f" (the catalogue: {newer.edition} {newer.standing})" if newer else ""
    return f"{one.why}{said}"
