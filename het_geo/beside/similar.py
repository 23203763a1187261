"""The areas of England most like one of the place's, why, and what some of them have better."""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from het_geo.atlas.atlas import Atlas
from het_geo.catalogue.periods import Period
from het_geo.catalogue.records import Indicator
from het_geo.geography import Level, the
from het_geo.inputs import Floats
from het_geo.likeness.distance import shares, standardised, terms
from het_geo.likeness.variables import THEMES, VARIABLES, Variable
from het_geo.trends.change import Reading

LEVELS = (Level.LSOA, Level.WARD, Level.DISTRICT)
RANDOM = float(np.sqrt(2 * len(THEMES)))  # each theme adds 2 to what two areas at random make
NO_LEVEL = "the most similar areas are found for neighbourhoods, wards and districts alone"
NO_PEOPLE = "no neighbourhood has most of its people there, so who lives there is not known"


@dataclass(frozen=True, eq=False)
class Alike:
    """An area of England that is like one of the place's.

    ``parts`` is each variable's share of the squared distance, in the order of
    :data:`~het_geo.likeness.variables.VARIABLES`; ``there`` and ``here`` are both areas' variables.
    In ``better`` and ``worse`` of ``compared`` figures it is so by more than chance.
    """

    code: str
    name: str
    district: str
    distance: float
    parts: Floats
    there: pd.Series
    here: pd.Series
    compared: int
    better: int
    worse: int

    @property
    def themes(self) -> dict[str, float]:
        """Each theme's share of the squared distance."""
        found = dict.fromkeys((theme.id for theme in THEMES), 0.0)
        for variable, part in zip(VARIABLES, self.parts, strict=True):
            found[variable.theme] += float(part)
        return found

    @property
    def most(self) -> Variable | None:
        """The variable that says most of why they differ: the largest of the largest theme."""
        if not self.parts.any():
            return None
        theme = max(self.themes, key=self.themes.__getitem__)
        own = [(part, v) for part, v in zip(self.parts, VARIABLES, strict=True) if v.theme == theme]
        return max(own, key=lambda pair: pair[0])[1]


@dataclass(frozen=True)
class Ahead:
    """A figure that some similar areas have better than ours, by more than chance.

    ``own`` is ours, ``places`` are those of the similar areas that have it better, ``worse`` how
    many have it worse, of how many it is ``known``, their ``median``, and the ``best`` of all.
    """

    indicator: Indicator
    period: Period
    own: Reading
    known: int
    places: tuple[int, ...]
    worse: int
    median: float
    best: int
    figure: Reading


@dataclass(frozen=True, eq=False)
class MostSimilar:
    """The areas of England most like an area, nearest first; ``reason`` says why there are none."""

    code: str
    name: str
    level: Level
    alike: tuple[Alike, ...] = ()
    ahead: tuple[Ahead, ...] = ()
    reason: str = ""

    @property
    def compared(self) -> int:
        """How many figures can be told apart from those of a similar area, at most."""
        return max((one.compared for one in self.alike), default=0)


def most_similar(atlas: Atlas, code: str) -> MostSimilar:
    """Return the areas of England most like an area of the place."""
    return atlas.keep(("most similar", code), lambda: _most_similar(atlas, code))


def _most_similar(atlas: Atlas, code: str) -> MostSimilar:
    know, held = atlas.know, atlas.pack.similar
    level = Level(know.levels[code]) if code in know.levels else None
    name = know.labels.get(code, code)
    if level not in LEVELS:
        return MostSimilar(code, name, Level.LSOA, reason=NO_LEVEL)
    rows = held.pairs[held.pairs["area_code"] == code]
    if rows.empty:
        return MostSimilar(code, name, level, reason=NO_PEOPLE)
    alike = tuple(_alike(atlas, code, level, rows))
    return MostSimilar(code, name, level, alike, tuple(_ahead(atlas, code, alike)))


def _alike(atlas: Atlas, code: str, level: Level, rows: pd.DataFrame) -> Iterator[Alike]:
    held = atlas.pack.similar
    people = held.people.loc[[code, *rows["similar"]]]
    scaled = standardised(people, held.standards[str(level)]).to_numpy()
    for place, row in enumerate(rows.itertuples(), start=1):
        parts = shares(terms(scaled[place], scaled[0]))
        yield Alike(
            row.similar, row.name, row.district, row.distance, parts, people.iloc[place],
            people.iloc[0], row.compared, row.better, row.worse,
        )  # fmt: skip


def _ahead(atlas: Atlas, code: str, alike: tuple[Alike, ...]) -> Iterator[Ahead]:
    """Yield figures, those first that more have better than worse."""
    better = atlas.pack.similar.better
    codes = [one.code for one in alike]
    rows = better[better["area_code"] == code].to_dict("records")
    found = [_of_row(atlas, code, codes, row) for row in rows]
    yield from sorted(found, key=lambda one: (one.worse - len(one.places), -len(one.places)))


def _of_row(atlas: Atlas, code: str, codes: list[str], row: dict[Hashable, Any]) -> Ahead:
    indicator = atlas.pack.catalogue.indicators[row["indicator"]]
    period = next(period for period in indicator.periods if period.id == row["period"])
    own = atlas.pack.rows(indicator.id, period.id).loc[code]
    return Ahead(
        indicator,
        period,
        Reading(own["value"], own["lower"], own["upper"]),
        row["known"],
        tuple(int(place) - 1 for place in row["better"].split()),
        row["worse"],
        row["median"],
        codes.index(row["best"]),
        Reading(row["value"], row["lower"], row["upper"]),
    )


def named(one: Alike) -> str:
    """Return what a similar area is called, with its district where that is another name."""
    district = the(one.district)
    return one.name if the(one.name) == district else f"{one.name} in {district}"
