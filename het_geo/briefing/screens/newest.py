"""Of one subject, the series that knows most lately: an older one would tell of a time gone by."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from het_geo import phrases
from het_geo.atlas.atlas import Atlas
from het_geo.atlas.views import IndicatorView
from het_geo.geography import Level
from het_geo.profiles.change import area_trend
from het_geo.profiles.row import TrendRow
from het_geo.sentences import headlines
from het_geo.trends.change import Sureness


def newest_told(
    atlas: Atlas, rows: Mapping[str, TrendRow], level: Level, went: Iterable[str]
) -> list[str]:
    """Return, for each figure that went somewhere, the newest series of its subject, each once.

    Args:
        atlas: the pack’s atlas.
        rows: how the figures of an area went, by indicator.
        level: theirs.
        went: those that went somewhere, in order.

    Returns:
        A series itself where none of its subject ends later. A newer one stands for it, also where
        how sure its change is, is not known (its screen says so); where that may be chance nothing
        is told: the older series told of a time gone by.
    """
    subjects, ends = atlas.pack.catalogue.subjects, {}
    for name, row in rows.items():
        if row.change:
            ends[name] = atlas.newest(name, level).period.end
    found = []
    for name in went:
        own = {one: ends[one] for one in ends if subjects[one] == subjects[name]}
        last = max(own.values(), default=None)
        newer = name if own.get(name) == last else next(n for n in own if own[n] == last)
        if newer == name or rows[newer].sure != Sureness.CHANCE:
            found.append(newer)
    return list(dict.fromkeys(found))


def newer_of_place(atlas: Atlas, view: IndicatorView) -> IndicatorView | None:
    """Return the whole place's newest series of a figure's subject, where it ends after the figure.

    ``None`` for a figure of the place itself, and where none of its subject has changed since.
    """
    if view.level == Level.DISTRICT:
        return None
    subjects, place = atlas.pack.catalogue.subjects, atlas.pack.district
    own = [
        column
        for name, column in atlas.newest_views(Level.DISTRICT).items()
        if subjects[name] == subjects[view.indicator.id] and column.period.end > view.period.end
    ]
    own.sort(key=lambda column: -column.period.end.toordinal())
    return next((one for one in own if area_trend(atlas, one, place).change), None)


def said_of_place(atlas: Atlas, view: IndicatorView) -> tuple[str, str]:
    """Return a place's newest figure in a few words for a headline, and in a sentence."""
    value, when = view.value(atlas.pack.district), headlines.when(view)
    name = view.indicator.label.removesuffix(", district")
    few = f"For {view.place}, {phrases.small(name)}: "
    return (
        f"{few}{headlines.figure(view, value)} {when}.",
        f"A newer figure is of {view.place} as a whole alone: {headlines.clause(view, value)} "
        f"{when}.",
    )
