"""The tables of the areas of England that are most like a place's: read, and what must hold.

``similar.csv`` names them, nearest first. ``similar_people.csv`` says who lives in each and in the
place's own, ``similar_standard.csv`` by what that is standardised, so that distance and reason are
worked out of them anew. ``similar_better.csv`` says which figures some of them have better.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from het_geo.catalogue.records import Catalogue
from het_geo.likeness.distance import Standard, distance, standardised, terms
from het_geo.likeness.variables import DENSITY, NAMES, VARIABLES
from het_geo.pack.faults import refuse
from het_geo.pack.figures_table import KEYS, OF_AREA, UNIT
from het_geo.pack.layout import rebuild
from het_geo.pack.schema import NUMBER, WHOLE, Column, Schema

SIMILAR, PEOPLE = "similar.csv", "similar_people.csv"
STANDARD, BETTER = "similar_standard.csv", "similar_better.csv"
MOST = 10  # areas named beside each
_OF_AREA = Column("area_code", "the code of an area of this place", needed=True)
_COUNTS = {
    "compared": "in how many figures both are known with limits, and judged",
    "better": "in how many of these the similar area is surely better",
    "worse": "in how many of these the similar area is surely worse",
}
_IN = {False: "share of 1", True: "people a hectare"}
SCHEMAS: dict[str, Schema] = {
    SIMILAR: Schema(
        "Areas of England most like each area, the nearest first",
        (
            _OF_AREA,
            Column("similar", "the code of an area of England like it", needed=True),
            Column("name", "the name of that area", needed=True),
            Column("district", "the district that it lies in"),
            Column("district_code", "that district’s code"),
            Column("distance", "how far apart both are in who lives there", NUMBER,
                   "standard deviations", needed=True),
            *(Column(name, says, WHOLE, "figures", needed=True) for name, says in _COUNTS.items()),
        ),
        key=("area_code", "similar"),
        refers=(OF_AREA,),
    ),
    PEOPLE: Schema(
        "Who lives in these areas and in the place’s own",
        (
            Column("area_code", "the code of an area of England", needed=True),
            *(Column(v.id, f"{v.label} ({v.theme})", NUMBER, _IN[v.id == DENSITY])
              for v in VARIABLES),
        ),
        key=("area_code",),
    ),
    STANDARD: Schema(
        "By what who lives there is standardised over England",
        (
            Column("level", "the level of the areas", needed=True),
            Column("variable", "what is standardised", needed=True, among=NAMES),
            Column("mean", "its mean over England’s areas", NUMBER, "as the variable",
                   needed=True),
            Column("sd", "its standard deviation over them", NUMBER, "as the variable",
                   needed=True),
        ),
        key=("level", "variable"),
    ),
    BETTER: Schema(
        "Figures that some of an area’s similar ones have better",
        (
            _OF_AREA,
            KEYS["indicator"],
            KEYS["period"],
            Column("known", "of how many similar areas it is known", WHOLE, "areas", needed=True),
            Column("better", "the places of those surely better, blanks between", needed=True),
            Column("worse", "how many are surely worse", WHOLE, "areas", needed=True),
            Column("median", "the median of all of them", NUMBER, UNIT),
            Column("best", "the code of the best of them", needed=True),
            Column("value", "its figure", NUMBER, UNIT),
            Column("lower", "the lower 95 % limit of that", NUMBER, UNIT),
            Column("upper", "the upper 95 % limit of that", NUMBER, UNIT),
        ),
        key=("area_code", "indicator", "period"),
        refers=(OF_AREA,),
    ),
}  # fmt: skip
COLUMNS, STANDARDS = SCHEMAS[SIMILAR].names, SCHEMAS[STANDARD].names
BETTER_COLUMNS = SCHEMAS[BETTER].names
_NEAR = 1e-6


@dataclass(frozen=True)
class Similar:
    """A place's most similar areas.

    ``pairs`` has :data:`COLUMNS`, the nearest of each area first: in how many figures the similar
    area is surely better and worse, of how many ``compared``. ``people`` has every variable by
    area code. ``standards`` are by level. ``better`` has :data:`BETTER_COLUMNS`: of how many of an
    area's similar ones an indicator is ``known``, the places of those surely ``better`` ("1 4"),
    how many are surely ``worse``, the ``median`` of all of them, and the ``best`` with its figure.
    """

    pairs: pd.DataFrame
    people: pd.DataFrame
    standards: dict[str, Standard]
    better: pd.DataFrame


def similar_of(tables: Mapping[str, pd.DataFrame]) -> Similar:
    """Return what four tables, as :data:`SCHEMAS` reads them, say.

    Raises:
        KeyError: a table or column is missing, or a level has not every variable.
    """
    people = tables[PEOPLE].set_index("area_code")
    return Similar(tables[SIMILAR], people, standards_of(tables[STANDARD]), tables[BETTER])


def standards_of(table: pd.DataFrame) -> dict[str, Standard]:
    """Return what to standardise by, by level.

    Raises:
        KeyError: a level has not every variable.
    """
    found = {}
    for level, rows in table.groupby("level"):
        by = rows.set_index("variable").loc[list(NAMES)]
        found[str(level)] = Standard(by["mean"], by["sd"])
    return found


def check_similar(found: Similar, areas: pd.DataFrame, catalogue: Catalogue, slug: str) -> None:
    """Each pair is of an area here and another one, and who lives in both is known."""
    pairs, better = found.pairs, found.better
    of_each = pairs.groupby("area_code", sort=False)["distance"]
    refuse(SIMILAR, pairs, slug, [
        ("area_code", ~pairs["area_code"].isin(areas.index), "no area of this pack"),
        ("similar", pairs["similar"] == pairs["area_code"], "the area itself"),
        ("similar", pairs.duplicated(["area_code", "similar"]), "a second row for one pair"),
        ("similar", ~pairs["similar"].isin(found.people.index), f"not in {PEOPLE}"),
        ("area_code", ~pairs["area_code"].isin(found.people.index), f"not in {PEOPLE}"),
        ("area_code", of_each.cumcount() >= MOST, f"beside more than {MOST} areas"),
        ("distance", of_each.diff().fillna(pairs["distance"]) < 0, "nearer than the one before"),
    ])  # fmt: skip
    own = set(zip(pairs["area_code"], pairs["similar"], strict=True))
    best = [key in own for key in zip(better["area_code"], better["best"], strict=True)]
    periods = {(i.id, p.id) for i in catalogue.indicators.values() for p in i.periods}
    known = [key in periods for key in zip(better["indicator"], better["period"], strict=True)]
    places = [re.fullmatch(r"\d+( \d+)*", str(text)) is not None for text in better["better"]]
    refuse(BETTER, better, slug, [
        ("indicator", ~pd.Series(known, dtype=bool), "no indicator with that period"),
        ("best", ~pd.Series(best, dtype=bool), f"not beside its area in {SIMILAR}"),
        ("better", ~pd.Series(places, dtype=bool), "not the places of similar areas"),
    ])  # fmt: skip


def at_odds(found: Similar, areas: pd.DataFrame, slug: str) -> Iterator[str]:
    """Yield a line for each pair that is not as far apart as who lives in both makes it."""
    levels = found.pairs["area_code"].map(areas["level"])
    for level, standard in found.standards.items():
        rows = found.pairs[(levels == level).to_numpy()]
        known = standardised(found.people, standard)
        one, other = (known.loc[rows[name]].to_numpy() for name in ("area_code", "similar"))
        off = ~np.isclose(distance(terms(other, one)), rows["distance"], rtol=_NEAR, atol=_NEAR)
        for code, similar in zip(rows["area_code"][off], rows["similar"][off], strict=True):
            yield (
                f"data/{slug}/{SIMILAR}: {code} and {similar} are not as far apart as {PEOPLE} "
                f"makes them. {rebuild(slug)}"
            )
