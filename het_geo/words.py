"""Numbers and names in words: rounding, units, counts, ordinals, lists."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache

import pandas as pd

from het_geo.bounds import ends
from het_geo.catalogue.records import Indicator
from het_geo.catalogue.vocabulary import Unit

WHOLE = 100  # of which a share in per cent, or in every 100, is a part
DIGITS = 12  # of a number that count when it is rounded: beyond them stands only noise of sums


@lru_cache(maxsize=2**15)  # a page and a profile write the same numbers many times
def number(value: float, decimals: int) -> str:
    """Write a number with thousands separators, halves rounded away from zero.

    >>> number(12.25, 1), number(-0.04, 1), number(10520, 0)
    ('12.3', '0.0', '10,520')
    """
    exact = Decimal(f"{value:.{DIGITS}g}")
    rounded = exact.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)
    return f"{abs(rounded) if rounded == 0 else rounded:,.{decimals}f}".replace("-", "−")


def figure(value: float, indicator: Indicator, unit: Unit) -> str:
    """Write a value with its unit, both ends of one that has two; "not available" for none."""
    if pd.isna(value):
        return "not available"
    edge = _at_edge(value, indicator, unit)
    return unit.write.format(value=edge) if edge else exact(value, indicator.decimals, unit)


def bare(value: float, indicator: Indicator, unit: Unit) -> str:
    """Write the number of a figure, without its unit: "12.2", "0", "100" or "over 99.9"."""
    return _at_edge(value, indicator, unit) or number(value, indicator.decimals)


def _at_edge(value: float, indicator: Indicator, unit: Unit) -> str:
    """Return how the number is written that rounds to none or to all; "" for any other.

    None and all of those counted are whole numbers: "0", "100". What only rounds to them is said
    to lie short of them: 99.96 is "over 99.9", as 0.04 is "under 0.1".
    """
    decimals, share = indicator.decimals, indicator.kind in ("proportion", "rate")
    low, high = ends(value)
    step = 10.0**-decimals
    if rounded(low, decimals) == rounded(high, decimals) == 0 and low >= 0:
        return f"under {number(step, decimals)}" if high > 0 else "0" if share else ""
    if not share or unit.times != WHOLE or rounded(low, decimals) < WHOLE:
        return ""
    short = float(f"{low:.{DIGITS}g}") < WHOLE and decimals  # whole per cents tell no more
    return f"over {number(WHOLE - step, decimals)}" if short else number(WHOLE, 0)


def exact(value: float, decimals: int, unit: Unit) -> str:
    """Write a value with its unit and so many decimals: "between a and b" where it has two ends."""
    first, last = (_place(end, decimals, unit) for end in ends(value))
    if first == last:
        return unit.write.format(value=first)
    if not unit.write.startswith("{value} "):  # "between 25.4 and 26.3 in every 100": once
        first = unit.write.format(value=first)
    return f"between {first} and {unit.write.format(value=last)}"


def _place(value: float, decimals: int, unit: Unit) -> str:
    return ordinal(round(value)) if unit.ordinal else number(value, decimals)


def difference(one: float, other: float, indicator: Indicator) -> float:
    """Return one value less another as they are written, so that a reader's sum comes out."""
    return less(one, other, indicator.decimals)


def less(one: float, other: float, decimals: int) -> float:
    """Return one number less another as they are written; see :func:`het_geo.apart.apart`."""
    return round(rounded(one, decimals) - rounded(other, decimals), decimals)


@lru_cache(maxsize=2**15)
def rounded(value: float, decimals: int) -> float:
    """Return a value as it is written.

    >>> rounded(28.82, 1), rounded(4.86, 1)
    (28.8, 4.9)
    """
    return float(number(value, decimals).replace(",", "").replace("−", "-"))


def distance(value: float, indicator: Indicator, unit: Unit) -> str:
    """Write a difference between two values, without its sign."""
    written = number(abs(value), indicator.decimals)
    one = unit.one if rounded(abs(value), indicator.decimals) == 1 else ""
    return (one or unit.difference).format(value=written)


def interval(lower: float, upper: float, indicator: Indicator, unit: Unit) -> str:
    """Write a 95 % interval, or "" where there is none."""
    if pd.isna(lower) or pd.isna(upper):
        return ""
    first = figure(lower, indicator, unit)
    if unit.write.startswith("{value} "):  # "51.5 to 60.0 years": the unit once
        first = bare(lower, indicator, unit)
    return f"{first} to {figure(upper, indicator, unit)}"


def whole(count: float) -> str:
    """Write a count without decimals: "between 190 and 210" where it has two ends."""
    first, last = (number(end, 0) for end in ends(count))
    return first if first == last else f"between {first} and {last}"


def percentile(share: float) -> str:
    """Write a percentile: never 0 nor 100, since an area cannot be worse than itself.

    >>> percentile(99.9), percentile(0.2), percentile(42.5)
    ('99', '1', '43')
    """
    return number(min(max(share, 1.0), 99.0), 0)


def times_as_high(ratio: float, much: str = "high", less: str = "lower") -> str:
    """Write a ratio as people say it: so many times as high, or by how much lower.

    ``much`` and ``less`` are the unit's words for it, such as "far" and "nearer". Nobody says of a
    figure that it is "58% as high".

    >>> times_as_high(2.96), times_as_high(1.0), times_as_high(0.584), times_as_high(0.5, "far")
    ('3.0 times as high', 'about as high', '42% lower', 'half as far')
    >>> times_as_high(0.003, "many", "fewer")
    'over 99% fewer'
    """
    if 0.995 <= ratio < 1.005:
        return f"about as {much}"
    if ratio >= 1:
        return f"{times(ratio)} as {much}"
    share = number((1 - ratio) * 100, 0)
    if share == "50":
        return f"half as {much}"
    return f"{'over 99' if share == '100' else share}% {less}"


def times(ratio: float) -> str:
    """Write a ratio as a number of times.

    >>> times(2.96), times(1.0), times(1.04)
    ('3.0 times', 'the same', '1.04 times')
    """
    if 0.995 <= ratio < 1.005:
        return "the same"
    return f"{number(ratio, ratio_decimals(ratio))} times"


def ratio_decimals(ratio: float) -> int:
    """Return how many decimals a ratio is written with, wherever it stands.

    >>> ratio_decimals(6.5), ratio_decimals(1.04)
    (1, 2)
    """
    return 1 if ratio >= 1.05 else 2


def span(lower: float, upper: float) -> str:
    """Write the limits of a ratio, with as many decimals as tell them apart.

    >>> span(5.12, 6.88), span(1.21, 1.24), span(0.171, 0.209)
    ('5.1 to 6.9', '1.21 to 1.24', '0.17 to 0.21')
    """
    fine = lower < 1 or number(lower, 1) == number(upper, 1)
    return f"{number(lower, 2 if fine else 1)} to {number(upper, 2 if fine else 1)}"


def ordinal(rank: int) -> str:
    """Write a rank.

    >>> [ordinal(n) for n in (1, 2, 3, 4, 11, 12, 13, 21, 1112)]
    ['1st', '2nd', '3rd', '4th', '11th', '12th', '13th', '21st', '1,112th']
    """
    if rank % 100 in (11, 12, 13):
        return f"{rank:,}th"
    return f"{rank:,}{ {1: 'st', 2: 'nd', 3: 'rd'}.get(rank % 10, 'th') }"


_ARTICLE = re.compile(r"(^|[.!?] )the ")


def capital(text: str) -> str:
    """Return a text with its first letter large; the rest as it is.

    >>> capital("the ONS says"), capital("")
    ('The ONS says', '')
    """
    return text[:1].upper() + text[1:]


def begun(text: str) -> str:
    """Return sentences of which each that begins with a name's article begins with a large letter.

    >>> begun("the Isle of Wight has 4%. It fell; the rest rose. the City of London’s rose.")
    'The Isle of Wight has 4%. It fell; the rest rose. The City of London’s rose.'
    """
    return _ARTICLE.sub(r"\1The ", text)


def count_of(how_many: int, one: str, many: str) -> str:
    """Write a count with its noun.

    >>> count_of(1, "ward", "wards"), count_of(1204, "ward", "wards")
    ('1 ward', '1,204 wards')
    """
    return f"{how_many:,} {one if how_many == 1 else many}"


def a(noun: str) -> str:
    """Put the article before a noun.

    >>> a("ward"), a("MSOA")
    ('a ward', 'an MSOA')
    """
    return f"an {noun}" if noun.startswith(("M", "a", "e", "i", "o")) else f"a {noun}"


def listed(names: Sequence[str]) -> str:
    """Join names as a sentence does; a comma tells where a name with an "and" of its own ends.

    >>> listed(["Dallow"]), listed(["a", "b", "c"]), listed(["homes", "health and care"])
    ('Dallow', 'a, b and c', 'homes, and health and care')
    """
    if len(names) < 2:
        return "".join(names)
    comma = "," if any(" and " in name for name in names) else ""
    return f"{', '.join(names[:-1])}{comma} and {names[-1]}"


def once(texts: Iterable[str]) -> list[str]:
    """Return texts in order, each once, without those that another one begins with.

    >>> once(["Source: ONS", "Source: DWP", "Source: ONS", "Source: ONS. Contains OS data"])
    ['Source: DWP', 'Source: ONS. Contains OS data']
    """
    kept = list(dict.fromkeys(texts))
    return [text for text in kept if not any(t.startswith(f"{text.rstrip('.')}. ") for t in kept)]
