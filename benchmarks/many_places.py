"""How much memory do fifty places take, four pages of each visited by a session of its own?

python benchmarks/many_places.py [--places 50] [--memory 200] [--most 900] [--rehearse whole]

The places are made up from Luton's pack: other codes, other names, the same figures. Each is
visited by one who opens Explore, Principles, Profile and Briefing, and leaves. Ends with 1 where
the server takes more than ``--most`` megabytes at the end. With ``--rehearse whole`` the server
has opened the pages of the first place by itself before.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import shutil
import sys
import tempfile
from functools import partial
from pathlib import Path

from browser import ROOT, served
from load import cookie_of, when
from places import memory
from visitors import Visitor

sys.path.insert(0, str(ROOT))

from tests.places import made_up

SHIFT = 19_000  # between the codes of two places, of a million
PAGES = ("explore", "principles", "profile", "briefing")
SAID = (1, 10, 25, 50, 100)  # after so many places memory is said


def places_of(root: Path, count: int) -> list[str]:
    """Put Luton and places made up from it below a folder; return their slugs."""
    unsent = shutil.ignore_patterns(".*", "england", "postcodes")
    for kind in ("boundaries", "data"):
        shutil.copytree(ROOT / kind, root / kind, ignore=unsent)
    for number in range(1, count):
        made_up(root, f"place{number}", f"Place{number}", partial(_other, number))
    return ["luton", *(f"place{number}" for number in range(1, count))]


def _other(number: int, code: str) -> str:
    return f"{code[:3]}{(int(code[3:]) + SHIFT * number) % 1_000_000:06d}"


async def visit(address: str, slugs: list[str], pid: int) -> float:
    """Visit all places in turn and print what the server takes; return it at the end."""
    cookie = cookie_of(address)
    for number, slug in enumerate(slugs, 1):
        async with Visitor(address, cookie, packed=True) as visitor:
            for page in PAGES:
                await visitor.open(page, f"place={slug}")
        if number in SAID or number == len(slugs):
            print(f"  {number:3} places visited: {memory(pid):5.0f} MB", flush=True)
    return memory(pid)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--places", type=int, default=50, help="how many are visited (50)")
    parser.add_argument("--memory", default="200", help="MB for open places (200)")
    parser.add_argument("--most", type=float, default=900.0, help="MB to stay below (900)")
    parser.add_argument("--rehearse", choices=("off", "whole"), default="off")
    options = parser.parse_args()
    rehearse = "" if options.rehearse == "whole" else "off"
    with tempfile.TemporaryDirectory() as folder:
        slugs = places_of(Path(folder), options.places)
        os.environ |= {"HET_GEO_MEMORY": options.memory, "HET_GEO_ROOT": folder,
                       "MALLOC_ARENA_MAX": "2"}  # fmt: skip
        print(f"{len(slugs)} places, four pages of each, HET_GEO_MEMORY={options.memory}:")
        script, settings = "het_geo/ui/server.py", {"HET_GEO_REHEARSE": rehearse}
        with served(script, **settings) as (address, process):
            if not rehearse:
                when(address, options.rehearse)
                print(f"  pages opened beforehand: {memory(process.pid):5.0f} MB", flush=True)
            taken = asyncio.run(visit(address, slugs, process.pid))
    if taken > options.most:
        sys.exit(f"more than {options.most:.0f} MB")


if __name__ == "__main__":
    main()
