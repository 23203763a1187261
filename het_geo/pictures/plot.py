"""What several pictures draw alike: lines of a stretched drawing, bands, and round values."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from het_geo.classes import QUIET
from het_geo.pictures.scale import written
from het_geo.pictures.svg import FONT, tag, words

LEAST = 0.05  # per cent of the picture: a band without a width is a thin line


def stroked(path: str, colour: str, width: float, **style: object) -> str:
    """Return lines of a stretched drawing, their thickness in points; "" where there are none.

    >>> stroked("M0 0H9", "#1d2a3a", 2)[:32]
    '<path d="M0 0H9" stroke="#1d2a3a'
    >>> stroked("", "#1d2a3a", 2)
    ''
    """
    if not path:
        return ""
    style |= {"fill": "none", "vector_effect": "non-scaling-stroke"}
    return tag("path", d=path, stroke=colour, stroke_width=width, **style)


def dotted(path: str, colour: str, width: float) -> str:
    """Return points (and lines with round ends) of a stretched drawing, as wide as points are."""
    return stroked(path, colour, width, stroke_linecap="round")


def band(ends: Iterable[float], y: float, thick: float, colour: str) -> str:
    """Return a level band between two places (per cent), in either order, around ``y``.

    >>> band([40, 10], 8, 4, "#1d2a3a")
    '<rect x="10%" y="6" width="30%" height="4" fill="#1d2a3a"/>'
    """
    first, last = sorted(ends)
    wide = f"{max(last - first, LEAST):.4g}%"
    return tag("rect", x=f"{first:.4g}%", y=y - thick / 2, width=wide, height=thick, fill=colour)


def levels(
    ticks: Sequence[float], height: Callable[[float], float], left: float, right: float, gap: float
) -> str:
    """Return a faint line at each round value, with its number left of it.

    Args:
        ticks: the values, at even steps.
        height: where a value stands, in points from the top of the picture.
        left: where lines begin, per cent of the picture.
        right: where they end.
        gap: between a number and its line, per cent.
    """
    parts = []
    for tick, text in zip(ticks, written(list(ticks)), strict=True):
        y = height(tick)
        across = {"x1": f"{left:g}%", "x2": f"{right:g}%", "y1": y, "y2": y}
        style = {"text_anchor": "end", "font_size": FONT, "fill": QUIET}
        parts.append(tag("line", **across, stroke="#e3e9ee"))
        parts.append(tag("text", words(text), x=f"{left - gap:g}%", y=y + 5, **style))
    return "".join(parts)
