"""What is said of the names that own areas were given, where they are called otherwise."""

from __future__ import annotations

from collections.abc import Sequence

from het_geo import words
from het_geo.own.areas.area import MOST_LETTERS, OwnArea, cleaned, named
from het_geo.plain import called

_SHOWN = 3  # names that are shown: the rest are counted


def names_of(given: Sequence[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return a name for each area (:func:`~het_geo.own.areas.area.named`), and what was done.

    >>> names_of(["Bury Park", "", "Bury  Park"])[0]
    ('Bury Park', 'Area 2', 'Bury Park (2)')
    """
    names = tuple(area.name for area in named(OwnArea(name, ()) for name in given))
    wanted = [cleaned(name) for name in given]
    long = [one for one, name in zip(wanted, given, strict=True) if len(tidy(name)) > MOST_LETTERS]
    twice = [one for one, name in zip(wanted, names, strict=True) if one and one != name]
    blank = words.count_of(wanted.count(""), "area", "areas")
    said = [
        f"Names have {MOST_LETTERS} letters at most, and were cut: {quoted(long)}." if long else "",
        f"Told apart by a number, as they stood twice: {quoted(twice)}." if twice else "",
        f"Without a name, and numbered: {blank}." if "" in wanted else "",
    ]
    return names, tuple(text for text in said if text)


def tidy(name: str) -> str:
    r"""Return a name of any length in one line, of letters that are seen.

    >>> tidy(" Bury\x00\n Park\u202e ")
    'Bury Park'
    """
    return called(name, 10 * MOST_LETTERS)


def quoted(names: Sequence[str], most: int = _SHOWN) -> str:
    """Return names in quotation marks, of many the first and how many more.

    >>> quoted(["North", "", "South"], 2)
    '“North”, one without a name and 1 more'
    """
    shown = [f"“{cleaned(name)}”" if cleaned(name) else "one without a name" for name in names]
    more = len(names) - most
    return words.listed([*shown[:most], f"{more:,} more"] if more > 0 else shown)
