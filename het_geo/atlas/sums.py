"""Figures of a set of neighbourhoods, by the rules that wards are summed by.

The definition: docs/methods.md#sets-of-neighbourhoods.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial

import numpy as np
import pandas as pd

from het_geo.areas import aggregate
from het_geo.atlas.atlas import Atlas
from het_geo.atlas.views import Figure, IndicatorView, figure_of
from het_geo.catalogue.periods import Period
from het_geo.catalogue.records import UNAVERAGED_KINDS, Indicator
from het_geo.figures import NUMBERS, Status, is_hidden, kept, with_limits, within_cap
from het_geo.geography import Level
from het_geo.pack.model import Pack

_PARTS = ["value", "numerator", "denominator", "least", "most", "status"]


def can_be_summed(indicator: Indicator) -> bool:
    """Return whether an indicator of neighbourhoods has a figure for a set of them."""
    return indicator.kind not in UNAVERAGED_KINDS and indicator.base is not None


def rule_of(i: Indicator) -> tuple[object, ...]:
    """Return by what rule an indicator is summed: those of one can be summed at once."""
    return (i.kind, i.unit, i.cap, i.value is not None, i.numerator is not None)


def summer_of(atlas: Atlas) -> Summer:
    """Return what sums an atlas's neighbourhoods in their newest periods, made once."""
    make = partial(Summer, atlas.pack, atlas.newest_views(Level.LSOA))
    return atlas.keep(("sums of sets",), make)


class Summer:
    """Sums the neighbourhoods of sets, of all indicators of one rule at a time."""

    def __init__(self, pack: Pack, views: Mapping[str, IndicatorView]) -> None:
        """Stack the neighbourhoods' figures of the indicators that one call can sum."""
        self._pack = pack
        self._place = pd.Index(pack.codes(Level.LSOA))
        batches: dict[tuple[object, ...], list[IndicatorView]] = {}
        for view in views.values():
            if can_be_summed(view.indicator):
                batches.setdefault(rule_of(view.indicator), []).append(view)
        self._batches = [
            ([c.indicator for c in batch], pd.concat([c.table[_PARTS] for c in batch]))
            for batch in batches.values()
        ]

    def figures(self, codes: Sequence[str]) -> dict[str, Figure]:
        """Return the figure of the set in every indicator that can be summed, by indicator."""
        chosen = self._place.get_indexer(codes)
        found: dict[str, Figure] = {}
        for indicators, stack in self._batches:
            starts = np.arange(len(indicators))[:, None] * len(self._place)
            rows = stack.iloc[(starts + chosen).ravel()]
            made = self._sum(rows, [i.id for i in indicators], indicators[0])
            made = finished(self._pack, made, indicators)
            numbers = kept(made[NUMBERS].to_numpy(dtype=float)).tolist()
            for i, row, status in zip(indicators, numbers, made["status"], strict=True):
                found[i.id] = figure_of(*row, str(status))
        return found

    def series(
        self, wanted: Mapping[str, tuple[Indicator, Sequence[Period]]], codes: Sequence[str]
    ) -> dict[str, pd.DataFrame]:
        """Return the set's figures of each indicator at its periods, by the indicator's id.

        A table is as :mod:`het_geo.atlas.over_time` has it. Those of one rule are summed at once.
        """
        batches: dict[tuple[object, ...], list[tuple[Indicator, Period]]] = {}
        for indicator, periods in wanted.values():
            pairs = [(indicator, period) for period in periods]
            batches.setdefault(rule_of(indicator), []).extend(pairs)
        found = [self._over_time(pairs, codes) for pairs in batches.values()]
        table = pd.concat(found)
        return {
            name: table.loc[[f"{name} {period.id}" for period in periods]].set_axis(
                [period.id for period in periods]
            )
            for name, (_, periods) in wanted.items()
        }

    def _over_time(
        self, pairs: Sequence[tuple[Indicator, Period]], codes: Sequence[str]
    ) -> pd.DataFrame:
        """Return a row for each indicator and period of one rule, as "id period"."""
        parts = [self._pack.rows(i.id, p.id)[_PARTS].reindex(codes) for i, p in pairs]
        rows = pd.concat(parts)
        rows["status"] = rows["status"].fillna(str(Status.MISSING))
        names = [f"{i.id} {p.id}" for i, p in pairs]
        indicators = [indicator for indicator, _ in pairs]
        found = finished(self._pack, self._sum(rows, names, indicators[0]), indicators)
        return found.assign(period=[period.label for _, period in pairs])

    def _sum(self, rows: pd.DataFrame, names: list[str], like: Indicator) -> pd.DataFrame:
        """Return one row a name: each stands for as many rows, one after the other."""
        codes = np.repeat(np.arange(len(names)), len(rows) // len(names))
        return summed(self._pack, rows, pd.Categorical.from_codes(codes, names), like)


def summed(pack: Pack, rows: pd.DataFrame, groups: pd.Categorical, like: Indicator) -> pd.DataFrame:
    """Return the sums of neighbourhoods' figures, without limits: a row for each category.

    Args:
        pack: whose neighbourhoods they are.
        rows: figures by neighbourhood, of indicators that one rule sums (:func:`rule_of`).
        groups: what each row belongs to.
        like: one of the indicators.
    """
    times = pack.catalogue.unit_of(like).times
    if like.value is None:
        # A small count is not shown, but its share is: the sum needs it, and hides its own.
        count = rows["value"] / times * rows["denominator"]
        rows = rows.assign(numerator=rows["numerator"].fillna(count))
    named = pd.Series(groups, index=rows.index)
    people = pack.areas["population"].reindex(rows.index)
    people.index = named.index
    found = aggregate(rows, named, like, times=times, population=people)
    return found.reindex(columns=[*NUMBERS, "status"])


def finished(pack: Pack, found: pd.DataFrame, indicators: Sequence[Indicator]) -> pd.DataFrame:
    """Add caps, limits and the rule of small counts to sums, each of its own indicator."""
    found = within_cap(found, indicators[0])
    found = with_limits(found, indicators[0], pack.catalogue)
    hides = np.array([i.hides_small_counts for i in indicators])
    return found.assign(numerator=found["numerator"].mask(hides & is_hidden(found["numerator"])))
