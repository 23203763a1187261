"""A figure beside another, in words: verdict, difference and ratio, and how sure they are."""

from __future__ import annotations

import pandas as pd

from het_geo import words
from het_geo.apart import apart as compared
from het_geo.apart import is_near_one, no_ratio, same
from het_geo.atlas.comparison import Comparison
from het_geo.atlas.views import Benchmark, IndicatorView
from het_geo.blank import UNMARGINED
from het_geo.bounds import about, is_sure, less
from het_geo.catalogue.vocabulary import Unit
from het_geo.compare import AGE, Standing, Verdict
from het_geo.geography import Level
from het_geo.sentences.parts import figure, why_a_range

_SIDES = (Verdict.WORSE, Verdict.SIMILAR, Verdict.BETTER)
UNSURE = "neither surely higher nor lower"
INSIDE = "within the margin of error"
BEYOND = "beyond the margin of error"


def comparison(view: IndicatorView, found: Comparison) -> str:
    """Return how an area stands against one benchmark: verdict, difference and ratio."""
    name, why = found.benchmark.name, why_a_range(found.difference)
    if pd.isna(found.benchmark.value):
        return f"{none_of(view, found.benchmark)}{_in_the_kingdom(view)}"
    there = f"{name} ({figure(view, found.benchmark.value)})"
    if found.verdict == Verdict.NOT_COMPARED:
        return f"{_unjudged(view, found, there)} {not_sure(view)}{why}"
    lenses = both_lenses(view, found)
    if found.verdict == Verdict.SIMILAR:
        return f"{_similar(view, found, there)}.{why}{why_no_verdict(view)}"
    why += why_no_verdict(view)
    if lenses == same():
        return f"That is {found.verdict.phrase} {there}, though {lenses}.{why}"
    if found.verdict in (Verdict.HIGHER, Verdict.LOWER):
        return f"That is {_than(view, found, there)}, {BEYOND}.{why}"
    return f"That is {found.verdict.phrase} {there}: {lenses}.{why}"


def none_of(view: IndicatorView, there: Benchmark) -> str:
    """Return that a benchmark has no such figure, and in which other that says the same it has."""
    if view.alike is None or there.level != Level.COUNTRY:
        return f"There is no figure for {there.name} to compare with."
    return f"There is no figure for {there.name} made in this way. {in_another(view.alike)}"


def in_another(view: IndicatorView) -> str:
    """Return what England has in another figure than the one that was spoken of."""
    there = view.benchmark(Level.COUNTRY)
    written = f"{figure(view, there.value)} ({view.period.said})"
    return f"In “{view.indicator.label}” {there.name} has one: {written}."


def _unjudged(view: IndicatorView, found: Comparison, there: str) -> str:
    """Return how a figure differs that no margin of error lets anybody judge."""
    gap = words.difference(found.value, found.benchmark.value, view.indicator)
    lenses = both_lenses(view, found)
    if gap == 0:
        return f"That is {same(there)}."
    if lenses == UNSURE:
        return f"Against {there} that is {lenses}."
    if view.indicator.than:
        higher, lower = view.indicator.than
        far = words.distance(gap, view.indicator, view.unit)
        return f"{words.capital(higher if gap > 0 else lower)} {there}, by {far}."
    return f"That is {_than(view, found, there)}."


def _similar(view: IndicatorView, found: Comparison, there: str) -> str:
    """Return that two figures are alike, or that a wide margin tells nothing of them."""
    alike = "cannot be told apart from" if found.wide else "is similar to"
    step = away(view, found.value, found.benchmark.value)
    how = step if step == same() else f"{step}, {INSIDE}"
    return f"That {alike} {there}: {how}"


def _than(view: IndicatorView, found: Comparison, there: str) -> str:
    return lenses(view, found.value, found.benchmark.value, f" than {there}", few=found.few)


def sides_said(sides: Standing, by: str = "") -> str:
    """Return how many figures are worse, similar and better than England’s, as a sentence's words.

    >>> sides_said(Standing(1, 0, 0)), sides_said(Standing(7, 0, 0))
    ('The one figure that can be judged against England’s is worse', \
'All 7 figures that can be judged against England’s are worse')
    >>> sides_said(Standing(3, 2, 0))
    '5 figures can be judged against England’s: 3 are worse and 2 are similar; none is better'
    """
    compared, many = f"can be judged against England’s{by}", sum(sides)
    held = [(count, side) for count, side in zip(sides, _SIDES, strict=True) if count]
    none = [side for count, side in zip(sides, _SIDES, strict=True) if not count]
    if len(held) == 1:
        who = {1: "The one figure", 2: "Both figures"}.get(many, f"All {many} figures")
        return f"{who} that {compared} {'is' if many == 1 else 'are'} {held[0][1]}"
    parts = [f"{count} {'are' if count > 1 else 'is'} {side}" for count, side in held]
    rest = f"; none is {none[0]}" if none else ""
    return f"{many} figures {compared}: {words.listed(parts)}{rest}"


def stands(found: Comparison) -> str:
    """Return a verdict before the benchmark's name, such as "worse than"."""
    return "not to be told apart from" if found.wide else found.verdict.phrase


def why_no_verdict(view: IndicatorView) -> str:
    """Return, after a sentence, why what follows age is higher or lower alone; else ""."""
    return f" It is not called better or worse: {AGE}." if view.indicator.follows_age else ""


def against(view: IndicatorView, verdict: Verdict) -> str:
    """Return a verdict against the chosen benchmark, as a map says it: "Worse than England"."""
    age = ", not adjusted for age" if view.indicator.follows_age else ""
    return f"{verdict.phrase.capitalize()} {view.chosen.name}{age}"


def _in_the_kingdom(view: IndicatorView) -> str:
    """Return the figure of the United Kingdom, which is held where England has none."""
    held = [b for b in view.benchmarks if b.level == Level.UK and pd.notna(b.value)]
    return "".join(f" For {b.name} it is {figure(view, b.value)}." for b in held)


def not_sure(view: IndicatorView) -> str:
    """Return why areas are not called better or worse."""
    if view.indicator.kind in UNMARGINED:
        return f"A {view.indicator.kind} does not tell how much of that could be chance."
    return "The source gives no margin of error, so it is not called better or worse."


def both_lenses(view: IndicatorView, found: Comparison) -> str:
    """Return how an area and a benchmark differ, in both :func:`lenses`."""
    return lenses(view, found.value, found.benchmark.value, few=found.few)


def lenses(
    view: IndicatorView, value: float, there: float, than: str = "", *, few: bool = False
) -> str:
    """Return the difference and the ratio of one figure and another in words.

    Both are those of the figures as they are written, and "about" where one of them is a range:
    from its middle. Where the two are nearly alike the difference says all: "99% as high" is hard
    to read. A score, years of life or a mark out of ten has no ratio (:func:`no_ratio`), and none
    is told where ``few`` are counted. ``than`` is what stands after the difference, such as
    " than in 2013".
    """
    said = away(view, value, there)
    if said == UNSURE:
        return said
    if said == same():
        return same(than.removeprefix(" than "))
    ratio = None if few else ratio_of(view, value, there)
    if ratio is None or is_near_one(ratio):
        return f"{said}{than}"
    return f"{said}{than}{also(ratio, view.unit)}"


def also(ratio: float, unit: Unit) -> str:
    """Return a ratio as it follows the difference that says the same in the other lens."""
    said = words.times_as_high(ratio, unit.much, unit.less)
    return f", {said}" if ratio >= 1 or said.startswith("half") else f", or {said}"


def away(view: IndicatorView, value: float, there: float) -> str:
    """Return the difference of two figures in words, the sign as the unit says it."""
    some = about(value, there)
    if some and not is_sure(less(value, there)):
        return UNSURE
    gap = words.difference(value, there, view.indicator)
    if gap == 0:
        return same()
    far = words.distance(gap, view.indicator, view.unit)
    return f"{some}{far} {view.unit.more if gap > 0 else view.unit.less}{which_way(view)}"


def which_way(view: IndicatorView) -> str:
    """Return which way of a score is worse, in brackets: its number alone says nothing."""
    if view.indicator.kind != "score" or not view.indicator.judged_polarity:
        return ""
    return f" ({'higher' if view.indicator.judged_polarity < 0 else 'lower'} is worse)"


def ratio_of(view: IndicatorView, one: float, other: float) -> float | None:
    """Return the ratio of two figures as they are written; ``None`` where none is to be said."""
    if no_ratio(view.indicator, view.unit):
        return None
    return compared(one, other, view.indicator.decimals).ratio


def many_times(view: IndicatorView, high: float, low: float, than: str = "higher lower") -> str:
    """Return how many times the lower figure the higher is, as a clause; "" where none is said."""
    ratio = ratio_of(view, high, low)
    if ratio is None or is_near_one(ratio):
        return ""
    one, other = than.split()
    return f", the {one} {words.times(ratio)} the {other}"


def apart(view: IndicatorView, high: float, low: float) -> str:
    """Return how far apart two figures are, as they are written; "about" where one is a range."""
    gap = words.difference(high, low, view.indicator)
    if gap == 0:
        return same()
    return f"{about(high, low)}{words.distance(gap, view.indicator, view.unit)}"


def told_apart(view: IndicatorView, high: float, low: float, *, ratio: bool = True) -> str:
    """Return how far apart two figures are, and how many times where one may say so."""
    said = apart(view, high, low)
    if said == same():
        return said
    return f"{said} apart{many_times(view, high, low) if ratio else ''}"
