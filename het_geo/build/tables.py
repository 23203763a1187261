"""The figures of the places asked for: computed for England once, then taken place by place."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass

import geopandas as gpd
import numpy as np
import pandas as pd

from het_geo.build.assemble import Assembler
from het_geo.build.blocks import Blocks
from het_geo.build.england import Geography
from het_geo.build.store import RawStore
from het_geo.catalogue.records import Catalogue, Indicator
from het_geo.figures import COLUMNS, is_hidden, with_limits
from het_geo.geography import UNITED_KINGDOM, Level
from het_geo.pack.manifest import Place

Progress = Callable[[str], None]
ReadShapes = Callable[[], gpd.GeoSeries]
_NONE = np.array([], dtype=int)
SHARED = (Level.REGION, Level.COUNTRY, Level.UK)  # rows that several places have in common


@dataclass(frozen=True)
class Piece:
    """One indicator at every level stored; for the districts ``only``, if it names any."""

    indicator: Indicator
    levels: dict[Level, Blocks]
    only: frozenset[str] = frozenset()


class Tables:
    """Figures of some places, ready to be taken one place at a time."""

    def __init__(self, geography: Geography, codes: Collection[str]) -> None:
        self._geography, self._codes = geography, frozenset(codes)
        self._owners = _owners(geography)
        self._rows = {
            level: owner.reset_index(drop=True).groupby(owner.to_numpy()).indices
            for level, owner in self._owners.items()
        }
        first = geography.lsoas.drop_duplicates("district").set_index("district")
        self._parents = first[["region", "country"]].astype(str).assign(uk=UNITED_KINGDOM)
        self.pieces: list[Piece] = []

    def compute(self, store: RawStore, read_shapes: ReadShapes, progress: Progress) -> None:
        """Compute every indicator and period; ``progress`` is told each as it begins.

        A source that covers some districts is computed for those of them that are asked for, and
        not at all where none is.
        """
        assemblers: dict[frozenset[str], Assembler] = {}
        for indicator in store.catalogue.indicators.values():
            progress(indicator.id)
            covered = store.districts(indicator.source)
            only = covered & self._codes
            if covered and not only:
                continue
            if only not in assemblers:
                areas = self._geography.within(only) if only else self._geography
                assemblers[only] = Assembler(store, areas, read_shapes)
            whole = assemblers[only].all_levels(indicator, indicator.periods)
            kept = {level: _stored(blocks, level, indicator) for level, blocks in whole.items()}
            levels = {level: blocks for level, blocks in kept.items() if blocks.periods}
            self.pieces.append(Piece(indicator, levels, only))

    def of(
        self, place: Place, catalogue: Catalogue
    ) -> Iterator[tuple[str, list[Indicator], pd.DataFrame]]:
        """Yield each dataset's name, its indicators, and its table for one place, with limits."""
        datasets: dict[str, list[tuple[Indicator, pd.DataFrame]]] = {}
        for piece in self.pieces:
            if not piece.only or place.code in piece.only:
                rows = finished(self._take(piece, place), piece.indicator, catalogue)
                datasets.setdefault(piece.indicator.source, []).append((piece.indicator, rows))
        for dataset in sorted(datasets):
            table = pd.concat([rows for _, rows in datasets[dataset]])
            indicators = [indicator for indicator, _ in datasets[dataset]]
            yield dataset, indicators, table.rename_axis("area_code").reset_index()[COLUMNS]

    def _take(self, piece: Piece, place: Place) -> pd.DataFrame:
        """Return the place's rows of a piece, level after level, period after period."""
        parts = []
        for level, blocks in piece.levels.items():
            if level in SHARED:
                parent = self._parents.loc[place.code, str(level)]
                chosen = blocks.take(blocks.areas.get_indexer([parent]))
            elif piece.only:
                owner = self._owners[level].reindex(blocks.areas).to_numpy()
                chosen = blocks.take(np.flatnonzero(owner == place.code))
            else:
                chosen = blocks.take(self._rows[level].get(place.code, _NONE))
            parts.append(with_periods(chosen))
        return pd.concat(parts)


def with_periods(blocks: Blocks) -> pd.DataFrame:
    """Return the blocks' rows, one block after the other, with the column ``period``."""
    names = [period.id for period in blocks.periods]
    return blocks.frame.assign(period=np.repeat(names, len(blocks.areas)))


def finished(rows: pd.DataFrame, indicator: Indicator, catalogue: Catalogue) -> pd.DataFrame:
    """Return an indicator's rows as they are stored: limits added, small counts hidden, named."""
    found = with_limits(rows, indicator, catalogue)
    if indicator.hides_small_counts:
        found["numerator"] = found["numerator"].mask(is_hidden(found["numerator"]))
    found.insert(0, "indicator", indicator.id)
    return found


def _stored(blocks: Blocks, level: Level, indicator: Indicator) -> Blocks:
    """Return the periods of a level that are stored: those a page can choose, and benchmarks."""
    if level in (Level.DISTRICT, *SHARED):
        return blocks
    kept = [
        i
        for i, period in enumerate(blocks.periods)
        if str(level) in (period.levels or indicator.levels)
    ]
    size = len(blocks.areas)
    rows = np.concatenate([_NONE, *(np.arange(i * size, (i + 1) * size) for i in kept)])
    return Blocks(blocks.frame.iloc[rows], blocks.areas, tuple(blocks.periods[i] for i in kept))


def _owners(geography: Geography) -> dict[Level, pd.Series]:
    """Return, for each level that lies inside districts, the district of each area, in order."""
    lsoas, msoas = geography.lsoas, geography.msoas
    districts = lsoas["district"].cat.categories
    return {
        Level.LSOA: lsoas["district"].astype(str),
        Level.MSOA: msoas["district"].astype(str),
        Level.WARD: geography.wards["district"].astype(str),
        Level.DISTRICT: pd.Series(districts, index=districts).astype(str),
    }
