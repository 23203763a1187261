"""The command ``python -m het_geo publish``: packs behind an address, for servers to fetch."""

from __future__ import annotations

import argparse

from het_geo.stores.address import is_address, shown
from het_geo.stores.open import PACKS
from het_geo.stores.publish import publish
from het_geo.stores.published import PIN


def add_parser(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the ``publish`` command to the command line."""
    parser = commands.add_parser("publish", help="put packs where servers fetch them")
    parser.add_argument(
        "address", help="a folder, or s3://bucket/packs, az://container/packs, https://…"
    )
    parser.add_argument(
        "--drop", action="store_true", help="let places leave that are published and not built here"
    )
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Publish, and say what a server is told to serve it."""
    index, pin = publish(options.root, options.address, drop=options.drop)
    where = shown(options.address) if is_address(options.address) else options.address
    size = sum(one.bytes for one in (*index.place, *index.beside)) / 1e6
    print(f"{len(index.place)} places, {size:,.1f} MB, at {where}. A server is told:")
    print(f"  {PACKS}={where}")
    print(f"  {PIN}={pin}  (it then shows this edition and no other)")
    return 0
