"""One plain figure for each building block: of the place, of an area in it, or of a set.

Pages, the minute and the first page of a profile have them from here alone, so that they cannot
disagree. Which figure speaks for a block: :mod:`het_geo.atlas.leads`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import ClassVar

import pandas as pd

from het_geo.atlas.area_series import series_in
from het_geo.atlas.atlas import Atlas
from het_geo.atlas.change_at import change_at, place_at
from het_geo.atlas.changed import Changed, changed, within
from het_geo.atlas.choice import Choice
from het_geo.atlas.comparison import Comparison, figure_beside
from het_geo.atlas.leads import leads
from het_geo.atlas.over_time import periods_until
from het_geo.atlas.rest import NO_OTHERS, Rest, Verdicts, rest_of, verdicts_of, verdicts_of_sum
from het_geo.atlas.sums import Summer
from het_geo.atlas.views import Figure, IndicatorView, figure_of
from het_geo.catalogue.vocabulary import CONTEXT, BuildingBlock
from het_geo.compare import Verdict
from het_geo.figures import NUMBERS
from het_geo.geography import Level


@dataclass(frozen=True)
class Tile:
    """A building block and the figure that speaks for it in one area.

    ``view`` is the indicator at the area's own level, beside England, or the place where England
    has no figure; ``areas`` the same at the level whose areas stand beside it (wards, for the whole
    place; neighbourhoods, for what is summed of them). ``figure`` is ``None`` where the area has
    none; with ``view`` ``None`` the block has no plain figure at this level at all. ``inside`` are
    the codes among ``areas`` that are the area itself, or that it is summed of: none of the place.
    ``rest`` is how the block's other figures stand against England.
    """

    HELD: ClassVar = ("block", "view", "areas")  # an atlas and a catalogue hold these anyway
    block: BuildingBlock
    code: str
    view: IndicatorView | None = None
    areas: IndicatorView | None = None
    figure: Figure | None = None
    changed: Changed | None = None
    level: Level = Level.WARD
    inside: frozenset[str] = frozenset()
    rest: Rest = NO_OTHERS

    @property
    def others(self) -> tuple[float, ...]:
        """The figures of the areas beside it, without its own."""
        values = {} if self.areas is None else self.areas.table["value"].dropna()
        return tuple(float(value) for code, value in values.items() if code not in self.inside)

    @property
    def own(self) -> float | None:
        """The figure that stands among those of the areas beside it; ``None`` of the place."""
        return float(self.figure.value) if self.figure and self.inside else None

    @property
    def beside(self) -> float | None:
        """England's figure, or the place's; ``None`` where there is nothing beside its own."""
        if self.view is None or self.view.chosen.code == self.code:
            return None
        there = float(self.view.chosen.value)
        return None if pd.isna(there) else there

    @property
    def line(self) -> str:
        """Whose figure that is: England’s, or the place’s; "" where there is none."""
        return "" if self.view is None or self.beside is None else self.view.chosen.name

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
        return figure_beside(self.view, self.view.chosen, self.figure)

    @property
    def above_guideline(self) -> bool | None:
        """Whether the figure is above its guideline; ``None`` where it has none of its own."""
        if self.view is None or self.figure is None or not self.view.indicator.references:
            return None
        return bool(self.figure.value > self.view.indicator.references[0].value)


def tiles_of(atlas: Atlas, code: str = "") -> tuple[Tile, ...]:
    """Return a tile for each building block: of an area by its code, or of the place.

    The tiles of a level say the same of each of its areas; those of the place, what is said of its
    wards; those of an MSOA, what is said of its neighbourhoods, summed as its profile sums them.
    """
    own = code or atlas.pack.district
    level = Level(str(atlas.pack.areas.loc[own, "level"]))

    def found() -> tuple[Tile, ...]:
        if level == Level.MSOA:
            label = atlas.know.labels[own]
            return summed_tiles(atlas, atlas.know.inside(own), Summed(own, label, label, level))
        return tuple(_tiles(atlas, own, level))

    return atlas.keep(("tiles", own), found)


@dataclass(frozen=True)
class Summed:
    """What neighbourhoods taken together are: id, name, name as sentences say it, and level."""

    id: str
    label: str
    said: str
    level: Level = Level.LSOA


def summed_tiles(atlas: Atlas, codes: Sequence[str], own: Summed) -> tuple[Tile, ...]:
    """Return the tiles of neighbourhoods taken together: the figures that speak for them, summed.

    Args:
        atlas: the place's.
        codes: the neighbourhoods.
        own: what they are together.
    """
    found = leads(atlas, Level.LSOA)
    views = {view.indicator.id: view for view in found.values()}
    summer = atlas.keep(("sums of tiles",), lambda: Summer(atlas.pack, views))
    figures = summer.figures(codes)
    changes = _changes(atlas, {n: v for n, v in views.items() if n in figures}, summer, codes)
    stand = verdicts_of_sum(atlas, codes)

    def tile(block: BuildingBlock) -> Tile:
        areas = found.get(block.id)
        figure = figures.get(areas.indicator.id) if areas else None
        if areas is None or figure is None:
            return Tile(block, own.id, level=own.level)
        view = _as_one(areas, own, figure)
        made = Tile(block, own.id, view, areas, level=own.level, inside=frozenset(codes))
        if pd.isna(figure.value):
            return made
        rest = rest_of(atlas, stand, block.id, areas.indicator.id)
        return replace(made, figure=figure, changed=changes.get(areas.indicator.id), rest=rest)

    blocks = atlas.pack.catalogue.blocks.values()
    return tuple(tile(block) for block in blocks if block.id != CONTEXT)


def _as_one(areas: IndicatorView, own: Summed, figure: Figure) -> IndicatorView:
    """Return the view of neighbourhoods with what they are together as its one area."""
    row: dict[str, object] = {"name": own.label, "label": own.said, "status": figure.status}
    row |= {name: float(getattr(figure, name)) for name in NUMBERS}
    table = pd.DataFrame([row], index=pd.Index([own.id]))
    return replace(areas, table=table.reindex(columns=areas.table.columns))


def _changes(
    atlas: Atlas, views: Mapping[str, IndicatorView], summer: Summer, codes: Sequence[str]
) -> dict[str, Changed | None]:
    """Return what changed in sums of neighbourhoods, and in the place around them."""
    held = {
        name: (view.indicator, periods)
        for name, view in views.items()
        if len(periods := periods_until(view.indicator, view.period, view.level)) > 1
    }
    tables = summer.series(held, codes) if held else {}
    found: dict[str, Changed | None] = {}
    for name, table in tables.items():
        view, periods = views[name], held[name][1]
        own = changed(view.indicator, view.level, series_in(table, periods), view.caveats)
        whole = len(codes) == len(view.table)
        found[name] = own if whole else within(own, place_at(atlas, view))
    return found


def _tiles(atlas: Atlas, code: str, level: Level) -> Iterator[Tile]:
    if level == Level.OWN:
        yield from _own_tiles(atlas, code)
        return
    first = Level.WARD if level == Level.DISTRICT else level
    found, stand = leads(atlas, first), verdicts_of(atlas, code, level)
    for block in atlas.pack.catalogue.blocks.values():
        if block.id == CONTEXT:
            continue
        areas = found.get(block.id)
        if areas is None:
            yield Tile(block, code, level=level)
        else:
            yield _tile(atlas, block, code, areas, stand)


def _own_tiles(atlas: Atlas, code: str) -> Iterator[Tile]:
    """Return the tiles of a visitor's own area: what speaks for wards, which it stands among."""
    stand, held = verdicts_of(atlas, code, Level.OWN), atlas.newest_views(Level.OWN)
    among, alone = leads(atlas, Level.WARD), leads(atlas, Level.OWN)
    for block in atlas.pack.catalogue.blocks.values():
        if block.id == CONTEXT:
            continue
        beside, view = among.get(block.id), alone.get(block.id)
        if beside is not None and beside.indicator.id in held:
            view = atlas.newest(beside.indicator.id, Level.OWN)
        else:
            beside = view
        made = _tile(atlas, block, code, view, stand) if view else Tile(block, code)
        yield replace(made, level=Level.OWN, areas=beside)


def _tile(
    atlas: Atlas, block: BuildingBlock, code: str, areas: IndicatorView, stand: Verdicts
) -> Tile:
    view = areas
    if code == atlas.pack.district:
        choice = Choice(areas.indicator.id, Level.DISTRICT, areas.period.id)
        view = atlas.view(choice)
    row = view.table.loc[code]
    made = Tile(block, code, view, areas, inside=frozenset({code} & {*areas.table.index}))
    if pd.isna(row["value"]):
        return made
    figure = figure_of(*(row[name] for name in NUMBERS), row["status"])
    rest = rest_of(atlas, stand, block.id, areas.indicator.id)
    return replace(made, figure=figure, changed=change_at(atlas, view, code), rest=rest)
