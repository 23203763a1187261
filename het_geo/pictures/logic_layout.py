"""Where the boxes of a plan stand: by rule, from what they say and what leads to what.

Boxes of a column stand one below the other, in the order in which few lines cross
(:mod:`het_geo.pictures.layers`), spread over the height of the tallest column.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from het_geo import words
from het_geo.framework.logic import LogicBox, LogicModel
from het_geo.pictures.layers import Columns, Slot, layered
from het_geo.pictures.svg import LINE, Form
from het_geo.sentences.plans import MEASURED, UNMEASURED

EDGE, ARROW = 0.25, 3.4  # per cent of the picture: at its sides, and between two columns
BETWEEN, PASSING = 16.0, 10.0  # points between boxes, and that a line has to pass
INSIDE = 8.0  # points from a box's edge to its words


def numbered(model: LogicModel) -> dict[str, str]:
    """Return the number that each box bears, such as 2.1: column, then place from the top.

    As they are read: from the left, each column from the top down. Picture and list have them.
    """
    order = dict(zip(model.kind.columns, _order(model), strict=True))
    return {
        slot[0]: f"{i}.{n}"
        for i, column in enumerate(model.kind.read, 1)
        for n, slot in enumerate((s for s in order[column] if not s[1]), 1)
    }


def _order(model: LogicModel) -> Columns:
    columns = [[box.id for box in model.in_column(name)] for name in model.kind.columns]
    return layered(columns, links_of(model))


def links_of(model: LogicModel) -> list[tuple[str, str]]:
    """Return which box leads to which, as pairs of ids."""
    return [(box.id, name) for box in model.boxes.values() for name in box.leads_to]


@dataclass(frozen=True)
class Placed:
    """A box in its place: ``left`` and ``wide`` in per cent of the picture, the rest in points."""

    left: float
    wide: float
    top: float
    high: float

    @property
    def middle(self) -> float:
        """How far down its lines meet it."""
        return self.top + self.high / 2


@dataclass(frozen=True)
class Plan:
    """A model laid out for a form: what every box says, how high it is, and where it stands."""

    model: LogicModel
    measures: Mapping[str, str]
    form: Form

    @cached_property
    def numbers(self) -> dict[str, str]:
        """The number of each box."""
        return numbered(self.model)

    @cached_property
    def places(self) -> list[dict[Slot, Placed]]:
        """Where boxes, and lines that pass, stand in each column."""
        share = self.share
        heights = [{slot: self._high(slot, share) for slot in each} for each in _order(self.model)]
        room = max(sum(each.values()) + BETWEEN * len(each) for each in heights)
        return [
            _spread(each, left, share, room, self.top)
            for each, left in zip(heights, self.lefts.values(), strict=True)
        ]

    @property
    def share(self) -> float:
        """How wide a column is, in per cent of the picture."""
        columns = len(self.model.kind.columns)
        return (100 - 2 * EDGE - ARROW * (columns - 1)) / columns

    @property
    def lefts(self) -> dict[str, float]:
        """Where each column begins, in per cent of the picture."""
        kind = self.model.kind
        step = self.share + ARROW
        return {own: EDGE + kind.read.index(own) * step for own in kind.columns}

    @property
    def status(self) -> str:
        """What is said of the plan until it has been agreed."""
        return words.capital(self.model.status) if self.model.status else ""

    @property
    def top(self) -> float:
        """Where boxes begin, below the heads of the columns."""
        return self.form.lines(self.status, 0, 100, 0)[1] + 2 * LINE

    @property
    def bottom(self) -> float:
        """Where the lowest box ends, with its room."""
        every = (place for column in self.places for place in column.values())
        return max((place.top + place.high for place in every), default=self.top) + BETWEEN / 2

    def at(self, box: str) -> Placed:
        """Return where a box stands."""
        column = self.model.kind.place(self.model.boxes[box].column)
        return self.places[column][box, ""]

    def texts(self, box: LogicBox) -> list[tuple[str, bool]]:
        """Return what stands in a box, and whether in bold: its text, then its measure."""
        found = [(f"{self.numbers[box.id]} {box.text}", False)]
        if box.measure:
            found.append((f"{MEASURED} {self.measures[box.measure]}", True))
        elif not box.leads_to:
            found.append((UNMEASURED, True))
        if self.form.narrow and box.leads_to:
            found.append((f"→ {words.listed(self.onward(box))}", False))
        return found

    def onward(self, box: LogicBox) -> list[str]:
        """Return the numbers of the boxes that one leads to, in their order."""
        return [number for name, number in self.numbers.items() if name in box.leads_to]

    def words_in(self, box: LogicBox, left: float, wide: float, top: float) -> tuple[str, float]:
        """Return the words of a box drawn, and where the box ends."""
        parts, y = [], top + INSIDE / 2
        for text, bold in self.texts(box):
            style = {"font_weight": 700} if bold else {}
            drawn, y = self.form.lines(text, left, wide, y, indent=INSIDE, side=INSIDE, **style)
            parts.append(drawn)
        return "".join(parts), y + INSIDE

    def _high(self, slot: Slot, share: float) -> float:
        if slot[1]:
            return PASSING
        return self.words_in(self.model.boxes[slot[0]], 0, share, 0)[1]


def _spread(
    heights: Mapping[Slot, float], left: float, wide: float, room: float, top: float
) -> dict[Slot, Placed]:
    """Return a column's slots in their places: the room that is left stands between them."""
    free = (room - sum(heights.values())) / len(heights) if heights else 0.0
    places, y = {}, top + free / 2
    for slot, high in heights.items():
        places[slot] = Placed(left, wide, y, high)
        y += high + free
    return places
