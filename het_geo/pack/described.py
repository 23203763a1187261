"""Tables described for other programs: as a Frictionless data package, and as CSV on the Web.

https://specs.frictionlessdata.io/tabular-data-package and
https://www.w3.org/TR/tabular-metadata. Both say the same of each table, from its one declaration
(:mod:`het_geo.pack.schema`): columns with type, unit and meaning, keys, sources and licences.
"""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from io import StringIO
from typing import Any

from het_geo.errors import PackError
from het_geo.geography import slug_of
from het_geo.pack.manifest import SourceEntry
from het_geo.pack.schema import NUMBER, TEXT, Column, ForeignKey, Schema

PACKAGE, CSVW = "datapackage.json", "csv-metadata.json"
_BASE = {NUMBER: "double"}
# What a licence is called by https://licenses.opendefinition.org, and where it stands.
_LICENCES = {
    "Open Government Licence v3.0": (
        "OGL-UK-3.0",
        "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/",
    ),
    "Open Parliament Licence v3.0": (
        "open-parliament-licence-3.0",
        "https://www.parliament.uk/site-information/copyright-parliament/open-parliament-licence/",
    ),
    "(ODbL) 1.0": ("ODbL-1.0", "https://opendatacommons.org/licenses/odbl/1-0/"),
}


@dataclass(frozen=True)
class DescribedTable:
    """A CSV file, and what is to be said of it.

    Args:
        path: its name, beside the description.
        title: what it is called.
        schema: what its columns are, in whatever order.
        header: its columns, in the order they stand in.
        sources: where it comes from.
        size: its bytes.
        sha256: their hash.
        marked: whether the file begins with the mark of UTF-8.
    """

    path: str
    title: str
    schema: Schema
    header: tuple[str, ...]
    sources: tuple[SourceEntry, ...]
    size: int
    sha256: str
    marked: bool = False

    @property
    def name(self) -> str:
        """The table's name within its package."""
        return self.path.removesuffix(".csv")

    @property
    def columns(self) -> list[Column]:
        """Its columns as they stand, each as it is declared.

        Raises:
            PackError: one is not declared, or is declared and missing.
        """
        declared = {column.name: column for column in self.schema.columns}
        if odd := set(self.header) ^ set(declared):
            raise PackError(f"{self.path}: the column '{min(odd)}' is declared or there, not both.")
        return [declared[name] for name in self.header]

    @property
    def licences(self) -> list[str]:
        """The licences of its sources, each once."""
        return list(dict.fromkeys(source.licence for source in self.sources))


def header_of(text: str) -> tuple[str, ...]:
    """Return the columns that a CSV begins with."""
    return tuple(next(csv.reader(StringIO(text.removeprefix("\ufeff"), newline="")), []))


def data_package(name: str, title: str, said: str, tables: Sequence[DescribedTable]) -> bytes:
    """Return the ``datapackage.json`` of tables that stand beside it."""
    licences = [text for table in tables for text in table.licences]
    return _json(
        {
            "profile": "tabular-data-package",
            "name": name,
            "title": title,
            "description": said,
            "licenses": _licences(licences),
            "sources": _sources(source for table in tables for source in table.sources),
            "resources": [_resource(table) for table in tables],
        }
    )


def _resource(table: DescribedTable) -> dict[str, Any]:
    keys = {"primaryKey": list(table.schema.key)} if table.schema.key else {}
    refers = [_foreign(table, one) for one in table.schema.refers]
    return {
        "profile": "tabular-data-resource",
        "name": table.name,
        "path": table.path,
        "title": table.title,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8-sig" if table.marked else "utf-8",
        "bytes": table.size,
        "hash": f"sha256:{table.sha256}",
        "licenses": _licences(table.licences),
        "sources": _sources(table.sources),
        "schema": {
            "fields": [_field(column) for column in table.columns],
            "missingValues": [""],
            **keys,
            **({"foreignKeys": refers} if refers else {}),
        },
    }


def _field(column: Column) -> dict[str, Any]:
    limits = dict(zip(("minimum", "maximum"), column.between))
    among = {"enum": list(column.among)} if column.among else {}
    needed = {"required": True} if column.needed else {}
    constraints = needed | among | limits
    return {
        "name": column.name,
        "type": column.kind,
        "description": f"{column.says}.",
        **({"unit": column.unit} if column.unit else {}),
        **({"constraints": constraints} if constraints else {}),
    }


def _foreign(table: DescribedTable, one: ForeignKey) -> dict[str, Any]:
    theirs = "" if one.table == table.path else one.table.removesuffix(".csv")
    return {
        "fields": list(one.columns),
        "reference": {"resource": theirs, "fields": list(one.theirs)},
    }


def _licences(texts: Iterable[str]) -> list[dict[str, str]]:
    found = []
    for text in dict.fromkeys(texts):
        known = next((said for part, said in _LICENCES.items() if part in text), None)
        name, path = known or (slug_of(re.sub(r"[^\w .-]", " ", text)), "")
        found.append({"name": name, "title": text, **({"path": path} if path else {})})
    return found


def _sources(sources: Iterable[SourceEntry]) -> list[dict[str, str]]:
    each = {source.id: source for source in sources}
    return [
        {"title": f"{one.publisher}: {one.title}"} | ({"path": one.url} if one.url else {})
        for _, one in sorted(each.items())
    ]


def on_the_web(title: str, said: str, tables: Sequence[DescribedTable]) -> bytes:
    """Return the ``csv-metadata.json`` of tables that stand beside it."""
    return _json(
        {
            "@context": ["http://www.w3.org/ns/csvw", {"@language": "en"}],
            "dc:title": title,
            "dc:description": said,
            "tables": [_table(table) for table in tables],
        }
    )


def _table(table: DescribedTable) -> dict[str, Any]:
    keys = {"primaryKey": list(table.schema.key)} if table.schema.key else {}
    needed = {column.name for column in table.columns if column.needed}
    refers = [
        {
            "columnReference": list(one.columns),
            "reference": {"resource": one.table, "columnReference": list(one.theirs)},
        }
        for one in table.schema.refers
        if needed.issuperset(one.columns)  # the Web's tables have no reference that may be blank
    ]
    return {
        "url": table.path,
        "dc:title": table.title,
        "dc:license": [one.get("path", one["title"]) for one in _licences(table.licences)],
        "dc:source": [one["path"] for one in _sources(table.sources) if "path" in one],
        "dc:rightsHolder": list(dict.fromkeys(s.publisher for s in table.sources)),
        "tableSchema": {
            "columns": [_column(column) for column in table.columns],
            **keys,
            **({"foreignKeys": refers} if refers else {}),
        },
    }


def _column(column: Column) -> dict[str, Any]:
    return {
        "name": column.name,
        "titles": column.name,
        "dc:description": f"{column.says}.",
        **({"schema:unitText": column.unit} if column.unit else {}),
        "datatype": _datatype(column),
        **({"required": True} if column.needed else {}),
    }


def _datatype(column: Column) -> str | dict[str, Any]:
    base = _BASE.get(column.kind, column.kind)
    if column.kind == TEXT and column.among:
        return {"base": base, "format": f"({'|'.join(map(re.escape, column.among))})"}
    limits = dict(zip(("minimum", "maximum"), column.between))
    return {"base": base, **limits} if limits else base


def _json(content: dict[str, Any]) -> bytes:
    return (json.dumps(content, ensure_ascii=False, indent=1) + "\n").encode()
