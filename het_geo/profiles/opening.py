"""What a profile opens with: a tile for each building block, and the area in a minute."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from math import isnan

import pandas as pd

from het_geo import words
from het_geo.atlas.atlas import Atlas
from het_geo.atlas.changed import Changed, changed
from het_geo.atlas.over_time import periods_until
from het_geo.atlas.tiles import Tile, leads, tiles_of
from het_geo.atlas.views import Figure, IndicatorView
from het_geo.catalogue.vocabulary import CONTEXT
from het_geo.figures import NUMBERS
from het_geo.geography import Level
from het_geo.pack.manifest import POPULATION
from het_geo.pack.model import Pack
from het_geo.profiles.first_page import Opening, TileCard
from het_geo.profiles.subject import SET, Subject
from het_geo.sentences.minute import minute_of
from het_geo.sentences.tiles import tile_words


def opening_of(atlas: Atlas, subject: Subject, today: date, sums: SetFigures | None) -> Opening:
    """Return what opens the profile of an area, or of a set whose figures ``sums`` gives."""
    if subject.kind == SET and sums is not None:
        tiles = tuple(_set_tiles(atlas, subject, sums))
    else:
        tiles = tiles_of(atlas, subject.codes[0])
    name = subject.said.removesuffix(" (best fit)")
    return Opening(
        tuple(_card(tile, subject, today) for tile in tiles),
        minute_of(tiles, name, today),
        _credit(atlas.pack, [tile.view for tile in tiles if tile.view]),
    )


@dataclass(frozen=True)
class SetFigures:
    """The figures of a set by indicator: the newest, and those of several periods as a table."""

    newest: dict[str, Figure]
    series: dict[str, pd.DataFrame]


def _set_tiles(atlas: Atlas, subject: Subject, sums: SetFigures) -> Iterator[Tile]:
    """Yield the tiles of a set: the figures that speak for neighbourhoods, summed."""
    found = leads(atlas, Level.LSOA)
    for block in atlas.pack.catalogue.blocks.values():
        if block.id == CONTEXT:
            continue
        areas = found.get(block.id)
        figure = sums.newest.get(areas.indicator.id) if areas else None
        if areas is None or figure is None or isnan(figure.value):
            yield Tile(block, subject.id)
            continue
        own = _as_one(areas, subject, figure)
        yield Tile(block, subject.id, own, areas, figure, _change(areas, sums))


def _as_one(areas: IndicatorView, subject: Subject, figure: Figure) -> IndicatorView:
    """Return the view of neighbourhoods with the set as its one area."""
    row: dict[str, object] = {"name": subject.label, "label": subject.said, "status": figure.status}
    row |= {name: float(getattr(figure, name)) for name in NUMBERS}
    table = pd.DataFrame([row], index=pd.Index([subject.id]))
    return replace(areas, table=table.reindex(columns=areas.table.columns))


def _change(view: IndicatorView, sums: SetFigures) -> Changed | None:
    table = sums.series.get(view.indicator.id)
    if table is None:
        return None
    periods = periods_until(view.indicator, view.period, view.level)
    return changed(view.indicator, periods, view.level, table, view.caveats)


def _card(tile: Tile, subject: Subject, today: date) -> TileCard:
    said = tile_words(tile, today)
    if tile.areas is None or tile.view is None or tile.figure is None:
        return TileCard(said)
    values = tile.areas.table["value"].dropna()
    inside = set(subject.codes) if subject.kind != Level.DISTRICT else set()
    others = tuple(float(value) for code, value in values.items() if code not in inside)
    own = float(tile.figure.value) if inside else None
    there = float(tile.view.chosen.value)
    beside = None if tile.view.chosen.code == tile.code or isnan(there) else there
    return TileCard(said, others, own, beside)


def _credit(pack: Pack, views: Sequence[IndicatorView]) -> str:
    """Return whom the figures and the map are from, each attribution once."""
    people = [source for source in pack.manifest.source if source.id == POPULATION]
    used = [source for view in views for source in view.sources] + people
    told = [source.attribution for source in used if source.attribution]
    said = (text.removesuffix(".") for text in (*told, *pack.manifest.shape_credits))
    return f"{'. '.join(words.once(said))}."
