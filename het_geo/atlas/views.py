"""The result a page shows for one indicator, period and level: pure numbers, no screen."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import cast

import pandas as pd

from het_geo.atlas.choice import BENCHMARKS, Choice
from het_geo.bounds import bounded, counted, less
from het_geo.catalogue.periods import Period
from het_geo.catalogue.records import Indicator
from het_geo.catalogue.vocabulary import Source, Unit
from het_geo.classes import Classes, classify
from het_geo.compare import Verdict, verdict, verdicts
from het_geo.figures import NUMBERS
from het_geo.geography import Level, label_of, the
from het_geo.pack.model import Pack
from het_geo.ranks import rank_certainty
from het_geo.scales import SCALE_OF


@dataclass(frozen=True)
class Benchmark:
    """An area compared with: its code, name and value (NaN where it has none).

    A value with withheld counts in it knows its two ends (:mod:`het_geo.bounds`). ``published`` is
    the publisher's own figure for it where ``value`` is worked out on the basis of the areas
    compared, NaN elsewhere.
    """

    code: str
    name: str
    level: Level
    value: float
    status: str
    published: float = float("nan")


@dataclass(frozen=True)
class IndicatorView:
    """All that pages show of one indicator at one level and period.

    ``table`` is indexed by area code, in the pack's order: ``name``, ``label``, ``value``,
    ``numerator``, ``denominator``, ``lower``, ``upper``, ``least``, ``most``, ``status``,
    ``verdict`` (against the chosen benchmark) and, where there are limits, ``rank``,
    ``rank_lower``, ``rank_upper``, ``p_worst3``, ``bracket``. ``benchmarks`` are district, region
    and country, and the United Kingdom where England has no figure.
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

    def value(self, code: str) -> float:
        """Return an area's value; one with withheld counts in it knows its two ends."""
        return value_of(self.table, code)

    def count(self, code: str) -> float:
        """Return the count behind an area's value, which has two ends where the value has."""
        return counted(float(self.table.at[code, "numerator"]), self.value(code))

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
        table["lower"], table["upper"], chosen.value, indicator.judged_polarity, chosen.code
    )
    unit = pack.catalogue.unit_of(indicator)
    view = IndicatorView(
        place=the(pack.manifest.name),
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
        high_is_worst=indicator.judged_polarity <= 0,
        top=unit.times,
    )


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
    status, own = (rows[column].at[code] for column in ("status", "published"))
    return Benchmark(code, name, level, value_of(rows, code), str(status), float(own))


def value_of(rows: pd.DataFrame, code: str) -> float:
    """Return the value of one area's row, with its two ends where it has them."""
    return bounded(*(float(rows[column].at[code]) for column in ("value", "least", "most")))


def figures_at(pack: Pack, rows: pd.DataFrame, level: Level) -> pd.DataFrame:
    """Return the figures of every area of a level, with its name and label, in pack order."""
    areas = pack.areas_at(level)
    table = rows.reindex(index=areas.index, columns=["name", "label", *NUMBERS, "status"])
    parts = zip(areas["name"].to_list(), areas["msoa_name"].to_list(), strict=True)
    table["name"] = areas["name"]
    table["label"] = [label_of(level, name, msoa) for name, msoa in parts]
    table["status"] = table["status"].fillna("missing")
    return table


@dataclass(frozen=True)
class Comparison:
    """One area beside one benchmark: its value, and the verdict.

    How far apart the two are is said of the numbers as they are written (:mod:`het_geo.apart`);
    ``difference`` and ``ratio`` are those of the numbers as they are kept. The difference has two
    ends where one of the values has.
    """

    benchmark: Benchmark
    difference: float
    ratio: float
    verdict: Verdict
    value: float


def compare_area(view: IndicatorView, code: str) -> list[Comparison]:
    """Compare one area with its district, region and country."""
    value = view.value(code)
    lower, upper = (float(number) for number in view.table.loc[code, ["lower", "upper"]])
    return [
        Comparison(
            benchmark,
            less(value, benchmark.value),
            value / benchmark.value if benchmark.value > 0 and value > 0 else float("nan"),
            verdict(lower, upper, benchmark.value, view.indicator.judged_polarity),
            value,
        )
        for benchmark in view.benchmarks
        if benchmark.code != code  # never against itself
    ]
