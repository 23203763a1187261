"""Every plain-English statement, made from results only."""

from __future__ import annotations

import pandas as pd

from het_geo import words
from het_geo.catalogue import Catalogue
from het_geo.compare import Verdict
from het_geo.figures import Status
from het_geo.geography import Level
from het_geo.views import Comparison, IndicatorView, compare_area

UNRATIOED = ("score", "rank", "decile", "count")


def figure(view: IndicatorView, value: float) -> str:
    """Return a value with its unit."""
    return words.figure(value, view.indicator, view.unit)


def clause(view: IndicatorView, value: float) -> str:
    """Return what the indicator says of a value, such as "12.2% of households had …"."""
    return view.indicator.says.format(value=figure(view, value))


def when(view: IndicatorView) -> str:
    """Return the period as it stands at the end of a clause."""
    period = view.period
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
    row = view.table.loc[code]
    if pd.isna(row["value"]):
        reason = Status(row["status"]).words
        return f"{place(view, code)}: {view.indicator.label}, {view.period.label}, {reason}."
    said = f"In {place(view, code)}, {clause(view, row['value'])} {when(view)}."
    others = {c.benchmark.code: c for c in compare_area(view, code)}
    found = others.get(view.chosen.code)
    plain = view.indicator.kind in ("count", "rank", "decile")  # nothing is gained by comparing
    return said if plain or found is None else f"{said} {comparison(view, found)}"


def comparison(view: IndicatorView, found: Comparison) -> str:
    """Return how an area stands against one benchmark: verdict, difference and ratio."""
    name = found.benchmark.name
    if pd.isna(found.benchmark.value):
        return f"There is no figure for {name} to compare with."
    there = f"{name} ({figure(view, found.benchmark.value)})"
    lenses = both_lenses(view, found)
    if found.verdict == Verdict.NOT_COMPARED:
        return f"Against {there} that is {lenses}. {not_sure(view)}"
    if found.verdict == Verdict.SIMILAR:
        return f"That is similar to {there}: {lenses}, within the margin of error."
    return f"That is {found.verdict.phrase} {there}: {lenses}."


def not_sure(view: IndicatorView) -> str:
    """Return why areas are not called better or worse."""
    if view.indicator.kind in ("score", "rank", "decile"):
        return (
            f"A {view.indicator.kind} has no margin of error, so it is not called better or worse."
        )
    return "The source gives no margin of error, so it is not called better or worse."


def both_lenses(view: IndicatorView, found: Comparison) -> str:
    """Return the difference and the ratio of an area and a benchmark in words.

    The difference is that of the figures as they are written. A score has no ratio: it orders
    places, and twice the score is not twice the need.
    """
    value = found.benchmark.value + found.difference
    gap = words.difference(value, found.benchmark.value, view.indicator)
    if gap == 0:
        return "about the same"
    said = f"{words.distance(gap, view.indicator, view.unit)} {'higher' if gap > 0 else 'lower'}"
    coarse = any(
        words.is_coarse(v, view.indicator.decimals) for v in (value, found.benchmark.value)
    )
    if pd.isna(found.ratio) or coarse or view.indicator.kind in UNRATIOED:
        return said
    return f"{said}, {words.times_as_high(found.ratio)}"


def place_headline(view: IndicatorView) -> str:
    """Return the whole place's value and how far apart its areas are, in both lenses."""
    own = next(b for b in view.benchmarks if b.level == Level.DISTRICT)
    values = view.table["value"].dropna()
    if values.empty:
        return f"{view.indicator.label}: no figures for the {view.level.many} of {view.place}."
    head = f"Across {view.place}, {clause(view, own.value)} {when(view)}."
    whose = "Its"
    if pd.isna(own.value):
        head, whose = f"{view.indicator.label}, {view.period.label}.", f"{view.place}’s"
    high, low = values.idxmax(), values.idxmin()
    top, bottom = float(values[high]), float(values[low])
    if len(values) < 2 or top == bottom:
        return head
    apart = words.difference(top, bottom, view.indicator)
    gap = words.distance(apart, view.indicator, view.unit)
    fit = "best-fit " if view.level == Level.WARD else ""
    ratio = ""
    coarse = words.is_coarse(bottom, view.indicator.decimals)
    if bottom > 0 and not coarse and view.indicator.kind not in UNRATIOED:
        ratio = f", the highest {words.number(top / bottom, 1)} times the lowest"
    return (
        f"{head} {whose} {fit}{view.level.many} range from {figure(view, bottom)} "
        f"in {_named(view, low)} to {figure(view, top)} in {_named(view, high)}: "
        f"a gap of {gap}{ratio}.{_without_value(view)}"
    )


def _named(view: IndicatorView, code: str) -> str:
    """Return an area's name, and how many others have the same value."""
    same = int((view.table["value"] == view.table.loc[code, "value"]).sum()) - 1
    others = f" and {words.count_of(same, 'other', 'others')}" if same else ""
    return f"{view.label(code)}{others}"


def _without_value(view: IndicatorView) -> str:
    """Return how many areas have no value, which no measure counts in."""
    count = int(view.table["value"].isna().sum())
    if not count:
        return ""
    return f" {count} of {len(view.table)} {view.level.many} have no figure."


def certainty(view: IndicatorView, code: str) -> str:
    """Return how sure we are of an area's value, or why we cannot say."""
    row = view.table.loc[code]
    limits = words.interval(row["lower"], row["upper"], view.indicator, view.unit)
    if not limits:
        return "No margin of error is published for this figure."
    return f"95% interval: {limits}."


def rank(view: IndicatorView, code: str) -> str:
    """Return the rank with its certainty; nothing beyond the highest value without limits."""
    row = view.table.loc[code]
    count = int(view.table["value"].notna().sum())
    if pd.isna(row["value"]) or count < 2:
        return ""
    end = "lowest" if view.indicator.polarity > 0 else "highest"
    if not view.ranked or pd.isna(row["rank"]):
        values = view.table["value"]
        extreme = values.min() if end == "lowest" else values.max()
        here = f"The {end} value of {count} {view.level.many}." if row["value"] == extreme else ""
        return here or "Not ranked: there is no margin of error to tell areas apart."
    first, last = int(row["rank_lower"]), int(row["rank_upper"])
    if first == last:
        return f"The {_position(first, end)} of {count} {view.level.many}, 95% sure."
    start = f"the {end}" if first == 1 else words.ordinal(first)
    spread = f"between {start} and {'the ' if first == 1 else ''}{words.ordinal(last)} {end}"
    return f"{spread[0].upper()}{spread[1:]} of {count} {view.level.many}, 95% sure."


def _position(rank: int, end: str) -> str:
    return end if rank == 1 else f"{words.ordinal(rank)} {end}"


def people(view: IndicatorView, code: str) -> str:
    """Return the people (households) behind a share, or the weight behind a mean."""
    row = view.table.loc[code]
    if pd.isna(row["denominator"]):
        return ""
    total = words.number(row["denominator"], 0)
    if not view.indicator.numerator:
        if view.level == view.indicator.base_level:
            return ""  # the publisher's own figure of this area: nothing was averaged
        return f"Averaged over {total} {view.indicator.denominator_label}."
    if pd.isna(row["numerator"]):
        return f"Of {total} {view.indicator.denominator_label}; the count is not published."
    count = words.number(row["numerator"], 0)
    return (
        f"{count} {view.indicator.numerator_label}, of {total} {view.indicator.denominator_label}"
    )


def short(view: IndicatorView, code: str) -> str:
    """Return the sentence a map says when an area is pointed at or reached by keyboard."""
    row = view.table.loc[code]
    if pd.isna(row["value"]):
        return f"{place(view, code)}: {Status(row['status']).words}"
    text = f"{place(view, code)}: {clause(view, row['value'])}"
    limits = words.interval(row["lower"], row["upper"], view.indicator, view.unit)
    text += f" ({limits})" if limits else ""
    if row["verdict"] == Verdict.NOT_COMPARED:
        return text
    return f"{text}. {Verdict(row['verdict']).phrase.capitalize()} {view.chosen.name}"


def best_fit_note(areas: pd.DataFrame, ward: str, share: float) -> str:
    """Return which neighbourhoods of a ward lie well outside it; best fit does not nest."""
    inside = areas[(areas["ward"] == ward) & (areas["level"] == Level.LSOA)]
    across = inside[inside["ward_share"] < share]
    count = words.count_of(len(inside), "neighbourhood", "neighbourhoods")
    most = words.number(share * 100, 0)
    if across.empty:
        return f"Made of {count}, each with at least {most}% of its area in the ward."
    names = [
        f"{row['name']} ({words.number(row['ward_share'] * 100, 0)}% of its area inside)"
        for _, row in across.iterrows()
    ]
    verb = "lies" if len(names) == 1 else "lie"
    return f"Made of {count}. {words.listed(names)} {verb} partly outside the ward."


def spread(view: IndicatorView) -> str:
    """Return how many areas are worse than, similar to or better than the chosen benchmark."""
    counts = view.table["verdict"].value_counts()
    if len(view.table) < 2 or set(counts.index) <= {Verdict.NOT_COMPARED}:
        return ""
    order = (Verdict.WORSE, Verdict.HIGHER, Verdict.SIMILAR, Verdict.BETTER, Verdict.LOWER)
    first, *rest = [verdict for verdict in order if counts.get(verdict, 0)]
    verb = "is" if counts[first] == 1 else "are"
    said = f"{counts[first]} of {words.count_of(len(view.table), view.level.one, view.level.many)}"
    parts = [f"{said} {verb} {first.phrase} {view.chosen.name}"]
    parts += [f"{counts[v]} {'is' if counts[v] == 1 else 'are'} {v}" for v in rest]
    return f"{words.listed(parts)}."


def percentile(view: IndicatorView, code: str) -> str:
    """Return where an area stands among all of England's areas of its level; "" if not known."""
    share = view.table.loc[code].get("percentile")
    if share is None or pd.isna(share):
        return ""
    # Better and worse are said only where the area's own limits are known.
    sure = view.indicator.polarity != 0 and not pd.isna(view.table.loc[code, "lower"])
    low_is_worse = view.indicator.polarity > 0
    below = 100 - share if low_is_worse else share
    # never "100 %": an area cannot be worse than itself
    said = words.number(min(max(below, 1), 99), 0)
    word = "Worse" if sure else ("Lower" if low_is_worse else "Higher")
    return f"{word} than {said}% of England’s {view.level.many}."


def caveats(view: IndicatorView, catalogue: Catalogue) -> list[str]:
    """Return the caveats that hold for this level and period, in the record's order."""
    source = catalogue.sources[view.indicator.source]
    vintage = view.period.vintage or source.vintage
    found = []
    for name in view.indicator.caveats:
        caveat = catalogue.caveats[name]
        fits = (
            (not caveat.levels or str(view.level) in caveat.levels)
            and (not caveat.vintages or vintage in caveat.vintages)
            and (not caveat.years or view.period.end.year in caveat.years)
        )
        found += [caveat.text] if fits else []
    return found
