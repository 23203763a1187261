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
from het_geo.figures import FEW_PEOPLE, NO_VALUE, Status
from het_geo.geography import Level
from het_geo.own.areas.area import OwnError
from het_geo.own.data import reading
from het_geo.own.data.brought import KEYS, brought, empty_frame, with_values
from het_geo.own.data.described import Description, check
from het_geo.own.data.guess import Look
from het_geo.own.data.indicator import OwnIndicator, RefusedRow, Tally
from het_geo.own.data.measured import Measured, measured
from het_geo.own.data.periods import period_of
from het_geo.own.data.places import Edition, Gazetteer
from het_geo.own.data.record import MARK, indicator_of, source_of
from het_geo.own.data.rows import checked
from het_geo.own.data.safe import is_told
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
    return made.of(table.frame, tally, table.notices)


def _of_people(pack: Pack, data: bytes, said: Description, name: str, today: date) -> OwnIndicator:
    """Make a figure of rows of people: what leaves their file is counts and row numbers alone."""
    if pack.postcodes.empty:
        raise OwnError("This pack has no postcodes: count the rows by area first.")
    pairs = zip(pack.postcodes["neighbourhood"], pack.postcodes["postcodes"], strict=True)
    known = {one: code for code, text in pairs if code for one in unpacked(text)}
    found = reading.count_people(data, said.columns.area, said.columns.period, known)
    said = replace(said, edition=Edition(Level.LSOA), withhold=True)
    counts: dict[tuple[str, str], float] = {}
    periods: dict[str, Period] = {}
    outside = 0
    for code, year, count in found["counts"]:
        period = period_of(year or said.period)
        if period is None or code not in pack.areas.index:
            outside += count
            continue
        periods[period.id] = period
        counts[code, period.id] = counts.get((code, period.id), 0.0) + count
    if not counts:
        raise OwnError(f"None of the {found['read']:,} rows has a postcode of this place.")
    frame = empty_frame(pack, Level.LSOA, sorted(periods))
    keys = zip(frame["area_code"], frame["period"], strict=True)
    frame["numerator"] = [counts.get(key, 0.0) for key in keys]  # nobody is a true 0
    frame["status"] = str(Status.OK)
    made = _Maker(pack, said, name, today, periods)
    return made.of(frame, _tally(found, outside), _people_told(periods))


def _people_told(periods: Mapping[str, Period]) -> tuple[str, ...]:
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
        (RefusedRow(row, reason) for reason, (_, rows) in found["refused"].items() for row in rows),
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

    def of(self, frame: pd.DataFrame, tally: Tally, notices: tuple[str, ...]) -> OwnIndicator:
        """Return the figure of counts and values by today's areas."""
        record = indicator_of(self.said, self.name, self.periods, self.pack.catalogue)
        unit = self.pack.catalogue.unit_of(record)
        done = measured(
            self.pack,
            record,
            with_values(frame, self.pack, self.said, unit.times),
            frame["numerator"],
            withhold=self.said.withhold,
        )
        table = self._table(frame, done, unit.times if unit.fraction else 1.0)
        some = done.figures["status"].eq(Status.HIDDEN).any()
        most = self._most(done) if some else 0.0
        last = self.periods[-1]
        source = source_of(self.said, self.name, self.pack, last, today=self.today, withheld=most)
        return OwnIndicator(
            record,
            source,
            done.figures,
            table,
            done.clumps,
            tally,
            (*notices, *self._withheld(done)),
            self.said.columns.people,
        )

    def _table(self, frame: pd.DataFrame, done: Measured, per: float) -> pd.DataFrame:
        """Return what is saved: texts, with small counts withheld as on pages."""
        columns = ["numerator"] if self.said.columns.people else list(self.said.columns.numbers)
        numbers = frame[columns].copy()
        for name in ("value", "lower", "upper"):
            if name in columns:
                numbers[name] /= per
        texts = numbers.map(lambda number: "" if isnan(number) else f"{number:.12g}")
        if "numerator" in columns:
            shown = done.figures.set_index(KEYS)["status"]
            status = shown.reindex(pd.MultiIndex.from_frame(frame[KEYS])).to_numpy()
            # Where both stand, a mark of the table itself is left out: its bounds are not known.
            mark = Status.HIDDEN if (status == Status.HIDDEN).any() else Status.SUPPRESSED
            texts.loc[status == mark, "numerator"] = MARK
        own = pd.concat([frame[KEYS], texts], axis=1)
        if not done.figures["status"].eq(Status.HIDDEN).any():
            return own
        return pd.concat([own, self._larger(done, columns)], ignore_index=True)

    @staticmethod
    def _larger(done: Measured, columns: list[str]) -> pd.DataFrame:
        """Return rows of larger areas: their counts, of times in which a part is withheld."""
        hidden = done.figures["status"].eq(Status.HIDDEN)
        times = done.figures.loc[hidden, "period"]
        base = {code for held in done.clumps.values() for one in held for code in one.members}
        rows = done.figures[
            done.figures["period"].isin(times)
            & ~done.figures["area_code"].isin(base)
            & ~done.figures["status"].isin(NO_VALUE)
        ]
        counts = rows["numerator"].fillna(rows["value"])
        texts = dict.fromkeys(columns, "") | {"numerator": [f"{count:.12g}" for count in counts]}
        return rows[KEYS].assign(**texts)

    @staticmethod
    def _most(done: Measured) -> float:
        """Return the most that a withheld count can be."""
        clumps = [clump for held in done.clumps.values() for clump in held if not is_told(clump)]
        known = [clump.count for clump in clumps if not isnan(clump.count)]
        return max([FEW_PEOPLE - 1.0, *known])

    def _withheld(self, done: Measured) -> list[str]:
        """Return how many figures are withheld, in words."""
        hidden = done.figures[done.figures["status"].eq(Status.HIDDEN)]
        codes = hidden["area_code"].drop_duplicates()
        found = codes.map(self.pack.areas["level"]).value_counts()
        if found.empty or not done.clumps:
            return []
        said = words.listed(
            [
                words.count_of(int(found[level]), level.one, level.many)
                for level in Level
                if level in found.index
            ]
        )
        when = " at one time or more" if len(self.periods) > 1 else ""
        return [
            f"Withheld{when}, as 1 to {FEW_PEOPLE - 1} were counted or another figure would give "
            f"that away: {said}."
        ]
