"""The catalogue: what is measured, from whom, in which words. See ``data/catalogue``."""

from het_geo.catalogue.periods import BreakAt, Period
from het_geo.catalogue.read import read_catalogue
from het_geo.catalogue.records import Catalogue, Indicator, Reference, Terms
from het_geo.catalogue.vocabulary import (
    NOT_COMPARABLE,
    WITH_CARE,
    Blank,
    Break,
    BuildingBlock,
    Caveat,
    Measure,
    PointKind,
    Principle,
    Source,
    Subgroup,
    Unit,
    Withheld,
)

__all__ = [
    "NOT_COMPARABLE",
    "WITH_CARE",
    "Blank",
    "Break",
    "BreakAt",
    "BuildingBlock",
    "Catalogue",
    "Caveat",
    "Indicator",
    "Measure",
    "Period",
    "PointKind",
    "Principle",
    "Reference",
    "Source",
    "Subgroup",
    "Terms",
    "Unit",
    "Withheld",
    "read_catalogue",
]
