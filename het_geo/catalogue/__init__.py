"""The catalogue: what is measured, from whom, in which words. See ``data/catalogue``."""

from het_geo.catalogue.read import read_catalogue
from het_geo.catalogue.records import (
    BuildingBlock,
    Catalogue,
    Caveat,
    Indicator,
    Period,
    Principle,
    Reference,
    Source,
    Subgroup,
    Terms,
    Unit,
)

__all__ = [
    "BuildingBlock",
    "Catalogue",
    "Caveat",
    "Indicator",
    "Period",
    "Principle",
    "Reference",
    "Source",
    "Subgroup",
    "Terms",
    "Unit",
    "read_catalogue",
]
