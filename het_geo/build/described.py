"""A pack's codebook, and its two descriptions for other programs."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from het_geo.build import england as geo
from het_geo.build.shapes import write_csv
from het_geo.catalogue.records import Catalogue
from het_geo.pack import areas_table, codebook, figures_table, manifest, similar_table
from het_geo.pack.described import (
    CSVW,
    PACKAGE,
    DescribedTable,
    data_package,
    header_of,
    on_the_web,
)
from het_geo.pack.load import TABLES
from het_geo.pack.manifest import FileEntry, Manifest, Place
from het_geo.pack.schema import Schema

SCHEMAS: dict[str, Schema] = {
    areas_table.FILE: areas_table.SCHEMA,
    codebook.FILE: codebook.SCHEMA,
    **{table.FILE: table.SCHEMA for table in TABLES},
    **similar_table.SCHEMAS,
}


def write_codebook(
    folder: Path, place: Place, catalogue: Catalogue, held: Mapping[str, set[str]]
) -> FileEntry:
    """Write ``codebook.csv``: the indicators that a place has rows of."""
    meant = [i for i in catalogue.indicators.values() if i.id in held]
    path = folder / "data" / place.slug / codebook.FILE
    write_csv(codebook.codebook(catalogue, meant, held), path)
    used = {s.id for i in meant for s in catalogue.sources_of(i)}
    return manifest.entry(folder, path, len(meant), sorted(used))


def write_descriptions(folder: Path, made: Manifest) -> list[FileEntry]:
    """Write what describes the tables of a pack, whose files stand below ``folder`` already."""
    tables = [_described(folder, file, made) for file in made.file if file.path.endswith(".csv")]
    title = f"{made.name}: health inequality between neighbourhoods and wards"
    said = (
        "Figures by area, indicator and period; which areas and indicators there are; and what is "
        f"known beside them. Boundaries stand as GeoJSON in boundaries/{made.place}."
    )
    texts = {
        PACKAGE: data_package(f"het-geo-{made.place}", title, said, tables),
        CSVW: on_the_web(title, said, tables),
    }
    return [_written(folder, made.place, name, data) for name, data in texts.items()]


def _written(folder: Path, slug: str, name: str, data: bytes) -> FileEntry:
    path = folder / "data" / slug / name
    path.write_bytes(data)
    return manifest.entry(folder, path, 1, [geo.LOOKUP])


def _described(folder: Path, file: FileEntry, made: Manifest) -> DescribedTable:
    path, sources = folder / file.path, {source.id: source for source in made.source}
    named = tuple(sources[name] for name in file.sources)
    schema = SCHEMAS.get(path.name, figures_table.SCHEMA)
    title = schema.title
    if path.name not in SCHEMAS:
        title = f"Figures from {sources[path.stem].title}"
    with path.open(encoding="utf-8", newline="") as opened:
        header = header_of(opened.readline())
    return DescribedTable(path.name, title, schema, header, named, file.bytes, file.sha256)
