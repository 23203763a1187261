"""A view's figures or their change: the switch, and what the page says of a change."""

from __future__ import annotations

from collections.abc import Callable
from html import escape

import streamlit as st
from markupsafe import Markup

from het_geo import words
from het_geo.atlas.change_view import ChangeView, change_view, earlier_period
from het_geo.atlas.changed import changed_of
from het_geo.atlas.choice import CHANGE, FIGURE, SHOWN, Choice
from het_geo.atlas.views import IndicatorView
from het_geo.catalogue.periods import Period
from het_geo.pack.model import Pack
from het_geo.render.markup import piece
from het_geo.sentences import headlines
from het_geo.sentences.change_view import (
    change_notes,
    change_statement,
    most_moved,
    sure_said,
    tally,
    why_no_map,
)
from het_geo.sentences.inside import inside, inside_statement
from het_geo.sentences.receipts import Statement
from het_geo.sentences.view_statements import headline_statement
from het_geo.trends.change import Reading
from het_geo.ui.following import following
from het_geo.ui.shelf import atlas_of, key_of

_KEY = "explore-show"


def change_of(pack: Pack, view: IndicatorView, choice: Choice) -> ChangeView | None:
    """Return the change of a view, where that is what is to be shown and it has one."""
    if choice.show != CHANGE:
        return None
    key = ("change", *key_of(pack, view))
    return atlas_of(pack).keep(key, lambda: change_view(pack, view))


def change_switch(
    pack: Pack, view: IndicatorView, choice: Choice, chosen: Callable[[str], None]
) -> None:
    """Let a person choose the figure or its change, where there is one."""
    none = bool(_why_none(pack, view))
    key, changed = following(_KEY, FIGURE if none else choice.show, chosen)
    st.segmented_control(
        "Figure or change",
        SHOWN,
        format_func=str.capitalize,
        key=key,
        required=True,
        disabled=none,
        on_change=changed,
        label_visibility="collapsed",
    )


def show_why_none(pack: Pack, view: IndicatorView) -> None:
    """Say why there is no change to choose, where there is none."""
    if why := _why_none(pack, view):
        st.html(f'<p class="hg-age">{escape(why)}</p>', width="content")


def _why_none(pack: Pack, view: IndicatorView) -> str:
    key = ("no change", *key_of(pack, view))
    return atlas_of(pack).keep(
        key, lambda: "" if earlier_period(pack, view) else why_no_map(pack, view)
    )


def statement_of(
    pack: Pack, view: IndicatorView, choice: Choice, change: ChangeView | None
) -> Statement:
    """Return what the page says first: of a change, of the areas inside a ward, of an area."""
    area, around = choice.area, choice.around
    key = ("statement", *key_of(pack, view), area, around, change is not None)

    def made() -> Statement:
        if change is not None:
            return change_statement(pack, change, area, pack.catalogue)
        if (found := inside(pack.areas, around, view)) is not None:
            return inside_statement(view, found, pack.catalogue)
        return headline_statement(view, area, pack.catalogue)

    return atlas_of(pack).keep(key, made)


def show_change_card(pack: Pack, found: ChangeView, area: str) -> None:
    """Show what changed in the chosen area, or in the place, and beside it elsewhere."""
    key = ("change card", *key_of(pack, found.view), area)
    body = atlas_of(pack).keep(key, lambda: _card(pack, found, area))
    st.html(piece("explorer.html", "card", "Selected area", body))


def _card(pack: Pack, found: ChangeView, area: str) -> Markup:
    view = found.view
    beside = [(b.name, _elsewhere(pack, found, b.code)) for b in view.benchmarks]
    rows = [(name, said) for name, said in beside if said]
    if not area:
        title = words.capital(view.place)
        told = [line for line in (tally(found), most_moved(found)) if line]
        said = (title, "", told, rows, change_notes(found))
        return piece("explorer.html", "change_card", *said)
    title = words.capital(headlines.place(view, area))
    if area in found.why:
        why = words.capital(found.why[area])
        return piece("explorer.html", "change_card", title, "", [f"{why}."], rows, ())
    own = found.changes[area]
    step = headlines.lenses(view, own.later.value, own.earlier.value)
    lines = [
        _figure(view, found.earlier, own.earlier),
        _figure(view, view.period, own.later),
        words.capital(sure_said(found, area)),
    ]
    told = [line for line in lines if line]
    return piece("explorer.html", "change_card", title, step, told, rows, change_notes(found))


def _figure(view: IndicatorView, period: Period, one: Reading) -> str:
    """Return one of the two figures with its margin of error, where it has one."""
    limits = words.interval(one.lower, one.upper, view.indicator, view.unit)
    said = f"{words.capital(period.label)}: {headlines.figure(view, one.value)}"
    return f"{said} (95% interval: {limits})." if limits else f"{said}."


def _elsewhere(pack: Pack, found: ChangeView, code: str) -> str:
    """Return what changed in the district, the region or the country; "" where nothing is told.

    Their breaks are their own, and so is the first period that can be compared.
    """
    view = found.view
    own = changed_of(pack, view.indicator, view.period, code)
    if own is None or own.periods[-1] != view.period:
        return ""
    one, other = own.whole.earlier.value, own.whole.later.value
    since = "" if own.periods[0] == found.earlier else f" ({own.periods[0].label})"
    ends = f"from {headlines.figure(view, one)}{since} to {headlines.figure(view, other)}"
    return f"{ends}: {headlines.lenses(view, other, one)}"
