"""The words of a profile and what they mean here, as ``docs/glossary.md`` has them."""

from __future__ import annotations

from collections.abc import Sequence

from het_geo.bounds import about
from het_geo.compare import Verdict
from het_geo.figures import Status
from het_geo.geography import Level
from het_geo.profiles.model import Subject
from het_geo.profiles.parts import GapLens, GlossaryLine, Unknown
from het_geo.profiles.row import IndicatorRow
from het_geo.trends import Direction

WORDS = {
    "neighbourhood": "a Lower layer Super Output Area (LSOA 2021): about 1,000 to 3,000 people",
    "best fit": "a ward is the sum of the neighbourhoods most of whose people live in it; "
    "neighbourhoods do not nest in wards",
    "building block": "what health is made of: homes, learning, work, money, community and "
    "safety, clean air and surroundings, health and care",
    "benchmark": "the area compared with: Luton, East of England, England",
    "95 % interval": "the range the area's true figure is likely to lie in; Wilson's for shares, "
    "Byar's for rates",
    "better, similar, worse": "where the area's own interval lies against the benchmark's value",
    "rank interval": "the places in the order that an area could hold, 95 % sure; areas that "
    "cannot be told apart are not ranked",
    "national percentile": "the share of England's areas of the same level with a lower figure, "
    "those with the same figure counted by half",
    "spine": "a line for each figure, from worse on the left to better on the right, in standard "
    "deviations from England, with the district's areas behind it",
    "recent trend": "Fingertips' rule over the last five single years",
    "lens": "one of three ways to see a gap: absolute (how far apart), relative (how many times), "
    "people (how many it would take)",
    "apportioned": "shared out by population from a 2011 neighbourhood that was split",
    "mixed": "of a neighbourhood whose boundary was redrawn among several of 2011; figures from "
    "before are those of the old one that most of its people come from",
    "suppressed": "withheld by the publisher; missing: not published; neither is 0",
    "range": "between the least and the most that a figure can be: the publisher withholds small "
    "counts in it, taken as low and as high as its rule allows",
}


def _beside(row: IndicatorRow) -> list[float]:
    return [b.value for b in row.benchmarks if b.value is not None]


def glossary_of(
    subject: Subject,
    rows: Sequence[IndicatorRow],
    gaps: Sequence[GapLens],
    unknown: Sequence[Unknown],
) -> tuple[GlossaryLine, ...]:
    """Return the lines of the words that this profile uses, in a fixed order."""
    names = [b.name for b in rows[0].benchmarks] if rows else []
    verdicts = {b.verdict for row in rows for b in row.benchmarks}
    withheld = Status.SUPPRESSED.words.casefold()
    used = {
        "neighbourhood": True,
        "best fit": subject.level != Level.MSOA,
        "building block": True,
        "benchmark": bool(names),
        "95 % interval": any(row.lower is not None for row in rows),
        "better, similar, worse": bool(verdicts & {Verdict.BETTER, Verdict.WORSE}),
        "rank interval": any(row.rank is not None for row in rows),
        "national percentile": any(row.percentile is not None for row in rows),
        "spine": any(row.spine is not None for row in rows),
        "recent trend": any(row.trend.direction != Direction.UNJUDGED for row in rows),
        "lens": bool(gaps),
        "apportioned": any(row.apportioned for row in rows),
        "range": any(about(row.value, *_beside(row)) for row in rows),
        "mixed": any(row.mixed for row in rows),
        "suppressed": any(withheld in line.reason.casefold() for line in unknown),
    }
    meanings = WORDS | {"benchmark": f"the area compared with: {', '.join(names)}"}
    return tuple(GlossaryLine(word, meanings[word]) for word in WORDS if used[word])
