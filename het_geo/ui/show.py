"""What pages show: sentences with receipts, headline, card, sources. Text is escaped."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape

import streamlit as st

from het_geo import words
from het_geo.atlas.views import IndicatorView
from het_geo.geography import area_label
from het_geo.pack.model import Pack
from het_geo.pictures.time import time_picture
from het_geo.sentences import notes
from het_geo.sentences.receipts import Receipt, Statement
from het_geo.sentences.view_statements import headline_statement
from het_geo.ui.pictures import show_picture
from het_geo.ui.results import atlas_of, key_of, over_time_of


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


def show_headline(pack: Pack, view: IndicatorView, area: str) -> None:
    """Show the question and the sentence that answers it, with its receipt."""
    key = ("headline", *key_of(pack, view), area)
    st.html(atlas_of(pack).keep(key, lambda: _headline(pack, view, area)))


def _headline(pack: Pack, view: IndicatorView, area: str) -> str:
    said = headline_statement(view, area, pack.catalogue)
    return (
        f'<p class="hg-question">{escape(view.indicator.question)}</p>'
        f'<p class="hg-headline" role="status">{escape(said.text)}</p>{receipt_html(said.receipt)}'
    )


def show_over_time(pack: Pack, view: IndicatorView, area: str) -> None:
    """Show how the area (or the place) and the benchmark changed, or why no change is told."""
    table, said = over_time_of(pack, view, area)
    if not said:
        return
    show_title(f"Over time: {view.indicator.label} ({view.unit.id})", small=True)
    if table.empty:
        show_text(said)
        return
    title = f"{view.indicator.label} over time: {area_label(pack.areas, area or pack.district)}"
    show_picture(pack, view, lambda: time_picture(view, table, said), "over-time", title, (area,))
    show_text(said)


def show_sources(pack: Pack, view: IndicatorView) -> None:
    """Show period, sources, licences and caveats where the number stands."""
    key = ("about", *key_of(pack, view))
    st.html(atlas_of(pack).keep(key, lambda: _about(pack, view)))


def _about(pack: Pack, view: IndicatorView) -> str:
    indicator = view.indicator
    sources = "".join(
        f'<li><a href="{escape(s.url)}">{escape(s.title)}</a>, {escape(s.publisher)} '
        f"({escape(s.status)}). {escape(s.licence_told)}</li>"
        for s in view.sources
    )
    caveats = "".join(f"<li>{escape(c)}</li>" for c in notes.caveats(view))
    maps = words.listed([s.removeprefix("Source: ") for s in pack.manifest.shape_credits])
    return (
        f'<section class="hg-source" aria-label="Sources and caveats"><h2>About this figure</h2>'
        f"<p>{escape(indicator.subtitle)}. Period: {escape(view.period.label)}.</p>"
        f"<h3>Before you use it</h3><ul>{caveats}</ul><h3>Sources</h3><ul>{sources}</ul>"
        f"<p>Boundaries: {escape(maps)}.{_unfitted(pack)} Pack "
        f"{escape(pack.manifest.version)}.</p></section>"
    )


def _unfitted(pack: Pack) -> str:
    """Return how many wards have no figures, being no neighbourhood's best fit."""
    count = int(pack.areas["overlapped_by"].ne("").sum())
    if not count:
        return ""
    wards = words.count_of(count, "ward has", "wards have")
    return f" {wards} no figures: no neighbourhood has most of its people there."


def show_title(text: str, *, small: bool = False) -> None:
    """Show the page's title, or the title of a part of it."""
    tag, style = ("h2", "hg-section") if small else ("h1", "hg-title")
    st.html(f'<{tag} class="{style}">{escape(text)}</{tag}>')
