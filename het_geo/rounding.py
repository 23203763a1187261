"""What the rounding of counts can do to a figure made of them.

Rounding has no direction, so it is not bounded as withheld counts are: it has a standard error
(docs/methods.md#rounding-of-counts).
"""

from __future__ import annotations

from math import sqrt

from het_geo.catalogue import Catalogue, Indicator
from het_geo.intervals import z_value


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
