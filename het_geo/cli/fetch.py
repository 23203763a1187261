"""The command ``python -m het_geo fetch``: raw files from their publishers."""

from __future__ import annotations

import argparse
import os
from pathlib import Path

from tqdm import tqdm

from het_geo.catalogue.read import read_catalogue
from het_geo.cli import CATALOGUE
from het_geo.errors import SourceError
from het_geo.fetch.records import read_fetches
from het_geo.fetch.run import Fetcher, Outcome
from het_geo.fetch.web import Web


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
        "--timeout", type=float, default=60.0, help="seconds of silence before trying again (60)"
    )
    fetch.add_argument(
        "--accept-changed", action="store_true", help="put files in place whose hash has changed"
    )
    fetch.set_defaults(run=run)


def run(options: argparse.Namespace, web: Web | None = None) -> int:
    """Fetch and report; 0 when every raw file asked for stands in its place, else 1."""
    if options.source and options.all:
        raise SourceError("name sources, or say --all for every one: not both.")
    if options.timeout <= 0:
        raise SourceError(f"--timeout {options.timeout}: give a positive number of seconds.")
    catalogue = read_catalogue(CATALOGUE)
    records = read_fetches(CATALOGUE / "fetch.toml", catalogue)
    fetcher = Fetcher(
        catalogue, records, options.into, web or Web(timeout=options.timeout),
        key=options.key or os.environ.get("STAT_XPLORE_KEY", ""),
        accept_changed=options.accept_changed,
    )  # fmt: skip
    names = list(dict.fromkeys(options.source)) or list(records)
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
