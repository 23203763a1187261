"""A figure of one's own as a file: its records as the catalogue has them, and its table.

A ZIP of ``record.toml`` and ``table.csv``. ``python -m het_geo add`` puts both into the catalogue,
and builds then include it. Of rows of people it holds counts alone, small ones withheld.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping
from dataclasses import MISSING, dataclass, fields, is_dataclass
from hashlib import sha256
from typing import Any

import tomli_w

from het_geo.catalogue.read import ADDED, RECORD, TABLE
from het_geo.files import csv_of
from het_geo.geography import slug_of
from het_geo.own.areas.area import OwnError
from het_geo.own.data.indicator import OwnIndicator
from het_geo.own.data.record import MARK
from het_geo.pack.manifest import POPULATION
from het_geo.strangers.limits import MB, Limits
from het_geo.strangers.packed import parts_of
from het_geo.strangers.table import looked_through
from het_geo.strangers.toml import read_toml

WHAT = "a saved figure of one's own"
LIMITS = Limits(size=8 * MB, unpacked=16 * MB, entries=4, rows=600_001, columns=8, cell=100)
ID = re.compile(r"own_[a-z0-9_]{1,60}")
_COLUMNS = {"area_code", "period", "numerator", "denominator", "value", "lower", "upper"}
_THEN = (1980, 1, 1, 0, 0, 0)  # the same figure gives the same bytes


@dataclass(frozen=True)
class SavedFigure:
    """A saved figure that has been looked through: its id and the bytes of its two files."""

    id: str
    record: bytes
    table: bytes
    district: str


def name_of(own: OwnIndicator) -> str:
    """Return the id under which a figure is saved: of its name, in letters that an id may have."""
    return f"own_{slug_of(own.record.label).replace('-', '_')[:50] or 'figure'}"


def saved(own: OwnIndicator) -> bytes:
    """Return a figure as a file that :func:`opened` reads."""
    name = name_of(own)
    table = csv_of(own.table).encode()
    source = {
        **_plain(own.source),
        "file": f"{ADDED}/{name}/{TABLE}",
        "sha256": sha256(table).hexdigest(),
    }
    records = {"source": [source], "indicator": [_plain(own.record)]}
    text = tomli_w.dumps(_renamed(records, own.id, name))
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for part, content in ((RECORD, text.encode()), (TABLE, table)):
            archive.writestr(zipfile.ZipInfo(part, _THEN), content, zipfile.ZIP_DEFLATED)
    return made.getvalue()


def opened(data: bytes) -> SavedFigure:
    """Return a saved figure, looked through.

    Whether the catalogue takes its records is found when it is added.

    Raises:
        StrangerError: the file cannot be read within limits.
        OwnError: it is no saved figure, or not as it was saved.
    """
    parts = dict(parts_of(data, {RECORD, TABLE}.__contains__, LIMITS, WHAT))
    if set(parts) != {RECORD, TABLE}:
        raise OwnError(f"This is no saved figure: it holds {RECORD} and {TABLE}.")
    records = read_toml(parts[RECORD], LIMITS, WHAT)
    if set(records) != {"source", "indicator"}:
        raise OwnError(f"{RECORD}: expected [[source]] and [[indicator]], one each.")
    source, indicator = (_one(records, name) for name in ("source", "indicator"))
    _check_records(source, indicator)
    _check_table(parts[TABLE], source)
    return SavedFigure(
        str(source["id"]), parts[RECORD], parts[TABLE], str(source["options"]["district"])
    )


def _one(records: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    tables = records[name]
    if not isinstance(tables, list) or len(tables) != 1 or not isinstance(tables[0], dict):
        raise OwnError(f"{RECORD}: expected one [[{name}]].")
    found: Mapping[str, Any] = tables[0]
    return found


def _check_records(source: Mapping[str, Any], indicator: Mapping[str, Any]) -> None:
    name = str(source.get("id", ""))
    options = source.get("options")
    district = options.get("district") if isinstance(options, dict) else None
    used = set(re.findall(r"'source': '([^']*)'", repr(dict(indicator))))
    faults = [
        (not ID.fullmatch(name), f"its id is “{name[:40]}”: it begins with own_"),
        (indicator.get("id") != name, "its source and its indicator have two ids"),
        (source.get("reader") != ADDED, "its table is of another kind"),
        (source.get("file") != f"{ADDED}/{name}/{TABLE}", "its table is to stand elsewhere"),
        (not re.fullmatch(r"E0[6-9]\d{6}", str(district)), "it names no district"),
        (not used <= {name, POPULATION}, "it is made of other sources too"),
        (bool({"each", "series"} & set(indicator)), "it stands for several figures"),
    ]
    for wrong, what in faults:
        if wrong:
            raise OwnError(f"{RECORD}: {what}.")


def _check_table(table: bytes, source: Mapping[str, Any]) -> None:
    looked_through(table, TABLE, LIMITS)
    if sha256(table).hexdigest() != source.get("sha256"):
        raise OwnError(f"{TABLE}: it has been altered since it was saved.")
    header, *rows = table.decode("utf-8-sig").splitlines()
    if not {"area_code", "period"} <= set(header.split(",")) <= _COLUMNS:
        raise OwnError(f"{TABLE}: its columns are not those of a saved figure.")
    number = rf"(?:|{MARK}|-?\d+(?:\.\d+)?(?:e[-+]\d+)?)"
    row = re.compile(rf"[EW]0\d{{7}},[A-Za-z0-9-]{{1,20}}(?:,{number}){{1,5}}")
    for place, text in enumerate(rows, 2):
        if not row.fullmatch(text):
            raise OwnError(f"{TABLE}: row {place:,} is no area, time and numbers.")


def _plain(record: Any) -> dict[str, Any]:
    """Return a record as TOML has it: what is as its class declares it anyway is left out."""
    found = {}
    for one in fields(record):
        value = getattr(record, one.name)
        if value is None or value == one.default or value in ((), {}):
            continue
        found[one.name] = _value(value)
    for one in fields(record):  # what has no default is said, where it is empty too
        if one.default is MISSING and one.default_factory is MISSING:
            found.setdefault(one.name, _value(getattr(record, one.name)))
    return found


def _value(value: Any) -> Any:
    if is_dataclass(value):
        return _plain(value)
    if isinstance(value, Mapping):
        return {key: _value(item) for key, item in value.items()}
    return [_value(item) for item in value] if isinstance(value, tuple) else value


def _renamed(value: Any, old: str, new: str) -> Any:
    if isinstance(value, dict):
        return {key: _renamed(item, old, new) for key, item in value.items()}
    if isinstance(value, list):
        return [_renamed(item, old, new) for item in value]
    return new if value == old else value
