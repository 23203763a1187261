"""ONS tables outside the census: population estimates, and the geography files."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import geopandas as gpd
import pandas as pd

from het_geo.catalogue.vocabulary import Source
from het_geo.errors import SourceError
from het_geo.geography import Vintage
from het_geo.postcodes import postcode_of
from het_geo.sources.delimited import read_text
from het_geo.sources.layouts import parquet, read_wide
from het_geo.sources.table import RawTable, check_codes, check_unique, numbers


def population(path: Path, columns: Sequence[str], source: Source) -> RawTable:
    """Read small-area population estimates: people, one row a neighbourhood."""
    return read_wide(path, columns, code=source.options["code"], vintage=Vintage(source.vintage))


def names_lookup(path: Path) -> pd.DataFrame:
    """Read what LSOA 2021 and districts of 2024 are called, England, indexed by LSOA code.

    Columns: ``name``, ``district``, ``district_name``.
    """
    names = {
        "lsoa21_code": "area_code",
        "lsoa21_name": "name",
        "ltla24_code": "district",
        "ltla24_name": "district_name",
    }
    return _of_england(read_text(path, list(names)), names, path)


def best_fit_lookup(path: Path, source: Source) -> pd.DataFrame:
    """Read LSOA 2021 to ward 2025 to district 2024, England, indexed by LSOA code.

    Columns: ``ward``, ``ward_name``, ``district``. Where the lookup is wrong, the record corrects
    it as ``ward:lsoa = "was > is"``, which fails once it is mended.
    """
    names = {
        "lsoa21_code": "area_code",
        "ward25_code": "ward",
        "ward25_name": "ward_name",
        "ltla24_code": "district",
    }
    frame = read_text(path, list(names))
    check_codes(frame["ward25_code"], Vintage.WARD25, path)
    frame = _of_england(frame, names, path)
    for key, change in source.options.items():
        if key.startswith("ward:"):
            _correct_ward(frame, key.removeprefix("ward:"), change, path)
    return frame


def _of_england(frame: pd.DataFrame, names: dict[str, str], path: Path) -> pd.DataFrame:
    """Return a lookup's English rows under our names, indexed by LSOA code, in its order."""
    check_codes(frame["lsoa21_code"], Vintage.LSOA21, path)
    check_codes(frame["ltla24_code"], Vintage.LAD24, path)
    check_unique(frame["lsoa21_code"], None, path)
    frame = frame.rename(columns=names)[list(names.values())]
    return frame[frame["area_code"].str.startswith("E")].set_index("area_code").sort_index()


def _correct_ward(frame: pd.DataFrame, code: str, change: str, path: Path) -> None:
    was, becomes = change.split(" > ")
    found = frame["ward"].get(code)
    if found != was:
        raise SourceError(
            f"{path}: the correction of {code} expects the ward {was}, and finds {found}. Remove "
            f"'ward:{code}' from the source record if the publisher has mended it."
        )
    frame.loc[code] = frame[frame["ward"] == becomes].iloc[0]


def vintage_lookup(path: Path) -> pd.DataFrame:
    """Read LSOA 2011 to 2021, England: ``old``, ``old_name``, ``new``, ``change`` (U, S, M, X).

    Raises:
        SourceError: a mark of change is none of these four; its row is named.
    """
    names = {"LSOA11CD": "old", "LSOA11NM": "old_name", "LSOA21CD": "new", "CHGIND": "change"}
    frame = read_text(path, list(names)).rename(columns=names)
    check_codes(frame["old"], Vintage.LSOA11, path)
    check_codes(frame["new"], Vintage.LSOA21, path)
    odd = frame[~frame["change"].isin(["U", "S", "M", "X"])]
    if len(odd):
        row, mark = odd.index[0], odd["change"].iloc[0]
        raise SourceError(f"{path}: row {int(row) + 2}, column 'CHGIND': unknown change {mark!r}.")
    frame = frame[frame["new"].str.startswith("E") & frame["old"].str.startswith("E")]
    return frame[list(names.values())].reset_index(drop=True)


def msoa_names(path: Path) -> pd.DataFrame:
    """Read MSOA 2011 and 2021 codes with ONS and House of Commons Library names, and regions.

    Columns: ``msoa``, ``msoa_name``, ``plain_name``, ``msoa11``, ``msoa11_name``, ``region``,
    ``region_name``; England.
    """
    names = {
        "MSOA21CD": "msoa",
        "MSOANM": "msoa_name",
        "MSOAHCLNM": "plain_name",
        "MSOA11CD": "msoa11",
        "MSOA11NM": "msoa11_name",
        "RGNCD": "region",
        "RGNNM": "region_name",
    }
    frame = read_text(path, list(names)).rename(columns=names)[list(names.values())]
    return frame[frame["region"].str.startswith("E12")].drop_duplicates().reset_index(drop=True)


def ward_lookup(path: Path, small: str, ward: str, vintage: Vintage) -> pd.Series:
    """Read the best-fit ward of small areas in an earlier edition: ward codes by LSOA, England.

    Args:
        path: a lookup with one row a small area.
        small: its column of LSOA codes, which are of ``vintage``.
        ward: its column of ward codes.
        vintage: the edition of the LSOAs.
    """
    frame = read_text(path, [small, ward])
    check_codes(frame[small], vintage, path)
    check_codes(frame[ward], Vintage.WARD25, path)  # codes of wards have one pattern
    check_unique(frame[small], None, path)
    return frame[frame[small].str.startswith("E")].set_index(small)[ward]


def ward_codes(path: Path) -> pd.DataFrame:
    """Read every code that an English ward has had, indexed by code.

    Columns: ``name``, ``edition`` (the year of the list that the code was taken from),
    ``district`` and ``district_name`` as they are today.
    """
    names = {
        "WDCD": "code",
        "WDNM": "name",
        "SOURCEFILE": "edition",
        "LADCD_ACTIVE": "district",
        "LADNM_ACTIVE": "district_name",
    }
    frame = read_text(path, list(names)).rename(columns=names)[list(names.values())]
    check_codes(frame["code"], Vintage.WARD25, path)
    return frame.drop_duplicates("code").set_index("code")


def centroids(path: Path) -> pd.DataFrame:
    """Read where the people of each LSOA 2021 live on the whole, England, indexed by code.

    Columns: ``x`` and ``y``, metres of EPSG:27700.
    """
    frame = read_text(path, ["LSOA21CD", "x", "y"])
    check_codes(frame["LSOA21CD"], Vintage.LSOA21, path)
    check_unique(frame["LSOA21CD"], None, path)
    points = numbers(frame, ["x", "y"], path).values.set_axis(frame["LSOA21CD"])
    return points[points.index.str.startswith("E")]


def attributes(path: Path, code: str, columns: Sequence[str]) -> pd.DataFrame:
    """Read columns of a boundary file without its shapes, indexed by code."""
    return parquet(pd.read_parquet, path, [code, *columns]).set_index(code)


def shapes(path: Path, code: str, name: str) -> gpd.GeoDataFrame:
    """Read boundaries as ``area_code``, ``name`` and ``geometry`` in EPSG:4326."""
    frame = parquet(gpd.read_parquet, path, [code, name, "geometry"])
    return frame.rename(columns={code: "area_code", name: "name"})


def health_index(path: Path, columns: Sequence[str], source: Source) -> RawTable:
    """Read indicators of the Health Index, one row a district, year and indicator.

    Raises:
        SourceError: an indicator that is asked for has no rows.
    """
    names = ["ltla21_code", "year", "indicator", "value"]
    frame = parquet(pd.read_parquet, path, names).astype({"ltla21_code": str, "indicator": str})
    check_codes(frame["ltla21_code"], Vintage(source.vintage), path)
    absent = sorted(set(columns) - set(frame["indicator"]))
    if absent:
        raise SourceError(f"{path}: column 'indicator' has no rows of {absent[0]!r}.")
    frame = frame[frame["indicator"].isin(columns)].reset_index(drop=True)
    check_unique(frame["ltla21_code"], frame["year"].astype(str) + " " + frame["indicator"], path)
    index = pd.MultiIndex.from_arrays(
        [frame["ltla21_code"].astype(object), frame["year"].astype(str).astype(object)],
        names=["area_code", "period"],
    )
    values = frame["value"].set_axis(index).to_frame().assign(name=frame["indicator"].to_numpy())
    wide = values.set_index("name", append=True)["value"].unstack("name")[list(columns)]
    return RawTable(wide, pd.DataFrame(False, index=wide.index, columns=wide.columns))


def ever_postcodes(path: Path) -> pd.DataFrame:
    """Read postcodes of the lookup, ended ones too: ``postcode``, ``lon``, ``lat`` (degrees).

    Those without a place are left out.

    Raises:
        SourceError: a row has no postcode.
    """
    frame = read_text(path, ["Postcode", "lat", "long"])
    frame["Postcode"] = frame["Postcode"].map(postcode_of)  # seven characters wide in the file
    strange = frame.index[frame["Postcode"] == ""]
    if len(strange):
        raise SourceError(f"{path}: row {strange[0] + 2}, column 'Postcode' is no postcode.")
    check_unique(frame["Postcode"], None, path)
    values = numbers(frame, ["lat", "long"], path).values
    found = pd.DataFrame(
        {"postcode": frame["Postcode"], "lon": values["long"], "lat": values["lat"]}
    )
    return found[found["lat"].notna()].reset_index(drop=True)
