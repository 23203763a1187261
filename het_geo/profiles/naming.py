"""The name that a person gives to a set of neighbourhoods, as sentences can say it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from het_geo.atlas.find import Match, find
from het_geo.errors import AreaError
from het_geo.geography import Level, area_label, kind_of, shortened
from het_geo.pack.model import Pack
from het_geo.plain import called as seen
from het_geo.postcodes import postcode_of

LONGEST = 60  # letters of a name
# Last words that a name has its article before, one and many: "the Dallow Road area".
_ONE = {"area", "corridor", "estate", "neighbourhood", "quarter", "triangle", "zone"}
_MANY = {f"{word}s" for word in _ONE} | {"blocks", "flats", "houses", "roads", "streets"}


@dataclass(frozen=True)
class Called:
    """A set's name: as lists have it, as sentences say it, and whether it is said as of many."""

    label: str
    said: str
    many: bool


def cleaned(text: str) -> str:
    r"""Return a name as it may stand anywhere: letters that are seen, single blanks, 60 at most.

    >>> cleaned("  Dallow\u202e  Road\tarea "), cleaned("\u200b"), len(cleaned("x" * 99))
    ('Dallow Road area', '', 60)
    """
    name = seen(text, LONGEST)
    return name if any(letter.isalnum() for letter in name) else ""


def called(name: str) -> Called:
    """Return how a set of a cleaned name is called.

    >>> called("Dallow Road area").said, called("Bury Park").said, called("The flats").said
    ('the Dallow Road area', 'Bury Park', 'the flats')
    >>> called("Town Centre streets").many, called("Dallow Road area").many
    (True, False)
    """
    first, last = (name.casefold().split()[i] for i in (0, -1))
    if first == "the":
        return Called(name, f"the{name[3:]}", last in _MANY)
    the = "the " if last in _ONE | _MANY else ""
    return Called(name, f"{the}{name}", last in _MANY)


def checked_name(pack: Pack, text: str, codes: Sequence[str]) -> str:
    """Return the cleaned name of a set, or "" where none is given.

    Raises:
        AreaError: it is of one area alone, holds a postcode, or is what an area itself is called.
    """
    name = cleaned(text)
    if not name:
        return ""
    if len(codes) < 2:
        raise AreaError(f"“{shortened(name)}”: only several neighbourhoods together have a name.")
    if holds_postcode(name):
        raise AreaError(
            "A postcode is no name for an area: it may be somebody’s address. Name the streets."
        )
    same = [hit.code for hit in find(pack, name) if hit.match == Match.EXACT]
    if same:
        label = area_label(pack.areas, same[0])
        kind = kind_of(Level(str(pack.areas.loc[same[0], "level"])))
        raise AreaError(
            f"“{shortened(name)}” is what {label} is called, {kind} with figures of its own: "
            f"give these neighbourhoods another name, such as “{shortened(name)} area”."
        )
    return name


def holds_postcode(name: str) -> bool:
    """Tell whether a postcode stands anywhere in a name.

    >>> holds_postcode("Flats at LU1 2AA"), holds_postcode("near lu12aa"), holds_postcode("Lewsey")
    (True, True, False)
    """
    words = [word.strip(".,;:()'\"") for word in name.split()]
    return any(map(postcode_of, words)) or any(postcode_of(f"{a} {b}") for a, b in pairwise(words))
