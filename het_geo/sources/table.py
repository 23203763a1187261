"""Strict reading of delimited text: every refusal names the file, the row and the column.

A publisher's table becomes a :class:`RawTable`: numbers indexed by area code (and period, where
the table holds several). An empty or "not available" cell is *missing*, a withheld one is
*suppressed*: two different things, and neither is ever 0.
"""

from __future__ import annotations

import csv
import gzip
import io
import re
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd

from het_geo.errors import SourceError
from het_geo.geography import Vintage, is_code

MISSING_MARKS = frozenset({"", "..", "-", "–", ":", "na", "n/a", "nan", "null", "[x]", "[z]"})
SUPPRESSED_MARKS = frozenset({"c", "*", "[c]", "[low]", "low", "[s]", "s", "~", "<5"})
_NUMBER = re.compile(r"[-+]?(\d{1,3}(,\d{3})+|\d+)?(\.\d*)?([eE][-+]?\d+)?")


@dataclass(frozen=True)
class RawTable:
    """Numbers of one raw file.

    ``values`` has one row an area (index ``area_code``) or an area and period (index
    ``area_code``, ``period``) and one float column a name asked for; NaN where there is no
    number. ``suppressed`` has the same shape: True where the publisher withheld the cell.
    """

    values: pd.DataFrame
    suppressed: pd.DataFrame

    def at(self, period: str) -> RawTable:
        """Return the rows of one period, indexed by area code alone."""
        if self.values.index.nlevels == 1:
            return self
        if period not in self.values.index.get_level_values("period"):
            raise KeyError(period)
        return RawTable(
            self.values.xs(period, level="period"), self.suppressed.xs(period, level="period")
        )


def read_text(path: Path, columns: Sequence[str]) -> pd.DataFrame:
    """Read ``columns`` of a CSV file (plain or gzip) as text, one row a line.

    Raises :class:`SourceError` for a missing, empty or truncated file, an HTML page, a wrong
    separator, or a missing column.
    """
    text = _decode(path)
    if re.match(r"\s*(<!doctype|<html|<\?xml)", text[:200], re.IGNORECASE):
        raise SourceError(
            f"{path}: this is a web page, not a table: the download failed. Fetch the file again."
        )
    header = next(csv.reader(io.StringIO(text)), [])
    _check_header(path, header, columns)
    try:
        return pd.read_csv(
            io.StringIO(text),
            usecols=list(dict.fromkeys(columns)),
            dtype=str,
            keep_default_na=False,
        )
    except (pd.errors.ParserError, ValueError) as error:
        raise SourceError(f"{path}: the table cannot be read: {error}. Fetch it again.") from error


def _decode(path: Path) -> str:
    try:
        content = path.read_bytes()
        if content.startswith(b"\x1f\x8b"):
            content = gzip.decompress(content)
        return content.decode("utf-8-sig")
    except FileNotFoundError as error:
        raise SourceError(
            f"{path}: the raw file is missing. Fetch it, or name --sources."
        ) from error
    except (EOFError, gzip.BadGzipFile, zlib.error) as error:
        raise SourceError(f"{path}: the file is cut short or damaged. Fetch it again.") from error
    except UnicodeDecodeError as error:
        raise SourceError(
            f"{path}: not UTF-8 text at byte {error.start}. Fetch it again."
        ) from error


def _check_header(path: Path, header: list[str], columns: Sequence[str]) -> None:
    if not header:
        raise SourceError(f"{path}: the file is empty. Fetch it again.")
    absent = [name for name in columns if name not in header]
    if not absent:
        return
    if len(header) == 1 and re.search(r"[;\t|]", header[0]):
        raise SourceError(
            f"{path}: row 1 is not separated by commas ({header[0][:60]!r}). Save it as CSV."
        )
    raise SourceError(
        f"{path}: row 1 has no column '{absent[0]}'. Found: {', '.join(header[:12])}"
        f"{' …' if len(header) > 12 else ''}. The publisher may have moved or renamed it."
    )


def numbers(frame: pd.DataFrame, columns: Sequence[str], path: Path) -> RawTable:
    """Turn text columns into floats; raise :class:`SourceError` for text that is no number.

    >>> table = numbers(pd.DataFrame({"n": ["1,204", "c", ".."]}), ["n"], Path("made-up.csv"))
    >>> table.values["n"].tolist(), table.suppressed["n"].tolist()
    ([1204.0, nan, nan], [False, True, False])
    """
    values, withheld = {}, {}
    for name in columns:
        values[name], withheld[name] = _column(frame[name], name, path)
    return RawTable(
        pd.DataFrame(values, index=frame.index), pd.DataFrame(withheld, index=frame.index)
    )


def _column(text: pd.Series, name: str, path: Path) -> tuple[pd.Series, pd.Series]:
    number = pd.to_numeric(text, errors="coerce")
    withheld = pd.Series(False, index=text.index)
    doubt = number.isna() | ~np.isfinite(number)
    for row, cell in text[doubt].items():
        mark = cell.strip().casefold()
        if mark in SUPPRESSED_MARKS:
            withheld[row] = True
        elif mark in MISSING_MARKS:
            number[row] = np.nan
        elif _NUMBER.fullmatch(cell.strip()):
            number[row] = float(cell.strip().replace(",", ""))
        else:
            raise SourceError(
                f"{path}: row {_line(row)}, column '{name}': {cell!r} is not a number or a mark "
                "this project knows. Check the publisher's notes."
            )
    return number.astype(float), withheld


def _line(row: object) -> int:
    return int(str(row)) + 2  # row 1 is the header


def check_codes(codes: pd.Series, vintage: Vintage, path: Path) -> None:
    """Raise :class:`SourceError` for a code that has not the vintage's pattern, naming its row."""
    for row, code in codes.drop_duplicates().items():
        if not is_code(code, vintage):
            raise SourceError(
                f"{path}: row {_line(row)}, column '{codes.name}': {code!r} is not a code of "
                f"{vintage}."
            )


def check_unique(codes: pd.Series, period: pd.Series | None, path: Path) -> None:
    """Raise :class:`SourceError` where an area (in one period) stands in two rows."""
    keys = codes if period is None else codes + " in " + period
    twice = keys[keys.duplicated()]
    if len(twice):
        row, key = twice.index[0], twice.iloc[0]
        first = keys[keys == key].index[0]
        raise SourceError(
            f"{path}: {key} stands twice in column '{codes.name}' (rows {_line(first)} and "
            f"{_line(row)}). One area has one row: remove the wrong one."
        )


def read_wide(
    path: Path, columns: Sequence[str], *, code: str, vintage: Vintage, period: str | None = None
) -> RawTable:
    """Read a table with one row an area (and period) and one column a variable.

    Welsh rows, which some publishers' files carry, are left out: this project is about England.
    """
    frame = read_text(path, [code, *([period] if period else []), *columns])
    check_codes(frame[code], vintage, path)
    check_unique(frame[code], frame[period] if period else None, path)
    frame = frame[frame[code].str.startswith("E")]
    table = numbers(frame, columns, path)
    keys = [frame[code].rename("area_code")]
    if period:
        keys.append(frame[period].rename("period"))
    index = pd.MultiIndex.from_arrays(keys) if period else pd.Index(keys[0])
    return RawTable(table.values.set_axis(index), table.suppressed.set_axis(index))


def read_long(
    path: Path, columns: Sequence[str], *, code: str, category: str, count: str, vintage: Vintage
) -> RawTable:
    """Read a table with one row an area and category, into one column a category.

    A name in ``columns`` that is no category is a column of the file, repeated on each row of an
    area (such as a total), and must be constant within it.
    """
    frame = read_text(path, [code, category, count])
    categories = set(frame[category].unique())
    totals = [name for name in columns if name not in categories]
    if totals:
        frame = read_text(path, [code, category, count, *totals])
    check_codes(frame[code], vintage, path)
    check_unique(frame[code], frame[category], path)
    frame = frame[frame[code].str.startswith("E")]
    table = numbers(frame, [count, *totals], path)
    index = pd.MultiIndex.from_arrays([frame[code].rename("area_code"), frame[category]])
    values = table.values[count].set_axis(index).unstack()
    withheld = table.suppressed[count].set_axis(index).unstack(fill_value=False)
    for name in totals:
        by_area = table.values[name].groupby(frame[code])
        if (by_area.max() != by_area.min()).any():
            raise SourceError(f"{path}: column '{name}' differs between rows of one area.")
        values[name], withheld[name] = by_area.first(), False
    return RawTable(values[list(columns)], withheld[list(columns)].astype(bool))
