"""What every answer is made from: one area in one view, with what is asked for once."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from math import isnan
from typing import NamedTuple

import numpy as np
import pandas as pd

from het_geo import words
from het_geo.atlas.atlas import Atlas
from het_geo.atlas.comparison import Comparison, compared
from het_geo.atlas.views import Benchmark, Figure, IndicatorView
from het_geo.blank import reason_of
from het_geo.briefing.wording import NAMED
from het_geo.catalogue.records import PLAIN_KINDS
from het_geo.figures import Status
from het_geo.geography import Level
from het_geo.sentences.headlines import figure, not_sure
from het_geo.sentences.receipts import LIMITS_BY_KIND, Number, exact, ranged

NOT_SURE = "There is nothing to be sure of."
NO_MARGIN = "Not known: no margin of error is published for these figures."


class Said(NamedTuple):
    """An answer before its receipt: the sentences, how sure, the numbers, and the measures."""

    answer: str
    sure: str
    numbers: tuple[Number, ...] = ()
    measures: tuple[str, ...] = ()


@dataclass(frozen=True, eq=False)
class AreaInView:
    """One area in one view of an atlas."""

    atlas: Atlas
    view: IndicatorView
    code: str

    @cached_property
    def label(self) -> str:
        """The area's name."""
        return self.view.label(self.code)

    @cached_property
    def figure(self) -> Figure:
        """The area's figure."""
        return self.view.figures[self.code]

    @property
    def known(self) -> bool:
        """Whether the area has a value."""
        return not isnan(self.figure.value)

    @property
    def limited(self) -> bool:
        """Whether the area's figure has a margin of error."""
        return not isnan(self.figure.lower) and not isnan(self.figure.upper)

    @property
    def is_place(self) -> bool:
        """Whether the area is the whole place."""
        return self.view.level == Level.DISTRICT

    @property
    def plain(self) -> bool:
        """Whether the figure is a number, rank or decile, which stands on no scale of worse."""
        return self.view.indicator.kind in PLAIN_KINDS

    @property
    def measures(self) -> tuple[str, ...]:
        """The measures by which this kind of figure gets its limits."""
        return tuple(LIMITS_BY_KIND.get(self.view.indicator.kind, ()))

    def written(self, value: float) -> str:
        """Write a value with its unit."""
        return figure(self.view, value)

    @cached_property
    def own(self) -> Number:
        """The area's figure with its limits, as a receipt has it."""
        low, high = (
            exact(self.view, v) if self.limited else ""
            for v in (self.figure.lower, self.figure.upper)
        )
        return self.label, ranged(exact(self.view, self.figure.value), low, high)

    @cached_property
    def missing(self) -> str:
        """The sentence that says why there is no figure."""
        reason = reason_of(Status(self.figure.status).words)
        return f"{self.label} has no figure here: {reason or 'the publisher gives none'}."

    @cached_property
    def unsure(self) -> str:
        """Why the area cannot be told apart from others: it has no margin of error."""
        return not_sure(self.view)

    def beside(self) -> list[Comparison]:
        """Return the area beside district, region and country, without itself."""
        return [self.against(b) for b in self.view.benchmarks if b.code != self.code]

    def against(self, there: Benchmark) -> Comparison:
        """Return the area beside a benchmark."""
        own = self.figure
        return compared(self.view, there, own.value, own.lower, own.upper)


def listed(view: IndicatorView, codes: list[str], most: int = NAMED) -> str:
    """Return areas' names, the first few and how many others."""
    names = [view.label(code) for code in codes[:most]]
    if len(codes) > most:
        names.append(words.count_of(len(codes) - most, "other", "others"))
    return words.listed(names)


def alike(view: IndicatorView, code: str) -> list[str]:
    """Return the areas that cannot be told apart from one, nearest first.

    Two areas are told apart where the 95 % limits of their difference exclude 0: Newcombe's, from
    the two areas' own limits (:func:`het_geo.inequality.absolute_gap`).
    """
    rows = view.table[["value", "lower", "upper"]].dropna()
    if code not in rows.index:
        return []
    y, low, high = (rows[name].to_numpy(dtype=float) for name in rows)
    own = rows.index.get_loc(code)
    away = y - y[own]
    above = np.hypot(y - low, high[own] - y[own])  # the other is higher
    below = np.hypot(high - y, y[own] - low[own])
    same = pd.Series(np.abs(away) <= np.where(away > 0, above, below), index=rows.index)
    near = pd.Series(np.abs(away), index=rows.index).sort_values(kind="stable")
    return [str(other) for other in near.index if same[other] and other != code]
