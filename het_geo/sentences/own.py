"""A visitor's own areas, in words."""

from __future__ import annotations

from collections.abc import Sequence

from het_geo import words
from het_geo.atlas.atlas import Atlas
from het_geo.atlas.views import IndicatorView
from het_geo.geography import Level
from het_geo.own.areas.among import stands
from het_geo.own.areas.area import OwnArea, shared
from het_geo.pack.model import Pack
from het_geo.sentences.notes import rank_words

NAMED = 3  # neighbourhoods that a sentence names
OVERLAP = (
    "Wards hold the same people as local areas: a ward’s figure counts them too, so a local area "
    "and a ward are not compared as two wards are."
)


def among_wards(atlas: Atlas, view: IndicatorView, code: str) -> str:
    """Return where a visitor's area would stand among wards; "" of another area, or not known."""
    if view.level != Level.OWN or (found := stands(atlas, view, code)) is None:
        return ""
    end = "lowest" if view.indicator.judged_polarity > 0 else "highest"
    said = rank_words(found.first, found.last, end, f"{found.of + 1}")
    said = f"{said[0].lower()}{said[1:]}"
    wards = "one ward with a figure" if found.of == 1 else f"{found.of} wards"
    return f"Put among {view.place}’s {wards} it would be {said}"


def overlapping(pack: Pack, areas: Sequence[OwnArea]) -> str:
    """Return which neighbourhoods several own areas share; "" where none does."""
    twice = [pack.areas.at[code, "name"] for code in shared(areas)]
    if not twice:
        return ""
    many = words.count_of(len(twice), "neighbourhood is", "neighbourhoods are")
    more = [f"{len(twice) - NAMED:,} more"] if len(twice) > NAMED else []
    named = words.listed([*twice[:NAMED], *more])
    return f"{many} in more than one local area, and counted in each: {named}."
