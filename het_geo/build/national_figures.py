"""England's figures as columns: one for each indicator and period, and its statuses if need be.

A table of 33,755 rows. The column ``overcrowding|2021`` holds values (32-bit floats, missing where
there is none). Only where some area's status is not the plain one, *ok* with a value and *missing*
without, does a column ``overcrowding|2021|status`` of words stand beside it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import pandas as pd
import pyarrow as pa

from het_geo.build.tables import SHARED, Piece, finished, with_periods
from het_geo.catalogue.records import Catalogue
from het_geo.figures import COLUMNS
from het_geo.geography import Level
from het_geo.national.load import STATUS, column, plain


def england_wide(catalogue: Catalogue) -> Catalogue:
    """Return the catalogue with those indicators alone that reach every neighbourhood."""
    kept = {}
    for indicator in catalogue.indicators.values():
        local = any(source.covers_part for source in catalogue.sources_of(indicator))
        if Level.LSOA in indicator.levels and not local:
            kept[indicator.id] = indicator
    return replace(catalogue, indicators=kept)


def neighbourhoods(pieces: list[Piece], catalogue: Catalogue) -> pa.Table:
    """Return the table of all neighbourhoods, in the order of the geography."""
    return pa.table(dict(pair for piece in pieces for pair in _columns(piece, catalogue)))


def _columns(piece: Piece, catalogue: Catalogue) -> Iterator[tuple[str, pa.Array]]:
    blocks = piece.levels.get(Level.LSOA)
    if blocks is None:
        return
    rows = finished(with_periods(blocks), piece.indicator, catalogue)
    size = len(blocks.areas)
    for i, period in enumerate(blocks.periods):
        block = rows.iloc[i * size : (i + 1) * size]
        values = block["value"].to_numpy(dtype=float)
        name = column(piece.indicator.id, period.id)
        yield name, pa.array(values.astype(np.float32), from_pandas=True)
        status = block["status"].astype(object).to_numpy()
        if (status != plain(values)).any():
            yield name + STATUS, pa.array(status.astype(str)).dictionary_encode()


def benchmarks(pieces: list[Piece], catalogue: Catalogue) -> pd.DataFrame:
    """Return the regions' and England's figures of what the neighbourhoods have figures of."""
    parts = []
    for piece in pieces:
        if Level.LSOA in piece.levels:
            held = {period.id for period in piece.levels[Level.LSOA].periods}
            shared = [piece.levels[level] for level in SHARED if level in piece.levels]
            rows = pd.concat([with_periods(blocks) for blocks in shared])
            own = rows[rows["period"].isin(held)]
            parts.append(finished(own, piece.indicator, catalogue))
    return pd.concat(parts).rename_axis("area_code").reset_index()[COLUMNS]
