"""The table of how many neighbourhoods, and people in them, lie above a published guideline."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from het_geo.catalogue.records import Catalogue
from het_geo.errors import PackError
from het_geo.pack.layout import rebuild

FILE = "guidelines.csv"
TEXT = ["indicator", "period", "area_code"]
COUNTS = ["neighbourhoods", "above", "people", "people_above"]
COLUMNS = [*TEXT, *COUNTS]


def read_guidelines(path: Path) -> pd.DataFrame:
    """Read ``guidelines.csv`` as it stands; ``KeyError``, ``ValueError`` where it cannot be."""
    return pd.read_csv(path, dtype=dict.fromkeys(TEXT, str) | dict.fromkeys(COUNTS, float))[COLUMNS]


def check_guidelines(
    table: pd.DataFrame, areas: pd.DataFrame, catalogue: Catalogue, slug: str
) -> None:
    """Every row is of a known area and an indicator with a guideline, and stands once.

    ``table`` is as :func:`read_guidelines` gives it, ``areas`` as a pack holds them.
    """
    known = [name for name, indicator in catalogue.indicators.items() if indicator.references]
    faults = [
        ("indicator", ~table["indicator"].isin(known), "no indicator that has a guideline"),
        ("area_code", ~table["area_code"].isin(areas.index), "no area of this pack"),
        ("area_code", table.duplicated(TEXT), "a second row for one area"),
        ("above", ~table["above"].between(0, table["neighbourhoods"]), "more than there are"),
        ("people_above", ~table["people_above"].between(0, table["people"]), "more than there are"),
    ]
    for column, wrong, what in faults:
        if wrong.any():
            row = int(wrong.to_numpy().argmax())
            raise PackError(
                f"data/{slug}/{FILE}: row {row + 2}, column '{column}': "
                f"'{table[column].iloc[row]}' is {what}. {rebuild(slug)}"
            )
