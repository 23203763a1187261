"""Areas that a visitor makes of a place's neighbourhoods."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from het_geo.errors import HetGeoError
from het_geo.plain import called

MOST_AREAS = 20
MOST_LETTERS = 60
_KEPT_FOR_LINKS = str.maketrans("~,<>", "-;()")


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
    'OWN-1'
    """
    return f"OWN-{place + 1}"


def cleaned(text: str) -> str:
    r"""Return a name as it may stand anywhere: letters that are seen, single blanks, 60 at most.

    What has a meaning in links or in HTML is written in another way.

    >>> cleaned("  Dallow\u202e  Road\tarea "), cleaned("A~B, <b>C</b>"), len(cleaned("x" * 99))
    ('Dallow Road area', 'A-B; (b)C(/b)', 60)
    """
    return called(text[: 10 * MOST_LETTERS].translate(_KEPT_FOR_LINKS), MOST_LETTERS)


def named(areas: Iterable[OwnArea]) -> tuple[OwnArea, ...]:
    """Return areas with names that can be told apart: none empty, none twice.

    >>> [one.name for one in named(OwnArea(n, ("E01",)) for n in ("Park", "", "park", "Park"))]
    ['Park', 'Area 2', 'park (2)', 'Park (3)']
    """
    found: list[OwnArea] = []
    seen: set[str] = set()
    for place, area in enumerate(areas, 1):
        name = first = cleaned(area.name) or f"Area {place}"
        again = 1
        while name.casefold() in seen:
            again += 1
            name = f"{first[: MOST_LETTERS - 5]} ({again})"
        seen.add(name.casefold())
        found.append(replace(area, name=name))
    return tuple(found)


def shared(areas: Sequence[OwnArea]) -> dict[str, int]:
    """Return the neighbourhoods that more than one of the areas has, with how many have them."""
    every = [code for area in areas for code in area.members]
    return {code: every.count(code) for code in dict.fromkeys(every) if every.count(code) > 1}
