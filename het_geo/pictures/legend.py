"""The legend of a map: what its fills, hatchings and numbers mean, and how paper shows it."""

from __future__ import annotations

from dataclasses import dataclass

from het_geo.classes import INK, QUIET
from het_geo.pictures.svg import Form, label, tag

INDENT = 32.0  # points: the text beside a swatch
SWATCH = (24, 14)
GAP = 3.0  # points between rows
NONE, WITHHELD = "url(#hg-none)", "url(#hg-withheld)"  # fills: no figure is known, or told
CHANCE = "url(#hg-chance)"  # laid over a change that may be chance


@dataclass(frozen=True)
class LegendRow:
    """What a fill means, or a ``number`` in its place; ``count`` stands at the right edge."""

    fill: str
    text: str
    count: str = ""
    number: str = ""


@dataclass(frozen=True)
class Legend:
    """A title, a row a fill, and notes below.

    ``benchmark`` is a figure to compare with; it lies in the row ``at``, or in none (-1).
    """

    rows: tuple[LegendRow, ...]
    title: str = ""
    notes: tuple[str, ...] = ()
    benchmark: str = ""
    at: int = -1

    def drawn(self, left: float, wide: float, top: float, form: Form) -> tuple[str, float]:
        """Return the legend in a column of a picture (per cent) from ``top`` on, and its end."""
        parts, y = [], top
        if self.title:
            head, y = form.lines(self.title, left, wide, y, font_weight=700)
            parts.append(head)
            y += GAP
        for i, row in enumerate(self.rows):
            drawn, y = _row(row, left, wide, y, form)
            parts.append(drawn)
            if self.benchmark and i == self.at:
                here = f"◄ {self.benchmark}"
                drawn, y = form.lines(here, left, wide, y - GAP, indent=INDENT)
                parts.append(drawn)
                y += GAP
        outside = self.benchmark and self.at < 0
        notes = [f"{self.benchmark}, outside these classes"] if outside else []
        for i, note in enumerate([*notes, *self.notes]):
            drawn, y = form.lines(note, left, wide, y + (0 if i else 2 * GAP), fill=QUIET)
            parts.append(drawn)
        return "".join(parts), y


def _row(row: LegendRow, left: float, wide: float, top: float, form: Form) -> tuple[str, float]:
    """Return a row of a legend, and where the next begins."""
    side = form.letters.room(f"  {row.count}") if row.count else 0.0
    words, y = form.lines(row.text, left, wide, top, indent=INDENT, side=side)
    if row.number:
        mark = label(row.number, f"{left:g}%", top + 14, font_weight=700)
    else:
        style: dict[str, object] = {"fill": row.fill, "stroke": INK, "stroke_width": 1}
        across, high = SWATCH
        mark = tag("rect", x=f"{left:g}%", y=top + 2, width=across, height=high, **style)
    parts = [mark, words]
    if row.count:
        parts.append(label(row.count, f"{left + wide:g}%", top + 14, text_anchor="end"))
    return "".join(parts), y + GAP
