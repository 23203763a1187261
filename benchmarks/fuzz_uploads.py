"""Bring damaged and hostile files to every door that takes a visitor's file; say what came of it.

    python benchmarks/fuzz_uploads.py [--seconds 60] [--seed N] [--door NAME ...] [--keep FOLDER]

Whole files of every kind are changed at random: bytes, parts of ZIP files, words that have hurt
other programs. Each is taken in or refused in words for its reader; any other error, a wait beyond
the door's own limit, or memory that grows is a fault, whose file is kept. A door is one line of
``DOORS``.
"""

from __future__ import annotations

import argparse
import io
import random
import re
import resource
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import openpyxl

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from benchmarks.fuzz_changes import changed
from het_geo.atlas.atlas import Atlas
from het_geo.briefing.audience import Audience
from het_geo.briefing.files import open_briefing, save
from het_geo.briefing.propose import propose
from het_geo.catalogue.read import read_catalogue
from het_geo.errors import HetGeoError
from het_geo.geography import Level
from het_geo.own.areas.area import OwnArea
from het_geo.own.areas.brought import areas_brought
from het_geo.own.areas.file import saved
from het_geo.own.data.guess import guess
from het_geo.own.data.make import look_at, make
from het_geo.pack.archive import pack_as_zip, unpack
from het_geo.pack.load import load
from het_geo.pack.model import Pack
from het_geo.strangers.shape_files import LIMITS
from tests.unit.own_files import localities, written

PATIENCE = LIMITS.seconds + 10  # a child's own limit, and what starting it may take
MOST_GROWTH = 400  # MB of the process that brings the files
UNFORESEEN = re.compile(r"cannot be read \(\w+(Error|Exception)\)")  # a child met a fault of ours
TODAY = date(2026, 3, 21)


@dataclass(frozen=True)
class FuzzedDoor:
    """A way in: whole files for it, and what takes one."""

    name: str
    examples: Callable[[Pack], list[bytes]]
    take: Callable[[Pack, bytes], object]


@dataclass
class DoorReport:
    """What came of the files that were brought to a door."""

    taken: int = 0
    refused: int = 0
    spent: float = 0.0
    slowest: float = 0.0
    unforeseen: set[str] = field(default_factory=set)
    faults: list[tuple[str, bytes]] = field(default_factory=list)


def shape_files(pack: Pack) -> list[bytes]:
    """Return made-up localities in every format."""
    table, _ = localities(pack, 3)
    degrees = table.to_crs(4326)
    return [written(table, kind) for kind in ("shp", "gpkg")] + [
        written(degrees, kind) for kind in ("geojson", "kml", "kmz")
    ]


def lists(pack: Pack) -> list[bytes]:
    """Return lists of codes and postcodes, with names and without."""
    codes = pack.codes(Level.LSOA)[:20]
    rows = "".join(f"{code},Area {n // 5}\n" for n, code in enumerate(codes))
    texts = ["\n".join(codes), f"LSOA21CD,locality\n{rows}", "Dallow\nFarley\nLU1 1AA\n", rows]
    return [text.encode() for text in texts] + [rows.encode("utf-16"), rows.encode("latin-1")]


def saved_areas(pack: Pack) -> list[bytes]:
    """Return own areas as they are saved."""
    codes = pack.codes(Level.LSOA)
    areas = [OwnArea("North", tuple(codes[:3])), OwnArea("Süd", tuple(codes[5:6]))]
    return [saved(pack, areas)]


def saved_order(pack: Pack) -> list[bytes]:
    """Return a briefing's order as it is saved."""
    return [save(propose(_atlas(pack), Audience(), TODAY), TODAY).encode()]


def packs(pack: Pack) -> list[bytes]:
    """Return the pack as one file."""
    return [pack_as_zip(ROOT, pack.manifest)]


def tables(pack: Pack) -> list[bytes]:
    """Return made-up figures of wards, as CSV and XLSX, and made-up rows of people."""
    codes = pack.codes(Level.WARD)
    wards = [("ward", "smokers", "people"), *((c, 10 + n, 90) for n, c in enumerate(codes))]
    text = "".join(",".join(map(str, row)) + "\n" for row in wards)
    book = openpyxl.Workbook()
    for row in wards:
        book.active.append(row)
    made = io.BytesIO()
    book.save(made)
    rows = "postcode,date\n" + "LU1 1AA,2024-05-01\n" * 40
    return [text.encode(), text.encode("utf-16"), made.getvalue(), rows.encode()]


def take_table(pack: Pack, data: bytes) -> None:
    """Make a figure of a table as it is guessed; what a guess leaves open is filled in."""
    guessed = guess(pack, look_at(data))
    said = {"name": "x", "question": "x?", "publisher": "x", "licence": "x", "period": "2024"}
    filled = {key: getattr(guessed, key) or text for key, text in said.items()}
    make(pack, data, replace(guessed, **filled), "own_1", TODAY)


def take_pack(pack: Pack, data: bytes) -> None:
    """Put a pack's files into a folder that goes again."""
    with TemporaryDirectory() as folder:
        unpack(data, pack.manifest.place, Path(folder))


def take_order(pack: Pack, data: bytes) -> None:
    """Open a saved order."""
    open_briefing(_atlas(pack), data, TODAY)


def _atlas(pack: Pack, kept: dict[str, Atlas] = {}) -> Atlas:  # noqa: B006 - one for all files
    return kept.setdefault(pack.manifest.version, Atlas(pack))


def take_areas(pack: Pack, data: bytes) -> None:
    """Make own areas of a file."""
    areas_brought(pack, "fuzzed.zip", data)


DOORS = (
    FuzzedDoor("shapes", shape_files, take_areas),
    FuzzedDoor("lists", lists, take_areas),
    FuzzedDoor("saved areas", saved_areas, take_areas),
    FuzzedDoor("own data", tables, take_table),
    FuzzedDoor("saved order", saved_order, take_order),
    FuzzedDoor("earlier pack", packs, take_pack),
)


def bring(door: FuzzedDoor, pack: Pack, data: bytes, report: DoorReport) -> None:
    """Bring one file to a door, and note what came of it."""
    began = time.monotonic()
    try:
        door.take(pack, data)
        report.taken += 1
    except HetGeoError as error:
        report.refused += 1
        report.unforeseen |= set(map(str, [error] if UNFORESEEN.search(str(error)) else []))
    except Exception as error:  # what this looks for
        report.faults.append((f"{type(error).__name__}: {str(error)[:200]}", data))
    took = time.monotonic() - began
    report.spent += took
    report.slowest = max(report.slowest, took)
    if took > PATIENCE:
        report.faults.append((f"it took {took:.0f} s", data))


def fuzz(
    pack: Pack, seconds: float, seed: int, doors: Sequence[FuzzedDoor] = DOORS
) -> dict[str, DoorReport]:
    """Bring changed files to doors for some seconds, to each for as long, at least one to each."""
    chance = random.Random(seed)
    files = {door.name: door.examples(pack) for door in doors}
    reports = {door.name: DoorReport() for door in doors}
    until = time.monotonic() + seconds
    while time.monotonic() < until or not all(one.spent for one in reports.values()):
        door = min(doors, key=lambda one: reports[one.name].spent)
        own = files[door.name]
        bring(door, pack, changed(chance, chance.choice(own), own), reports[door.name])
    return reports


def megabytes(who: int = resource.RUSAGE_SELF) -> float:
    """Return the most memory that this process (or its largest child) has taken."""
    return resource.getrusage(who).ru_maxrss / 1_000


def _told(reports: dict[str, DoorReport], keep: Path) -> bool:
    for name, report in reports.items():
        slowest = f"slowest {report.slowest:.1f} s"
        print(f"{name}: {report.taken} taken in, {report.refused} refused, {slowest}")
        for said in sorted(report.unforeseen):
            print(f"  not foreseen: {said}")
        for n, (said, data) in enumerate(report.faults):
            path = keep / f"{name.replace(' ', '-')}-{n}"
            path.write_bytes(data)
            print(f"  FAULT {said}: {path}")
    return any(report.faults for report in reports.values())


def main() -> int:
    """Bring files, and return 1 where one was a fault."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--seed", type=int, default=random.randrange(10**6))
    parser.add_argument("--door", action="append", choices=[door.name for door in DOORS])
    parser.add_argument("--keep", type=Path, default=Path())
    options = parser.parse_args()
    pack = load(ROOT, "luton", read_catalogue(ROOT / "data" / "catalogue"))
    doors = [door for door in DOORS if not options.door or door.name in options.door]
    print(f"seed {options.seed}")
    for door in doors:  # what is loaded once is no growth
        door.take(pack, door.examples(pack)[0])
    before = megabytes()
    faulty = _told(fuzz(pack, options.seconds, options.seed, doors), options.keep)
    grown = megabytes() - before
    print(f"memory: {grown:.0f} MB more, {megabytes(resource.RUSAGE_CHILDREN):.0f} MB in a child")
    return int(faulty or grown > MOST_GROWTH)


if __name__ == "__main__":
    sys.exit(main())
