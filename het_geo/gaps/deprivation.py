"""Fifths of deprivation in one indicator: the chart of them, and the slope through them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from het_geo import inequality
from het_geo.areas import written_apart
from het_geo.gaps.fifths import fifths_of
from het_geo.gaps.matrix import NO_RATIO, SCORE_REASON, Matrix, matrix
from het_geo.gaps.setting import Setting
from het_geo.geography import Level
from het_geo.inequality import Measure, Slope
from het_geo.scales import SCALE_OF
from het_geo.views import IndicatorView

BEND = 0.2


@dataclass(frozen=True)
class Fifths:
    """Fifths of deprivation, 1 the most deprived, and the slope through them.

    ``table``: ``value``, ``lower``, ``upper``, ``least``, ``most``, ``people``, ``areas``, ``rank``
    (the middle of the fifth among all people, 0 to 1). ``level`` is that of the areas the fifths
    are made of.
    """

    level: Level
    table: pd.DataFrame
    slope: Slope
    concentration: Measure

    @property
    def bent(self) -> bool:
        """Whether the fifths go both up and down by more than a fifth of their range."""
        steps = np.diff(self.table["value"].to_numpy(dtype=float))
        if np.isnan(steps).any() or not len(steps):
            return False
        reach = float(np.ptp(self.table["value"])) * BEND
        return bool((steps > reach).any() and (steps < -reach).any())


def fifths_view(setting: Setting, view: IndicatorView, base: Level) -> Fifths | None:
    """Return the fifths of deprivation with the slope through them, or ``None`` without areas."""
    indicator = view.indicator
    cells = matrix(setting.pack, base, [(indicator.id, view.period.id)])
    if not cells.columns:
        return None
    fifth = setting.fifths(base)
    table = _table(view, cells, fifth)
    n = table["people"].to_numpy()
    known = ~np.isnan(cells.values[:, 0])
    table["areas"] = [
        int((fifth.eq(q).to_numpy(bool, na_value=False) & known).sum()) for q in table.index
    ]
    share = n / n.sum() if n.sum() else np.full(5, np.nan)
    table["rank"] = np.cumsum(share) - share / 2
    order = -setting.deprivation(base)
    values = pd.Series(cells.values[:, 0], index=cells.areas)
    weights = pd.Series(cells.weights[:, 0], index=cells.areas).where(values.notna(), 0.0)
    # An area with a value and no people to weigh it by weighs 0: it is left out, and counted so.
    concentration = inequality.concentration_index(values, weights.fillna(0.0), order)
    if indicator.kind in NO_RATIO:
        concentration = Measure(None, SCORE_REASON)
    slope = _slope(view, table)
    if reason := str(fifth.attrs.get("reason", "")):
        slope = Slope(None, reason=reason)
    return Fifths(base, table, slope, concentration)


def _table(view: IndicatorView, cells: Matrix, fifth: pd.Series) -> pd.DataFrame:
    """Return each fifth's value with its limits and people."""
    sums = fifths_of(cells, fifth)
    low, high = sums.limits(view.indicator.kind, view.unit.times)
    columns = {
        "value": sums.values,
        "lower": low,
        "upper": high,
        "least": sums.least,
        "most": sums.most,
        "people": sums.weights,
    }
    table = pd.DataFrame({name: part[:, 0] for name, part in columns.items()}, index=range(1, 6))
    apart = written_apart(table["least"], table["most"], view.indicator.decimals)
    table.loc[~apart, ["least", "most"]] = np.nan
    return table


def slope_at(setting: Setting, view: IndicatorView, base: Level, period: str) -> Slope:
    """Return the slope through the fifths at another period of the same indicator."""
    cells = matrix(setting.pack, base, [(view.indicator.id, period)])
    return _slope(view, _table(view, cells, setting.fifths(base)))


def _slope(view: IndicatorView, table: pd.DataFrame) -> Slope:
    """Return the slope in the view's unit: fractions of one go in where the scale needs them."""
    times = view.unit.times
    scale = SCALE_OF.get(view.indicator.kind, "raw")
    sign = 1.0 if view.indicator.judged_polarity > 0 else -1.0
    parts = table[["value", "lower", "upper"]] / times
    known = bool(parts.notna().all(axis=None))
    found = inequality.slope_index(
        parts["value"],
        # A fifth of which nothing is known is not one without people, which may be left out.
        table["people"].where(parts["value"].notna()),
        lower=parts["lower"] if known else None,
        upper=parts["upper"] if known else None,
        scale=scale if known else "raw",
        multiplier=sign * times,
    )
    if found.sii is None:
        return found
    ratio = view.indicator.kind not in NO_RATIO
    return Slope(
        found.sii,
        found.rii if ratio else None,
        _times(found.intercept, times),
        _times(found.end, times),
        found.sii_lower,
        found.sii_upper,
        found.rii_lower if ratio else None,
        found.rii_upper if ratio else None,
        found.reason if ratio else SCORE_REASON,
    )


def _times(value: float | None, times: float) -> float | None:
    return None if value is None else value * times
