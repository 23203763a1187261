"""The table of what is published for each tenth of an area's neighbourhoods by deprivation."""

from __future__ import annotations

import pandas as pd

from het_geo.catalogue.records import Catalogue
from het_geo.figures import Status
from het_geo.pack.faults import refuse
from het_geo.pack.figures_table import KEYS, OF_AREA, OF_INDICATOR, UNIT
from het_geo.pack.schema import NUMBER, WHOLE, Column, Schema

FILE = "tenths.csv"
TENTHS = 10
SCHEMA = Schema(
    "Figures of each tenth of an area’s neighbourhoods by deprivation",
    (
        KEYS["indicator"],
        KEYS["period"],
        KEYS["area_code"],
        Column("tenth", "the tenth: 1 is the most deprived", WHOLE, needed=True,
               between=(1, TENTHS)),
        Column("value", "the figure, in the indicator’s unit", NUMBER, UNIT),
        Column("lower", "its lower 95 % limit", NUMBER, UNIT),
        Column("upper", "its upper 95 % limit", NUMBER, UNIT),
        Column("people", "the people in the tenth", NUMBER, "people"),
        Column("status", "ok, or why there is no figure", needed=True,
               among=(str(Status.OK), str(Status.SUPPRESSED))),
    ),
    key=("indicator", "period", "area_code", "tenth"),
    refers=(OF_AREA, OF_INDICATOR),
)  # fmt: skip
COLUMNS = SCHEMA.names


def check_tenths(
    tenths: pd.DataFrame, areas: pd.DataFrame, catalogue: Catalogue, slug: str
) -> None:
    """Every row is of a known area, indicator and tenth, stands once, and has a value or says why.

    ``tenths`` are as :data:`SCHEMA` reads them, ``areas`` as a pack holds them.
    """
    known = [name for name, indicator in catalogue.indicators.items() if indicator.tenths]
    ranges = {name: catalogue.indicators[name].valid for name in known}
    low, high = (tenths["indicator"].map({k: v[i] for k, v in ranges.items()}) for i in (0, 1))
    value, has = tenths["value"], tenths["value"].notna()
    ok = tenths["status"] == Status.OK
    between = value.between(tenths["lower"], tenths["upper"])
    faults = [
        ("indicator", ~tenths["indicator"].isin(known), "no indicator that has tenths"),
        ("area_code", ~tenths["area_code"].isin(areas.index), "no area of this pack"),
        ("tenth", ~tenths["tenth"].between(1, TENTHS), "no tenth from 1 to 10"),
        ("tenth", tenths.duplicated(list(SCHEMA.key)), "a second row for one tenth"),
        ("status", ok != has, "at odds with its value"),
        ("status", ~ok & (tenths["status"] != Status.SUPPRESSED), "an unknown status"),
        ("value", has & ~value.between(low, high), "outside the valid range of its indicator"),
        ("value", has & ~between, "outside its own limits"),
        ("people", ~(tenths["people"] > 0) & has, "no number of people"),
    ]
    refuse(FILE, tenths, slug, faults)
