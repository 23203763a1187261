"""Which sentences open a profile: a stated rule, not a choice."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from het_geo import words
from het_geo.compare import Verdict, standing_of
from het_geo.figures import Status
from het_geo.geography import Level
from het_geo.profiles.parts import Headline
from het_geo.profiles.row import IndicatorRow
from het_geo.sentences.beside import sides_said

CAPPED = str(Status.CAPPED)
SIDES = (Verdict.WORSE, Verdict.BETTER)
MOST, LEAST = 4, 3  # of each side
NONE_JUDGED = "No figure here can be called better or worse than England’s."
RULE = (
    "What is worse and what is better are chosen alike: the figures whose whole 95% interval is on "
    "that side of England, the farthest from it by how far the district’s areas of the same level "
    "spread (where they do not, a figure comes last), one for each building block and four at "
    "most. Where that makes fewer than three, a second of a building block follows. Where no "
    "figure is on a side, those that went that way by more than chance stand there. Figures "
    "without a margin of error, or not adjusted for age where age decides, are not among them, and "
    "no area is called the worst."
)


def headlines_of(rows: Sequence[IndicatorRow]) -> tuple[Headline, ...]:
    """Return the opening sentences of a profile, by :data:`RULE`: what is worse, then better."""
    return tuple(line for side in SIDES for line in _side(rows, side))


def _side(rows: Sequence[IndicatorRow], side: Verdict) -> list[Headline]:
    """Return the sentences of one side; where no figure is on it, those that went that way."""
    stand = _ordered(rows, side)
    held: Counter[str] = Counter()
    found = _pick(stand, held, MOST, 1)
    found += _pick([row for row in stand if row not in found], held, LEAST - len(found), 2)
    if found:
        return [
            Headline(row.id, row.label, row.block, str(side), row.sentence, row.trend.change)
            for row in found
        ]
    went = _pick([row for row in rows if row.trend.step == side], Counter(), LEAST, 1)
    return [
        Headline(row.id, row.label, row.block, str(side), row.trend.change, "", went=True)
        for row in went
    ]


def _ordered(rows: Iterable[IndicatorRow], side: Verdict) -> list[IndicatorRow]:
    """Return the rows on one side of England, by how far their nearer limit is from it.

    A figure that was cut off at all people leads nothing, nor one whose areas do not spread: how
    far it is from England is then measured by nothing.
    """
    found = [row for row in rows if _stands(row, side)]
    order = {
        row.id: (row.status == CAPPED, row.spine is None, -_distance(row, side)) for row in found
    }
    return sorted(found, key=lambda row: order[row.id])


def _stands(row: IndicatorRow, side: Verdict) -> bool:
    england = row.beside(Level.COUNTRY)
    return england is not None and england.verdict == side


def _distance(row: IndicatorRow, side: Verdict) -> float:
    spine = row.spine
    if spine is None or spine.left is None or spine.right is None:
        return 0.0
    return -spine.right if side == Verdict.WORSE else spine.left


def _pick(
    rows: Sequence[IndicatorRow], held: Counter[str], most: int, a_block: int
) -> list[IndicatorRow]:
    """Return the first rows, no more than ``a_block`` of a building block (counted in ``held``)."""
    found: list[IndicatorRow] = []
    for row in rows:
        if len(found) < most and held[row.block] < a_block:
            held[row.block] += 1
            found.append(row)
    return found


def summary_of(said: str, people: str, period: str, rows: Sequence[IndicatorRow]) -> str:
    """Return how many people live here, and how many figures are worse or better than England’s."""
    when = f" ({period})" if period else ""
    head = f"{words.capital(said)}: {people} people{when}."
    beside = ((row.polarity != 0, row.beside(Level.COUNTRY)) for row in rows)
    sides = standing_of((judged, b.verdict) for judged, b in beside if b is not None)
    if not sum(sides):
        return f"{head} {NONE_JUDGED}"
    said = sides_said(sides)
    return f"{head} Across all its figures, allowing for chance, {said[0].lower()}{said[1:]}."
