"""What a source gives for each tenth of an area's neighbourhoods: the district's and beyond."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd

from het_geo.build import england as geo
from het_geo.build.england import Geography
from het_geo.build.shapes import write_csv
from het_geo.build.store import RawStore
from het_geo.catalogue.records import Indicator
from het_geo.figures import Status
from het_geo.geography import Level
from het_geo.pack import manifest
from het_geo.pack.manifest import Place
from het_geo.pack.tenths_table import COLUMNS, FILE
from het_geo.sources import ohid


class LocalTenths:
    """The tenths of every area that a source has them of, read once for all places."""

    def __init__(self, store: RawStore, geography: Geography) -> None:
        self._store = store
        first = geography.lsoas.drop_duplicates("district").set_index("district")
        self._parents = first[[Level.REGION, Level.COUNTRY]].astype(str)
        self._tables: dict[str, pd.DataFrame] = {}

    @property
    def indicators(self) -> list[Indicator]:
        """Return the indicators that have tenths."""
        return [i for i in self._store.catalogue.indicators.values() if i.tenths]

    def of(self, place: Place) -> pd.DataFrame:
        """Return the tenths of a place's district, its region and England, in this order.

        Columns as :mod:`het_geo.pack.tenths_table` has them; areas are found by code.
        """
        codes = [place.code, *self._parents.loc[place.code]]
        parts = []
        for indicator in self.indicators:
            table = self._table(indicator)
            rows = table[table["area_code"].isin(codes)]
            order = rows["area_code"].map(codes.index)
            parts.append(rows.assign(order=order).sort_values(["order", "tenth"])[COLUMNS])
        return pd.concat(parts) if parts else pd.DataFrame(columns=COLUMNS)

    def _table(self, indicator: Indicator) -> pd.DataFrame:
        if indicator.id not in self._tables:
            source = self._store.catalogue.sources[indicator.source]
            table = ohid.tenths(self._store.path(source.id), indicator.tenths, source)
            status = np.where(table["withheld"], str(Status.SUPPRESSED), str(Status.OK))
            self._tables[indicator.id] = table.assign(
                indicator=indicator.id, period=indicator.periods[-1].id, status=status
            )
        return self._tables[indicator.id]


def write_tenths(folder: Path, place: Place, tenths: LocalTenths) -> manifest.FileEntry:
    """Write ``tenths.csv`` of a place; it is written, empty, where there are none."""
    table = tenths.of(place)
    path = folder / "data" / place.slug / FILE
    write_csv(table, path)
    used = sorted({indicator.source for indicator in tenths.indicators})
    return manifest.entry(folder, path, len(table), [*used, geo.LOOKUP])
