"""The layouts tables come in: one column a variable, one row a category, one column a period."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from pathlib import Path

import pandas as pd

from het_geo.catalogue.vocabulary import Withheld
from het_geo.errors import SourceError
from het_geo.geography import Vintage
from het_geo.sources.delimited import read_header, read_parts, read_text
from het_geo.sources.table import RawTable, check_codes, check_unique


def read_wide(
    path: Path,
    columns: Sequence[str],
    *,
    code: str,
    vintage: Vintage,
    period: str | None = None,
    withheld: Withheld | None = None,
) -> RawTable:
    """Read a table with one row an area (and period) and one column a variable.

    Rows of other nations, which some publishers' files carry, are left out: this project is about
    England. ``withheld`` is the source's rule for low counts, if it has one.
    """
    keys = [code, *([period] if period else [])]
    frame, table = read_parts(path, keys, columns, withheld=withheld)
    check_codes(frame[code], vintage, path)
    check_unique(frame[code], frame[period] if period else None, path)
    ours = frame[code].str.startswith("E")
    index = pd.Index(frame[code][ours].astype(object), name="area_code")
    if period:
        names = ["area_code", "period"]
        index = pd.MultiIndex.from_arrays([index, frame[period][ours]], names=names)
    return RawTable(table.values[ours].set_axis(index), table.suppressed[ours].set_axis(index))


def read_long(
    path: Path, columns: Sequence[str], *, code: str, category: str, count: str, vintage: Vintage
) -> RawTable:
    """Read a table with one row an area and category, into one column a category.

    A name in ``columns`` that is no category is a column of the file, repeated on each row of an
    area (such as a total), and must be constant within it.

    Raises:
        SourceError: a column that is repeated differs between rows of one area.
    """
    frame = read_text(path, [category])
    totals = [name for name in columns if name not in set(frame[category].unique())]
    frame, table = read_parts(path, [code, category], [count, *totals])
    check_codes(frame[code], vintage, path)
    check_unique(frame[code], frame[category], path)
    ours = frame[code].str.startswith("E")
    frame = frame[ours]
    index = pd.MultiIndex.from_arrays(
        [frame[code].astype(object).rename("area_code"), frame[category].astype(object)]
    )
    values = table.values.loc[ours, count].set_axis(index).unstack()
    withheld = table.suppressed.loc[ours, count].set_axis(index).unstack(fill_value=False)
    for name in totals:
        by_area = table.values.loc[ours, name].groupby(frame[code].to_numpy())
        if (by_area.max() != by_area.min()).any():
            raise SourceError(f"{path}: column '{name}' differs between rows of one area.")
        values[name], withheld[name] = by_area.first(), False
    return RawTable(values[list(columns)], withheld[list(columns)].astype(bool))


def read_periods(
    path: Path,
    name: str,
    *,
    code: str,
    vintage: Vintage,
    not_periods: Sequence[str],
    withheld: Withheld | None = None,
) -> RawTable:
    """Read a table with one row an area and one column a period, into one column ``name``.

    Every column but the code and ``not_periods`` is a period. A publisher's mark behind a period,
    (r) for revised or (p) for provisional, is taken off.
    """
    header = read_header(path)
    periods = [column for column in header if column not in (code, *not_periods)]
    wide = read_wide(path, periods, code=code, vintage=vintage, withheld=withheld)
    parts = []
    for part in (wide.values, wide.suppressed):
        part.columns = pd.Index([re.sub(r" \([rp]\)$", "", c) for c in periods], name="period")
        parts.append(part.stack().rename(name).to_frame())
    return RawTable(*parts)


def read_columns(path: Path, columns: Sequence[str], *, code: str, vintage: Vintage) -> RawTable:
    """Read columns of a Parquet file with one row an area; rows of other nations are left out.

    Raises:
        SourceError: a column holds text.
    """
    frame = parquet(pd.read_parquet, path, [code, *columns])
    frame = frame[~frame[code].str.match(r"[KNSW]\d{8}$")].reset_index(drop=True)
    check_codes(frame[code], vintage, path)
    check_unique(frame[code], None, path)
    text = {name for name in columns if not pd.api.types.is_numeric_dtype(frame[name])}
    if text:
        raise SourceError(f"{path}: column '{min(text)}' holds text where numbers were expected.")
    index = pd.Index(frame[code], name="area_code")
    values = frame[list(columns)].astype(float).set_axis(index)
    return RawTable(values, pd.DataFrame(False, index=index, columns=values.columns))


def parquet(read: Callable[..., pd.DataFrame], path: Path, columns: list[str]) -> pd.DataFrame:
    """Read columns of a Parquet file.

    Raises:
        SourceError: it is missing or damaged, or lacks a column.
    """
    try:
        return read(path, columns=columns)
    except FileNotFoundError as error:
        raise SourceError(
            f"{path}: the raw file is missing. Fetch it, or name --sources."
        ) from error
    except (OSError, ValueError, KeyError) as error:
        raise SourceError(f"{path}: the file cannot be read: {error}. Fetch it again.") from error
