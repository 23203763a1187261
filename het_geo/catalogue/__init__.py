"""The catalogue: what is measured, from whom, in which words. See ``data/catalogue``."""

from het_geo.catalogue.read import read_catalogue
from het_geo.catalogue.records import Catalogue, Indicator, Period, Reference, Terms
from het_geo.catalogue.vocabulary import BuildingBlock, Caveat, Principle, Source, Subgroup, Unit

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
