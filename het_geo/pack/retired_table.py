"""The table of a pack's retired codes: read as it stands, and what must hold in it."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from het_geo.errors import PackError
from het_geo.geography import Level
from het_geo.pack.manifest import rebuild

FILE = "retired.csv"
TEXT = ["old_code", "old_name", "level", "edition", "new_code"]
COLUMNS = [*TEXT, "share"]
LEVELS = (Level.WARD, Level.LSOA, Level.MSOA)


def read_retired(path: Path) -> pd.DataFrame:
    """Read ``retired.csv`` as it stands; ``KeyError`` or ``ValueError`` where it cannot be read."""
    types = dict.fromkeys(TEXT, str) | {"share": float}
    frame = pd.read_csv(path, dtype=types, keep_default_na=False, na_values={"share": [""]})
    return frame[COLUMNS]


def check_retired(retired: pd.DataFrame, areas: pd.DataFrame, slug: str) -> None:
    """Every old code is of no area of today, and every new one is an area of the old one's level.

    A code whose people nobody can follow stands alone, without a new code. ``retired`` is as
    :func:`read_retired` gives it, ``areas`` as :class:`~het_geo.pack.model.Pack` holds them.
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
    for column, wrong, what in faults:
        if wrong.any():
            row = int(wrong.to_numpy().argmax())
            raise PackError(
                f"data/{slug}/{FILE}: row {row + 2}, column '{column}': "
                f"'{retired[column].iloc[row]}' is {what}. {rebuild(slug)}"
            )
