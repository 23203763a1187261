"""Figures of a visitor's own at every level: added, measured, and the small ones withheld."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import isnan

import numpy as np
import pandas as pd

from het_geo import areas
from het_geo.catalogue.records import Catalogue, Indicator
from het_geo.figures import COLUMNS, FEW_PEOPLE, NO_VALUE, NUMBERS, Status, with_limits, within_cap
from het_geo.geography import Level
from het_geo.own.described import COUNTED
from het_geo.own.safe import Clump, Members, clumps_of, in_order, is_whole
from het_geo.pack.model import Pack

LARGER = {
    Level.LSOA: (Level.WARD, Level.MSOA, Level.DISTRICT),
    Level.MSOA: (Level.DISTRICT,),
    Level.WARD: (Level.DISTRICT,),
}


@dataclass(frozen=True)
class Measured:
    """Figures of one time at every level, and the clumps in which small counts are hidden."""

    figures: pd.DataFrame
    clumps: tuple[Clump, ...]


def measured(
    pack: Pack, record: Indicator, base: pd.DataFrame, counts: pd.Series, *, withhold: bool
) -> Measured:
    """Return figures of one time.

    Args:
        pack: the place's pack.
        record: the figure's record.
        base: figures of every area of its smallest level, with values and what they weigh.
        counts: what is counted in each of those areas; NaN where it is not known.
        withhold: whether small counts, and those that would give one away, are withheld.
    """
    level = Level(str(pack.areas.at[base.index[0], "level"]))
    groups = {larger: _groups(pack, level, larger) for larger in LARGER[level]}
    parts = {level: base} | {
        larger: _larger(pack, record, base, group) for larger, group in groups.items()
    }
    clumps: tuple[Clump, ...] = ()
    if withhold and record.kind in COUNTED:
        sets = {larger: _members(group) for larger, group in groups.items()}
        sets[level] = {code: frozenset([code]) for code in base.index}
        clumps = _clumps(counts.dropna(), sets)
        parts = {one: _hidden(part, sets[one], clumps) for one, part in parts.items()}
        parts[level] = _with_ends(parts[level], clumps, record, pack.catalogue)
    kept = {one: part for one, part in parts.items() if one in (*record.levels, Level.DISTRICT)}
    every = pd.concat(
        [part[[*NUMBERS, "status"]].astype({"status": object}) for part in kept.values()]
    )
    return Measured(_finished(every, record, pack.catalogue), clumps)


def _groups(pack: Pack, level: Level, larger: Level) -> pd.Series:
    """Return the larger area of each area of a level."""
    rows = pack.areas_at(level)
    names = pack.codes(larger)
    of = pd.Series(pack.district, rows.index) if larger == Level.DISTRICT else rows[str(larger)]
    return pd.Series(pd.Categorical(of, categories=names), index=rows.index)


def _members(group: pd.Series) -> dict[str, Members]:
    held = group.astype(object).groupby(group.astype(object)).groups
    return {code: frozenset(held.get(code, ())) for code in group.cat.categories}


def _larger(pack: Pack, record: Indicator, base: pd.DataFrame, group: pd.Series) -> pd.DataFrame:
    if record.base is None:
        labels = pd.Index(group.cat.categories.astype(object), name="area_code")
        return areas.blank(labels, Status.NOT_COMBINED)
    found = areas.aggregate(
        base,
        group,
        record,
        times=pack.catalogue.unit_of(record).times,
        population=pack.areas["population"].reindex(base.index).astype(float),
        estimated=base.index.to_series().isin(_straddlers(pack, group)),
    )
    return within_cap(found, record).reindex(columns=[*NUMBERS, "status"])


def _straddlers(pack: Pack, group: pd.Series) -> set[str]:
    """Return the areas whose earlier area was shared out over more than one larger area."""
    pairs = pack.retired[pack.retired["new_code"].isin(group.index)]
    over = pairs["new_code"].map(group.astype(object)).groupby(pairs["old_code"]).nunique() > 1
    return set(pairs.loc[pairs["old_code"].map(over).astype(bool), "new_code"])


def _clumps(counts: pd.Series, sets: Mapping[Level, Mapping[str, Members]]) -> tuple[Clump, ...]:
    held = {str(code): float(count) for code, count in counts.items()}
    levels = (sets[one].values() for one in reversed(list(Level)) if one in sets)
    return clumps_of(held, in_order(held, _known(levels, frozenset(held))))


def _known(levels: Iterable[Iterable[Members]], known: Members) -> list[list[Members]]:
    return [[one & known for one in level] for level in levels]


def _hidden(
    part: pd.DataFrame, sets: Mapping[str, Members], clumps: tuple[Clump, ...]
) -> pd.DataFrame:
    """Return figures with those withheld that would show a small count, or give one away."""
    unsafe = np.array([not is_whole(sets[code], clumps) for code in part.index], dtype=bool)
    unsafe &= ~part["status"].isin(NO_VALUE).to_numpy()
    found = part.astype({"status": object})
    found.loc[unsafe, [name for name in NUMBERS if name != "denominator"]] = np.nan
    found.loc[unsafe, "status"] = str(Status.SUPPRESSED)
    return found


def _with_ends(
    part: pd.DataFrame, clumps: tuple[Clump, ...], record: Indicator, catalogue: Catalogue
) -> pd.DataFrame:
    """Return figures with the least and the most that each withheld one can be."""
    if record.kind == "count":
        return part
    most = {
        code: FEW_PEOPLE - 1.0 if isnan(clump.count) else clump.count
        for clump in clumps
        for code in clump.members
    }
    hidden = part["status"].eq(Status.SUPPRESSED) & (part["denominator"] > 0)
    counts = part.index.to_series().map(most)
    if record.kind == "proportion":
        counts = counts.clip(upper=part["denominator"])
    found = part.copy()
    scaled = counts / part["denominator"] * catalogue.unit_of(record).times
    found["most"] = found["most"].where(~hidden, scaled)
    found["least"] = found["least"].where(~hidden | scaled.isna(), 0.0)
    return found


def _finished(rows: pd.DataFrame, record: Indicator, catalogue: Catalogue) -> pd.DataFrame:
    found = with_limits(within_cap(rows, record), record, catalogue)
    return found.rename_axis("area_code").reset_index().assign(indicator=record.id)


def put_together(times: Mapping[str, Measured]) -> pd.DataFrame:
    """Return the figures of all times, as a pack has them."""
    parts = [one.figures.assign(period=time) for time, one in times.items()]
    return pd.concat(parts, ignore_index=True)[COLUMNS]
