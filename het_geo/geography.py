"""Levels of area, vintages of code, and the check that codes are of the vintage declared."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from enum import StrEnum

from het_geo.errors import VintageError


class Level(StrEnum):
    """A level of area, from small to large."""

    LSOA = "lsoa"
    MSOA = "msoa"
    WARD = "ward"
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
    Level.MSOA: ("MSOA", "MSOAs"),
    Level.WARD: ("ward", "wards"),
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
    """Raise :class:`VintageError` if any code is not among the ``known`` codes of ``vintage``.

    ``others`` are the codes of other vintages: where they explain a stranger, the message says so.
    Joining codes of two vintages as if they were one gives wrong figures in silence, so this is
    an error, never a warning.
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
