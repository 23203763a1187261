"""Refuse a table of a pack by its first fault: the row, the column and what is wrong with it."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from het_geo.errors import PackError
from het_geo.pack.layout import rebuild

MOST = 40  # letters that are said of a value that is wrong
Fault = tuple[str, "pd.Series[bool]", str]


def refuse(file: str, table: pd.DataFrame, slug: str, faults: Iterable[Fault]) -> None:
    """Look for faults in order, and refuse the table where there is one.

    Args:
        file: what the table is called in its folder.
        table: its rows, in the order of the file.
        slug: the place.
        faults: each a column, which rows are wrong in it, and what their value is then.

    Raises:
        PackError: the first fault, by its row as a reader of the file counts (the header is 1).
    """
    for column, wrong, what in faults:
        if wrong.any():
            row = int(wrong.to_numpy().argmax())
            raise PackError(
                f"data/{slug}/{file}: row {row + 2}, column '{column}': "
                f"'{str(table[column].iloc[row])[:MOST]}' is {what}. {rebuild(slug)}"
            )
