"""DWP's Stat-Xplore: an open data API that needs a key, which anyone may have for the asking."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import pandas as pd

from het_geo.errors import SourceError
from het_geo.fetch.web import Web

NIL = ".."  # what Stat-Xplore's own tables write for nil or negligible
NEEDS = ("database", "measure", "areas", "dates")
NO_KEY = (
    "Stat-Xplore needs a key. Register at https://stat-xplore.dwp.gov.uk (Account, Open Data API "
    "Access), then say --key KEY or set STAT_XPLORE_KEY"
)


def read(web: Web, url: str, parameters: Mapping[str, str], size: int, key: str) -> pd.DataFrame:
    """Read one measure: a row an area (``msoa_name``, ``msoa11_code``), a column a date.

    ``parameters`` name the database, the measure, the value set of areas and the field of dates, in
    Stat-Xplore's own ids. ``size`` areas are asked for at a time. Raises :class:`SourceError`
    without a key, naming where to get one.
    """
    lacking = [name for name in NEEDS if name not in parameters]
    if lacking:
        raise SourceError(f"{url}: the fetch record has no parameter '{lacking[0]}'.")
    if not key:
        raise SourceError(f"{url}: {NO_KEY}.")
    # The key goes to this host alone: an answer that sends us elsewhere is not followed.
    how: dict[str, Any] = {"headers": {"APIKey": key}, "allow_redirects": False}
    listed = web.json(f"{url}/schema/{parameters['areas']}", **how).get("children", [])
    areas = [one["id"] for one in listed if one["id"].rsplit(":", 1)[-1].startswith(("E", "W"))]
    if not areas:
        raise SourceError(f"{url}: the value set {parameters['areas']} lists no areas.")
    parts = []
    for start in range(0, len(areas), size):
        body = _query(parameters, areas[start : start + size])
        parts.append(pd.DataFrame(_rows(web.json(f"{url}/table", body=body, **how), url)))
    return pd.concat(parts, ignore_index=True)


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
