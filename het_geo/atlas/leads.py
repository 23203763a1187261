"""Which figure speaks for a building block at a level: the rule that the catalogue holds.

It is no choice of a page (``vocabulary.toml``, ``[[lead]]``), so that a tile is the same for every
area of a level.
"""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd

from het_geo.atlas.atlas import Atlas
from het_geo.atlas.views import IndicatorView
from het_geo.catalogue.vocabulary import CONTEXT, Lead
from het_geo.figures import Status
from het_geo.geography import Level

RULE = "block"  # the record of the catalogue that says which figure speaks for a block
MOSTLY = 0.8  # of the areas of a level that can have a figure must have what is asked of one


def leads(atlas: Atlas, level: Level) -> dict[str, IndicatorView]:
    """Return, by building block, the view of the indicator that speaks for it at a level.

    A block without a plain figure is not among them.
    """

    def found() -> dict[str, IndicatorView]:
        kinds = _rule(atlas).kinds  # no other can speak: the rest is not looked at
        own = (view.indicator for view in atlas.newest_views(level).values())
        views = [atlas.newest(i.id, level) for i in own if i.kind in kinds and i.block != CONTEXT]
        blocks = [block for block in atlas.pack.catalogue.blocks if block != CONTEXT]
        held = {block: lead_of(_in(views, block), _rule(atlas)) for block in blocks}
        return {block: view for block, view in held.items() if view is not None}

    return atlas.keep(("leads", level), found)


def openings(atlas: Atlas, level: Level) -> dict[str, str]:
    """Return the indicator that each building block opens on at a level: that of its tile.

    Neighbourhoods speak for an MSOA, wards for the place. A block that no figure speaks for opens
    on its first of the catalogue; one without any is not among them.
    """

    def found() -> dict[str, str]:
        pack = atlas.pack
        held = (i for i in pack.catalogue.indicators.values() if i.id in pack.periods_held)
        first: dict[str, str] = {}
        for indicator in held:
            first.setdefault(indicator.block, indicator.id)
        spoken = {Level.MSOA: Level.LSOA, Level.DISTRICT: Level.WARD}.get(level, level)
        led = leads(atlas, Level.WARD) | leads(atlas, spoken)
        return {block: led[block].indicator.id if block in led else first[block] for block in first}

    return atlas.keep(("openings", level), found)


def lead_of(views: list[IndicatorView], rule: Lead) -> IndicatorView | None:
    """Return the view that speaks for a block by a rule; ``None`` where none may.

    Args:
        views: the newest of each of the block's indicators, in the catalogue's order.
        rule: the rule of the catalogue.
    """
    plain = [view for view in views if is_plain(view, rule)]
    way = {view.indicator.id: rule.compared.index(_compared(view, rule)) for view in plain}
    order = sorted(plain, key=lambda v: (way[v.indicator.id], -v.period.end.toordinal()))
    return order[0] if order else None


def is_plain(view: IndicatorView, rule: Lead) -> bool:
    """Return whether a rule lets an indicator speak for its block, by its kind and its people.

    Where it is not known how many stand behind a figure, they are not known to be enough.
    """
    own, could = view.indicator, view.table[view.table["status"] != Status.NO_NEIGHBOURHOOD]
    held, people = could["value"].notna(), could["denominator"]
    enough = people[held] >= rule.people  # which no unknown number is
    return (
        own.kind in rule.kinds
        and own.polarity != 0
        and _mostly(held)
        and bool(enough.all())
        and pd.notna(view.benchmark(Level.DISTRICT).value)
    )


def _compared(view: IndicatorView, rule: Lead) -> str:
    """Return the best of a rule's ways in which a view's areas can be compared."""
    valued = view.table[view.table["value"].notna()]
    limits = _mostly(valued[["lower", "upper"]].notna().all(axis=1))
    country, place = (view.benchmark(level).value for level in (Level.COUNTRY, Level.DISTRICT))
    may: dict[str, Callable[[], bool]] = {
        "england": lambda: limits and bool(pd.notna(country)),
        "guideline": lambda: bool(view.indicator.references),
        "place": lambda: limits and bool(pd.notna(place)),
        "none": lambda: True,
    }
    return next(way for way in rule.compared if may[way]())


def _mostly(held: pd.Series) -> bool:
    return bool(len(held)) and float(held.mean()) >= MOSTLY


def _rule(atlas: Atlas) -> Lead:
    return atlas.pack.catalogue.leads[RULE]


def _in(views: list[IndicatorView], block: str) -> list[IndicatorView]:
    return [view for view in views if view.indicator.block == block]
