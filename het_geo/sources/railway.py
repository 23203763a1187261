"""Railway stations that National Rail can be asked about, one row a station."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from het_geo.catalogue.vocabulary import Source
from het_geo.sources.delimited import read_parts
from het_geo.sources.points import PointTable, placed
from het_geo.sources.table import check_unique


def stations(path: Path, source: Source) -> PointTable:
    """Read stations; a code that stands twice is refused."""
    del source
    frame, table = read_parts(path, ["stationName", "crsCode"], ["lat", "long"])
    check_unique(frame["crsCode"], None, path)
    points = pd.DataFrame({"kind": "station", "name": frame["stationName"], "detail": ""})
    return placed(points.assign(lon=table.values["long"], lat=table.values["lat"]), path)
