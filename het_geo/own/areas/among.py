"""Where a visitor's own area would stand among the wards of its place."""

from __future__ import annotations

from dataclasses import replace
from typing import NamedTuple

import pandas as pd

from het_geo.atlas.atlas import Atlas
from het_geo.atlas.choice import Choice
from het_geo.atlas.reading import is_shown
from het_geo.atlas.views import IndicatorView, certainty_of
from het_geo.geography import Level


class Stands(NamedTuple):
    """The ranks that an area could hold, 1 the worst (or highest), 95 % sure."""

    first: int
    last: int
    of: int  # how many wards have a figure


def with_wards(atlas: Atlas, view: IndicatorView) -> IndicatorView | None:
    """Return a view of own areas with the wards beside them, as if all were wards.

    ``None`` where wards have no figure in that period.
    """
    name, period = view.indicator.id, view.period.id
    if view.level != Level.OWN or not is_shown(atlas.pack, view.indicator, Level.WARD):
        return None

    def found() -> IndicatorView | None:
        wards = atlas.view(Choice(name, Level.WARD, period))
        if wards.period.id != period or not wards.known:
            return None
        table = pd.concat([view.table, wards.table])
        made = replace(wards, table=table, ranker=certainty_of)
        return made.beside(view.chosen)

    return atlas.keep(("own areas among wards", name, period, view.chosen.code), found)


def stands(atlas: Atlas, view: IndicatorView, code: str) -> Stands | None:
    """Return where a visitor's area would stand, were it a ward; ``None`` where not known."""
    among = with_wards(atlas, view)
    if among is None or not among.ranked:
        return None
    others = [one for one in among.table.index if one == code or one not in view.table.index]
    ranks = replace(among, table=among.table.loc[others]).ranks
    if code not in ranks.index:
        return None
    first, last = (int(ranks.at[code, end]) for end in ("rank_lower", "rank_upper"))
    return Stands(first, last, len(ranks) - 1)
