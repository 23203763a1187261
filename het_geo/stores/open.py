"""Which packs a process is shown: what the environment names, or the folder of the project."""

from __future__ import annotations

import os
from functools import lru_cache
from pathlib import Path

from het_geo.errors import StoreError
from het_geo.stores.address import is_address
from het_geo.stores.cache import CACHE
from het_geo.stores.index import INDEX
from het_geo.stores.packs import Packs
from het_geo.stores.published import PIN, PublishedPacks

PACKS = "HET_GEO_PACKS"


def packs_here(root: Path) -> Packs:
    """Return the packs of HET_GEO_PACKS: an address or a folder; where it is not set, of ``root``.

    Raises:
        StoreError: the folder is none, or an index is pinned where there is none.
    """
    base, pin = os.environ.get(PACKS, "").strip(), os.environ.get(PIN, "").strip()
    if is_address(base) or (base and Path(base, INDEX).is_file()):
        return _published(base, os.environ.get(CACHE, "").strip(), pin)
    if pin:
        raise StoreError(f"{PIN} is set, but {PACKS} names nothing that was published.")
    if base and not Path(base, "data").is_dir():
        raise StoreError(f"{PACKS} is {base}: neither a folder of packs nor an address.")
    return Packs(Path(base) if base else root)


@lru_cache(maxsize=8)
def _published(base: str, cache: str, pin: str) -> PublishedPacks:
    return PublishedPacks(base, Path(cache) if cache else _usual_cache(), pin)


def _usual_cache() -> Path:
    from platformdirs import user_cache_path  # noqa: PLC0415 - comes with the extra "stores"

    return user_cache_path("het_geo")
