"""A view as CSV and GeoJSON; and how every such file of data is written."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from math import isnan
from typing import Any

from het_geo import words
from het_geo.atlas.lies import areas_of
from het_geo.atlas.record import Value, machine_row, records_of, uncompared
from het_geo.atlas.views import IndicatorView
from het_geo.blank import Blank, no_value
from het_geo.bounds import about, ends
from het_geo.compare import Verdict
from het_geo.figures import DIGITS
from het_geo.files import csv_lines
from het_geo.pack.model import Pack
from het_geo.render.plain import inert, plain

Row = Mapping[str, Value | None]


def view_rows(pack: Pack, view: IndicatorView) -> list[dict[str, Value | None]]:
    """Return the rows on screen: the area, its figure, and what it is compared with."""
    suffix, against = view.unit.suffix, f"against_{_name(view.chosen.name)}"
    credit, benchmarks = attribution(pack, view), _benchmarks(view)
    areas = areas_of(pack.areas, pack.district)
    rows = []
    for code, record, verdict in zip(view.table.index, records_of(view), view.verdicts):
        cells = vars(areas[str(code)]) | record.cells(suffix) | {against: str(verdict)} | benchmarks
        cells |= {"attribution": credit, "pack": pack.manifest.version}
        compared = verdict != Verdict.NOT_COMPARED
        known = not isinstance(record.value, Blank)
        why = {} if compared else {against: uncompared(view, str(code), known=known).why}
        rows.append(machine_row(cells, why))
    return rows


def _benchmarks(view: IndicatorView) -> dict[str, Value]:
    """Return what the areas are compared with; of a value that is a range, both ends too."""
    found: dict[str, Value] = {}
    for benchmark in view.benchmarks:
        name, value = f"{_name(benchmark.name)}{view.unit.suffix}", benchmark.value
        found[name] = no_value(benchmark.status) if isnan(value) else float(value)
        if about(value):
            found[f"{name}_least"], found[f"{name}_most"] = ends(value)
    return found


def _name(benchmark: str) -> str:
    return benchmark.lower().replace(" ", "_")


def to_csv(pack: Pack, view: IndicatorView) -> str:
    """Return the rows on screen as CSV text."""
    return csv_text(view_rows(pack, view))


def csv_text(rows: Sequence[Row], header: Iterable[str] = ()) -> str:
    """Return rows as CSV text: nine digits, lines ended by a line feed, text made inert.

    ``header`` names the columns where there may be no row.
    """
    body = ([_written(cell) for cell in row.values()] for row in rows)
    return csv_lines([list(header) or list(rows[0]), *body])


def _written(cell: Value | None) -> object:
    if isinstance(cell, float):
        return f"{cell:.{DIGITS}g}"
    return inert(plain(cell)) if isinstance(cell, str) else cell


def to_geojson(pack: Pack, view: IndicatorView) -> str:
    """Return the shapes on screen as GeoJSON with the view's rows as their properties."""
    shapes = pack.shapes[view.level]
    features = [feature(shapes[str(r["area_code"])]["geometry"], r) for r in view_rows(pack, view)]
    title = f"{view.place}: {view.indicator.label}, {view.period.label}"
    return geojson_text(title, features, attribution=attribution(pack, view))


def feature(geometry: Mapping[str, Any], properties: Row) -> dict[str, Any]:
    """Return a feature, which has its area's code as its id."""
    code = properties["area_code"]
    return {"type": "Feature", "id": code, "properties": properties, "geometry": geometry}


def geojson_text(name: str, features: Sequence[Mapping[str, Any]], **about: str) -> str:
    """Return features as GeoJSON (RFC 7946): degrees of WGS 84, a number a number, a blank null."""
    collection = {"type": "FeatureCollection", "name": name, **about, "features": features}
    return json.dumps(collection, ensure_ascii=False, allow_nan=False, separators=(",", ":"))


def attribution(pack: Pack, view: IndicatorView) -> str:
    """Return the attributions of figures on screen and the shapes they stand on, each once."""
    figures = (source.attribution for source in view.sources)
    return "; ".join(words.once([*figures, *pack.manifest.shape_credits]))


def file_name(view: IndicatorView, version: str, ending: str) -> str:
    """Return a file name that says place, indicator, level, period and pack version."""
    place = view.place.lower().replace(" ", "-")
    return f"{place}-{view.indicator.id}-{view.level}-{view.period.id}-{version}.{ending}"
