"""Load the pack and the catalogue once, and say plainly what is wrong when they cannot be read."""

from __future__ import annotations

import gc
import os
from html import escape
from pathlib import Path

import streamlit as st

from het_geo.catalogue import Catalogue, read_catalogue
from het_geo.choice import shortened
from het_geo.errors import HetGeoError
from het_geo.pack import Pack, load
from het_geo.pack.layout import live_root, manifest_of, places
from het_geo.ui.frame import ensure_frame

LOOK_S = 1.0
PROJECT = Path(__file__).resolve().parents[2]


def root() -> Path:
    """Return the folder of ``boundaries/`` and ``data/``; HET_GEO_ROOT names another one."""
    return Path(os.environ.get("HET_GEO_ROOT", PROJECT))


def current_pack() -> Pack:
    """Return the pack of the place in the link, or stop the page with a message."""
    ensure_frame()
    try:
        slug = _place()
        return _pack(str(root()), slug, *_stamps(str(root()), slug))
    except FileNotFoundError as error:
        name = Path(error.filename).name
        _stop(
            f"{name}: there is no pack here. Build one: "
            "python -m het_geo build luton --sources FOLDER"
        )
    except HetGeoError as error:
        _stop(str(error))
    raise AssertionError("unreachable")


def _place() -> str:
    found = _places(str(root()))
    asked = st.query_params.get("place", "")
    if asked and asked not in found:
        notice(f"There is no pack for “{shortened(asked)}”. Showing another place instead.")
    if asked in found:
        return asked
    return "luton" if "luton" in found or not found else found[0]


def place_choice() -> None:
    """Let a person choose the place, where there is more than one pack."""
    found = _places(str(root()))
    if len(found) < 2:
        return
    st.session_state["place"] = _place()

    def chosen() -> None:
        st.query_params.clear()
        st.query_params["place"] = st.session_state["place"]

    names = {slug: slug.replace("-", " ").title() for slug in found}
    st.selectbox("Place", found, format_func=names.get, key="place", on_change=chosen)


def notice(text: str) -> None:
    """Show a notice whose text may come from a link: as plain text, no markup in it is drawn."""
    st.html(f'<p class="hg-notice" role="status">{escape(text)}</p>')


# What lies on the disk is looked at once a second, not several times at each choice.
@st.cache_data(show_spinner=False, ttl=LOOK_S)
def _places(folder: str) -> list[str]:
    return places(Path(folder))


@st.cache_data(show_spinner=False, ttl=LOOK_S)
def _stamps(folder: str, slug: str) -> tuple[int, int]:
    """Return when a pack and the catalogue were last changed, so that a new one is read."""
    pack = live_root(Path(folder), slug) / manifest_of(slug)
    files = (Path(folder) / "data" / "catalogue").rglob("*.toml")
    return pack.stat().st_mtime_ns, max((file.stat().st_mtime_ns for file in files), default=0)


def _stop(message: str) -> None:
    st.error(message, title="The data cannot be shown")
    st.stop()


@st.cache_resource(show_spinner="Reading the data…", max_entries=4)
def _pack(folder: str, slug: str, stamp: int, declared: int) -> Pack:
    """Read and verify a pack; the stamps make a rebuilt pack or catalogue a new entry."""
    pack = load(Path(folder), slug, _catalogue(folder, declared))
    # Streamlit collects garbage after every run; what lives as long as the app need not be walked.
    gc.collect()
    gc.freeze()
    return pack


@st.cache_resource(show_spinner=False, max_entries=2)
def _catalogue(folder: str, declared: int) -> Catalogue:
    return read_catalogue(Path(folder) / "data" / "catalogue")
