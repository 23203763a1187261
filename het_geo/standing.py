"""How an area stands against England over many figures: what is worse, similar and better."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

from het_geo.compare import Verdict


class Standing(NamedTuple):
    """In how many figures an area is worse than, similar to and better than a benchmark."""

    worse: int
    similar: int
    better: int


def standing_of(found: Iterable[tuple[bool, str]]) -> Standing:
    """Count what is worse, similar and better; every page and file counts by this rule.

    ``found`` has for each figure whether it is judged at all (:attr:`Indicator.judged`) and its
    verdict. Who lives where, what follows age and what has no margin of error count nowhere: a
    share of an ethnic group that is similar to England's says nothing of how an area fares.

    >>> standing_of([(True, "worse"), (True, "not compared"), (False, "similar"), (False, "lower")])
    Standing(worse=1, similar=0, better=0)
    """
    counts = Counter(Verdict(verdict) for judged, verdict in found if judged)
    return Standing(*(counts[v] for v in (Verdict.WORSE, Verdict.SIMILAR, Verdict.BETTER)))
