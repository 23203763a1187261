"""A profile as data: CSV, one row an indicator; GeoJSON, its shapes with their figures."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Mapping
from typing import Any

import shapely
from shapely.geometry import mapping, shape

from het_geo.exports.plain import plain
from het_geo.exports.table import inert
from het_geo.exports.values import BENCHMARKS, Field, Value, fields_of, row_values, with_ends
from het_geo.geography import Level
from het_geo.pack import Pack
from het_geo.profiles import Inside, Profile

DIGITS = 9  # those that a pack keeps of a figure


def to_csv(profile: Profile) -> str:
    """Return a profile's values as CSV text, one row an indicator.

    Columns are the same for every area and place, so that files can be put one below another.
    Nothing known gives the header alone. Text that a spreadsheet would run is made inert.
    """
    fields = fields_of(profile, dict(BENCHMARKS))
    attributions = {source.id: source.attribution for source in profile.sources}
    first = {
        "area_code": profile.subject.id,
        "area": profile.subject.label,
        "area_kind": profile.subject.kind,
        "district": profile.place.label,
    }
    last = {"pack": profile.pack_version, "made": profile.made.isoformat()}
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow([*first, *(field.key for field in fields), "attribution", *last])
    for row in profile.rows:
        credit = "; ".join(dict.fromkeys(attributions[name] for name in row.sources))
        cells = [*first.values(), *row_values(fields, row), credit, *last.values()]
        writer.writerow([_written(cell) for cell in cells])
    return text.getvalue()


def _written(cell: Value) -> object:
    if isinstance(cell, float):
        return f"{cell:.{DIGITS}g}"
    return inert(plain(cell)) if isinstance(cell, str) else cell


def to_geojson(profile: Profile, pack: Pack) -> str:
    """Return the shapes of a profile's area and of the areas inside as GeoJSON (EPSG:4326).

    The area is one feature, also where it is a set of neighbourhoods, with every figure under the
    indicator's id and unit, its limits and its verdict against England; the areas inside follow
    with the figures that the profile's table gives of them. ``role`` tells the two apart.
    """
    features = [_subject(profile, pack)]
    features += [one for inside in profile.inside for one in _inside(inside, pack)]
    collection = {
        "type": "FeatureCollection",
        "name": profile.title,
        "attribution": "; ".join(dict.fromkeys(s.attribution for s in profile.sources)),
        "licence": "; ".join(dict.fromkeys(s.licence for s in profile.sources)),
        "pack": profile.pack_version,
        "made": profile.made.isoformat(),
        "features": features,
    }
    return json.dumps(collection, ensure_ascii=False, allow_nan=False, separators=(",", ":"))


def _subject(profile: Profile, pack: Pack) -> dict[str, Any]:
    subject = profile.subject
    properties: dict[str, Value] = {
        "area_code": subject.id,
        "area": subject.label,
        "area_kind": subject.kind,
        "role": "subject",
        "people": subject.population,
    }
    for row in profile.rows:
        name = f"{row.id}{row.suffix}"
        england = row.beside(Level.COUNTRY)
        properties |= with_ends(name, row.value)
        properties |= {f"{name}_lower": row.lower, f"{name}_upper": row.upper}
        properties |= with_ends(f"{name}_england", england.value if england else None)
        properties[f"{row.id}_against_england"] = england.verdict if england else None
        properties[f"{row.id}_period"] = row.period
    shapes = pack.shapes[subject.shape_level]
    geometry = _joined([shapes[code]["geometry"] for code in subject.shape_codes])
    return _feature(subject.id, geometry, properties)


def _joined(geometries: list[Mapping[str, Any]]) -> Mapping[str, Any]:
    """Return one geometry of all: neighbours lose the border they share."""
    if len(geometries) == 1:
        return geometries[0]
    joined = shapely.coverage_union_all([shape(one) for one in geometries])
    found: Mapping[str, Any] = mapping(shapely.orient_polygons(joined))
    return found


def _inside(inside: Inside, pack: Pack) -> Iterator[dict[str, Any]]:
    units = {unit.id: unit.suffix for unit in pack.catalogue.units.values()}
    names = [f"{column.indicator}{units[column.unit]}" for column in inside.columns]
    for row in inside.rows:
        values = [with_ends(name, cell.value) for name, cell in zip(names, row.cells)]
        properties = {
            "area_code": row.area.code,
            "area": row.area.label,
            "area_kind": str(inside.level),
            "role": "inside",
            "people": row.population,
            **{name: value for cell in values for name, value in cell.items()},
        }
        geometry = pack.shapes[inside.level][row.area.code]["geometry"]
        yield _feature(row.area.code, geometry, properties)


def _feature(
    code: str, geometry: Mapping[str, Any], properties: Mapping[str, Value]
) -> dict[str, Any]:
    return {"type": "Feature", "id": code, "properties": properties, "geometry": geometry}


def columns(profile: Profile) -> tuple[Field, ...]:
    """Return the columns of the CSV that hold an indicator's values."""
    return fields_of(profile, dict(BENCHMARKS))
