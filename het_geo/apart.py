"""What a reader can work out from numbers as they are written, which is what words say of them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from math import isnan

from het_geo.bounds import ends
from het_geo.catalogue.records import Indicator
from het_geo.catalogue.vocabulary import Unit
from het_geo.words import WHOLE, less, rounded

_NO_RATIO = {
    # Twice the score is not twice the need.
    "score": "a score has differences, but no ratios",
    "rank": "a rank has no ratio",
    "decile": "a decile has no ratio",
    "class": "a class has no ratio",
    "count": "nothing is gained by comparing a count",
}


@dataclass(frozen=True)
class Apart:
    """How far apart two numbers are as they are written; no ratio where it would say little."""

    difference: float
    ratio: float | None


def no_ratio(indicator: Indicator, unit: Unit) -> str:
    """Return why a figure has no ratio to another, by its kind or its unit; "" where it has one."""
    return _NO_RATIO.get(indicator.kind, "") or unit.no_ratio


@lru_cache(maxsize=2**15)
def apart(one: float, other: float, decimals: int) -> Apart:
    """Compare two numbers as they are written, so that a reader's own sum comes out.

    The ratio is ``None`` where either is not above 0 or is written with fewer than two digits
    (:func:`is_coarse`): rounding would decide it.

    >>> apart(22.24, 11.96, 1)  # 22.2 and 12.0, though 10.28 lie between them
    Apart(difference=10.2, ratio=1.85)
    >>> apart(0.04, 5.0, 1)  # 0.0 and 5.0
    Apart(difference=-5.0, ratio=None)
    """
    first, last = rounded(one, decimals), rounded(other, decimals)
    small = min(first, last) <= 0 or is_coarse(one, decimals) or is_coarse(other, decimals)
    ratio = None if small else float(f"{first / last:.9g}")
    return Apart(less(one, other, decimals), ratio)


def is_coarse(value: float, decimals: int) -> bool:
    """Tell whether a value is written with fewer than two digits: too few to make a ratio of.

    >>> is_coarse(0.04, 1), is_coarse(0.9, 1), is_coarse(1.2, 1)
    (True, True, False)
    """
    return bool(abs(rounded(value, decimals)) * 10.0**decimals < 10)


@lru_cache(maxsize=2**15)
def count_decimals(
    value: float, numerator: float, denominator: float, times: float, decimals: int
) -> int:
    """Return with how few decimals counts can be written so that dividing them gives the value.

    A count is whole, so mostly none; an average of months or a part shared out may need some. None
    are needed where the value is not made of these counts, whatever they are written like.

    >>> count_decimals(12.0, 12.0, 100.0, 100.0, 1)
    0
    >>> count_decimals(1.25, 0.625, 50.0, 100.0, 1)  # 1 of 50 would be 2.0
    2
    """
    half = 0.5 * 10.0**-decimals * (1 + 1e-9)
    for count in range(7):
        whole, part = rounded(denominator, count), rounded(numerator, count)
        if whole and abs(part / whole * times - rounded(value, decimals)) <= half:
            return count
    return 0


def same(there: str = "") -> str:
    """Say that a number is written as another is, which may be named.

    >>> same(), same("in 2013")
    ('the same when rounded', 'the same as in 2013 when rounded')
    """
    return f"the same{f' as {there}' if there else ''} when rounded"


FIRM = 20  # events: of fewer, one more or less moves a ratio by a twentieth and over


def counts_few(indicator: Indicator, value: float, count: float) -> bool:
    """Tell whether so few are counted in a figure that no ratio of it is told as if it were firm.

    A count that is not shown because it is small (:attr:`Indicator.hides_small_counts`) is few.
    """
    if indicator.kind not in ("proportion", "rate", "dsr"):
        return False
    return count < FIRM or (isnan(count) and indicator.hides_small_counts and value > 0)


def is_everybody(indicator: Indicator, unit: Unit, value: float) -> bool:
    """Tell whether a share is written as of all: it can be no larger, whatever lies behind it.

    Count and people of two years can make it more, and it is then cut off (``cap``): such a figure
    is true, but leads nowhere, since how far it is from another is not known.
    """
    if indicator.kind not in ("proportion", "rate") or unit.times != WHOLE:
        return False
    return all(rounded(end, indicator.decimals) >= WHOLE for end in ends(value))


NEAR = 1.15  # a ratio below it is written as 1.1 times or less


def is_near_one(ratio: float) -> bool:
    """Tell whether a ratio says less than the difference beside it: "1.1 times as high".

    >>> is_near_one(0.99), is_near_one(1.14), is_near_one(0.86), is_near_one(1.15)
    (True, True, False, False)
    """
    return 1 / NEAR < ratio < NEAR
