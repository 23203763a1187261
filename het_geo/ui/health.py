"""What ``/readyz`` looks at in this server: the first pack, its pages, and the register."""

from __future__ import annotations

import logging

from het_geo.errors import HetGeoError
from het_geo.health.packs import first_of
from het_geo.health.ready import GOOD, Look, Watch
from het_geo.register import open_register
from het_geo.register.address import may_stand
from het_geo.register.upgrade import stands
from het_geo.ui.shelf import opened, places

_log = logging.getLogger(__name__)


def watch(pages: Look, further: Look) -> Watch:
    """Return what looks at this server: nobody can be served without a pack.

    Args:
        pages: tells whether every page has been opened once, so that no visitor is the first.
        further: tells whether those of all wards and figures have been, too.
    """
    return Watch({"pack": _pack, "pages": pages}, {"register": _register, "further": further})


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
