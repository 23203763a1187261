"""The table of a pack's postcodes: in which ward and which neighbourhood each of them lies.

A row holds the postcodes (:func:`het_geo.postcodes.packed`) that share neighbourhood, ward and
standing. The ward is the one they lie in, which need not be the one that their neighbourhood is
counted with.
"""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

import pandas as pd

from het_geo.errors import PackError
from het_geo.geography import Level, Vintage, is_code
from het_geo.pack.areas_table import area_in
from het_geo.pack.faults import Fault, refuse
from het_geo.pack.layout import rebuild
from het_geo.pack.schema import Column, Schema
from het_geo.postcodes import PACKED, holds, unpacked

FILE = "postcodes.csv"
SOURCE = "os-codepoint-open"


class PostcodeStanding(StrEnum):
    """What the list says of a postcode."""

    LIVE = ""
    ENDED = "ended"  # its last place is known
    ROUGH = "rough"  # the list has the middle of its sector, and no ward


SCHEMA = Schema(
    "Where each postcode lies",
    (
        Column("neighbourhood", "code of the neighbourhood (LSOA 2021), here or next door"),
        Column("ward", "code of the ward; empty where the list has the sector alone"),
        Column("standing", "empty for a postcode in use, or ended, or rough",
               among=tuple(str(one) for one in PostcodeStanding if one)),
        Column("postcodes", "postcodes by sector, then the last two letters of each", needed=True),
    ),
    refers=(area_in("ward"),),
)  # fmt: skip
COLUMNS = SCHEMA.names


class Located(NamedTuple):
    """A postcode's place: codes of its neighbourhood (may be "") and ward ("" where rough)."""

    postcode: str
    neighbourhood: str
    ward: str
    standing: PostcodeStanding


def no_postcodes() -> pd.DataFrame:
    """Return the table of a pack that was built without postcodes."""
    return pd.DataFrame(columns=COLUMNS, dtype=str)


def located(table: pd.DataFrame, postcode: str) -> Located | None:
    """Return where a postcode lies; ``table`` is as :data:`SCHEMA` reads it.

    ``postcode`` is as :func:`het_geo.postcodes.postcode_of` writes it.
    """
    row = row_holding(table[COLUMNS], postcode)
    if row is None:
        return None
    neighbourhood, ward, standing = row
    return Located(postcode, neighbourhood, ward, PostcodeStanding(standing))


def row_holding(table: pd.DataFrame, postcode: str) -> tuple[str, ...] | None:
    """Return the row of a table whose last column has a postcode, without that column."""
    for *row, texts in zip(*(table[column].to_list() for column in table), strict=True):
        if holds(texts, postcode):
            return tuple(row)
    return None


def check_postcodes(table: pd.DataFrame, areas: pd.DataFrame, slug: str) -> None:
    """Every postcode stands once and lies in a ward of the pack, or roughly in a neighbourhood.

    A neighbourhood may be none (a place on the water) or another district's (at its edge).
    """
    level = areas["level"]
    rough = table["standing"] == PostcodeStanding.ROUGH
    small = table["neighbourhood"]
    known = small.map(lambda code: code == "" or is_code(code, Vintage.LSOA21)).astype(bool)
    ward = table["ward"].map(level).fillna("") == Level.WARD
    form = table["postcodes"].map(lambda text: PACKED.fullmatch(text) is not None).astype(bool)
    faults: list[Fault] = [
        ("standing", ~table["standing"].isin(list(PostcodeStanding)), "no standing of a postcode"),
        ("neighbourhood", ~known, "no code of a neighbourhood"),
        ("neighbourhood", rough & (small.map(level).fillna("") != Level.LSOA), "none of this pack"),
        ("ward", ~rough & ~ward, "no ward of this pack"),
        ("ward", rough & (table["ward"] != ""), "a ward, though the list names none"),
        ("postcodes", ~form, "not postcodes by sector and unit"),
    ]
    refuse(FILE, table, slug, faults)
    _check_once(table, slug)


def _check_once(table: pd.DataFrame, slug: str) -> None:
    every = [postcode for text in table["postcodes"] for postcode in unpacked(text)]
    if len(set(every)) < len(every):
        raise PackError(f"data/{slug}/{FILE}: a postcode stands in two rows. {rebuild(slug)}")
