"""Can a briefing for dozens of areas be read, and does it say how many it does not draw?"""

import re
from dataclasses import replace
from datetime import date
from xml.etree import ElementTree

import pytest

from het_geo.briefing.drawings import MOST
from het_geo.briefing.model import Audience
from het_geo.briefing.propose import propose
from het_geo.briefing.screens.gap import area, gap
from het_geo.geography import Level
from het_geo.pictures.ranked import ranked_picture

TODAY = date(2026, 3, 21)
MORE = re.compile(r"[Aa]nd (\d+) more")


@pytest.fixture(scope="module")
def codes(atlas):
    return tuple(atlas.pack.codes(Level.LSOA)[:40])


@pytest.fixture(scope="module")
def forty(atlas, codes):
    whole = {screen.kind: screen for screen in propose(atlas, Audience(codes), TODAY).screens}
    work = propose(atlas, Audience(codes, principle=3), TODAY)  # whose closing has bars
    return whole | {"closing": next(s for s in work.screens if s.kind == "closing")}


def texts(picture):
    root = ElementTree.fromstring(f"<svg>{picture.body}</svg>")
    return ["".join(node.itertext()) for node in root.iter("text")]


def left_out(text):
    return sum(int(found) for found in MORE.findall(text))


@pytest.mark.parametrize("kind", ["setting", "gap", "better", "closing"])
def test_are_at_most_twenty_areas_drawn_and_the_others_counted(atlas, codes, forty, kind):
    screen = forty[kind]
    labels = {atlas.know.labels[code] for code in codes}
    drawn = [text for text in texts(screen.picture) if text.startswith("Luton 0")]
    cut = [text for text in drawn if text.endswith("…")]
    assert len(drawn) == MOST
    assert set(drawn) - set(cut) <= labels
    others = sum(left_out(text) for text in texts(screen.picture) if text.startswith("and "))
    rows = [row[0] for row in screen.table.rows]
    if kind == "closing":  # the table holds gaps to each level, the picture those of its headline
        rows = [name for name in rows if ": to the best " in name]
    assert MOST + others == len(rows)
    assert f"And {others} more" in screen.picture.says


def test_are_all_areas_in_the_table(atlas, codes, forty):
    labels = {atlas.know.labels[code] for code in codes}
    for kind in ("setting", "gap", "better"):
        assert {row[0] for row in forty[kind].table.rows} == labels


def test_are_the_ends_drawn_of_too_many_areas(atlas, codes):
    screen = gap(atlas, Audience(codes), "overcrowding", Level.LSOA, TODAY)
    order = [row[0] for row in screen.table.rows]  # the worst first
    drawn = [text for text in texts(screen.picture) if text.startswith("Luton 0")]
    assert drawn == order[:10] + order[-10:]
    assert left_out(" ".join(screen.notes)) == len(codes) - 4


def test_is_the_audiences_own_area_drawn_wherever_it_stands(atlas):
    for code in atlas.pack.codes(Level.LSOA)[::20]:
        said = texts(area(atlas, "overcrowding", code, TODAY).picture)
        assert any(text[:-1] in atlas.know.labels[code] for text in said if text[:5] == "Luton")
        assert len([t for t in said if t.startswith("Luton 0")]) + left_out(" ".join(said)) == 125


@pytest.mark.parametrize(("areas", "others"), [(20, []), (21, ["1"]), (22, ["2"])])
def test_is_nothing_left_out_where_there_is_room(atlas, areas, others):
    view = atlas.newest("overcrowding", Level.LSOA)
    picture = ranked_picture(replace(view, table=view.table.iloc[:areas]), most=MOST)
    assert MORE.findall(" ".join(texts(picture))) == others
    assert MORE.findall(picture.says) == others


def test_do_pages_still_show_every_area(atlas):
    view = atlas.newest("overcrowding", Level.LSOA)
    assert "more" not in ranked_picture(view).says
