"""The choices and lists of the Principles page: which principle, in what order, which indicator."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from het_geo import words
from het_geo.choice import Choice, shortened
from het_geo.gaps.principle import ORDERS, Outcome, belongs, members
from het_geo.geography import Level
from het_geo.pack import Pack
from het_geo.sentences.change import trend_word
from het_geo.ui.card import MARKS
from het_geo.ui.choose import current_choice, remember, select, with_indicator, with_level
from het_geo.ui.gap_results import gaps_for, outcomes_for
from het_geo.ui.load import notice
from het_geo.views import area_label

GAP_LIST_NOTE = (
    "Each at its newest period. How uneven: how far areas are from the average, as a share of it. "
    "Along deprivation: the two ends of deprivation. Scores have no ratios: they come last."
)
_MEMORY = "principles-memory"
LIST_LEVELS = (Level.WARD, Level.LSOA)


def principle_choice(pack: Pack) -> tuple[Choice, int, str]:
    """Draw the choice of principle; return it with the order and an indicator that belongs.

    The link is the memory; without one, the session's last principle and order hold.
    """
    asked = "indicator" in st.query_params  # a link that names one is told if it does not belong
    choice = current_choice(pack)
    number, order = _principle(pack, choice), _order()
    numbers = [str(n) for n in pack.catalogue.principles]
    left, right = st.columns([5, 2])
    with left:
        select(
            "Marmot principle",
            numbers,
            str(number),
            lambda n: f"{n}. {pack.catalogue.principles[int(n)].label}",
            "principles-principle",
            lambda n: _to_principle(pack, choice, int(n), order),
        )
    with right:
        select(
            "Order indicators by",
            list(ORDERS),
            order,
            lambda name: ORDERS[name][1],
            "principles-order",
            lambda name: _put("order", name),
        )
    chosen = _within(pack, choice, number, order, asked)
    remember(chosen)
    _put("principle", str(number))
    st.session_state[_MEMORY] = {"principle": str(number), "order": order}
    return chosen, number, order


def _put(key: str, value: str) -> None:
    if st.query_params.get(key) != value:
        st.query_params[key] = value


def _principle(pack: Pack, choice: Choice) -> int:
    """Return the principle in the link; without one, the first of the chosen indicator."""
    asked = st.query_params.get("principle", "") or _remembered(pack, choice)
    known = {str(number): number for number in pack.catalogue.principles}
    own = pack.catalogue.indicators[choice.indicator].principles
    default = own[0] if own else min(known.values())
    if asked and asked not in known:
        notice(
            f"The link names a principle this explorer does not know, “{shortened(asked)}”. "
            f"Showing principle {default} instead."
        )
    return known.get(asked, default)


def _remembered(pack: Pack, choice: Choice) -> str:
    """Return the session's last principle, if the chosen indicator belongs to it."""
    last = str(st.session_state.get(_MEMORY, {}).get("principle", ""))
    indicator = pack.catalogue.indicators[choice.indicator]
    return last if last and belongs(indicator, int(last)) else ""


def _order() -> str:
    first = next(iter(ORDERS))
    asked = st.query_params.get("order", "")
    if asked and asked not in ORDERS:
        notice(
            f"The link names an order this explorer does not know, “{shortened(asked)}”. Showing "
            f"“{ORDERS[first][1]}” instead."
        )
        del st.query_params["order"]
    if asked in ORDERS:
        return asked
    return str(st.session_state.get(_MEMORY, {}).get("order", first))


def _to_principle(pack: Pack, choice: Choice, number: int, order: str) -> None:
    _put("principle", str(number))
    if not belongs(pack.catalogue.indicators[choice.indicator], number):
        remember(with_indicator(pack, choice, _first(pack, choice, number, order)))


def _within(pack: Pack, choice: Choice, number: int, order: str, asked: bool) -> Choice:
    """Return the choice with an indicator of the principle."""
    indicator = pack.catalogue.indicators[choice.indicator]
    if belongs(indicator, number):
        return choice
    first = _first(pack, choice, number, order)
    if asked:
        notice(
            f"“{indicator.label}” is not among the indicators of principle {number}. Showing "
            f"“{pack.catalogue.indicators[first].label}” instead."
        )
    return with_indicator(pack, choice, first)


def list_level(choice: Choice) -> Level:
    """Return the level at which a principle's indicators are listed."""
    return choice.level if choice.level in LIST_LEVELS else Level.WARD


def _first(pack: Pack, choice: Choice, number: int, order: str) -> str:
    table = gaps_for(pack, number, list_level(choice), order)
    indicators = pack.catalogue.indicators
    declared = [str(name) for name in table.index if number in indicators[name].principles]
    return declared[0] if declared else members(pack, number)[0].id


def indicator_choices(pack: Pack, choice: Choice, number: int, order: str) -> None:
    """Draw the indicator (in the order of the list) and between which areas the gap is."""
    table = gaps_for(pack, number, list_level(choice), order)
    rest = [i.id for i in members(pack, number) if i.id not in table.index]
    indicators = pack.catalogue.indicators
    left, right = st.columns([5, 2])
    with left:
        select(
            "Indicator",
            [*table.index, *rest],
            choice.indicator,
            lambda name: indicators[name].label,
            "principles-indicator",
            lambda name: remember(with_indicator(pack, choice, name)),
        )
    with right:
        levels = [str(level) for level in indicators[choice.indicator].levels]
        select(
            "Gap between",
            sorted(levels, key=lambda level: level != Level.WARD),
            str(choice.level),
            lambda level: f"{Level(level).many[0].upper()}{Level(level).many[1:]}",
            "principles-level",
            lambda level: remember(with_level(pack, choice, Level(level))),
        )


def show_gap_list(pack: Pack, choice: Choice, number: int, order: str) -> None:
    """Show the indicators of a principle with their gaps; choosing a row chooses it."""
    table = gaps_for(pack, number, list_level(choice), order)
    if table.empty:
        return
    key = f"gaps-{number}-{order}-{list_level(choice)}-{choice.indicator}"
    chosen = [table.index.get_loc(choice.indicator)] if choice.indicator in table.index else []

    def on_select() -> None:
        rows = st.session_state[key].selection.rows
        if rows:
            remember(with_indicator(pack, choice, str(table.index[rows[0]])))

    shown = pd.DataFrame([_gap_row(pack, row) for row in table.reset_index().itertuples()])
    st.dataframe(
        shown,
        hide_index=True,
        width="stretch",
        height=min(38 + 35 * len(shown), 38 + 35 * 10),
        key=key,
        selection_default={"selection": {"rows": chosen, "columns": [], "cells": []}},
        on_select=on_select,
        selection_mode="single-row",
        column_config={
            "How uneven": st.column_config.ProgressColumn(
                format="%.0f%%",
                min_value=0,
                max_value=float(table["disparity"].fillna(0.0).max()) or 1.0,
                help="Index of disparity: how far areas are from the average, % of the average",
            ),
        },
    )


def _gap_row(pack: Pack, row: object) -> dict[str, object]:
    """Return one row of the list, as it is read: rounded as the sentences round."""
    indicator = pack.catalogue.indicators[row.indicator]
    unit = pack.catalogue.unit_of(indicator)
    worst, best = (area_label(pack.areas, code) if code else "–" for code in (row.worst, row.best))
    apart = ""
    if pd.notna(row.absolute):
        gap = words.difference(row.highest, row.lowest, indicator)
        apart = words.distance(gap, indicator, unit)
    coarse = pd.isna(row.relative) or words.is_coarse(row.lowest, indicator.decimals)
    nobody = pd.isna(row.par_count) or words.rounded(row.best_fifth, indicator.decimals) <= 0
    return {
        "Indicator": indicator.label,
        "How uneven": row.disparity,
        "Apart": apart or "–",
        "Times": "–" if coarse else words.number(row.relative, 1),
        "Along deprivation": "–" if pd.isna(row.rii) else f"{words.number(row.rii, 1)} times",
        "People to close": "–" if nobody else words.number(row.par_count, 0),
        "Worst (or highest)": worst,
        "Best (or lowest)": best,
        "Period": indicator.period(row.period).label,
        "Between": Level(row.level).many,
    }


def show_outcomes(pack: Pack, number: int) -> None:
    """Show the outcomes that are published for the district alone, with England and the trend."""
    found = outcomes_for(pack, number)
    if not found:
        return
    rows = [_outcome_row(pack, outcome) for outcome in found]
    st.dataframe(pd.DataFrame(rows), hide_index=True, width="stretch")


def _outcome_row(pack: Pack, found: Outcome) -> dict[str, object]:
    indicator = found.indicator
    region = str(pack.areas.loc[pack.codes(Level.REGION)[0], "name"])

    def written(value: float) -> str:
        return "not available" if pd.isna(value) else words.number(value, indicator.decimals)

    limits = f"{written(found.lower)} to {written(found.upper)}"
    return {
        "Outcome": f"{indicator.label} ({indicator.unit})",
        pack.manifest.name: written(found.value),
        "95% interval": "none published" if pd.isna(found.lower) else limits,
        region: written(found.region),
        "England": written(found.england),
        "Against England": f"{MARKS[found.verdict]} {found.verdict}",
        "Trend": trend_word(found.trend, indicator),
        "Period": found.period,
    }
