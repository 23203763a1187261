"""Has every project that names an area its dot, in that area, and a line of the same number?"""

import re
from datetime import UTC, datetime

import pytest
import shapely
from shapely.geometry import shape

from het_geo.geography import Level
from het_geo.journey.projects import MIDDLE, project_map
from het_geo.pictures.panel import roomiest
from het_geo.pictures.paths import projection
from het_geo.register.rows import Project

AT = datetime(2026, 1, 1, tzinfo=UTC)


def project(title, area=None):
    return Project(title.encode().hex().ljust(32, "0")[:32], "luton", 1, False, AT, AT, title=title,
                   principle=4, subgroup=None, area=area, what="Cooks", year=2025, amount=None,
                   link=None)  # fmt: skip


@pytest.fixture(scope="module")
def pack(atlas):
    return atlas.pack


def test_have_projects_a_dot_for_each_area_and_a_line_each(pack):
    wards = sorted(pack.codes(Level.WARD), key=lambda code: pack.areas.at[code, "name"])
    small = pack.codes(Level.LSOA)[0]
    rows = (
        project("A", wards[3]), project("B", wards[0]), project("C", wards[3]), project("D", small),
        project("E"), project("F", "E05999999"), project("G", pack.district),
    )  # fmt: skip
    found = project_map(pack, rows)
    held = {one.code: [p.title for p in one.projects] for one in found.placed}
    assert held == {wards[3]: ["A", "C"], wards[0]: ["B"], small: ["D"]}
    assert [one.number for one in found.placed] == [1, 2, 3]
    assert [p.title for p in found.others] == ["E", "F", "G"]
    assert found.said == (f"4 of 7 projects, in 3 areas. 3 name no area of the map. {MIDDLE}")
    picture = found.picture(pack)
    drawn = re.findall(r"<text[^>]*>(\d+)</text>", picture.body)
    assert sorted(drawn) == ["1", "2", "3"]
    numbers = {line.text and line.lead.split(" (")[0] for line in found.lines}
    of = {one.code: one.number for one in found.placed}
    assert numbers == {f"{of[wards[3]]}. A", f"{of[wards[3]]}. C", f"{of[wards[0]]}. B",
                       f"{of[small]}. D", "E", "F", "G"}  # fmt: skip
    for one in found.placed:
        assert f"{one.number}: {one.label}, {len(one.projects)}" in picture.says


@pytest.mark.parametrize("level", [Level.WARD, Level.LSOA])
def test_does_a_dot_stand_inside_its_area(pack, level):
    fit = projection([pack.shapes[Level.DISTRICT][pack.district]])
    for feature in pack.shapes[level].values():
        there = shapely.transform(
            shape(feature["geometry"]), lambda held: [fit.point(x, y) for x, y in held]
        )
        middle, radius = roomiest(feature["geometry"], fit)
        assert there.buffer(1).contains(shapely.Point(middle))
        assert radius > 0


def test_is_no_map_drawn_where_no_project_names_an_area(pack):
    found = project_map(pack, (project("E"),))
    assert found.picture(pack) is None
    assert [line.lead for line in found.lines] == ["E (2025)"]
    assert project_map(pack, ()).lines == ()
