"""What own areas are called: short, each of its own name, and nothing but text."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

from het_geo import words
from het_geo.own.areas import MOST_LETTERS

WITHOUT = "Area"  # with a number: an area that nobody named
_CUT = "…"


def names_of(given: Sequence[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return a name for each area, and what was done to those that were given.

    Characters that cannot be seen are left out, long names are cut, blank ones numbered, and those
    that stand twice told apart by a number.

    >>> names_of(["Bury Park", "", "Bury  Park"])[0]
    ('Bury Park', 'Area 2', 'Bury Park (2)')
    """
    seen = [tidy(name) for name in given]
    long = [name for name in seen if len(name) > MOST_LETTERS]
    found: list[str] = []
    twice: list[str] = []
    taken: set[str] = set()
    for place, name in enumerate(seen, 1):
        wanted = _cut(name, MOST_LETTERS) or f"{WITHOUT} {place}"
        one = _distinct(wanted, taken)
        twice += [wanted] if one != wanted else []
        taken.add(one.casefold())
        found.append(one)
    return tuple(found), tuple(_said(long, twice, seen.count("")))


def tidy(name: str) -> str:
    r"""Return a name as it can be shown: one line, and only characters that are seen.

    >>> tidy(" Bury\x00\n Park\u202e ")
    'Bury Park'
    """
    kept = (" " if c.isspace() else c for c in name if c.isspace() or _seen(c))
    return " ".join("".join(kept).split())


def _seen(character: str) -> bool:
    return unicodedata.category(character)[0] != "C"


def _cut(name: str, most: int) -> str:
    return name if len(name) <= most else name[: most - 1].rstrip() + _CUT


def _distinct(name: str, taken: set[str]) -> str:
    found, number = name, 1
    while found.casefold() in taken:
        number += 1
        mark = f" ({number})"
        found = _cut(name, MOST_LETTERS - len(mark)) + mark
    return found


def _said(long: Sequence[str], twice: Sequence[str], blank: int) -> list[str]:
    said = []
    if long:
        names = words.listed([f"“{_cut(name, 30)}”" for name in long[:3]])
        said.append(
            f"Names have {MOST_LETTERS} characters at most: cut were {len(long)} ({names})."
        )
    if twice:
        names = words.listed([f"“{name}”" for name in dict.fromkeys(twice[:3])])
        said.append(f"Told apart by a number, as they stood twice: {names}.")
    if blank:
        said.append(f"Without a name, and numbered: {words.count_of(blank, 'area', 'areas')}.")
    return said
