"""Figures of a visitor's own at every level: added, measured, and the small ones withheld."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import isnan

import numpy as np
import pandas as pd

from het_geo import areas
from het_geo.catalogue.records import Catalogue, Indicator
from het_geo.figures import COLUMNS, FEW_PEOPLE, NO_VALUE, NUMBERS, Status, with_limits, within_cap
from het_geo.geography import Level
from het_geo.own.data.described import COUNTED
from het_geo.own.data.safe import (
    Clump,
    Members,
    clumps_of,
    in_order,
    is_small,
    is_told,
    is_whole,
    withhold,
)
from het_geo.pack.model import Pack

LARGER = {
    Level.LSOA: (Level.WARD, Level.MSOA, Level.DISTRICT),
    Level.MSOA: (Level.DISTRICT,),
    Level.WARD: (Level.DISTRICT,),
}


@dataclass(frozen=True)
class Measured:
    """Figures at every level, and by time the clumps in which small counts are hidden."""

    figures: pd.DataFrame
    clumps: Mapping[str, tuple[Clump, ...]]


def measured(
    pack: Pack, record: Indicator, base: pd.DataFrame, counts: pd.Series, *, withhold: bool
) -> Measured:
    """Return figures at every level.

    Args:
        pack: the place's pack.
        record: the figure's record.
        base: figures of every area of its smallest level, a block of rows a time, with values and
            what they weigh (:class:`het_geo.own.data.brought.BroughtRows`).
        counts: what is counted in each row; NaN where it is not known.
        withhold: whether small counts, and those that would give one away, are withheld.
    """
    level = Level(str(pack.areas.at[base["area_code"].iloc[0], "level"]))
    groups = {larger: _groups(pack, level, larger) for larger in LARGER[level]}
    parts = {level: base} | {
        larger: _larger(pack, record, base, group) for larger, group in groups.items()
    }
    clumps: dict[str, tuple[Clump, ...]] = {}
    if withhold and record.kind in COUNTED:
        sets = {larger: _members(group) for larger, group in groups.items()}
        sets[level] = {code: frozenset([code]) for code in pack.codes(level)}
        for time, held in counts.set_axis(base["area_code"]).groupby(base["period"].to_numpy()):
            clumps[str(time)] = _clumps(held.dropna(), sets)
        parts = {one: _hidden(part, sets[one], clumps) for one, part in parts.items()}
        parts[level] = _with_ends(parts[level], clumps, record, pack.catalogue)
    kept = [part for one, part in parts.items() if one in (*record.levels, Level.DISTRICT)]
    every = pd.concat([part.astype({"status": object}) for part in kept], ignore_index=True)
    done = with_limits(within_cap(every, record), record, pack.catalogue)
    return Measured(done.assign(indicator=record.id)[COLUMNS], clumps)


def _groups(pack: Pack, level: Level, larger: Level) -> pd.Series:
    """Return the larger area of each area of a level."""
    rows = pack.areas_at(level)
    of = pd.Series(pack.district, rows.index) if larger == Level.DISTRICT else rows[str(larger)]
    return pd.Series(pd.Categorical(of, categories=pack.codes(larger)), index=rows.index)


def _members(group: pd.Series) -> dict[str, Members]:
    held = group.astype(object).groupby(group.astype(object)).groups
    return {code: frozenset(held.get(code, ())) for code in group.cat.categories}


def _larger(pack: Pack, record: Indicator, base: pd.DataFrame, group: pd.Series) -> pd.DataFrame:
    """Return figures of larger areas, all times at once: each time has groups of its own."""
    labels, times = group.cat.categories, base["period"].unique()
    size = len(labels)
    every = pd.RangeIndex(size * len(times))
    if record.base is None:
        found = areas.blank(every, Status.NOT_COMBINED)
    else:
        codes = group.cat.codes.to_numpy().astype(np.int64)
        numbered = np.concatenate([codes + size * place for place in range(len(times))])
        found = areas.aggregate(
            base,
            pd.Series(pd.Categorical.from_codes(numbered, every), index=base.index),
            record,
            times=pack.catalogue.unit_of(record).times,
            population=base["area_code"].map(pack.areas["population"]).astype(float),
            estimated=base["area_code"].isin(_straddlers(pack, group)),
        )
    found = within_cap(found, record).reindex(columns=[*NUMBERS, "status"])
    return found.assign(area_code=list(labels) * len(times), period=np.repeat(times, size))


def _straddlers(pack: Pack, group: pd.Series) -> set[str]:
    """Return the areas whose earlier area was shared out over more than one larger area."""
    pairs = pack.retired[pack.retired["new_code"].isin(group.index)]
    over = pairs["new_code"].map(group.astype(object)).groupby(pairs["old_code"]).nunique() > 1
    return set(pairs.loc[pairs["old_code"].map(over).astype(bool), "new_code"])


def _clumps(counts: pd.Series, sets: Mapping[Level, Mapping[str, Members]]) -> tuple[Clump, ...]:
    held = {str(code): float(count) for code, count in counts.items()}
    known = frozenset(held)
    if not any(is_small(count) for count in held.values()):  # then every area may be told
        return tuple(Clump(frozenset([code]), count) for code, count in held.items())
    levels = [sets[one].values() for one in reversed(list(Level)) if one in sets]
    return clumps_of(held, in_order(held, [[one & known for one in level] for level in levels]))


def _hidden(
    part: pd.DataFrame,
    sets: Mapping[str, Members],
    clumps: Mapping[str, tuple[Clump, ...]],
) -> pd.DataFrame:
    """Return figures with those withheld that would show a small count, or give one away."""
    several = {time: [c for c in held if not is_told(c)] for time, held in clumps.items()}
    unsafe = np.array(
        [
            not is_whole(sets[code], several[time])
            for code, time in zip(part["area_code"], part["period"], strict=True)
        ],
        dtype=bool,
    )
    unsafe &= ~part["status"].isin(NO_VALUE).to_numpy()
    found = part.astype({"status": object})
    withhold(found, unsafe)
    return found


def _with_ends(
    part: pd.DataFrame,
    clumps: Mapping[str, tuple[Clump, ...]],
    record: Indicator,
    catalogue: Catalogue,
) -> pd.DataFrame:
    """Return figures with the least and the most that each withheld one can be."""
    if record.kind == "count":
        return part
    most = {
        (code, time): FEW_PEOPLE - 1.0 if isnan(clump.count) else clump.count
        for time, held in clumps.items()
        for clump in held
        if not is_told(clump)
        for code in clump.members
    }
    keys = zip(part["area_code"], part["period"], strict=True)
    counts = pd.Series([most.get(key, np.nan) for key in keys], index=part.index, dtype=float)
    hidden = part["status"].eq(Status.HIDDEN) & (part["denominator"] > 0) & counts.notna()
    if record.kind == "proportion":
        counts = counts.clip(upper=part["denominator"])
    found = part.copy()
    scaled = counts / part["denominator"] * catalogue.unit_of(record).times
    found["most"] = found["most"].mask(hidden, scaled)
    found["least"] = found["least"].mask(hidden, 0.0)
    return found
