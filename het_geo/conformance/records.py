"""A worked example, and our answer beside it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Example:
    """An example of one measure: the question, the answer and where the answer comes from.

    ``expected`` numbers are as published or as the arithmetic in ``working`` gives them; ours must
    equal them within half a unit of their last ``decimals``.
    """

    measure: str
    question: str
    working: str
    expected: tuple[float, ...]
    decimals: int
    compute: Callable[[], Sequence[float]]
    published: bool = False


@dataclass(frozen=True)
class Row:
    """An example with our own answer and whether they agree."""

    example: Example
    ours: tuple[float, ...]
    agrees: bool


def recompute(examples: Sequence[Example]) -> list[Row]:
    """Return every example with our answer, computed now."""
    return [_row(example) for example in examples]


def _row(example: Example) -> Row:
    ours = tuple(float(number) for number in example.compute())
    reach = 0.5 * 10.0**-example.decimals + 1e-12
    close = [abs(a - b) <= reach for a, b in zip(ours, example.expected, strict=False)]
    return Row(example, ours, len(ours) == len(example.expected) and all(close))
