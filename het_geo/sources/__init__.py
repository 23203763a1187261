"""One module a publisher. A reader takes a raw file and gives the columns a record asks for.

A reader of points gives places on the map instead of figures.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from het_geo.catalogue.vocabulary import Source
from het_geo.sources import (
    added,
    defra,
    desnz,
    dfe,
    dwp,
    els,
    lait,
    mhclg,
    nhs,
    nomis,
    ohid,
    ons,
    police,
    railway,
    research,
    voa,
)
from het_geo.sources.points import PointTable
from het_geo.sources.table import RawTable

Reader = Callable[[Path, Sequence[str], Source], RawTable]
PointReader = Callable[[Path, Source], PointTable]

ADDED = "own"  # a table that was added to the catalogue itself (docs/own-data.md)

# A source record names its reader here; geography files are read by the build itself.
READERS: dict[str, Reader] = {
    "nomis_wide": nomis.wide,
    "nomis_long": nomis.long,
    "nomis_claimants": nomis.claimants,
    "ons_population": ons.population,
    "mhclg": mhclg.read,
    "desnz": desnz.read,
    "defra_pcm": defra.read,
    "dwp": dwp.read,
    "voa": voa.read,
    "research": research.read,
    "classes": research.classes,
    "police": police.read,
    "police_summed": police.summed,
    "ohid": ohid.read,
    "ons_health_index": ons.health_index,
    "els": els.read,
    "lait": lait.read,
    ADDED: added.read,
}
POINT_READERS: dict[str, PointReader] = {
    "dfe_schools": dfe.schools,
    "nhs_services": nhs.services,
    "railway_stations": railway.stations,
}
GEOGRAPHY_READER = "geography"
MADE = "made"  # no file: the build works the table out of others (``made_from``)

__all__ = [
    "GEOGRAPHY_READER",
    "MADE",
    "POINT_READERS",
    "READERS",
    "PointReader",
    "PointTable",
    "RawTable",
    "Reader",
]
