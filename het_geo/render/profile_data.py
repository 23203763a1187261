"""A profile as data: CSV, one row an indicator; GeoJSON, its shapes with their figures."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import shapely
from shapely.geometry import mapping, shape

from het_geo.atlas.lies import Area
from het_geo.atlas.record import IN_UNIT, WHY, Record, Value, machine_row
from het_geo.blank import Blank
from het_geo.geography import Level
from het_geo.pack.model import Pack
from het_geo.profiles.model import Profile
from het_geo.profiles.parts_inside import Inside
from het_geo.render.table import csv_text, feature, geojson_text
from het_geo.render.values import (
    BENCHMARKS,
    Field,
    fields_of,
    machine_values,
    of_benchmark,
    with_ends,
)

# What a feature says of each of its figures, and what of one only where there is some.
PARTS = (
    "value", "lower", "upper", "least", "most", "published", "numerator", "numerator_counts",
    "denominator", "denominator_counts", "value_is", "period", "note",
)  # fmt: skip
SELDOM = ("least", "most", "published")


def to_csv(profile: Profile) -> str:
    """Return a profile's values as CSV text, one row an indicator.

    Columns are the same for every area and place, so that files can be put one below another.
    Nothing known gives the header alone. Text that a spreadsheet would run is made inert.
    """
    fields = columns(profile)
    last: dict[str, Value | None] = {"pack": profile.pack_version, "made": profile.made.isoformat()}
    area = machine_row(vars(profile.subject.area))
    lies = area.pop(WHY)
    rows = []
    for row in profile.rows:
        values = machine_values(fields, row)
        said = "; ".join(str(part) for part in (lies, values.pop(WHY)) if part)
        rows.append(area | values | {WHY: said} | last)
    return csv_text(rows, [*area, *(field.key for field in fields), WHY, *last])


def columns(profile: Profile) -> tuple[Field, ...]:
    """Return the columns of the CSV that hold an indicator's values."""
    return fields_of(profile, dict(BENCHMARKS))


def to_geojson(profile: Profile, pack: Pack) -> str:
    """Return the shapes of a profile's area and of the areas inside as GeoJSON (RFC 7946).

    The area is one feature, also where it is a set of neighbourhoods, with every figure under the
    indicator's id and unit, what it is made of, and its verdict against England; the areas inside
    follow with the figures that the profile's table gives of them. ``role`` tells the two apart.
    """
    features = [_subject(profile, pack)]
    features += [one for inside in profile.inside for one in _inside(inside, pack)]
    return geojson_text(
        profile.title,
        features,
        attribution="; ".join(dict.fromkeys(s.attribution for s in profile.sources)),
        licence="; ".join(dict.fromkeys(s.licence for s in profile.sources)),
        pack=profile.pack_version,
        made=profile.made.isoformat(),
    )


def _subject(profile: Profile, pack: Pack) -> dict[str, Any]:
    subject = profile.subject
    properties = _area(subject.area, "subject", subject.population)
    for row in profile.rows:
        england = row.beside(Level.COUNTRY)
        itself = Blank("England", "the area is England itself")
        beside: dict[str, Value] = {
            **with_ends(
                f"{row.id}{row.suffix}_england", of_benchmark(england) if england else itself
            ),
            f"{row.id}_against_england": england.verdict if england else itself,
        }
        properties |= _figure(row.record, row.suffix, beside)
    shapes = pack.shapes[subject.shape_level]
    geometry = _joined([shapes[code]["geometry"] for code in subject.shape_codes])
    return feature(geometry, properties)


def _area(area: Area, role: str, people: float | None) -> dict[str, Value | None]:
    known = Blank("not known", "not known") if people is None else people
    return machine_row(vars(area) | {"role": role, "people": known})


def _figure(record: Record, suffix: str, beside: dict[str, Value]) -> dict[str, Value | None]:
    """Return a figure as properties that begin with its indicator, and why some are blank."""
    own, named = record.indicator, dict[str, Value]()
    for name in PARTS:
        cell = getattr(record, name)
        if name == "value":
            named[f"{own}{suffix}"] = cell
        elif not (name in SELDOM and isinstance(cell, Blank)):
            named[f"{own}{suffix if name in IN_UNIT else ''}_{name}"] = cell
    row = machine_row(named | beside)
    return row | {f"{own}_{WHY}": row.pop(WHY)}


def _joined(geometries: list[Mapping[str, Any]]) -> Mapping[str, Any]:
    """Return one geometry of all: neighbours lose the border they share."""
    if len(geometries) == 1:
        return geometries[0]
    joined = shapely.coverage_union_all([shape(one) for one in geometries])
    found: Mapping[str, Any] = mapping(shapely.orient_polygons(joined))
    return found


def _inside(inside: Inside, pack: Pack) -> Iterator[dict[str, Any]]:
    units = {unit.id: unit.suffix for unit in pack.catalogue.units.values()}
    for row in inside.rows:
        properties = _area(row.lies, "inside", row.population)
        for cell in row.cells:
            properties |= _figure(cell.record, units[cell.record.unit], {})
        yield feature(pack.shapes[inside.level][row.area.code]["geometry"], properties)
