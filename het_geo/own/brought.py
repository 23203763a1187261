"""Rows of a visitor's table brought to today's areas: counts shared out by people, and added.

The definition: docs/methods.md#own-data.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from het_geo import words
from het_geo.figures import NUMBERS, Status
from het_geo.geography import Level
from het_geo.own.described import COUNTED, RESIDENTS, Description
from het_geo.own.rows import TakenRow
from het_geo.pack.model import Pack

_WHOLE = 1 - 1e-9


@dataclass(frozen=True)
class BroughtRows:
    """A table by today's areas: of each time a frame of all areas of its level, and what to know.

    The columns are those of figures; ``numerator`` and ``denominator`` are as the table has them.
    """

    frames: Mapping[str, pd.DataFrame]
    notices: tuple[str, ...] = ()


def brought(pack: Pack, said: Description, rows: Iterable[TakenRow]) -> BroughtRows:
    """Bring rows to today's areas of their level."""
    by_time: dict[str, list[TakenRow]] = {}
    for row in rows:
        by_time.setdefault(row.period, []).append(row)
    frames = {time: _frame(pack, said, held) for time, held in sorted(by_time.items())}
    return BroughtRows(frames, _told(pack, said, by_time, frames))


def empty_frame(pack: Pack, level: Level) -> pd.DataFrame:
    """Return a frame of a level's areas, in which nothing is known."""
    index = pd.Index(pack.codes(level), dtype=object, name="area_code")
    return pd.DataFrame(np.nan, index=index, columns=NUMBERS).assign(status=str(Status.MISSING))


def _frame(pack: Pack, said: Description, rows: list[TakenRow]) -> pd.DataFrame:
    found = empty_frame(pack, said.edition.level)
    parts = [
        (code, share, row)
        for row in rows
        for code, share in row.place.shares
        if code in found.index
    ]
    table = pd.DataFrame(
        [
            {"code": code, "share": share, "old": row.place.old, "hidden": row.withheld}
            | dict(row.numbers)
            for code, share, row in parts
        ]
    )
    if table.empty:
        return found
    for name in ("numerator", "denominator"):
        if name in table:
            found[name] = _added(table["code"], table[name] * table["share"]).reindex(found.index)
    if "value" in table:
        _put_values(found, table)
    groups = table.groupby("code")
    shared = groups["share"].min().reindex(found.index) < _WHOLE
    hidden = groups["hidden"].any().reindex(found.index, fill_value=False)
    partly = found.index.isin(_incomplete(pack, said.edition.level, rows))
    found.loc[partly, NUMBERS] = np.nan
    main = found["numerator" if said.columns.numerator else "value"]
    held = main.notna()
    found.loc[held, "status"] = str(Status.OK)
    found.loc[held & shared, "status"] = str(Status.APPORTIONED)
    found.loc[~held & hidden & ~partly, "status"] = str(Status.SUPPRESSED)
    return found


def _added(codes: pd.Series, numbers: pd.Series) -> pd.Series:
    """Return sums by code; with an unknown part the sum is unknown."""
    return numbers.groupby(codes).agg(lambda parts: parts.sum(skipna=False)).astype(float)


def _put_values(found: pd.DataFrame, table: pd.DataFrame) -> None:
    """Put values in: one area's own, or the mean of its parts, by what they are divided by."""
    weight = table["share"] * table["denominator"] if "denominator" in table else table["share"]
    total = _added(table["code"], weight)
    for name in ("value", "lower", "upper"):
        if name not in table:
            continue
        mean = _added(table["code"], table[name] * weight) / total.where(total > 0)
        alone = table.groupby("code")[name].agg(["first", "size"])
        plain = alone["first"].where(alone["size"] == 1, mean)
        kept = plain if name == "value" else plain.where(alone["size"] == 1)
        found[name] = kept.reindex(found.index)


def _incomplete(pack: Pack, level: Level, rows: list[TakenRow]) -> set[str]:
    """Return today's areas of which a part lies in an earlier area that has no row."""
    old = {row.place.key for row in rows if row.place.old}
    if not old:
        return set()
    retired = pack.retired[(pack.retired["level"] == level) & (pack.retired["new_code"] != "")]
    years = set(retired.loc[retired["old_code"].isin(old), "edition"])
    pairs = retired[retired["edition"].isin(years)]
    touched = set(pairs.loc[pairs["old_code"].isin(old), "new_code"])
    absent = pairs[pairs["new_code"].isin(touched) & ~pairs["old_code"].isin(old)]
    return set(absent["new_code"])


def _told(
    pack: Pack,
    said: Description,
    by_time: Mapping[str, list[TakenRow]],
    frames: Mapping[str, pd.DataFrame],
) -> tuple[str, ...]:
    """Return what to know of how rows were brought to today's areas."""
    level, notices = said.edition.level, []
    old = [row for rows in by_time.values() for row in rows if row.place.old]
    if old:
        onto = {code for row in old for code, _ in row.place.shares}
        several = sum(len(row.place.shares) > 1 for row in old)
        now = words.count_of(len(onto), f"{level.one} of today", f"{level.many} of today")
        years = words.listed(sorted({_year(pack, row) for row in old}))
        notices.append(
            f"{words.count_of(len(old), 'row is', 'rows are')} of areas of {years}{_people(old)}: "
            f"brought to {now}, {several:,} of them shared out by where their people live now. In "
            "areas that were cut this is an estimate, and marked."
        )
    if lost := {code for rows in by_time.values() for code in _incomplete(pack, level, rows)}:
        notices.append(
            f"{words.count_of(len(lost), f'{level.one} has', f'{level.many} have')} no figure: a "
            "part of each lies in an earlier area that has no row."
        )
    blank = max(
        (int(frame["status"].eq(Status.MISSING).sum()) for frame in frames.values()), default=0
    )
    if blank > len(lost):
        some = words.count_of(blank - len(lost), f"{level.one} has", f"{level.many} have")
        notices.append(f"{some} no figure, as no row has one: not available, never 0.")
    return tuple(notices)


def _year(pack: Pack, row: TakenRow) -> str:
    years = pack.retired.loc[pack.retired["old_code"] == row.place.key, "edition"]
    return str(years.iloc[0])


def _people(rows: Iterable[TakenRow]) -> str:
    """Return of how many people (or whatever is counted) rows are, in words."""
    counts = [row.numbers.get("denominator", row.numbers.get("numerator", np.nan)) for row in rows]
    total = np.nansum(counts)
    return f", {total:,.0f} counted in them" if total > 0 else ""


def with_values(frame: pd.DataFrame, pack: Pack, said: Description, times: float) -> pd.DataFrame:
    """Return a frame with what areas are weighted by, and each value in its unit."""
    found = frame.copy()
    people = pack.areas["population"].reindex(found.index).astype(float)
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
