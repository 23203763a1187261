"""What the first visitor would wait for, read before he comes."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path

import streamlit as st

from het_geo.atlas.tiles import tiles_of
from het_geo.errors import HetGeoError
from het_geo.health.packs import first_of
from het_geo.ui.shelf import atlas_of, pack_of, packs
from het_geo.ui.streamlit_server import NO_VISITOR_LOGS

ROOT = Path(__file__).resolve().parents[2]


def warm() -> str:
    """Import what pages need and open the place that a bare link opens; return its name.

    What is wrong with the packs is said on the page, as it is to every visitor: "" is returned.
    """
    for page in sorted((ROOT / "pages").glob("*.py")):
        for name in _imports(page):
            import_module(name)
    place = first_of(packs().places())
    try:
        if place:
            tiles_of(atlas_of(pack_of(place)))
    except (HetGeoError, OSError):
        return ""
    return place


def _imports(page: Path) -> list[str]:
    """Return the modules of the project that a page imports."""
    lines = page.read_text("utf-8").splitlines()
    return [line.split()[1] for line in lines if line.startswith("from het_geo")]


@contextmanager
def quiet() -> Iterator[None]:
    """Let Streamlit not warn that no visitor is there yet: that is what this is for."""
    for name in NO_VISITOR_LOGS:  # their levels are set as they are imported, and settings read
        import_module(name)
    st.get_option("logger.level")
    logs = [logging.getLogger(name) for name in NO_VISITOR_LOGS]
    levels = [log.level for log in logs]
    for log in logs:
        log.setLevel(logging.ERROR)
    try:
        yield
    finally:
        for log, level in zip(logs, levels, strict=True):
            log.setLevel(level)
