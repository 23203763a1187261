"""data.police.uk street-level crime: counts by neighbourhood, month and type."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from het_geo import special_functions as special
from het_geo.catalogue.vocabulary import Source
from het_geo.errors import SourceError
from het_geo.geography import Vintage
from het_geo.sources.delimited import read_text
from het_geo.sources.layouts import parquet
from het_geo.sources.table import RawTable, check_codes, check_unique, numbers

ALL_TYPES = "All types"
ENOUGH = 100  # counts that are all even by chance once in 10^30
Floats = NDArray[np.float64]
NEARLY_EMPTY = 0.2  # of the usual records; less was not sent: docs/methods.md#not-sent
CHANCE = 1e-6  # a rare type can have few records by chance: no finding unless it is rarer still


def read(path: Path, columns: Sequence[str], source: Source) -> RawTable:
    """Read counts of one force indexed by area and period (a month, or a year with all of its own).

    The file lists only what was recorded: where an area it covers has no row for a month and type
    that other areas have, nothing was recorded there, which is a true 0. Areas it does not cover
    have no rows at all. A month or type that is nearly empty for the whole file was not sent, nor
    a month without a row: it is no 0 anywhere, and no year or total of all types is made of it.
    """
    counts = _counts(path, columns, source)
    codes, held = counts.index.levels
    months = pd.period_range(held[0], held[-1], freq="M").astype(str)
    every = pd.MultiIndex.from_product([codes, months], names=["area_code", "period"])
    gone = not_sent(counts.groupby(level=1).sum(), path).reindex(months, fill_value=True)
    here = gone.loc[every.get_level_values("period")].set_axis(every)
    # No row is no record, a true 0; what was not sent is masked, and a withheld cell refused.
    monthly = counts.reindex(every).fillna(0.0).mask(here)
    monthly[ALL_TYPES] = monthly.sum(axis=1, skipna=False)
    values = pd.concat([monthly, _yearly(monthly)])[list(columns)]
    by_period = values.isna().groupby(level="period").any().stack()
    return RawTable(
        values,
        pd.DataFrame(False, index=values.index, columns=values.columns),
        frozenset(by_period.index[by_period]),
    )


def not_sent(totals: pd.DataFrame, path: Path) -> pd.DataFrame:
    """Return which months and types a force did not send.

    A month is not sent with all its types, where it has fewer than a fifth of the records of the
    median of the other months; a type where that holds of it alone. Neither is said where so few
    could be chance (Poisson, once in a million): of a rare type, any number may be the true one.

    Args:
        totals: records of the whole file, months (rows) by types (columns).
        path: the file, for messages.

    Raises:
        SourceError: if most months are nearly empty beside the fullest: what is usual is not known.
    """
    types = totals.to_numpy(dtype=float)
    whole = types.sum(axis=1)
    usual, most = np.median(whole), whole.max()
    if _nearly_empty(usual, most):
        raise SourceError(
            f"{path}: most months are nearly empty ({usual:,.0f} records, at most {most:,.0f} in "
            f"{totals.index[whole.argmax()]}): it cannot be told which were sent whole."
        )
    months = _nearly_empty(whole, _usual(whole))
    found = _nearly_empty(types, _usual(types)) | months[:, None]
    return pd.DataFrame(found, index=totals.index, columns=totals.columns)


def _usual(totals: Floats) -> Floats:
    """Return for each month (row) the median of the others; 0 where there are none."""
    if len(totals) < 2:
        return np.zeros_like(totals)
    others = [np.median(np.delete(totals, i, axis=0), axis=0) for i in range(len(totals))]
    return np.array(others)


def _nearly_empty(found: Floats, usual: Floats) -> NDArray[np.bool_]:
    chance = special.pdtr(found, usual)
    return np.asarray((found < NEARLY_EMPTY * usual) & (chance < CHANCE), dtype=bool)


def _counts(path: Path, columns: Sequence[str], source: Source) -> pd.DataFrame:
    """Return the file's counts, areas and months (rows) by types; NaN where there is no row."""
    names = ["LSOA code", "Month", "Crime type", "crimes"]
    frame = read_text(path, names)
    check_codes(frame["LSOA code"], Vintage(source.vintage), path)
    check_unique(frame["LSOA code"], frame["Month"] + " " + frame["Crime type"], path)
    odd = frame[~frame["Month"].str.fullmatch(r"\d{4}-\d{2}")]
    if len(odd):
        row, month = odd.index[0], odd["Month"].iloc[0]
        raise SourceError(f"{path}: row {int(row) + 2}, column 'Month': {month!r} is no month.")
    absent = sorted(set(columns) - {ALL_TYPES} - set(frame["Crime type"]))
    if absent:
        raise SourceError(f"{path}: column 'Crime type' has no rows of {absent[0]!r}.")
    counts = numbers(frame, ["crimes"], path)
    unknown = counts.values["crimes"].isna()
    if unknown.any():
        row = int(unknown.to_numpy().argmax())
        raise SourceError(
            f"{path}: row {row + 2}, column 'crimes': {frame['crimes'].iloc[row]!r} is no count. "
            "This reader takes a missing row for 0, so a withheld cell cannot stand in it."
        )
    frame["crimes"] = counts.values["crimes"]
    return frame.set_index(["LSOA code", "Month", "Crime type"])["crimes"].unstack()


def _yearly(monthly: pd.DataFrame) -> pd.DataFrame:
    """Return the sums of the years that have all twelve months, NaN where one was not sent."""
    months = monthly.index.get_level_values("period")
    year = months.str[:4]
    held = pd.Series(months.unique()).str[:4].value_counts()
    whole = year.isin(held.index[held == 12])
    area = monthly.index.get_level_values("area_code")[whole]
    found = monthly[whole].groupby([area, year[whole]]).sum(min_count=12)
    return found.rename_axis(["area_code", "period"])


def summed(path: Path, columns: Sequence[str], source: Source) -> RawTable:
    """Read counts by LSOA and type that were summed over months, of the districts they cover.

    In the districts covered, a type without a row was not recorded: a true 0. Where a district's
    counts are all multiples of one number, each of its records stands so many times in the file:
    they are divided by it (decision 24). The district that ``options.without`` names is left out.

    Raises:
        SourceError: a type of crime that is asked for has no rows.
    """
    names = ["lsoa11_code", "ltla24_code", "crime_type", "crimes"]
    frame = parquet(pd.read_parquet, path, names).astype(dict.fromkeys(names[:3], str))
    check_codes(frame["lsoa11_code"], Vintage(source.vintage), path)
    check_unique(frame["lsoa11_code"], frame["crime_type"], path)
    frame = frame[frame["ltla24_code"] != source.options["without"]]
    absent = sorted(set(columns) - {ALL_TYPES} - set(frame["crime_type"]))
    if absent:
        raise SourceError(f"{path}: column 'crime_type' has no rows of {absent[0]!r}.")
    times = frame.groupby("ltla24_code")["crimes"].transform(repeated)
    once = frame.assign(crimes=frame["crimes"] // times)
    counts = once.pivot(index="lsoa11_code", columns="crime_type", values="crimes").fillna(0.0)
    counts[ALL_TYPES] = counts.sum(axis=1)
    values = counts[list(columns)].astype(float)
    values.index = pd.Index(values.index.astype(object), name="area_code")
    return RawTable(
        values,
        pd.DataFrame(False, index=values.index, columns=values.columns),
        districts=frozenset(frame["ltla24_code"]),
    )


def repeated(counts: pd.Series) -> int:
    """Return how many times each record stands in counts: the greatest number that divides all.

    Of few counts nothing is said: they may all be even by chance.

    >>> repeated(pd.Series([4, 8, 12, 20] * 25)), repeated(pd.Series([4, 8]))
    (4, 1)
    """
    return int(np.gcd.reduce(counts.to_numpy())) if len(counts) >= ENOUGH else 1
