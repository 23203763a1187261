"""Every plain-English statement, made from results only."""

from het_geo.sentences.headlines import (
    against,
    area_headline,
    both_lenses,
    clause,
    comparison,
    figure,
    headline,
    place,
    place_headline,
    short,
    when,
    why_no_verdict,
)
from het_geo.sentences.notes import (
    best_fit_note,
    caveats,
    certainty,
    people,
    percentile,
    rank,
    spread,
)

__all__ = [
    "against",
    "area_headline",
    "best_fit_note",
    "both_lenses",
    "caveats",
    "certainty",
    "clause",
    "comparison",
    "figure",
    "headline",
    "people",
    "percentile",
    "place",
    "place_headline",
    "rank",
    "short",
    "spread",
    "when",
    "why_no_verdict",
]
