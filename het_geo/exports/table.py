"""A view as CSV and GeoJSON."""

from __future__ import annotations

import json

import pandas as pd

from het_geo import words
from het_geo.bounds import about, ends
from het_geo.figures import Status
from het_geo.pack import Pack
from het_geo.views import IndicatorView

# A spreadsheet runs a cell that begins with one of these as a formula.
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def view_table(pack: Pack, view: IndicatorView) -> pd.DataFrame:
    """Return the rows on screen, with the unit in column names and the source on every row."""
    suffix = view.unit.suffix
    table = view.table
    found = pd.DataFrame(
        {
            "area_code": table.index,
            "area": table["label"].to_numpy(),
            "level": str(view.level),
            "indicator": view.indicator.id,
            "period": view.period.label,
            f"value{suffix}": table["value"].to_numpy(),
            f"lower{suffix}": table["lower"].to_numpy(),
            f"upper{suffix}": table["upper"].to_numpy(),
            f"least{suffix}": table["least"].to_numpy(),
            f"most{suffix}": table["most"].to_numpy(),
            "numerator": table["numerator"].round(0).to_numpy(),
            "denominator": table["denominator"].round(0).to_numpy(),
            "national_percentile": table["percentile"].round(1).to_numpy(),
            f"against_{view.chosen.name.lower().replace(' ', '_')}": table["verdict"].to_numpy(),
            "note": [Status(status).words for status in table["status"]],
            "source": "; ".join(source.title for source in view.sources),
            "attribution": attribution(pack, view),
            "licence": "; ".join(dict.fromkeys(source.licence for source in view.sources)),
            "pack": pack.manifest.version,
        }
    )
    for benchmark in view.benchmarks:
        name = f"{benchmark.name.lower().replace(' ', '_')}{suffix}"
        found[name] = float(benchmark.value)
        if about(benchmark.value):
            found[f"{name}_least"], found[f"{name}_most"] = ends(benchmark.value)
    return found


def to_csv(pack: Pack, view: IndicatorView) -> str:
    """Return the rows on screen as CSV text; text that a spreadsheet would run is made inert."""
    table = view_table(pack, view)
    for column in table.columns[table.dtypes.eq("object") | table.dtypes.eq("str")]:
        table[column] = [inert(cell) for cell in table[column]]
    return str(table.to_csv(index=False, float_format="%.6g", lineterminator="\n"))


def inert(cell: object) -> object:
    """Return a cell that no spreadsheet runs as a formula.

    >>> inert("=1+1"), inert("Dallow ward")
    ("'=1+1", 'Dallow ward')
    """
    if isinstance(cell, str) and cell.startswith(_FORMULA_STARTS):
        return f"'{cell}"
    return cell


def to_geojson(pack: Pack, view: IndicatorView) -> str:
    """Return the shapes on screen as GeoJSON with the view's rows as their properties."""
    rows = json.loads(view_table(pack, view).set_index("area_code").to_json(orient="index"))
    features = [
        {**feature, "properties": {"area_code": code, **rows[code]}}
        for code, feature in pack.shapes[view.level].items()
    ]
    collection = {
        "type": "FeatureCollection",
        "attribution": attribution(pack, view),
        "features": features,
    }
    return json.dumps(
        collection,
        ensure_ascii=False,
        separators=(",", ":"),
    )


def attribution(pack: Pack, view: IndicatorView) -> str:
    """Return the attributions of figures on screen and the shapes they stand on, each once."""
    figures = (source.attribution for source in view.sources)
    return "; ".join(words.once([*figures, *pack.manifest.shape_credits]))


def file_name(view: IndicatorView, version: str, ending: str) -> str:
    """Return a file name that says place, indicator, level, period and pack version."""
    place = view.place.lower().replace(" ", "-")
    return f"{place}-{view.indicator.id}-{view.level}-{view.period.id}-{version}.{ending}"
