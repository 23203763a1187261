"""The card of the chosen area, or of the whole place: value, certainty, people, comparisons."""

from __future__ import annotations

from html import escape

import pandas as pd
import streamlit as st

from het_geo import words
from het_geo.atlas.views import Comparison, IndicatorView, compare_area
from het_geo.blank import no_value, not_compared
from het_geo.compare import Verdict
from het_geo.figures import Status
from het_geo.geography import BEST_FIT_SHARE, Level, area_label
from het_geo.pack.model import Pack
from het_geo.sentences import headlines, notes
from het_geo.ui.results import atlas_of, key_of

MARKS = {verdict: verdict.mark for verdict in Verdict}


def show_card(pack: Pack, view: IndicatorView, area: str) -> None:
    """Show the chosen area's card, or the place's when none is chosen."""
    key = ("card", *key_of(pack, view), area)
    body = atlas_of(pack).keep(
        key, lambda: _area_card(pack, view, area) if area else _place_card(view)
    )
    st.html(f'<section class="hg-card" aria-label="Selected area">{body}</section>')


def _area_card(pack: Pack, view: IndicatorView, area: str) -> str:
    row = view.table.loc[area]
    parts = [f"<h2>{escape(words.capital(headlines.place(view, area)))}</h2>"]
    if view.level == Level.LSOA:
        ward = area_label(pack.areas, str(pack.areas.loc[area, "ward"]))
        parts.append(f"<p>A neighbourhood of {escape(ward)} (best fit).</p>")
    if pd.isna(row["value"]):
        why = headlines.no_figure(view, area)
        if row["status"] == Status.NO_NEIGHBOURHOOD:
            why = notes.best_fit_note(pack.areas, area, BEST_FIT_SHARE)
        parts.append(f'<p class="hg-value">No figure</p><p>{escape(words.capital(why))}</p>')
        return "".join(parts)
    parts.append(f'<p class="hg-value">{escape(headlines.figure(view, view.value(area)))}</p>')
    lines = [
        notes.certainty(view, area),
        notes.published(view, row["value"], row["published"]),
        notes.people(view, area),
        notes.rounding(view, area, pack.catalogue, _parts(pack, view, area)),
        notes.rank(view, area),
        notes.percentile(view, area),
        words.capital(notes.status(view, area)),
    ]
    parts += [f"<p>{escape(line)}</p>" for line in lines if line]
    parts.append(_comparisons(view, compare_area(view, area)))
    if age := headlines.why_no_verdict(view):
        parts.append(f'<p class="hg-note">{escape(age)}</p>')
    if view.level == Level.WARD:
        note = notes.best_fit_note(pack.areas, area, BEST_FIT_SHARE)
        parts.append(f'<p class="hg-note">{escape(note)}</p>')
    return "".join(parts)


def _parts(pack: Pack, view: IndicatorView, area: str) -> int:
    """Return how many of the publisher's own areas an area's figure adds up."""
    base = Level(view.indicator.base_level)
    if view.level == base:
        return 1
    inside = pack.areas_at(base)
    return len(inside) if area == pack.district else int(inside["ward"].eq(area).sum())


def _comparisons(view: IndicatorView, found: list[Comparison]) -> str:
    rows = "".join(
        f'<tr><th scope="row">{escape(c.benchmark.name)}</th>'
        f"<td>{escape(_value(view, c))}</td>"
        f'<td class="hg-{c.verdict.replace(" ", "-")}">{escape(_verdict(view, c))}</td>'
        f"<td>{_lenses(view, c)}</td></tr>"
        for c in found
    )
    return (
        '<table class="hg-table"><thead><tr><th scope="col">Against</th><th scope="col">Value</th>'
        '<th scope="col">This area is</th><th scope="col">Difference and ratio</th></tr></thead>'
        f"<tbody>{rows}</tbody></table>"
    )


def _lenses(view: IndicatorView, found: Comparison) -> str:
    if pd.isna(found.benchmark.value):
        return escape(_reason(found.benchmark.status))
    return escape(headlines.both_lenses(view, found))


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


def _place_card(view: IndicatorView) -> str:
    rows = "".join(
        f'<tr><th scope="row">{escape(b.name)}</th>'
        f"<td>{escape(headlines.figure(view, b.value))}</td>"
        f"<td>{escape(Status(b.status).words or notes.published(view, b.value, b.published))}"
        "</td></tr>"
        for b in reversed(view.benchmarks)
    )
    rows += "".join(
        f'<tr><th scope="row">{escape(r.label)}</th>'
        f"<td>{escape(headlines.figure(view, r.value))}</td><td>{escape(r.source)}</td></tr>"
        for r in view.indicator.references
    )
    spread = notes.spread(view)
    one = escape(words.a(view.level.one))
    return (
        f"<h2>{escape(words.capital(view.place))} and beyond</h2>"
        f'<table class="hg-table"><tbody>{rows}</tbody></table>'
        + (f"<p>{escape(spread)}</p>" if spread else "")
        + f'<p class="hg-note">Choose {one} on the map, in the list above or '
        "in the table that opens below to see how it stands.</p>"
    )
