"""The catalogue's records of a visitor's own figure: the indicator, and its table's source."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from het_geo.catalogue.periods import Period
from het_geo.catalogue.read import ADDED, TABLE
from het_geo.catalogue.recipes import Terms
from het_geo.catalogue.records import Catalogue, Indicator
from het_geo.catalogue.rules import check_indicator
from het_geo.catalogue.vocabulary import Source, Withheld
from het_geo.errors import CatalogueError
from het_geo.geography import Level, Vintage
from het_geo.own.areas.area import OwnError
from het_geo.own.data.described import COUNTED, RESIDENTS, Description, told
from het_geo.pack.manifest import POPULATION
from het_geo.pack.model import Pack

READER = ADDED
MARK = "c"
LEVELS: Mapping[Level, tuple[str, ...]] = {
    Level.LSOA: ("lsoa", "ward", "msoa"),
    Level.MSOA: ("msoa",),
    Level.WARD: ("ward",),
}
VINTAGES = {Level.LSOA: Vintage.LSOA21, Level.MSOA: Vintage.MSOA21, Level.WARD: Vintage.WARD25}
_DECIMALS = {"count": 0, "proportion": 1, "rate": 1, "mean": 1, "score": 1}
_MOST = 1e15


def indicator_of(
    said: Description, name: str, periods: tuple[Period, ...], catalogue: Catalogue
) -> Indicator:
    """Return the record of an own figure.

    Raises:
        OwnError: the catalogue's rules refuse it.
    """
    record = _record(said, name, periods, catalogue)
    try:
        check_indicator(record, _with_source(catalogue, name, said.edition.level))
    except CatalogueError as error:
        raise OwnError(f"This cannot be a figure of the explorer: {error}") from None
    return record


def _record(
    said: Description, name: str, periods: tuple[Period, ...], catalogue: Catalogue
) -> Indicator:
    level, title, terms = said.edition.level, told(said.name, 60), _terms(said, name)
    counted = told(said.counted, 40) if said.divided_by != RESIDENTS else "people"
    return Indicator(
        id=name,
        label=title,
        question=told(said.question),
        subtitle=told(f"{title}, as {said.publisher} has it"),
        says=f"the figure for “{title}” was {{value}}",
        counted=counted,
        kind=said.kind,
        unit=said.unit,
        decimals=_DECIMALS[said.kind],
        polarity=said.polarity,
        block=said.block,
        principles=(said.principle,) if said.principle in catalogue.principles else (),
        subgroups=(),
        levels=LEVELS[level] if {"denominator", "weight"} & {*terms} else LEVELS[level][:1],
        valid=(0.0, 100.0) if said.kind == "proportion" else (-_MOST, _MOST),
        zero_baseline=said.kind in COUNTED,
        caveats=("best_fit",) if level == Level.LSOA else (),
        source=name,
        tier="outcome",
        periods=periods,
        cap=100.0 if said.kind == "proportion" and said.divided_by == RESIDENTS else None,
        numerator_label=title,
        denominator_label="people, mid-2022" if said.divided_by != "file" else counted,
        closable=said.kind == "proportion",
        than=_than(title) if said.unit == "score" else (),
        **terms,
    )


def source_of(
    said: Description, name: str, pack: Pack, last: Period, *, today: date, withheld: float = 0.0
) -> Source:
    """Return the record of an own figure's table; ``withheld`` is the most one such count can be.

    The hash of the file is that of what is saved (:mod:`het_geo.own.data.saved`).
    """
    level = said.edition.level
    known = "Counts of 1 to 4, and those that would give one away, are withheld where it was made."
    return Source(
        id=name,
        file=f"{ADDED}/{name}/{TABLE}",
        sha256="",
        publisher=told(said.publisher),
        title=told(said.name),
        url=told(said.url),
        licence=told(said.licence),
        attribution=f"Source: {told(said.publisher)}",
        period=last.end.isoformat(),
        vintage=str(VINTAGES[level]),
        coverage=f"{pack.title}, {level.many}",
        status="own",
        obtained=f"brought by a visitor on {today.day} {today:%B %Y}",
        reader=READER,
        options={"district": pack.district},
        withheld=Withheld(MARK, 0.0, withheld, known, ("numerator",)) if withheld else None,
    )


def _terms(said: Description, name: str) -> dict[str, Any]:
    """Return the parts of the recipe: which columns of the saved table make the figure."""

    def column(one: str) -> Terms:
        return Terms(name, {one: 1.0})

    people = Terms(POPULATION, {"population": 1.0})
    of = said.columns
    by = column("denominator") if of.denominator else None
    by = people if said.divided_by == RESIDENTS else by
    if said.kind == "count":
        return {"value": column("numerator"), "weight": people}
    if said.kind in COUNTED:
        return {"numerator": column("numerator"), "denominator": by}
    limits = {end: column(end) for end in ("lower", "upper") if getattr(of, end)}
    return {"value": column("value"), **limits, **({"denominator": by} if by else {})}


def _than(title: str) -> tuple[str, str]:
    return f"the score of “{title}” is higher than in", f"the score of “{title}” is lower than in"


def _with_source(catalogue: Catalogue, name: str, level: Level) -> Catalogue:
    """Return a catalogue that has a source of this name: its own record comes later."""
    held = replace(next(iter(catalogue.sources.values())), vintage=str(VINTAGES[level]))
    return replace(catalogue, sources={**catalogue.sources, name: held})
