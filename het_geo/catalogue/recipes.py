"""How figures are made of raw columns, and the lines they are held against."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Terms:
    """A sum of columns of one source, each times its coefficient.

    ``prefer`` names a second source whose figures replace these wherever it has them: the
    publisher's own denominators, where they stand. ``plus`` are terms of a second source that are
    added, where two tables divide the people between them.
    """

    source: str
    columns: Mapping[str, float]
    prefer: Terms | None = None
    plus: Terms | None = None

    def chain(self) -> list[Terms]:
        """Return these terms and, after them, the ones they prefer or add."""
        others = [terms for terms in (self.prefer, self.plus) if terms is not None]
        return [self, *(term for terms in others for term in terms.chain())]


@dataclass(frozen=True)
class Recipe:
    """Other terms for some periods: the same measure from an earlier edition's table."""

    periods: tuple[str, ...]
    numerator: Terms
    denominator: Terms


@dataclass(frozen=True)
class Reference:
    """A published line to hold values against, such as a guideline."""

    label: str
    value: float
    source: str
