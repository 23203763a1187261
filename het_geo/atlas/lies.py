"""Where an area lies, as it goes out: the ward, the MSOA and the district of every row."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from het_geo import dates, words
from het_geo.blank import Blank
from het_geo.geography import Level, area_label, label_of, the
from het_geo.pack.manifest import POPULATION
from het_geo.pack.model import Pack


@dataclass(frozen=True)
class Area:
    """An area: its code, name and level, and the ward, MSOA and district it lies in."""

    area_code: str
    area: str
    level: str
    ward_code: str
    ward: str
    msoa_code: str
    msoa: str
    district_code: str
    district: str


def areas_of(areas: pd.DataFrame, district: str) -> dict[str, Area]:
    """Return every area of a pack with the ward (best fit), MSOA and district it lies in, by code.

    Args:
        areas: the pack's areas, indexed by code.
        district: the code of the pack's district.
    """
    named = zip(areas.index, areas["level"], areas["name"], areas["msoa_name"], strict=True)
    labels = {str(code): label_of(Level(level), *names) for code, level, *names in named}
    columns = (areas[name].to_list() for name in ("level", "ward", "msoa"))
    found = {}
    for code, level, ward, msoa in zip(labels, *columns, strict=True):
        one = words.a(Level(level).one)
        found[code] = Area(
            code,
            labels[code],
            level,
            *_parent(labels, code if level == Level.WARD else ward, one, "ward"),
            *_parent(labels, code if level == Level.MSOA else msoa, one, "MSOA"),
            district_code=district,
            district=labels[district],
        )
    return found


def _parent(labels: Mapping[str, str], code: str, one: str, kind: str) -> tuple[str, str]:
    """Return the code and the name of what an area lies in, or why there is no such one."""
    why = Blank("none", f"{one} is not part of one {kind}")
    return (code, labels[code]) if code in labels else (why, why)


def joined(members: Sequence[Area], code: str, label: str) -> Area:
    """Return several areas as one: its ward and MSOA are theirs where they share one."""
    first = members[0]
    wards = {area.ward_code for area in members}
    msoas = {area.msoa_code for area in members}
    ward = _parent({first.ward_code: first.ward}, _only(wards), "the set", "ward")
    msoa = _parent({first.msoa_code: first.msoa}, _only(msoas), "the set", "MSOA")
    return Area(code, label, "set", *ward, *msoa, first.district_code, first.district)


def _only(codes: set[str]) -> str:
    return codes.pop() if len(codes) == 1 else ""


@dataclass(frozen=True)
class Named:
    """An area by its code and the name that lists and sentences give it."""

    code: str
    label: str


@dataclass(frozen=True)
class Around:
    """Names and parents of a pack's areas, read from its table once."""

    place: str
    labels: dict[str, str]
    names: dict[str, str]
    levels: dict[str, str]
    population: dict[str, float]
    ward: dict[str, str]
    msoa: dict[str, str]
    overlapped_by: dict[str, str]
    wards: tuple[str, ...]
    neighbourhoods: tuple[str, ...]
    people_period: str
    areas: dict[str, Area]
    own: Mapping[str, tuple[str, ...]]

    def named(self, code: str) -> Named:
        """Return an area with its label."""
        return Named(code, self.labels[code])

    def inside(self, code: str) -> tuple[str, ...]:
        """Return the neighbourhoods of a ward (best fit), MSOA or the place, in pack order.

        Of a visitor's own area, those that it is made of.
        """
        if code in self.own:
            return self.own[code]
        if self.levels[code] == Level.DISTRICT:
            return self.neighbourhoods
        parent = self.ward if self.levels[code] == Level.WARD else self.msoa
        return tuple(n for n in self.neighbourhoods if parent[n] == code)

    def small(self, code: str) -> tuple[str, ...]:
        """Return the neighbourhoods of any area: a neighbourhood is its own."""
        return (code,) if self.levels[code] == Level.LSOA else self.inside(code)


def around(pack: Pack) -> Around:
    """Read the areas of a pack."""
    areas = pack.areas
    columns = {name: areas[name].to_dict() for name in ("name", "level", "population")}
    parents = {name: areas[name].to_dict() for name in ("ward", "msoa", "overlapped_by")}
    period = next((s.period for s in pack.manifest.source if s.id == POPULATION), "")
    return Around(
        the(pack.manifest.name),
        {code: area_label(areas, code) for code in areas.index},
        columns["name"],
        columns["level"],
        columns["population"],
        parents["ward"],
        parents["msoa"],
        parents["overlapped_by"],
        tuple(pack.codes(Level.WARD)),
        tuple(pack.codes(Level.LSOA)),
        dates.period(period),
        areas_of(areas, pack.district),
        pack.own,
    )
