"""The lists of the Principles page: indicators by their gaps, and the district's outcomes."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from het_geo import words
from het_geo.apart import apart, no_ratio, same
from het_geo.atlas.choice import Choice
from het_geo.atlas.gaps.principle import DistrictOutcome
from het_geo.catalogue.records import Indicator
from het_geo.catalogue.vocabulary import Unit
from het_geo.document import Item, Items
from het_geo.geography import Level, area_label
from het_geo.pack.model import Pack
from het_geo.sentences.breaks import told
from het_geo.sentences.change import trend_word
from het_geo.sentences.changed import ONE_IN_TWENTY, change_word
from het_geo.sentences.gap_list import NEWEST, NOT_COUNTED, TITLE, TOO_SMALL, gap_list_key
from het_geo.sentences.where import NO_RATIO, NOT_KNOWN
from het_geo.ui.card import MARKS
from het_geo.ui.choose import to_indicator
from het_geo.ui.principles import list_level
from het_geo.ui.shelf import atlas_of
from het_geo.ui.show import show_folded, show_text
from het_geo.ui.streamlit_insides import row_key
from het_geo.ui.tables import show_rows

IN_WORDS = ("Times", "Along deprivation", "People to close")  # columns that may say why not
ONE = "one area alone"
SHORT = {
    Level.LSOA: "neighbourhoods",
    Level.MSOA: "groups (MSOA)",
    Level.WARD: "wards",
    Level.OWN: "local areas",
    Level.DISTRICT: "district",
}
MOST = 566  # pixels that a list is high at most
ROOM = 1120  # pixels that a page has between its edges on a screen of 1,280; a row's mark takes 33
WIDTHS = {
    "Indicator": 160,
    "How uneven": 90,
    "Apart": 127,
    "Times": 72,
    "Along deprivation": 118,
    "People to close": 110,
    "Worst (or highest)": 145,
    "Best (or lowest)": 145,
    "Figures of": 118,
}


def show_gap_note(pack: Pack, choice: Choice, number: int, order: str) -> None:
    """Say, folded, how to read the list of gaps, with what each word in it means."""
    table = atlas_of(pack).gaps(number, list_level(choice), order)
    if table.empty:
        return
    unknown = _unevenness_missing(table) if table["disparity"].isna().any() else ""
    cells = _gap_rows(pack, choice, number, order)[[*IN_WORDS]].to_numpy().ravel()
    key = gap_list_key([*cells, *unknown.split(", or ")])
    show_text(NEWEST)
    show_folded(TITLE, Items(tuple(Item(f"“{name}”:", said) for name, said in key.items())))


def show_gap_list(pack: Pack, choice: Choice, number: int, order: str) -> None:
    """Show the indicators of a principle with their gaps; choosing a row chooses it."""
    table = atlas_of(pack).gaps(number, list_level(choice), order)
    if table.empty:
        return
    key = row_key("gaps", number, order, list_level(choice), choice.indicator)
    chosen = [table.index.get_loc(choice.indicator)] if choice.indicator in table.index else []

    def on_select() -> None:
        rows = st.session_state[key].selection.rows
        if rows:
            to_indicator(pack, str(table.index[rows[0]]))

    show_rows(
        _gap_rows(pack, choice, number, order),
        most=MOST,
        names=WIDTHS["Indicator"],
        missing=_unevenness_missing(table),
        key=key,
        selection_default={"selection": {"rows": chosen, "columns": [], "cells": []}},
        on_select=on_select,
        selection_mode="single-row",
        config=_columns(float(table["disparity"].fillna(0.0).max()) or 1.0),
    )


def _gap_rows(pack: Pack, choice: Choice, number: int, order: str) -> pd.DataFrame:
    """Return the rows of the list, made once for all visitors."""
    table = atlas_of(pack).gaps(number, list_level(choice), order)
    return atlas_of(pack).keep(
        ("rows of gaps", number, list_level(choice), order),
        lambda: pd.DataFrame([_gap_row(pack, row) for row in table.reset_index().itertuples()]),
    )


def _columns(most: float) -> dict[str, object]:
    """Return how wide each column is, and the bar of the most uneven."""
    found = {name: st.column_config.Column(width=wide) for name, wide in WIDTHS.items()}
    found["How uneven"] = st.column_config.ProgressColumn(
        format="%.0f%%",
        width=WIDTHS["How uneven"],
        min_value=0,
        max_value=most,
        help="Index of disparity: how far areas are from the average, % of the average",
    )
    return found


def _gap_row(pack: Pack, row: object) -> dict[str, object]:
    """Return one row of the list, as it is read: rounded as the sentences round."""
    indicator = pack.catalogue.indicators[row.indicator]
    unit = pack.catalogue.unit_of(indicator)
    ends = (area_label(pack.areas, code) if code else ONE for code in (row.worst, row.best))
    worst, best = ends
    nobody = pd.isna(row.par_count) or words.rounded(row.best_fifth, indicator.decimals) <= 0
    return {
        "Indicator": indicator.label,
        "How uneven": row.disparity,
        "Apart": ONE if pd.isna(row.absolute) else _apart(row.highest, row.lowest, indicator, unit),
        "Times": ONE if pd.isna(row.absolute) else _times(row.highest, row.lowest, indicator, unit),
        "Along deprivation": _along(row, ratioed=not no_ratio(indicator, unit)),
        "People to close": NOT_COUNTED if nobody else words.number(row.par_count, 0),
        "Worst (or highest)": worst,
        "Best (or lowest)": best,
        "Figures of": f"{indicator.period(row.period).short}, {SHORT[Level(row.level)]}",
    }


def _along(row: object, *, ratioed: bool) -> str:
    """Return the ratio of the two ends of deprivation, or why there is none."""
    if pd.isna(row.rii):
        return NOT_KNOWN if ratioed and pd.isna(row.sii) else NO_RATIO
    return words.times(row.rii)


def _unevenness_missing(table: pd.DataFrame) -> str:
    """Return what stands where there is no index of disparity: areas are held, or too few."""
    held = table.loc[table["disparity"].isna(), "absolute"].notna()
    if held.nunique() > 1:
        return f"{NO_RATIO}, or {NOT_KNOWN}"
    return NO_RATIO if held.all() else NOT_KNOWN


def _apart(high: float, low: float, indicator: Indicator, unit: Unit) -> str:
    gap = words.difference(high, low, indicator)
    return words.distance(gap, indicator, unit) if gap else same()


def _times(high: float, low: float, indicator: Indicator, unit: Unit) -> str:
    """Return the ratio of the ends as they are written, or why it is not said."""
    if no_ratio(indicator, unit):
        return NO_RATIO
    ratio = apart(high, low, indicator.decimals).ratio
    return TOO_SMALL if ratio is None else words.number(ratio, words.ratio_decimals(ratio))


def show_outcomes(pack: Pack, number: int) -> None:
    """Show the outcomes that are published for the district alone, with England and the trend."""
    if not atlas_of(pack).outcomes(number):
        return
    key = ("table of outcomes", pack.key, number)
    show_rows(atlas_of(pack).keep(key, lambda: _outcomes(pack, number)), most=MOST)
    show_text(ONE_IN_TWENTY)


def _outcomes(pack: Pack, number: int) -> pd.DataFrame:
    rows = [_outcome_row(pack, outcome) for outcome in atlas_of(pack).outcomes(number)]
    shown = pd.DataFrame(rows)
    return shown.drop(columns="About the trend") if not any(shown["About the trend"]) else shown


def _outcome_row(pack: Pack, found: DistrictOutcome) -> dict[str, object]:
    indicator = found.indicator
    region = str(pack.areas.loc[pack.codes(Level.REGION)[0], "name"])

    unit = pack.catalogue.unit_of(indicator)

    def written(value: float) -> str:
        return words.figure(value, indicator, unit)

    limits = words.interval(found.lower, found.upper, indicator, unit)
    breaks = found.trend.breaks if found.trend.slope is not None else ()
    care = " ".join(
        told(dict.fromkeys((*(found.changed.breaks if found.changed else ()), *breaks)))
    )
    return {
        "Outcome": indicator.label,
        pack.title: written(found.value),
        "95% interval": limits or "none published",
        region: written(found.region),
        "England": written(found.england),
        "Against England": f"{MARKS[found.verdict]} {found.verdict}",
        "Before": change_word(indicator, unit, found.changed),
        "Trend": trend_word(found.trend, indicator),
        "Period": found.period,
        "About the trend": care,
    }
