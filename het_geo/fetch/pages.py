"""Services that answer page by page or by query: ArcGIS, Nomis, Stat-Xplore."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial
from typing import Any

import geopandas as gpd
import pandas as pd

from het_geo.errors import SourceError
from het_geo.fetch import caps
from het_geo.fetch.records import Join
from het_geo.fetch.unpack import csv_frame, numbers
from het_geo.fetch.web import PASSING, Passing, Web

EPSG = 4326  # what the shapes of a raw file are in


def features(
    web: Web, url: str, columns: list[str], *, where: str, size: int, shapes: bool
) -> pd.DataFrame:
    """Read columns of a feature service's layer, as text; with its shapes in EPSG:4326.

    Rows come in the order of the first column.

    Raises:
        SourceError: a page fails, more or fewer records came than the service counts, or a record
            is of another form.
    """
    asked = {"where": where, "outFields": ",".join(columns), "orderByFields": columns[0]}
    counted = web.json(
        f"{url}/query",
        check=partial(_check, url, "count"),
        params={"where": where, "returnCountOnly": "true", "f": "json"},
    )["count"]
    _check_count(url, counted)
    if shapes:
        asked |= {"outSR": str(EPSG), "f": "geojson"}
    else:
        asked |= {"returnGeometry": "false", "f": "json"}
    found: list[dict[str, Any]] = []
    for page in _feature_pages(web, f"{url}/query", asked, size):
        found += page
        if len(found) > counted:
            raise SourceError(f"{url}: more records than the {counted:,} that the service counts.")
    if len(found) != counted:
        raise SourceError(f"{url}: {len(found)} records came, the service counts {counted}.")
    try:
        return _frame(found, url, shapes=shapes)
    except SourceError:
        raise
    except Exception as error:  # whatever a record or a shape makes its readers say
        raise SourceError(f"{url}: a record of another form ({type(error).__name__}).") from error


def _frame(found: list[dict[str, Any]], url: str, *, shapes: bool) -> pd.DataFrame:
    rows = pd.DataFrame([dict(one["properties" if shapes else "attributes"]) for one in found])
    frame = rows.astype(object).where(rows.notna(), "").astype(str)
    if not shapes:
        return frame
    bare = [i for i, one in enumerate(found) if not one.get("geometry")]
    if bare:
        raise SourceError(f"{url}: record {bare[0] + 1} has no shape.")
    geometry = gpd.GeoDataFrame.from_features(found, crs=f"EPSG:{EPSG}").geometry
    return gpd.GeoDataFrame(frame, geometry=geometry)


def _feature_pages(
    web: Web, url: str, asked: dict[str, str], size: int
) -> Iterator[list[dict[str, Any]]]:
    """Give page after page; a server may send fewer records than asked for, so count what came."""
    offset = 0
    while True:
        where = f"{url} (page from record {offset + 1})"
        page = web.json(
            url,
            check=partial(_check, where, "features"),
            params={**asked, "resultOffset": str(offset), "resultRecordCount": str(size)},
        )
        if not isinstance(page["features"], list):
            raise SourceError(f"{where}: an answer of another form.")
        yield page["features"]
        offset += len(page["features"])
        # GeoJSON answers carry the mark among their properties, the others at the top.
        marks = page.get("properties")
        if not {**page, **(marks if isinstance(marks, dict) else {})}.get("exceededTransferLimit"):
            return
        if not page["features"]:
            raise SourceError(f"{where}: an empty page, though the service says there are more.")


def _check_count(url: str, counted: object) -> None:
    """Refuse a number of records that is none, or is beyond what any service has."""
    if not isinstance(counted, int) or counted < 0:
        raise SourceError(f"{url}: {str(counted)[:40]!r} is no number of records.")
    if counted > caps.RECORDS:
        raise SourceError(
            f"{url}: the service counts {counted:,} records, and {caps.RECORDS:,} are read at most."
        )


def _check(where: str, key: str, found: Any) -> None:
    """Refuse an answer without ``key``: ArcGIS reports its errors with HTTP 200."""
    if isinstance(found, dict) and key in found:
        return
    error = found.get("error") if isinstance(found, dict) else None
    error = error if isinstance(error, dict) else {}
    code, why = str(error.get("code", "?")), error.get("message") or "an answer of another form"
    if code in map(str, PASSING):
        raise Passing(f"error {code} in the answer: {why}")
    details = error.get("details")
    more = " ".join(map(str, details)) if isinstance(details, list) else ""
    raise SourceError(
        f"{where}: HTTP 200, but error {code}: {why} {more}".strip()
        + ". The service or its columns may have been renamed."
    )


def joined(web: Web, frame: pd.DataFrame, join: Join, size: int) -> pd.DataFrame:
    """Add the columns that a second layer gives for each row; every row must be found there.

    Raises:
        SourceError: the second layer has no record for a row.
    """
    found = features(
        web, join.url, [join.theirs, *join.take.values()], where="1=1", size=size, shapes=False
    )
    lookup = found.drop_duplicates(join.theirs).set_index(join.theirs)
    lost = frame.loc[~frame[join.ours].isin(lookup.index), join.ours]
    if len(lost):
        raise SourceError(f"{join.url}: no record for {join.ours} {lost.iloc[0]!r}.")
    taken = {ours: frame[join.ours].map(lookup[theirs]) for ours, theirs in join.take.items()}
    return frame.assign(**taken)


def nomis(web: Web, url: str, columns: list[str], parameters: dict[str, str], size: int) -> Any:
    """Read columns of a Nomis query, whose answers are cut at ``size`` rows (25,000 for guests).

    Raises:
        SourceError: rows stop coming before there are as many as ``RECORD_COUNT`` says.
    """
    asked = {**parameters, "select": ",".join([*columns, "RECORD_COUNT"])}
    pages: list[pd.DataFrame] = []
    offset, counted = 0, 1
    while offset < counted:
        where = f"{url} (page from record {offset + 1})"
        params = {**asked, "recordoffset": str(offset), "recordlimit": str(size)}
        page = csv_frame(web.content(url, params=params), where, [*columns, "RECORD_COUNT"])
        if page.empty:
            raise SourceError(f"{where}: {offset} rows came, Nomis counts {counted}.")
        counted = int(numbers(page, "RECORD_COUNT", where).iloc[0])
        _check_count(url, counted)
        offset += len(page)
        pages.append(page[columns])
    return pd.concat(pages, ignore_index=True)


NIL = ".."  # what Stat-Xplore's own tables write for nil or negligible
NEEDS = ("database", "measure", "areas", "dates")
NO_KEY = (
    "Stat-Xplore needs a key. Register at https://stat-xplore.dwp.gov.uk (Account, Open Data API "
    "Access), then say --key KEY or set STAT_XPLORE_KEY"
)


def read(web: Web, url: str, parameters: Mapping[str, str], size: int, key: str) -> pd.DataFrame:
    """Read one measure: a row an area (``msoa_name``, ``msoa11_code``), a column a date.

    ``parameters`` name the database, the measure, the value set of areas and the field of dates, in
    Stat-Xplore's own ids. ``size`` areas are asked for at a time.

    Raises:
        SourceError: there is no key (where to get one is said), the record names no such parameter,
            or the value set lists no areas.
    """
    lacking = [name for name in NEEDS if name not in parameters]
    if lacking:
        raise SourceError(f"{url}: the fetch record has no parameter '{lacking[0]}'.")
    if not key:
        raise SourceError(f"{url}: {NO_KEY}.")
    # The key goes to this host alone: an answer that sends us elsewhere is not followed.
    how: dict[str, Any] = {"headers": {"APIKey": key}, "allow_redirects": False}
    areas = _areas(web.json(f"{url}/schema/{parameters['areas']}", **how), url)
    if not areas:
        raise SourceError(f"{url}: the value set {parameters['areas']} lists no areas.")
    parts = []
    for start in range(0, len(areas), size):
        body = _query(parameters, areas[start : start + size])
        parts.append(pd.DataFrame(_rows(web.json(f"{url}/table", body=body, **how), url)))
    return pd.concat(parts, ignore_index=True)


def _areas(answer: Any, url: str) -> list[str]:
    """Return the ids of the areas of England and Wales that a value set lists."""
    try:
        ids = [one["id"] for one in answer.get("children", [])]
        return [one for one in ids if one.rsplit(":", 1)[-1].startswith(("E", "W"))]
    except (KeyError, TypeError, AttributeError) as error:
        raise SourceError(f"{url}: a value set of another form than the API describes.") from error


def _query(parameters: Mapping[str, str], areas: list[str]) -> dict[str, Any]:
    field = parameters["areas"].replace("str:valueset:", "str:field:").rsplit(":", 1)[0]
    return {
        "database": parameters["database"],
        "measures": [parameters["measure"]],
        "recodes": {field: {"map": [[area] for area in areas], "total": False}},
        "dimensions": [[field], [parameters["dates"]]],
    }


def _rows(answer: Any, url: str) -> Iterator[dict[str, str]]:
    """Give the rows of a table answer: its cube has one list an area, one number a date."""
    try:
        (cube,) = answer["cubes"].values()
        areas, dates = (field["items"] for field in answer["fields"])
        for area, values in zip(areas, cube["values"], strict=True):
            named = {
                "msoa_name": area["labels"][0],
                "msoa11_code": area["uris"][0].rsplit(":", 1)[-1],
            }
            cells = zip(dates, values, strict=True)
            yield named | {date["labels"][0]: _text(value) for date, value in cells}
    except (KeyError, IndexError, TypeError, ValueError, AttributeError) as error:
        raise SourceError(f"{url}: a table of another form than the API describes.") from error


def _text(value: float | None) -> str:
    return NIL if value is None else f"{value:.0f}"
