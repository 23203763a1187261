"""The table of how many neighbourhoods, and people in them, lie above a published guideline."""

from __future__ import annotations

import pandas as pd

from het_geo.catalogue.records import Catalogue
from het_geo.pack.faults import refuse
from het_geo.pack.figures_table import KEYS, OF_AREA, OF_INDICATOR
from het_geo.pack.schema import WHOLE, Column, Schema

FILE = "guidelines.csv"
SCHEMA = Schema(
    "Neighbourhoods above a published guideline",
    (
        KEYS["indicator"],
        KEYS["period"],
        KEYS["area_code"],
        Column("neighbourhoods", "the neighbourhoods in the area", WHOLE, "neighbourhoods"),
        Column("above", "those of them that are above the guideline", WHOLE, "neighbourhoods"),
        Column("people", "the people in the area", WHOLE, "people"),
        Column("people_above", "those who live above the guideline", WHOLE, "people"),
    ),
    key=("indicator", "period", "area_code"),
    refers=(OF_AREA, OF_INDICATOR),
)
COLUMNS = SCHEMA.names
COUNTS = SCHEMA.of_kind(WHOLE)


def check_guidelines(
    table: pd.DataFrame, areas: pd.DataFrame, catalogue: Catalogue, slug: str
) -> None:
    """Every row is of a known area and an indicator with a guideline, and stands once.

    ``table`` is as :data:`SCHEMA` reads it, ``areas`` as a pack holds them.
    """
    known = [name for name, indicator in catalogue.indicators.items() if indicator.references]
    faults = [
        ("indicator", ~table["indicator"].isin(known), "no indicator that has a guideline"),
        ("area_code", ~table["area_code"].isin(areas.index), "no area of this pack"),
        ("area_code", table.duplicated(list(SCHEMA.key)), "a second row for one area"),
        ("above", ~table["above"].between(0, table["neighbourhoods"]), "more than there are"),
        ("people_above", ~table["people_above"].between(0, table["people"]), "more than there are"),
    ]
    refuse(FILE, table, slug, faults)
