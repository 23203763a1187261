"""What a profile opens with: a tile for each building block, and what to say in one minute."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from het_geo import words
from het_geo.atlas.atlas import Atlas
from het_geo.atlas.tiles import Summed, Tile, summed_tiles, tiles_of
from het_geo.atlas.views import IndicatorView
from het_geo.classes import shades
from het_geo.pack.manifest import POPULATION
from het_geo.pack.model import Pack
from het_geo.profiles.first_page import Opening, Shaded, TileCard
from het_geo.profiles.subject import SET, Subject
from het_geo.sentences.minute import minute_of
from het_geo.sentences.tiles import tile_words


def opening_of(atlas: Atlas, subject: Subject, today: date) -> Opening:
    """Return what opens the profile of an area or a set: its tiles, and what is said of them."""
    if subject.kind == SET:
        own = Summed(subject.id, subject.label, subject.said)
        tiles = summed_tiles(atlas, subject.codes, own)
    else:
        tiles = tiles_of(atlas, subject.codes[0])
    minute = minute_of(tiles, subject.said.removesuffix(" (best fit)"), today)
    spoken = (t.areas for t in tiles if t.areas and t.areas.indicator.id == minute.of)
    return Opening(
        tuple(_card(tile, today) for tile in tiles),
        minute,
        _credit(atlas.pack, [tile.view for tile in tiles if tile.view]),
        next((_shaded(areas) for areas in spoken), None),
    )


def _shaded(areas: IndicatorView) -> Shaded:
    """Return what a small map shows of a figure: the areas that stand beside the area."""
    own, classes = areas.indicator, areas.classes
    colours = shades(classes.k, own.judged_polarity)
    return Shaded(
        f"{own.label}, {areas.period.said}",
        "darker is worse" if own.judged else "darker is higher",
        areas.level,
        {str(code): colours[int(number)] for code, number in classes.of.items()},
    )


def _card(tile: Tile, today: date) -> TileCard:
    said = tile_words(tile, today)
    if tile.figure is None:
        return TileCard(said)
    return TileCard(said, tile.others, tile.own, tile.beside, tile.line)


def _credit(pack: Pack, views: Sequence[IndicatorView]) -> str:
    """Return whom the figures and the map are from, each attribution once."""
    people = [source for source in pack.manifest.source if source.id == POPULATION]
    used = [source for view in views for source in view.sources] + people
    told = [source.attribution for source in used if source.attribution]
    said = (text.removesuffix(".") for text in (*told, *pack.manifest.shape_credits))
    return f"{'. '.join(words.once(said))}."
