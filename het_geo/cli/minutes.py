"""The command ``python -m het_geo minute``: one-minute summaries, each an A4 page."""

from __future__ import annotations

import argparse
from datetime import date
from pathlib import Path

from tqdm import tqdm

from het_geo import clock
from het_geo.atlas.atlas import Atlas
from het_geo.cli import CATALOGUE
from het_geo.geography import Level, slug_of
from het_geo.profiles.find import find_area
from het_geo.render.batch import PackPlace
from het_geo.render.files import check_folder, write
from het_geo.render.minute import minute_name, minute_pdf
from het_geo.stores.open import packs_here


def add_parser(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the ``minute`` command to the command line."""
    minute = commands.add_parser(
        "minute", help="write every ward's one-minute summary, an A4 page each"
    )
    minute.add_argument("place", nargs="?", default="luton", help="the pack's place (luton)")
    minute.add_argument(
        "--area", action="append", default=[], metavar="AREA",
        help="instead of all wards: a ward, neighbourhood, MSOA or the district, by name or code",
    )  # fmt: skip
    minute.add_argument(
        "--out", type=Path, default=Path("minutes"), help="folder for the files (minutes/)"
    )
    minute.set_defaults(run=run)


def run(options: argparse.Namespace, today: date | None = None) -> int:
    """Make the pages asked for and say what was made, and where."""
    packs, slug = packs_here(options.root), slug_of(options.place)
    pack = PackPlace(packs.root_of(slug), slug, CATALOGUE).load()
    codes = [find_area(pack, name) for name in options.area] or pack.codes(Level.WARD)
    check_folder(options.out)
    atlas, day = Atlas(pack), today or clock.today()
    for code in tqdm(codes, unit="page", dynamic_ncols=True, disable=None):
        write(options.out / minute_name(pack, code, day), minute_pdf(atlas, code, day))
    print(f"{len(codes)} made, a page each, in {options.out}.")
    return 0
