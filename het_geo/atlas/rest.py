"""How the other figures of a building block stand, beside the one that speaks for it.

One figure speaks for a block (:mod:`het_geo.atlas.leads`). Where most of the others stand another
way, a sentence on the block must say so: what it would take is counted here.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from het_geo.atlas.atlas import Atlas
from het_geo.atlas.comparison import figure_beside
from het_geo.atlas.sums import Summer
from het_geo.atlas.views import IndicatorView
from het_geo.catalogue.vocabulary import CONTEXT
from het_geo.compare import Verdict
from het_geo.geography import Level

STANDS = (Verdict.WORSE, Verdict.BETTER, Verdict.SIMILAR)
Verdicts = Mapping[str, Verdict]  # by indicator


class Rest(NamedTuple):
    """How many of a block's other figures can be judged against England, and how they stand."""

    worse: int = 0
    better: int = 0
    similar: int = 0

    @property
    def judged(self) -> int:
        """How many can be judged."""
        return sum(self)

    @property
    def mostly(self) -> Verdict | None:
        """How more than half of them stand; ``None`` where no verdict is that of most."""
        most = max(range(len(STANDS)), key=lambda at: self[at])
        return STANDS[most] if self[most] * 2 > self.judged else None


NO_OTHERS = Rest()


def verdicts_of(atlas: Atlas, code: str, level: Level) -> dict[str, Verdict]:
    """Return how each figure of an area that can be judged stands against England."""
    return {name: Verdict(view.verdicts[code]) for name, view in judged_views(atlas, level).items()}


def verdicts_of_sum(atlas: Atlas, codes: Sequence[str]) -> dict[str, Verdict]:
    """Return the same of neighbourhoods taken together, summed as their profile sums them."""
    views = judged_views(atlas, Level.LSOA)
    summer = atlas.keep(("sums of the rest",), lambda: Summer(atlas.pack, views))
    return {
        name: figure_beside(views[name], views[name].chosen, figure).verdict
        for name, figure in summer.figures(codes).items()
    }


def judged_views(atlas: Atlas, level: Level) -> dict[str, IndicatorView]:
    """Return the newest views of a level whose figures are called better or worse than England."""

    def found() -> dict[str, IndicatorView]:
        own = (view.indicator for view in atlas.newest_views(level).values())
        views = [atlas.newest(i.id, level) for i in own if i.judged and i.block != CONTEXT]
        return {v.indicator.id: v for v in views if v.chosen.level == Level.COUNTRY}

    return atlas.keep(("judged views", level), found)


def rest_of(atlas: Atlas, held: Verdicts, block: str, lead: str) -> Rest:
    """Return how a block's figures stand but the one that speaks for it."""
    indicators = atlas.pack.catalogue.indicators
    own = Counter(v for name, v in held.items() if indicators[name].block == block and name != lead)
    return Rest(*(own[verdict] for verdict in STANDS))
