"""ONS tables outside the census: population estimates, and the geography files."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import geopandas as gpd
import pandas as pd

from het_geo.catalogue import Source
from het_geo.errors import SourceError
from het_geo.geography import Vintage
from het_geo.sources.table import RawTable, check_codes, check_unique, read_text, read_wide


def population(path: Path, columns: Sequence[str], source: Source) -> RawTable:
    """Read small-area population estimates: people, one row a neighbourhood."""
    return read_wide(path, columns, code=source.options["code"], vintage=Vintage(source.vintage))


def best_fit_lookup(path: Path) -> pd.DataFrame:
    """Read LSOA 2021 to ward 2024 to district 2024, England, indexed by LSOA code.

    Columns: ``name``, ``ward``, ``ward_name``, ``district``, ``district_name``.
    """
    names = {
        "lsoa21_code": "area_code",
        "lsoa21_name": "name",
        "ward24_code": "ward",
        "ward24_name": "ward_name",
        "ltla24_code": "district",
        "ltla24_name": "district_name",
    }
    frame = read_text(path, list(names))
    check_codes(frame["lsoa21_code"], Vintage.LSOA21, path)
    check_codes(frame["ward24_code"], Vintage.WARD24, path)
    check_codes(frame["ltla24_code"], Vintage.LAD24, path)
    check_unique(frame["lsoa21_code"], None, path)
    frame = frame.rename(columns=names)[list(names.values())]
    return frame[frame["area_code"].str.startswith("E")].set_index("area_code").sort_index()


def vintage_lookup(path: Path) -> pd.DataFrame:
    """Read LSOA 2011 to 2021, England: ``lsoa11``, ``lsoa21``, ``change`` (U, S, M or X)."""
    names = {"LSOA11CD": "lsoa11", "LSOA21CD": "lsoa21", "CHGIND": "change"}
    frame = read_text(path, list(names)).rename(columns=names)
    check_codes(frame["lsoa11"], Vintage.LSOA11, path)
    check_codes(frame["lsoa21"], Vintage.LSOA21, path)
    odd = frame[~frame["change"].isin(["U", "S", "M", "X"])]
    if len(odd):
        row, mark = odd.index[0], odd["change"].iloc[0]
        raise SourceError(f"{path}: row {int(row) + 2}, column 'CHGIND': unknown change {mark!r}.")
    frame = frame[frame["lsoa21"].str.startswith("E") & frame["lsoa11"].str.startswith("E")]
    return frame[list(names.values())].reset_index(drop=True)


def msoa_names(path: Path) -> pd.DataFrame:
    """Read MSOA 2021 codes with ONS and House of Commons Library names, and regions.

    Columns: ``msoa``, ``msoa_name``, ``plain_name``, ``region``, ``region_name``; England.
    """
    names = {
        "MSOA21CD": "msoa",
        "MSOANM": "msoa_name",
        "MSOAHCLNM": "plain_name",
        "RGNCD": "region",
        "RGNNM": "region_name",
    }
    frame = read_text(path, list(names)).rename(columns=names)[list(names.values())]
    return frame[frame["region"].str.startswith("E12")].drop_duplicates().reset_index(drop=True)


def shapes(path: Path, code: str, name: str, extra: Sequence[str] = ()) -> gpd.GeoDataFrame:
    """Read boundaries as ``area_code``, ``name``, extra columns and ``geometry`` in EPSG:4326."""
    try:
        frame = gpd.read_parquet(path, columns=[code, name, *extra, "geometry"])
    except FileNotFoundError as error:
        raise SourceError(
            f"{path}: the raw file is missing. Fetch it, or name --sources."
        ) from error
    except (OSError, ValueError, KeyError) as error:
        raise SourceError(
            f"{path}: the boundaries cannot be read: {error}. Fetch again."
        ) from error
    return frame.rename(columns={code: "area_code", name: "name"})
