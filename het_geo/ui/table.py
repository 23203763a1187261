"""The table beside a map: it holds what the map holds, and choosing a row chooses its area."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd
import streamlit as st

from het_geo.pack import Pack
from het_geo.screen_table import screen_table
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
    shown, decimals = screen_table(_view)
    formats = {
        name: st.column_config.NumberColumn(format=f"%.{digits}f" if digits else "localized")
        for name, digits in decimals.items()
    }
    return shown, formats
