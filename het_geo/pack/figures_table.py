"""The tables of figures: a row an area, indicator and period, and a table a source."""

from __future__ import annotations

from het_geo.figures import COLUMNS, Status
from het_geo.pack import areas_table, codebook
from het_geo.pack.schema import NUMBER, Column, ForeignKey, Schema

UNIT = "the indicator’s unit"
OF_AREA = areas_table.area_in("area_code")
OF_INDICATOR = ForeignKey(("indicator",), codebook.FILE, ("indicator",))
KEYS = {
    "area_code": Column("area_code", "the area’s official code", needed=True),
    "indicator": Column(
        "indicator", "the id of the indicator, as the codebook has it", needed=True
    ),
    "period": Column("period", "the id of the period, as the codebook lists them", needed=True),
}
_DECLARED = [
    *KEYS.values(),
    Column("value", "the figure, in the indicator’s unit; of a range, its middle", NUMBER, UNIT),
    Column("numerator", "the count behind it", NUMBER, "count"),
    Column("denominator", "what it is a count of, or what areas are weighted by", NUMBER, "count"),
    Column("lower", "its lower 95 % limit, where one is known", NUMBER, UNIT),
    Column("upper", "its upper 95 % limit", NUMBER, UNIT),
    Column(
        "least",
        "the least that it can be, where the publisher withholds small counts",
        NUMBER,
        UNIT,
    ),
    Column("most", "the most that it can be", NUMBER, UNIT),
    Column(
        "published",
        "the publisher’s own figure of a larger area, where it differs in how it is made",
        NUMBER,
        UNIT,
    ),
    Column(
        "percentile",
        "the share of England’s areas of the level with a lower figure (ties by half)",
        NUMBER,
        "%",
        between=(0, 100),
    ),
    Column(
        "status",
        "ok, or why there is no figure",
        needed=True,
        among=tuple(str(status) for status in Status),
    ),
]
SCHEMA = Schema(
    "Figures",
    tuple({column.name: column for column in _DECLARED}[name] for name in COLUMNS),
    key=("area_code", "indicator", "period"),
    refers=(OF_AREA, OF_INDICATOR),
)
