"""A sentence and its receipt: its numbers, how they are worked out, period and source."""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt

import pandas as pd

from het_geo import words
from het_geo.atlas.views import IndicatorView
from het_geo.catalogue.records import Catalogue, Indicator
from het_geo.catalogue.vocabulary import MeasureDefinition, Source
from het_geo.geography import Level
from het_geo.intervals import z_value

LIMITS_BY_KIND = {"proportion": ["wilson"], "rate": ["poisson", "byar"], "dsr": ["dsr"]}
_SMALL = {"lsoa": "neighbourhoods", "msoa": "neighbourhood groups (MSOA)", "ward": "wards"}


def how_made(indicator: Indicator, level: Level) -> str:
    """Return how an indicator's figures for a level come about. It is never empty."""
    said = [_own(indicator)]
    if str(level) != indicator.base_level:
        said.append(_larger(indicator, level))
    if indicator.cap is not None:
        cap = words.number(indicator.cap, 0)
        said.append(f"A figure over {cap} is shown as {cap} and marked.")
    return " ".join(text for text in said if text)


def _own(indicator: Indicator) -> str:
    """Return how the figures of the smallest areas published for come about."""
    if indicator.value is None:
        counted = f"{words.capital(indicator.numerator_label)} divided by {_base(indicator)}"
        return f"{counted} (times {_times(indicator.unit)})."
    if len(indicator.value.columns) > 1:
        return "The publisher’s own figures, added together."
    return "The publisher’s own figure, as published."


def _larger(indicator: Indicator, level: Level) -> str:
    """Return how the figures of areas made of smaller ones come about."""
    many, small = level.many, _SMALL[indicator.base_level]
    if indicator.kind == "count":
        return f"Figures of {many} add up those of their {small}."
    if indicator.value is None:
        return f"For {many}, the counts of their {small} are added up first."
    if indicator.base is None:
        return ""
    return f"Figures of {many} are means of their {small}, weighted by {_base(indicator)}."


def _base(indicator: Indicator) -> str:
    return indicator.denominator_label or indicator.counted


def _times(unit: str) -> str:
    """Return what a share is counted in.

    >>> _times("%"), _times("per 1,000")
    ('100', '1,000')
    """
    return "100" if unit == "%" else unit.removeprefix("per ")


def standard_error(rounded_to: float, counts: float) -> float:
    """Return the standard error of a sum of so many counts, each rounded to ``rounded_to``.

    A rounding is off by anything up to half a step with equal chance: u · √(m / 12).

    >>> standard_error(5, 12)
    5.0
    """
    return rounded_to * sqrt(counts / 12)


def reach(
    indicator: Indicator, catalogue: Catalogue, denominator: float, areas: int
) -> tuple[float, float]:
    """Return what counts are rounded to, and how far that moves a figure, 95 % sure.

    Args:
        indicator: one whose value is published is not moved: 0.
        catalogue: its sources say what they round to, and of how many counts a figure is the mean.
        denominator: what the figure is divided by.
        areas: how many of the publisher's own areas are added up in it.

    Returns:
        The step (people, homes …), 0 where nothing is rounded, and 1.96 standard errors in the
        indicator's unit.
    """
    if indicator.value is not None or indicator.numerator is None or not denominator > 0:
        return 0.0, 0.0
    source = catalogue.sources[indicator.numerator.source]
    # The mean of c counts is off by 1 / c of what their sum is.
    counts = areas * len(indicator.numerator.columns) / source.counts
    error = standard_error(source.rounded_to, counts)
    return source.rounded_to, z_value() * error / denominator * catalogue.unit_of(indicator).times


Number = tuple[str, str]


@dataclass(frozen=True)
class Receipt:
    """What a sentence rests on, to show on demand.

    ``numbers`` are pairs of what a number is and the number as it is written everywhere;
    ``measures`` the definitions of the measures used; ``made`` says how the figures themselves
    come about.
    """

    numbers: tuple[Number, ...]
    measures: tuple[MeasureDefinition, ...]
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
        tuple((words.capital(name), value) for name, value in numbers),
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
