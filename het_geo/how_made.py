"""How a figure is worked out, in a sentence or two made from its record."""

from __future__ import annotations

from het_geo import words
from het_geo.catalogue import Indicator
from het_geo.geography import Level

_SMALL = {"lsoa": "neighbourhoods", "msoa": "MSOAs"}


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
