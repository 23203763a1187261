"""Figures as matrices: areas down, indicator-periods across, for measures of all at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from het_geo.apart import no_ratio
from het_geo.catalogue.records import Indicator
from het_geo.geography import Level
from het_geo.inputs import Floats
from het_geo.pack.model import Pack

# A place's number of people, a rank or a decile has no gap that these measures could take.
NO_GAP = {
    "count": "a number of people says nothing of a gap",
    "rank": "ranks must not be averaged",
    "decile": "deciles must not be averaged",
    "class": "classes must not be averaged",
}


@dataclass(frozen=True)
class Matrix:
    """Values and weights (areas × columns), and for each column its indicator and period.

    A weight is the denominator, or the area's people where the source gives none. ``least`` and
    ``most`` are the values themselves but where withheld counts are inside; those of an area whose
    own count is withheld are known, and its value is not. ``ratioed`` tells which columns may have
    one value said to be so many times another.
    """

    level: Level
    areas: list[str]
    columns: list[tuple[str, str]]
    indicators: list[Indicator]
    values: Floats
    least: Floats
    most: Floats
    weights: Floats
    times: Floats
    ratioed: np.ndarray

    @property
    def polarity(self) -> Floats:
        """Each column's polarity; 0 also where a figure follows age."""
        return np.array([float(i.judged_polarity) for i in self.indicators])

    def of_kind(self, *kinds: str) -> np.ndarray:
        """Return which columns are of these kinds."""
        return np.array([i.kind in kinds for i in self.indicators], dtype=bool)


def is_counted(indicator: Indicator, times: float) -> bool:
    """Return whether a value is a share or rate of something the catalogue can name."""
    return times > 1 and indicator.closable and bool(indicator.numerator_label)


def _figures(pack: Pack, wanted: Sequence[tuple[str, str]] | None) -> pd.DataFrame:
    """Return the pack's figures, or those of the wanted indicators and periods alone."""
    if wanted is None:
        return pack.figures
    parts = [pack.rows(indicator, period).reset_index() for indicator, period in wanted]
    return pd.concat(parts) if parts else pack.figures.iloc[:0]


def matrix(pack: Pack, level: Level, wanted: Sequence[tuple[str, str]] | None = None) -> Matrix:
    """Return the figures of a level, of all (or the wanted) indicators and periods with a gap."""
    areas = pack.codes(level)
    kinds = {i.id: i.kind for i in pack.catalogue.indicators.values()}
    rows = _figures(pack, wanted)
    rows = rows[rows["area_code"].isin(areas)]
    rows = rows[~rows["indicator"].map(kinds).isin(NO_GAP).to_numpy(dtype=bool)]
    names = list(zip(rows["indicator"], rows["period"], strict=True))
    place, columns = pd.factorize(pd.Series(names, dtype=object))
    down = pd.Index(areas).get_indexer(rows["area_code"])

    def laid_out(name: str) -> Floats:
        cells = np.full((len(areas), len(columns)), np.nan)
        cells[down, place] = rows[name].to_numpy(dtype=float)
        return cells

    values, weights = laid_out("value"), laid_out("denominator")
    least, most = (np.where(np.isnan(e := laid_out(name)), values, e) for name in ("least", "most"))
    people = pack.areas.loc[areas, "population"].to_numpy(dtype=float)
    unweighted = np.isnan(weights).all(axis=0)
    weights[:, unweighted] = people[:, None]
    indicators = [pack.catalogue.indicators[name] for name, _ in columns]
    units = [pack.catalogue.unit_of(i) for i in indicators]
    times = np.array([unit.times for unit in units])
    ratioed = np.array([not no_ratio(*pair) for pair in zip(indicators, units)], dtype=bool)
    parts = values, least, most, weights, times, ratioed
    return Matrix(level, areas, list(columns), indicators, *parts)
