"""Where a value stands across a picture, which round values mark the way, and marks on it."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import pandas as pd

from het_geo.atlas.views import IndicatorView
from het_geo.pictures.svg import label, rule
from het_geo.words import capital

STEPS = (1, 2, 2.5, 5, 10)


@dataclass(frozen=True)
class Scale:
    """A straight scale: ``low`` stands at ``left`` per cent of the picture, ``high`` at ``right``.

    >>> scale = Scale(0, 10, 5, 95)
    >>> scale.at(5), scale.percent(10)
    ('50%', 95.0)
    """

    low: float
    high: float
    left: float
    right: float

    def percent(self, value: float) -> float:
        """Return where a value stands, in per cent of the picture's width."""
        span = (self.high - self.low) or 1.0
        return self.left + (value - self.low) / span * (self.right - self.left)

    def at(self, value: float) -> str:
        """Return where a value stands, as an attribute."""
        return f"{self.percent(value):.4g}%"

    def ticks(self, most: int = 8) -> list[float]:
        """Return round values inside the scale, at most ``most``."""
        return round_values(self.low, self.high, most)


def scale_of(values: Iterable[float], *, zero: bool, left: float, right: float) -> Scale:
    """Return the scale that holds all (known) values, from zero where a bar's length counts."""
    known = [float(value) for value in values if not math.isnan(value)]
    low, high = (min(known), max(known)) if known else (0.0, 1.0)
    if zero and low > 0:
        low = 0.0
    if low == high:
        reach = abs(low) * 0.1 or 1.0
        low, high = low - reach, high + reach
    return Scale(low, high, left, right)


def round_values(low: float, high: float, most: int) -> list[float]:
    """Return round values from ``low`` to ``high``, evenly apart, at most ``most`` of them.

    >>> round_values(0, 32, 8)
    [0.0, 5.0, 10.0, 15.0, 20.0, 25.0, 30.0]
    """
    raw = (high - low) / most
    if not raw > 0:
        return [low]
    power = 10.0 ** math.floor(math.log10(raw))
    step = next(s * power for s in STEPS if s * power >= raw * (1 - 1e-9))
    first = math.ceil(low / step - 1e-9)
    last = math.floor(high / step + 1e-9)
    return [float(np.round(i * step, 12)) for i in range(first, last + 1)]


def written(ticks: list[float]) -> list[str]:
    """Write ticks with the decimals that tell them apart.

    >>> written([0.0, 0.5, 1.0]), written([0.0, 5000.0])
    (['0.0', '0.5', '1.0'], ['0', '5,000'])
    """
    gaps = [b - a for a, b in pairwise(ticks)]
    step = min(gaps) if gaps else abs(ticks[0]) or 1.0
    decimals = next((d for d in range(6) if abs(round(step, d) - step) < step * 1e-6), 6)
    return [f"{tick:,.{decimals}f}".replace("-", "−") for tick in ticks]


LINE = 20.0  # points between two lines of names


def marked(view: IndicatorView) -> list[tuple[str, float]]:
    """Return the name and value of each benchmark and reference that has one, lowest first.

    A count of a larger area is larger for its size alone: beside it all others are one point.
    """
    beside = () if view.indicator.kind == "count" else view.benchmarks
    found = [(b.name, b.value) for b in beside if not pd.isna(b.value)]
    found += [(reference.label, reference.value) for reference in view.indicator.references]
    return sorted(found, key=lambda mark: mark[1])


def of_what(view: IndicatorView) -> str:
    """Return what a scale counts, with its unit where the label does not name it already."""
    label, unit = view.indicator.label, view.unit.id
    return label if label.lower() == unit.lower() else f"{label} ({unit})"


def drawn(marks: list[tuple[str, float]], scale: Scale, bottom: float) -> str:
    """Return a broken line for each mark with its name above the points.

    Each name has a line of its own, on the side with more room, so that it reads at any width.
    """
    parts = []
    for row, (name, value) in enumerate(marks):
        x, y = scale.at(value), LINE * (row + 1) - 4
        far = scale.percent(value) > 50
        side: dict[str, object] = {"dx": -5, "text_anchor": "end"} if far else {"dx": 5}
        parts.append(rule(x, y - 12, bottom, stroke_dasharray="4 3"))
        parts.append(label(capital(name), x, y, **side))
    return "".join(parts)
