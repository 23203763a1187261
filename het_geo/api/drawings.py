"""Answers that are shapes and pictures: boundaries as GeoJSON, a view as SVG, the whole pack."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from het_geo import clock
from het_geo.api.about import area_code, indicator_of
from het_geo.api.door import Door
from het_geo.api.endpoint import Question
from het_geo.api.figures import level_of, period_asked
from het_geo.api.problem import ProblemError, unknown
from het_geo.api.reply import Reply
from het_geo.atlas.choice import Choice
from het_geo.atlas.record import machine_row
from het_geo.atlas.views import IndicatorView
from het_geo.fonts import carried
from het_geo.geography import Level, area_label
from het_geo.pack.model import Pack
from het_geo.pictures.choropleth import choropleth
from het_geo.pictures.ranked import ranked_picture
from het_geo.pictures.strip import strip_picture
from het_geo.pictures.svg import Picture
from het_geo.pictures.time import time_picture
from het_geo.render.framed import framed
from het_geo.render.table import feature, geojson_text
from het_geo.render.whole_pack import FORMATS
from het_geo.sentences.headlines import headline
from het_geo.sentences.over_time import told_over_time

PICTURES = ("map", "strip", "order", "time")
PACKS = {kind.ending.removesuffix(".zip"): kind for kind in FORMATS}


def boundaries(door: Door, asked: Question) -> Reply:
    """Give the outlines of a level's areas, simplified as the pages draw them (EPSG:4326).

    Raises:
        ProblemError: the pack holds no outlines of the level.
    """
    atlas = door.atlas(asked["place"])
    pack, level = atlas.pack, Level(asked["level"])
    areas = atlas.know.areas
    if not pack.shapes[level]:
        raise ProblemError(422, f"This place has no outlines of {level.many}.")

    def made() -> bytes:
        found = [
            feature(shape["geometry"], machine_row(vars(areas[code])))
            for code, shape in pack.shapes[level].items()
        ]
        credit = "; ".join(pack.manifest.shape_credits)
        return geojson_text(f"{pack.title}: {level.many}", found, attribution=credit).encode()

    return Reply(version=pack.manifest.version, written={"geojson": made})


def picture(door: Door, asked: Question) -> Reply:
    """Draw a view: with its title, and its source, period and sentence inside.

    Raises:
        ProblemError: no picture is called so, or the area is not one of the level.
    """
    atlas = door.atlas(asked["place"])
    kind = asked["picture"]
    if kind not in PICTURES:
        raise unknown("picture", kind, PICTURES)
    one = indicator_of(atlas, asked["indicator"], asked["place"])
    level = level_of(atlas, one, asked["level"])
    period = period_asked(atlas, one, level, asked["period"])
    view = atlas.view(Choice(one.id, level, period, asked["compare"]))
    area = area_code(atlas, asked["area"]) if asked["area"] else ""
    if area and area not in view.table.index:
        raise ProblemError(422, f"{area} is none of the {level.many} here.")
    drawn = _drawn(atlas.pack, view, kind, area)
    title = f"{view.place}: {one.label}, {view.period.label}"
    if area:
        title += f" ({area_label(atlas.pack.areas, area)})"

    said = headline(view, area)

    def made() -> bytes:
        found = drawn()
        told = replace(found, below=" ".join(filter(None, (said, found.below))))
        return carried(framed(told, atlas.pack, view, title, clock.today())).encode()

    return Reply(version=atlas.pack.manifest.version, written={"svg": made})


def _drawn(pack: Pack, view: IndicatorView, kind: str, area: str) -> Callable[[], Picture]:
    if kind == "time":
        table, said = told_over_time(pack, view, area)
        if table.empty:
            why = "No line is drawn of so few periods."
            raise ProblemError(422, f"{why} {said}".strip())
        return partial(time_picture, view, table, said)
    if kind == "order":
        return partial(ranked_picture, view, area)
    if kind == "strip":
        return partial(strip_picture, view, area)
    return partial(choropleth, pack, view, area)


def whole(door: Door, asked: Question) -> Reply:
    """Give every figure of a place, or of a building block, with codebook and licences.

    Raises:
        ProblemError: the catalogue has no building block called as asked.
    """
    pack = door.atlas(asked["place"]).pack
    if asked["block"] and asked["block"] not in pack.catalogue.blocks:
        raise unknown("block", asked["block"], pack.catalogue.blocks, 400)
    written = {
        name: partial(kind.make, pack, asked["block"], clock.today())
        for name, kind in PACKS.items()
    }
    return Reply(version=pack.manifest.version, written=written)
