"""The way from the interface to the packs: which places there are, and each one's atlas."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass

from het_geo.api.problem import unknown
from het_geo.atlas.atlas import Atlas


@dataclass(frozen=True)
class Door:
    """What a server gives the interface.

    Args:
        places: returns the ids of the places that are served.
        name_of: returns what a place calls itself.
        atlas_of: returns the atlas of a place, opened where it is not.
        stamp_of: returns what changes when a place's pack or the catalogue does.
    """

    places: Callable[[], Sequence[str]]
    name_of: Callable[[str], str]
    atlas_of: Callable[[str], Atlas]
    stamp_of: Callable[[str], Hashable]

    def atlas(self, place: str) -> Atlas:
        """Return the atlas of a place.

        Raises:
            ProblemError: no place is called so.
        """
        held = self.places()
        if place not in held:
            raise unknown("place", place, held)
        return self.atlas_of(place)
