"""Rows of a visitor's table brought to today's areas: counts shared out by people, and added.

The definition: docs/methods.md#own-data.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from het_geo import words
from het_geo.figures import NUMBERS, Status
from het_geo.geography import Level
from het_geo.own.data.described import COUNTED, RESIDENTS, Description
from het_geo.own.data.rows import TakenRow
from het_geo.pack.model import Pack

KEYS = ["area_code", "period"]
_WHOLE = 1 - 1e-9
Floats = NDArray[np.float64]
Mask = NDArray[np.bool_]


@dataclass(frozen=True)
class BroughtRows:
    """A table by today's areas and times, and what to know of how it was brought to them.

    ``frame`` has a block of rows a time, in each all areas of the level in the pack's order:
    ``area_code``, ``period`` and the columns of figures, in which ``numerator`` and ``denominator``
    are as the table has them.
    """

    frame: pd.DataFrame
    notices: tuple[str, ...] = ()


def brought(pack: Pack, said: Description, rows: Sequence[TakenRow]) -> BroughtRows:
    """Bring rows to today's areas of their level."""
    found = empty_frame(pack, said.edition.level, sorted({row.period for row in rows}))
    parts = [(row, code, share) for row in rows for code, share in row.place.shares]
    table = pd.DataFrame([dict(row.numbers) for row, _, _ in parts])
    table["period"], table["area_code"] = [r.period for r, _, _ in parts], [c for _, c, _ in parts]
    table["share"], table["hidden"] = [s for _, _, s in parts], [r.withheld for r, _, _ in parts]
    keys = pd.MultiIndex.from_frame(found[KEYS])
    for name in ("numerator", "denominator"):
        if name in table:
            found[name] = _added(table, table[name] * table["share"], keys)
    if "value" in table:
        _put_values(found, table, keys)
    lost = _incomplete(pack, said.edition.level, rows)
    _mark(found, table, keys, said, np.array([key in lost for key in keys], dtype=bool))
    return BroughtRows(found, _told(pack, said, rows, found, lost))


def empty_frame(pack: Pack, level: Level, times: Sequence[str]) -> pd.DataFrame:
    """Return a frame of a level's areas at some times, in which nothing is known."""
    codes = pack.codes(level)
    found = pd.DataFrame({"area_code": codes * len(times), "period": np.repeat(times, len(codes))})
    found = found.astype(object)
    found[NUMBERS] = np.nan
    return found.assign(status=pd.Series(str(Status.MISSING), index=found.index, dtype=object))


def _added(table: pd.DataFrame, numbers: pd.Series, keys: pd.MultiIndex) -> Floats:
    """Return sums by area and time; with an unknown part the sum is unknown."""
    groups = numbers.groupby([table[key] for key in KEYS])
    sums = groups.sum().where(groups.count() == groups.size())
    return np.asarray(sums.reindex(keys), dtype=np.float64)


def _put_values(found: pd.DataFrame, table: pd.DataFrame, keys: pd.MultiIndex) -> None:
    """Put values in: one area's own, or the mean of its parts, by what they are divided by."""
    weight = table["share"] * table["denominator"] if "denominator" in table else table["share"]
    total = _added(table, weight, keys)
    for name in ("value", "lower", "upper"):
        if name not in table:
            continue
        with np.errstate(invalid="ignore", divide="ignore"):
            mean = _added(table, table[name] * weight, keys) / total
        groups = table[name].groupby([table[key] for key in KEYS])
        alone = (groups.size() == 1).reindex(keys, fill_value=False).to_numpy()
        first = groups.sum(min_count=1).reindex(keys).to_numpy(dtype=float)
        found[name] = np.where(alone, first, mean if name == "value" else np.nan)


def _mark(
    found: pd.DataFrame, table: pd.DataFrame, keys: pd.MultiIndex, said: Description, lost: Mask
) -> None:
    """Say of each figure whether it is there, shared out, withheld or missing."""
    groups = table.groupby(KEYS)
    shared = (groups["share"].min().reindex(keys) < _WHOLE).to_numpy()
    hidden = groups["hidden"].any().reindex(keys, fill_value=False).to_numpy()
    found.loc[lost, NUMBERS] = np.nan
    held = found["numerator" if said.columns.numerator else "value"].notna().to_numpy()
    found.loc[held, "status"] = str(Status.OK)
    found.loc[held & shared, "status"] = str(Status.APPORTIONED)
    found.loc[~held & hidden & ~lost, "status"] = str(Status.SUPPRESSED)


def _incomplete(pack: Pack, level: Level, rows: Iterable[TakenRow]) -> set[tuple[str, str]]:
    """Return today's areas, and times, of which a part lies in an earlier area without a row."""
    old: dict[str, set[str]] = {}
    for row in rows:
        if row.place.old:
            old.setdefault(row.period, set()).add(row.place.key)
    retired = pack.retired[(pack.retired["level"] == level) & (pack.retired["new_code"] != "")]
    found: set[tuple[str, str]] = set()
    for time, codes in old.items():
        there = retired["old_code"].isin(codes)
        pairs = retired[retired["edition"].isin(retired.loc[there, "edition"])]
        touched = pairs["new_code"].isin(retired.loc[there, "new_code"])
        absent = pairs[touched & ~pairs["old_code"].isin(codes)]
        found |= {(code, time) for code in absent["new_code"]}
    return found


def _told(
    pack: Pack,
    said: Description,
    rows: Sequence[TakenRow],
    found: pd.DataFrame,
    lost: set[tuple[str, str]],
) -> tuple[str, ...]:
    """Return what to know of how rows were brought to today's areas."""
    level, notices = said.edition.level, []
    if old := [row for row in rows if row.place.old]:
        onto = {code for row in old for code, _ in row.place.shares}
        several = sum(len(row.place.shares) > 1 for row in old)
        now = words.count_of(len(onto), f"{level.one} of today", f"{level.many} of today")
        years = words.listed(sorted({_year(pack, row) for row in old}))
        are = words.count_of(len(old), f"row is of a {level.one}", f"rows are of {level.many}")
        notices.append(
            f"{are} of {years}{_people(old)}: brought to {now}, {several:,} of them shared out by "
            "where their people live now. Where an area was cut this is an estimate, and marked."
        )
    if codes := {code for code, _ in lost}:
        notices.append(
            f"{words.count_of(len(codes), f'{level.one} has', f'{level.many} have')} no figure: a "
            "part of each lies in an earlier area that has no row."
        )
    blank = found["status"].eq(Status.MISSING).groupby(found["period"]).sum().max()
    if blank > len(lost):
        some = words.count_of(int(blank) - len(lost), f"{level.one} has", f"{level.many} have")
        notices.append(f"{some} no figure, as no row has one: not available, never 0.")
    return tuple(notices)


def _year(pack: Pack, row: TakenRow) -> str:
    years = pack.retired.loc[pack.retired["old_code"] == row.place.key, "edition"]
    return str(years.iloc[0])


def _people(rows: Iterable[TakenRow]) -> str:
    """Return of how many people (or whatever is counted) rows are, in words."""
    counts = [row.numbers.get("denominator", row.numbers.get("numerator", np.nan)) for row in rows]
    total = np.nansum(counts)
    return f" ({total:,.0f} counted in them)" if total > 0 else ""


def with_values(frame: pd.DataFrame, pack: Pack, said: Description, times: float) -> pd.DataFrame:
    """Return a frame with what areas are weighted by, and each value in its unit."""
    found = frame.copy()
    people = found["area_code"].map(pack.areas["population"]).astype(float)
    if said.divided_by == RESIDENTS or said.kind == "count":
        found["denominator"] = people
    if said.kind == "count":
        found["value"] = found["numerator"]
        found["numerator"] = np.nan
    elif said.kind in COUNTED:
        divisor = found["denominator"].where(found["denominator"] > 0)
        found["value"] = found["numerator"] / divisor * times
    known = found["value"].notna()
    found.loc[~known & found["status"].isin([Status.OK, Status.APPORTIONED]), "status"] = str(
        Status.MISSING
    )
    return found
