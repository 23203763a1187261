"""From a figure to its row: what it says, and what it stands beside."""

from __future__ import annotations

from dataclasses import replace
from math import isnan

from het_geo import words
from het_geo.apart import apart as apart_of
from het_geo.apart import no_ratio
from het_geo.atlas.comparison import Comparison, figure_beside
from het_geo.atlas.record import record_at
from het_geo.atlas.views import Benchmark, Figure, IndicatorView
from het_geo.blank import Blank, no_value, not_compared
from het_geo.catalogue.records import PLAIN_KINDS, Indicator
from het_geo.figures import Status
from het_geo.geography import Level
from het_geo.profiles.row import BenchmarkRow, Blanks, IndicatorRow, Rank, TrendRow, optional
from het_geo.profiles.spine_marks import spine_at
from het_geo.sentences.catalogue import direction_of
from het_geo.sentences.headlines import (
    both_lenses,
    comparison,
    figure,
    figure_headline,
    told,
    why_a_range,
)
from het_geo.sentences.notes import (
    NO_LIMITS,
    counts_decimals,
    people_words,
    percentile_words,
    rank_words,
)

STATUS_WORDS = {str(status): status.words for status in Status}
FEW_COUNTED = "so few are counted that a ratio would not be firm"
TOO_SMALL = "one of the two figures is too small for a ratio to say much"


def row_of(
    view: IndicatorView,
    found: Figure,
    said: str,
    trend: TrendRow,
    *,
    code: str = "",
    same: str = "",
) -> IndicatorRow:
    """Return the row of a figure that is known.

    Args:
        view: the indicator at the level that the figure is compared at.
        found: the area's figure.
        said: the area's name as sentences say it.
        trend: its trend.
        code: the area's own code, which is ranked; "" for a set.
        same: the code of the benchmark that the area is: it is never compared with itself.
    """
    indicator = view.indicator
    beside = [figure_beside(view, b, found) for b in view.benchmarks if b.code != same]
    spine, note = spine_at(view, found)
    interval = words.interval(found.lower, found.upper, indicator, view.unit)
    averaged = not code or view.level != indicator.base_level
    return IndicatorRow(
        record=record_at(view, found, own=not averaged),
        id=indicator.id,
        label=indicator.label,
        question=indicator.question,
        subtitle=indicator.subtitle,
        block=indicator.block,
        kind=indicator.kind,
        unit=indicator.unit,
        suffix=view.unit.suffix,
        decimals=indicator.decimals,
        polarity=indicator.judged_polarity,
        direction=direction_of(indicator),
        level=view.level,
        period=view.period.label,
        value=found.value,
        written=figure(view, found.value),
        lower=optional(found.lower),
        upper=optional(found.upper),
        interval=interval,
        certainty=f"95% interval: {interval}." if interval else NO_LIMITS,
        numerator=optional(found.numerator),
        numerator_label=indicator.numerator_label,
        denominator=optional(found.denominator),
        denominator_label=indicator.denominator_label,
        count_decimals=counts_decimals(
            indicator, view.unit, found.value, found.numerator, found.denominator
        ),
        people=people_words(
            indicator,
            view.unit,
            found.value,
            found.numerator,
            found.denominator,
            averaged=averaged,
        ),
        status=found.status,
        status_words=view.note(found),
        sentence=_sentence(view, found, said, beside),
        benchmarks=tuple(_benchmark_row(view, c) for c in beside),
        percentile=optional(found.percentile),
        percentile_words=_percentile(view, found),
        rank=_rank(view, code),
        trend=trend,
        spine=spine,
        spine_note=note,
        caveats=tuple(caveat.id for caveat in view.caveats),
        sources=tuple(source.id for source in view.sources),
        modelled=indicator.kind == "modelled" or any("modelled" in c.id for c in view.caveats),
        apportioned=found.status == Status.APPORTIONED,
        mixed=found.status == Status.MIXED,
    )


def _benchmark_row(view: IndicatorView, found: Comparison) -> BenchmarkRow:
    there = found.benchmark
    known = not isnan(there.value)
    told = known and view.indicator.kind not in PLAIN_KINDS
    unratioed = no_ratio(view.indicator, view.unit) or (FEW_COUNTED if found.few else "")
    ratio = None if unratioed else optional(found.ratio)
    apart = apart_of(found.value, there.value, view.indicator.decimals) if told else None
    if apart is not None and ratio is None:
        apart = replace(apart, ratio=None)
    return BenchmarkRow(
        there.code,
        there.name,
        there.level,
        optional(there.value),
        figure(view, there.value) if known else "",
        optional(found.difference) if told else None,
        ratio,
        apart,
        str(found.verdict),
        both_lenses(view, found) if told else "",
        STATUS_WORDS[there.status],
        _blanks(view.indicator, there, unratioed),
    )


def _blanks(indicator: Indicator, there: Benchmark, unratioed: str) -> Blanks:
    """Return why a comparison with a benchmark may lack a part."""
    known = not isnan(there.value)
    value = no_value(there.status)
    verdict = not_compared(indicator, there.name, known=True, there=known)
    if not known:
        none = Blank("not compared", f"there is no figure for {there.name}")
        return Blanks(value, verdict, none, none)
    plain = Blank("not said", f"nothing is gained by comparing a {indicator.kind}")
    small = TOO_SMALL
    return Blanks(value, verdict, plain, Blank("not said", unratioed or small))


def _sentence(view: IndicatorView, found: Figure, said: str, beside: list[Comparison]) -> str:
    """Return the figure as it is read out, as :mod:`het_geo.sentences.headlines` does."""
    head = figure_headline(view, f"In {said}", found)
    england = next((c for c in beside if c.benchmark.level == Level.COUNTRY), None)
    if view.indicator.kind in PLAIN_KINDS or england is None:
        return f"{head}{why_a_range(found.value)}{told(view)}"
    why = why_a_range(found.value) if isnan(england.difference) else ""
    return f"{head} {comparison(view, england)}{why}{told(view)}"


def _percentile(view: IndicatorView, found: Figure) -> str:
    if isnan(found.percentile):
        return ""
    sure = not isnan(found.lower)
    return percentile_words(view.indicator, view.level, found.percentile, sure)


def _rank(view: IndicatorView, code: str) -> Rank | None:
    if not code or view.limited < 2 or code not in view.places:
        return None
    first, last, chance = view.places[code]
    level, count = view.level, view.known
    end = "lowest" if view.indicator.judged_polarity > 0 else "highest"
    said = rank_words(first, last, end, words.count_of(count, level.one, level.many))
    return Rank(first, last, count, chance, said)
