"""The table of a pack's areas, the largest first: what each is, and what it lies in."""

from __future__ import annotations

from het_geo.geography import Level, Vintage
from het_geo.pack.schema import NUMBER, WHOLE, Column, ForeignKey, Schema

FILE = "areas.csv"


def area_in(column: str) -> ForeignKey:
    """Say that a column holds a code of the pack's areas, or nothing."""
    return ForeignKey((column,), FILE, ("area_code",))


SCHEMA = Schema(
    "Areas",
    (
        Column("area_code", "the area’s official code", needed=True),
        Column("name", "the area’s name", needed=True),
        Column("level", "lsoa (neighbourhood), msoa, ward, district, region, country or uk",
               needed=True, among=tuple(map(str, Level))),
        Column("vintage", "the edition of its code", needed=True, among=tuple(map(str, Vintage))),
        Column("ward", "of a neighbourhood: the code of the ward that it fits best"),
        Column("msoa", "of a neighbourhood: the code of its MSOA 2021"),
        Column("msoa_name", "the name in plain words of the MSOA"),
        Column("most_area_in", "the code of the ward that has most of a neighbourhood’s ground"),
        Column("overlapped_by", "of a ward that no neighbourhood fits best: the codes of those on "
               "its ground, the largest part first, blanks between"),
        Column("population", "the people living there in mid-2022", WHOLE, "people"),
        Column("ward_share", "the share of a neighbourhood’s ground that lies in its ward", NUMBER,
               "of 1", between=(0, 1)),
        Column("lon", "the longitude of the point that a neighbourhood’s people live around (its "
               "population-weighted centroid)", NUMBER, "degrees", between=(-180, 180)),
        Column("lat", "the latitude of that point", NUMBER, "degrees", between=(-90, 90)),
    ),
    key=("area_code",),
    refers=(area_in("ward"), area_in("msoa"), area_in("most_area_in")),
)  # fmt: skip
