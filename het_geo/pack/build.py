"""Build a place's pack: the only writer of ``boundaries/<place>`` and ``data/<place>``."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import geopandas as gpd
import pandas as pd

from het_geo import boundaries
from het_geo.catalogue import Catalogue
from het_geo.figures import COLUMNS
from het_geo.geography import Level, Vintage
from het_geo.pack import geography as geo
from het_geo.pack import layout, manifest
from het_geo.pack.assemble import Assembler
from het_geo.pack.geography import Geography, Place
from het_geo.pack.store import RawStore
from het_geo.sources import ons

Progress = Callable[[str], None]
NUMBER_FORMAT = "%.9g"  # nine digits: the same text on every machine, finer than any source


def build(
    text: str,
    *,
    catalogue: Catalogue,
    sources: Path,
    root: Path,
    progress: Progress = lambda step: None,
    accept_changed: bool = False,
) -> manifest.Manifest:
    """Build the pack of the district named (or coded) ``text`` and put it in place.

    Args:
        text: the district's name, slug or code.
        catalogue: what to build.
        sources: the folder of raw files.
        root: the project's root; files go below ``boundaries/`` and ``data/``.
        progress: called with a word on each step begun; :func:`steps` of them in all.
        accept_changed: build on raw files whose hash is not the record's.

    Returns:
        The manifest of the pack, which is already in place. The same input gives the same bytes.
    """
    progress("geography")
    store = RawStore(sources, catalogue, accept_changed=accept_changed)
    areas = geo.read_geography(store)
    place = geo.find_place(text, areas)
    with layout.writing(root, place.slug) as folder:
        files = list(_boundary_files(folder, place, store, areas, progress))
        files += _table_files(folder, place, store, areas, progress)
        made = manifest.make((place.slug, place.code, place.name), files, catalogue.sources)
        manifest.write(made, folder / layout.manifest_of(place.slug))
    return made


def steps(catalogue: Catalogue) -> int:
    """Return how many times :func:`build` calls ``progress``."""
    return 2 + sum(len(indicator.periods) for indicator in catalogue.indicators.values())


def _boundary_files(
    folder: Path, place: Place, store: RawStore, areas: Geography, progress: Progress
) -> Iterator[manifest.FileEntry]:
    progress("boundaries")
    target = folder / "boundaries" / place.slug
    target.mkdir(parents=True)
    inside = areas.lsoas[areas.lsoas["district"] == place.code]
    raw = {
        "lsoa21": (geo.LSOA_SHAPES, "LSOA21CD", "LSOA21NM", inside.index),
        "ward24": (geo.WARD_SHAPES, "WD25CD", "WD25NM", pd.Index(inside["ward"].unique())),
        "district": (geo.DISTRICT_SHAPES, "AREACD", "AREANM", pd.Index([place.code])),
    }
    shapes = {}
    for name, (source, code, label, codes) in raw.items():
        found = boundaries.select(
            ons_shapes(store.path(source), code, label), codes, f"source '{source}'"
        )
        shapes[name] = found
        path = target / f"{name}.geojson"
        path.write_text(
            boundaries.to_geojson(boundaries.simplify(found)), encoding="utf-8", newline="\n"
        )
        yield manifest.entry(folder, path, len(found), [source])
    shares = boundaries.ward_shares(shapes["lsoa21"], shapes["ward24"], inside["ward"])
    yield _areas_file(folder, place, areas, shares)


@cache
def ons_shapes(path: Path, code: str, label: str) -> gpd.GeoDataFrame:
    """Read a boundary file once in a process, however many places are built from it."""
    return ons.shapes(path, code, label)


def _areas_file(
    folder: Path, place: Place, areas: Geography, shares: pd.DataFrame
) -> manifest.FileEntry:
    """Write every area of the pack with its names and parents, largest first."""
    inside = areas.lsoas[areas.lsoas["district"] == place.code]
    first = inside.iloc[0]
    people = areas.population.reindex(inside.index)
    wards = inside.drop_duplicates("ward").set_index("ward").sort_index()
    rows = [
        _area(first["country"], "England", Level.COUNTRY, Vintage.COUNTRY, areas.population.sum()),
        _area(
            first["region"],
            first["region_name"],
            Level.REGION,
            Vintage.REGION,
            areas.population[areas.lsoas["region"] == first["region"]].sum(),
        ),
        _area(place.code, place.name, Level.DISTRICT, Vintage.LAD24, people.sum()),
    ]
    by_ward = people.groupby(inside["ward"]).sum()
    rows += [
        _area(code, ward["ward_name"], Level.WARD, Vintage.WARD24, by_ward[code])
        for code, ward in wards.iterrows()
    ]
    rows += [
        _area(code, row["name"], Level.LSOA, Vintage.LSOA21, people[code])
        | {"ward": row["ward"], "msoa": row["msoa"], "msoa_name": row["msoa_name"]}
        | shares.loc[code].to_dict()
        for code, row in inside.iterrows()
    ]
    path = folder / "data" / place.slug / "areas.csv"
    path.parent.mkdir(parents=True)
    _write_csv(pd.DataFrame(rows), path)
    used = [geo.LOOKUP, geo.MSOA_NAMES, geo.POPULATION, geo.LSOA_SHAPES, geo.WARD_SHAPES]
    return manifest.entry(folder, path, len(rows), used)


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


def _table_files(
    folder: Path, place: Place, store: RawStore, areas: Geography, progress: Progress
) -> Iterator[manifest.FileEntry]:
    """Write one table a dataset (the source an indicator is published in)."""
    catalogue = store.catalogue

    def shapes() -> gpd.GeoSeries:
        frame = ons_shapes(store.path(geo.LSOA_SHAPES), "LSOA21CD", "LSOA21NM")
        return frame.set_index("area_code").geometry

    assembler = Assembler(store, areas, shapes)
    inside = areas.lsoas[areas.lsoas["district"] == place.code]
    wanted = [*inside.index, *inside["ward"], place.code, inside["region"].iloc[0]]
    codes = pd.Index([*wanted, inside["country"].iloc[0]]).unique()
    tables: dict[str, list[pd.DataFrame]] = {}
    used: dict[str, dict[str, None]] = {}
    for indicator in catalogue.indicators.values():
        for period in indicator.periods:
            progress(f"{indicator.id} {period.id}")
            levels = assembler.all_levels(indicator, period, place.code)
            frame = pd.concat(levels.values())
            frame = frame[frame.index.isin(codes)].sort_index().reset_index(names="area_code")
            frame.insert(1, "indicator", indicator.id)
            frame.insert(2, "period", period.id)
            tables.setdefault(indicator.source, []).append(frame[COLUMNS])
        names = [terms.source for terms in indicator.terms]
        used.setdefault(indicator.source, {}).update(dict.fromkeys([*names, geo.LOOKUP]))
    for dataset, frames in sorted(tables.items()):
        path = folder / "data" / place.slug / f"{dataset}.csv"
        table = pd.concat(frames)
        _write_csv(table, path)
        yield manifest.entry(folder, path, len(table), sorted(used[dataset]))


def _write_csv(table: pd.DataFrame, path: Path) -> None:
    table.to_csv(path, index=False, float_format=NUMBER_FORMAT, lineterminator="\n")
