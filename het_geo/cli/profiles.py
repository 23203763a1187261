"""The command ``python -m het_geo profile``: profiles of areas as files."""

from __future__ import annotations

import argparse
import os
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from tqdm import tqdm

from het_geo import clock
from het_geo.atlas.atlas import Atlas
from het_geo.cli import CATALOGUE
from het_geo.errors import AreaError, ExportError
from het_geo.geography import Level, slug_of
from het_geo.journey.here import journey_here
from het_geo.journey.written import project_lines
from het_geo.pack.model import Pack
from het_geo.profiles.find import checked, found
from het_geo.profiles.naming import checked_name
from het_geo.render.batch import Batch, MadeBefore, PackPlace, Wanted, swept_by_area
from het_geo.render.files import FORMATS, check_folder, formats_of
from het_geo.stores.open import packs_here
from het_geo.stores.packs import Packs

ALL = {"wards": Level.WARD, "neighbourhoods": Level.LSOA}
NamedCodes = tuple[tuple[str, ...], str]  # and what they are called together
SHOWN = 10  # files that the report names


def add_parser(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the ``profile`` command to the command line."""
    profile = commands.add_parser("profile", help="write profiles of areas as files")
    profile.add_argument(
        "area",
        nargs="*",
        help="wards, neighbourhoods, MSOAs, the district: name, code or postcode",
    )
    profile.add_argument("--all", choices=ALL, help="every ward, or every neighbourhood")
    profile.add_argument(
        "--set", action="append", default=[], metavar="NAME=CODE,CODE",
        help="neighbourhoods taken together as one area; NAME= may be left out",
    )  # fmt: skip
    profile.add_argument(
        "--format", default="pdf,docx", help=f"any of {','.join(FORMATS)} (pdf,docx)"
    )
    profile.add_argument(
        "--out", type=Path, default=Path("profiles"), help="folder for the files (profiles/)"
    )
    profile.add_argument("--place", default="luton", help="the pack's place (luton)")
    profile.add_argument(
        "--again", action="store_true", help="make files that stand there from the same pack too"
    )
    profile.add_argument(
        "--processes", type=int, default=os.cpu_count() or 1, help="how many work at once (all)"
    )
    profile.set_defaults(run=run)


def run(options: argparse.Namespace, today: date | None = None) -> int:
    """Make what is asked for and say what was made, what was kept, and where.

    Raises:
        ExportError: fewer than one process is asked for.
    """
    formats = tuple(found.id for found in formats_of(options.format.split(",")))
    if options.processes < 1:
        raise ExportError(f"--processes {options.processes}: give 1 or more.")
    with swept_by_area():  # what stays is not gone through while it is read either
        return _made(options, formats, today or clock.today())


def _made(options: argparse.Namespace, formats: Sequence[str], today: date) -> int:
    packs, slug = packs_here(options.root), slug_of(options.place)
    place = PackPlace(packs.root_of(slug), slug, CATALOGUE)
    pack = place.load()
    sets = _sets(pack, options, packs)
    check_folder(options.out)
    record = MadeBefore(options.out, pack.manifest.version)
    orders = _orders(pack, options, sets, formats, record)
    batch = Batch(place, Atlas(pack), record, today)
    made: list[str] = []
    with tqdm(total=len(orders), unit="area", dynamic_ncols=True, disable=None) as bar:
        for names in batch.make(orders, options.processes):
            made += names
            bar.update()
    _report(made, len(sets) * len(formats) - len(made), options.out)
    return 0


def _orders(
    pack: Pack,
    options: argparse.Namespace,
    sets: Sequence[NamedCodes],
    formats: Sequence[str],
    record: MadeBefore,
) -> list[Wanted]:
    """Return what is to be made: of each area the formats that are not there from the same."""
    journey, faults = journey_here(options.root, pack)
    for fault in faults:
        print(fault)
    found = []
    for codes, name in sets:
        here = project_lines(journey.written, pack.areas, codes)
        held = () if options.again else [f for f in formats if record.holds(codes, f, name, here)]
        if wanted := tuple(f for f in formats if f not in held):
            found.append(Wanted(codes, wanted, name, here))
    return found


def _sets(pack: Pack, options: argparse.Namespace, packs: Packs) -> list[NamedCodes]:
    """Return codes and name of every profile asked for, each once; all checked before any work."""
    asked: list[NamedCodes] = [((_one(pack, name, packs),), "") for name in options.area]
    if options.all:
        asked += [((code,), "") for code in pack.codes(ALL[options.all])]
    for group in options.set:
        name, _, members = group.rpartition("=")
        names = [member for member in members.split(",") if member.strip()]
        codes = checked(pack, [_one(pack, member, packs) for member in names])
        asked.append((codes, checked_name(pack, name, codes)))
    if not asked:
        raise AreaError(
            "name an area, such as dallow, or say --all wards, --all neighbourhoods or --set."
        )
    return list(dict.fromkeys(asked))


def _one(pack: Pack, name: str, packs: Packs) -> str:
    """Return the area that a name or a code means, and print what has to be said of it."""
    asked = found(pack, name, packs)
    for notice in asked.notices:
        print(notice.written)
    return asked.codes[0]


def _report(made: Sequence[str], kept: int, folder: Path) -> None:
    for name in sorted(made)[:SHOWN]:
        print(f"made {name}")
    if len(made) > SHOWN:
        print(f"… and {len(made) - SHOWN} more.")
    print(f"{len(made)} made, {kept} kept (same pack, same program), in {folder}.")
