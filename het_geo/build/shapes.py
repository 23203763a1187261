"""A place's boundary files, and the table of its areas."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path

import geopandas as gpd
import pandas as pd
import shapely

from het_geo import boundaries
from het_geo.build import england as geo
from het_geo.build.england import Geography
from het_geo.build.store import RawStore
from het_geo.figures import WRITTEN
from het_geo.files import csv_of
from het_geo.geography import UNITED_KINGDOM, Level, Vintage
from het_geo.grids import degrees
from het_geo.pack import manifest
from het_geo.pack.manifest import POPULATION, Place
from het_geo.sources import ons

SLIVER = 0.02  # of a ward's ground: what two generalised outlines overlap by and nobody lives on


@cache
def read_shapes(path: Path, code: str, label: str) -> gpd.GeoDataFrame:
    """Read a boundary file once in a process, however many places are built from it."""
    return ons.shapes(path, code, label)


@cache
def _centroids(path: Path) -> pd.DataFrame:
    """Return where each neighbourhood's people live, as ``lon`` and ``lat``, by code."""
    points = ons.centroids(path)
    lon, lat = (found.round(boundaries.DEGREES) for found in degrees(points))
    return pd.DataFrame({"lon": lon, "lat": lat}, index=points.index)


def write_boundaries(
    folder: Path, place: Place, store: RawStore, areas: Geography
) -> Iterator[manifest.FileEntry]:
    """Write the place's shapes, one file a level, and ``areas.csv``."""
    target = folder / "boundaries" / place.slug
    target.mkdir(parents=True)
    inside = areas.lsoas[areas.lsoas["district"] == place.code]
    small = _select(store, geo.LSOA_SHAPES, ("LSOA21CD", "LSOA21NM"), inside.index)
    wards = _select(store, geo.WARD_SHAPES, ("WD25CD", "WD25NM"), wards_of(areas, place).index)
    files = {
        "lsoa21": (small, geo.LSOA_SHAPES),
        "msoa21": (_msoas(store, areas, place), geo.MSOA_SHAPES),
        "ward25": (wards, geo.WARD_SHAPES),
        "district": (
            _district(store, place),
            geo.DISTRICT_SHAPES,
        ),
    }
    for name, (shapes, source) in files.items():
        path = target / f"{name}.geojson"
        text = boundaries.to_geojson(boundaries.simplify(shapes))
        path.write_text(text, encoding="utf-8", newline="\n")
        yield manifest.entry(folder, path, len(shapes), [source])
    placed = _centroids(store.path(geo.CENTROIDS)).reindex(inside.index)
    beside = boundaries.overlaps(small, wards)
    yield _write_areas(folder, place, areas, beside, placed)


def wards_of(areas: Geography, place: Place) -> pd.DataFrame:
    """Return the wards of a place's district, those too that no neighbourhood fits best."""
    return areas.wards[areas.wards["district"] == place.code]


def _select(
    store: RawStore, source: str, columns: tuple[str, str], codes: pd.Index
) -> gpd.GeoDataFrame:
    found = read_shapes(store.path(source), *columns)
    return boundaries.select(found, codes, f"source '{source}'")


def _district(store: RawStore, place: Place) -> gpd.GeoDataFrame:
    return _select(store, geo.DISTRICT_SHAPES, ("AREACD", "AREANM"), pd.Index([place.code]))


def district_shape(store: RawStore, place: Place) -> shapely.Geometry:
    """Return the published outline of a place's district, in degrees (EPSG:4326)."""
    return _district(store, place).geometry.iloc[0]


def _msoas(store: RawStore, areas: Geography, place: Place) -> gpd.GeoDataFrame:
    inside = areas.msoas[areas.msoas["district"] == place.code]
    found = _select(store, geo.MSOA_SHAPES, ("MSOA21CD", "MSOA21NM"), inside.index)
    return found.assign(name=found["area_code"].map(inside["plain_name"]))


def _write_areas(
    folder: Path, place: Place, areas: Geography, shared: pd.DataFrame, placed: pd.DataFrame
) -> manifest.FileEntry:
    """Write every area of the pack with its names and parents, largest first.

    ``shared`` is the ground that neighbourhoods and wards have in common, ``placed`` where the
    people of each neighbourhood live.
    """
    inside = areas.lsoas[areas.lsoas["district"] == place.code].astype({"ward": str, "msoa": str})
    rows = [*_larger(place, areas, inside), *_inner(place, areas, inside, shared)]
    shares = boundaries.ward_shares(shared, inside["ward"])
    rows += [
        _area(code, row["name"], Level.LSOA, Vintage.LSOA21, areas.population[code])
        | {"ward": row["ward"], "msoa": row["msoa"], "msoa_name": row["msoa_name"]}
        | shares.loc[code].to_dict()
        | placed.loc[code].to_dict()
        for code, row in inside.iterrows()
    ]
    path = folder / "data" / place.slug / "areas.csv"
    path.parent.mkdir(parents=True)
    write_csv(pd.DataFrame(rows), path)
    used = [geo.LOOKUP, geo.NAMES, geo.MSOA_NAMES, POPULATION, geo.LSOA_SHAPES, geo.WARD_SHAPES]
    return manifest.entry(folder, path, len(rows), [*used, geo.CENTROIDS])


def _larger(place: Place, areas: Geography, inside: pd.DataFrame) -> list[dict[str, object]]:
    """Return the rows of the kingdom (whose people are not held), country, region and district."""
    first, people = inside.iloc[0], areas.population
    region = people[areas.lsoas["region"] == first["region"]].sum()
    own = people.reindex(inside.index).sum()
    kingdom: dict[str, object] = {
        "area_code": UNITED_KINGDOM,
        "name": "the United Kingdom",  # as it stands in a sentence
        "level": str(Level.UK),
        "vintage": str(Vintage.COUNTRY),
    }
    return [
        kingdom,
        _area(first["country"], "England", Level.COUNTRY, Vintage.COUNTRY, people.sum()),
        _area(first["region"], first["region_name"], Level.REGION, Vintage.REGION, region),
        _area(place.code, place.name, Level.DISTRICT, Vintage.LAD24, own),
    ]


def _inner(
    place: Place, areas: Geography, inside: pd.DataFrame, shared: pd.DataFrame
) -> list[dict[str, object]]:
    """Return the rows of wards and of MSOAs."""
    people = areas.population.groupby(inside["ward"]).sum()
    msoas = areas.msoas[areas.msoas["district"] == place.code]
    rows = [
        _area(code, name, Level.WARD, Vintage.WARD25, people.get(code))
        | {"overlapped_by": "" if code in people.index else overlapping(shared, code)}
        for code, name in wards_of(areas, place)["name"].items()
    ]
    return rows + [
        _area(code, row["name"], Level.MSOA, Vintage.MSOA21, areas.msoa_population[code])
        | {"msoa_name": row["plain_name"]}
        for code, row in msoas.iterrows()
    ]


def overlapping(shared: pd.DataFrame, ward: str) -> str:
    """Return the codes of the neighbourhoods on a ward's ground, the largest part first."""
    found = shared[shared["ward"] == ward].sort_values("of_ward", ascending=False)
    return " ".join(found["area"][found["of_ward"] > min(SLIVER, found["of_ward"].max() / 2)])


def _area(
    code: object, name: str, level: Level, vintage: Vintage, people: float | None
) -> dict[str, object]:
    """Return a row; ``people`` is None for a ward that no neighbourhood fits best."""
    return {
        "area_code": code,
        "name": name,
        "level": str(level),
        "vintage": str(vintage),
        "population": "" if people is None else int(people),
    }


def write_csv(table: pd.DataFrame, path: Path) -> None:
    """Write a table with nine digits: the same text on every machine, finer than any source."""
    path.write_bytes(csv_of(table, float_format=WRITTEN).encode())
