"""The card of the chosen area, or of the whole place: value, certainty, people, comparisons."""

from __future__ import annotations

import pandas as pd
import streamlit as st
from markupsafe import Markup

from het_geo import words
from het_geo.atlas.comparison import Comparison, compare_area
from het_geo.atlas.views import IndicatorView
from het_geo.blank import no_value, not_compared, reason_of
from het_geo.compare import Verdict
from het_geo.figures import Status
from het_geo.geography import BEST_FIT_SHARE, Level, area_label
from het_geo.pack.model import Pack
from het_geo.render.markup import piece
from het_geo.sentences import headlines, notes
from het_geo.sentences.inside import AreasInside, inside, inside_rows
from het_geo.sentences.own import among_wards
from het_geo.ui.shelf import atlas_of, key_of

MARKS = {verdict: verdict.mark for verdict in Verdict}


def show_card(pack: Pack, view: IndicatorView, area: str, around: str = "") -> None:
    """Show the chosen area's card, or the place's when none is chosen.

    Of a ward ``around`` that has no place in the view: the areas inside it.
    """
    key = ("card", *key_of(pack, view), area, around)
    body = atlas_of(pack).keep(key, lambda: _card(pack, view, area, around))
    st.html(piece("explorer.html", "card", "Selected area", body))


def _card(pack: Pack, view: IndicatorView, area: str, around: str) -> Markup:
    if area:
        return _area_card(pack, view, area)
    if (found := inside(pack.areas, around, view)) is not None:
        return _inside_card(pack, view, found)
    return _place_card(view)


def _inside_card(pack: Pack, view: IndicatorView, found: AreasInside) -> Markup:
    rows = [
        (label, value, verdict.replace(" ", "-"), f"{MARKS[verdict]} {verdict}")
        for label, value, verdict in inside_rows(view, found.codes)
    ]
    title, against = words.capital(found.name), f"Figure, against {view.chosen.name}"
    many = words.capital(view.level.many).partition(" (")[0]
    own = view.level == Level.LSOA
    fit = notes.best_fit_note(pack.areas, found.code, BEST_FIT_SHARE) if own else ""
    return piece("explorer.html", "inside_card", title, many, against, rows, fit)


def _area_card(pack: Pack, view: IndicatorView, area: str) -> Markup:
    row = view.table.loc[area]
    title, above = words.capital(headlines.place(view, area)), []
    if view.level == Level.LSOA:
        ward = area_label(pack.areas, str(pack.areas.loc[area, "ward"]))
        above = [f"A neighbourhood of {ward} (best fit)."]
    fit = ""
    if view.level == Level.WARD:
        fit = notes.best_fit_note(pack.areas, area, BEST_FIT_SHARE)
    if pd.isna(row["value"]):
        bare = row["status"] == Status.NO_NEIGHBOURHOOD
        why = words.capital(fit if bare else headlines.no_figure(view, area))
        return piece("explorer.html", "area_card", title, above, "No figure", [why], (), (), ())
    value = headlines.figure(view, view.value(area))
    against = [_comparison(view, found) for found in compare_area(view, area)]
    lines = [*_lines(view, area), among_wards(atlas_of(pack), view, area)]
    more = [*_more(pack, view, area), fit]
    below = [headlines.why_no_verdict(view).strip()]
    said = [[line for line in part if line] for part in (lines, below, more)]
    return piece("explorer.html", "area_card", title, above, value, said[0], against, *said[1:])


def _lines(view: IndicatorView, area: str) -> list[str]:
    """Return what must be known of a figure to read it, a sentence each."""
    return [
        notes.certainty(view, area),
        notes.people(view, area),
        notes.rank(view, area),
        words.capital(notes.status(view, area)),
    ]


def _more(pack: Pack, view: IndicatorView, area: str) -> list[str]:
    """Return what else is to be known of a figure, for whoever asks."""
    row = view.table.loc[area]
    return [
        notes.percentile(view, area),
        notes.published(view, row["value"], row["published"]),
        notes.rounding(view, area, pack.catalogue, _parts(pack, view, area)),
    ]


def _parts(pack: Pack, view: IndicatorView, area: str) -> int:
    """Return how many of the publisher's own areas an area's figure adds up."""
    base = Level(view.indicator.base_level)
    if view.level == base:
        return 1
    if base == Level.LSOA and area != pack.district:
        return len(atlas_of(pack).know.inside(area))
    inside = pack.areas_at(base)
    return len(inside) if area == pack.district else int(inside["ward"].eq(area).sum())


def _comparison(view: IndicatorView, found: Comparison) -> tuple[str, ...]:
    """Return a row: against whom, its value, the verdict's style and words, both lenses."""
    style = found.verdict.replace(" ", "-")
    name, verdict = found.benchmark.name, _verdict(view, found)
    return name, _value(view, found), style, verdict, _lenses(view, found)


def _lenses(view: IndicatorView, found: Comparison) -> str:
    if pd.isna(found.benchmark.value):
        return _reason(found.benchmark.status)
    return headlines.both_lenses(view, found)


def _value(view: IndicatorView, found: Comparison) -> str:
    there = found.benchmark
    return no_value(there.status) if pd.isna(there.value) else headlines.figure(view, there.value)


def _verdict(view: IndicatorView, found: Comparison) -> str:
    """Return the verdict with its mark; "not compared" with why."""
    there = found.benchmark
    said: str = found.verdict
    if found.verdict == Verdict.NOT_COMPARED:
        known = not pd.isna(there.value)
        said = not_compared(view.indicator, there.name, known=True, there=known)
    return f"{MARKS[found.verdict]} {said}"


def _reason(status: str) -> str:
    """Return why there is no figure, without saying again that there is none."""
    return reason_of(Status(status).words) or "no figure"


def _place_card(view: IndicatorView) -> Markup:
    rows = [
        (
            b.name,
            headlines.figure(view, b.value),
            reason_of(Status(b.status).words) or notes.published(view, b.value, b.published),
        )
        for b in reversed(view.benchmarks)
    ]
    for known in view.indicator.references:
        rows.append((known.label, headlines.figure(view, known.value), known.source))
    place, one = words.capital(view.place), words.a(view.level.one)
    return piece("explorer.html", "place_card", place, rows, notes.spread(view), one)
