"""What areas are called in lists and sentences, and texts from links as sentences hold them."""

from __future__ import annotations

import re

import pandas as pd

from het_geo.geography import Level


def area_label(areas: pd.DataFrame, code: str) -> str:
    """Return an area's name for lists and sentences.

    A ward as "Dallow ward", a neighbourhood with its MSOA's plain name, "Luton 019B (Dallow Road)".
    """
    row = areas.loc[code]
    return label_of(Level(row["level"]), str(row["name"]), str(row["msoa_name"]))


def label_of(level: Level, name: str, msoa_name: str) -> str:
    """Return the label of an area; ``msoa_name`` is its MSOA's plain name, or its own."""
    if level == Level.WARD:
        return f"{name} ward"
    if level == Level.LSOA and msoa_name:
        return f"{name} ({msoa_name})"
    if level == Level.MSOA and msoa_name:
        return f"{msoa_name} ({name})"
    return name


def kind_of(level: Level) -> str:
    """Return what one area of a level is, with its article.

    >>> kind_of(Level.WARD), kind_of(Level.MSOA)
    ('a ward', 'an MSOA')
    """
    return f"{'an' if level == Level.MSOA else 'a'} {level.one}"


def shortened(text: str, most: int = 40) -> str:
    """Return a text from a link, cut to a length that a notice can hold."""
    return text if len(text) <= most else f"{text[:most]}…"


def slug_of(name: str) -> str:
    """Return a name as it stands in folders and links.

    >>> slug_of("Kingston upon Hull, City of")
    'kingston-upon-hull-city-of'
    """
    return re.sub(r"[^a-z0-9]+", "-", name.casefold().replace("'", "")).strip("-")
