"""What stands beside a figure: how sure it is, its rank, the people behind it, its caveats."""

from __future__ import annotations

import pandas as pd

from het_geo import words
from het_geo.apart import count_decimals
from het_geo.atlas.views import IndicatorView
from het_geo.bounds import about
from het_geo.catalogue.records import Catalogue, Indicator
from het_geo.catalogue.vocabulary import Unit
from het_geo.compare import Verdict
from het_geo.figures import note_of
from het_geo.geography import Level
from het_geo.sentences.beside import why_no_verdict
from het_geo.sentences.receipts import reach

NO_LIMITS = "No margin of error is published for this figure."
WORST_OF = {-1: ("worst", "best"), 1: ("worst", "best"), 0: ("highest", "lowest")}


def certainty(view: IndicatorView, code: str) -> str:
    """Return how sure we are of an area's value, or why we cannot say."""
    row = view.table.loc[code]
    limits = words.interval(row["lower"], row["upper"], view.indicator, view.unit)
    if not limits:
        return NO_LIMITS
    return f"95% interval: {limits}."


def rank(view: IndicatorView, code: str) -> str:
    """Return the rank with its certainty; nothing beyond the highest value without limits."""
    row = view.table.loc[code]
    count = int(view.table["value"].notna().sum())
    if pd.isna(row["value"]) or count < 2:
        return ""
    end = "lowest" if view.indicator.judged_polarity > 0 else "highest"
    if not view.ranked or code not in view.ranks.index:
        values = view.table["value"]
        extreme = values.min() if end == "lowest" else values.max()
        here = f"The {end} value of {among(view)}." if row["value"] == extreme else ""
        return here or "Not ranked: there is no margin of error to tell areas apart."
    ranks = view.ranks.loc[code]
    ends = int(ranks["rank_lower"]), int(ranks["rank_upper"])
    return rank_words(*ends, end, among(view))


def among(view: IndicatorView) -> str:
    """Return how many areas stand in an order, and that those are not all, where some have none."""
    known = int(view.table["value"].notna().sum())
    held = "" if known == len(view.table) else " with a figure"
    return f"{words.count_of(known, view.level.one, view.level.many)}{held}"


def rank_words(first: int, last: int, end: str, areas: str) -> str:
    """Return the ranks an area could hold, counted from ``end``, among ``areas``.

    >>> rank_words(2, 5, "highest", "20 wards")
    'Between 2nd and 5th highest of 20 wards, 95% sure.'
    """
    if first == last:
        return f"The {_position(first, end)} of {areas}, 95% sure."
    start = f"the {end}" if first == 1 else words.ordinal(first)
    spread = f"between {start} and {'the ' if first == 1 else ''}{words.ordinal(last)} {end}"
    return f"{words.capital(spread)} of {areas}, 95% sure."


def _position(rank: int, end: str) -> str:
    return end if rank == 1 else f"{words.ordinal(rank)} {end}"


def published(view: IndicatorView, value: float, own: float) -> str:
    """Return the publisher's own figure of an area where it is written otherwise than ours."""
    ours, theirs = (words.figure(v, view.indicator, view.unit) for v in (value, own))
    if pd.isna(own) or ours == theirs:
        return ""
    return (
        f"The publisher’s own figure is {theirs}. The one here is worked out in one way for every "
        "area, so that areas can be compared."
    )


def people(view: IndicatorView, code: str) -> str:
    """Return the people (households) behind a share, or the weight behind a mean."""
    averaged = view.level != view.indicator.base_level
    total = float(view.table.at[code, "denominator"])
    return people_words(
        view.indicator, view.unit, view.value(code), view.count(code), total, averaged=averaged
    )


def people_words(
    indicator: Indicator,
    unit: Unit,
    value: float,
    numerator: float,
    denominator: float,
    *,
    averaged: bool,
) -> str:
    """Return the people behind a figure; ``averaged``: it is no figure of the publisher's own."""
    if pd.isna(denominator):
        return ""
    total = words.number(denominator, 0)
    if not indicator.numerator:
        return f"Averaged over {total} {indicator.denominator_label}." if averaged else ""
    if pd.isna(numerator):
        return f"Of {total} {indicator.denominator_label}; the count is not published."
    count, total = counts_written(indicator, unit, value, numerator, denominator)
    said = f"{count} {indicator.numerator_label}, of {total} {indicator.denominator_label}"
    if indicator.value is None:
        return said
    return (
        f"{said}. The figure is made from the publisher’s own rates, not this count divided by "
        "these people"
    )


def counts_written(
    indicator: Indicator, unit: Unit, value: float, numerator: float, denominator: float
) -> tuple[str, str]:
    """Write a count and what it is of, so that dividing them gives the value as it is written."""
    decimals = counts_decimals(indicator, unit, value, numerator, denominator)
    count = words.whole(numerator) if about(numerator) else words.number(numerator, decimals)
    return count, words.number(denominator, decimals)


def counts_decimals(
    indicator: Indicator, unit: Unit, value: float, numerator: float, denominator: float
) -> int:
    """Return with how few decimals a figure's counts give its value; none for a published one."""
    if indicator.value is not None or any(map(pd.isna, (value, numerator, denominator))):
        return 0
    return count_decimals(value, numerator, denominator, unit.times, indicator.decimals)


def rounding(view: IndicatorView, code: str, catalogue: Catalogue, areas: int) -> str:
    """Return what the rounding of counts can do to a figure; "" where it is written the same.

    ``areas`` is how many of the publisher's own areas the figure adds up.
    """
    value, total = (float(view.table.at[code, name]) for name in ("value", "denominator"))
    if pd.isna(value):
        return ""
    step, far = reach(view.indicator, catalogue, total, areas)
    low, high = max(value - far, 0.0), value + far
    if words.rounded(low, view.indicator.decimals) == words.rounded(high, view.indicator.decimals):
        return ""
    span = words.interval(low, high, view.indicator, view.unit)
    return f"Counts are rounded to {step:.0f}: by that alone the figure could be {span}."


def best_fit_note(areas: pd.DataFrame, ward: str, share: float) -> str:
    """Return which neighbourhoods of a ward lie well outside it; best fit does not nest.

    Of a ward that no neighbourhood fits best: why it has no figures.
    """
    inside = areas[(areas["ward"] == ward) & (areas["level"] == Level.LSOA)]
    if inside.empty:
        return _no_fit_note(areas, ward)
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


def _no_fit_note(areas: pd.DataFrame, ward: str) -> str:
    """Return why a ward that no neighbourhood fits best has no figures, and where they are."""
    codes = str(areas.loc[ward, "overlapped_by"]).split()
    names = [
        f"{areas.loc[code, 'name']} (counted in {areas.loc[areas.loc[code, 'ward'], 'name']} ward)"
        for code in codes
    ]
    return (
        f"No neighbourhood has most of its people in {areas.loc[ward, 'name']} ward, so no figure "
        f"is counted for it. Its ground lies in {words.listed(names)}."
    )


def spread(view: IndicatorView) -> str:
    """Return how many areas are worse than, similar to or better than the chosen benchmark.

    Only those with a figure are counted; how many have none is said.
    """
    counts = view.verdicts.value_counts()
    if len(view.table) < 2 or set(counts.index) <= {Verdict.NOT_COMPARED}:
        return ""
    order = (Verdict.WORSE, Verdict.HIGHER, Verdict.SIMILAR, Verdict.BETTER, Verdict.LOWER)
    first, *rest = [verdict for verdict in order if counts.get(verdict, 0)]
    verb = "is" if counts[first] == 1 else "are"
    known = int(view.table["value"].notna().sum())
    areas, without = words.count_of(known, view.level.one, view.level.many), ""
    if none := len(view.table) - known:
        areas = f"the {areas} that have a figure"
        without = f" {words.count_of(none, view.level.one, view.level.many)} "
        without += f"{'has' if none == 1 else 'have'} none."
    one = f"The one {view.level.one} that has a figure"
    said = one if known == 1 else f"{counts[first]} of {areas}"
    parts = [f"{said} {verb} {first.phrase} {view.chosen.name}"]
    parts += [f"{counts[v]} {'is' if counts[v] == 1 else 'are'} {v}" for v in rest]
    return f"{words.listed(parts)}.{without}{why_no_verdict(view)}"


def percentile(view: IndicatorView, code: str) -> str:
    """Return where an area stands among all of England's areas of its level; "" if not known."""
    row = view.table.loc[code]
    share = row.get("percentile")
    if share is None or pd.isna(share):
        return ""
    return percentile_words(view.indicator, view.level, share, bool(pd.notna(row["lower"])))


def percentile_words(indicator: Indicator, level: Level, share: float, sure: bool) -> str:
    """Return where a percentile stands; worse is said only where ``sure``: limits are known."""
    sure = sure and indicator.judged
    low_is_worse = indicator.judged_polarity > 0
    below = 100 - share if low_is_worse else share
    said = words.percentile(below)
    word = "Worse" if sure else ("Lower" if low_is_worse else "Higher")
    return f"{word} than {said}% of England’s {level.many}."


def status(view: IndicatorView, code: str) -> str:
    """Return what must be known of an area's figure: how it came about, and few events."""
    row = view.table.loc[code]
    value, total = float(row["value"]), float(row["denominator"])
    return note_of(str(row["status"]), view.indicator.kind, value, total, view.unit.times)


def caveats(view: IndicatorView) -> list[str]:
    """Return the caveats that hold for this level and period, in the vocabulary's order."""
    return [caveat.text for caveat in view.caveats]
