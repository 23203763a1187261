"""NHS services: the Organisation Data Service's lists, one row a postcode of each list."""

from __future__ import annotations

import re
from pathlib import Path

import pandas as pd

from het_geo.catalogue.vocabulary import Source
from het_geo.sources.layouts import parquet
from het_geo.sources.points import PointTable, known_words, placed

# The publisher's four lists. Its "hospital" holds clinics, offices and halls above all.
KINDS = {"GP": "gp", "pharmacy": "pharmacy", "dentist": "dentist", "hospital": "nhs_site"}
NAMED = 3  # further services at a postcode that are named; the others are counted


def services(path: Path, source: Source) -> PointTable:
    """Read health services: where several stand at one postcode, the row joins their names.

    The first is the point's name, or the first with a word that the record looks for in a list
    (option ``first:list = "WORD|WORD"``); the others are its detail. Rows alike are read once.
    """
    columns = ["Name", "Latitude", "Longitude", "type", "Postcode"]
    frame = parquet(pd.read_parquet, path, columns).drop_duplicates(ignore_index=True)
    kind = known_words(frame["type"], KINDS, path)
    wanted = [source.options.get(f"first:{name}", "") for name in frame["type"]]
    texts = [
        _name_and_detail(name, word)
        for name, word in zip(frame["Name"].fillna(""), wanted, strict=True)
    ]
    points = pd.DataFrame(texts, columns=["name", "detail"], index=frame.index)
    return placed(
        points.assign(kind=kind, lon=frame["Longitude"], lat=frame["Latitude"]),
        path,
    )


def _name_and_detail(text: str, wanted: str) -> tuple[str, str]:
    names = list(dict.fromkeys(name for part in text.split("|") if (name := part.strip())))
    if len(names) < 2:
        return "".join(names), ""
    first = next((name for name in names if wanted and re.search(wanted, name)), names[0])
    others = [name for name in names if name != first]
    more = f" and {len(others) - NAMED} more" if len(others) > NAMED else ""
    return first, f"Also listed here: {'; '.join(others[:NAMED])}{more}"
