"""The headline of a view: what a councillor would read out of one area, or of the whole place."""

from __future__ import annotations

import pandas as pd

from het_geo import words
from het_geo.apart import counts_few, is_everybody, same
from het_geo.atlas.comparison import compare_area, compare_place
from het_geo.atlas.views import Figure, IndicatorView
from het_geo.blank import reason_of
from het_geo.bounds import about
from het_geo.catalogue.records import PLAIN_KINDS, UNAVERAGED_KINDS
from het_geo.catalogue.vocabulary import CONTEXT
from het_geo.compare import Verdict
from het_geo.figures import FEW_EVENTS, FEW_PEOPLE, Status
from het_geo.geography import Level
from het_geo.sentences.beside import (
    against,
    apart,
    both_lenses,
    comparison,
    lenses,
    many_times,
    not_sure,
    ratio_of,
    stands,
    which_way,
    why_no_verdict,
)
from het_geo.sentences.guidelines import above_guideline, areas_above_guideline
from het_geo.sentences.notes import counts_written
from het_geo.sentences.parts import (
    ALL,
    FIT,
    clause,
    figure,
    fitted,
    no_figure,
    others,
    place,
    stated,
    told,
    very_few,
    when,
    when_of,
    why_a_range,
    without_value,
)

__all__ = [
    "above_guideline",
    "against", "apart", "area_headline", "both_lenses", "clause", "comparison", "figure",
    "figure_headline", "headline", "lenses", "many_times", "no_figure", "not_sure", "others",
    "place", "place_headline", "ratio_of", "short", "stands", "stated", "told", "when", "when_of",
    "which_way", "why_a_range", "why_no_verdict", "without_value",
]  # fmt: skip
HANDFUL = 50  # people of whom a percentage tells less than their count
_AMONG = {"proportion": "of", "rate": "among"}


def headline(view: IndicatorView, code: str = "") -> str:
    """Return the sentence a councillor would read out: of one area, or of the whole place."""
    return area_headline(view, code) if code else place_headline(view)


def area_headline(view: IndicatorView, code: str) -> str:
    """Return one area's value and how it stands against the chosen benchmark, in both lenses."""
    value = view.value(code)
    if pd.isna(value):
        reason = reason_of(no_figure(view, code))
        of = f"“{view.indicator.label}” ({view.period.said})"
        return f"{words.capital(fitted(view, code))} has no figure for {of}: {reason}."
    said = _now_and_then(view, code) or figure_headline(
        view, f"In {fitted(view, code)}", view.figures[code]
    )
    others = {c.benchmark.code: c for c in compare_area(view, code)}
    found = others.get(view.chosen.code)
    plain = view.indicator.kind in PLAIN_KINDS
    if plain or found is None:
        return f"{said}{why_a_range(value)}{told(view)}"
    beside = comparison(view, found)  # which says why, where there is anything to compare with
    why = why_a_range(value) if pd.isna(found.difference) else ""
    return f"{said} {beside}{why}{told(view)}"


def figure_headline(view: IndicatorView, where: str, found: Figure) -> str:
    """Return a figure as a sentence, the few people behind it, and how it lies by a guideline."""
    said = f"{stated(view, where, found.value)}{very_few(view, found.value)}"
    return f"{said}{_handful(view, found)}{above_guideline(view, found.value)}"


def _now_and_then(view: IndicatorView, code: str) -> str:
    """Return today's figure first, of one that is measured against an older guideline; "" else."""
    now = view.today
    if now is None or code not in now.table.index or pd.isna(now.value(code)):
        return ""
    first = figure_headline(now, f"In {fitted(now, code)}", now.figures[code])
    return f"{first} {_then(view, view.value(code))}"


def _then(view: IndicatorView, value: float) -> str:
    return f"{words.capital(clause(view, value))} {when(view)}."


def _handful(view: IndicatorView, found: Figure) -> str:
    """Return the count behind a share of few people, or of which few are counted; "" else."""
    indicator, count, total = view.indicator, float(found.numerator), float(found.denominator)
    if indicator.value is not None or not indicator.numerator_label or pd.isna(count + total):
        return ""
    hidden = indicator.hides_small_counts and 0 < count < FEW_PEOPLE
    few = 0 < count < FEW_EVENTS or total < HANDFUL
    if hidden or not few or indicator.kind not in _AMONG or indicator.block == CONTEXT:
        return ""
    written = counts_written(indicator, view.unit, found.value, found.numerator, total)
    if "." in "".join(written):  # shared out between areas: nobody has counted 3.75 of anything
        if words.rounded(count, 0) == 0:
            return ""
        written = (f"about {words.number(count, 0)}", words.number(total, 0))
    return f" That makes {written[0]} {_AMONG[indicator.kind]} {written[1]} {indicator.counted}."


def place_headline(view: IndicatorView) -> str:
    """Return the whole place's value beside England's, and how far apart its areas are."""
    own = view.benchmark(Level.DISTRICT)
    values = view.table["value"].dropna()
    if values.empty:
        none = f"{view.indicator.label}: no figures for the {view.level.many} of {view.place}"
        if view.level == Level.DISTRICT:
            none = f"{view.indicator.label}: no figure for {view.place}"
        why = set(view.table["status"]) - {Status.MISSING}  # of what is missing, all is said
        return f"{none}, {Status(why.pop()).words}." if len(why) == 1 else f"{none}."
    ends = _ends(view)
    if pd.isna(own.value) and len(values) == 1:
        return area_headline(view, str(values.index[0]))
    head = _bare(view, ends) if pd.isna(own.value) else _whole(view)
    top, bottom = view.value(str(values.idxmax())), view.value(str(values.idxmin()))
    ranged = why_a_range(own.value, top, bottom)
    ranged = "" if ranged in head else ranged
    rest = without_value(view) if ends else ""
    return f"{head}{ends}{ranged}{rest}{areas_above_guideline(view)}{told(view)}"


def _bare(view: IndicatorView, ends: str) -> str:
    """Return which figure it is, of a place that has none itself; what its areas have, if alike."""
    name = f"{view.indicator.label}, {view.period.said}"
    values = view.table["value"].dropna()
    if ends:
        return f"{name}."
    same = figure(view, view.value(str(values.index[0])))
    many = f"{len(values)} {view.level.many}"
    return f"{name}: all of {view.place}’s {many} that have a figure have the same, {same}."


def _whole(view: IndicatorView) -> str:
    """Return the place's own figure, and how it stands beside the benchmark."""
    own, found = view.benchmark(Level.DISTRICT), compare_place(view)
    said = f"{stated(view, f'Across {view.place}', own.value)}{very_few(view, own.value)}"
    if view.today is not None and pd.notna(view.today.benchmark(Level.DISTRICT).value):
        now = view.today
        mean = now.benchmark(Level.DISTRICT).value
        first = f"{stated(now, f'Across {now.place}', mean)}{areas_above_guideline(now)}"
        said = f"{first} {_then(view, own.value)}"
    if found is None or view.indicator.kind in PLAIN_KINDS:
        return said
    return f"{said} {comparison(view, found)}"


def _ends(view: IndicatorView) -> str:
    """Return from what to what a place's areas range; "" where they do not."""
    whose = f"{words.capital(view.place)}’s"  # "its" would be England's, which was named last
    values = view.table["value"].dropna()
    high, low = values.idxmax(), values.idxmin()
    top, bottom = view.value(high), view.value(low)
    if len(values) < 2 or top == bottom:
        return ""
    every = is_everybody(view.indicator, view.unit, top)
    highest = ALL if every else figure(view, top)
    many = f"{view.level.many}{FIT if view.level == Level.WARD else ''}"
    if about(top, bottom):  # "from between 0.2% and 0.4%" is hard to say
        return (
            f" Of {view.place}’s {many} the lowest is {_named(view, low)} "
            f"({figure(view, bottom)}) and the highest {_named(view, high)} "
            f"({figure(view, top)}){_gap(view, high, low)}."
        )
    return (
        f" {whose} {many} range from {figure(view, bottom)} "
        f"in {_named(view, low)} to {highest} in {_named(view, high)}"
        f"{_gap(view, high, low)}."
    )


def _gap(view: IndicatorView, high: str, low: str) -> str:
    """Return how far apart two areas are; nothing of who lives where, which is no gap."""
    if view.indicator.kind in UNAVERAGED_KINDS or view.indicator.block == CONTEXT:
        return ""
    top, bottom = view.value(high), view.value(low)
    if is_everybody(view.indicator, view.unit, top):
        return ""  # which was cut off there: how far it is from the lowest is not known
    gap = apart(view, top, bottom)
    gap = gap if gap == same() else f"a gap of {gap}"
    counts = view.table["numerator"]
    few = any(counts_few(view.indicator, view.value(one), counts[one]) for one in (high, low))
    return f": {gap}{'' if few else many_times(view, top, bottom, 'highest lowest')}"


def _named(view: IndicatorView, code: str) -> str:
    """Return an area's name, and how many others have the same value."""
    return f"{view.label(code)}{others(view, code)}"


def short(view: IndicatorView, code: str) -> str:
    """Return the sentence a map says when an area is pointed at or reached by keyboard."""
    row = view.table.loc[code]
    if pd.isna(row["value"]):
        return f"{words.capital(place(view, code))}: {Status(row['status']).words}"
    # With its figure even where a sentence says "all": its limits stand beside it.
    said = view.indicator.says.format(value=figure(view, view.value(code)))
    text = f"{words.capital(place(view, code))}: {said}"
    limits = words.interval(row["lower"], row["upper"], view.indicator, view.unit)
    text += f" ({limits})" if limits else ""
    if (found := Verdict(view.verdicts[code])) == Verdict.NOT_COMPARED:
        return text
    return f"{text}. {against(view, found)}"
