"""People of any ages in a neighbourhood in a later year, from what is published of it.

Small areas have no yearly population by single years of age. What there is: the neighbourhood's
five-year bands at the census, the single years of the MSOA around it, and its people of all ages
in the year wanted. A band that the ages cut is shared out as the MSOA's single years lie in it
(in a students' quarter most of those aged 15 to 19 are 18 or 19), then all is brought to the year.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

import pandas as pd

from het_geo.errors import CatalogueError

OLDEST = 100  # the last of the single years: 100 and over
BANDS = {
    "Aged 4 years and under": (0, 4),
    **{f"Aged {first} to {first + 4} years": (first, first + 4) for first in range(5, 85, 5)},
    "Aged 85 years and over": (85, OLDEST),
}
ALL_AGES = "Total"
PEOPLE = "population"


def ages_of(name: str) -> tuple[int, int]:
    """Return the first and last age of a column such as "18 to 66" or "60 and over".

    >>> ages_of("18 to 66"), ages_of("60 and over")
    ((18, 66), (60, 100))

    Raises:
        CatalogueError: the name is written in neither way, its ages go down, or they go beyond the
            oldest.
    """
    found = re.fullmatch(r"(\d+) (?:to (\d+)|and over)", name)
    if not found or not int(found[1]) < int(found[2] or OLDEST) <= OLDEST:
        raise CatalogueError(f"{name!r}: ages are written as '18 to 66' or '60 and over'.")
    return int(found[1]), int(found[2] or OLDEST)


def single_year(age: int) -> str:
    """Return the census's name of a single year of age.

    >>> single_year(0), single_year(1), single_year(18), single_year(100)
    ('Aged under 1 year', 'Aged 1 year', 'Aged 18 years', 'Aged 100 years and over')
    """
    named = {0: "Aged under 1 year", 1: "Aged 1 year", OLDEST: f"Aged {OLDEST} years and over"}
    return named.get(age, f"Aged {age} years")


def needed(columns: Iterable[str]) -> tuple[list[str], list[str], list[str]]:
    """Return what must be read: the census's bands, its single years, and the year's people."""
    bands: dict[str, None] = {ALL_AGES: None}
    years: dict[str, None] = {}
    for name in columns:
        first, last = ages_of(name)
        for band, (low, high) in BANDS.items():
            if low <= last and high >= first:
                bands[band] = None
                if low < first or high > last:
                    years.update({single_year(age): None for age in range(low, high + 1)})
    return list(bands), list(years), [PEOPLE]


def people(
    name: str, bands: pd.DataFrame, years: pd.DataFrame, now: pd.Series, msoa: pd.Series
) -> pd.Series:
    """Return people of the ages ``name`` by neighbourhood, in the year of ``now``.

    Args:
        name: the ages, such as "18 to 66".
        bands: the census's people by five-year band and of all ages, by LSOA.
        years: the census's people by single year of age, by MSOA.
        now: people of all ages in the year wanted, by LSOA.
        msoa: the MSOA of every LSOA wanted; its index is the result's.
    """
    first, last = ages_of(name)
    held = bands.reindex(msoa.index)
    total = pd.Series(0.0, index=msoa.index)
    for band, (low, high) in BANDS.items():
        if low <= last and high >= first:
            inside = range(max(low, first), min(high, last) + 1)
            part = 1.0 if len(inside) == high - low + 1 else _part(years, low, high, inside, msoa)
            total = total + held[band] * part
    return total / held[ALL_AGES].where(held[ALL_AGES] > 0) * now.reindex(msoa.index)


def _part(years: pd.DataFrame, low: int, high: int, inside: range, msoa: pd.Series) -> pd.Series:
    """Return the share of a band that is of the ages ``inside``, as in the MSOA around it."""
    whole = sum(years[single_year(age)] for age in range(low, high + 1))
    some = sum(years[single_year(age)] for age in inside)
    even = len(inside) / (high - low + 1)  # an MSOA with nobody of that band says nothing
    return (
        (some / whole.where(whole > 0)).fillna(even).reindex(msoa.to_numpy()).set_axis(msoa.index)
    )
