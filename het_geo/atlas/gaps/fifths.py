"""Fifths of deprivation in one indicator: values, limits, chart, and the slope through them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from het_geo import inequality
from het_geo.apart import no_ratio
from het_geo.areas import MOST_WITHHELD, written_apart
from het_geo.atlas.gaps.matrix import Matrix, matrix
from het_geo.atlas.gaps.setting import Setting
from het_geo.atlas.views import IndicatorView
from het_geo.figures import LIMITED_KINDS, limits_around
from het_geo.geography import Level
from het_geo.inequality.groups import membership_of
from het_geo.inequality.results import Measure, Slope
from het_geo.inequality.slope import line
from het_geo.inequality.sums import sum_limits
from het_geo.inputs import Floats
from het_geo.scales import SCALE_OF, from_limits

CHUNK = 128  # columns whose distributions are worked out together: a few tens of megabytes


class Sums(NamedTuple):
    """Fifths × columns: each fifth's value, the least and the most it can be, and its weight."""

    values: Floats
    least: Floats
    most: Floats
    weights: Floats

    def limits(self, kind: str, times: Floats | float, chosen: Any = ...) -> tuple[Floats, Floats]:
        """Return the 95 % limits of the ``chosen`` columns, which are of one kind."""
        least, most, n = (part[:, chosen] for part in (self.least, self.most, self.weights))
        return limits_around(kind, least, most, n, times)


def fifths_of(cells: Matrix, fifth: pd.Series) -> Sums:
    """Return the sums of fifths; NaN where a fifth has no area, or too much of it is withheld.

    A fifth's value is the mean of its areas by the people behind them: for a share, the sum of
    counts over the sum of denominators. Withheld counts are taken as low and as high as they can
    be (docs/methods.md#what-is-withheld), and the value is the middle of both.
    """
    none_and_fifths = membership_of(fifth.to_numpy(dtype=np.intp, na_value=0), 6)
    member = none_and_fifths[1:]
    held = ~np.isnan(cells.least) & ~np.isnan(cells.weights)
    n = np.where(held, cells.weights, 0.0)
    weights, withheld = member @ n, member @ np.where(np.isnan(cells.values), n, 0.0)
    enough = (weights > 0) & (withheld <= MOST_WITHHELD * weights)
    known = np.where(enough, weights, np.nan)
    least, most = (
        member @ np.where(held, n * end, 0.0) / known for end in (cells.least, cells.most)
    )
    return Sums((least + most) / 2, least, most, weights)


def sii_table(cells: Matrix, fifth: pd.Series) -> dict[str, Floats]:
    """Return the slope index of every column over fifths of deprivation, with its limits.

    More is a bigger gap: the slope is turned where high is bad (and where there is no direction,
    so that more is higher among the most deprived).
    """
    sums = fifths_of(cells, fifth)
    values, weights = sums.values, sums.weights
    usable = np.asarray(~np.isnan(values).any(axis=0) & (weights > 0).all(axis=0))
    turn = np.where(cells.polarity > 0, 1.0, -1.0)
    safe_n = np.where(usable, weights, 1.0)
    fit = line(safe_n)
    slope = (fit.slope * np.where(usable, values, 0.0)).sum(axis=0)
    start = (fit.intercept * np.where(usable, values, 0.0)).sum(axis=0)
    end = start + slope
    ratio_known = usable & (start > 0) & (end > 0) & cells.ratioed
    with np.errstate(invalid="ignore", divide="ignore"):
        ratio = np.where(turn > 0, end / start, start / end)
    lower, upper = _limits(cells, sums, fit.slope, usable)
    return {
        "sii": np.where(usable, slope * turn, np.nan),
        "sii_lower": np.where(turn > 0, lower, -upper),
        "sii_upper": np.where(turn > 0, upper, -lower),
        "rii": np.where(ratio_known, ratio, np.nan),
        "intercept": np.where(usable, start, np.nan),
    }


def _limits(cells: Matrix, sums: Sums, slope: Floats, usable: np.ndarray) -> tuple[Floats, Floats]:
    """Return the slope's limits a column: exact sums of errors on each kind's scale."""
    lower, upper = np.full((2, sums.values.shape[1]), np.nan)
    for kind in LIMITED_KINDS:
        chosen = np.flatnonzero(cells.of_kind(kind) & usable)
        times = cells.times[chosen]
        low, high = sums.limits(kind, times, chosen)
        sure = from_limits(
            (sums.values[:, chosen] / times).T, (low / times).T, (high / times).T, SCALE_OF[kind]
        )
        # The widest errors need the finest grids: those columns are worked out together.
        order = np.argsort(sure.error.max(axis=1, initial=0.0), kind="stable")
        for start in range(0, len(order), CHUNK):
            part = order[start : start + CHUNK]
            first, last = sum_limits(slope[:, chosen[part]].T, sure.rows(part))
            lower[chosen[part]], upper[chosen[part]] = first * times[part], last * times[part]
    return lower, upper


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
    if why := no_ratio(indicator, view.unit):
        concentration = Measure(None, why)
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
    why = no_ratio(view.indicator, view.unit)
    return Slope(
        found.sii,
        None if why else found.rii,
        _times(found.intercept, times),
        _times(found.end, times),
        found.sii_lower,
        found.sii_upper,
        None if why else found.rii_lower,
        None if why else found.rii_upper,
        why or found.reason,
    )


def _times(value: float | None, times: float) -> float | None:
    return None if value is None else value * times


def base_level(setting: Setting, view: IndicatorView) -> Level:
    """Return the smallest level held for this period: fifths are made of the smallest areas."""
    rows = setting.pack.rows(view.indicator.id, view.period.id)
    small = rows.reindex(setting.pack.codes(Level.LSOA))["value"].notna().any()
    return Level.LSOA if small else view.level
