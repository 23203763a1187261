"""Luton's pack and an atlas of it, read once in each process that tests.

What an atlas works out it keeps: one that all tests ask works it out once.
"""

import shutil
from functools import cache
from pathlib import Path

from het_geo.atlas.atlas import Atlas
from het_geo.catalogue.read import read_catalogue
from het_geo.catalogue.records import Catalogue
from het_geo.pack.load import load
from het_geo.pack.model import Pack

ROOT = Path(__file__).resolve().parent.parent


def copied(root: Path) -> Path:
    """Copy the packs below a folder, for a test to alter; return it."""
    for kind in ("boundaries", "data"):
        shutil.copytree(ROOT / kind, root / kind, ignore=shutil.ignore_patterns(".*"))
    return root


@cache
def catalogue() -> Catalogue:
    return read_catalogue(ROOT / "data" / "catalogue")


@cache
def pack() -> Pack:
    return load(ROOT, "luton", catalogue())


@cache
def atlas() -> Atlas:
    return Atlas(pack())
