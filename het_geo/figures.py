"""The frame of figures: its columns, its statuses, and the limits a kind of indicator gets.

A *figures* frame is indexed by ``area_code`` with float columns ``value``, ``numerator``,
``denominator``, ``lower``, ``upper``, ``least``, ``most``, ``published``, ``percentile`` and a text
column ``status``. Values are in the unit of the indicator. ``denominator`` is what areas are
weighted by, also where the value is no share. ``least`` and ``most`` are the value with every
withheld count inside at the least and the most that the publisher's rule allows, and empty where
none is inside; the value is then their middle, the numerator its count, and the limits are the
lower of the least and the upper of the most (docs/methods.md#what-is-withheld). ``published`` is
the publisher's own figure where the value is computed on another basis. ``percentile`` is the share
(0 to 100) of England's areas of the same level with a lower value, areas with the same value
counted by half.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from het_geo import intervals
from het_geo.catalogue.records import Catalogue, Indicator

NUMBERS = [
    "value", "numerator", "denominator", "lower", "upper", "least", "most", "published",
    "percentile",
]  # fmt: skip
COLUMNS = ["area_code", "indicator", "period", *NUMBERS, "status"]
DIGITS = 9  # those that are kept of a number: finer than any source, the same on every machine
WRITTEN = f"%.{DIGITS}g"  # how files hold a number
FEW_EVENTS = 10
FEW_PEOPLE = 5  # counts of people below it are not shown (docs/methods.md#small-numbers)
LIMITED_KINDS = ("proportion", "rate")
_ROUNDING = 1e-9
_EXACT = 22  # the greatest power of ten that a float holds exactly
_POWERS = np.array([float(f"1e{power}") for power in range(-_EXACT, _EXACT + 1)])
_NEAR = 1e-6  # what a product of nine digits can be out by, several times over
Floats = NDArray[np.float64]


class Status(StrEnum):
    """Why a figure is there, or why it is not."""

    OK = "ok"
    APPORTIONED = "apportioned"
    FEW_EVENTS = "few_events"
    CAPPED = "capped"
    BOUNDED = "bounded"
    MIXED = "mixed"
    MISSING = "missing"
    SUPPRESSED = "suppressed"
    HIDDEN = "hidden"
    MUCH_WITHHELD = "much_withheld"
    LOW_COVERAGE = "low_coverage"
    NOT_COMBINED = "not_combined"
    NOT_SENT = "not_sent"
    NO_NEIGHBOURHOOD = "no_neighbourhood"
    JOINT = "joint"

    @property
    def words(self) -> str:
        """The status in words for a page; empty for an ordinary figure."""
        return _WORDS[self]


_WORDS = {
    Status.OK: "",
    Status.APPORTIONED: "shared out from an older boundary",
    Status.FEW_EVENTS: "few events",
    Status.CAPPED: "capped at 100: rounding, or counts of two different years, give more",
    Status.BOUNDED: "a range: the publisher withholds small counts, taken as low and as high as "
    "they can be",
    Status.MIXED: "mixed: its boundary was redrawn among several older neighbourhoods",
    Status.MISSING: "not available: the publisher gives no figure for this area",
    Status.SUPPRESSED: "withheld by the publisher because the count is small",
    Status.HIDDEN: "withheld here: 1 to 4 were counted, or it would give such a count away",
    Status.MUCH_WITHHELD: "not available: the publisher withholds the small counts of more than a "
    "fifth of the area",
    Status.NOT_COMBINED: "not available: these figures must not be added or averaged",
    Status.LOW_COVERAGE: "not available: less than 80% of the area is covered by the source",
    Status.NOT_SENT: "not sent: the police force’s file for this time is nearly empty",
    Status.NO_NEIGHBOURHOOD: "not available: no neighbourhood has most of its people here",
    Status.JOINT: "not available: published together with a neighbouring district, as one figure",
}
NO_VALUE = (
    Status.MISSING, Status.SUPPRESSED, Status.HIDDEN, Status.MUCH_WITHHELD, Status.LOW_COVERAGE,
    Status.NOT_COMBINED, Status.NOT_SENT, Status.NO_NEIGHBOURHOOD, Status.JOINT,
)  # fmt: skip


def note_of(status: str, kind: str, value: float, denominator: float, times: float) -> str:
    """Return what must be known of a figure, in words: its status, and few events beside another.

    One status alone stands in a table: a rate that is shared out, mixed, capped or a range, and
    rests on few events too, has them told from its own numbers.

    >>> note_of("few_events", "rate", 4.0, 100.0, 100.0), note_of("ok", "rate", 40.0, 100.0, 100.0)
    ('few events', '')
    >>> note_of("capped", "rate", 4.0, 100.0, 100.0).rpartition("; ")[2]
    'few events'
    """
    said = Status(status).words
    if status in NO_VALUE or status == Status.FEW_EVENTS or kind != "rate":
        return said
    few = value / times * denominator < FEW_EVENTS  # what is not known (NaN) is not few
    return "; ".join(part for part in (said, Status.FEW_EVENTS.words if few else "") if part)


def kept(values: Floats) -> Floats:
    """Return numbers with the digits that are kept of each, as files write them.

    What a value is made of is rounded before the value is made, so that whoever divides the counts
    as they are written has the value as it is written.

    >>> kept(np.array([20.41666666666, 1_234_567_891.0, np.nan])).tolist()
    [20.4166667, 1234567890.0, nan]
    """
    found = np.array(values, dtype=float)
    odd = np.isfinite(found) & ((found % 1 != 0) | (np.abs(found) >= 10.0**DIGITS))
    found[odd] = _shortened(found[odd])
    return found


def _shortened(numbers: Floats) -> Floats:
    """Return numbers as their text of so many digits reads, without writing the text.

    A whole number of nine digits divided by a power of ten that a float holds exactly is the float
    nearest to that decimal, on every machine. Where multiplying could have moved a number across
    the middle between two decimals, or the power is not exact, the text decides.
    """
    size = np.abs(numbers)
    places = DIGITS - 1 - (np.searchsorted(_POWERS, size, side="right") - 1 - _EXACT)
    up = _POWERS[np.clip(places, 0, _EXACT) + _EXACT]
    down = _POWERS[np.clip(-places, 0, _EXACT) + _EXACT]
    scaled = size * up / down
    found = np.copysign(np.rint(scaled) / up * down, numbers)
    doubt = np.abs(scaled - np.floor(scaled) - 0.5) < _NEAR
    doubt |= (places > _EXACT) | (size >= _POWERS[-1])
    found[doubt] = [float(f"{number:.{DIGITS}g}") for number in numbers[doubt]]
    return np.asarray(found, dtype=np.float64)


def statuses(cases: Sequence[tuple[NDArray[np.bool_], Status]], size: int) -> pd.Categorical:
    """Return a column of statuses: each row's first case that holds, else ``ok``."""
    order = list(Status)
    codes = np.full(size, order.index(Status.OK), dtype=np.int8)
    for holds, status in reversed(cases):
        codes[holds] = order.index(status)
    return pd.Categorical.from_codes(codes, [str(status) for status in order])


def within_cap(figures: pd.DataFrame, indicator: Indicator) -> pd.DataFrame:
    """Bring values above the indicator's cap down to it, marked ``capped``, at whatever level.

    Figures whose count and people are of different years can exceed a whole; so can their sums.
    """
    if indicator.cap is None:
        return figures
    over = figures["value"] > indicator.cap
    found = figures.assign(value=figures["value"].mask(over, indicator.cap))
    found.loc[over, "status"] = str(Status.CAPPED)
    return found


def is_hidden(counts: pd.Series) -> pd.Series:
    """Tell which counts of people are too small to be shown (docs/methods.md#small-numbers)."""
    return counts.gt(0) & counts.lt(FEW_PEOPLE)


def with_limits(figures: pd.DataFrame, indicator: Indicator, catalogue: Catalogue) -> pd.DataFrame:
    """Add the 95 % ``lower`` and ``upper`` limits of its kind (docs/methods.md#kinds-of-figure).

    Proportions get Wilson's, rates Byar's or exact Poisson limits; other kinds get none, unless
    the source published them (already present limits are kept). A published share whose count is
    rounded is used with its denominator, so that limits and value belong together. Where a value
    lies between ``least`` and ``most``, it gets the lower limit of the one and the upper of the
    other; neither exceeds the indicator's cap.
    """
    found = figures.copy()
    given = found["lower"].notna()
    if found["denominator"].isna().all():
        return found
    times = catalogue.unit_of(indicator).times
    events = found["value"] / times * found["denominator"]
    if indicator.kind not in LIMITED_KINDS:
        return found
    if indicator.kind == "rate":
        few = (events < FEW_EVENTS) & found["status"].eq(Status.OK)
        found.loc[few, "status"] = Status.FEW_EVENTS
    found[["least", "most"]] = found[["least", "most"]].clip(upper=indicator.cap)
    weights = found["denominator"].to_numpy(dtype=float)
    low, high = (_end(found, name) for name in ("least", "most"))
    limits = limits_around(indicator.kind, low, high, weights, times)
    for column, limit in zip(("lower", "upper"), limits, strict=True):
        found[column] = found[column].where(given, limit).clip(upper=indicator.cap)
    return found


def _end(figures: pd.DataFrame, name: str) -> Floats:
    """Return each value's ``least`` or ``most``: the value itself where it has no two ends."""
    plain = figures["value"].isna() | figures[name].isna()
    return np.asarray(figures[name].mask(plain, figures["value"]), dtype=np.float64)


def limits_around(
    kind: str, least: Floats, most: Floats, weights: Floats, times: Floats | float
) -> tuple[Floats, Floats]:
    """Return the lower 95 % limit of the least and the upper of the most; see :func:`limits_of`."""
    lower, upper = limits_of(kind, least, weights, times)
    if not np.array_equal(least, most, equal_nan=True):
        upper = limits_of(kind, most, weights, times)[1]
    return lower, upper


def limits_of(
    kind: str, values: Floats, weights: Floats, times: Floats | float
) -> tuple[Floats, Floats]:
    """Return the 95 % limits of values of one kind in their unit, or NaN where it has none.

    Args:
        kind: the indicator's kind: proportions get Wilson's limits, rates Byar's or exact Poisson.
        values: in the indicator's unit, any shape.
        weights: their denominators, same shape.
        times: what the unit counts in: 100 for %.
    """
    if kind not in LIMITED_KINDS:
        blank = np.full(values.shape, np.nan)
        return blank, blank
    events = values / times * weights
    if kind == "proportion":
        # A share of 1 must not exceed its denominator by a rounding error.
        rounded = (events > weights) & (events <= weights * (1 + _ROUNDING))
        low, high = intervals.wilson(np.where(rounded, weights, events), weights)
    else:
        _, low, high = intervals.rate(events, weights)
    return low * times, high * times


def percentiles(values: pd.Series) -> pd.Series:
    """Return the share of areas with a lower value, 0 to 100; ties count by half.

    >>> percentiles(pd.Series([1.0, 2.0, 2.0, 3.0])).tolist()
    [12.5, 50.0, 50.0, 87.5]
    """
    count = values.notna().sum()
    return (values.rank(method="average") - 0.5) / (count or 1) * 100
