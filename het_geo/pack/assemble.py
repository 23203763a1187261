"""From raw tables to figures: an indicator's recipe, carried out for every area of England."""

from __future__ import annotations

from collections.abc import Callable

import geopandas as gpd
import numpy as np
import pandas as pd

from het_geo import areas, grids, vintages
from het_geo.catalogue import Catalogue, Indicator, Period, Terms
from het_geo.errors import SourceError
from het_geo.figures import NUMBERS, Status, with_limits
from het_geo.geography import Level, Vintage, check_vintage
from het_geo.pack.geography import Geography
from het_geo.pack.store import RawStore
from het_geo.sources import RawTable

LARGER = (Level.WARD, Level.DISTRICT, Level.REGION, Level.COUNTRY)


class Assembler:
    """Makes figures frames from raw tables, for one catalogue and one geography."""

    def __init__(
        self,
        store: RawStore,
        geography: Geography,
        read_shapes: Callable[[], gpd.GeoSeries],
    ) -> None:
        self.store = store
        self.catalogue: Catalogue = store.catalogue
        self.geography = geography
        self._read_shapes = read_shapes
        self._pairs: dict[str, pd.DataFrame] = {}

    def neighbourhoods(self, indicator: Indicator, period: Period) -> pd.DataFrame:
        """Return one indicator and period for every English LSOA 2021 (without limits).

        Raises:
            SourceError: for a value outside the record's range, naming source and area.
            VintageError: for codes of another vintage than the record or its period declares.
        """
        parts, marks = {}, []
        for name in ("value", "numerator", "denominator", "weight"):
            terms: Terms | None = getattr(indicator, name)
            column = "denominator" if name == "weight" else name
            if terms is not None:
                parts[column], mark = self._terms(terms, period)
                if name in ("value", "numerator"):
                    marks.append(mark)
        frame = pd.DataFrame(parts).reindex(columns=["value", "numerator", "denominator"])
        times = self.catalogue.unit_of(indicator).times
        if indicator.value is None:
            frame["value"] = frame["numerator"] / frame["denominator"].where(
                frame["denominator"] > 0
            )
        withheld = pd.concat(marks, axis=1).reindex(frame.index).eq(True).any(axis=1)
        frame["status"] = np.where(frame["value"].notna(), Status.OK, Status.MISSING)
        frame.loc[frame["value"].isna() & withheld, "status"] = Status.SUPPRESSED
        frame = self._on_lsoa21(frame, indicator, period)
        if indicator.value is None or indicator.kind == "proportion":
            frame["value"] *= times
        self._check_range(frame, indicator, period)
        return frame

    def all_levels(
        self, indicator: Indicator, period: Period, district: str | None = None
    ) -> dict[Level, pd.DataFrame]:
        """Return figures with limits for each level the indicator has, and its benchmarks.

        With ``district``, wards and the district are made for that district alone; region and
        country are always made of all their neighbourhoods.
        """
        small = self.neighbourhoods(indicator, period)
        small = small.reindex(self.geography.lsoas.index)
        small["status"] = small["status"].fillna(Status.MISSING)
        found = {Level.LSOA: small}
        if "ward" in indicator.levels:
            for level in LARGER:
                groups = self.geography.groups(level, district)
                found[level] = areas.aggregate(
                    small.loc[groups.index],
                    groups,
                    indicator,
                    times=self.catalogue.unit_of(indicator).times,
                    population=self.geography.population,
                    estimated=vintages.straddlers(self.geography.divided, groups),
                )
        return {
            level: with_limits(frame, indicator, self.catalogue)[[*NUMBERS, "status"]]
            for level, frame in found.items()
        }

    def _terms(self, terms: Terms, period: Period) -> tuple[pd.Series, pd.Series]:
        """Return a sum of columns and whether any of them was withheld, by the source's areas."""
        table = self._table(terms.source, period)
        names = list(terms.columns)
        factors = pd.Series(terms.columns)
        found = (table.values[names] * factors).sum(axis=1, skipna=False)
        withheld = table.suppressed[names].any(axis=1)
        if terms.prefer is not None:
            better, _ = self._terms(terms.prefer, period)
            found = found.where(~found.index.isin(better.dropna().index), better)
        return found, withheld

    def _table(self, source_id: str, period: Period) -> RawTable:
        table = self.store.table(source_id)
        try:
            table = table.at(period.key or period.id)
        except KeyError as error:
            raise SourceError(
                f"source '{source_id}' ({self.catalogue.sources[source_id].file}): has no rows "
                f"for the period '{period.key or period.id}' that the catalogue declares."
            ) from error
        if self.catalogue.sources[source_id].vintage == Vintage.GRID1KM:
            table = self._from_grid(source_id, table)
        return table

    def _from_grid(self, source_id: str, table: RawTable) -> RawTable:
        if source_id not in self._pairs:
            self._pairs[source_id] = grids.overlaps(
                self.store.table(source_id).values.index.unique("area_code"), self._read_shapes()
            )
        pairs = self._pairs[source_id]
        means = {name: grids.area_means(table.values[name], pairs) for name in table.values}
        values = pd.DataFrame(means).rename_axis("area_code")
        return RawTable(values, pd.DataFrame(False, index=values.index, columns=values.columns))

    def _on_lsoa21(self, frame: pd.DataFrame, indicator: Indicator, period: Period) -> pd.DataFrame:
        source = self.catalogue.sources[indicator.source]
        vintage = Vintage(period.vintage or source.vintage)
        where = f"source '{source.id}' ({source.file}), {period.id}"
        divided = self.geography.divided
        if vintage == Vintage.LSOA11:
            return vintages.to_lsoa21(frame, divided, where)
        known, old = set(self.geography.lsoas.index), set(divided["lsoa11"])
        check_vintage(
            frame.index, known, Vintage.LSOA21, where, others={Vintage.LSOA11: old - known}
        )
        return frame

    def _check_range(self, frame: pd.DataFrame, indicator: Indicator, period: Period) -> None:
        low, high = indicator.valid
        outside = frame["value"].notna() & ~frame["value"].between(low, high)
        if outside.any():
            code = frame.index[outside][0]
            raise SourceError(
                f"indicator '{indicator.id}', {period.id}: {code} has the value "
                f"{frame['value'][code]:g}, outside [{low:g}, {high:g}]. Check the file of "
                f"'{indicator.source}', or the record's 'valid'."
            )
