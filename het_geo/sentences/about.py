"""What Home and an area's first page say of themselves: title, for whom, how to read a strip."""

from __future__ import annotations

from collections.abc import Iterable

from het_geo import words
from het_geo.geography import Level
from het_geo.pack.model import Pack

ENGLAND = "England"


def place_title(place: str) -> str:
    """Return the title of Home."""
    return f"{place}: where are the building blocks of health missing?"


def minute_title(called: str, place: str = "") -> str:
    """Return the title of an area’s one-minute summary; it names the place of any other area.

    >>> minute_title("Dallow ward", "Luton"), minute_title("Luton")
    ('Dallow ward, Luton: one-minute summary', 'Luton: one-minute summary')
    """
    return words.capital(f"{called}{f', {place}' if place else ''}: one-minute summary")


def whom(pack: Pack) -> str:
    """Return what is here of a place, and for whom."""
    wards = words.count_of(len(pack.codes(Level.WARD)), "ward", "wards")
    small = words.count_of(len(pack.codes(Level.LSOA)), "neighbourhood", "neighbourhoods")
    return (
        f"Official figures for {wards} and {small}, beside England’s: for councillors, officers "
        "and residents."
    )


def strip_key(lines: Iterable[str], *, own: bool) -> str:
    """Return how to read strips, by whose figure the line of each is; "" of a strip without one.

    ``own`` tells that one area has its ring there.

    >>> strip_key(["England", ""], own=False)
    'In each strip a dot is an area. The line is England, where it has a figure.'
    >>> strip_key(["England", "Luton"], own=True)[-60:]
    'The line is England, or Luton where only Luton has a figure.'
    """
    found = set(lines)
    others = sorted(found - {"", ENGLAND})
    ring = ", and the ring is this area" if own else ""
    says = f"In each strip a dot is an area{ring}."
    if ENGLAND in found and others:
        return f"{says} The line is {ENGLAND}, or {others[0]} where only {others[0]} has a figure."
    named = found - {""}
    where = ", where it has a figure" if "" in found else ""
    return f"{says} The line is {named.pop()}{where}." if named else says
