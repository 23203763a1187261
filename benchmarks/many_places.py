"""How much memory do fifty places take, four pages of each visited by a session of its own?

python benchmarks/many_places.py [--places 50] [--memory 200] [--most 900]

The places are made up from Luton's pack: other codes, other names, the same figures. Each is
visited by one who opens Explore, Principles, Profile and Briefing, and leaves. Ends with 1 where
the server takes more than ``--most`` megabytes at the end.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import re
import shutil
import sys
import tempfile
from dataclasses import replace
from pathlib import Path

from browser import ROOT, served
from load import cookie_of
from places import memory
from visitors import Visitor

sys.path.insert(0, str(ROOT))

from het_geo.pack import manifest

CODE = re.compile(r"\b(E0[1256])(\d{6})\b")
SHIFT = 19_000  # between the codes of two places, of a million
PAGES = ("explore", "principles", "profile", "briefing")
SAID = (1, 10, 25, 50, 100)  # after so many places memory is said


def made_up(root: Path, count: int) -> list[str]:
    """Put Luton and places made up from it below a folder; return their slugs."""
    unsent = shutil.ignore_patterns(".*", "england", "postcodes")
    for kind in ("boundaries", "data"):
        shutil.copytree(ROOT / kind, root / kind, ignore=unsent)
    luton = manifest.read(root, "luton")
    return ["luton", *(_place(root, luton, number) for number in range(1, count))]


def _place(root: Path, luton: manifest.Manifest, number: int) -> str:
    slug, name = f"place{number}", f"Place{number}"

    def other(found: re.Match[str]) -> str:
        return f"{found[1]}{(int(found[2]) + SHIFT * number) % 1_000_000:06d}"

    for kind in ("boundaries", "data"):
        (root / kind / slug).mkdir()
    files = []
    for file in luton.file:
        path = root / file.path.replace("/luton/", f"/{slug}/")
        text = CODE.sub(other, (root / file.path).read_text("utf-8")).replace("Luton", name)
        path.write_text(text, "utf-8", newline="\n")
        files.append(manifest.entry(root, path, file.rows, file.sources))
    made = replace(luton, place=slug, code=CODE.sub(other, luton.code), name=name,
                   version=f"{number:02d}{luton.version}"[:12], file=tuple(files))  # fmt: skip
    manifest.write(made, root / "data" / slug / "manifest.toml")
    return slug


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
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        slugs = made_up(Path(folder), options.places)
        os.environ |= {"HET_GEO_MEMORY": options.memory, "HET_GEO_ROOT": folder,
                       "MALLOC_ARENA_MAX": "2"}  # fmt: skip
        print(f"{len(slugs)} places, four pages of each, HET_GEO_MEMORY={options.memory}:")
        with served("het_geo/ui/server.py") as (address, process):
            taken = asyncio.run(visit(address, slugs, process.pid))
    if taken > options.most:
        sys.exit(f"more than {options.most:.0f} MB")


if __name__ == "__main__":
    main()
