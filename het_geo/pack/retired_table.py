"""The table of a pack's retired codes: read as it stands, and what must hold in it."""

from __future__ import annotations

import pandas as pd

from het_geo.geography import Level
from het_geo.pack.areas_table import area_in
from het_geo.pack.faults import refuse
from het_geo.pack.schema import NUMBER, Column, Schema

FILE = "retired.csv"
LEVELS = (Level.WARD, Level.LSOA, Level.MSOA)
SCHEMA = Schema(
    "Codes of areas that have ended, and what they have become",
    (
        Column("old_code", "the code that has ended", needed=True),
        Column("old_name", "the name that the area had", needed=True),
        Column("level", "the level of the area", needed=True, among=tuple(map(str, LEVELS))),
        Column("edition", "the year of the last edition that had it", needed=True),
        Column("new_code", "the area of today that its people live in; empty where none follows"),
        Column("share", "the share of its people who live there", NUMBER, "of 1", between=(0, 1)),
    ),
    refers=(area_in("new_code"),),
)
COLUMNS = SCHEMA.names


def wards_since(areas: pd.DataFrame, retired: pd.DataFrame, code: str) -> pd.Series:
    """Return today's wards that hold the people of a ward, with the share of them in each.

    For figures by wards of an earlier edition (a list to upload): they are shared out by these. The
    shares follow people of mid-2022 by whole neighbourhoods, as both editions' best-fit lookups
    place them, and not by the ground: in a ward that was cut they are an estimate.

    Args:
        areas: the pack's areas, indexed by code.
        retired: as :data:`SCHEMA` reads it.
        code: of a ward of today or of one that ended. A name will not do: one name may be two
            wards (Luton's Barnfield E05002193 to 2023, E05014735 since).

    Returns:
        Shares (0 to 1) by code of today; 1 for a ward of today itself. They add up to 1 but for
        parts below a twentieth of the people and people who live in another district now. Empty
        where nothing follows the ward's people.

    Raises:
        KeyError: the code is of no ward here, today or before.
    """
    if areas["level"].get(code) == Level.WARD:
        return pd.Series({code: 1.0}, name="share")
    rows = retired[(retired["old_code"] == code) & (retired["level"] == Level.WARD)]
    if rows.empty:
        raise KeyError(code)
    followed = rows[rows["new_code"] != ""]
    return followed.set_index("new_code")["share"]


def check_retired(retired: pd.DataFrame, areas: pd.DataFrame, slug: str) -> None:
    """Every old code is of no area of today, and every new one is an area of the old one's level.

    A code whose people nobody can follow stands alone, without a new code. ``retired`` is as
    :data:`SCHEMA` reads it, ``areas`` as :class:`~het_geo.pack.model.Pack` holds them.
    """
    own = retired["new_code"].map(areas["level"]).fillna("")
    followed = retired["new_code"] != ""
    alone = retired["old_code"].map(retired["old_code"].value_counts()) == 1
    share = retired["share"]
    levels = [str(level) for level in LEVELS]
    faults = [
        ("old_code", retired["old_code"].isin(areas.index), "an area of this pack, not retired"),
        ("old_name", retired["old_name"].str.strip() == "", "no name"),
        ("level", ~retired["level"].isin(levels), "no level that codes are retired of"),
        ("new_code", followed & (own != retired["level"]), "no area of this level here"),
        ("new_code", ~followed & ~alone, "blank, though the code has successors"),
        ("share", followed & ~((share > 0) & (share <= 1)), "no share above 0 and up to 1"),
        ("share", ~followed & share.notna(), "a share of nothing"),
        ("new_code", retired.duplicated(["old_code", "new_code"]), "a second row for one pair"),
    ]
    refuse(FILE, retired, slug, faults)
