"""The pictures of areas side by side: one a building block, and all of them below one another."""

from __future__ import annotations

from collections.abc import Sequence
from math import nan

from het_geo import words
from het_geo.beside.lines import ORDER, BesideLine
from het_geo.geography import Level
from het_geo.pictures.dots import AreaDot, DotPart, DotRow, dots_picture
from het_geo.pictures.svg import PAPER, Form, Picture
from het_geo.sentences.headlines import figure

UNDIRECTED = "lower → higher"
KEY = (
    "How to read the lines: each figure has a line of its own, drawn from the worst to the best of "
    "{place}’s areas (the band), and as far as the areas here and England reach. Worse is to the "
    "left; where no direction is called better, lower is. A thin line is a 95% interval, cut off "
    "at the ends."
)


def block_picture(
    names: Sequence[str], lines: Sequence[BesideLine], about: str, form: Form = PAPER
) -> Picture | None:
    """Return figures as a picture, by how sure their differences are; ``None`` of none to draw."""
    parts = []
    for sure in ORDER:
        rows = tuple(_row(line) for line in lines if line.sure == sure)
        if rows:
            parts.append(DotPart(_head(str(sure), len(names)), rows))
    return dots_picture(names, parts, about, _every(lines), form) if parts else None


def _every(lines: Sequence[BesideLine]) -> str:
    """Return whose range the band is: the place's areas of the first one's kind.

    MSOAs have some figures of their own, and some of their neighbourhoods.
    """
    many = " or ".join(dict.fromkeys(line.view.level.many for line in lines))
    return f"From the lowest to the highest of {lines[0].view.place}’s {many}"


def _head(sure: str, many: int) -> str:
    """Return what stands above figures; of more than two areas it holds for one of them at least.

    >>> _head("more than chance", 2), _head("more than chance", 3)
    ('Differ by more than chance', 'At least one differs from the first by more than chance')
    """
    said = {"more than chance": "Differ by more than chance", "may be chance": "May be chance"}
    if many > 2 and sure == ORDER[0]:
        return "At least one differs from the first by more than chance"
    return said.get(sure, words.capital(sure))


def _row(line: BesideLine) -> DotRow:
    view, behind = line.view, line.view.behind
    polarity = line.indicator.judged_polarity
    dots = (
        AreaDot(float(f.value), f.lower, f.upper, figure(own, f.value))
        for own, f in zip(line.views, line.figures, strict=True)
    )
    ends = (behind.lowest, behind.highest) if behind else (nan, nan)
    label = line.indicator.label if polarity else f"{line.indicator.label} ({UNDIRECTED})"
    england = float(view.benchmark(Level.COUNTRY).value)
    return DotRow(label, tuple(dots), *ends, england, -1 if polarity < 0 else 1)
