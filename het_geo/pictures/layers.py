"""Boxes in columns: in which order they stand so that few lines cross (barycentres)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import combinations, pairwise

# A box is (id, ""); where a line passes through a column, (from, to) keeps room for it.
Slot = tuple[str, str]
Columns = list[list[Slot]]
SWEEPS = 12


def layered(columns: Sequence[Sequence[str]], links: Iterable[tuple[str, str]]) -> Columns:
    """Return the boxes of each column from the top down, with room for lines that pass through.

    Columns are put in order in turn, forwards and back, each slot at the mean place of those it
    is linked to (Sugiyama, Tagawa and Toda 1981); the order in which fewest lines cross is kept,
    so that it is never worse than the one given. The same boxes give the same order.

    Args:
        columns: ids of boxes; each leads only to later columns.
        links: pairs of ids.

    >>> layered([["a", "b"], ["c", "d"]], [("a", "d"), ("b", "c")])
    [[('a', ''), ('b', '')], [('d', ''), ('c', '')]]
    """
    now: Columns = [[(name, "") for name in column] for column in columns]
    steps = _steps(now, links)
    best, fewest = [list(column) for column in now], crossings(now, steps)
    for sweep in range(SWEEPS):
        if not fewest:
            break
        _sweep(now, steps, forwards=sweep % 2 == 0)
        if (count := crossings(now, steps)) < fewest:
            best, fewest = [list(column) for column in now], count
    return best


Steps = list[list[tuple[Slot, Slot]]]


def _steps(columns: Columns, links: Iterable[tuple[str, str]]) -> Steps:
    """Return the lines between each column and the next; room for those that pass is added."""
    place = {slot[0]: i for i, column in enumerate(columns) for slot in column}
    steps: Steps = [[] for _ in columns[1:]]
    for start, end in links:
        for i, step in enumerate(path_of(start, end, place), place[start]):
            steps[i].append(step)
            if step[1][1]:
                columns[i + 1].append(step[1])
    return steps


def path_of(start: str, end: str, place: dict[str, int]) -> list[tuple[Slot, Slot]]:
    """Return a line's steps from column to column; ``place`` is which column a box is in.

    >>> path_of("a", "c", {"a": 0, "c": 2})
    [(('a', ''), ('a', 'c')), (('a', 'c'), ('c', ''))]
    """
    through = [(start, end)] * (place[end] - place[start] - 1)
    return list(pairwise([(start, ""), *through, (end, "")]))


def crossings(columns: Columns, steps: Steps) -> int:
    """Return how many pairs of lines cross."""
    found = 0
    for (left, right), lines in zip(pairwise(columns), steps, strict=True):
        at = ({s: i for i, s in enumerate(left)}, {s: i for i, s in enumerate(right)})
        drawn = [(at[0][a], at[1][b]) for a, b in lines]
        found += sum((a - c) * (b - d) < 0 for (a, b), (c, d) in combinations(drawn, 2))
    return found


def _sweep(columns: Columns, steps: Steps, *, forwards: bool) -> None:
    """Put each column but the first (or last) in order by the one before (or after) it."""
    order = range(1, len(columns)) if forwards else range(len(columns) - 2, -1, -1)
    for i in order:
        lines = steps[i - 1] if forwards else [(b, a) for a, b in steps[i]]
        beside = {s: n for n, s in enumerate(columns[i - 1 if forwards else i + 1])}
        reached: dict[Slot, list[int]] = {}
        for there, own in lines:
            reached.setdefault(own, []).append(beside[there])
        means = {
            slot: sum(reached[slot]) / len(reached[slot]) if slot in reached else float(n)
            for n, slot in enumerate(columns[i])
        }
        columns[i].sort(key=means.__getitem__)
