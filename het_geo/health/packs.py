"""Are there packs, do they come from where they should, and can each be read and verified?"""

from __future__ import annotations

import shutil
import time
from collections.abc import Iterator
from pathlib import Path

from het_geo import words
from het_geo.catalogue.read import read_catalogue
from het_geo.catalogue.records import Catalogue
from het_geo.errors import HetGeoError
from het_geo.files import write
from het_geo.health.finding import Finding, look, well, wrong
from het_geo.pack.load import load
from het_geo.stores.address import shown
from het_geo.stores.cache import CACHE
from het_geo.stores.open import packs_here
from het_geo.stores.packs import Packs
from het_geo.stores.published import PublishedPacks

ROOM_MB = 2000  # free, for what is fetched: 296 places take 1.2 GB
SLOW_S = 2.0  # for an index of a few kB
FIRST = "luton"  # the place that a bare link opens, where it is served
PROBE = ".het_geo-doctor"


def first_of(held: list[str]) -> str:
    """Return the place that a bare link opens; "" where there is none."""
    return FIRST if FIRST in held else next(iter(held), "")


def store_findings(root: Path) -> Iterator[Finding]:
    """Yield what is found of where packs come from, and of the folder for what is fetched."""
    try:
        packs = packs_here(root)
        begun = time.monotonic()
        held = packs.places()
        took = time.monotonic() - begun
    except (HetGeoError, OSError) as error:
        yield wrong("store", str(error))
        return
    if not isinstance(packs, PublishedPacks):
        yield well("store", f"Packs stand in the folder {packs.root}; nothing is fetched.")
        return
    where = f"{shown(packs.base)} names {words.count_of(len(held), 'place', 'places')}"
    pinned = ", and its index is pinned" if packs.pin else ""
    said = f"{where}{pinned}; it answered in {took:.1f} s."
    yield well("store", said) if took < SLOW_S else look("store", f"{said} That is slow.")
    yield _cache(packs.root)


def _cache(folder: Path) -> Finding:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        write(folder / PROBE, b"")
        (folder / PROBE).unlink()
        free = shutil.disk_usage(folder).free // 10**6
    except OSError as error:
        said = f"{folder} cannot be written to ({error.strerror}). Name another folder in {CACHE}."
        return wrong("store", said)
    said = f"Fetched places are saved in {folder}, which has {free:,} MB free"
    if free >= ROOM_MB:
        return well("store", f"{said}.")
    return look(
        "store",
        f"{said}. All of England takes 1,200 MB: free some space, or name another folder in "
        f"{CACHE}.",
    )


def pack_findings(root: Path, catalogue: Path, *, every: bool = False) -> Iterator[Finding]:
    """Yield what is found of the pack that a bare link opens, or of ``every`` pack."""
    try:
        packs = packs_here(root)
        held = packs.places()
        first = first_of(held)
        if not first:
            said = f"No place is served: {root} has no pack, and no store is named."
            yield wrong("pack", said)
            return
        known = read_catalogue(catalogue)
    except (HetGeoError, OSError) as error:
        yield wrong("pack", str(error))
        return
    for slug in held if every else [first]:
        yield _one(packs, slug, known)


def _one(packs: Packs, slug: str, catalogue: Catalogue) -> Finding:
    """Read a pack as a page would, every file held against its hash."""
    try:
        pack = load(packs.root_of(slug), slug, catalogue)
    except (HetGeoError, OSError) as error:
        return wrong("pack", str(error))
    held = f"{len(pack.figures):,} figures, every file as its manifest says"
    return well("pack", f"{pack.title}, pack {pack.manifest.version}: {held}.")
