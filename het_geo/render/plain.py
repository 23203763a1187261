"""Text that corrupts no file, and that no spreadsheet runs: :mod:`het_geo.plain`."""

from __future__ import annotations

import pandas as pd

from het_geo.plain import inert, marked, plain

__all__ = ["inert", "inert_table", "marked", "plain"]


def inert_table(table: pd.DataFrame) -> pd.DataFrame:
    """Return a table whose texts corrupt no file and are run by no spreadsheet."""
    made = table.copy()
    for name in made.columns[made.dtypes.map(pd.api.types.is_string_dtype)]:
        unique = {text: inert(plain(str(text))) for text in made[name].dropna().unique()}
        made[name] = made[name].map(unique)
    return made
