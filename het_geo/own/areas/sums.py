"""Figures of a visitor's own areas: those of their neighbourhoods, by the rules that wards go by.

Counts are added, means are weighted; ranks, tenths and what is published for districts alone are
not given. The definition: docs/methods.md#own-areas.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

import numpy as np
import pandas as pd

from het_geo.atlas.choice import periods_of
from het_geo.atlas.sums import can_be_summed, finished, rule_of, summed
from het_geo.catalogue.records import Indicator
from het_geo.figures import COLUMNS, NUMBERS, Status, kept
from het_geo.geography import Level
from het_geo.own.areas.area import OwnArea, code_of
from het_geo.own.data.indicator import OwnIndicator
from het_geo.own.data.inside import whole_clumps
from het_geo.own.data.safe import Clump, is_whole, withhold
from het_geo.pack.model import Pack

_PARTS = ["value", "numerator", "denominator", "least", "most", "status"]
_View = tuple[Indicator, str]  # an indicator and the id of one of its periods


def own_figures(
    pack: Pack, areas: Sequence[OwnArea], data: Sequence[OwnIndicator] = (), only: str = ""
) -> pd.DataFrame:
    """Return the figures of own areas, of every indicator and period that can be summed for them.

    Args:
        pack: the place's.
        areas: in the order of their codes (:func:`het_geo.own.areas.area.code_of`).
        data: which of the pack's figures the visitor has brought.
        only: one indicator; "" for all.

    Returns:
        The columns of :data:`het_geo.figures.COLUMNS`, a row for each area, indicator and period.
    """
    small = pd.Index(pack.codes(Level.LSOA))
    members = [small.get_indexer(list(area.members)) for area in areas]
    views = sorted(_views(pack, only), key=lambda view: str(rule_of(view[0])))
    own = {(one.id, time): held for one in data for time, held in one.clumps.items()}
    parts = [
        _of_rule(pack, members, list(batch), own)
        for _, batch in groupby(views, key=lambda view: rule_of(view[0]))
    ]
    if not parts:
        return pd.DataFrame(columns=COLUMNS)
    found = pd.concat(parts, ignore_index=True)
    for place, area in enumerate(areas):
        found = _hidden(found, code_of(place), frozenset(area.members), own)
    return found


def _hidden(
    found: pd.DataFrame,
    code: str,
    members: frozenset[str],
    clumps: Mapping[tuple[str, str], Sequence[Clump]],
) -> pd.DataFrame:
    """Return figures without those of an area that would give a small count away."""
    unsafe = [view for view, held in clumps.items() if not is_whole(members, held)]
    views = pd.MultiIndex.from_frame(found[["indicator", "period"]])
    rows = found["area_code"].eq(code).to_numpy() & views.isin(unsafe)
    withhold(found, rows)
    return found


def _rows(pack: Pack, small: pd.Index, view: _View, clumps: Sequence[Clump]) -> pd.DataFrame:
    """Return the neighbourhoods' figures of a view, as they are added up."""
    indicator, period = view
    rows = pack.rows(indicator.id, period)[_PARTS].reindex(small)
    if not clumps:
        return rows
    # Each clump as if it lay in one area: an area that cuts one is hidden, whatever it adds up to.
    times = pack.catalogue.unit_of(indicator).times
    return whole_clumps(rows, pd.Series(0, index=small), indicator, clumps, times)


def _views(pack: Pack, only: str) -> Iterator[_View]:
    for indicator in pack.catalogue.indicators.values():
        if only and indicator.id != only:
            continue
        if indicator.id not in pack.periods_held or Level.LSOA not in indicator.levels:
            continue
        if can_be_summed(indicator):
            for period in periods_of(pack, indicator.id, Level.LSOA):
                yield indicator, period.id


def _of_rule(
    pack: Pack,
    members: Sequence[np.ndarray],
    views: Sequence[_View],
    clumps: Mapping[tuple[str, str], Sequence[Clump]],
) -> pd.DataFrame:
    """Return the figures of indicators that one rule sums: a group for each view and area."""
    small = pd.Index(pack.codes(Level.LSOA))
    parts = [_rows(pack, small, view, clumps.get((view[0].id, view[1]), ())) for view in views]
    every = np.concatenate(members)
    starts = np.arange(len(views))[:, None] * len(small)
    rows = pd.concat(parts).iloc[(starts + every).ravel()]
    rows["status"] = rows["status"].fillna(str(Status.MISSING))
    area = np.repeat(np.arange(len(members)), [len(some) for some in members])
    groups = np.arange(len(views))[:, None] * len(members) + area
    names = np.arange(len(views) * len(members))
    found = summed(pack, rows, pd.Categorical.from_codes(groups.ravel(), names), views[0][0])
    found = finished(pack, found, [indicator for indicator, _ in views for _ in members])
    codes = [code_of(place) for place in range(len(members))]
    found[NUMBERS] = kept(found[NUMBERS].to_numpy(dtype=float))
    return found.assign(
        area_code=codes * len(views),
        indicator=[indicator.id for indicator, _ in views for _ in members],
        period=np.repeat([period for _, period in views], len(members)),
    )[COLUMNS]
