"""Every question that the interface answers, declared once."""

from __future__ import annotations

from het_geo.api import about, drawings, figures
from het_geo.api.endpoint import Endpoint, Param
from het_geo.atlas.choice import BENCHMARKS
from het_geo.geography import Level

_LEVELS = tuple(map(str, (Level.WARD, Level.LSOA, Level.MSOA, Level.DISTRICT)))
_ID = r"[a-z0-9_-]{1,80}"
LEVEL = Param("level",
              "the kind of area: wards, neighbourhoods (LSOA), neighbourhood groups (MSOA) or the "
              "district",
              _LEVELS, example="ward")  # fmt: skip
INDICATORS = Param(
    "indicator", "ids of indicators, by commas; without it, all that have figures of the level",
    pattern=rf"{_ID}(,{_ID})*", example="overcrowding",
)  # fmt: skip
INDICATOR = Param(
    "indicator", "the id of an indicator", pattern=_ID, example="overcrowding", needed=True
)
PERIOD = Param("period", "the id of a period, or “newest”", pattern=r"[\w.-]{1,40}",
               default=figures.NEWEST)  # fmt: skip
PERIODS = Param("period", "the id of a period, “newest”, or “all”", pattern=r"[\w.-]{1,40}",
                default=figures.NEWEST)  # fmt: skip
AREAS = Param("area", "codes of areas, by commas; without it, all of the level",
              pattern=r"[A-Za-z]\d{8}(,[A-Za-z]\d{8})*", example="E05014741")  # fmt: skip
AREA = Param("area", "the code of an area to mark", pattern=r"[A-Za-z]\d{8}")
COMPARE = Param("compare", "what areas are compared with", tuple(BENCHMARKS), default="england")
BLOCK = Param("block", "the id of a building block of health", pattern=_ID)
PRINCIPLE = Param("principle", "a Marmot principle, 1 to 8", tuple("12345678"))
GAP_LEVEL = Param("level", "between which areas the gap is", _LEVELS[:3], default="ward")
SHAPES = Param("level", "the areas that are outlined", _LEVELS, default="ward")
ROWS = ("json", "csv", "parquet")
_OF = "/places/{place}"

ENDPOINTS = (
    Endpoint("/", "root", "What this is, and where to go on.", about.root),
    Endpoint("/places", "places", "The places that are served.", about.places, paged=True),
    Endpoint(_OF, "place", "What the pack of a place holds, from whom, under which licences.",
             about.place),
    Endpoint(f"{_OF}/indicators", "indicators",
             "The indicators of a place: what each says, its unit, levels, periods and sources.",
             about.indicators, (BLOCK, PRINCIPLE, LEVEL), paged=True),
    Endpoint(f"{_OF}/indicators/{{indicator}}", "indicator", "One indicator.", about.indicator),
    Endpoint(f"{_OF}/areas", "areas", "The areas of a place, with what they lie in.",
             about.areas, (LEVEL,), ROWS, paged=True),
    Endpoint(f"{_OF}/areas/{{area}}", "area",
             "One area by its code; of a code that has ended, what it has become.", about.area),
    Endpoint(f"{_OF}/values", "values",
             "Figures with their 95% limits, counts, verdict, status, and why a cell is blank.",
             figures.values, (INDICATORS, LEVEL, PERIODS, AREAS, COMPARE), ROWS, paged=True),
    Endpoint(f"{_OF}/change", "change",
             "What changed in each area since the first comparable period, and how sure it is.",
             figures.change, (INDICATOR, LEVEL, PERIOD, AREAS), ROWS, paged=True),
    Endpoint(f"{_OF}/gaps", "gaps",
             "How wide the gap between areas is, for each indicator in its newest period.",
             figures.gaps, (GAP_LEVEL, PRINCIPLE), ROWS, paged=True),
    Endpoint(f"{_OF}/boundaries", "boundaries",
             "Outlines of areas, simplified as the pages draw them (EPSG:4326).",
             drawings.boundaries, (SHAPES,), ("geojson",)),
    Endpoint(f"{_OF}/pictures/{{picture}}", "picture",
             "A view drawn (map, strip, order or time), with its sentence and source inside.",
             drawings.picture, (INDICATOR, LEVEL, PERIOD, AREA, COMPARE), ("svg",)),
    Endpoint(f"{_OF}/pack", "whole",
             "Every figure of a place, or of a building block, with codebook and licences.",
             drawings.whole, (BLOCK,), tuple(drawings.PACKS)),
)  # fmt: skip
