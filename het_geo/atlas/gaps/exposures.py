"""Whose exposure: the places where groups of people live, in one indicator and in all."""

from __future__ import annotations

import numpy as np
import pandas as pd

from het_geo.atlas.choice import newest
from het_geo.atlas.gaps.fifths import base_level
from het_geo.atlas.gaps.matrix import NO_GAP, matrix
from het_geo.atlas.gaps.setting import SMALL, Setting
from het_geo.atlas.views import IndicatorView
from het_geo.exposure import averages, exposure_by_group
from het_geo.geography import Level


def exposure_view(setting: Setting, view: IndicatorView, partition: str) -> pd.DataFrame | None:
    """Return the exposure of each group of a partition; ``None`` where areas have no figures.

    See :func:`het_geo.exposure.exposure_by_group`; indexed by the groups' indicator ids. ``attrs``
    has the ``level`` of the areas too, and no number of people left out where one is not known.
    """
    if view.indicator.kind in NO_GAP or view.level not in SMALL:
        return None
    base = base_level(setting, view)
    counts = setting.people(partition, base)
    if counts.empty:
        return None
    rows = setting.pack.rows(view.indicator.id, view.period.id)
    known = counts.notna().all(axis=1)
    # An area whose people are not known is left out with its value: the 0 weighs nothing.
    values = rows["value"].reindex(counts.index).where(known)
    found = exposure_by_group(values, counts.where(known, 0.0))
    found.attrs["level"] = base
    if not known.all():
        found.attrs["people_left_out"] = float("nan")
    return found


def exposure_table(setting: Setting, partition: str) -> pd.DataFrame:
    """Return every indicator's exposure by group, the most uneven first.

    Indicators with a direction, at their newest period, over neighbourhoods (MSOAs where there are
    none). Indexed by indicator: ``level``, ``overall``, ``left_out`` (areas without a figure), then
    a column a group with E_g; ``attrs`` is empty. Uneven is the largest E_g over the smallest;
    scores, which have no ratios, come last.
    """
    parts = [_level_table(setting, partition, level) for level in (Level.LSOA, Level.MSOA)]
    table = pd.concat([part for part in parts if not part.empty])
    table = table[~table.index.duplicated()]
    return table.sort_values("uneven", ascending=False, kind="stable", na_position="last")


def _level_table(setting: Setting, partition: str, level: Level) -> pd.DataFrame:
    pack = setting.pack
    wanted = [
        (i.id, newest(pack, i.id, level).id)
        for i in pack.catalogue.indicators.values()
        if str(level) in i.levels
        and i.polarity
        and i.kind not in NO_GAP
        and i.id in pack.periods_held
    ]
    cells = matrix(pack, level, wanted)
    counts = setting.people(partition, level)
    if not cells.columns or counts.empty:
        return pd.DataFrame()
    known = counts.notna().all(axis=1)
    # As in exposure_view: an area whose people are not known is left out with its values.
    values = np.where(known.to_numpy()[:, None], cells.values, np.nan)
    people = counts.where(known, 0.0)
    found = averages(values, people.to_numpy(dtype=float))
    everyone = averages(values, people.sum(axis=1).to_numpy(dtype=float)[:, None])
    low, high = found.min(axis=0), found.max(axis=0)
    usable = (low > 0) & cells.ratioed
    table = pd.DataFrame(found.T, columns=counts.columns, index=[name for name, _ in cells.columns])
    table.insert(0, "left_out", np.isnan(values).sum(axis=0))
    table.insert(0, "overall", everyone[0])
    table.insert(0, "level", str(level))
    with np.errstate(invalid="ignore", divide="ignore"):
        table["uneven"] = np.where(usable, high / low, np.nan)
    return table
