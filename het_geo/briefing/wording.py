"""What screens share in words: headlines that fit, sources, links, tables and speaker notes."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pandas as pd

from het_geo import words
from het_geo.apart import is_near_one
from het_geo.atlas.atlas import Atlas
from het_geo.atlas.comparison import Comparison, compared
from het_geo.atlas.record import uncompared
from het_geo.atlas.views import IndicatorView
from het_geo.blank import Blank, no_limits, reason_of
from het_geo.bounds import about
from het_geo.briefing.model import LONGEST_HEADLINE, Link
from het_geo.catalogue.records import PLAIN_KINDS
from het_geo.compare import AGE, Verdict
from het_geo.document.table import Table, text_table
from het_geo.figures import Status
from het_geo.geography import Level
from het_geo.sentences import headlines, notes
from het_geo.sentences.ages import age_of
from het_geo.sentences.headlines import figure, not_sure, ratio_of
from het_geo.sentences.where import extremes

BEST_FIT = "Wards are best fit."
SAYABLE = 4  # caveats that a speaker can keep in mind
NAMED = 4  # names that a sentence read aloud can hold
NO_FIGURE = Blank("no figure")


def fitting(*candidates: str) -> str:
    """Return the first candidate that a projector has room for; else the last, cut at a word."""
    for text in candidates:
        if text and len(text) <= LONGEST_HEADLINE:
            return text
    last = candidates[-1]
    return f"{last[: LONGEST_HEADLINE - 1].rsplit(' ', 1)[0].rstrip(',;:')}…"


def dated(view: IndicatorView, *candidates: str) -> str:
    """Return the first candidate that has room with its period at its end, before the full stop."""
    bare = (text.removesuffix(".") for text in candidates if text)
    when = view.period.said
    return fitting(*(f"{t}, {when}." if t.endswith(")") else f"{t} ({when})." for t in bare))


def beside(view: IndicatorView, code: str) -> Comparison | None:
    """Return an area beside the view's benchmark; ``None`` where it is that benchmark."""
    if code == view.chosen.code:
        return None
    low, high = (float(view.table.at[code, k]) for k in ("lower", "upper"))
    return compared(view, view.chosen, view.value(code), low, high)


def area_headline(view: IndicatorView, code: str) -> str:
    """Return an area's figure and how it stands, in one short sentence."""
    label, value = view.label(code), view.value(code)
    name = view.indicator.label
    if pd.isna(value):
        reason = reason_of(Status(view.table.loc[code, "status"]).words)
        return fitting(f"{label} has no figure for “{name}”: {reason}.", f"{label}: no figure.")
    when = headlines.when(view)
    clause = f"In {label}, {headlines.clause(view, value)} {when}"
    bare = f"{name}: {figure(view, value)} in {label} {when}."
    there = beside(view, code)
    if there is None or view.indicator.kind in PLAIN_KINDS or pd.isna(there.benchmark.value):
        return fitting(f"{clause}.", bare)
    other = f"{there.benchmark.name} ({headlines.figure(view, there.benchmark.value)})"
    short = f"{bare[:-1]}, against {other}."
    if there.verdict == Verdict.NOT_COMPARED:
        there_too = headlines.figure(view, there.benchmark.value)
        said = f"{clause}; in {there.benchmark.name}, {there_too}."
        line = headlines.above_guideline(view, value)
        full = (f"{said}{line}", f"{clause}.{line}") if line else ()
        return fitting(*full, f"{said} No margin of error is known.", said, short, bare)
    how = f"{clause}: {headlines.stands(there)} {other}"
    if there.verdict == Verdict.SIMILAR:
        return fitting(f"{how}, within the margin of error.", f"{how}.", short, bare)
    said = f"{how}{_ratio(view, there)}."
    return fitting(f"{said}{headlines.why_no_verdict(view)}", said, f"{how}.", short, bare)


def _ratio(view: IndicatorView, there: Comparison) -> str:
    ratio = ratio_of(view, there.value, there.benchmark.value)
    if ratio is None or is_near_one(ratio):
        return ""
    return (
        f", {about(there.difference)}{words.times_as_high(ratio, view.unit.much, view.unit.less)}"
    )


def source_line(atlas: Atlas, view: IndicatorView, today: date) -> str:
    """Return publisher, table, period and age of a view, and that wards are best fit."""
    source = view.sources[0]
    fit = f" {BEST_FIT}" if view.level == Level.WARD else ""
    said = age_of(atlas.pack, view, today)
    return f"{source.publisher}, {source.title}. {said}{fit}"


def links_to(view: IndicatorView, code: str = "") -> tuple[Link, ...]:
    """Return where to look further: the map of the indicator, and its gap by principle."""
    params = {
        "indicator": view.indicator.id,
        "level": str(view.level),
        "period": view.period.id,
    }
    explore = Link("explore", params | ({"area": code} if code else {}))
    if not view.indicator.principles or view.level == Level.DISTRICT:
        return (explore,)
    principle = {"principle": str(view.indicator.principles[0])}
    return explore, Link("principles", principle | params)


def table_of(view: IndicatorView, codes: list[str] | None = None) -> Table:
    """Return areas in order from the worst (or highest), each with its interval and verdict."""
    rows = view.table if codes is None else view.table.loc[codes]
    rows = rows.sort_values(
        "value", ascending=view.indicator.judged_polarity > 0, kind="stable", na_position="last"
    )
    header = (words.capital(view.level.one), view.indicator.label, "95% interval")
    against = f"Against {view.chosen.name}"
    return text_table(
        view.indicator.label,
        (*header, against),
        tuple(
            (
                words.capital(str(label)),
                _value(view, code, status),
                NO_FIGURE if pd.isna(value) else _interval(view, low, high),
                _verdict(view, str(code), value, verdict),
            )
            for code, label, value, low, high, status, verdict in rows.assign(
                verdict=view.verdicts.reindex(rows.index)
            )[["label", "value", "lower", "upper", "status", "verdict"]].itertuples()
        ),
    )


def _value(view: IndicatorView, code: str, status: str) -> str:
    value = view.value(code)
    return Status(status).words if pd.isna(value) else figure(view, value)


def _interval(view: IndicatorView, low: float, high: float) -> str:
    return words.interval(low, high, view.indicator, view.unit) or no_limits(view.indicator)


def _verdict(view: IndicatorView, code: str, value: float, verdict: str) -> str:
    if verdict != Verdict.NOT_COMPARED:
        return str(verdict)
    return uncompared(view, code, known=not pd.isna(value))


def exact_note(view: IndicatorView, code: str) -> str:
    """Return an area's figure with its interval and the people behind it."""
    value = view.value(code)
    if pd.isna(value):
        return f"{view.label(code)}: no figure."
    low, high = (float(view.table.loc[code, k]) for k in ("lower", "upper"))
    limits = words.interval(low, high, view.indicator, view.unit)
    sure = f"95% interval {limits}" if limits else "no margin of error is known"
    people = notes.people(view, code).rstrip(".")
    said = f"{view.label(code)}: {figure(view, value)} ({sure})."
    return f"{said} {people}." if people else said


def exact_notes(view: IndicatorView, codes: Sequence[str], most: int) -> list[str]:
    """Return the exact figures of the first areas, and how many more in the table."""
    said = [exact_note(view, code) for code in codes[:most]]
    return said + more_note(len(codes) - most, "in the table")


def more_note(others: int, where: str) -> list[str]:
    """Return a note that others were left out of the notes, where some were.

    >>> more_note(3, "in the table"), more_note(0, "in the table")
    (['And 3 more in the table.'], [])
    """
    return [f"And {others} more {where}."] if others > 0 else []


def caveat_notes(view: IndicatorView) -> list[str]:
    """Return the caveats that hold, as many as a speaker can keep in mind."""
    held = view.caveats
    return [caveat.text for caveat in held][:SAYABLE]


def not_to_say(view: IndicatorView) -> str:
    """Return what these figures do not allow a speaker to say."""
    indicator = view.indicator
    if view.level == Level.DISTRICT:
        return "Do not say: that this tells anything of one ward; it is one figure for the place."
    if indicator.follows_age:
        return f"Do not say: better or worse; {AGE}."
    if not indicator.judged:
        return "Do not say: better or worse; neither high nor low is an aim here."
    if not view.ranked:
        return f"Do not say: worst, or better and worse than another area. {not_sure(view)}"
    many = view.level.many
    return f"Do not say: the worst of the {many}, unless it is sure. {extremes(view)}"
