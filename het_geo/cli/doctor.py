"""The command ``python -m het_geo doctor``: is everything well that a server needs?"""

from __future__ import annotations

import argparse

from het_geo.cli import CATALOGUE
from het_geo.health.doctor import examine
from het_geo.health.finding import State


def add_parser(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the ``doctor`` command to the command line."""
    doctor = commands.add_parser(
        "doctor", help="look at pack, store, database, sign-in and clock; the exit status says it"
    )
    doctor.add_argument("--all", action="store_true", help="read every pack, not the first alone")
    doctor.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Print what is found, line by line; 1 where something is wrong."""
    count = dict.fromkeys(State, 0)
    for one in examine(options.root, CATALOGUE, every=options.all):
        count[one.state] += 1
        print(f"{one.about + ':':<10} {one.state + ':':<14} {one.said}")
    print(f"{count[State.WELL]} well, {count[State.LOOK]} to look at, {count[State.WRONG]} wrong.")
    return 1 if count[State.WRONG] else 0
