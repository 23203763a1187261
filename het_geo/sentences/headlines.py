"""Every plain-English statement, made from results only."""

from __future__ import annotations

import pandas as pd

from het_geo import words
from het_geo.apart import apart as compared
from het_geo.apart import is_near_one, no_ratio, same
from het_geo.atlas.views import Comparison, IndicatorView, compare_area
from het_geo.blank import UNMARGINED
from het_geo.bounds import Bounded, about, is_sure, less
from het_geo.catalogue.periods import Period
from het_geo.catalogue.records import PLAIN_KINDS, UNAVERAGED_KINDS
from het_geo.catalogue.vocabulary import CONTEXT
from het_geo.compare import AGE, Verdict
from het_geo.figures import Status
from het_geo.geography import Level


def figure(view: IndicatorView, value: float) -> str:
    """Return a value with its unit."""
    return words.figure(value, view.indicator, view.unit)


def others(view: IndicatorView, code: str) -> str:
    """Return how many other areas have an area's value, such as " and 73 others"; "" for none."""
    same = int((view.table["value"] == view.table.loc[code, "value"]).sum()) - 1
    return f" and {words.count_of(same, 'other', 'others')}" if same > 0 else ""


def clause(view: IndicatorView, value: float) -> str:
    """Return what the indicator says of a value, such as "12.2% of households had …"."""
    return view.indicator.says.format(value=figure(view, value))


def when(view: IndicatorView) -> str:
    """Return a view's period as it stands at the end of a clause."""
    return when_of(view.period)


def when_of(period: Period) -> str:
    """Return a period as it stands at the end of a clause."""
    if period.kind == "instant" and period.label[0].isdigit():
        return f"on {period.label}"
    inside = period.kind in ("year", "month", "instant") and " to " not in period.label
    return f"in {period.label}" if inside else f"({period.label})"


def place(view: IndicatorView, code: str) -> str:
    """Return an area's name, with "best fit" where a ward's value is shown."""
    label = view.label(code)
    return f"{label} (best fit)" if view.level == Level.WARD else label


def headline(view: IndicatorView, code: str = "") -> str:
    """Return the sentence a councillor would read out: of one area, or of the whole place."""
    return area_headline(view, code) if code else place_headline(view)


def area_headline(view: IndicatorView, code: str) -> str:
    """Return one area's value and how it stands against the chosen benchmark, in both lenses."""
    value = view.value(code)
    if pd.isna(value):
        reason = no_figure(view, code).removeprefix("not available: ")
        of = f"“{view.indicator.label}” ({view.period.label})"
        return f"{words.capital(place(view, code))} has no figure for {of}: {reason}."
    said = f"In {place(view, code)}, {clause(view, value)} {when(view)}."
    others = {c.benchmark.code: c for c in compare_area(view, code)}
    found = others.get(view.chosen.code)
    plain = view.indicator.kind in PLAIN_KINDS
    if plain or found is None:
        return f"{said}{why_a_range(value)}"
    beside = comparison(view, found)  # which says why, where there is anything to compare with
    return f"{said} {beside}{why_a_range(value) if pd.isna(found.difference) else ''}"


def no_figure(view: IndicatorView, code: str) -> str:
    """Return why an area has no figure, and between what the figure lies that was withheld."""
    row = view.table.loc[code]
    reason = Status(row["status"]).words
    if pd.isna(row["least"]):
        return reason
    held = Bounded((row["least"] + row["most"]) / 2, row["least"], row["most"])
    return f"{reason}: it would be {words.exact(held, view.indicator.decimals, view.unit)}"


def comparison(view: IndicatorView, found: Comparison) -> str:
    """Return how an area stands against one benchmark: verdict, difference and ratio."""
    name, why = found.benchmark.name, why_a_range(found.difference)
    if pd.isna(found.benchmark.value):
        return f"There is no figure for {name} to compare with.{_in_the_kingdom(view)}"
    there = f"{name} ({figure(view, found.benchmark.value)})"
    lenses = both_lenses(view, found)
    if found.verdict == Verdict.NOT_COMPARED:
        return f"Against {there} that is {lenses}. {not_sure(view)}{why}"
    if found.verdict == Verdict.SIMILAR:
        return f"That is similar to {there}: {lenses}, within the margin of error.{why}"
    why += why_no_verdict(view)
    alike = lenses == same(view.indicator.decimals)
    return f"That is {found.verdict.phrase} {there}{', though ' if alike else ': '}{lenses}.{why}"


def why_a_range(*values: float) -> str:
    """Return why a figure is written as a range, where one of these is."""
    said = " A range is given because the publisher withholds small counts."
    return said if about(*values) else ""


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
        return f"A {view.indicator.kind} has no margin of error, so the difference is not judged."
    return "The source gives no margin of error, so it is not called better or worse."


def both_lenses(view: IndicatorView, found: Comparison) -> str:
    """Return how an area and a benchmark differ, in both :func:`lenses`."""
    return lenses(view, found.value, found.benchmark.value)


def lenses(view: IndicatorView, value: float, there: float) -> str:
    """Return the difference and the ratio of one figure and another in words.

    Both are those of the figures as they are written, and "about" where one of them is a range:
    from its middle. Where the two are nearly alike the difference says all: "99% as high" is hard
    to read. A score, years of life or a mark out of ten has no ratio (:func:`no_ratio`).
    """
    some = about(value, there)
    if some and not is_sure(less(value, there)):
        return "neither surely higher nor lower"
    gap = words.difference(value, there, view.indicator)
    if gap == 0:
        return same(view.indicator.decimals)
    away = words.distance(gap, view.indicator, view.unit)
    said = f"{some}{away} {view.unit.more if gap > 0 else view.unit.less}{which_way(view)}"
    ratio = ratio_of(view, value, there)
    if ratio is None or is_near_one(ratio):
        return said
    return f"{said}, {words.times_as_high(ratio, view.unit.much)}"


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
    if ratio is None or ratio < 1.005:
        return ""
    one, other = than.split()
    return f", the {one} {words.times(ratio)} the {other}"


def apart(view: IndicatorView, high: float, low: float) -> str:
    """Return how far apart two figures are, as they are written; "about" where one is a range."""
    gap = words.difference(high, low, view.indicator)
    if gap == 0:
        return same(view.indicator.decimals)
    return f"{about(high, low)}{words.distance(gap, view.indicator, view.unit)}"


def place_headline(view: IndicatorView) -> str:
    """Return the whole place's value and how far apart its areas are, in both lenses."""
    own = next(b for b in view.benchmarks if b.level == Level.DISTRICT)
    values = view.table["value"].dropna()
    if values.empty:
        none = f"{view.indicator.label}: no figures for the {view.level.many} of {view.place}"
        why = set(view.table["status"]) - {Status.MISSING}  # of what is missing, all is said
        return f"{none}, {Status(why.pop()).words}." if len(why) == 1 else f"{none}."
    head = f"Across {view.place}, {clause(view, own.value)} {when(view)}."
    whose = "Its"
    if pd.isna(own.value):
        head, whose = (
            f"{view.indicator.label}, {view.period.label}.",
            f"{words.capital(view.place)}’s",
        )
    high, low = values.idxmax(), values.idxmin()
    top, bottom = view.value(high), view.value(low)
    if len(values) < 2 or top == bottom:
        return f"{head}{why_a_range(own.value)}"
    fit = "best-fit " if view.level == Level.WARD else ""
    return (
        f"{head} {whose} {fit}{view.level.many} range from {figure(view, bottom)} "
        f"in {_named(view, low)} to {figure(view, top)} in {_named(view, high)}"
        f"{_gap(view, top, bottom)}.{why_a_range(own.value, top, bottom)}{without_value(view)}"
    )


def _gap(view: IndicatorView, top: float, bottom: float) -> str:
    """Return how far apart the ends are; nothing of who lives where, which is no gap."""
    if view.indicator.kind in UNAVERAGED_KINDS or view.indicator.block == CONTEXT:
        return ""
    gap = apart(view, top, bottom)
    gap = gap if gap == same(view.indicator.decimals) else f"a gap of {gap}"
    return f": {gap}{many_times(view, top, bottom, 'highest lowest')}"


def _named(view: IndicatorView, code: str) -> str:
    """Return an area's name, and how many others have the same value."""
    return f"{view.label(code)}{others(view, code)}"


def without_value(view: IndicatorView) -> str:
    """Return how many areas have no value, which no measure counts in."""
    count = int(view.table["value"].isna().sum())
    if not count:
        return ""
    return f" {count} of {len(view.table)} {view.level.many} have no figure."


def short(view: IndicatorView, code: str) -> str:
    """Return the sentence a map says when an area is pointed at or reached by keyboard."""
    row = view.table.loc[code]
    if pd.isna(row["value"]):
        return f"{words.capital(place(view, code))}: {Status(row['status']).words}"
    text = f"{words.capital(place(view, code))}: {clause(view, view.value(code))}"
    limits = words.interval(row["lower"], row["upper"], view.indicator, view.unit)
    text += f" ({limits})" if limits else ""
    if (found := Verdict(view.verdicts[code])) == Verdict.NOT_COMPARED:
        return text
    return f"{text}. {against(view, found)}"
