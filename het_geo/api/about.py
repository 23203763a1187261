"""Answers that say what there is: places, indicators and areas."""

from __future__ import annotations

from collections.abc import Iterable
from math import isnan

from het_geo import __version__
from het_geo.api.door import Door
from het_geo.api.endpoint import Question
from het_geo.api.problem import ProblemError, unknown
from het_geo.api.reply import Reply, Row, credits_of
from het_geo.atlas.asked import areas_asked
from het_geo.atlas.atlas import Atlas
from het_geo.atlas.choice import periods_of
from het_geo.atlas.find import LEVELS
from het_geo.atlas.reading import is_shown
from het_geo.atlas.record import machine_row
from het_geo.catalogue.records import Indicator
from het_geo.catalogue.vocabulary import Source
from het_geo.geography import Level

VERSION = "v1"
PREFIX = f"/api/{VERSION}"
DIRECTIONS = {-1: "worse", 0: "neither", 1: "better"}


def root(door: Door, asked: Question) -> Reply:
    """Say what this is and where to go on."""
    del door
    return Reply(
        {
            "name": "het_geo: health inequality between neighbourhoods and wards",
            "version": VERSION,
            "program": __version__,
            "places": f"{asked.root}/places",
            "openapi": f"{asked.root}/openapi.json",
            "rule": "What is here in this version stays as it is; fields may be added.",
        }
    )


def places(door: Door, asked: Question) -> Reply:
    """List the places that are served; none is opened for it."""
    held = list(door.places())
    rows = [
        {"place": slug, "name": door.name_of(slug), "url": f"{asked.root}/places/{slug}"}
        for slug in asked.page(held)
    ]
    return Reply(rows=rows, total=len(held))


def place(door: Door, asked: Question) -> Reply:
    """Say what the pack of a place holds, from whom and under which licences."""
    atlas = door.atlas(asked["place"])
    pack = atlas.pack
    base = f"{asked.root}/places/{asked['place']}"
    areas = {str(level): len(pack.codes(level)) for level in LEVELS if pack.codes(level)}
    beside = [
        {"level": str(level), "code": code, "name": str(pack.areas.at[code, "name"])}
        for level in (Level.REGION, Level.COUNTRY, Level.UK)
        for code in pack.codes(level)
    ]
    kinds = ("indicators", "areas", "values", "gaps", "change", "boundaries", "pack")
    about = {
        "place": asked["place"],
        "code": pack.district,
        "name": pack.manifest.name,
        "areas": areas,
        "people_are_of": atlas.know.people_period,
        "compared_with": beside,
        "indicators": len(pack.periods_held),
        "urls": {kind: f"{base}/{kind}" for kind in kinds},
    }
    ids = {source.id for source in pack.manifest.source}
    sources = tuple(s for s in pack.catalogue.sources.values() if s.id in ids)
    return Reply(about, sources=sources, version=pack.manifest.version)


def indicator_of(atlas: Atlas, name: str, where: str) -> Indicator:
    """Return an indicator that the pack holds.

    Raises:
        ProblemError: the pack has none of this id.
    """
    if name not in atlas.pack.periods_held:
        raise unknown("indicator", name, atlas.pack.periods_held, where=where)
    return atlas.pack.catalogue.indicators[name]


def _described(atlas: Atlas, one: Indicator) -> dict[str, object]:
    pack = atlas.pack
    catalogue = pack.catalogue
    levels = {
        str(level): [period.id for period in periods_of(pack, one.id, level)]
        for level in LEVELS
        if is_shown(pack, one, level)
    }
    held = [period for period in one.periods if period.id in pack.periods_held[one.id]]
    return {
        "indicator": one.id,
        "label": one.label,
        "question": one.question,
        "what_it_says": one.subtitle,
        "block": one.block,
        "principles": list(one.principles),
        "kind": one.kind,
        "unit": one.unit,
        "decimals": one.decimals,
        "higher_is": DIRECTIONS[one.judged_polarity],
        "numerator": one.numerator_label or None,
        "denominator": one.denominator_label or None,
        "periods": [
            {"id": p.id, "label": p.label, "start": f"{p.start}", "end": f"{p.end}"} for p in held
        ],
        "levels": levels,
        "caveats": [caveat.text for caveat in catalogue.caveats_of(one)],
        "sources": [source.id for source in catalogue.sources_of(one)],
    }


def indicators(door: Door, asked: Question) -> Reply:
    """List the indicators that a place has figures of, in the catalogue's order.

    Raises:
        ProblemError: the catalogue has no building block called as asked.
    """
    atlas = door.atlas(asked["place"])
    catalogue = atlas.pack.catalogue
    if asked["block"] and asked["block"] not in catalogue.blocks:
        raise unknown("block", asked["block"], catalogue.blocks, 400)
    meant = [
        one
        for one in catalogue.indicators.values()
        if one.id in atlas.pack.periods_held
        and asked["block"] in ("", one.block)
        and (not asked["level"] or is_shown(atlas.pack, one, Level(asked["level"])))
        and (not asked["principle"] or int(asked["principle"]) in one.principles)
    ]
    page = asked.page(meant)
    return Reply(
        rows=[_described(atlas, one) for one in page],
        total=len(meant),
        sources=sources_behind(atlas, page),
        version=atlas.pack.manifest.version,
    )


def sources_behind(atlas: Atlas, meant: Iterable[Indicator]) -> tuple[Source, ...]:
    """Return the sources that indicators are made from, indicator by indicator."""
    return tuple(s for one in meant for s in atlas.pack.catalogue.sources_of(one))


def indicator(door: Door, asked: Question) -> Reply:
    """Say what an indicator is, its levels and periods, and what it must be read with."""
    atlas = door.atlas(asked["place"])
    one = indicator_of(atlas, asked["indicator"], asked["place"])
    about = _described(atlas, one)
    about["sources"] = credits_of(sources_behind(atlas, [one]))
    return Reply(about, version=atlas.pack.manifest.version)


def areas(door: Door, asked: Question) -> Reply:
    """List the areas of a place, of all levels or of one, with what they lie in."""
    atlas = door.atlas(asked["place"])
    levels = [Level(asked["level"])] if asked["level"] else list(LEVELS)
    codes = [code for level in levels for code in atlas.pack.codes(level)]
    page = asked.page(codes)
    return Reply(
        rows=[_area(atlas, code) for code in page],
        total=len(codes),
        version=atlas.pack.manifest.version,
    )


def _area(atlas: Atlas, code: str) -> Row:
    people = atlas.know.population.get(code, float("nan"))
    return machine_row(vars(atlas.know.areas[code])) | {"people": None if isnan(people) else people}


def area_code(atlas: Atlas, text: str) -> str:
    """Return the code of an area of the place.

    Raises:
        ProblemError: it is none, has ended (it is said what it has become), or is a name.
    """
    levels = atlas.know.levels
    if levels.get(text.upper()) in LEVELS:
        return text.upper()
    found = areas_asked(atlas.pack, text)
    said = " ".join(notice.text for notice in found.notices).replace(", which is opened", "")
    if found.codes and not said:
        raise ProblemError(404, f"Areas are asked for by code: {found.codes[0]}.", code=found.codes)
    ended = found.codes or text.upper() in set(atlas.pack.retired["old_code"])
    now = list(found.codes) or [o.area for n in found.notices for o in n.offers if o.area]
    raise ProblemError(410 if ended else 404, said or f"There is no area “{text}”.", now=now)


def area(door: Door, asked: Question) -> Reply:
    """Say where an area lies and how many people live there."""
    atlas = door.atlas(asked["place"])
    code = area_code(atlas, asked["area"])
    return Reply(dict(_area(atlas, code)), version=atlas.pack.manifest.version)
