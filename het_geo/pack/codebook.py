"""The table of a pack's indicators: what each says, its unit, periods, sources and caveats."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

import pandas as pd

from het_geo.catalogue.records import Catalogue, Indicator
from het_geo.pack.schema import Column, Schema

FILE = "codebook.csv"
_HIGHER = {-1: "worse", 0: "neither", 1: "better"}
SCHEMA = Schema(
    "Indicators",
    (
        Column("indicator", "the id of the indicator", needed=True),
        Column("label", "its name", needed=True),
        Column("what_it_says", "what it says, in plain words", needed=True),
        Column("building_block", "the building block of health that it tells of", needed=True),
        Column("kind", "what kind of figure it is, such as proportion, rate or mean", needed=True),
        Column("unit", "the unit of its figures", needed=True),
        Column("higher_is", "whether a higher figure is better, worse or neither", needed=True,
               among=tuple(_HIGHER.values())),
        Column("periods", "its periods, each with its id and name", needed=True),
        Column("sources", "the ids of its sources", needed=True),
        Column("licences", "the licences of its sources", needed=True),
        Column("read_with", "what must be known to read it"),
    ),
    key=("indicator",),
)  # fmt: skip


def codebook(
    catalogue: Catalogue, indicators: Iterable[Indicator], held: Mapping[str, Collection[str]]
) -> pd.DataFrame:
    """Return the rows of indicators; ``held`` are the periods that there are figures of."""
    rows = [_row(catalogue, indicator, held[indicator.id]) for indicator in indicators]
    return pd.DataFrame(rows, columns=SCHEMA.names)


def _row(catalogue: Catalogue, indicator: Indicator, held: Collection[str]) -> tuple[str, ...]:
    periods = [period for period in indicator.periods if period.id in held]
    sources = catalogue.sources_of(indicator)
    return (
        indicator.id,
        indicator.label,
        indicator.subtitle,
        catalogue.blocks[indicator.block].label,
        indicator.kind,
        indicator.unit,
        _HIGHER[indicator.judged_polarity],
        "; ".join(f"{period.id}: {period.label}" for period in periods),
        "; ".join(source.id for source in sources),
        "; ".join(dict.fromkeys(source.licence for source in sources)),
        " ".join(c.text for c in catalogue.caveats_of(indicator, periods[-1])),
    )
