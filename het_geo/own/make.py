"""From a visitor's table to a figure of the explorer: looked at, described, checked, measured."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from math import isnan
from typing import Any

import pandas as pd

from het_geo import words
from het_geo.catalogue.periods import Period
from het_geo.figures import FEW_PEOPLE, Status
from het_geo.geography import Level
from het_geo.own import reading
from het_geo.own.areas import OwnError
from het_geo.own.brought import brought, empty_frame, with_values
from het_geo.own.described import Description, check
from het_geo.own.guess import Look
from het_geo.own.indicator import OwnIndicator, Refused, Tally
from het_geo.own.measured import Measured, measured, put_together
from het_geo.own.periods import period_of
from het_geo.own.places import Edition, Gazetteer
from het_geo.own.record import MARK, indicator_of, source_of
from het_geo.own.rows import checked
from het_geo.pack.model import Pack
from het_geo.postcodes import unpacked


def look_at(data: bytes) -> Look:
    """Return a table's header and first rows.

    Raises:
        StrangerError: it cannot be read; the message says why.
    """
    found = reading.look(data)
    rows = tuple(tuple(row) for row in found["rows"])
    return Look(tuple(found["header"]), rows, int(found["count"]))


def make(pack: Pack, data: bytes, said: Description, name: str, today: date) -> OwnIndicator:
    """Make a figure of the explorer of a table.

    Args:
        pack: the place's pack.
        data: the file.
        said: what the form says of it.
        name: its id.
        today: the day on which it is brought.

    Raises:
        StrangerError: the file cannot be read.
        OwnError: what is said lacks something, or no row can be taken.
    """
    check(said, pack.catalogue)
    if said.columns.people:
        return _of_people(pack, data, said, name, today)
    names = Gazetteer(pack, said.edition)
    wanted = [said.columns.area, said.columns.period, *said.columns.numbers.values()]
    rows = checked(reading.read_columns(data, [one for one in wanted if one]), said, names)
    tally = rows.tally(names)
    if not rows.taken:
        first = (
            f": row {tally.refused[0].row:,}, {tally.refused[0].reason}" if tally.refused else ""
        )
        raise OwnError(f"None of the {rows.read:,} rows can be taken{first}.")
    table = brought(pack, said, rows.taken)
    made = _Maker(pack, said, name, today, rows.periods)
    return made.of(table.frames, tally, table.notices)


def _of_people(pack: Pack, data: bytes, said: Description, name: str, today: date) -> OwnIndicator:
    """Make a figure of rows of people: what leaves their file is counts and row numbers alone."""
    if pack.postcodes.empty:
        raise OwnError("This pack has no postcodes: count the rows by area first.")
    pairs = zip(pack.postcodes["neighbourhood"], pack.postcodes["postcodes"], strict=True)
    known = {one: code for code, text in pairs if code for one in unpacked(text)}
    found = reading.count_people(data, said.columns.area, said.columns.period, known)
    said = replace(said, edition=Edition(Level.LSOA))
    periods: dict[str, Period] = {}
    frames: dict[str, pd.DataFrame] = {}
    outside = 0
    for code, year, count in found["counts"]:
        period = period_of(year or said.period)
        if period is None or code not in pack.areas.index:
            outside += count
            continue
        if period.id not in frames:
            periods[period.id] = period
            blank = empty_frame(pack, Level.LSOA)
            frames[period.id] = blank.assign(numerator=0.0, status=str(Status.OK))
        frames[period.id].loc[code, "numerator"] += count
    if not frames:
        raise OwnError(f"None of the {found['read']:,} rows has a postcode of this place.")
    tally = _tally(found, outside)
    return _Maker(pack, said, name, today, periods).of(
        dict(sorted(frames.items())), tally, _people_told(pack, periods)
    )


def _people_told(pack: Pack, periods: Mapping[str, Period]) -> tuple[str, ...]:
    first = (
        "Counted by the neighbourhood that each postcode lies in; the rows themselves were read "
        "once and not kept."
    )
    if len(periods) < 2:
        return (first,)
    return (first, "Counted by calendar year: the first and the last may not be whole.")


def _tally(found: Mapping[str, Any], outside: int) -> Tally:
    lost = sum(count for count, _ in found["refused"].values()) + outside
    refused = sorted(
        (Refused(row, reason) for reason, (_, rows) in found["refused"].items() for row in rows),
        key=lambda one: one.row,
    )
    return Tally(found["read"], found["read"] - lost, tuple(refused))


class _Maker:
    """Puts an own figure together, once its counts stand by today's areas."""

    def __init__(
        self,
        pack: Pack,
        said: Description,
        name: str,
        today: date,
        periods: Mapping[str, Period],
    ) -> None:
        self.pack, self.said, self.name, self.today = pack, said, name, today
        self.periods = tuple(sorted(periods.values(), key=lambda one: (one.end, one.start)))

    def of(
        self, frames: Mapping[str, pd.DataFrame], tally: Tally, notices: tuple[str, ...]
    ) -> OwnIndicator:
        """Return the figure of frames by time."""
        record = indicator_of(self.said, self.name, self.periods, self.pack.catalogue)
        unit = self.pack.catalogue.unit_of(record)
        done = {
            time: measured(
                self.pack,
                record,
                with_values(frame, self.pack, self.said, unit.times),
                frame["numerator"],
                withhold=self.said.withhold,
            )
            for time, frame in frames.items()
        }
        table = self._table(frames, done, unit.times if unit.fraction else 1.0)
        most = self._most(done) if table.eq(MARK).to_numpy().any() else 0.0
        last = self.periods[-1]
        source = source_of(self.said, self.name, self.pack, last, today=self.today, withheld=most)
        return OwnIndicator(
            record,
            source,
            put_together(done),
            table,
            {time: one.clumps for time, one in done.items()},
            tally,
            (*notices, *self._withheld(done)),
            self.said.columns.people,
        )

    def _table(
        self, frames: Mapping[str, pd.DataFrame], done: Mapping[str, Measured], per: float
    ) -> pd.DataFrame:
        """Return what is saved: texts, with small counts withheld as on pages."""
        columns = [name for name in ("numerator", "denominator", "value", "lower", "upper")
                   if getattr(self.said.columns, name) or (
                       name == "numerator" and self.said.columns.people)]  # fmt: skip
        parts = []
        for time, frame in frames.items():
            shown = done[time].figures.set_index("area_code")["status"].reindex(frame.index)
            texts = frame[columns].copy()
            for name in ("value", "lower", "upper"):
                if name in columns:
                    texts[name] /= per
            texts = texts.map(lambda number: "" if isnan(number) else f"{number:.12g}")
            if "numerator" in columns:
                texts.loc[shown.eq(Status.SUPPRESSED), "numerator"] = MARK
            texts.insert(0, "period", time)
            parts.append(texts.rename_axis("area_code").reset_index())
        return pd.concat(parts, ignore_index=True)

    @staticmethod
    def _most(done: Mapping[str, Measured]) -> float:
        """Return the most that a withheld count can be."""
        counts = [
            clump.count
            for one in done.values()
            for clump in one.clumps
            if len(clump.members) > 1 and not isnan(clump.count)
        ]
        return max([FEW_PEOPLE - 1.0, *counts])

    def _withheld(self, done: Mapping[str, Measured]) -> list[str]:
        """Return how many figures are withheld, in words."""
        figures = pd.concat([one.figures for one in done.values()])
        hidden = figures[figures["status"].eq(Status.SUPPRESSED)]
        found = hidden["area_code"].map(self.pack.areas["level"]).value_counts()
        if found.empty or not any(one.clumps for one in done.values()):
            return []
        said = words.listed(
            [
                words.count_of(int(found[level]), level.one, level.many)
                for level in Level
                if level in found.index
            ]
        )
        return [
            f"Withheld, as 1 to {FEW_PEOPLE - 1} were counted or another figure would give that "
            f"away: {said}."
        ]
