"""Areas that a visitor makes of a place's neighbourhoods."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from het_geo.errors import HetGeoError

MOST_AREAS = 20
MOST_LETTERS = 60


class OwnError(HetGeoError):
    """An area or a figure of a visitor's own that cannot be made; the message says what to do."""


@dataclass(frozen=True)
class OwnArea:
    """An area of a visitor's own: whole neighbourhoods, by a name.

    Args:
        name: what it is called, at most :data:`MOST_LETTERS` characters.
        members: codes of its neighbourhoods, in the pack's order, at least one.
    """

    name: str
    members: tuple[str, ...]


def code_of(place: int) -> str:
    """Return the code of the area at a place in its list, counted from 0.

    >>> code_of(0)
    'own-1'
    """
    return f"own-{place + 1}"


def shared(areas: Sequence[OwnArea]) -> dict[str, int]:
    """Return the neighbourhoods that more than one of the areas has, with how many have them."""
    every = [code for area in areas for code in area.members]
    return {code: every.count(code) for code in dict.fromkeys(every) if every.count(code) > 1}
