"""What a build knows of England's areas: names, parents, people, and the change of vintages."""

from __future__ import annotations

import difflib
import re
from dataclasses import dataclass

import pandas as pd

from het_geo import vintages
from het_geo.catalogue import Terms
from het_geo.errors import PlaceError
from het_geo.geography import ENGLAND, Level
from het_geo.pack.store import RawStore
from het_geo.sources import ons

LOOKUP = "ons-lsoa21-ward24-lookup"
VINTAGES = "ons-lsoa11-lsoa21-lookup"
MSOA_NAMES = "hocl-msoa-names"
LSOA_SHAPES = "ons-lsoa21-boundaries"
WARD_SHAPES = "ons-ward25-boundaries"
DISTRICT_SHAPES = "ons-lad24-boundaries"
POPULATION = "ons-population-mid2022"
GEOGRAPHY_SOURCES = (
    LOOKUP, VINTAGES, MSOA_NAMES, LSOA_SHAPES, WARD_SHAPES, DISTRICT_SHAPES, POPULATION,
)  # fmt: skip


@dataclass(frozen=True)
class Geography:
    """England's neighbourhoods with the areas each belongs to.

    ``lsoas`` is indexed by LSOA 2021 code, with ``name``, ``ward``, ``ward_name``, ``district``,
    ``district_name``, ``region``, ``region_name``, ``country``, ``msoa``, ``msoa_name``.
    ``population`` is people mid-2022; ``divided`` the shares of LSOA 2011 over LSOA 2021.
    """

    lsoas: pd.DataFrame
    population: pd.Series
    divided: pd.DataFrame

    def groups(self, level: Level, district: str | None = None) -> pd.Series:
        """Return the code of each neighbourhood's area of ``level``, of one district if named."""
        if level in (Level.REGION, Level.COUNTRY) or district is None:
            return self.lsoas[str(level)]
        return self.lsoas.loc[self.lsoas["district"] == district, str(level)]


@dataclass(frozen=True)
class Place:
    """The district that a pack is for."""

    slug: str
    code: str
    name: str


def read_geography(store: RawStore) -> Geography:
    """Read lookups, names, regions and people of every English neighbourhood."""
    lsoas = ons.best_fit_lookup(store.path(LOOKUP))
    column = store.catalogue.sources[POPULATION].options["count"]
    source = store.catalogue.sources[POPULATION]
    people = ons.population(store.path(POPULATION), [column], source).values[column]
    names = ons.msoa_names(store.path(MSOA_NAMES))
    regions = names.drop_duplicates("region").set_index("region")["region_name"]
    msoas = names[names["msoa"] != ""].drop_duplicates("msoa_name").set_index("msoa_name")
    parent = lsoas["name"].str[:-1]
    lsoas["msoa"] = parent.map(msoas["msoa"]).fillna("")
    lsoas["msoa_name"] = parent.map(msoas["plain_name"]).fillna("")
    lsoas["region"] = _regions(store, lsoas)
    lsoas["region_name"] = lsoas["region"].map(regions)
    lsoas["country"] = ENGLAND
    divided = vintages.shares(ons.vintage_lookup(store.path(VINTAGES)), people)
    return Geography(lsoas, people.reindex(lsoas.index), divided)


def _regions(store: RawStore, lsoas: pd.DataFrame) -> pd.Series:
    """Return each neighbourhood's region: the one most neighbourhoods of its district lie in."""
    shapes = ons.shapes(store.path(LSOA_SHAPES), "LSOA21CD", "LSOA21NM", ["RGNCD"])
    region = shapes.set_index("area_code")["RGNCD"].reindex(lsoas.index)
    most = region.groupby(lsoas["district"]).agg(lambda codes: codes.value_counts().index[0])
    return lsoas["district"].map(most)


def find_place(text: str, geography: Geography) -> Place:
    """Find a district by name, slug or code; :class:`PlaceError` suggests close names."""
    districts = (
        geography.lsoas[["district", "district_name"]]
        .drop_duplicates()
        .set_index("district")["district_name"]
    )
    by_slug = {slug_of(name): Place(slug_of(name), code, name) for code, name in districts.items()}
    by_code = {place.code.lower(): place for place in by_slug.values()}
    found = by_slug.get(slug_of(text)) or by_code.get(text.strip().lower())
    if found is None:
        close = difflib.get_close_matches(slug_of(text), by_slug, n=3)
        hint = f" Did you mean {', '.join(close)}?" if close else ""
        raise PlaceError(f"'{text}' is no English district that the lookup knows.{hint}")
    return found


def slug_of(name: str) -> str:
    """Return a name as it stands in folders and links.

    >>> slug_of("Kingston upon Hull, City of")
    'kingston-upon-hull-city-of'
    """
    return re.sub(r"[^a-z0-9]+", "-", name.casefold().replace("'", "")).strip("-")


def population_terms(store: RawStore) -> Terms:
    """Return the terms of the people that coverage falls back on."""
    return Terms(POPULATION, {store.catalogue.sources[POPULATION].options["count"]: 1.0})
