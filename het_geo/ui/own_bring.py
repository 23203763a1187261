"""Ways in for areas that a visitor has already: a file, a list; and the file to keep them in."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from het_geo.own.areas import OwnArea
from het_geo.pack.model import Pack


def show_ways_in(
    pack: Pack, areas: Sequence[OwnArea], add: Callable[[Sequence[OwnArea]], None]
) -> None:
    """Offer the ways in, and the file."""
    del pack, areas, add
