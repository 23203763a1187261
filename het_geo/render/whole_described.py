"""The columns of the whole pack as it is given out, and its description for other programs."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import replace

from het_geo.figures import Status
from het_geo.geography import Level
from het_geo.pack import codebook, figures_table
from het_geo.pack.described import (
    CSVW,
    PACKAGE,
    DescribedTable,
    data_package,
    header_of,
    on_the_web,
)
from het_geo.pack.model import Pack
from het_geo.pack.schema import Column, Schema

_ORDER = (
    "area_code", "area", "level", "indicator", "period", "value", "unit", "lower", "upper", "least",
    "most", "numerator", "denominator", "published", "percentile", "status",
)  # fmt: skip
_SAID = {  # of what goes out otherwise than it stands in the pack
    "area": Column("area", "the area’s name", needed=True),
    "level": Column(
        "level",
        "lsoa (neighbourhood), msoa, ward (best fit), district, region, country or uk",
        needed=True,
        among=tuple(map(str, Level)),
    ),
    "unit": Column("unit", "the unit", needed=True),
    "numerator": replace(
        figures_table.SCHEMA.column("numerator"),
        says="the count behind it; empty, and the figure rounded, where it is 1 to 4 people",
    ),
    "denominator": replace(
        figures_table.SCHEMA.column("denominator"),
        says="what it is a count of; empty where the count is",
    ),
    "status": replace(
        figures_table.SCHEMA.column("status"),
        among=tuple(dict.fromkeys(status.words or "ok" for status in Status)),
    ),
}
SCHEMAS = {
    "figures": Schema(
        "Figures",
        tuple(_SAID.get(name) or figures_table.SCHEMA.column(name) for name in _ORDER),
        key=figures_table.SCHEMA.key,
        refers=(figures_table.OF_INDICATOR,),
    ),
    "codebook": codebook.SCHEMA,
    "columns": Schema(
        "Columns of the figures",
        (
            Column("column", "the column’s name", needed=True),
            Column("what_it_is", "what its cells say", needed=True),
        ),
        key=("column",),
    ),
    "licences": Schema(
        "Sources and their licences",
        (
            Column("source", "the id of the source", needed=True),
            Column("publisher", "who publishes it", needed=True),
            Column("title", "its title", needed=True),
            Column("url", "its publisher’s page", needed=True),
            Column("licence", "the licence that it is under", needed=True),
            Column("attribution", "what must be said of it", needed=True),
        ),
        key=("source",),
    ),
}


def descriptions(pack: Pack, files: Mapping[str, bytes], block: str) -> dict[str, bytes]:
    """Return the files that describe tables, by their names; ``files`` are the tables' bytes."""
    tables = [_table(pack, name, data) for name, data in files.items()]
    place = pack.title
    of = f", {pack.catalogue.blocks[block].label}" if block else ""
    title = f"{place}: health inequality between neighbourhoods and wards{of}"
    said = (
        f"Figures of pack {pack.manifest.version} by area, indicator and period, with a codebook."
    )
    name = "-".join(part for part in ("het-geo", pack.manifest.place, block) if part)
    return {
        PACKAGE: data_package(name, title, said, tables),
        CSVW: on_the_web(title, said, tables),
    }


def _table(pack: Pack, name: str, data: bytes) -> DescribedTable:
    text = data.decode("utf-8-sig")
    schema = SCHEMAS[name.removesuffix(".csv")]
    return DescribedTable(
        path=name,
        title=schema.title,
        schema=schema,
        header=header_of(text),
        sources=pack.manifest.source,
        size=len(data),
        sha256=hashlib.sha256(data).hexdigest(),
        marked=True,
    )
