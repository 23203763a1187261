"""The table beside a map of change, and its rows as CSV and GeoJSON."""

from __future__ import annotations

from collections.abc import Mapping
from math import isnan
from typing import Any

import pandas as pd

from het_geo import words
from het_geo.atlas.change_view import ChangeView
from het_geo.atlas.lies import areas_of
from het_geo.figures import DIGITS
from het_geo.pack.model import Pack
from het_geo.render.table import attribution, csv_text, feature, geojson_text
from het_geo.sentences.change_view import change_title, sure_said
from het_geo.trends.change import Change

_ENDS = ("earlier", "later", "difference")


def change_table(found: ChangeView) -> tuple[pd.DataFrame, dict[str, int]]:
    """Return what a map of change holds as it is read, and its columns' decimals.

    From the largest rise to the largest fall where a rise is worse (or nothing is), else reversed;
    areas without a change come last, with why.
    """
    view, digits = found.view, found.view.indicator.decimals
    up = view.indicator.judged_polarity > 0
    order = [*found.steps.sort_values(ascending=up, kind="stable").index, *found.why]
    unit = view.unit.id
    columns = {f"{found.earlier.label} ({unit})": "earlier",
               f"{view.period.label} ({unit})": "later"}  # fmt: skip
    rows = []
    for code in order:
        own = found.changes.get(code)
        cells = {name: _value(own, part, digits) for name, part in columns.items()}
        cells |= {"Change": found.steps.get(code, float("nan"))}
        cells |= {"95% from": _end(own, "lower", digits), "to": _end(own, "upper", digits)}
        sure = sure_said(found, code) or ("as it was" if own else "")
        rows.append({"Area": view.label(code), **cells, "How sure": sure,
                     "Note": words.capital(found.why.get(code, ""))})  # fmt: skip
    table = pd.DataFrame(rows, index=order)
    gone = [c for c in ("95% from", "to") if table[c].isna().all()]
    gone += [] if found.why else ["Note"]
    numbers = {name: digits for name in table.columns if table[name].dtype == float}
    return table.drop(columns=gone), {n: d for n, d in numbers.items() if n not in gone}


def _value(own: Change | None, part: str, digits: int) -> float:
    return float("nan") if own is None else words.rounded(getattr(own, part).value, digits)


def _end(own: Change | None, end: str, digits: int) -> float:
    value = float("nan") if own is None else getattr(own.difference, end)
    return value if isnan(value) else words.rounded(value, digits)


def change_rows(pack: Pack, found: ChangeView, suffix: str = "") -> list[Mapping[str, Any]]:
    """Return the rows of a map of change for machines, in the pack's order.

    ``suffix`` ends the names of columns in the unit.
    """
    view = found.view
    areas, credit = areas_of(pack.areas, pack.district), attribution(pack, view)
    rows: list[Mapping[str, Any]] = []
    for code in view.table.index:
        cells: dict[str, Any] = {
            "indicator": view.indicator.id,
            "earlier_period": found.earlier.id,
            "later_period": view.period.id,
        }
        for part in _ENDS:
            one = getattr(found.changes[code], part) if code in found.changes else None
            for name in ("value", "lower", "upper"):
                value = float("nan") if one is None else float(getattr(one, name))
                key = part if name == "value" else f"{part}_{name}"
                cells[f"{key}{suffix}"] = None if isnan(value) else float(f"{value:.{DIGITS}g}")
        cells["how_sure"] = sure_said(found, code)
        cells["note"] = found.why.get(code, "")
        about = {"attribution": credit, "pack": pack.manifest.version}
        rows.append({**vars(areas[str(code)]), **cells, **about})
    return rows


def change_csv(pack: Pack, found: ChangeView) -> str:
    """Return a map of change as CSV text."""
    return csv_text(change_rows(pack, found, found.view.unit.suffix))


def change_geojson(pack: Pack, found: ChangeView) -> str:
    """Return a map of change as GeoJSON: shapes with the rows as their properties."""
    shapes = pack.shapes[found.view.level]
    rows = change_rows(pack, found, found.view.unit.suffix)
    features = [feature(shapes[row["area_code"]]["geometry"], row) for row in rows]
    title = f"{found.view.place}: {change_title(found)}"
    return geojson_text(title, features, attribution=attribution(pack, found.view))
