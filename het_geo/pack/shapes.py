"""A place's boundary files, and the table of its areas."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path

import geopandas as gpd
import pandas as pd
import shapely

from het_geo import boundaries
from het_geo.figures import DIGITS
from het_geo.geography import Level, Vintage
from het_geo.pack import geography as geo
from het_geo.pack import manifest
from het_geo.pack.geography import Geography, Place
from het_geo.pack.store import RawStore
from het_geo.sources import ons

PUBLISHED, BEST_FIT = "published", "best_fit"  # where a ward's outline comes from


@cache
def read_shapes(path: Path, code: str, label: str) -> gpd.GeoDataFrame:
    """Read a boundary file once in a process, however many places are built from it."""
    return ons.shapes(path, code, label)


def write_boundaries(
    folder: Path, place: Place, store: RawStore, areas: Geography
) -> Iterator[manifest.FileEntry]:
    """Write the place's shapes, one file a level, and ``areas.csv``."""
    target = folder / "boundaries" / place.slug
    target.mkdir(parents=True)
    inside = areas.lsoas[areas.lsoas["district"] == place.code]
    small = _select(store, geo.LSOA_SHAPES, ("LSOA21CD", "LSOA21NM"), inside.index)
    wards = _wards(store, inside, small)
    files = {
        "lsoa21": (small, geo.LSOA_SHAPES),
        "msoa21": (_msoas(store, areas, place), geo.MSOA_SHAPES),
        "ward24": (wards, geo.WARD_SHAPES),
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
    shares = boundaries.ward_shares(small, wards, inside["ward"].astype(str))
    yield _write_areas(folder, place, areas, shares, wards.set_index("area_code")["shape"])


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


def _wards(store: RawStore, inside: pd.DataFrame, small: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Return ward shapes; a ward that the boundary edition lacks is drawn from its neighbourhoods.

    The lookup is of 2024, the boundaries of 2025: where wards were redrawn in between, the union of
    a ward's best-fit neighbourhoods is the very area its figures are for. It is marked as such.
    """
    codes = pd.Index(inside["ward"].astype(str).unique())
    edition = read_shapes(store.path(geo.WARD_SHAPES), "WD25CD", "WD25NM")
    known = codes.intersection(edition["area_code"])
    published = boundaries.select(edition, known, geo.WARD_SHAPES).assign(shape=PUBLISHED)
    rest = small[~small["area_code"].map(inside["ward"]).astype(str).isin(known)]
    if rest.empty:
        return published
    ward = rest["area_code"].map(inside["ward"]).astype(str)
    drawn = rest.assign(area_code=ward, shape=BEST_FIT).dissolve("area_code", as_index=False)
    names = inside.drop_duplicates("ward").set_index(inside["ward"].drop_duplicates().astype(str))
    drawn["name"] = drawn["area_code"].map(names["ward_name"])
    both = pd.concat([published, drawn]) if len(published) else drawn
    return gpd.GeoDataFrame(both.sort_values("area_code").reset_index(drop=True), crs=small.crs)


def _write_areas(
    folder: Path, place: Place, areas: Geography, shares: pd.DataFrame, drawn: pd.Series
) -> manifest.FileEntry:
    """Write every area of the pack with its names and parents, largest first."""
    inside = areas.lsoas[areas.lsoas["district"] == place.code].astype({"ward": str, "msoa": str})
    rows = [*_larger(place, areas, inside), *_inner(place, areas, inside, drawn)]
    rows += [
        _area(code, row["name"], Level.LSOA, Vintage.LSOA21, areas.population[code])
        | {"ward": row["ward"], "msoa": row["msoa"], "msoa_name": row["msoa_name"]}
        | shares.loc[code].to_dict()
        for code, row in inside.iterrows()
    ]
    path = folder / "data" / place.slug / "areas.csv"
    path.parent.mkdir(parents=True)
    write_csv(pd.DataFrame(rows), path)
    used = [geo.LOOKUP, geo.MSOA_NAMES, geo.POPULATION, geo.LSOA_SHAPES, geo.WARD_SHAPES]
    return manifest.entry(folder, path, len(rows), used)


def _larger(place: Place, areas: Geography, inside: pd.DataFrame) -> list[dict[str, object]]:
    """Return the country's, the region's and the district's own rows."""
    first, people = inside.iloc[0], areas.population
    region = people[areas.lsoas["region"] == first["region"]].sum()
    own = people.reindex(inside.index).sum()
    return [
        _area(first["country"], "England", Level.COUNTRY, Vintage.COUNTRY, people.sum()),
        _area(first["region"], first["region_name"], Level.REGION, Vintage.REGION, region),
        _area(place.code, place.name, Level.DISTRICT, Vintage.LAD24, own),
    ]


def _inner(
    place: Place, areas: Geography, inside: pd.DataFrame, drawn: pd.Series
) -> list[dict[str, object]]:
    """Return the rows of wards, with whose outline they have, and of MSOAs."""
    wards = inside.drop_duplicates("ward").set_index("ward")["ward_name"].sort_index()
    people = areas.population.groupby(inside["ward"]).sum()
    msoas = areas.msoas[areas.msoas["district"] == place.code]
    rows = [
        _area(code, name, Level.WARD, Vintage.WARD24, people[code]) | {"shape": drawn[code]}
        for code, name in wards.items()
    ]
    return rows + [
        _area(code, row["name"], Level.MSOA, Vintage.MSOA21, areas.msoa_population[code])
        | {"msoa_name": row["plain_name"]}
        for code, row in msoas.iterrows()
    ]


def _area(
    code: object, name: str, level: Level, vintage: Vintage, people: float
) -> dict[str, object]:
    return {
        "area_code": code,
        "name": name,
        "level": str(level),
        "vintage": str(vintage),
        "population": int(people),
    }


def write_csv(table: pd.DataFrame, path: Path) -> None:
    """Write a table with nine digits: the same text on every machine, finer than any source."""
    table.to_csv(path, index=False, float_format=f"%.{DIGITS}g", lineterminator="\n")
