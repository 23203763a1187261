"""Levels of area, vintages of code, what areas are called, and whether codes are as declared."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from enum import StrEnum

import pandas as pd

from het_geo.errors import VintageError
from het_geo.plain import seen


class Level(StrEnum):
    """A level of area, from small to large; ``OWN`` are a visitor's, of whatever size."""

    LSOA = "lsoa"
    MSOA = "msoa"
    WARD = "ward"
    OWN = "own"
    DISTRICT = "district"
    REGION = "region"
    COUNTRY = "country"
    UK = "uk"

    @property
    def one(self) -> str:
        """What one such area is called on a page."""
        return _NAMES[self][0]

    @property
    def many(self) -> str:
        """What several such areas are called on a page."""
        return _NAMES[self][1]


_NAMES = {
    Level.LSOA: ("neighbourhood (LSOA)", "neighbourhoods (LSOA)"),
    Level.MSOA: ("neighbourhood group (MSOA)", "neighbourhood groups (MSOA)"),
    Level.WARD: ("ward", "wards"),
    Level.OWN: ("local area", "local areas"),  # as a briefing says it, to whoever listens
    Level.DISTRICT: ("district", "districts"),
    Level.REGION: ("region", "regions"),
    Level.COUNTRY: ("country", "countries"),
    Level.UK: ("United Kingdom", "United Kingdom"),
}


class Vintage(StrEnum):
    """An edition of codes. Two vintages may share a pattern and still mean different areas."""

    LSOA11 = "lsoa11"
    LSOA21 = "lsoa21"
    MSOA11 = "msoa11"
    MSOA21 = "msoa21"
    WARD25 = "ward25"
    LAD24 = "lad24"
    REGION = "region"
    COUNTRY = "country"
    AREA = "area"
    GRID1KM = "grid1km"
    POINT = "point"


_PATTERNS = {
    Vintage.LSOA11: r"[EW]01\d{6}",
    Vintage.LSOA21: r"[EW]01\d{6}",
    Vintage.MSOA11: r"[EW]02\d{6}",
    Vintage.MSOA21: r"[EW]02\d{6}",
    Vintage.WARD25: r"[EW]05\d{6}",
    Vintage.LAD24: r"(E0[6789]|W06)\d{6}",
    Vintage.REGION: r"E12\d{6}",
    Vintage.COUNTRY: r"([EW]92|K02)\d{6}",
    Vintage.AREA: r"[EKNSW]\d{8}",
}
ENGLAND = "E92000001"
UNITED_KINGDOM = "K02000001"
BEST_FIT_SHARE = 0.9  # below this share of its area in its ward, a neighbourhood is named


def pattern(vintage: Vintage) -> str:
    """Return the regular expression that codes of this vintage match (England and Wales)."""
    return _PATTERNS[vintage]


def is_code(text: str, vintage: Vintage) -> bool:
    """Tell whether ``text`` has the pattern of a code of this vintage (England and Wales).

    >>> is_code("E01015693", Vintage.LSOA21), is_code("E05014741", Vintage.LSOA21)
    (True, False)
    """
    return vintage in _PATTERNS and re.fullmatch(_PATTERNS[vintage], text) is not None


def check_vintage(
    codes: Iterable[str],
    known: Collection[str],
    vintage: Vintage,
    where: str,
    *,
    others: dict[Vintage, Collection[str]] | None = None,
) -> None:
    """Refuse codes that are not among the ``known`` codes of ``vintage``.

    ``others`` are the codes of other vintages: where they explain a stranger, the message says so.
    Joining codes of two vintages as if they were one gives wrong figures in silence, so this is
    an error, never a warning.

    Raises:
        VintageError: a code is not among them; the first is named.
    """
    strangers = sorted(set(codes) - set(known))
    if not strangers:
        return
    message = f"{where}: {len(strangers):,} codes are not {vintage} codes (first: {strangers[0]})."
    for other, other_codes in (others or {}).items():
        count = len(set(strangers) & set(other_codes))
        if count:
            message += (
                f" {count:,} of them are {other} codes: bring them over with the lookup first."
            )
    raise VintageError(message)


def area_label(areas: pd.DataFrame, code: str) -> str:
    """Return an area's name for lists and sentences.

    A ward as "Dallow ward", a neighbourhood with its MSOA's plain name, "Luton 019B (Dallow Road)".
    """
    row = areas.loc[code]
    return label_of(Level(row["level"]), str(row["name"]), str(row["msoa_name"]))


def label_of(level: Level, name: str, msoa_name: str) -> str:
    """Return the label of an area; ``msoa_name`` is its MSOA's plain name, or its own."""
    if level == Level.WARD:
        return f"{name} ward"
    if level == Level.LSOA and msoa_name:
        return f"{name} ({msoa_name})"
    if level == Level.MSOA and msoa_name:
        return f"{msoa_name} ({name})"
    return the(name) if level == Level.DISTRICT else name


def the(name: str) -> str:
    """Return a district's name as it stands in a sentence: with its article where it has one.

    What only puts a name in order of the alphabet is left out: "Bristol, City of".

    >>> the("City of London"), the("Isles of Scilly"), the("Luton"), the("the United Kingdom")
    ('the City of London', 'the Isles of Scilly', 'Luton', 'the United Kingdom')
    >>> the("Bristol, City of"), the("Herefordshire, County of")
    ('Bristol', 'Herefordshire')
    """
    name = untailed(name)
    return f"the {name}" if name.startswith(("City of ", "Isles of ", "Isle of ")) else name


def untailed(name: str) -> str:
    """Return a district's name without what only puts it in order of the alphabet.

    >>> untailed("Bristol, City of"), untailed("City of London")
    ('Bristol', 'City of London')
    """
    return name.removesuffix(", City of").removesuffix(", County of")


def kind_of(level: Level) -> str:
    """Return what one area of a level is, with its article.

    >>> kind_of(Level.WARD), kind_of(Level.MSOA)
    ('a ward', 'a neighbourhood group (MSOA)')
    """
    return f"a {level.one}"


def shortened(text: str, most: int = 40) -> str:
    """Return a text from a link or a file as a notice can hold it: cut, each letter to be seen.

    >>> shortened("Dallow ward"), shortened("abcdef", 4)
    ('Dallow ward', 'abcd…')
    """
    text = seen(text[: 2 * most + 1])
    return text if len(text) <= most else f"{text[:most]}…"


def slug_of(name: str) -> str:
    """Return a name as it stands in folders and links.

    >>> slug_of("Kingston upon Hull, City of")
    'kingston-upon-hull-city-of'
    """
    return re.sub(r"[^a-z0-9]+", "-", name.casefold().replace("'", "")).strip("-")
