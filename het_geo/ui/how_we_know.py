"""How we know: each measure's definition, and our answer beside a published or hand-worked one."""

from __future__ import annotations

from html import escape

import pandas as pd
import streamlit as st

from het_geo import words
from het_geo.catalogue.records import Catalogue
from het_geo.conformance import EXAMPLES, Row, recompute
from het_geo.ui.show import show_text, show_title


def show_how_we_know(catalogue: Catalogue) -> None:
    """Show the definitions and the conformance table, recomputed as the page loads."""
    rows = recompute(EXAMPLES)
    agreed = sum(row.agrees for row in rows)
    show_title("How we know", small=True)
    show_text(
        f"Each measure was worked out again as this page loaded: {agreed} of {len(rows)} examples "
        "give the published or hand-worked answer."
    )
    show_rows(conformance_table(catalogue, rows), "Our answers beside published ones")
    show_title("What each measure is", small=True)
    show_rows(definitions_table(catalogue), "What each measure is")


def show_rows(table: pd.DataFrame, label: str) -> None:
    """Show a table to read: its cells wrap, and on a narrow screen it scrolls sideways."""
    head = "".join(f'<th scope="col">{escape(str(name))}</th>' for name in table.columns)
    body = "".join(
        f'<tr><th scope="row">{escape(str(first))}</th>'
        + "".join(f"<td>{escape(str(cell))}</td>" for cell in rest)
        + "</tr>"
        for first, *rest in table.itertuples(index=False)
    )
    st.html(
        f'<div class="hg-scroll" role="region" tabindex="0" aria-label="{escape(label)}">'
        f'<table class="hg-table hg-rows"><thead><tr>{head}</tr></thead><tbody>{body}</tbody>'
        "</table></div>"
    )


def conformance_table(catalogue: Catalogue, rows: list[Row]) -> pd.DataFrame:
    """Return one row an example: the question, its answer, ours, and whether they agree."""
    return pd.DataFrame(
        {
            "Measure": catalogue.measures[row.example.measure].name,
            "Agrees": "✓ agrees" if row.agrees else "✗ differs",
            "Example": row.example.question,
            "Expected": _numbers(row.example.expected, row.example.decimals),
            "Ours": _numbers(row.ours, row.example.decimals),
            "From": "published" if row.example.published else "worked by hand",
            "Working or source": row.example.working,
        }
        for row in rows
    )


def _numbers(values: tuple[float, ...], decimals: int) -> str:
    return "; ".join(words.number(value, decimals) for value in values)


def definitions_table(catalogue: Catalogue) -> pd.DataFrame:
    """Return one row a measure: what it says, its formula and its reference."""
    return pd.DataFrame(
        {
            "Measure": measure.name,
            "What it says": measure.says,
            "Formula": measure.formula,
            "Reference": measure.reference,
        }
        for measure in catalogue.measures.values()
    )
