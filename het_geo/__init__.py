"""het_geo: an explorer of health inequality between neighbourhoods and wards.

Data travels one way: publisher -> raw -> tidy -> pack -> frame -> result -> page.
Everything here but :mod:`het_geo.ui` is pure: frames in, frames out, no screen.

In Python, without a server::

    import het_geo
    luton = het_geo.open("luton")
    luton.frame("overcrowding", level="ward").plot("value")
"""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from typing import Any

__version__ = "0.1.0"


def open(place: str, folder: str | Path | None = None) -> Any:
    """Return the :class:`~het_geo.atlas.atlas.Atlas` of a place.

    See :func:`het_geo.atlas.here.open_place`; it is imported when it is asked for.
    """
    return import_module("het_geo.atlas.here").open_place(place, folder)
