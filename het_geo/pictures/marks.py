"""Marks that several pictures share: the lines of benchmarks and published references."""

from __future__ import annotations

import pandas as pd

from het_geo.pictures.scale import Scale
from het_geo.pictures.svg import label, rule
from het_geo.views import IndicatorView

LINE = 20.0  # points between two lines of names


def marked(view: IndicatorView) -> list[tuple[str, float]]:
    """Return the name and value of each benchmark and reference that has one, lowest first."""
    found = [(b.name, b.value) for b in view.benchmarks if not pd.isna(b.value)]
    found += [(reference.label, reference.value) for reference in view.indicator.references]
    return sorted(found, key=lambda mark: mark[1])


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
        parts.append(label(name, x, y, **side))
    return "".join(parts)
