"""One plain figure for each building block: of the whole place, or of an area in it.

Which figure speaks for a block is no choice of a page: the catalogue holds the rule
(``vocabulary.toml``, ``[[lead]]``), so that a tile is the same for every area of a level.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import ClassVar

import pandas as pd

from het_geo.atlas.atlas import Atlas
from het_geo.atlas.change_at import change_at
from het_geo.atlas.changed import Changed
from het_geo.atlas.choice import Choice
from het_geo.atlas.comparison import Comparison, compared
from het_geo.atlas.views import Figure, IndicatorView, figure_of
from het_geo.catalogue.vocabulary import CONTEXT, BuildingBlock, Lead
from het_geo.compare import Verdict
from het_geo.figures import NUMBERS, Status
from het_geo.geography import Level

RULE = "block"  # the record of the catalogue that says which figure speaks for a block
MOSTLY = 0.8  # of the areas of a level that can have a figure must have what is asked of one


@dataclass(frozen=True)
class Tile:
    """A building block and the figure that speaks for it in one area.

    ``view`` is the indicator at the area's own level, beside England, or the place where England
    has no figure; ``areas`` the same at the level whose areas stand beside it (wards, for the whole
    place). ``figure`` is ``None`` where the area has none; with ``view`` ``None`` the block has no
    plain figure at this level at all.
    """

    HELD: ClassVar = ("block", "view", "areas")  # an atlas and a catalogue hold these anyway
    block: BuildingBlock
    code: str
    view: IndicatorView | None = None
    areas: IndicatorView | None = None
    figure: Figure | None = None
    changed: Changed | None = None
    level: Level = Level.WARD

    @property
    def verdict(self) -> Verdict:
        """How the figure stands against what it is beside, by its own margins."""
        return self.comparison.verdict if self.comparison else Verdict.NOT_COMPARED

    @property
    def comparison(self) -> Comparison | None:
        """The figure beside England, or the place; ``None`` where there is nothing beside it."""
        if self.view is None or self.figure is None or self.view.chosen.code == self.code:
            return None
        if pd.isna(self.view.chosen.value):
            return None
        found = self.figure
        return compared(self.view, self.view.chosen, found.value, found.lower, found.upper)

    @property
    def above_guideline(self) -> bool | None:
        """Whether the figure is above its guideline; ``None`` where it has none of its own."""
        if self.view is None or self.figure is None or not self.view.indicator.references:
            return None
        return bool(self.figure.value > self.view.indicator.references[0].value)


def tiles_of(atlas: Atlas, code: str = "") -> tuple[Tile, ...]:
    """Return a tile for each building block: of an area by its code, or of the place.

    The tiles of a level say the same of each of its areas; those of the place, what is said of its
    wards.
    """
    own = code or atlas.pack.district
    level = Level(str(atlas.pack.areas.loc[own, "level"]))
    return atlas.keep(("tiles", own), lambda: tuple(_tiles(atlas, own, level)))


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
    """Return whether a rule lets an indicator speak for its block, by its kind and its people."""
    own, could = view.indicator, view.table[view.table["status"] != Status.NO_NEIGHBOURHOOD]
    held, people = could["value"].notna(), could["denominator"]
    enough = people[held & people.notna()] >= rule.people
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


def _tiles(atlas: Atlas, code: str, level: Level) -> Iterator[Tile]:
    first = Level.WARD if level == Level.DISTRICT else level
    found = leads(atlas, first)
    for block in atlas.pack.catalogue.blocks.values():
        if block.id == CONTEXT:
            continue
        areas = found.get(block.id)
        yield Tile(block, code, level=level) if areas is None else _tile(atlas, block, code, areas)


def _tile(atlas: Atlas, block: BuildingBlock, code: str, areas: IndicatorView) -> Tile:
    view = areas
    if code == atlas.pack.district:
        choice = Choice(areas.indicator.id, Level.DISTRICT, areas.period.id)
        view = atlas.view(choice)
    row = view.table.loc[code]
    if pd.isna(row["value"]):
        return Tile(block, code, view, areas)
    figure = figure_of(*(row[name] for name in NUMBERS), row["status"])
    return Tile(block, code, view, areas, figure, change_at(atlas, view, code))
