"""The one shelf of atlases that all sessions of a server share."""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Callable, Hashable
from contextlib import nullcontext
from functools import lru_cache
from operator import attrgetter
from pathlib import Path
from typing import Any, TypeVar, cast
from weakref import ref

import streamlit as st

from het_geo.atlas.atlas import Atlas
from het_geo.atlas.shelf import AtlasShelf, room
from het_geo.atlas.views import IndicatorView
from het_geo.catalogue.read import read_catalogue
from het_geo.catalogue.records import Catalogue
from het_geo.errors import PackError, StoreError
from het_geo.geography import Level
from het_geo.own.atlas import own_atlas
from het_geo.own.data.indicator import OwnIndicator
from het_geo.pack.load import load
from het_geo.pack.model import Pack
from het_geo.stores.open import packs_here
from het_geo.stores.packs import Packs
from het_geo.stores.published import PublishedPacks
from het_geo.ui.streamlit_insides import has_page, keep_for_good

LOOK_S = 1.0
OWN_DATA = "own data"  # in the session: a tuple of OwnIndicator, of all places
_WITH_DATA = "atlas with own data"
Data = tuple[OwnIndicator, ...]
T = TypeVar("T")
BY_KEY = {Packs: attrgetter("key"), PublishedPacks: attrgetter("key")}
PROJECT = Path(__file__).resolve().parents[2]
_LOOKED: dict[Hashable, tuple[float, object]] = {}
_RUN = threading.local()  # the atlas that a thread's run is about: it stays while the run lasts


def root() -> Path:
    """Return the folder of ``boundaries/`` and ``data/``; HET_GEO_ROOT names another one."""
    return Path(os.environ.get("HET_GEO_ROOT", PROJECT))


def packs() -> Packs:
    """Return the packs that are served: those of HET_GEO_PACKS, or those below :func:`root`."""
    return packs_here(root())


class OpenPack:
    """A pack as pages hold it: by its place's name, read again where it has left the shelf.

    A session remembers what its page's buttons do, and with it what they were made of, for minutes
    after its browser has gone. So it is given this, and no pack. It answers as a pack does.
    """

    def __init__(self, atlas: Atlas, own: str = "", data: Data = ()) -> None:
        """Keep what finds the pack again, and neither the pack nor its atlas."""
        self._slug, self._seen = atlas.pack.manifest.place, ref(atlas)
        self._own, self._data = own, data
        self._held: Atlas | None = None

    def __getattr__(self, name: str) -> Any:
        """Return what the pack has of a name."""
        if name.startswith("_"):
            raise AttributeError(name)
        return getattr(real(self), name)


def real(pack: Pack | OpenPack) -> Pack:
    """Return the pack itself."""
    return _found(pack).pack if isinstance(pack, OpenPack) else pack


def _found(pack: OpenPack) -> Atlas:
    """Return the atlas of an open pack: the one that was seen last, or found again.

    Where a file is made there is no session that could hold what is made of a visitor's figures:
    the button does, which goes with the session.
    """
    found = pack._held or pack._seen()
    if found is None:
        found = _with_own(pack._slug, pack._own, pack._data)
        pack._seen = ref(found)
        pack._held = found if pack._data and not has_page() else None
    return found


def pack_of(slug: str, own: str = "") -> OpenPack:
    """Return the pack of a place, read where it is not open. It stays open while this run lasts.

    Beside its own figures it has those that the session's visitor has brought for the place.

    Args:
        slug: the place.
        own: the visitor's own areas, as a link has them.

    Raises:
        PackError: it cannot be read, or not as it stands; the message says what to do.
        OwnError: the own areas cannot be read.
    """
    data = own_data(opened(slug).pack)
    _RUN.atlas = _with_own(slug, own, data)
    return OpenPack(_RUN.atlas, own, data)


def own_data(pack: Pack | OpenPack) -> Data:
    """Return the figures that this session's visitor has brought for a place."""
    held: Data = st.session_state.get(OWN_DATA, ())
    return tuple(one for one in held if one.source.options["district"] == pack.district)


def _with_own(slug: str, own: str, data: Data) -> Atlas:
    """Return the atlas of a place with what a visitor adds to it.

    Of own areas a link is all that is known, so whoever has the same link is given the same. What
    is made of a visitor's figures stands in the session alone, and goes with it.
    """
    base = opened(slug)
    if not data:
        return base.keep(("own", own), lambda: own_atlas(base, own)) if own else base
    if not has_page():  # what stands for the session there is every visitor's
        return own_atlas(base, own, data)
    held = st.session_state.get(_WITH_DATA)
    key = (id(base), own, *map(id, data))
    if held is None or held[0] != key:
        held = st.session_state[_WITH_DATA] = key, own_atlas(base, own, data)
    return cast("Atlas", held[1])


def opened(slug: str) -> Atlas:
    """Return the atlas of a place, its pack read where it is not open.

    Raises:
        PackError: it cannot be read, or not as it stands; the message says what to do.
    """
    shelf, here, stamp = open_shelf(room()), packs(), stamp_of(slug)
    return shelf.take(slug, (here.key, *stamp), lambda: _read(here, slug, stamp[1]))


def atlas_of(pack: Pack | OpenPack) -> Atlas:
    """Return the atlas of a pack; one that has left the shelf is the run's own still."""
    if isinstance(pack, OpenPack):
        return _found(pack)
    own = getattr(_RUN, "atlas", None)
    if own is not None and own.pack is pack:
        return own
    return open_shelf(room()).of(pack) or Atlas(pack)


def key_of(pack: Pack | OpenPack, view: IndicatorView) -> tuple[str, ...]:
    """Return what names a view among all of all places."""
    return (pack.key, view.indicator.id, str(view.level), view.period.id, view.chosen.code)


def stamp_of(slug: str) -> tuple[Hashable, int]:
    """Return what changes when a pack or the catalogue does, so that a new one is read."""
    return _stamps(packs(), str(root()), slug)


# Not in Streamlit's own caches: any visitor may have those emptied for everybody.
@lru_cache(maxsize=1)
def open_shelf(size: int) -> AtlasShelf:
    """Return the shelf of this process."""
    return AtlasShelf(size)


def _read(here: Packs, slug: str, declared: int) -> Pack:
    catalogue = _catalogue(str(root()), declared)
    with st.spinner("Reading the data…") if has_page() else nullcontext():
        try:
            pack = load(here.root_of(slug), slug, catalogue)
        except StoreError:
            raise
        except PackError:
            if not here.forget(slug):
                raise
            pack = load(here.root_of(slug), slug, catalogue)  # what had been fetched was damaged
    keep_for_good()
    return pack


def places() -> list[str]:
    """Return the places that are served."""
    here = packs()
    return looked(("places", here.key), here.places)


def place_names() -> dict[str, str]:
    """Return what the places that are served call themselves, by their slugs."""
    here = packs()
    return looked(("names", here.key), lambda: {slug: here.name_of(slug) for slug in places()})


def looked(key: Hashable, find: Callable[[], T]) -> T:
    """Return what lies on the disk: looked at once a second, not several times at each choice."""
    now = time.monotonic()
    seen, found = _LOOKED.get(key, (0.0, None))
    if key not in _LOOKED or now - seen >= LOOK_S:
        found = find()
        _LOOKED[key] = now, found
    return cast("T", found)


def _stamps(here: Packs, folder: str, slug: str) -> tuple[Hashable, int]:
    def find() -> tuple[Hashable, int]:
        files = sorted((Path(folder) / "data" / "catalogue").rglob("*.toml"))
        # Of each file: one that was changed while the clock was behind is not the newest of all.
        return here.stamp(slug), hash(tuple((str(file), file.stat().st_mtime_ns) for file in files))

    return looked(("stamps", here.key, folder, slug), find)


@lru_cache(maxsize=2)
def _catalogue(folder: str, declared: int) -> Catalogue:
    del declared
    return read_catalogue(Path(folder) / "data" / "catalogue")


def is_own(pack: Pack | OpenPack, view: IndicatorView) -> bool:
    """Tell whether a view is of what a visitor has added: no other program can ask for it."""
    return (
        view.level == Level.OWN
        or view.indicator.id not in opened(pack.manifest.place).pack.periods_held
    )
