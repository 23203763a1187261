"""Do the maps and spines of a profile show what its model holds, in black and white too?"""

import re
import struct
from collections import Counter
from dataclasses import replace
from xml.etree import ElementTree

import pytest

from het_geo.atlas.choice import Choice
from het_geo.atlas.reading import indicator_view
from het_geo.classes import SELECTED, shades
from het_geo.geography import Level
from het_geo.pictures.choropleth import choropleth
from het_geo.pictures.legend import NONE, WITHHELD
from het_geo.pictures.map_values import legend
from het_geo.pictures.svg import FILE, PAGE, PAPER, TELEPHONE
from het_geo.profiles.area_map import area_map
from het_geo.profiles.profile import profile_of
from het_geo.profiles.spine import KEY, MOST, SHAPES, by_centre, spine_of
from het_geo.render.framed import framed
from het_geo.render.page import map_png, map_svg
from tests.unit.documents import (
    KINDS,
    LONGEST,
    TODAY,
    atlas,
    named,
    pack,
    profile_and_pack,
    squeezed,
)

SVG = "{http://www.w3.org/2000/svg}"


def read(picture):
    return ElementTree.fromstring(picture.as_file())


def texts(root):
    return ["".join(node.itertext()) for node in root.iter(f"{SVG}text")]


def spine_picture(profile, block, form=PAPER):
    """Return the spine of the rows of a block that are measured from one place."""
    one = next(one for one in profile.blocks if one.id == block)
    return spine_of(profile, one.label, next(iter(by_centre(one.rows)), ()), form)


def spines(profile):
    return [row for block in profile.blocks for row in block.rows if row.spine is not None]


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("form", [PAPER, FILE, PAGE, TELEPHONE])
def test_is_every_label_and_value_of_the_spine_written_in_full(kind, form):
    profile, _ = profile_and_pack(kind)
    groups = [(one.label, rows) for one in profile.blocks for rows in by_centre(one.rows)]
    drawn = [spine_of(profile, *group, form) for group in groups]
    said = squeezed("".join(text for picture in drawn for text in texts(read(picture))))
    rows = spines(profile)
    assert bool(rows) == (kind != "nothing known")
    for row in rows:
        assert squeezed(row.label) in said
        assert squeezed(row.written) in said
    assert "…" not in said


def test_does_a_mark_stand_where_its_figure_does():
    """A made-up row 2 standard deviations on the worse side, on a scale that reaches 4 each way.

    Lines run from 49 % to 84.5 % of the width: 49 + (4 − 2) / (4 + 4) × 35.5 = 57.88 %.
    """
    profile, _ = profile_and_pack("ward")
    block = profile.blocks[0]
    row = block.rows[0]
    spine = replace(row.spine, x=-2.0, left=-3.0, right=-1.0, worst=-4.0, best=4.0, district=0.5,
                    quarter_left=-1.0, quarter_right=1.0)  # fmt: skip
    row = replace(row, spine=spine)
    alone = replace(profile, blocks=(replace(block, rows=(row,)),))
    root = read(spine_picture(alone, block.id))
    marks = [node for node in root if node.tag == f"{SVG}svg"]
    assert [node.get("x") for node in marks] == ["57.88%"]
    assert marks[0][0].get("d") == SHAPES["worse"]
    bands = [(r.get("x"), r.get("width")) for r in root.iter(f"{SVG}rect")]
    assert bands == [("49%", "35.5%"), ("62.31%", "8.875%"), ("53.44%", "8.875%")]
    assert [line.get("x1") for line in root.iter(f"{SVG}line")] == ["66.75%", "66.75%", "68.97%"]
    assert texts(root)[-1] == "worse"


def test_is_a_figure_beyond_the_edge_marked_with_an_arrow():
    profile, _ = profile_and_pack("ward")
    row = spines(profile)[0]
    far = replace(row, spine=replace(row.spine, x=-MOST - 2, left=-MOST - 3, worst=-MOST - 4))
    block = replace(profile.blocks[0], rows=(far,))
    root = read(spine_picture(replace(profile, blocks=(block,)), block.id))
    assert [node.get("x") for node in root if node.tag == f"{SVG}svg"] == ["49%", "49%"]
    assert "arrow at the edge" in KEY


def test_does_each_verdict_have_a_shape_and_a_word_of_its_own():
    assert len(SHAPES) == 6
    assert len({SHAPES[v] for v in ("worse", "better", "similar")}) == 3
    profile, _ = profile_and_pack("ward")
    picture = spine_picture(profile, "homes")
    said = texts(read(picture))
    for row in spines(profile):
        if row.block == "homes":
            assert row.benchmarks[-1].verdict in said
    assert "worse than England: Too few bedrooms (21.1%)" in picture.says


def test_is_no_scale_told_of_where_no_figure_has_a_spine():
    profile, _ = profile_and_pack("nothing known")
    assert "no figure here can be put on a spine" in spine_picture(profile, "homes").says
    assert spine_of(profile, "Homes", ()).height < 30


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("form", [PAPER, FILE, PAGE, TELEPHONE])
def test_does_the_area_map_show_the_areas_inside(kind, form):
    profile, luton = profile_and_pack(kind)
    picture = area_map(luton, profile, form)
    assert len(picture.as_file().encode()) <= 60_000
    assert "North is up" in picture.says
    root = read(picture)
    shapes = list(root.iter(f"{SVG}path"))
    ward = [area.code for area in profile.subject.wards]
    fellows = int((luton.areas["ward"].isin(ward) & luton.areas["level"].eq("lsoa")).sum())
    inside = profile.inside[0].count if profile.inside else fellows
    around = 1 if kind == "district" else 4  # its edge; or district twice, the area, all wards
    assert len(shapes) == inside + around
    if kind != "district":
        assert sum(n.get("fill") == SELECTED for n in root.iter(f"{SVG}g")) == 1


def test_is_the_map_of_all_neighbourhoods_small():
    luton = pack()
    profile = profile_of(atlas(), luton.codes(Level.LSOA), TODAY)
    assert len(area_map(luton, profile).as_file().encode()) <= 60_000


def test_is_an_area_inside_without_a_figure_hatched():
    profile, luton = profile_and_pack("ward")
    inside = profile.inside[0]
    at = [c.indicator for c in inside.columns].index(profile.opening.minute.of)
    cells = list(inside.rows[0].cells)
    cells[at] = replace(cells[at], value=None, written="")
    rows = (replace(inside.rows[0], cells=tuple(cells)), *inside.rows[1:])
    gap = replace(profile, inside=(replace(inside, rows=rows),))
    root = read(area_map(luton, gap))
    fills = [n.get("fill") for n in root.iter(f"{SVG}path")]
    assert fills.count(NONE) == 1
    assert "no figure (1)" in texts(root)


def test_does_the_map_as_a_file_say_what_it_is_and_where_it_is_from():
    profile, luton = profile_and_pack("ward")
    svg = map_svg(profile, luton)
    said = " ".join(texts(ElementTree.fromstring(svg)))
    for part in ("Where Dallow ward lies in Luton", "Office for National Statistics", "OS data",
                 "21 March 2026", profile.pack_version):  # fmt: skip
        assert part in said, part
    data = map_png(profile, luton)
    assert data[:8] == b"\x89PNG\r\n\x1a\n"
    assert struct.unpack(">I", data[16:20])[0] > 1400  # pixels across: sharp on paper


def test_is_a_long_name_wrapped_on_the_map():
    profile, luton = named(LONGEST.strip())
    lines = texts(read(area_map(luton, profile)))
    assert max(len(line) for line in lines) <= 60
    assert squeezed(LONGEST) in squeezed("".join(lines))


@pytest.mark.parametrize(("indicator", "level"), [("overcrowding", "ward"), ("no2", "lsoa"),
                                                  ("pre1919_homes", "lsoa")])  # fmt: skip
def test_does_the_choropleth_agree_with_its_legend(indicator, level):
    luton = pack()
    period = atlas().newest_views(Level(level))[indicator].period.id
    view = indicator_view(luton, Choice(indicator, Level(level), period, "england"))
    picture = choropleth(luton, view, view.table.index[0])
    root = read(picture)
    fills = Counter(n.get("fill") for n in root.iter(f"{SVG}path"))
    for colour, count in zip(shades(view.classes.k, view.indicator.polarity), view.classes.counts):
        assert fills[colour] == count
    assert sum(fills[f] for f in (NONE, WITHHELD)) == int(view.table["value"].isna().sum())
    said = texts(root)
    key = legend(view)
    assert [row.text for row in key.rows if row.text not in said] == []
    assert [row.count for row in key.rows if row.count and row.count not in said] == []
    if key.benchmark:
        assert any(key.benchmark in text for text in said)
    chosen = [n for n in root.iter(f"{SVG}g") if n.get("stroke") == SELECTED]
    assert len(chosen) == 1
    svg = framed(picture, luton, view, "Rooms & <people>", TODAY)
    assert "Rooms &amp; &lt;people&gt;" in svg
    assert re.search(r"made on 21 March 2026", svg)
