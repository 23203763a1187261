"""Services that answer page by page: ArcGIS feature services (ONS Open Geography) and Nomis."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Any

import geopandas as gpd
import pandas as pd

from het_geo.errors import SourceError
from het_geo.fetch.records import Join
from het_geo.fetch.tables import csv_frame, numbers
from het_geo.fetch.web import PASSING, Passing, Web

EPSG = 4326  # what the shapes of a raw file are in


def features(
    web: Web, url: str, columns: list[str], *, where: str, size: int, shapes: bool
) -> pd.DataFrame:
    """Read columns of a feature service's layer, as text; with its shapes in EPSG:4326.

    Rows come in the order of the first column. Raises :class:`SourceError` naming the page when
    one fails, and where fewer records came than the service counts.
    """
    asked = {"where": where, "outFields": ",".join(columns), "orderByFields": columns[0]}
    counted = web.json(
        f"{url}/query",
        check=partial(_check, url, "count"),
        params={"where": where, "returnCountOnly": "true", "f": "json"},
    )["count"]
    if shapes:
        asked |= {"outSR": str(EPSG), "f": "geojson"}
    else:
        asked |= {"returnGeometry": "false", "f": "json"}
    found = [one for page in _feature_pages(web, f"{url}/query", asked, size) for one in page]
    if len(found) != counted:
        raise SourceError(f"{url}: {len(found)} records came, the service counts {counted}.")
    rows = pd.DataFrame([one["properties" if shapes else "attributes"] for one in found])
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
        yield page["features"]
        offset += len(page["features"])
        # GeoJSON answers carry the mark among their properties, the others at the top.
        if not {**page, **page.get("properties", {})}.get("exceededTransferLimit"):
            return
        if not page["features"]:
            raise SourceError(f"{where}: an empty page, though the service says there are more.")


def _check(where: str, key: str, found: Any) -> None:
    """Refuse an answer without ``key``: ArcGIS reports its errors with HTTP 200."""
    if isinstance(found, dict) and key in found:
        return
    error = found.get("error", {}) if isinstance(found, dict) else {}
    code, why = error.get("code", "?"), error.get("message") or "an answer of another form"
    if code in PASSING:
        raise Passing(f"error {code} in the answer: {why}")
    raise SourceError(
        f"{where}: HTTP 200, but error {code}: {why} {' '.join(error.get('details') or [])}".strip()
        + ". The service or its columns may have been renamed."
    )


def joined(web: Web, frame: pd.DataFrame, join: Join, size: int) -> pd.DataFrame:
    """Add the columns that a second layer gives for each row; every row must be found there."""
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

    Raises :class:`SourceError` where fewer rows came than ``RECORD_COUNT`` says.
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
        offset += len(page)
        pages.append(page[columns])
    return pd.concat(pages, ignore_index=True)
