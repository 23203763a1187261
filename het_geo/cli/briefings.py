"""The command ``python -m het_geo briefing``: a briefing as files to take along."""

from __future__ import annotations

import argparse
from dataclasses import replace
from datetime import date
from pathlib import Path

from het_geo import clock
from het_geo.atlas.atlas import Atlas
from het_geo.briefing.audience import checked
from het_geo.briefing.files import atlas_for, open_briefing
from het_geo.briefing.model import Briefing
from het_geo.briefing.propose import propose
from het_geo.catalogue.read import read_catalogue
from het_geo.cli import CATALOGUE
from het_geo.council import council_here
from het_geo.errors import BriefingError
from het_geo.geography import slug_of
from het_geo.journey.here import Journey, journey_here
from het_geo.pack.load import load
from het_geo.pack.model import Pack
from het_geo.profiles.find import found
from het_geo.render.briefings import FORMATS, file_name, formats_of
from het_geo.render.files import check_folder, write
from het_geo.stores.open import packs_here
from het_geo.stores.packs import Packs


def add_parser(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the ``briefing`` command to the command line."""
    briefing = commands.add_parser("briefing", help="write a briefing for councillors as files")
    briefing.add_argument(
        "area",
        nargs="*",
        help="wards or neighbourhoods: name, code or postcode; none: the whole place",
    )
    briefing.add_argument("--principle", type=int, default=0, help="one Marmot principle, 1 to 8")
    briefing.add_argument("--subgroup", default="", help="one working group, by its id")
    briefing.add_argument("--open", type=Path, metavar="FILE", help="a briefing that was saved")
    briefing.add_argument(
        "--format", default="html", help=f"any of {','.join(FORMATS)} (html)", metavar="FORMATS"
    )
    briefing.add_argument(
        "--out", type=Path, default=Path("briefings"), help="folder for the files (briefings/)"
    )
    briefing.add_argument("--place", default="luton", help="the pack's place (luton)")
    briefing.set_defaults(run=run)


def run(options: argparse.Namespace, today: date | None = None) -> int:
    """Write the files and say where they are, and what had to be left out."""
    formats = formats_of(options.format.split(","))
    when = today or clock.today()
    packs, slug = packs_here(options.root), slug_of(options.place)
    pack = load(packs.root_of(slug), slug, read_catalogue(CATALOGUE))
    atlas = _atlas(pack, options)
    council = council_here()
    journey, faults = journey_here(options.root, pack)
    found, notices = _briefing(atlas, options, when, packs, journey)
    found = replace(found, council=council)
    check_folder(options.out)
    for notice in (*council.faults, *faults, *notices):
        print(notice)
    for one in formats:
        path = options.out / file_name(found, when, one.id)
        write(path, one.make(atlas, found, when))
        print(path)
    return 0


def _atlas(pack: Pack, options: argparse.Namespace) -> Atlas:
    """Return the atlas of what is asked for: of a saved briefing with its own areas."""
    if not options.open:
        return Atlas(pack)
    if options.area or options.principle or options.subgroup:
        raise BriefingError("a saved briefing says which areas it is about: give --open alone.")
    return atlas_for(Atlas(pack), options.open.read_bytes())


def _briefing(
    atlas: Atlas, options: argparse.Namespace, today: date, packs: Packs, journey: Journey
) -> tuple[Briefing, tuple[str, ...]]:
    if not options.open:
        asked = [found(atlas.pack, name, packs) for name in options.area]
        codes = [code for one in asked for code in one.codes]
        audience, notices = checked(atlas, codes, options.principle, options.subgroup)
        if notices:
            raise BriefingError(" ".join(notices))
        said = tuple(notice.written for one in asked for notice in one.notices)
        return propose(atlas, audience, today, journey=journey), said
    return open_briefing(atlas, options.open.read_bytes(), today, journey)
