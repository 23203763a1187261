"""Figures of a visitor's own areas: those of their neighbourhoods, by the rules that wards go by.

Counts are added, means are weighted; ranks, tenths and what is published for districts alone are
not given. The definition: docs/methods.md#own-areas.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

import numpy as np
import pandas as pd

from het_geo.atlas.choice import periods_of
from het_geo.atlas.sums import can_be_summed, finished, rule_of, summed
from het_geo.catalogue.records import Indicator
from het_geo.figures import COLUMNS, NUMBERS, Status, kept
from het_geo.geography import Level
from het_geo.own.areas import OwnArea, code_of
from het_geo.pack.model import Pack

_PARTS = ["value", "numerator", "denominator", "least", "most", "status"]
_View = tuple[Indicator, str]  # an indicator and the id of one of its periods


def own_figures(pack: Pack, areas: Sequence[OwnArea]) -> pd.DataFrame:
    """Return the figures of own areas, of every indicator and period that can be summed for them.

    Args:
        pack: the place's.
        areas: in the order of their codes (:func:`het_geo.own.areas.code_of`).

    Returns:
        The columns of :data:`het_geo.figures.COLUMNS`, a row for each area, indicator and period.
    """
    small = pd.Index(pack.codes(Level.LSOA))
    members = [small.get_indexer(list(area.members)) for area in areas]
    views = sorted(_views(pack), key=lambda view: str(rule_of(view[0])))
    parts = [
        _of_rule(pack, small, members, list(batch))
        for _, batch in groupby(views, key=lambda view: rule_of(view[0]))
    ]
    return pd.concat(parts, ignore_index=True) if parts else pd.DataFrame(columns=COLUMNS)


def _views(pack: Pack) -> Iterator[_View]:
    for indicator in pack.catalogue.indicators.values():
        if indicator.id not in pack.periods_held or Level.LSOA not in indicator.levels:
            continue
        if can_be_summed(indicator):
            for period in periods_of(pack, indicator.id, Level.LSOA):
                yield indicator, period.id


def _of_rule(
    pack: Pack, small: pd.Index, members: Sequence[np.ndarray], views: Sequence[_View]
) -> pd.DataFrame:
    """Return the figures of indicators that one rule sums: a group for each view and area."""
    parts = [pack.rows(indicator.id, period)[_PARTS].reindex(small) for indicator, period in views]
    every = np.concatenate(members)
    starts = np.arange(len(views))[:, None] * len(small)
    rows = pd.concat(parts).iloc[(starts + every).ravel()]
    rows["status"] = rows["status"].fillna(str(Status.MISSING))
    area = np.repeat(np.arange(len(members)), [len(some) for some in members])
    groups = np.arange(len(views))[:, None] * len(members) + area
    names = np.arange(len(views) * len(members))
    found = summed(pack, rows, pd.Categorical.from_codes(groups.ravel(), names), views[0][0])
    own = [indicator for indicator, _ in views for _ in members]
    found = finished(pack, found, own)
    codes = [code_of(place) for place in range(len(members))]
    found[NUMBERS] = kept(found[NUMBERS].to_numpy(dtype=float))
    return found.assign(
        area_code=codes * len(views),
        indicator=[indicator.id for indicator in own],
        period=np.repeat([period for _, period in views], len(members)),
    )[COLUMNS]
