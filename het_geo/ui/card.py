"""The card of the chosen area, or of the whole place: value, certainty, people, comparisons."""

from __future__ import annotations

import pandas as pd
import streamlit as st
from markupsafe import Markup

from het_geo import words
from het_geo.atlas.views import Comparison, IndicatorView, compare_area
from het_geo.blank import no_value, not_compared
from het_geo.compare import Verdict
from het_geo.figures import Status
from het_geo.geography import BEST_FIT_SHARE, Level, area_label
from het_geo.pack.model import Pack
from het_geo.render.markup import piece
from het_geo.sentences import headlines, notes
from het_geo.ui.shelf import atlas_of, key_of

MARKS = {verdict: verdict.mark for verdict in Verdict}


def show_card(pack: Pack, view: IndicatorView, area: str) -> None:
    """Show the chosen area's card, or the place's when none is chosen."""
    key = ("card", *key_of(pack, view), area)
    body = atlas_of(pack).keep(
        key, lambda: _area_card(pack, view, area) if area else _place_card(view)
    )
    st.html(piece("explorer.html", "card", "Selected area", body))


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
        return piece("explorer.html", "area_card", title, above, "No figure", [why], (), ())
    value = headlines.figure(view, view.value(area))
    against = [_comparison(view, found) for found in compare_area(view, area)]
    below = [note for note in (headlines.why_no_verdict(view), fit) if note]
    lines = _lines(pack, view, area)
    return piece("explorer.html", "area_card", title, above, value, lines, against, below)


def _lines(pack: Pack, view: IndicatorView, area: str) -> list[str]:
    """Return what must be known of a figure, a sentence each."""
    row = view.table.loc[area]
    lines = (
        notes.certainty(view, area),
        notes.published(view, row["value"], row["published"]),
        notes.people(view, area),
        notes.rounding(view, area, pack.catalogue, _parts(pack, view, area)),
        notes.rank(view, area),
        notes.percentile(view, area),
        words.capital(notes.status(view, area)),
    )
    return [line for line in lines if line]


def _parts(pack: Pack, view: IndicatorView, area: str) -> int:
    """Return how many of the publisher's own areas an area's figure adds up."""
    base = Level(view.indicator.base_level)
    if view.level == base:
        return 1
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
    return Status(status).words.removeprefix("not available: ") or "no figure"


def _place_card(view: IndicatorView) -> Markup:
    rows = [
        (
            b.name,
            headlines.figure(view, b.value),
            Status(b.status).words or notes.published(view, b.value, b.published),
        )
        for b in reversed(view.benchmarks)
    ]
    for known in view.indicator.references:
        rows.append((known.label, headlines.figure(view, known.value), known.source))
    place, one = words.capital(view.place), words.a(view.level.one)
    return piece("explorer.html", "place_card", place, rows, notes.spread(view), one)
