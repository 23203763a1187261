"""Tables on a page: the names of rows stay in sight and are read whole, on a phone too."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from html import escape
from typing import Any

import pandas as pd
import streamlit as st
from pandas.api.types import is_numeric_dtype

from het_geo.pictures.svg import OWN

# Pixels. Streamlit lets go of what is kept in sight where it takes more than 0.6 of a table, and on
# the narrowest phone that is 328 wide; it breaks texts into lines where a row is higher than 64.
NAMES = 190
HEAD, LINE, LINES, MORE = 38, 35, 66, 20  # a header; rows of one line, of three, of one more
LETTERS, PADDING = 14, 16
MISSING = "not known"
ACROSS = 1120  # a page on a small screen of a desk
TEXT, READ = 300, 200  # what a long text has, to be read in a few lines, and the least that it may
CELL = 500  # the widest that Streamlit makes a cell
NAMED = {"small": 75, "medium": 200, "large": 400}  # Streamlit's widths of a column by name
SWIPE = "Scroll the table sideways to see the rest."


def show_rows(
    table: pd.DataFrame,
    *,
    most: int,
    config: Mapping[str, Any] | None = None,
    names: int = NAMES,
    missing: str = MISSING,
    **more: Any,
) -> None:
    """Show a table whose first column names its rows: that stays where the others are pushed aside.

    Args:
        table: one row a line.
        most: how high it may be at most, pixels; the rest is scrolled to.
        config: how Streamlit shows each column.
        names: how wide the first column is, pixels.
        missing: what stands where a row has no figure: Streamlit would write "None".
        more: what else ``st.dataframe`` is told.
    """
    first, given = str(table.columns[0]), dict(config or {})
    row = row_height(table[first], names)
    beyond = across(table, names, given) > ACROSS
    for name, wide in (in_sight(table, names, given) if beyond else {}).items():
        given[name] = {**(given.get(name) or {}), "width": wide}
    show_cue(cue(table), "hg-beyond" if beyond else "hg-cue")
    st.dataframe(
        table,
        hide_index=True,
        width=ACROSS if beyond else "stretch",
        height=min(HEAD + row * len(table), most),
        row_height=row,
        placeholder=missing,
        column_config={**given, first: st.column_config.Column(width=names, pinned=True)},
        **more,
    )


def show_cue(text: str, style: str = "") -> None:
    """Say above a table how the rest of it is seen, where the room that it has is too small.

    The style sheet measures that room, not the window: a scroll bar takes some of a window.
    """
    st.html(f'<div class="hg-room"><p class="hg-swipe {style}">{escape(text)}</p></div>')


def cue(table: pd.DataFrame) -> str:
    """Return what is said above a table of which not every column is seen."""
    return (
        f"This table has {len(table.columns)} columns; the last is “{table.columns[-1]}”. If you "
        "cannot see it, scroll the table sideways. To read a whole cell, double-click or "
        "double-tap it."
    )


def across(table: pd.DataFrame, names: int, config: Mapping[str, Any]) -> float:
    """Return how wide a table is with every column in sight, about, in pixels."""
    return names + sum(_widths(table, config).values())


def in_sight(table: pd.DataFrame, names: int, config: Mapping[str, Any]) -> dict[str, int]:
    """Return how wide the columns are that a page shows first, so that its edge cuts none.

    They are as many as there is room for, pixels. What is left of it has the next, where texts can
    be read in so much; else the widest.
    """
    found: dict[str, int] = {}
    left = ACROSS - names
    for name, natural in _widths(table, config).items():
        wide = min(int(natural), TEXT)
        if wide > left:
            found |= {name: left} if left >= READ else {}
            break
        found[name] = wide
        left -= wide
    if left := ACROSS - names - sum(found.values()):
        found[max(found, key=lambda name: found[name])] += left
    return found


def _widths(table: pd.DataFrame, config: Mapping[str, Any]) -> dict[str, float]:
    """Return how wide each column but the first is: as it is told to be, or as Streamlit does."""
    given = {str(name): (config.get(name) or {}).get("width") for name in table.columns[1:]}
    return {name: NAMED.get(wide, wide) or _room(name, table[name]) for name, wide in given.items()}


def _room(name: str, column: pd.Series) -> float:
    """Return how wide Streamlit makes a column: by its name, or the longest of its texts."""
    texts = [] if is_numeric_dtype(column) else sorted(map(str, column), key=len)[-1:]
    return min(CELL, max(OWN.room(text, LETTERS) for text in (name, *texts)) + PADDING)


def row_height(names: pd.Series, wide: int) -> int:
    """Return how high rows are in which every name is read whole, pixels."""
    lines = _most_lines(tuple(map(str, names)), wide - PADDING)
    return LINE if lines <= 1 else LINES + MORE * max(0, lines - 3)


@lru_cache(maxsize=256)
def _most_lines(names: tuple[str, ...], across: int) -> int:
    return max((len(OWN.wrapped(name, across, LETTERS)) for name in names), default=1)
