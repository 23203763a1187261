"""What a code, a postcode or a name means in neighbourhoods of a place, for lists of many."""

from __future__ import annotations

import re
from collections import defaultdict
from enum import StrEnum
from functools import cached_property
from typing import NamedTuple

import pandas as pd

from het_geo import words
from het_geo.atlas.find import called_at, close, fold
from het_geo.geography import Level, area_label, kind_of
from het_geo.pack.model import Pack
from het_geo.pack.postcodes_table import PostcodeStanding
from het_geo.postcodes import postcode_of, unpacked

_CODE = re.compile(r"[EKNSW]\d{8}")
_LEVELS = (Level.WARD, Level.MSOA, Level.LSOA)
MOST_WORD = 100  # characters of a code or a name


class How(StrEnum):
    """In what way a word names neighbourhoods."""

    NEIGHBOURHOOD = "neighbourhood"
    RETIRED = "retired"  # a neighbourhood or an MSOA of 2011 that ended
    MSOA = "msoa"
    WARD = "ward"
    POSTCODE = "postcode"
    ENDED = "ended"  # a postcode that is no longer in use


class Meaning(NamedTuple):
    """The neighbourhoods that a word means, and how it names them."""

    members: tuple[str, ...]
    how: How


def is_coded(word: str) -> bool:
    """Tell whether a word has the form of a code or a postcode.

    >>> is_coded("e01015693"), is_coded("lu1 1aa"), is_coded("Dallow")
    (True, True, False)
    """
    return _CODE.fullmatch(word.upper()) is not None or bool(postcode_of(word))


class Lookup:
    """What words mean in a pack: looked up, not searched for."""

    def __init__(self, pack: Pack) -> None:
        self.pack = pack
        self._met: dict[str, Meaning | None] = {}

    def meaning(self, word: str) -> Meaning | None:
        """Return what a word means; None where it is no area and no postcode here."""
        if word not in self._met:
            self._met[word] = self._found(word) if len(word) <= MOST_WORD else None
        return self._met[word]

    def _found(self, word: str) -> Meaning | None:
        code = word.upper()
        if code in self.pack.areas.index:
            return self._of_today(code)
        if code in self._retired:
            return Meaning(self._retired[code], How.RETIRED)
        if postcode := postcode_of(word):
            return self._postcodes.get(postcode)
        named = self._names.get(fold(word), [])
        return self._of_today(named[0]) if len(named) == 1 else None

    def _of_today(self, code: str) -> Meaning | None:
        level = self.pack.areas["level"][code]
        if level == Level.LSOA:
            return Meaning((code,), How.NEIGHBOURHOOD)
        how = {Level.MSOA: How.MSOA, Level.WARD: How.WARD}.get(level)
        members = self._inside.get(code, ())
        return Meaning(members, how) if how and members else None

    @cached_property
    def _inside(self) -> dict[str, tuple[str, ...]]:
        small = self.pack.areas_at(Level.LSOA)
        return {
            str(code): tuple(rows.index)
            for column in ("ward", "msoa")
            for code, rows in small.groupby(column, sort=False)
        }

    @cached_property
    def _retired(self) -> dict[str, tuple[str, ...]]:
        """Return what small areas of 2011 have become; wards that ended are not among them."""
        rows = self.pack.retired
        rows = rows[(rows["level"] != Level.WARD) & (rows["new_code"] != "")]
        found: dict[str, list[str]] = defaultdict(list)
        for old, new in zip(rows["old_code"], rows["new_code"], strict=True):
            found[old] += self._inside.get(new, (new,))
        return {old: tuple(members) for old, members in found.items()}

    @cached_property
    def _postcodes(self) -> dict[str, Meaning]:
        table, small = self.pack.postcodes, set(self.pack.codes(Level.LSOA))
        columns = (table[name] for name in ("neighbourhood", "standing", "postcodes"))
        ended = PostcodeStanding.ENDED
        return {
            postcode: Meaning((code,), How.ENDED if standing == ended else How.POSTCODE)
            for code, standing, texts in zip(*columns, strict=True)
            if code in small
            for postcode in unpacked(texts)
        }

    @cached_property
    def _names(self) -> dict[str, list[str]]:
        """Return the areas that bear a name: those of one level, wards before MSOAs."""
        found: dict[str, list[str]] = {}
        for level in _LEVELS:
            here: dict[str, list[str]] = defaultdict(list)
            for code, names in called_at(self.pack, level):
                for one in dict.fromkeys(map(fold, names)):
                    here[one].append(code)
            found = here | found
        return found

    def why_not(self, word: str) -> str:
        """Return why a word means nothing here."""
        code, pack = word.upper(), self.pack
        said = f"“{word[:40]}”"
        ended = pack.retired[pack.retired["old_code"] == code]
        if len(ended):
            return f"{said} ({self._was(ended)})"
        if code in pack.areas.index:
            level = Level(pack.areas["level"][code])
            if level == Level.WARD:
                return f"{said} (a ward that no neighbourhood fits best)"
            return f"{said} ({kind_of(level)}: give its wards or neighbourhoods)"
        if len(called := self._names.get(fold(word), [])) > 1:
            return f"{said} (several areas bear this name: give the code, such as {called[0]})"
        if is_coded(word):
            return said
        alike = close(pack, word[:MOST_WORD])[:3]
        meant = " or ".join(f"{area_label(pack.areas, one)}, {one}" for one in alike)
        return f"{said} (did you mean {meant}?)" if alike else said

    def _was(self, rows: pd.DataFrame) -> str:
        row = rows.iloc[0]
        now = [f"{area_label(self.pack.areas, code)}, {code}" for code in rows["new_code"] if code]
        what = f"{row['old_name']} {'ward' if row['level'] == Level.WARD else ''}".strip()
        became = f": its people now live in {words.listed(now)}" if now else ""
        return f"{what} of {row['edition']}, which ended{became}"
