"""Lists of what people wrote, as long as a page can show them: what is left out is said."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from het_geo.journey.written import WrittenLine

MOST = 100


@dataclass(frozen=True)
class ShownLines:
    """The lines of a list that are shown, of how many, and what is said of the others."""

    lines: tuple[WrittenLine, ...]
    count: int
    more: str


def shown_lines(lines: Sequence[WrittenLine], where: str, most: int = MOST) -> ShownLines:
    """Return a list as it is shown: what is late first, the others in their order.

    Args:
        lines: all of it.
        where: where all of it stands, as a sentence ends: "all of them are in the file below".
        most: how many lines are shown at the most.
    """
    kept = sorted(lines, key=lambda line: not line.late)[:most]
    left = len(lines) - len(kept)
    more = f"And {left:,} more: {where}." if left else ""
    return ShownLines(tuple(kept), len(lines), more)
