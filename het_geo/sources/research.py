"""Tables of one row an area that others made of official ones: indices, air, floods, heat."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pandas as pd

from het_geo.catalogue.vocabulary import Source
from het_geo.errors import SourceError
from het_geo.geography import Vintage
from het_geo.sources.delimited import read_text
from het_geo.sources.layouts import read_columns, read_wide
from het_geo.sources.table import RawTable, check_codes, check_unique


def read(path: Path, columns: Sequence[str], source: Source) -> RawTable:
    """Read columns of a CSV or Parquet file, in the publisher's own units."""
    reader = read_columns if path.suffix == ".parquet" else read_wide
    return reader(path, columns, code=source.options["code"], vintage=Vintage(source.vintage))


def classes(path: Path, columns: Sequence[str], source: Source) -> RawTable:
    """Read columns of words as ranks from 1; ``options.classes`` has the words, in their order.

    Raises:
        SourceError: a word is none of the classes; its row is named.
    """
    code, words = source.options["code"], source.options["classes"].split(" | ")
    frame = read_text(path, [code, *columns])
    check_codes(frame[code], Vintage(source.vintage), path)
    check_unique(frame[code], None, path)
    ranks = {word: float(rank) for rank, word in enumerate(words, start=1)}
    for name in columns:
        strange = frame.loc[~frame[name].isin(words), name]
        if len(strange):
            row = int(str(strange.index[0])) + 2
            raise SourceError(
                f"{path}: row {row}, column '{name}': {strange.iloc[0]!r} is none of the classes "
                f"{' | '.join(words)}."
            )
    index = pd.Index(frame[code].astype(object), name="area_code")
    values = frame[list(columns)].apply(lambda text: text.map(ranks)).set_axis(index)
    return RawTable(values, pd.DataFrame(False, index=index, columns=values.columns))
