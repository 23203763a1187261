"""Where the funded projects are: a numbered dot for each area that has some, and the same listed.

A project names an area, never an address: its dot stands in the middle of that ward or
neighbourhood, and is said to.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from het_geo import words
from het_geo.geography import Level, area_label
from het_geo.journey.written import WrittenLine, project_line
from het_geo.pack.model import Pack
from het_geo.pictures.map_dots import MapDot, dots_picture
from het_geo.pictures.svg import Picture
from het_geo.register.rows import Project

POINTS = (Level.WARD, Level.MSOA, Level.LSOA)  # of which an area is small enough for a dot
MIDDLE = (
    "A dot stands in the middle of the ward or neighbourhood that a project names; the project may "
    "be anywhere in it."
)


class PlacedProjects(NamedTuple):
    """The projects of one area: the number of its dot, its level, code and name."""

    number: int
    level: Level
    code: str
    label: str
    projects: tuple[Project, ...]


@dataclass(frozen=True)
class ProjectMap:
    """Projects by the dot that they share, in the order of the dots' numbers; and those without."""

    placed: tuple[PlacedProjects, ...]
    others: tuple[Project, ...]

    @property
    def said(self) -> str:
        """What the map shows, and what it cannot, in words."""
        count = sum(len(one.projects) for one in self.placed)
        whole = count + len(self.others)
        projects = words.count_of(whole, "project", "projects")
        at = words.count_of(len(self.placed), "area", "areas")
        missing = f" {len(self.others)} name no area of the map." if self.others else ""
        return f"{count} of {projects}, in {at}.{missing} {MIDDLE}"

    @property
    def lines(self) -> tuple[WrittenLine, ...]:
        """Every project as it is read, the number of its dot in front."""
        numbered = [
            replace(line, lead=f"{one.number}. {line.lead}")
            for one in self.placed
            for line in (project_line(p, {one.code: one.label}) for p in one.projects)
        ]
        return (*numbered, *(project_line(project, {}) for project in self.others))

    def picture(self, pack: Pack) -> Picture | None:
        """Return the map; ``None`` where no project names an area."""
        if not self.placed:
            return None
        dots = [MapDot(one.number, one.level, one.code) for one in self.placed]
        listed = "; ".join(f"{p.number}: {p.label}, {len(p.projects)}" for p in self.placed)
        return dots_picture(pack, dots, f"Map of {pack.title}. {self.said} {listed}.")


def project_map(pack: Pack, projects: Sequence[Project]) -> ProjectMap:
    """Return where projects are: dots are numbered in the order of their areas' names."""
    held: dict[str, list[Project]] = {}
    others = []
    for project in projects:
        if project.area and _level(pack, project.area):
            held.setdefault(project.area, []).append(project)
        else:
            others.append(project)
    named = sorted((area_label(pack.areas, code), code, _level(pack, code)) for code in held)
    placed = (
        PlacedProjects(number, level, code, label, tuple(held[code]))
        for number, (label, code, level) in enumerate(named, 1)
        if level
    )
    return ProjectMap(tuple(placed), tuple(others))


def _level(pack: Pack, code: str) -> Level | None:
    """Return the level at which the map can show an area; the whole place is no point of it."""
    return next((level for level in POINTS if code in pack.shapes.get(level, {})), None)
