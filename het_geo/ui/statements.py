"""Sentences on a page, each with its receipt to open."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape

import streamlit as st

from het_geo.receipts import Receipt, Statement


def statement_html(statement: Statement, style: str = "") -> str:
    """Return a sentence with its receipt below it, closed."""
    return f'<p class="{style}">{escape(statement.text)}</p>{receipt_html(statement.receipt)}'


def receipt_html(receipt: Receipt) -> str:
    """Return a receipt: numbers, definitions, period, sources and caveats, closed until asked."""
    numbers = "".join(
        f'<tr><th scope="row">{escape(name)}</th><td>{escape(number)}</td></tr>'
        for name, number in receipt.numbers
    )
    worked = f"<li>{escape(receipt.made)}</li>" + "".join(
        f"<li><strong>{escape(m.name)}.</strong> {escape(m.says)} <code>{escape(m.formula)}</code> "
        f"({escape(m.reference)})</li>"
        for m in receipt.measures
    )
    sources = "".join(
        f'<li><a href="{escape(s.url)}">{escape(s.title)}</a>, {escape(s.publisher)}. '
        f"{escape(s.licence)}.</li>"
        for s in receipt.sources
    )
    caveats = "".join(f"<li>{escape(text)}</li>" for text in receipt.caveats)
    return (
        '<details class="hg-receipt"><summary>Where does this come from?</summary>'
        + (f'<table class="hg-table"><tbody>{numbers}</tbody></table>' if numbers else "")
        + f"<h4>How it is worked out</h4><ul>{worked}</ul>"
        f"<h4>Period and source</h4><ul><li>{escape(receipt.period)}</li>{sources}</ul>"
        + (f"<h4>Before you use it</h4><ul>{caveats}</ul>" if caveats else "")
        + "</details>"
    )


def show_statement(statement: Statement, style: str = "hg-text") -> None:
    """Show a sentence with its receipt."""
    st.html(f'<div class="hg-statement">{statement_html(statement, style)}</div>')


def show_cards(cards: Mapping[str, Sequence[Statement]]) -> None:
    """Show cards side by side: a name each, and sentences with their receipts."""
    body = "".join(
        f'<section class="hg-card" aria-label="{escape(title)}"><h3>{escape(title)}</h3>'
        + "".join(statement_html(statement) for statement in statements)
        + "</section>"
        for title, statements in cards.items()
    )
    st.html(f'<div class="hg-cards">{body}</div>')


def show_text(text: str, style: str = "hg-text") -> None:
    """Show a plain sentence."""
    if text:
        st.html(f'<p class="{style}">{escape(text)}</p>')
