"""The result a page shows for one indicator, period and level: pure numbers, no screen."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import cast

import pandas as pd

from het_geo.catalogue import Indicator, Period, Source, Unit
from het_geo.choice import BENCHMARKS, Choice
from het_geo.classes import Classes, classify
from het_geo.compare import Verdict, verdict, verdicts
from het_geo.figures import NUMBERS
from het_geo.geography import Level
from het_geo.pack import Pack
from het_geo.ranks import rank_certainty
from het_geo.scales import SCALE_OF


@dataclass(frozen=True)
class Benchmark:
    """An area compared with: its code, name and value (NaN where it has none)."""

    code: str
    name: str
    level: Level
    value: float
    status: str


@dataclass(frozen=True)
class IndicatorView:
    """All that pages show of one indicator at one level and period.

    ``table`` is indexed by area code, in the pack's order: ``name``, ``label``, ``value``,
    ``numerator``, ``denominator``, ``lower``, ``upper``, ``status``, ``verdict`` (against the
    chosen benchmark) and, where there are limits, ``rank``, ``rank_lower``, ``rank_upper``,
    ``p_worst3``, ``bracket``. ``benchmarks`` are district, region and country.
    """

    place: str
    indicator: Indicator
    unit: Unit
    period: Period
    level: Level
    table: pd.DataFrame
    benchmarks: tuple[Benchmark, ...]
    chosen: Benchmark
    classes: Classes
    sources: tuple[Source, ...]

    @property
    def ranked(self) -> bool:
        """Whether areas have limits, so that ranks with their certainty exist."""
        return bool(self.table["rank"].notna().any())

    def label(self, code: str) -> str:
        """Return an area's name as sentences say it."""
        return str(self.table.loc[code, "label"])


def indicator_view(pack: Pack, choice: Choice, *, ranks: bool = True) -> IndicatorView:
    """Compute the view of a (resolved) choice. The chosen area does not change it.

    Without ``ranks`` the table has no rank columns: they take ten times as long as all the rest.
    """
    indicator = pack.catalogue.indicators[choice.indicator]
    rows = pack.rows(indicator.id, choice.period)
    benchmarks = benchmarks_of(pack, rows)
    chosen = next(b for b in benchmarks if b.level == BENCHMARKS[choice.compare])
    table = figures_at(pack, rows, choice.level)
    table["verdict"] = verdicts(
        table["lower"], table["upper"], chosen.value, indicator.polarity, chosen.code
    )
    unit = pack.catalogue.unit_of(indicator)
    view = IndicatorView(
        place=pack.manifest.name,
        indicator=indicator,
        unit=unit,
        period=indicator.period(choice.period),
        level=choice.level,
        table=table,
        benchmarks=benchmarks,
        chosen=chosen,
        classes=classify(table["value"]),
        sources=tuple(pack.catalogue.sources_of(indicator)),
    )
    return with_ranks(view) if ranks else view


def with_ranks(view: IndicatorView) -> IndicatorView:
    """Return a view that has no ranks yet with them."""
    ranks = certainty_of(view.indicator, view.unit, view.table)
    return replace(view, table=view.table.join(ranks))


def certainty_of(indicator: Indicator, unit: Unit, table: pd.DataFrame) -> pd.DataFrame:
    """Return the ranks of a table's areas with their certainty; see :mod:`het_geo.ranks`."""
    return rank_certainty(
        table["value"],
        table["lower"],
        table["upper"],
        scale=SCALE_OF.get(indicator.kind, "raw"),
        high_is_worst=indicator.polarity <= 0,
        top=unit.times,
    )


def benchmarks_of(pack: Pack, rows: pd.DataFrame) -> tuple[Benchmark, ...]:
    """Return district, region and country with their values among the rows of an indicator."""
    return tuple(_benchmark(pack, rows, level) for level in reversed(BENCHMARKS.values()))


def _benchmark(pack: Pack, rows: pd.DataFrame, level: Level) -> Benchmark:
    names = pack.areas_at(level)["name"]
    code, name = names.index[0], cast("str", names.iloc[0])
    if code not in rows.index:
        return Benchmark(code, name, level, float("nan"), "missing")
    # Column by column: a row of both would be copied into one of objects.
    value, status = (rows[column].at[code] for column in ("value", "status"))
    return Benchmark(code, name, level, float(value), str(status))


def figures_at(pack: Pack, rows: pd.DataFrame, level: Level) -> pd.DataFrame:
    """Return the figures of every area of a level, with its name and label, in pack order."""
    areas = pack.areas_at(level)
    table = rows.reindex(index=areas.index, columns=["name", "label", *NUMBERS, "status"])
    parts = zip(areas["name"].to_list(), areas["msoa_name"].to_list(), strict=True)
    table["name"] = areas["name"]
    table["label"] = [label_of(level, name, msoa) for name, msoa in parts]
    table["status"] = table["status"].fillna("missing")
    return table


def area_label(areas: pd.DataFrame, code: str) -> str:
    """Return an area's name for lists and sentences.

    A ward as "Dallow ward", a neighbourhood with its MSOA's plain name, "Luton 019B (Dallow Road)".
    """
    row = areas.loc[code]
    return label_of(Level(row["level"]), str(row["name"]), str(row["msoa_name"]))


def label_of(level: Level, name: str, msoa_name: str) -> str:
    """Return an area's name for lists and sentences; see :func:`area_label`."""
    if level == Level.WARD:
        return f"{name} ward"
    if level == Level.LSOA and msoa_name:
        return f"{name} ({msoa_name})"
    if level == Level.MSOA and msoa_name:
        return f"{msoa_name} ({name})"
    return name


@dataclass(frozen=True)
class Comparison:
    """One area beside one benchmark: its value, and the verdict.

    How far apart the two are is said of the numbers as they are written (:func:`words.apart`);
    ``difference`` and ``ratio`` are those of the numbers as they are kept.
    """

    benchmark: Benchmark
    difference: float
    ratio: float
    verdict: Verdict
    value: float


def compare_area(view: IndicatorView, code: str) -> list[Comparison]:
    """Compare one area with its district, region and country."""
    row = view.table.loc[code, ["value", "lower", "upper"]]
    value, lower, upper = (float(number) for number in row)
    return [
        Comparison(
            benchmark,
            value - benchmark.value,
            value / benchmark.value if benchmark.value > 0 and value > 0 else float("nan"),
            verdict(lower, upper, benchmark.value, view.indicator.polarity),
            value,
        )
        for benchmark in view.benchmarks
        if benchmark.code != code  # never against itself
    ]
