"""A publisher's table as numbers: every refusal names the file, the row and the column.

A :class:`RawTable` holds numbers indexed by area code (and period, where the table holds several).
An empty or "not available" cell is *missing*, a withheld one is *suppressed*: two different things,
and neither is ever 0.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from het_geo.errors import SourceError
from het_geo.geography import Vintage, pattern

MISSING_MARKS = frozenset({"", "..", "-", "–", ":", "na", "n/a", "nan", "null", "[x]", "[z]"})
SUPPRESSED_MARKS = frozenset({"c", "*", "[c]", "[low]", "low", "[s]", "s", "~", "<5"})
_NUMBER = re.compile(r"[-+]?(\d{1,3}(,\d{3})+|\d+)(\.\d*)?|[-+]?\.\d+", re.ASCII)


@dataclass(frozen=True)
class RawTable:
    """Numbers of one raw file.

    ``values`` has one row an area (index ``area_code``) or an area and period (index
    ``area_code``, ``period``) and one float column a name asked for; NaN where there is no
    number. ``suppressed`` has the same shape: True where the publisher withheld the cell.
    ``not_sent`` names the periods and columns whose rows should be there and are not. ``districts``
    are those that the table is of, where it is of some alone.
    """

    values: pd.DataFrame
    suppressed: pd.DataFrame
    not_sent: frozenset[tuple[str, str]] = frozenset()
    districts: frozenset[str] = frozenset()

    def at(self, period: str) -> RawTable:
        """Return the rows of one period, indexed by area code alone."""
        if self.values.index.nlevels == 1:
            return self
        if period not in self._periods:  # many indicators ask for the same one
            rows = self._rows[period]
            codes = self._shared(self._codes.to_numpy()[rows])
            parts = (part.iloc[rows].set_axis(codes) for part in (self.values, self.suppressed))
            self._periods[period] = RawTable(*parts)
        return self._periods[period]

    @cached_property
    def _periods(self) -> dict[str, RawTable]:
        return {}

    @cached_property
    def _codes(self) -> pd.Index:
        return self.values.index.get_level_values("area_code").astype(object)

    @cached_property
    def _rows(self) -> dict[str, NDArray[np.intp]]:
        periods = self.values.index.get_level_values("period").astype(object)
        return dict(pd.Series(periods).groupby(periods).indices)

    @cached_property
    def _indexes(self) -> list[pd.Index]:
        return []

    def _shared(self, codes: NDArray[np.object_]) -> pd.Index:
        """Return one index object for equal codes, so that later look-ups are done once."""
        for index in self._indexes:
            if np.array_equal(index.to_numpy(), codes):
                return index
        self._indexes.append(pd.Index(codes, dtype=object, name="area_code"))
        return self._indexes[-1]


def numbers(frame: pd.DataFrame, columns: Sequence[str], path: Path) -> RawTable:
    """Turn text columns into floats.

    >>> table = numbers(pd.DataFrame({"n": ["1,204", "c", ".."]}), ["n"], Path("made-up.csv"))
    >>> table.values["n"].tolist(), table.suppressed["n"].tolist()
    ([1204.0, nan, nan], [False, True, False])

    Raises:
        SourceError: a text is neither a number nor a mark that is known; its row is named.
    """
    values, withheld = {}, {}
    for name in columns:
        values[name], withheld[name] = _column(frame[name], name, path)
    return RawTable(
        pd.DataFrame(values, index=frame.index), pd.DataFrame(withheld, index=frame.index)
    )


def _column(text: pd.Series, name: str, path: Path) -> tuple[pd.Series, pd.Series]:
    number = pd.to_numeric(text, errors="coerce").astype(float)
    doubt = text[number.isna() | ~np.isfinite(number)]
    mark = doubt.str.strip().str.casefold()
    hidden = mark.isin(SUPPRESSED_MARKS)
    withheld = pd.Series(False, index=text.index)
    withheld[hidden.index[hidden]] = True
    number[doubt.index] = np.nan
    for row, cell in doubt[~hidden & ~mark.isin(MISSING_MARKS)].items():
        if not _NUMBER.fullmatch(cell.strip()):
            raise SourceError(
                f"{path}: row {_line(row)}, column '{name}': {cell!r} is not a number or a mark "
                "this project knows. Check the publisher's notes."
            )
        number[row] = float(cell.strip().replace(",", ""))
    return number, withheld


def _line(row: object) -> int:
    return int(str(row)) + 2  # row 1 is the header


def check_codes(codes: pd.Series, vintage: Vintage, path: Path) -> None:
    """Refuse codes that have not the vintage's pattern.

    Raises:
        SourceError: a code is none of this vintage; its row is named.
    """
    wrong = codes[~codes.str.fullmatch(pattern(vintage))]
    if len(wrong):
        row, code = wrong.index[0], wrong.iloc[0]
        raise SourceError(
            f"{path}: row {_line(row)}, column '{codes.name}': {code!r} is not a code of {vintage}."
        )


def check_unique(codes: pd.Series, period: pd.Series | None, path: Path) -> None:
    """Refuse a table in which an area (in one period) stands twice.

    Raises:
        SourceError: an area does; both rows are named.
    """
    keys = codes if period is None else codes + " in " + period
    twice = keys[keys.duplicated()]
    if len(twice):
        row, key = twice.index[0], twice.iloc[0]
        first = keys[keys == key].index[0]
        raise SourceError(
            f"{path}: {key} stands twice in column '{codes.name}' (rows {_line(first)} and "
            f"{_line(row)}). One area has one row: remove the wrong one."
        )
