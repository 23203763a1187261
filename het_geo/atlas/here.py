"""A place's atlas for whoever works in Python, without a server: ``het_geo.open("luton")``."""

from __future__ import annotations

import os
from difflib import get_close_matches
from pathlib import Path

from het_geo.atlas.atlas import Atlas
from het_geo.catalogue.read import read_catalogue
from het_geo.errors import PackError
from het_geo.pack.load import load
from het_geo.stores.packs import Packs

PROJECT = Path(__file__).resolve().parents[2]


def open_place(place: str, folder: str | Path | None = None) -> Atlas:
    """Return the atlas of a place.

    Args:
        place: its id, name or code: "luton", "Luton" or "E06000032".
        folder: that of ``boundaries/`` and ``data/``; else the one that HET_GEO_ROOT names, or
            that of this checkout. HET_GEO_PACKS is heeded as by a server (extra "stores").

    Raises:
        PackError: there is no such place, or its pack is not as it stands.
    """
    root = Path(folder or os.environ.get("HET_GEO_ROOT") or PROJECT)
    packs = _packs(root)
    held = packs.places()
    slug = packs.place_of(held, place)
    if not slug:
        close = get_close_matches(place.lower(), held, 3, 0.5) or held[:5]
        meant = f" There is {', '.join(close)}." if close else " No pack is built."
        raise PackError(f"There is no pack of “{place}” in {root}.{meant}")
    catalogue = read_catalogue(root / "data" / "catalogue")
    return Atlas(load(packs.root_of(slug), slug, catalogue))


def _packs(root: Path) -> Packs:
    if not os.environ.get("HET_GEO_PACKS"):
        return Packs(root)
    from het_geo.stores.open import packs_here  # noqa: PLC0415 - comes with the extra "stores"

    return packs_here(root)
