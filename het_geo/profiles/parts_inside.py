"""The areas inside an area: their figures, and how far apart they are. Pure data."""

from __future__ import annotations

from dataclasses import dataclass

from het_geo.atlas.lies import Area, Named
from het_geo.atlas.record import Record
from het_geo.geography import Level


@dataclass(frozen=True)
class End:
    """The highest or lowest areas: names of those that share the value, and the value."""

    value: float
    written: str
    areas: tuple[Named, ...]


@dataclass(frozen=True)
class Spread:
    """How far apart the areas inside are in one indicator; ``known`` of them have a figure."""

    indicator: str
    label: str
    decimals: int
    period: str
    highest: End
    lowest: End
    known: int
    sentence: str


@dataclass(frozen=True)
class Cell:
    """One figure of a table of areas; ``note`` says why there is none, or what to know of it."""

    record: Record
    value: float | None
    written: str
    note: str


@dataclass(frozen=True)
class InsideRow:
    """One area inside, with its people and its figures in the table's columns."""

    area: Named
    lies: Area
    population: float | None
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class InsideColumn:
    """One column of the table of areas inside."""

    indicator: str
    label: str
    unit: str
    decimals: int
    period: str


@dataclass(frozen=True)
class Inside:
    """The areas of one level inside: their spread in every indicator, and a table of a few."""

    level: Level
    count: int
    sentence: str
    spreads: tuple[Spread, ...]
    columns: tuple[InsideColumn, ...]
    rows: tuple[InsideRow, ...]
