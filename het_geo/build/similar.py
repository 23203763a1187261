"""The areas of England most like a place's, and which figures some of them have better."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from het_geo.build import england as geo
from het_geo.build.england import Geography
from het_geo.build.likeness import LEVELS, WhoLives
from het_geo.build.shapes import write_csv
from het_geo.build.store import RawStore
from het_geo.build.tables import Piece, with_periods
from het_geo.catalogue.records import PLAIN_KINDS, Catalogue, Indicator
from het_geo.figures import Status, kept, with_limits
from het_geo.geography import Level, label_of
from het_geo.inputs import Floats
from het_geo.likeness.ahead import surely_better
from het_geo.likeness.distance import Standard, nearest, standard_of, standardised
from het_geo.likeness.variables import NAMES, SOURCES
from het_geo.pack import manifest
from het_geo.pack.manifest import FileEntry, Place
from het_geo.pack.similar_table import (
    BETTER,
    BETTER_COLUMNS,
    COLUMNS,
    MOST,
    PEOPLE,
    SIMILAR,
    STANDARD,
    STANDARDS,
)

_FIGURE = ["value", "lower", "upper", "least", "most"]
Marks = NDArray[np.bool_]


@dataclass(frozen=True)
class Judged:
    """An indicator's newest figures of all areas of a level, with limits: ``rows`` by code."""

    indicator: Indicator
    period: str
    rows: pd.DataFrame


class SimilarAreas:
    """The most similar areas of every place; England is worked out once for all of them."""

    def __init__(self, store: RawStore, areas: Geography, catalogue: Catalogue) -> None:
        self._who, self._areas, self._catalogue = WhoLives(store, areas), areas, catalogue
        self._judged: dict[Level, list[Judged]] = {}
        self._standards: dict[Level, Standard] = {}
        self._scaled: dict[Level, pd.DataFrame] = {}
        self._names: dict[Level, pd.DataFrame] = {}

    def standard(self, level: Level) -> Standard:
        """Return what the variables of a level are standardised by."""
        if level not in self._standards:
            self._standards[level] = standard_of(self._who.at(level))
        return self._standards[level]

    def standards(self) -> pd.DataFrame:
        """Return it for every level, as it is written."""
        parts = [(level, self.standard(level)) for level in LEVELS]
        return pd.concat(
            pd.DataFrame({"level": str(level), "variable": list(NAMES), "mean": s.mean, "sd": s.sd})
            for level, s in parts
        )[STANDARDS]

    def pairs(self, place: Place, level: Level) -> pd.DataFrame:
        """Return the similar areas of a place's areas of a level, with what they are called."""
        if level not in self._scaled:
            self._scaled[level] = standardised(self._who.at(level), self.standard(level))
        names = self.names(level)
        own = names.index[names["district_code"] == place.code]
        found = nearest(self._scaled[level], own, MOST)
        return found.join(names, on="similar")

    def people(self, level: Level, pairs: pd.DataFrame) -> pd.DataFrame:
        """Return who lives in the areas of pairs, each once, in order of codes."""
        codes = sorted({*pairs["area_code"], *pairs["similar"]})
        return self._who.at(level).loc[codes].rename_axis("area_code").reset_index()

    def names(self, level: Level) -> pd.DataFrame:
        """Return what every area of a level is called: ``name``, ``district``, its code."""
        if level not in self._names:
            self._names[level] = _named(self._areas, level)
        return self._names[level]

    def judged(self, level: Level, pieces: list[Piece]) -> list[Judged]:
        """Return the newest figures of a level that are called better or worse, with limits."""
        if level not in self._judged:
            found = (self._newest(piece, level) for piece in pieces if is_judged(piece, level))
            self._judged[level] = [one for one in found if one is not None]
        return self._judged[level]

    def _newest(self, piece: Piece, level: Level) -> Judged | None:
        blocks, indicator = piece.levels[level], piece.indicator
        declared = {p.id for p in indicator.periods_at(level)}
        held = [i for i, p in enumerate(blocks.periods) if p.id in declared and p.kind != "month"]
        if not held:
            return None
        size = len(blocks.areas)
        rows = with_periods(blocks).iloc[held[-1] * size : (held[-1] + 1) * size]
        limited = with_limits(rows, indicator, self._catalogue)
        figures = limited[_FIGURE].set_axis(blocks.areas)
        figures.loc[(limited["status"] == Status.CAPPED).to_numpy()] = (
            np.nan
        )  # how far is not known
        if figures["lower"].isna().all():
            return None  # without limits nothing is more than chance
        return Judged(indicator, blocks.periods[held[-1]].id, figures)


def is_judged(piece: Piece, level: Level) -> bool:
    """Tell whether an indicator's figures of all England can be better or worse than others."""
    indicator = piece.indicator
    plain = indicator.kind in PLAIN_KINDS or not indicator.judged
    return not plain and not piece.only and level in piece.levels


def _named(areas: Geography, level: Level) -> pd.DataFrame:
    districts = areas.lsoas.drop_duplicates("district").set_index("district")["district_name"]
    names = districts.rename(index=str).to_dict()
    if level == Level.LSOA:
        found = areas.lsoas[["name", "msoa_name", "district"]].astype({"district": str})
    elif level == Level.WARD:
        found = areas.wards.assign(msoa_name="")
    else:
        found = pd.DataFrame({"name": pd.Series(names), "msoa_name": "", "district": list(names)})
    parts = zip(found["name"], found["msoa_name"], strict=True)
    labels = [label_of(level, str(name), str(msoa)) for name, msoa in parts]
    return pd.DataFrame(
        {
            "name": labels,
            "district": found["district"].map(names),
            "district_code": found["district"].astype(object),
        },
        index=found.index,
    )


def compared(pairs: pd.DataFrame, judged: list[Judged]) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return pairs with how many figures are better and worse, and a row for each that some has.

    ``pairs`` are as :meth:`SimilarAreas.pairs` gives them: those of one area stand together.
    """
    counts = np.zeros((3, len(pairs)), dtype=int)
    changes = np.flatnonzero((pairs["area_code"] != pairs["area_code"].shift()).to_numpy())
    groups = [slice(a, b) for a, b in pairwise([*changes, len(pairs)])]
    told: list[tuple[int, tuple[object, ...]]] = []
    for one in judged:
        there, here = (one.rows.reindex(pairs[name]) for name in ("similar", "area_code"))
        marks = surely_better(there, here, one.indicator.judged_polarity)
        counts += np.array(marks)
        figures = there[["value", "lower", "upper"]].to_numpy()
        told += [
            (group.start, _row(pairs, one, figures, marks, group))
            for group in groups
            if marks[1][group].any()
        ]
    rows = [row for _, row in sorted(told, key=lambda pair: pair[0])]
    named = dict(zip(("compared", "better", "worse"), counts, strict=True))
    return pairs.assign(**named)[COLUMNS], pd.DataFrame(rows, columns=BETTER_COLUMNS)


def _row(
    pairs: pd.DataFrame, one: Judged, figures: Floats, marks: tuple[Marks, ...], group: slice
) -> tuple[object, ...]:
    """Return what one area's similar areas have of an indicator, as it is written."""
    known, better, worse = (mark[group] for mark in marks)
    own, side = figures[group], one.indicator.judged_polarity
    best = int(np.where(better, own[:, 0] * side, -np.inf).argmax())
    places = " ".join(str(place + 1) for place in np.flatnonzero(better))
    median = float(np.median(own[known, 0]))
    codes = pairs["area_code"].iat[group.start], pairs["similar"].iat[group.start + best]
    return (
        codes[0], one.indicator.id, one.period, int(known.sum()), places, int(worse.sum()),
        float(kept(np.array([median]))[0]), codes[1], *own[best],
    )  # fmt: skip


def write_similar(
    folder: Path, place: Place, similar: SimilarAreas, pieces: list[Piece]
) -> Iterator[FileEntry]:
    """Write the four tables of a place's most similar areas."""
    pairs, told, people = [], [], []
    used: set[str] = set()
    for level in LEVELS:
        found, judged = similar.pairs(place, level), similar.judged(level, pieces)
        own, better = compared(found, judged)
        pairs.append(own)
        told.append(better)
        people.append(similar.people(level, found))
        used |= {term.source for one in judged for term in one.indicator.terms}
    who = [*SOURCES, geo.LSOA_SHAPES, geo.LOOKUP, geo.NAMES, geo.MSOA_NAMES]
    for name, table, sources in (
        (SIMILAR, pd.concat(pairs), who),
        (PEOPLE, pd.concat(people), who),
        (STANDARD, similar.standards(), who),
        (BETTER, pd.concat(told), sorted(used | {geo.LOOKUP})),
    ):
        path = folder / "data" / place.slug / name
        write_csv(table, path)
        yield manifest.entry(folder, path, len(table), sources)
