"""Does a plan's picture hold each box once, none over another, and does each line go right?"""

import re
from datetime import date
from io import BytesIO
from itertools import pairwise
from xml.etree import ElementTree

import pytest
from docx import Document as WordFile
from hypothesis import given
from hypothesis import strategies as st

from het_geo.framework.logic import DRIVERS, LOGIC, read_plans
from het_geo.framework.read import folder_of
from het_geo.journey.logic import NO_MEASURE, measure_names, plan_document, plan_table
from het_geo.pictures.layers import crossings, layered, path_of
from het_geo.pictures.logic_layout import Plan, numbered
from het_geo.pictures.logic_model import KEY, logic_picture
from het_geo.pictures.svg import FILE, PAGE, PAPER, TELEPHONE, WIDTH
from het_geo.render.plans import KINDS, plan_file_name, plan_makers, stem_of
from het_geo.sentences.plans import UNMEASURED
from tests.conftest import ROOT
from tests.unit.plans import NAMES, drawn, luton_framework, plans

FORMS = st.sampled_from([PAPER, FILE, PAGE, TELEPHONE])
WIDE = st.sampled_from([PAPER, FILE, PAGE])
TODAY = date(2026, 11, 29)


def parts(picture, tag):
    """Return the elements of a picture, by its own XML."""
    root = ElementTree.fromstring(f"<svg>{picture.body}</svg>")
    return [one for one in root.iter() if one.tag == tag]


def said(picture):
    return " ".join("".join(one.itertext()) for one in parts(picture, "text"))


def rectangles(picture, across):
    """Return each box as left, right, top and bottom in points of a picture so wide."""
    found = []
    for one in parts(picture, "rect"):
        x, wide = (float(one.get(side)[:-1]) * across / 100 for side in ("x", "width"))
        y, high = float(one.get("y")), float(one.get("height"))
        found.append((x, x + wide, y, y + high))
    return found


@given(plans(), FORMS)
def test_is_every_box_in_the_picture_and_in_the_list_once(model, form):
    picture = logic_picture(model, NAMES, form)
    assert len(rectangles(picture, form.across)) == len(model.boxes)
    rows = [row for group in plan_table(model, NAMES).groups for row in group.rows]
    assert len(rows) == len(model.boxes)
    numbers = numbered(model)
    assert len(set(numbers.values())) == len(numbers) == len(model.boxes)
    shown = said(picture)
    for box in model.boxes.values():
        start = f"{numbers[box.id]} {box.id}box"
        assert len(re.findall(rf"(?<!\S){re.escape(start)}(?!\S)", shown)) == 1
        assert sum(row.name == f"{numbers[box.id]} {box.text}" for row in rows) == 1


@given(plans(), FORMS)
def test_do_no_two_boxes_overlap_and_does_each_stand_in_the_picture(model, form):
    picture = logic_picture(model, NAMES, form)
    boxes = rectangles(picture, form.across)
    for i, (left, right, top, bottom) in enumerate(boxes):
        assert left >= 0
        assert right <= form.across
        assert 0 <= top < bottom <= picture.height
        for other in boxes[:i]:
            apart = other[0] >= right or other[1] <= left or other[2] >= bottom or other[3] <= top
            assert apart


@given(plans(), FORMS)
def test_do_the_words_of_a_box_stand_in_it(model, form):
    """As wide as they are taken to be, each line lies between the edges of one box."""
    picture = logic_picture(model, NAMES, form)
    boxes = rectangles(picture, form.across)
    for one in parts(picture, "text"):
        if one.get("dx") != "8.0":  # a heading, or the key
            continue
        bold = one.get("font-weight") == "700"
        left = float(one.get("x")[:-1]) * form.across / 100 + 8
        right = left + form.letters.room("".join(one.itertext()), bold=bold)
        y = float(one.get("y"))
        assert any(b[0] <= left and right <= b[1] + 0.1 and b[2] < y < b[3] for b in boxes)


def points(path):
    """Return the points that a line runs through, and whether each is reached straight."""
    steps = re.findall(r"([MLC])([^MLC]+)", path.get("d"))
    return [(kind, [float(n) for n in numbers.split()][-2:]) for kind, numbers in steps]


def lines(picture):
    """Return the lines between boxes: neither the samples of the key nor arrows' heads."""
    return [one for one in parts(picture, "path") if one.get("fill") == "none"][: -len(KEY)]


@given(plans(), WIDE)
def test_does_each_line_go_right_from_its_box_to_the_one_it_leads_to(model, form):
    picture = logic_picture(model, NAMES, form)
    drawn_lines = lines(picture)
    links = [(box.id, to) for box in model.boxes.values() for to in box.leads_to]
    assert len(drawn_lines) == len(links)
    plan, way = Plan(model, NAMES, form), -1 if model.kind.from_the_end else 1
    for path, (start, end) in zip(drawn_lines, links, strict=True):
        xs = [way * x for _, (x, _) in points(path)]
        assert xs == sorted(xs)
        assert xs[0] < xs[-1]
        for name, (x, y), edge in ((start, points(path)[0][1], 1), (end, points(path)[-1][1], 0)):
            box = plan.at(name)
            side = box.left + box.wide * (edge if way > 0 else 1 - edge)
            assert x == pytest.approx(side * WIDTH / 100, abs=0.1)
            assert y == pytest.approx(box.middle, abs=0.1)


@given(plans(), WIDE)
def test_does_a_line_pass_through_a_column_where_no_box_stands(model, form):
    picture = logic_picture(model, NAMES, form)
    boxes = rectangles(picture, WIDTH)
    for path in lines(picture):
        through = points(path)
        for (_, (x1, y)), (kind, (x2, _)) in pairwise(through):
            if kind == "L":
                middle = (x1 + x2) / 2
                assert not any(b[0] < middle < b[1] and b[2] < y < b[3] for b in boxes)


@given(plans(), FORMS)
def test_is_what_is_measured_told_by_edge_line_and_word(model, form):
    picture = logic_picture(model, NAMES, form)
    thick = [one for one in parts(picture, "rect") if one.get("stroke-width") == "3"]
    dashed = [one for one in parts(picture, "rect") if one.get("stroke-dasharray")]
    measured = [box for box in model.boxes.values() if box.measure]
    bare = [box for box in model.boxes.values() if not (box.leads_to or box.measure)]
    assert (len(thick), len(dashed)) == (len(measured), len(bare))
    assert said(picture).count("Measured:") == len(measured)
    assert said(picture).count(UNMEASURED) == len(bare)
    if not form.narrow:
        whole = [one for one in lines(picture) if not one.get("stroke-dasharray")]
        assert len(whole) == len(model.measured)


@given(plans())
def test_is_the_order_of_boxes_no_worse_than_that_of_the_file(model):
    columns = [[box.id for box in model.in_column(name)] for name in model.kind.columns]
    links = [(box.id, to) for box in model.boxes.values() for to in box.leads_to]
    found = layered(columns, links)
    assert [sorted(s[0] for s in c if not s[1]) for c in found] == [sorted(c) for c in columns]
    place = {name: i for i, column in enumerate(columns) for name in column}
    steps = [[] for _ in columns[1:]]
    for start, end in links:
        for i, step in enumerate(path_of(start, end, place), place[start]):
            steps[i].append(step)
    passing = [[], *([b for _, b in step if b[1]] for step in steps)]
    plain = [[*((n, "") for n in column), *more] for column, more in zip(columns, passing)]
    assert crossings(found, steps) <= crossings(plain, steps)


def test_are_lines_that_need_not_cross_untangled():
    # a─d, b─c, and a longer one from a past the middle column to e
    found = layered([["b", "a"], ["d", "c"], ["e"]], [("a", "d"), ("b", "c"), ("a", "e")])
    assert [slot[0] for slot in found[0]].index("a") == [s[0] for s in found[1]].index("d")


FIVE = drawn("""
    a | input    | b |
    b | activity | c |
    c | output   | d | x
    d | outcome  | e |
    e | impact   |   |
""")


def test_does_a_narrow_picture_say_in_text_where_each_box_leads():
    shown = said(logic_picture(FIVE, NAMES, TELEPHONE))
    assert "1.1 abox → 2.1" in shown
    assert "3.1 cbox Measured: A made-up measure → 4.1" in shown
    assert f"5.1 ebox {UNMEASURED}" in shown
    assert not [p for p in parts(logic_picture(FIVE, NAMES, TELEPHONE), "path")]


def test_does_the_picture_say_in_words_what_it_shows_and_that_it_is_a_draft():
    picture = logic_picture(FIVE, NAMES, PAGE)
    assert picture.says == (
        "Logic model: Made up. Draft to confirm. Boxes: 1 in “Inputs”, 1 in “Activities”, 1 in "
        "“Outputs”, 1 in “Outcomes” and 1 in “Impact”. 1 chain leads from activities to impact: "
        "it has a measure on the way only."
    )
    assert said(picture).startswith("Draft to confirm 1 Inputs 2 Activities")


def test_does_the_list_say_where_each_box_leads_and_what_measures_it():
    rows = plan_table(FIVE, NAMES).rows
    assert rows[0] == ("1.1 abox", "2.1", NO_MEASURE)
    assert rows[2] == ("3.1 cbox", "4.1", "A made-up measure")
    assert rows[4] == ("5.1 ebox", "the end", NO_MEASURE)


@pytest.mark.parametrize("kind", [LOGIC, DRIVERS], ids=lambda kind: kind.name)
def test_is_a_plan_of_luton_to_be_had_in_every_format_and_the_same_each_time(luton, kind):
    framework = luton_framework(luton.catalogue)
    model = read_plans(folder_of(ROOT, "luton"), framework, kind)["children"]
    makers = plan_makers(model, framework, luton)
    made = {ending: make(TODAY) for ending, make in makers.items()}
    assert made == {ending: make(TODAY) for ending, make in makers.items()}
    assert list(made) == list(KINDS)
    assert made["png"].startswith(b"\x89PNG")
    assert made["pdf"].startswith(b"%PDF")
    word = WordFile(BytesIO(made["docx"]))
    cells = [cell.text for table in word.tables for row in table.rows for cell in row.cells]
    page = made["html"].decode()
    for name, number in numbered(model).items():
        assert f"{number} {model.boxes[name].text}" in cells
        assert f"{number} {model.boxes[name].text}" in page
    svg = ElementTree.fromstring(made["svg"])
    assert model.title in "".join(svg.itertext())
    assert "Draft to confirm" in "".join(svg.itertext())
    assert plan_file_name(luton, stem_of(model), TODAY, "svg") == (
        f"luton-children-{kind.name.replace(' ', '-')}-2026-11-29.svg"
    )


def test_is_markup_in_a_box_only_text(luton):
    framework = luton_framework(luton.catalogue)
    model = drawn("a | activity | b |\nb | impact | |", title="<script>alert(1)</script>")
    document = plan_document(model, framework, luton, TODAY)
    assert "<script>" in document.title
    makers = plan_makers(model, framework, luton)
    for ending in ("html", "svg"):
        assert b"<script>" not in makers[ending](TODAY)


def test_is_each_measure_of_luton_named_as_the_catalogue_has_it(luton):
    names = measure_names(luton_framework(luton.catalogue), luton.catalogue)
    assert names["bedrooms"] == luton.catalogue.indicators["overcrowding"].label
