"""The headline of a view with its receipt: every number that the page says of the area."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from het_geo import words
from het_geo.atlas.views import IndicatorView
from het_geo.catalogue.records import Catalogue
from het_geo.sentences.headlines import headline
from het_geo.sentences.notes import caveats, counts_written
from het_geo.sentences.receipts import LIMITS_BY_KIND, Number, Statement, exact, ranged, receipt
from het_geo.sentences.where import clusters, exposure
from het_geo.spatial import Moran


def headline_statement(view: IndicatorView, area: str, catalogue: Catalogue) -> Statement:
    """Return the headline of an area (or the whole place) with the numbers it rests on."""
    own = LIMITS_BY_KIND.get(view.indicator.kind, [])
    numbers = _area(view, area) if area else _place(view)
    for benchmark in view.benchmarks:
        if benchmark.code != area:
            numbers.append((benchmark.name, exact(view, benchmark.value)))
            numbers += _published(view, benchmark.name, benchmark.published)
    measures = [*own, *(["rank_interval"] if area and view.ranked else [])]
    measures += [] if area else ["absolute_gap", "relative_gap"]
    record = receipt(view, catalogue, numbers, measures, caveats(view))
    return Statement(headline(view, area), record)


def _area(view: IndicatorView, code: str) -> list[Number]:
    row = view.table.loc[code]
    known = pd.notna(row["lower"]) and pd.notna(row["upper"])
    lower, upper = (exact(view, row[name]) if known else "" for name in ("lower", "upper"))
    numbers = [(view.label(code), ranged(exact(view, view.value(code)), lower, upper))]
    numbers += _published(view, view.label(code), row["published"])
    own = view.indicator
    counts = (view.count(code), float(row["denominator"]))
    labels = (own.numerator_label or "numerator", own.denominator_label or "denominator")
    written = counts_written(own, view.unit, view.value(code), *counts)
    numbers += [(label, said) for label, n, said in zip(labels, counts, written) if pd.notna(n)]
    if view.ranked and len(view.ranks) > 1 and code in view.ranks.index:
        rank = view.ranks.loc[code]
        span = f"95% interval {rank['rank_lower']:.0f} to {rank['rank_upper']:.0f}"
        numbers.append(("Rank (1 = worst or highest)", f"{rank['rank']:.0f}, {span}"))
        chance = words.number(rank["p_worst3"] * 100, 0)
        numbers.append(("Chance of being among the worst three", f"{chance}%"))
    return numbers


def _published(view: IndicatorView, name: str, own: float) -> list[Number]:
    """Return the publisher's own figure of an area, where there is one beside ours."""
    if pd.isna(own):
        return []
    return [(f"{name}, the publisher’s own figure", exact(view, own))]


def _place(view: IndicatorView) -> list[Number]:
    values = view.table["value"].dropna()
    if values.empty:
        return []
    ends = {"Highest": values.idxmax(), "Lowest": values.idxmin()}
    ends = ends if len(values) > 1 else {"The only one": values.index[0]}
    numbers = [
        (f"{end}: {view.label(str(code))}", exact(view, view.value(str(code))))
        for end, code in ends.items()
    ]
    numbers.append((f"{view.level.many} with a figure", f"{len(values)} of {len(view.table)}"))
    return numbers


def clusters_statement(
    view: IndicatorView, catalogue: Catalogue, moran: Moran, kinds: pd.Series
) -> Statement:
    """Return which areas lie beside others like them; ``kinds`` is the kind of cluster by code."""
    numbers = [("Areas left out", str(moran.left_out))]
    measures, notes = ["morans_i", "local_clusters"], caveats(view)
    text = clusters(view, view.level, moran, kinds)
    return Statement(text, receipt(view, catalogue, numbers, measures, notes))


def exposure_statement(
    view: IndicatorView, catalogue: Catalogue, table: pd.DataFrame, labels: Mapping[str, str]
) -> Statement:
    """Return whose places have the figure: ``table`` of exposure by group, ``labels`` by its id."""
    numbers = [
        (labels[str(name)], f"{exact(view, row['exposure'])} ({row['people']:,.0f} people)")
        for name, row in table.iterrows()
    ]
    notes = caveats(view)
    record = receipt(view, catalogue, numbers, ["exposure_by_group"], notes)
    return Statement(exposure(view, table, labels), record)
