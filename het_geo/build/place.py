"""Build packs: the only writer of ``boundaries/<place>`` and ``data/<place>``."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import geopandas as gpd
import pandas as pd

from het_geo import __version__
from het_geo.build import england as geo
from het_geo.build.described import write_codebook, write_descriptions
from het_geo.build.guidelines import Guidelines, write_guidelines
from het_geo.build.points import PointLists, write_points
from het_geo.build.postcodes import Postcodes, write_postcodes
from het_geo.build.retired import RetiredCodes, write_retired
from het_geo.build.shapes import read_shapes, write_boundaries, write_csv
from het_geo.build.similar import SimilarAreas, write_similar
from het_geo.build.store import RawStore
from het_geo.build.tables import Tables
from het_geo.build.tenths import LocalTenths, write_tenths
from het_geo.catalogue.records import Catalogue
from het_geo.errors import PackError
from het_geo.figures import NO_VALUE
from het_geo.files import sha256_in
from het_geo.likeness.variables import VARIABLES
from het_geo.pack import layout, manifest
from het_geo.pack.manifest import Place
from het_geo.pack.report import findings, refuse

Progress = Callable[[str], None]


@dataclass(frozen=True)
class Built:
    """A pack that is in place: its manifest, and the indicators its district has no figure of.

    ``unplaced`` counts, by source, the points of a whole list that have no coordinates.
    """

    manifest: manifest.Manifest
    missing: tuple[str, ...]
    fresh: bool = True
    unplaced: Mapping[str, int] = field(default_factory=dict)


def _silent(step: str) -> None:
    del step


class Builder:
    """Builds packs from one folder of raw files; England is computed once for all of them.

    Args:
        catalogue: what to build.
        sources: the folder of raw files.
        root: the project's root; files go below ``boundaries/`` and ``data/``.
        accept_changed: build on raw files whose hash is not the record's.
    """

    def __init__(
        self, catalogue: Catalogue, sources: Path, root: Path, *, accept_changed: bool = False
    ) -> None:
        self.catalogue, self.root = catalogue, root
        self.store = RawStore(sources, catalogue, accept_changed=accept_changed)
        self.areas = geo.read_geography(self.store)
        self.points = PointLists(self.store)
        self.retired = RetiredCodes(self.store, self.areas)
        self.tenths = LocalTenths(self.store, self.areas)
        self.guidelines = Guidelines(self.areas, catalogue)
        self.postcodes = Postcodes(self.store, self.areas)
        self.similar = SimilarAreas(self.store, self.areas, catalogue)
        self.refused: list[str] = []

    def places(self, names: Sequence[str] = ()) -> list[Place]:
        """Return the districts named, slugged or coded so; all of England's for no name."""
        if not names:
            return geo.all_places(self.areas)
        return [geo.find_place(name, self.areas) for name in names]

    def build(
        self, places: Sequence[Place], progress: Progress = _silent, *, resume: bool = False
    ) -> Iterator[Built]:
        """Build the packs of ``places`` one by one; each is in place when it is yielded.

        A pack that ``check`` would find fault with is refused: the one before it stays. Of
        several places the others are built all the same, and :attr:`refused` says at the end which
        were not.

        With ``resume``, a pack that was already built from the same input is left as it is.
        ``progress`` is called :meth:`steps` times before the first pack, then once a pack.

        Raises:
            PackError: the pack of the only place asked for is refused.
        """
        inputs = inputs_of(self.catalogue)
        waiting = [p for p in places if not (resume and self._done(p, inputs))]
        for place in places:
            if place not in waiting:
                yield Built(manifest.read(self.root, place.slug), (), fresh=False)
        if not waiting:
            return
        tables = Tables(self.areas, [place.code for place in waiting])
        self.store.read_ahead()
        tables.compute(self.store, lambda: lsoa_shapes(self.store), progress)
        for place in waiting:
            progress(place.name)
            try:
                built = self._write(place, tables, inputs)
            except PackError as error:
                if len(places) == 1:
                    raise
                self.refused.append(str(error))
                continue
            yield built

    @property
    def steps(self) -> int:
        """How many indicators are computed before the first pack is written."""
        return len(self.catalogue.indicators)

    def _done(self, place: Place, inputs: str) -> bool:
        try:
            return manifest.read(self.root, place.slug).inputs == inputs
        except PackError:
            return False

    def _meant_for(self, place: Place) -> list[str]:
        """Return the indicators that a place could have: none that it has a better series of."""
        sources = self.catalogue.sources
        return [
            indicator.id
            for indicator in self.catalogue.indicators.values()
            if sources[indicator.source].options.get("without") != place.code
        ]

    def _write(self, place: Place, tables: Tables, inputs: str) -> Built:
        with layout.writing(self.root, place.slug) as folder:
            files = list(write_boundaries(folder, place, self.store, self.areas))
            empty: list[str] = []
            held: dict[str, set[str]] = {}
            for dataset, indicators, table in tables.of(place, self.catalogue):
                held |= periods_in(table)
                path = folder / "data" / place.slug / f"{dataset}.csv"
                write_csv(table, path)
                used = {s.id for i in indicators for s in self.catalogue.sources_of(i)}
                files.append(
                    manifest.entry(folder, path, len(table), sorted({*used, dataset, geo.LOOKUP}))
                )
                empty += _without_figures(table)
            files.append(write_points(folder, place, self.points))
            files.append(write_retired(folder, place, self.retired))
            files.append(write_tenths(folder, place, self.tenths))
            files.append(write_guidelines(folder, place, self.guidelines, tables.pieces))
            files.append(write_postcodes(folder, place, self.postcodes))
            files += write_similar(folder, place, self.similar, tables.pieces)
            empty += [name for name in self._meant_for(place) if name not in held]
            files.append(write_codebook(folder, place, self.catalogue, held))
            made = manifest.make(place, files, self.store.sources, inputs)
            files += write_descriptions(folder, made)
            made = manifest.make(place, files, self.store.sources, inputs)
            manifest.write(made, folder / layout.manifest_of(place.slug))
            refuse(findings(folder, place.slug, self.catalogue), place.slug)
        return Built(made, tuple(empty), unplaced=dict(self.points.unplaced))


def inputs_of(catalogue: Catalogue) -> str:
    """Return a hash of what decides a pack's bytes: the catalogue, raw files and version."""
    parts = [__version__, repr(catalogue.indicators), repr(catalogue.units)]
    parts += [repr(catalogue.blocks), repr(catalogue.caveats)]  # the codebook says them
    parts += catalogue.point_kinds
    parts += [f"{v.id} {v.theme} {v.source} {v.counted} {v.of}" for v in VARIABLES]
    parts += [
        f"{s.id} {s.sha256} {s.reader} {s.options} {s.made_from} {s.withheld}"
        for s in catalogue.sources.values()
    ]
    return sha256_in("\n".join(parts))[:16]


def lsoa_shapes(store: RawStore) -> gpd.GeoSeries:
    """Return the shape of every neighbourhood, indexed by code."""
    frame = read_shapes(store.path(geo.LSOA_SHAPES), "LSOA21CD", "LSOA21NM")
    return frame.set_index("area_code").geometry


def periods_in(table: pd.DataFrame) -> dict[str, set[str]]:
    """Return the periods that a table of figures has, by indicator."""
    held = table[["indicator", "period"]].drop_duplicates().astype(str)
    return {str(name): set(rows) for name, rows in held.groupby("indicator")["period"]}


def _without_figures(table: pd.DataFrame) -> list[str]:
    """Return the indicators that have no value for any area of the place itself."""
    own = table[~table["area_code"].str.startswith(("E12", "E92"))]
    known = ~own["status"].isin(NO_VALUE)
    any_known = known.groupby(own["indicator"]).any()
    return list(any_known.index[~any_known])
