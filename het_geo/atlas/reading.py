"""Reads the view of an indicator out of a pack."""

from __future__ import annotations

from typing import cast

import numpy as np
import pandas as pd

from het_geo.atlas.choice import BENCHMARKS, Choice, newest
from het_geo.atlas.views import Behind, Benchmark, IndicatorView, value_of
from het_geo.catalogue.records import Indicator
from het_geo.figures import NUMBERS
from het_geo.geography import Level, label_of, the
from het_geo.pack.model import Pack

# The areas that a spine shows behind a figure: those of its level, or inside the district.
BEHIND = {
    Level.LSOA: (Level.LSOA,),
    Level.MSOA: (Level.MSOA,),
    Level.WARD: (Level.WARD,),
    Level.OWN: (Level.WARD, Level.LSOA),
    Level.DISTRICT: (Level.WARD, Level.LSOA, Level.MSOA),
}


def indicator_view(pack: Pack, choice: Choice) -> IndicatorView:
    """Compute the view of a (resolved) choice. The chosen area does not change it."""
    view = view_of(pack, choice.indicator, choice.level, choice.period)
    return view.beside(view.benchmark(BENCHMARKS[choice.compare]))


def newest_view(pack: Pack, indicator: str, level: Level) -> IndicatorView:
    """Return the view of an indicator that the pack holds, in its newest period."""
    return view_of(pack, indicator, level, newest(pack, indicator, level).id)


def view_of(pack: Pack, name: str, level: Level, period_id: str) -> IndicatorView:
    """Return the view of an indicator that the pack holds, beside England."""
    catalogue, indicator = pack.catalogue, pack.catalogue.indicators[name]
    rows, period = pack.rows(name, period_id), indicator.period(period_id)
    benchmarks = benchmarks_of(pack, rows)
    return IndicatorView(
        place=the(pack.manifest.name),
        indicator=indicator,
        unit=catalogue.unit_of(indicator),
        period=period,
        level=level,
        table=figures_at(pack, rows, level),
        benchmarks=benchmarks,
        chosen=benchmarks[-1],
        sources=tuple(catalogue.sources_of(indicator)),
        caveats=tuple(catalogue.caveats_at(indicator, period, str(level))),
        behind=_behind(pack, rows, level),
        today=_today(pack, indicator, level),
        alike=_alike(pack, indicator, level) if pd.isna(benchmarks[-1].value) else None,
    )


def _today(pack: Pack, indicator: Indicator, level: Level) -> IndicatorView | None:
    """Return the view that is told before one of an older guideline, where the pack has it."""
    now = pack.catalogue.indicators.get(indicator.today)
    return newest_view(pack, now.id, level) if now and is_shown(pack, now, level) else None


def _alike(pack: Pack, indicator: Indicator, level: Level) -> IndicatorView | None:
    """Return the view of another figure that says the same and that England has; else ``None``."""
    for other in pack.catalogue.indicators.values():
        same = (other.says, other.unit) == (indicator.says, indicator.unit)
        if same and other.id != indicator.id and is_shown(pack, other, level):
            period = newest(pack, other.id, level).id
            if pd.notna(benchmarks_of(pack, pack.rows(other.id, period))[-1].value):
                return view_of(pack, other.id, level, period)
    return None


def is_shown(pack: Pack, indicator: Indicator, level: Level) -> bool:
    """Return whether the pack has figures of an indicator for a level."""
    if indicator.id not in pack.periods_held:
        return False
    return level == Level.DISTRICT or str(level) in indicator.levels


def _behind(pack: Pack, rows: pd.DataFrame, level: Level) -> Behind | None:
    """Return the areas behind, or ``None`` where fewer than two have a value or all are alike."""
    for inside in BEHIND[level]:
        values = rows["value"].reindex(pack.areas_at(inside).index).to_numpy(dtype=float)
        values = values[~np.isnan(values)]
        if len(values) > 1 and np.ptp(values) > 0:
            quarters = np.quantile(values, [0.0, 0.25, 0.75, 1.0]).tolist()
            return Behind(inside, len(values), float(values.std()), *quarters)
    return None


def benchmarks_of(pack: Pack, rows: pd.DataFrame) -> tuple[Benchmark, ...]:
    """Return district, region and country with their values among the rows of an indicator.

    The United Kingdom stands before the country where rows have it: England then has no figure.
    """
    held = [Level.UK] if rows.index.isin(pack.codes(Level.UK)).any() else []
    levels = (Level.DISTRICT, Level.REGION, *held, Level.COUNTRY)
    return tuple(_benchmark(pack, rows, level) for level in levels)


def _benchmark(pack: Pack, rows: pd.DataFrame, level: Level) -> Benchmark:
    names = pack.areas_at(level)["name"]
    code, name = names.index[0], the(cast("str", names.iloc[0]))
    if code not in rows.index:
        return Benchmark(code, name, level, float("nan"), "missing")
    # Column by column: a row of both would be copied into one of objects.
    status = str(rows["status"].at[code])
    numbers = (float(rows[column].at[code]) for column in ("published", "lower", "upper"))
    return Benchmark(code, name, level, value_of(rows, code), status, *numbers)


def figures_at(pack: Pack, rows: pd.DataFrame, level: Level) -> pd.DataFrame:
    """Return the figures of every area of a level, with its name and label, in pack order."""
    areas = pack.areas_at(level)
    table = rows.reindex(index=areas.index, columns=["name", "label", *NUMBERS, "status"])
    parts = zip(areas["name"].to_list(), areas["msoa_name"].to_list(), strict=True)
    table["name"] = areas["name"]
    table["label"] = [label_of(level, name, msoa) for name, msoa in parts]
    table["status"] = table["status"].fillna("missing")
    return table
