"""What areas are called in lists and sentences."""

from __future__ import annotations

import pandas as pd

from het_geo.geography import Level


def area_label(areas: pd.DataFrame, code: str) -> str:
    """Return an area's name for lists and sentences.

    A ward as "Dallow ward", a neighbourhood with its MSOA's plain name, "Luton 019B (Dallow Road)".
    """
    row = areas.loc[code]
    if row["level"] == Level.WARD:
        return f"{row['name']} ward"
    if row["level"] == Level.LSOA and row["msoa_name"]:
        return f"{row['name']} ({row['msoa_name']})"
    if row["level"] == Level.MSOA and row["msoa_name"]:
        return f"{row['msoa_name']} ({row['name']})"
    return str(row["name"])


def labels(areas: pd.DataFrame) -> pd.Series:
    """Return the label of every area, by code."""
    return pd.Series([area_label(areas, str(code)) for code in areas.index], areas.index, dtype=str)
