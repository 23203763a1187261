"""The gaps of one area: to England and to the best fifth, in three lenses.

The definition: docs/methods.md#people-to-reach-a-benchmark.
"""

from __future__ import annotations

from math import isnan

from het_geo import words
from het_geo.apart import apart as apart_of
from het_geo.atlas.comparison import figure_beside
from het_geo.atlas.gaps.matrix import NO_GAP, is_counted
from het_geo.atlas.views import Benchmark, Figure, IndicatorView
from het_geo.bounds import about, ends, less
from het_geo.compare import Verdict
from het_geo.geography import Level
from het_geo.inequality.gaps import people_to_benchmark
from het_geo.profiles.parts import GapLens
from het_geo.sentences.gaps import WITHIN_ERROR, best_areas, would_change
from het_geo.sentences.headlines import both_lenses, figure

RULE = (
    "How many people, households or events it would take for this area alone to be at a level: the "
    "area’s people times the difference. Only where the figure is a share or rate of something "
    "counted, fewer (or more) of them is an aim, and the area is worse than the level. The best "
    "areas are those of the same level, from the best on, that hold a fifth of the people; where a "
    "figure is the sum of its neighbourhoods, they are neighbourhoods."
)


def gaps_of(view: IndicatorView, found: Figure, said: str) -> list[GapLens]:
    """Return the gaps of an area in one indicator: none where people cannot be counted."""
    indicator = view.indicator
    if not is_counted(indicator, view.unit.times) or indicator.kind in NO_GAP:
        return []
    england = view.benchmark(Level.COUNTRY)
    gaps = [_gap(view, found, said, england, f"{england.name}’s level")]
    best = view.best_fifth if view.level != Level.DISTRICT else None
    if best is not None and words.rounded(best, indicator.decimals) > 0:
        fifth = Benchmark("", best_areas(view), view.level, best, "ok")
        gaps.append(_gap(view, found, said, fifth, f"the level of {fifth.name}"))
    return [gap for gap in gaps if gap is not None]


def _gap(
    view: IndicatorView, found: Figure, said: str, there: Benchmark, level: str
) -> GapLens | None:
    indicator = view.indicator
    times, polarity, n = view.unit.times, indicator.judged_polarity, found.denominator
    people = people_to_benchmark(found.value, n, there.value, polarity, multiplier=times)
    if people is None or words.rounded(people, 0) <= 0:
        return None
    lower, upper = _limits(view, found, there)
    beside = figure_beside(view, there, found)
    lenses = both_lenses(view, beside)
    who = f"{'more' if polarity > 0 else 'fewer'} {indicator.numerator_label}"
    written, rough = words.number(people, 0), about(found.value, there.value)
    text = (
        f"For {said} to be at {level} ({figure(view, there.value)}), "
        f"{would_change(indicator, f'{rough}{written}')}{_between(lower, upper)}: the figure is "
        f"{lenses}."
    )
    if beside.verdict == Verdict.SIMILAR:
        text += f" {WITHIN_ERROR}"
    return GapLens(
        indicator=indicator.id,
        label=indicator.label,
        block=indicator.block,
        towards=there.name,
        value=there.value,
        written=figure(view, there.value),
        people=people,
        lower=lower,
        upper=upper,
        people_written=written,
        people_label=who,
        apart=apart_of(found.value, there.value, indicator.decimals),
        lenses=lenses,
        certain=beside.verdict == Verdict.WORSE,
        sentence=text,
    )


def _limits(
    view: IndicatorView, found: Figure, there: Benchmark
) -> tuple[float | None, float | None]:
    """Return the 95 % limits of the people that a gap takes, where the figure has limits."""
    times, n = view.unit.times, found.denominator
    people = [
        n * -view.indicator.judged_polarity * end / times
        for limit in (found.lower, found.upper)
        for end in ends(less(limit, there.value))
    ]
    return (None, None) if isnan(sum(people)) else (max(0.0, min(people)), max(people))


def _between(lower: float | None, upper: float | None) -> str:
    if lower is None or upper is None:
        return ""
    return f" (95% interval {words.number(lower, 0)} to {words.number(upper, 0)})"
