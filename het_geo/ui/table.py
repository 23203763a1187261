"""The table beside a map: it holds what the map holds, and choosing a row chooses its area."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd
import streamlit as st

from het_geo.compare import Verdict
from het_geo.figures import Status
from het_geo.pack import Pack
from het_geo.ui.card import MARKS
from het_geo.ui.results import key_of
from het_geo.views import IndicatorView

NUMBERS = ("95% from", "to", "At least", "At most")  # besides the value itself


def show_table(pack: Pack, view: IndicatorView, area: str, picked: Callable[[str], None]) -> None:
    """Offer the table, which holds what the map holds; choosing a row chooses its area.

    It is sent once it is opened: it weighs more than all the rest of the page. That it is open
    stands in the link.
    """
    title = f"The figures of all {len(view.table)} {view.level.many} as a table"
    if len(view.table) == 1:
        title = f"The figures of {view.place} as a table"
    with st.expander(title, key="table", on_change="rerun", bind="query-params") as box:
        if box.open:
            _table(pack, view, area, picked)


def _table(pack: Pack, view: IndicatorView, area: str, picked: Callable[[str], None]) -> None:
    shown, formats = _shown((*key_of(pack, view), "table"), view)
    order = shown.index
    # The key names all that is shown: Streamlit remembers a row's place, not whose row it is.
    key = f"table-{view.indicator.id}-{view.period.id}-{view.level}-{view.chosen.code}-{area}"
    chosen = [order.get_loc(area)] if area in order else []

    def on_select() -> None:
        rows = st.session_state[key].selection.rows
        picked(str(order[rows[0]]) if rows else "")

    st.dataframe(
        shown,
        hide_index=True,
        width="stretch",
        height=min(38 + 35 * len(shown), 440),
        key=key,
        selection_default={"selection": {"rows": chosen, "columns": [], "cells": []}},
        on_select=on_select,
        selection_mode="single-row",
        column_config=formats,
    )


@st.cache_resource(show_spinner=False, max_entries=512)
def _shown(key: tuple[str, ...], _view: IndicatorView) -> tuple[pd.DataFrame, dict[str, object]]:
    """Return the rows as they are read and how their numbers are written, made once a view."""
    ascending = _view.indicator.judged_polarity > 0
    order = _view.table.sort_values("value", ascending=ascending, kind="stable")
    shown = _rows(_view, order)
    return shown, _formats(shown, _view.indicator.decimals)


def _rows(view: IndicatorView, order: pd.DataFrame) -> pd.DataFrame:
    """Return the rows as they are read, without columns that hold nothing."""
    decimals = view.indicator.decimals
    counted = "Out of" if view.indicator.numerator else view.indicator.counted.capitalize()
    shown = pd.DataFrame(
        {
            "Area": order["label"],
            f"Value ({view.unit.id})": order["value"].round(decimals),
            "95% from": order["lower"].round(decimals),
            "to": order["upper"].round(decimals),
            "At least": order["least"].round(decimals),
            "At most": order["most"].round(decimals),
            "Count": order["numerator"].round(0),
            counted: order["denominator"].round(0),
            f"Against {view.chosen.name}": [f"{MARKS[Verdict(v)]} {v}" for v in order["verdict"]],
            "Note": [Status(status).words for status in order["status"]],
        }
    ).set_axis(order.index)
    optional = ("95% from", "to", "At least", "At most", "Count", counted, "Note")
    return shown.drop(columns=[name for name in optional if _empty(shown[name])])


def _formats(shown: pd.DataFrame, decimals: int) -> dict[str, object]:
    """Return how each number is written: counts with thousands, values with their decimals."""
    values = [name for name in shown.columns if name in NUMBERS or "Value" in name]
    return {
        name: st.column_config.NumberColumn(
            format=f"%.{decimals}f" if name in values and decimals else "localized"
        )
        for name in shown.columns
        if pd.api.types.is_float_dtype(shown[name])
    }


def _empty(column: pd.Series) -> bool:
    return bool((column.isna() | column.eq("")).all())
