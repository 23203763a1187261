"""Areas as people write them in tables: codes and names of today's areas and of earlier ones."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from het_geo.atlas.find import called_at, fold
from het_geo.geography import Level, Vintage, area_label, is_code
from het_geo.pack.model import Pack

LEVELS = (Level.WARD, Level.LSOA, Level.MSOA)
TODAY = "today"
_MEANT = 3


@dataclass(frozen=True)
class NamedPlace:
    """An area as a table names it: today's areas that hold its people, each with its share.

    Args:
        key: its code, of today or before.
        shares: the share of its people in each of today's areas (0 to 1); one of 1 for an area of
            today. Empty where nobody knows where its people went.
        old: whether it is of an earlier edition.
    """

    key: str
    shares: tuple[tuple[str, float], ...]
    old: bool = False


@dataclass(frozen=True)
class Edition:
    """What the areas of a table are: of which level, and of today or of an earlier year's list."""

    level: Level
    year: str = TODAY

    @property
    def said(self) -> str:
        """What these areas are called."""
        return self.level.many if self.year == TODAY else f"{self.level.many} of {self.year}"


class Gazetteer:
    """The areas of one level of a place, by what a table may call them."""

    def __init__(self, pack: Pack, edition: Edition) -> None:
        """Keep where to look."""
        self.pack, self.edition = pack, edition
        self.level = edition.level

    def find(self, text: str) -> NamedPlace | None:
        """Return the area that a text names, by code or name; None where it names none."""
        return self.by_code.get(text.strip().upper()) or self.by_name.get(_plain(text))

    def own(self, text: str) -> bool:
        """Tell whether a text is a name or code of the edition itself, not of another one."""
        found = self.find(text)
        return found is not None and found.old == (self.edition.year != TODAY)

    @cached_property
    def larger(self) -> frozenset[str]:
        """Names of larger areas, and of totals: :func:`larger_areas`."""
        return larger_areas(self.pack)

    @cached_property
    def by_code(self) -> dict[str, NamedPlace]:
        """Areas by code: today's, then retired ones."""
        today = {code: NamedPlace(code, ((code, 1.0),)) for code in self.pack.codes(self.level)}
        return self._retired | today

    @cached_property
    def by_name(self) -> dict[str, NamedPlace]:
        """Areas by name: of two of one name that of the edition."""
        today = {
            _plain(one): self.by_code[code]
            for code, names in called_at(self.pack, self.level)
            for one in names
        }
        before = {
            _plain(name): self._retired[code]
            for code, name, year in zip(*self._columns("old_code", "old_name", "edition"))
            if self.edition.year in (TODAY, year)
        }
        return before | today if self.edition.year == TODAY else today | before

    @cached_property
    def _retired(self) -> dict[str, NamedPlace]:
        shares: dict[str, list[tuple[str, float]]] = {}
        for old, new, share in zip(*self._columns("old_code", "new_code", "share")):
            shares.setdefault(old, []).extend([(new, float(share))] if new else [])
        return {old: NamedPlace(old, tuple(parts), old=True) for old, parts in shares.items()}

    def _columns(self, *names: str) -> list[list[str]]:
        rows = self.pack.retired[self.pack.retired["level"] == self.level]
        return [rows[name].to_list() for name in names]

    def meant(self, text: str) -> tuple[str, ...]:
        """Return labels of areas that an unknown text may mean: those with its word, or like it."""
        asked = _plain(text)
        if not asked:
            return ()
        codes = {name: place.key for name, place in self.by_name.items() if not place.old}
        words = [name for name in codes if asked in name or any(
            word in name.split() for word in asked.split() if len(word) > 3)]  # fmt: skip
        like = difflib.get_close_matches(asked[:80], codes, _MEANT, 0.7)
        labels = (area_label(self.pack.areas, codes[name]) for name in [*words[:20], *like])
        return tuple(dict.fromkeys(labels))[:_MEANT]


def larger_areas(pack: Pack) -> frozenset[str]:
    """Return names and codes, folded, of the district, its region and the country, and "total"."""
    larger = pack.areas[pack.areas["level"].isin([Level.DISTRICT, Level.REGION, Level.COUNTRY])]
    names = {fold(text) for text in (*larger["name"], *larger.index)}
    return frozenset(names | {"total", "all", "all wards", "grand total"})


def is_elsewhere(text: str) -> bool:
    """Tell whether a text is the code of a small area or ward, wherever it is."""
    plain = text.strip().upper()
    return any(is_code(plain, v) for v in (Vintage.LSOA21, Vintage.MSOA21, Vintage.WARD25))


def editions(pack: Pack) -> list[Edition]:
    """Return the lists of areas that a table of a place may be by: today's, then earlier ones."""
    before = pack.retired[["level", "edition"]].drop_duplicates()
    known = {(level, year) for level, year in before.itertuples(index=False)}
    old = [Edition(level, year) for level in LEVELS for one, year in sorted(known) if one == level]
    return [*(Edition(level) for level in LEVELS), *old]


def edition_of(pack: Pack, texts: Iterable[str]) -> tuple[Edition, float]:
    """Return the list of areas that has most of some texts, and the share of them that it has."""
    larger = larger_areas(pack)
    asked = [text for text in dict.fromkeys(texts) if text.strip() and fold(text) not in larger]
    held: Mapping[Edition, float] = {
        one: _held(Gazetteer(pack, one), asked) for one in editions(pack)
    }
    best = max(held, key=lambda one: held[one])  # of equals the first
    return best, held[best] / max(len(asked), 1)


def _held(names: Gazetteer, asked: Iterable[str]) -> float:
    """Count texts that are known; one of another edition counts for half."""
    return sum(0.5 + 0.5 * names.own(text) for text in asked if names.find(text))


def _plain(text: str) -> str:
    """Return a name as it is compared: without the word ward.

    >>> _plain("Dallow Ward"), _plain("  luton 019B ")
    ('dallow', 'luton 019b')
    """
    return fold(text[:200]).removesuffix(" ward").removeprefix("ward of ")
