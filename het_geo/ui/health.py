"""What ``/readyz`` looks at in this server: the pack that a bare link opens, and the register."""

from __future__ import annotations

import logging

from het_geo.errors import HetGeoError
from het_geo.health.packs import first_of
from het_geo.health.ready import GOOD, Watch
from het_geo.register import open_register
from het_geo.register.address import may_stand
from het_geo.register.upgrade import stands
from het_geo.ui.shelf import opened, places

_log = logging.getLogger(__name__)


def watch() -> Watch:
    """Return what looks at this server: nobody can be served without a pack."""
    return Watch({"pack": _pack}, {"register": _register})


def _pack() -> str:
    try:
        place = first_of(places())
        if not place:
            return "none"
        opened(place)
    except (HetGeoError, OSError) as error:
        _log.warning("not ready: %s", error)
        return "cannot be read"
    return GOOD


def _register() -> str:
    """Ask whether the register answers; pages are shown without it, and say so."""
    try:
        register = open_register()
        try:
            held = may_stand() and stands(register.engine)
        finally:
            register.close()
    except HetGeoError:
        return "no answer"
    return GOOD if held else "empty"
