"""A term of a recipe: a sum of a source's columns, brought to the areas figures are made for."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

import geopandas as gpd
import numpy as np
import pandas as pd

from het_geo import grids
from het_geo.build import ages
from het_geo.build.england import Geography
from het_geo.build.part import Part
from het_geo.build.store import RawStore
from het_geo.catalogue.periods import Period
from het_geo.catalogue.recipes import Terms
from het_geo.catalogue.vocabulary import Source
from het_geo.errors import SourceError
from het_geo.geography import Level, Vintage, check_vintage
from het_geo.sources import RawTable, els

_BASE = {Level.LSOA: Vintage.LSOA21, Level.MSOA: Vintage.MSOA21}


class TermReader:
    """Reads terms for one store and geography; each table is brought into line once."""

    def __init__(
        self, store: RawStore, geography: Geography, read_shapes: Callable[[], gpd.GeoSeries]
    ) -> None:
        self.store = store
        self.geography = geography
        self._read_shapes = read_shapes
        self._pairs: dict[str, pd.DataFrame] = {}
        # By the identity of an index, which is kept beside so that it stays the same object.
        self._positions: dict[int, tuple[pd.Index, np.ndarray]] = {}
        self._named: dict[int, tuple[pd.Index, pd.Index]] = {}
        self._sums: dict[tuple[object, ...], Part] = {}

    def read(
        self, terms: Terms, period: Period, level: str, *, mean: bool, by: Terms | None = None
    ) -> Part:
        """Return terms by small area of ``level`` (or by published area, for districts).

        ``mean`` says how older areas come over: a mean is kept by the parts of a split, a count
        is shared out, by the terms ``by`` where those are of the new areas already.
        """
        when = (period.key or period.id) if self._several(terms.source) else ""
        vintage = self._vintage(terms, period)
        old = self.geography.crosswalks
        if by is not None and (vintage not in old or self._vintage(by, period) in old):
            by = None
        shared = (by.source, tuple(by.columns.items())) if by else ()
        key = (terms.source, tuple(terms.columns.items()), when, vintage, level, mean, shared)
        if key not in self._sums:
            self._sums[key] = self._read(terms, period, level, mean=mean, by=by)
        part = self._sums[key]
        if terms.plus is not None:
            part = part.added(self.read(terms.plus, period, level, mean=mean))
        if terms.prefer is None:
            return part
        better = self.read(terms.prefer, period, level, mean=mean).values
        return Part(*part.brought(better.combine_first), part.withheld, part.divided)

    def not_sent(self, terms: Terms, period: Period) -> bool:
        """Return whether rows that a term's period should have were not sent by their source."""
        if self._is_made(terms.source):
            return False
        lost = self.store.table(terms.source).not_sent
        return any((period.key or period.id, column) in lost for column in terms.columns)

    def _vintage(self, terms: Terms, period: Period) -> Vintage:
        """Return the vintage of a term's areas: the period's own holds for tables of several."""
        source = self.store.catalogue.sources[terms.source]
        several = period.vintage and self._several(terms.source)
        return Vintage(period.vintage if several else source.vintage)

    def _several(self, source_id: str) -> bool:
        """Return whether a table holds several periods."""
        if self._is_made(source_id):
            return False
        return bool(self.store.table(source_id).values.index.nlevels > 1)

    def _is_made(self, source_id: str) -> bool:
        """Return whether a source has no file: it is worked out of others, for one period."""
        return bool(self.store.catalogue.sources[source_id].made_from)

    def _read(
        self, terms: Terms, period: Period, level: str, *, mean: bool, by: Terms | None
    ) -> Part:
        source = self.store.catalogue.sources[terms.source]
        table = self._made(source, terms) if source.made_from else self._table(source, period)
        names = list(terms.columns)
        withheld = table.suppressed[names].any(axis=1)
        values = least = most = summed(table.values, terms.columns)
        if source.withheld and not mean and withheld.any():
            least, most = (
                summed(table.values.mask(table.suppressed, count), terms.columns)
                for count in (source.withheld.least, source.withheld.most)
            )
        part = Part(values, least, most, withheld, withheld & False)
        if level == Level.DISTRICT:
            return replace(self._published(part), joint=_joint(source, names[0], part))
        where = f"source '{source.id}' ({source.file}), {period.id}"
        shared = self.read(by, period, level, mean=False).values if by else None
        vintage = self._vintage(terms, period)
        if vintage in self.geography.crosswalks:
            part = self._new_areas(part, vintage, where, mean=mean, by=shared)
            vintage = self.geography.crosswalks[vintage].new_vintage
        elif vintage in _BASE.values():
            self._check(part.values.index, vintage, where)
        return self._at_level(part, vintage, level)

    def _new_areas(
        self, part: Part, vintage: Vintage, where: str, *, mean: bool, by: pd.Series | None
    ) -> Part:
        """Bring a term from older small areas to today's."""
        walk = self.geography.crosswalks[vintage]
        walk.check(part.values.index, where)
        moved = part.brought(walk.means if mean else lambda counts: walk.counts(counts, by))
        return Part(*moved, walk.any_part(part.withheld), walk.divided)

    def _at_level(self, part: Part, vintage: Vintage, level: str) -> Part:
        """Bring a term from today's small areas to those of ``level``."""
        if vintage == Vintage.LSOA21 and level in (Level.MSOA, Level.WARD):
            return self._added_up(part, level)
        index = self.geography.base(level).index
        return part if part.values.index is index else self._onto(part, index)

    def _onto(self, part: Part, index: pd.Index) -> Part:
        """Return a part on another index; what it does not hold is unknown and unmarked."""
        own = part.values.index
        if id(own) not in self._positions:
            self._positions[id(own)] = (own, own.get_indexer(index))
        position = self._positions[id(own)][1]
        absent = position < 0

        def onto(column: pd.Series, unknown: float | bool) -> pd.Series:
            return pd.Series(np.where(absent, unknown, column.to_numpy()[position]), index=index)

        moved = part.brought(lambda numbers: onto(numbers, np.nan))
        return Part(*moved, onto(part.withheld, False), onto(part.divided, False))

    def _check(self, codes: pd.Index, vintage: Vintage, where: str) -> None:
        old = Vintage.LSOA11 if vintage == Vintage.LSOA21 else Vintage.MSOA11
        base = self.geography.crosswalks[old].new
        if (base.get_indexer(codes) < 0).any():
            strangers = self.geography.crosswalks[old].old.difference(base)
            check_vintage(codes, base, vintage, where, others={old: strangers})

    def _added_up(self, part: Part, level: str) -> Part:
        """Add counts of neighbourhoods up to MSOAs or wards; an unknown one makes it unknown."""
        large, index = self.geography.lsoas[str(level)], self.geography.base(level).index

        def added(numbers: pd.Series) -> pd.Series:
            groups = numbers.reindex(large.index).groupby(large, observed=True)
            total = groups.agg(lambda parts: parts.sum(skipna=False))
            return total.astype(float).reindex(index)

        withheld = part.withheld.reindex(large.index, fill_value=False)
        held = withheld.groupby(large, observed=True).any().reindex(index, fill_value=False)
        marks = held.astype(bool)
        return Part(*part.brought(added), marks, marks & False)

    def _published(self, part: Part) -> Part:
        """Turn names of published areas into codes; leave out areas that are no district's."""
        codes = self.geography.codes_by_name
        index = pd.Index([codes.get(area, area) for area in part.values.index], dtype=object)
        _, index = self._named.setdefault(id(part.values.index), (part.values.index, index))
        moved = part.brought(lambda numbers: numbers.set_axis(index))
        marks = (part.withheld.set_axis(index), part.divided.set_axis(index))
        return self._onto(Part(*moved, *marks), self.geography.published)

    def _made(self, source: Source, terms: Terms) -> RawTable:
        """Work out the people of some ages from the tables that the source is made from."""
        bands, years, now = (self.store.table(name).values for name in source.made_from)
        msoa = self.geography.lsoas["msoa"].astype(object)
        found = {
            name: ages.people(name, bands, years, now[ages.PEOPLE], msoa) for name in terms.columns
        }
        values = pd.DataFrame(found).rename_axis("area_code")
        return RawTable(values, pd.DataFrame(False, index=values.index, columns=values.columns))

    def _table(self, source: Source, period: Period) -> RawTable:
        table = self.store.table(source.id)
        key = period.key or period.id
        try:
            found = table.at(key)
        except KeyError as error:
            raise SourceError(
                f"source '{source.id}' ({source.file}): has no rows for the period '{key}' that "
                "the catalogue declares."
            ) from error
        return self._from_grid(source.id, found) if source.vintage == Vintage.GRID1KM else found

    def _from_grid(self, source_id: str, table: RawTable) -> RawTable:
        if source_id not in self._pairs:
            cells = self.store.table(source_id).values.index.unique("area_code")
            shapes = self._read_shapes()
            wanted = self.geography.lsoas.index
            self._pairs[source_id] = grids.overlaps(cells, shapes[shapes.index.isin(wanted)])
        pairs = self._pairs[source_id]
        means = {name: grids.area_means(table.values[name], pairs) for name in table.values}
        values = pd.DataFrame(means).rename_axis("area_code")
        return RawTable(values, pd.DataFrame(False, index=values.index, columns=values.columns))


def summed(table: pd.DataFrame, columns: Mapping[str, float]) -> pd.Series:
    """Return the sum of columns, each times its coefficient, one after the other.

    A matrix product adds in an order that is the processor's own, and its last digit differs.
    """
    return sum(
        (table[name] * factor for name, factor in columns.items()),
        start=pd.Series(0.0, table.index),
    )


def _joint(source: Source, column: str, part: Part) -> frozenset[str]:
    """Return the districts that a column has a figure of together with another one."""
    known = part.values.index[part.values.notna()]
    groups = els.together(source, column)
    return frozenset(code for joint, codes in groups.items() if joint in known for code in codes)
