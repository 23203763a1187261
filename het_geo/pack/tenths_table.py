"""The table of what is published for each tenth of an area's neighbourhoods by deprivation."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from het_geo.catalogue.records import Catalogue
from het_geo.errors import PackError
from het_geo.figures import Status
from het_geo.pack.layout import rebuild

FILE = "tenths.csv"
TENTHS = 10
TEXT = ["indicator", "period", "area_code", "status"]
NUMBERS = ["value", "lower", "upper", "people"]
COLUMNS = ["indicator", "period", "area_code", "tenth", *NUMBERS, "status"]


def read_tenths(path: Path) -> pd.DataFrame:
    """Read ``tenths.csv`` as it stands; ``KeyError`` or ``ValueError`` where it cannot be read."""
    types = dict.fromkeys(TEXT, str) | dict.fromkeys(NUMBERS, float) | {"tenth": int}
    blank = {name: [""] for name in NUMBERS}
    return pd.read_csv(path, dtype=types, keep_default_na=False, na_values=blank)[COLUMNS]


def check_tenths(
    tenths: pd.DataFrame, areas: pd.DataFrame, catalogue: Catalogue, slug: str
) -> None:
    """Every row is of a known area, indicator and tenth, stands once, and has a value or says why.

    ``tenths`` are as :func:`read_tenths` gives them, ``areas`` as a pack holds them.
    """
    known = [name for name, indicator in catalogue.indicators.items() if indicator.tenths]
    ranges = {name: catalogue.indicators[name].valid for name in known}
    low, high = (tenths["indicator"].map({k: v[i] for k, v in ranges.items()}) for i in (0, 1))
    value, has = tenths["value"], tenths["value"].notna()
    ok = tenths["status"] == Status.OK
    between = value.between(tenths["lower"], tenths["upper"])
    key = ["indicator", "period", "area_code", "tenth"]
    faults = [
        ("indicator", ~tenths["indicator"].isin(known), "no indicator that has tenths"),
        ("area_code", ~tenths["area_code"].isin(areas.index), "no area of this pack"),
        ("tenth", ~tenths["tenth"].between(1, TENTHS), "no tenth from 1 to 10"),
        ("tenth", tenths.duplicated(key), "a second row for one tenth"),
        ("status", ok != has, "at odds with its value"),
        ("status", ~ok & (tenths["status"] != Status.SUPPRESSED), "an unknown status"),
        ("value", has & ~value.between(low, high), "outside the valid range of its indicator"),
        ("value", has & ~between, "outside its own limits"),
        ("people", ~(tenths["people"] > 0) & has, "no number of people"),
    ]
    for column, wrong, what in faults:
        if wrong.any():
            row = int(wrong.to_numpy().argmax())
            raise PackError(
                f"data/{slug}/{FILE}: row {row + 2}, column '{column}': "
                f"'{tenths[column].iloc[row]}' is {what}. {rebuild(slug)}"
            )
