"""Life inside a district in words: the ends of deprivation, the slope, and England beside it."""

from __future__ import annotations

import pandas as pd

from het_geo import words
from het_geo.atlas.choice import Choice
from het_geo.atlas.reading import indicator_view
from het_geo.atlas.tenths import DistrictTenths, TenthsView
from het_geo.atlas.views import IndicatorView
from het_geo.geography import Level
from het_geo.inequality.results import Slope
from het_geo.pack.model import Pack
from het_geo.pack.tenths_table import TENTHS
from het_geo.sentences.notes import caveats
from het_geo.sentences.receipts import Number, Statement, exact, exact_distance, ranged, receipt

WHO = {"Male": "men", "Female": "women"}
ORDER = (
    "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth",
)  # fmt: skip
ENDS = {1: "1, most deprived", TENTHS: f"{TENTHS}, least deprived"}


def who_of(found: TenthsView) -> str:
    """Return whom an indicator's tenths are of: men or women."""
    return WHO[found.indicator.tenths]


def title_of(found: TenthsView) -> str:
    """Return the title of a picture of tenths."""
    return f"Life expectancy of {who_of(found)} by deprivation inside {found.name}"


def tenths_sentence(found: DistrictTenths) -> str:
    """Return how far apart the tenths of a district are, why the slope counts, and England's."""
    own = found.own
    if own.ends is None or own.slope is None or own.slope.sii is None:
        return f"{title_of(own)}: not available, because {own.reason}."
    said = (
        f"{words.capital(who_of(own))} born in {own.name}’s most deprived tenth of neighbourhoods "
        f"can expect to live {_less(own, own.ends.value)} than in its least deprived "
        f"({_span(own, own.ends.lower, own.ends.upper)}); along all tenths the gap is "
        f"{_gap(own, own.slope)}."
    )
    return " ".join([said, *beside_tenths(found)])


def tenths_headlines(found: DistrictTenths) -> tuple[str, str]:
    """Return how far apart the tenths of a district are, to be read aloud; then shorter.

    Raises:
        ValueError: not all its tenths are known.
    """
    own = found.own
    if own.ends is None or own.slope is None:
        raise ValueError(tenths_sentence(found))
    who, gap = words.capital(who_of(own)), _gap(own, own.slope)
    said = (
        f"{who} born in {own.name}’s most deprived tenth can expect to live "
        f"{_less(own, own.ends.value)} than in its least deprived; counting all ten, the gap is "
        f"{gap}."
    )
    return said, f"{who} in {own.name}: along the tenths by deprivation the gap in life is {gap}."


def beside_tenths(found: DistrictTenths) -> list[str]:
    """Return why the slope counts, where the ends mislead, and the slope of England."""
    return [part for part in (_why_slope(found.own), _england(found.england)) if part]


def _less(found: TenthsView, value: float) -> str:
    """Return by how much less the most deprived tenth lives, or more."""
    distance = words.distance(value, found.indicator, found.unit)
    return f"{distance} {'less' if value >= 0 else 'more'}"


def _span(found: TenthsView, lower: float, upper: float) -> str:
    return " to ".join(words.number(end, found.indicator.decimals) for end in (lower, upper))


def _gap(found: TenthsView, slope: Slope) -> str:
    """Return the slope with its limits; of one that chance alone could make, that is said."""
    size, lower, upper = (end or 0.0 for end in (slope.sii, slope.sii_lower, slope.sii_upper))
    said = words.distance(size, found.indicator, found.unit)
    sign = "minus " if size < 0 else ""
    chance = ", which could be chance" if lower <= 0 <= upper else ""
    return f"{sign}{said} ({_span(found, lower, upper)}){chance}"


def _why_slope(found: TenthsView) -> str:
    if found.best == TENTHS:
        return ""
    return (
        f"The {ORDER[found.best - 1]} tenth lives longest, not the least deprived: so the slope, "
        "which counts every tenth, says more than the two ends."
    )


def _england(found: TenthsView) -> str:
    if found.slope is None or found.slope.sii is None:
        return ""
    said = _gap(found, found.slope)
    return f"In England, along the tenths of all its neighbourhoods, the gap is {said}."


def tenths_statement(found: DistrictTenths, pack: Pack) -> Statement:
    """Return the sentence with its receipt: every tenth, both gaps and England's."""
    own = found.own
    choice = Choice(own.indicator.id, Level.DISTRICT, own.period.id)
    view = indicator_view(pack, choice)
    numbers = [*_tenths(view, own), *_gaps(view, own), *_gaps(view, found.england)]
    measures = ["slope_index", "relative_index"]
    record = receipt(view, pack.catalogue, numbers, measures, caveats(view))
    return Statement(tenths_sentence(found), record)


def _tenths(view: IndicatorView, found: TenthsView) -> list[Number]:
    return [
        (f"Tenth {ENDS.get(tenth, tenth)}", _ranged(view, *row))
        for tenth, *row in found.table[["value", "lower", "upper"]].itertuples(name=None)
    ]


def _gaps(view: IndicatorView, found: TenthsView) -> list[Number]:
    ends, slope = found.ends, found.slope
    if ends is None or slope is None:
        return [(f"Slope in {found.name}", "not available")]
    size, relative = slope.sii, slope.rii
    ratios = (slope.rii_lower, slope.rii_upper)
    spanned = [words.number(end, 3) if end is not None else "" for end in ratios]
    apart = [exact_distance(view, end) for end in (ends.value, ends.lower, ends.upper)]
    sloped = [exact_distance(view, end) for end in (size, slope.sii_lower, slope.sii_upper)]
    numbers = [
        (f"{found.name}: least less most deprived tenth", ranged(*apart)),
        (f"{found.name}: slope along all tenths", ranged(*sloped)),
    ]
    if relative is not None:
        said = ranged(words.number(relative, 3), *spanned)
        numbers.append((f"{found.name}: relative index", said))
    return [(words.capital(name), text) for name, text in numbers]


def _ranged(view: IndicatorView, value: float, lower: float, upper: float) -> str:
    if pd.isna(value):
        return "not available: too few died"
    return ranged(*(exact(view, number) for number in (value, lower, upper)))
