"""What Home and an area's first page say of themselves: title, for whom, how to read a strip."""

from __future__ import annotations

from het_geo import words
from het_geo.geography import Level
from het_geo.pack.model import Pack


def place_title(place: str) -> str:
    """Return the title of Home."""
    return f"{place}: where are the building blocks of health missing?"


def minute_title(called: str, place: str = "") -> str:
    """Return the title of an area in a minute, which names its place unless it is the place.

    >>> minute_title("Dallow ward", "Luton"), minute_title("Luton")
    ('Dallow ward, Luton, in a minute', 'Luton in a minute')
    """
    return words.capital(f"{called}, {place}, in a minute" if place else f"{called} in a minute")


def whom(pack: Pack) -> str:
    """Return what is here of a place, and for whom."""
    wards = words.count_of(len(pack.codes(Level.WARD)), "ward", "wards")
    small = words.count_of(len(pack.codes(Level.LSOA)), "neighbourhood", "neighbourhoods")
    return (
        f"Official figures for {wards} and {small}, beside England’s: for councillors, officers "
        "and residents."
    )


def strip_key(*, own: bool) -> str:
    """Return how to read the strips of tiles; ``own`` tells that one area has its ring there."""
    ring = "the ring is this area, " if own else ""
    return (
        f"In each strip a dot is an area, {ring}the line is England, or the place where England "
        "has no figure."
    )
