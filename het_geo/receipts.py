"""A sentence and its receipt: the numbers it is made of, their definitions, period and source."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from het_geo import words
from het_geo.catalogue import Catalogue, Measure, Source
from het_geo.how_made import how_made
from het_geo.views import IndicatorView

Number = tuple[str, str]


@dataclass(frozen=True)
class Receipt:
    """What a sentence rests on, to show on demand.

    ``numbers`` are pairs of what a number is and the number as it is written everywhere;
    ``measures`` the definitions of the measures used; ``made`` says how the figures themselves
    come about.
    """

    numbers: tuple[Number, ...]
    measures: tuple[Measure, ...]
    period: str
    sources: tuple[Source, ...]
    caveats: tuple[str, ...]
    made: str


@dataclass(frozen=True)
class Statement:
    """A plain-English sentence with its receipt."""

    text: str
    receipt: Receipt


def receipt(
    view: IndicatorView,
    catalogue: Catalogue,
    numbers: list[Number],
    measures: list[str],
    caveats: list[str],
) -> Receipt:
    """Return a receipt for a sentence about a view; a measure's id must be in the catalogue."""
    return Receipt(
        tuple(numbers),
        tuple(catalogue.measures[name] for name in dict.fromkeys(measures)),
        view.period.label,
        view.sources,
        tuple(caveats),
        how_made(view.indicator, view.level),
    )


def exact(view: IndicatorView, value: float | None) -> str:
    """Write a number of a receipt: with its unit, with the very digits that sentences have."""
    if value is None or pd.isna(value):
        return "not available"
    return words.figure(value, view.indicator, view.unit)


def exact_distance(view: IndicatorView, value: float | None) -> str:
    """Write a difference of a receipt, with its sign: in the unit of differences."""
    if value is None or pd.isna(value):
        return "not available"
    said = words.distance(value, view.indicator, view.unit)
    return f"−{said}" if words.rounded(value, view.indicator.decimals) < 0 else said


def ranged(value: str, lower: str, upper: str) -> str:
    """Write a number with its limits where it has any."""
    return f"{value} (95% interval {lower} to {upper})" if lower and upper else value
