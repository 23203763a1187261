"""OHID life expectancy: of areas, and of each tenth of an area's neighbourhoods by deprivation.

The file is that of Fingertips: one row an area, sex and, for the tenths, category. The tenths are
made of the neighbourhoods of the area itself, ranked by the Index of Multiple Deprivation.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pandas as pd

from het_geo.catalogue.vocabulary import Source
from het_geo.errors import SourceError
from het_geo.geography import Vintage
from het_geo.sources.delimited import read_parts
from het_geo.sources.table import RawTable, check_codes, check_unique

_PARTS = {
    "value": "Value",
    "lower": "Lower CI 95.0 limit",
    "upper": "Upper CI 95.0 limit",
    "people": "Denominator",
}
# From the most to the least deprived tenth, as the publisher calls them.
TENTHS = (
    "Most deprived decile",
    "Second most deprived decile",
    "Third more deprived decile",
    "Fourth more deprived decile",
    "Fifth more deprived decile",
    "Fifth less deprived decile",
    "Fourth less deprived decile",
    "Third less deprived decile",
    "Second least deprived decile",
    "Least deprived decile",
)
_FEW = "Value cannot be calculated as number of cases is too small"


def read(path: Path, columns: Sequence[str], source: Source) -> RawTable:
    """Read whole areas, into columns named "Sex/part" (part: value, lower, upper).

    A value that the publisher does not work out because too few died counts as withheld.

    Raises:
        SourceError: no area has a value for a sex that is asked for.
    """
    frame = _rows(path, source)
    whole = frame[frame["tenth"] == 0]
    index = pd.Index(sorted(set(whole["area_code"])), dtype=object, name="area_code")
    values, withheld = {}, {}
    for column in columns:
        sex, part = column.rsplit("/", 1)
        rows = whole[whole["sex"] == sex].set_index("area_code").reindex(index)
        if rows["value"].isna().all():
            raise SourceError(f"{path}: column 'Sex' has no rows of {sex!r}.")
        values[column] = rows[part]
        withheld[column] = rows["withheld"].eq(True)
    return RawTable(pd.DataFrame(values, index=index), pd.DataFrame(withheld, index=index))


def tenths(path: Path, sex: str, source: Source) -> pd.DataFrame:
    """Return the tenths of every area that has them, for one sex.

    Columns: ``area_code``, ``tenth`` (1, the most deprived, to 10), ``value``, ``lower``,
    ``upper`` (years; missing where too few died), ``people`` (person-years) and ``withheld``.

    Raises:
        SourceError: no area has tenths for this sex.
    """
    frame = _rows(path, source)
    found = frame[(frame["tenth"] > 0) & (frame["sex"] == sex)].drop(columns="sex")
    if found.empty:
        raise SourceError(f"{path}: column 'Sex' has no tenths of {sex!r}.")
    return found.reset_index(drop=True)


def _rows(path: Path, source: Source) -> pd.DataFrame:
    texts = ["Area Code", "Sex", "Category", "Time period", "Value note"]
    frame, table = read_parts(path, texts, list(_PARTS.values()))
    check_codes(frame["Area Code"], Vintage(source.vintage), path)
    rank = {"": 0} | {name: i for i, name in enumerate(TENTHS, start=1)}
    strange = frame[~frame["Category"].isin(list(rank))]
    if len(strange):
        raise SourceError(
            f"{path}: row {int(str(strange.index[0])) + 2}, column 'Category': "
            f"{strange['Category'].iloc[0]!r} is none of the ten tenths."
        )
    check_unique(frame["Area Code"], frame["Sex"] + " " + frame["Category"], path)
    times = sorted(frame["Time period"].unique())
    if times != [source.options["period"]]:
        raise SourceError(f"{path}: column 'Time period' holds {times}, expected one.")
    found = table.values.set_axis(list(_PARTS), axis=1)
    return found.assign(
        area_code=frame["Area Code"].astype(object),
        sex=frame["Sex"],
        tenth=frame["Category"].map(rank).astype(int),
        withheld=frame["Value note"].eq(_FEW) & found["value"].isna(),
    )[["area_code", "sex", "tenth", *_PARTS, "withheld"]]
