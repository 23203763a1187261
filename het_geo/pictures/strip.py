"""The strip: every area as a point along the values, none hiding another (a beeswarm)."""

from __future__ import annotations

import numpy as np
import pandas as pd

from het_geo.atlas.views import IndicatorView
from het_geo.classes import POINT, SELECTED
from het_geo.pictures.scale import LINE, Scale, drawn, marked, of_what, scale_of, written
from het_geo.pictures.svg import WIDTH, Picture, axis, tag
from het_geo.sentences import headlines, notes


def beeswarm(values: pd.Series, *, width: float = 1.0, diameter: float = 0.012) -> pd.Series:
    """Return an offset for each value, so that points of ``diameter`` do not overlap.

    Args:
        values: what is drawn along the strip; NaN are left out.
        diameter: how wide a point is.
        width: how long the strip is, in the unit of ``diameter``.

    Returns:
        Offsets across the strip, in the unit of ``diameter``, 0 for points that stand alone.
        Points are placed from the lowest value on, each as near to the middle as it fits.
    """
    known = values.dropna().sort_values(kind="stable")
    span = float(known.max() - known.min()) if len(known) else 0.0
    along = (known - known.min()).to_numpy() / span * width if span else np.zeros(len(known))
    across = np.zeros(len(known))
    for i in range(len(known)):
        near = np.flatnonzero(along[i] - along[:i] < diameter)
        across[i] = _free(along[i] - along[near], across[near], diameter)
    return pd.Series(across, index=known.index, name="offset")


def _free(gaps: np.ndarray, taken: np.ndarray, diameter: float) -> float:
    """Return the offset nearest the middle that keeps clear of the neighbours."""
    if not len(gaps):
        return 0.0
    reach = np.sqrt(np.maximum(diameter**2 - gaps**2, 0))
    edges = np.concatenate([[0.0], taken + reach, taken - reach])
    clear = np.all(np.abs(edges[:, None] - taken) >= reach - 1e-9, axis=1)
    free = edges[clear]
    return float(free[np.abs(free).argmin()])


RADIUS = 5.5
CHOSEN_RADIUS = 9.0
REACH = 46.0  # points above and below the middle that a column of points may take
LEFT, RIGHT = 2.0, 98.0


def strip_picture(view: IndicatorView, area: str = "") -> Picture:
    """Return every area with a value as a point, the chosen one marked, with the benchmarks.

    Each point bears its area's place in ``view.table`` as ``data-i``, by which a page finds it.
    """
    marks = marked(view)
    every = [*view.table["value"], *(value for _, value in marks)]
    scale = scale_of(every, zero=False, left=LEFT, right=RIGHT)
    middle = LINE * len(marks) + REACH + CHOSEN_RADIUS
    bottom = middle + REACH + CHOSEN_RADIUS
    ticks = scale.ticks()
    numbers = [(scale.at(tick), text) for tick, text in zip(ticks, written(ticks))]
    body = (
        drawn(marks, scale, bottom)
        + _points(view, area, scale, middle)
        + axis(numbers, bottom + 4, of_what(view))
    )
    says = f"{headlines.headline(view, area)} {notes.spread(view)}".strip()
    return Picture(body, bottom + 56, says)


def _points(view: IndicatorView, area: str, scale: Scale, middle: float) -> str:
    values = view.table["value"]
    offsets = _offsets(values, scale)
    places = {code: i for i, code in enumerate(view.table.index)}

    def point(code: str, **style: object) -> str:
        x, y = scale.at(float(values[code])), f"{middle + offsets[code]:.1f}"
        return tag("circle", cx=x, cy=y, data_i=places[code], **style)

    dots = tag("g", *(point(c, r=RADIUS) for c in offsets.index if c != area), fill=POINT)
    if area not in offsets.index:
        return dots
    style = {"r": CHOSEN_RADIUS, "fill": SELECTED, "stroke": "#ffffff", "stroke_width": 2}
    return dots + point(area, **style)


def _offsets(values: pd.Series, scale: Scale) -> pd.Series:
    """Return how far from the middle each area with a value stands, in points."""
    known = values.dropna()
    if known.empty:
        return known
    length = (scale.percent(known.max()) - scale.percent(known.min())) * WIDTH / 100
    offsets = beeswarm(known, width=length, diameter=2 * RADIUS)
    tallest = float(offsets.abs().max())
    # Many equal values make a tall column: it is brought inside, its points overlapping.
    return offsets * (REACH / tallest) if tallest > REACH else offsets
