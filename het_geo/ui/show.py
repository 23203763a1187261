"""What pages show: sentences with receipts, headline, card, sources. Text is escaped."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from html import escape
from typing import NamedTuple

import streamlit as st
from markupsafe import Markup

from het_geo import clock, words
from het_geo.atlas.views import IndicatorView
from het_geo.document import Drawing, Item, Items, Section, Text, Tiles, items_of
from het_geo.document.grounds import grounds_of
from het_geo.document.table import Table
from het_geo.pack.model import Pack
from het_geo.pictures.themed import on_page
from het_geo.render.markup import piece
from het_geo.render.unbroken import unbroken
from het_geo.sentences import notes
from het_geo.sentences.ages import age_of
from het_geo.sentences.receipts import Statement
from het_geo.ui.kit import drawing_component
from het_geo.ui.shelf import atlas_of, key_of

# Where a sentence ends and another begins; not after a short word, as in "St. John’s".
_ENDS = re.compile(r"(?<=[\w%)’.]{3}\.) (?=[A-Z0-9])")
LEADS = "hg-headline"


def led(text: str) -> Markup:
    """Return a headline whose first sentence leads: a narrow page shows the others smaller."""
    first, *rest = _ENDS.split(text, maxsplit=1)
    return piece("explorer.html", "led", first, rest)


def statement_html(statement: Statement, style: str = "") -> Markup:
    """Return a sentence with its receipt below it, closed."""
    receipt = statement.receipt
    text = led(statement.text) if style == LEADS else statement.text
    return piece("explorer.html", "statement", text, style, receipt, grounds_of(receipt))


def show_statement(statement: Statement, style: str = "hg-text") -> None:
    """Show a sentence with its receipt."""
    st.html(f'<div class="hg-statement">{statement_html(statement, style)}</div>')


def show_cards(cards: Mapping[str, Sequence[Statement]]) -> None:
    """Show cards side by side: a name each, and sentences with their receipts."""
    held = {title: [statement_html(one) for one in said] for title, said in cards.items()}
    st.html(piece("explorer.html", "cards", held))


def show(part: Text | Items | Table, style: str = "hg-doc") -> None:
    """Show a part of a document as its file has it."""
    st.html(piece("explorer.html", "doc", piece("parts.html", "part", part), style))


def show_folded(title: str, part: Text | Items) -> None:
    """Show a part of a document below its title, which unfolds it."""
    st.html(piece("explorer.html", "folded", title, piece("parts.html", "part", part)))


class Chapter(NamedTuple):
    """Sections of a document that belong together, as a page shows them: written once for all."""

    number: int
    html: str
    is_drawn: bool


def chapter_of(sections: Sequence[tuple[int, Section]]) -> Chapter:
    """Return sections of a document that belong together, as its file has them."""
    html = str(piece("explorer.html", "doc", piece("parts.html", "chapter", sections)))
    drawn = any(isinstance(part, Drawing | Tiles) for _, one in sections for part in one.parts)
    return Chapter(sections[0][0], on_page(html) if drawn else html, drawn)


def show_chapter(chapter: Chapter) -> None:
    """Show a chapter.

    Streamlit takes drawings out of the HTML it is given: what has some is a component.
    """
    if chapter.is_drawn:
        drawing_component(key=f"profile-{chapter.number}", data=chapter.html)
    else:
        st.html(chapter.html)


def show_text(text: str, style: str = "hg-text") -> None:
    """Show a plain sentence."""
    if text:
        st.html(unbroken(f'<p class="{style}">{escape(text)}</p>'))


def show_headline(pack: Pack, view: IndicatorView, said: Statement) -> None:
    """Show the place, the question, and the sentence that answers it."""
    asked = (pack.title, view.indicator.question)
    st.html(piece("explorer.html", "headline", *asked, led(said.text)))


def show_foot(pack: Pack, view: IndicatorView, said: Statement) -> None:
    """Show a headline's receipt, and how old its figures are."""
    age = age_of(pack, view, clock.today())
    st.html(piece("explorer.html", "foot", said.receipt, grounds_of(said.receipt), age))


def show_age(pack: Pack, view: IndicatorView) -> None:
    """Show how old a view's figures are, and whether a newer edition is said to exist."""
    show_text(age_of(pack, view, clock.today()), "hg-age")


def show_sources(pack: Pack, view: IndicatorView) -> None:
    """Show period, sources, licences and caveats where the number stands."""
    today = clock.today()
    key = ("about", *key_of(pack, view), today)
    st.html(atlas_of(pack).keep(key, lambda: _about(pack, view, today)))


def _about(pack: Pack, view: IndicatorView, today: date) -> Markup:
    sources = [
        Item(
            "",
            "",
            links=((s.title, s.url),),
            tail=f", {s.publisher} ({s.status}). {s.licence_told}",
        )
        for s in view.sources
    ]
    maps = words.listed([s.removeprefix("Source: ") for s in pack.manifest.shape_credits])
    return piece(
        "explorer.html",
        "about",
        f"{view.indicator.subtitle}. {age_of(pack, view, today)}",
        items_of(notes.caveats(view)),
        Items(tuple(sources)),
        f"Boundaries: {maps}.{_unfitted(pack)} Pack {pack.manifest.version}.",
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
    st.html(unbroken(f'<{tag} class="{style}">{escape(text)}</{tag}>'))
