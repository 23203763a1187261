"""Every plain-English statement, made from results only."""

from het_geo.sentences.headlines import (
    area_headline,
    both_lenses,
    clause,
    comparison,
    figure,
    headline,
    no_figure,
    place,
    place_headline,
    short,
    when,
)
from het_geo.sentences.notes import (
    best_fit_note,
    caveats,
    certainty,
    people,
    percentile,
    rank,
    rounding,
    spread,
)

__all__ = [
    "area_headline",
    "best_fit_note",
    "both_lenses",
    "caveats",
    "certainty",
    "clause",
    "comparison",
    "figure",
    "headline",
    "no_figure",
    "people",
    "percentile",
    "place",
    "place_headline",
    "rank",
    "rounding",
    "short",
    "spread",
    "when",
]
