"""Find areas by what people call them: one search for pages, links and commands."""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Iterator
from enum import IntEnum
from typing import NamedTuple

from het_geo.geography import Level, label_of
from het_geo.pack.model import Pack

LEVELS = (
    Level.DISTRICT,
    Level.WARD,
    Level.LSOA,
    Level.MSOA,
    Level.OWN,
)  # of equal matches, in this order
CLOSE = 5


LONGEST = 200  # letters of what is looked for: what is longer is no name


class Match(IntEnum):
    """How an area's names meet what was asked for, the best first."""

    EXACT = 0
    PREFIX = 1
    WORD = 2
    CONTAINS = 3


class Hit(NamedTuple):
    """An area that was found, and how."""

    code: str
    match: Match


def find(pack: Pack, text: str) -> list[Hit]:
    """Return the areas that a text may mean, the best match first; none where nothing has it.

    A code, or a name of the area itself, is *exact*, or begins with the text; then come names in
    which a word begins with it, then those that contain it, the name of a neighbourhood's ward
    among them. Capitals, accents, punctuation and spaces do not count. Of equal matches the
    district comes first, then wards, neighbourhoods and MSOAs, each in the pack's order.
    """
    asked = fold(text[:LONGEST])
    if not asked or len(text) > LONGEST:
        return []
    found = [
        Hit(code, match)
        for code, own, beside in _names(pack)
        if (match := _match(asked, own, beside)) is not None
    ]
    return sorted(found, key=lambda hit: hit.match)


def close(pack: Pack, text: str) -> list[str]:
    """Return the codes of areas whose name is much like a text, the likest first."""
    asked = fold(text[:LONGEST])
    called: dict[str, list[str]] = {}
    for code, own, _ in _names(pack):
        for name in own[1:]:
            called.setdefault(name, []).append(code)
    likest = difflib.get_close_matches(asked, called, CLOSE, 0.6)
    return list(dict.fromkeys(code for name in likest for code in called[name]))[:CLOSE]


def fold(text: str) -> str:
    """Return a text as it is compared: no capitals, accents or marks, single spaces.

    >>> fold("St. Ann’s  Hill & Château-Park")
    'st anns hill and chateau park'
    """
    plain = unicodedata.normalize("NFKD", text.replace("&", " and ")).casefold()
    kept = (c for c in plain if not unicodedata.combining(c) and c not in "'’‘ʼ`´")
    return " ".join(re.sub(r"[^\w]|_", " ", "".join(kept)).split())


def _match(asked: str, own: list[str], beside: str) -> Match | None:
    if asked in own:
        return Match.EXACT
    if any(name.startswith(asked) for name in own):
        return Match.PREFIX
    names = [*own, beside]
    if any(f" {asked}" in f" {name}" for name in names):
        return Match.WORD
    return Match.CONTAINS if any(asked in name for name in names) else None


def _names(pack: Pack) -> Iterator[tuple[str, list[str], str]]:
    """Yield each area's code, its own names (the code first) and its ward's name, all folded."""
    names = pack.areas["name"].to_dict()
    for level in LEVELS:
        wards = pack.areas_at(level)["ward"].to_list()
        for (code, own), ward in zip(called_at(pack, level), wards, strict=True):
            folded = [fold(text) for text in (code, *own)]
            yield code, folded, fold(f"{names[ward]} ward") if ward else ""


def called_at(pack: Pack, level: Level) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield the code of each area of a level, with its names: its own, its label, an MSOA's plain.

    They are as people write them; :func:`fold` makes them comparable.
    """
    rows = pack.areas_at(level)
    columns = (rows[column].to_list() for column in ("name", "msoa_name"))
    for code, name, plain in zip(rows.index, *columns, strict=True):
        more = (plain,) if level == Level.MSOA and plain else ()
        yield str(code), (name, label_of(level, name, plain), *more)
