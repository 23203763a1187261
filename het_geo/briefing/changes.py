"""What changed since an earlier pack: indicators, periods, sources, figures and verdicts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

import numpy as np
import pandas as pd

from het_geo import dates, words
from het_geo.catalogue.records import Catalogue, Indicator
from het_geo.compare import Verdict, verdicts
from het_geo.geography import Level, area_label
from het_geo.pack.manifest import Manifest

KEYS = ["indicator", "period", "area_code"]
SAME = 1e-8  # a pack keeps nine digits


class Held(Protocol):
    """What is compared: a pack, or as much of an earlier one as can be read."""

    @property
    def manifest(self) -> Manifest:
        """The pack's description of itself."""

    @property
    def areas(self) -> pd.DataFrame:
        """Its areas, indexed by code."""

    @property
    def figures(self) -> pd.DataFrame:
        """Its figures."""

    @property
    def catalogue(self) -> Catalogue:
        """The catalogue that its figures are read by."""


@dataclass(frozen=True)
class SourceChange:
    """A source that was added, left out or updated: ``what`` says how."""

    id: str
    title: str
    what: str


@dataclass(frozen=True)
class Revision:
    """Figures of one indicator and period that are no longer the same, and the largest change."""

    indicator: str
    label: str
    period: str
    areas: int
    area: str
    before: str
    after: str


@dataclass(frozen=True)
class VerdictChange:
    """A ward whose verdict against England changed, in one indicator and period."""

    indicator: str
    label: str
    period: str
    area: str
    before: str
    after: str


@dataclass(frozen=True)
class PackChanges:
    """What differs between two packs of a place. Labels and texts are ready to be shown.

    ``periods_added`` and ``periods_removed`` are pairs of an indicator's label and a period, of
    indicators that both packs hold.
    """

    place: str
    before: str
    after: str
    indicators_added: tuple[str, ...]
    indicators_removed: tuple[str, ...]
    periods_added: tuple[tuple[str, str], ...]
    periods_removed: tuple[tuple[str, str], ...]
    areas_added: tuple[str, ...]
    areas_removed: tuple[str, ...]
    sources: tuple[SourceChange, ...]
    revisions: tuple[Revision, ...]
    verdicts: tuple[VerdictChange, ...]
    sentences: tuple[str, ...]


def changes_between(old: Held, new: Held) -> dict[str, tuple[object, ...]]:
    """Return every kind of change by its name in :class:`PackChanges`, without the sentences."""
    pairs = {name: _pairs(held) for name, held in (("old", old), ("new", new))}
    names = {key: {indicator for indicator, _ in found} for key, found in pairs.items()}
    both = names["old"] & names["new"]
    return {
        "indicators_added": _labels(new, names["new"] - names["old"]),
        "indicators_removed": _labels(new, names["old"] - names["new"]),
        "periods_added": _periods(new, pairs["new"] - pairs["old"], both),
        "periods_removed": _periods(new, pairs["old"] - pairs["new"], both),
        "areas_added": _areas(new, old),
        "areas_removed": _areas(old, new),
        "sources": tuple(_sources(old, new)),
        "revisions": tuple(_revisions(old, new)),
        "verdicts": tuple(_verdicts(old, new, pairs["old"] & pairs["new"])),
    }


def _pairs(held: Held) -> set[tuple[str, str]]:
    rows = held.figures[["indicator", "period"]].drop_duplicates()
    return {(str(i), str(p)) for i, p in rows.itertuples(index=False)}


def label_of(held: Held, name: str) -> str:
    """Return an indicator's label; its id where the catalogue no longer knows it."""
    found = held.catalogue.indicators.get(name)
    return found.label if found else name


def period_of(held: Held, name: str, period: str) -> str:
    """Return a period's label; its id where the catalogue does not declare it."""
    found = held.catalogue.indicators.get(name)
    return next((p.said for p in found.periods if p.id == period), period) if found else period


def _labels(held: Held, names: set[str]) -> tuple[str, ...]:
    return tuple(sorted(label_of(held, name) for name in names))


def _periods(
    held: Held, pairs: set[tuple[str, str]], both: set[str]
) -> tuple[tuple[str, str], ...]:
    known = sorted(pair for pair in pairs if pair[0] in both)
    return tuple((label_of(held, name), period_of(held, name, period)) for name, period in known)


def _areas(one: Held, other: Held) -> tuple[str, ...]:
    return tuple(area_label(one.areas, c) for c in one.areas.index.difference(other.areas.index))


def _sources(old: Held, new: Held) -> list[SourceChange]:
    before = {source.id: source for source in old.manifest.source}
    after = {source.id: source for source in new.manifest.source}
    found = [
        SourceChange(name, s.title, "new here") for name, s in after.items() if name not in before
    ]
    found += [
        SourceChange(name, s.title, "no longer used")
        for name, s in before.items()
        if name not in after
    ]
    for name in [name for name in after if name in before]:
        one, two = before[name], after[name]
        what = []
        if one.sha256 != two.sha256:
            what.append("a new file")
        for part in ("period", "title", "status"):
            was, now = (dates.period(getattr(source, part)) for source in (one, two))
            if was != now:
                what.append(f"its {part} was “{was}” and is “{now}”")
        if what:
            found.append(SourceChange(name, two.title, "; ".join(what)))
    return found


def _revisions(old: Held, new: Held) -> list[Revision]:
    one, two = (held.figures[[*KEYS, "value"]] for held in (old, new))
    both = one.merge(two, on=KEYS, suffixes=("_old", "_new"))
    first, last = (both[name].to_numpy(dtype=float) for name in ("value_old", "value_new"))
    # Periods that only one pack has are told as such, figures that came or went as revised.
    other = ~np.isclose(first, last, rtol=SAME, atol=1e-12, equal_nan=True)
    rows = both[other].assign(size=np.abs(first - last)[other])
    found = []
    for (name, period), part in rows.groupby(["indicator", "period"], sort=False):
        row = part.loc[part["size"].idxmax()] if part["size"].notna().any() else part.iloc[0]
        area = str(row["area_code"])
        known = area_label(new.areas, area) if area in new.areas.index else area
        written = (_written(new, str(name), float(row[k])) for k in ("value_old", "value_new"))
        label, when = label_of(new, str(name)), period_of(new, str(name), str(period))
        found.append(Revision(str(name), label, when, len(part), known, *written))
    return found


def _written(held: Held, name: str, value: float) -> str:
    found = held.catalogue.indicators.get(name)
    if np.isnan(value):
        return "no figure"
    if found is None:
        return words.number(value, 2)
    return words.figure(value, found, held.catalogue.unit_of(found))


def _verdicts(old: Held, new: Held, both: set[tuple[str, str]]) -> list[VerdictChange]:
    """Return the wards whose verdict changed, at each indicator's latest period in both packs."""
    wards = new.areas.index[new.areas["level"] == Level.WARD].intersection(old.areas.index)
    rows = [
        {key: part for key, part in held.figures.groupby(["indicator", "period"], sort=False)}
        for held in (old, new)
    ]
    found = []
    for indicator in new.catalogue.indicators.values():
        periods = [p for p in indicator.periods_at("ward") if (indicator.id, p.id) in both]
        if not periods or "ward" not in indicator.levels or not indicator.judged:
            continue
        key = (indicator.id, periods[-1].id)
        one, two = (
            _against(part[key].set_index("area_code"), held, indicator, wards)
            for part, held in zip(rows, (old, new))
        )
        for code in wards[(one != two).to_numpy()]:
            label = area_label(new.areas, code)
            found.append(
                VerdictChange(indicator.id, indicator.label, periods[-1].label, label,
                              str(one[code]), str(two[code]))
            )  # fmt: skip
    return found


def _against(rows: pd.DataFrame, held: Held, indicator: Indicator, wards: pd.Index) -> pd.Series:
    countries = held.areas.index[held.areas["level"] == Level.COUNTRY]
    england = rows["value"].reindex(countries)
    value = float(england.iloc[0]) if len(england) else float("nan")
    own = rows.reindex(wards)
    if np.isnan(value):
        return pd.Series(str(Verdict.NOT_COMPARED), index=wards)
    return verdicts(own["lower"], own["upper"], value, indicator.judged_polarity)
