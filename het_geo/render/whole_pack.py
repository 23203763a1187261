"""All figures of a pack, or of one building block, as open data with a codebook and licences.

Every figure is a row, with its unit and why it is missing. What each column and indicator is, and
under which licence, goes with the figures in every format.
"""

from __future__ import annotations

import io
import tempfile
from datetime import date, datetime, time
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pandas as pd

from het_geo.catalogue.records import Indicator
from het_geo.figures import Status
from het_geo.files import csv_of, dated, zipped
from het_geo.geography import Level, area_label
from het_geo.pack.codebook import codebook
from het_geo.pack.model import Pack
from het_geo.render.formats import EXCEL, Format
from het_geo.render.plain import inert_table, marked
from het_geo.render.whole_described import SCHEMAS, descriptions

COLUMNS = {column.name: column.says for column in SCHEMAS["figures"].columns}
_LAYERS = (Level.LSOA, Level.MSOA, Level.WARD, Level.DISTRICT)
Tables = dict[str, pd.DataFrame]


def tables_of(pack: Pack, block: str = "") -> Tables:
    """Return ``figures``, ``codebook``, ``columns`` and ``licences``, of one block or of all."""
    meant = [
        i
        for i in pack.catalogue.indicators.values()
        if i.id in pack.periods_held and block in ("", i.block)
    ]
    sources = {s.id: s for i in meant for s in pack.catalogue.sources_of(i)}
    return {
        "figures": _figures(pack, [i.id for i in meant]),
        "codebook": codebook(pack.catalogue, meant, pack.periods_held),
        "columns": pd.DataFrame(COLUMNS.items(), columns=SCHEMAS["columns"].names),
        "licences": pd.DataFrame(
            [
                (s.id, s.publisher, s.title, s.url, s.licence, s.attribution)
                for s in sources.values()
            ],
            columns=SCHEMAS["licences"].names,
        ),
    }


def _figures(pack: Pack, names: list[str]) -> pd.DataFrame:
    table = pack.figures[pack.figures["indicator"].isin(names)].copy()
    label = {code: area_label(pack.areas, str(code)) for code in pack.areas.index}
    units = {name: pack.catalogue.indicators[name].unit for name in names}
    table["area"] = table["area_code"].map(label)
    table["level"] = table["area_code"].map(pack.areas["level"])
    table["unit"] = table["indicator"].map(units)
    words = {str(status): Status(status).words for status in table["status"].unique()}
    table["status"] = table["status"].map(lambda status: words[str(status)] or "ok")
    for name in names:
        _hide(table, pack.catalogue.indicators[name])
    return table[list(COLUMNS)].reset_index(drop=True)


def _hide(table: pd.DataFrame, indicator: Indicator) -> None:
    """Round what a hidden count could be worked out from: its figure times its people."""
    if indicator.hides_small_counts:
        hidden = table["indicator"].eq(indicator.id) & table["numerator"].isna()
        hidden &= table["value"].notna() & table["denominator"].notna()
        rounded = table.loc[hidden, ["value", "lower", "upper"]].round(indicator.decimals)
        table.loc[hidden, ["value", "lower", "upper"]] = rounded
        table.loc[hidden, "denominator"] = float("nan")


def to_csv(pack: Pack, block: str, _today: date) -> bytes:
    """Return the tables as CSV files in a ZIP, described for other programs.

    Text that a spreadsheet would run is made inert.
    """
    files = {
        f"{name}.csv": marked(csv_of(inert_table(table)))
        for name, table in tables_of(pack, block).items()
    }
    return zipped({**files, **descriptions(pack, files, block)})


def to_parquet(pack: Pack, block: str, _today: date) -> bytes:
    """Return the tables as Parquet files in a ZIP."""
    made = {}
    for name, table in tables_of(pack, block).items():
        raw = io.BytesIO()
        table.to_parquet(raw, index=False)
        made[f"{name}.parquet"] = raw.getvalue()
    return zipped(made)


def to_gpkg(pack: Pack, block: str, today: date) -> bytes:
    """Return a GeoPackage: a layer of areas a level (EPSG:4326), and the tables beside them."""
    import geopandas as gpd  # noqa: PLC0415 - seldom asked for
    import pyogrio  # noqa: PLC0415

    pyogrio.set_gdal_config_options({"OGR_CURRENT_DATE": f"{today:%Y-%m-%d}T00:00:00.000Z"})
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "pack.gpkg"
        for level in _LAYERS:
            features = list(pack.shapes[level].values())
            shapes = gpd.GeoDataFrame.from_features(features, crs="EPSG:4326")
            shapes = shapes[["geometry"]].assign(area_code=list(pack.shapes[level]))
            shapes["area"] = [area_label(pack.areas, code) for code in shapes["area_code"]]
            pyogrio.write_dataframe(shapes, path, layer=f"areas_{level}", append=path.exists())
        for name, table in tables_of(pack, block).items():
            pyogrio.write_dataframe(table, path, layer=name, append=True)
        return path.read_bytes()


def to_xlsx(pack: Pack, block: str, today: date) -> bytes:
    """Return a workbook, a sheet a table; what a spreadsheet would run is text."""
    from openpyxl import Workbook  # noqa: PLC0415 - seldom asked for
    from openpyxl.writer.excel import ExcelWriter  # noqa: PLC0415

    book = Workbook(write_only=True)
    for name, table in tables_of(pack, block).items():
        page = book.create_sheet(name)
        page.freeze_panes = "A2"
        page.append(list(table.columns))
        for row in inert_table(table).astype(object).where(table.notna(), None).values.tolist():
            page.append(row)
    book.properties.created = book.properties.modified = datetime.combine(today, time())
    raw = io.BytesIO()
    ExcelWriter(book, ZipFile(raw, "w", ZIP_DEFLATED)).save()
    return dated(raw.getvalue(), today)


FORMATS = (
    Format("csv.zip", "Figures (CSV)", "application/zip", to_csv),
    Format("parquet.zip", "Figures (Parquet)", "application/zip", to_parquet),
    Format("gpkg", "Figures (GeoPackage)", "application/geopackage+sqlite3", to_gpkg),
    Format("xlsx", "Figures (Excel)", EXCEL, to_xlsx),
)
