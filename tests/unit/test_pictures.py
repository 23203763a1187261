"""Do pictures show what they should, and leave their page with title, source and date inside?"""

import re
import struct
from dataclasses import replace
from datetime import date
from xml.etree import ElementTree

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from het_geo.atlas.gaps.setting import Setting
from het_geo.atlas.gaps.view import gap_view
from het_geo.atlas.over_time import over_time
from het_geo.geography import Level
from het_geo.pictures.ranked import ranked_picture
from het_geo.pictures.scale import round_values, scale_of, written
from het_geo.pictures.strip import strip_picture
from het_geo.pictures.time import time_picture
from het_geo.render.framed import as_png, chart_picture, framed
from het_geo.sentences.breaks import notes_on_line
from het_geo.ui import gap_charts
from tests.conftest import view_of

TODAY = date(2026, 11, 24)
SVG = "{http://www.w3.org/2000/svg}"
PARTS = (
    "Rooms & <people>", "Too few bedrooms, 21 March 2021", "Census 2021 TS052",
    "Open Government Licence", "24 November 2026",
)  # fmt: skip


@pytest.fixture(scope="module")
def view(luton):
    return view_of(luton, indicator="overcrowding", level="ward")


@pytest.fixture(scope="module")
def gap(luton, view):
    return gap_view(Setting(luton), view)


def parsed(picture):
    return ElementTree.fromstring(f'<svg xmlns="{SVG[1:-1]}">{picture.body}</svg>')


def texts(svg):
    root = ElementTree.fromstring(svg)
    assert root.tag == f"{SVG}svg"
    return " ".join("".join(node.itertext()) for node in root.iter(f"{SVG}text"))


@pytest.mark.parametrize("name", ["fifths", "trend", "split"])
def test_does_every_chart_carry_what_it_is_and_where_it_is_from(luton, view, gap, name):
    chart = {
        "fifths": lambda: gap_charts.fifths_chart(gap, "a sentence"),
        "trend": lambda: gap_charts.gap_trend_chart(gap, "a sentence"),
        "split": lambda: gap_charts.split_chart(gap.where.between, "a sentence"),
    }[name]()
    picture = chart_picture(chart.to_dict())
    assert picture.says == "a sentence"
    said = texts(framed(picture, luton, view, "Rooms & <people>", TODAY))
    for part in (*PARTS, luton.manifest.version):
        assert part in said, part


@pytest.mark.parametrize("name", ["strip", "ranked"])
def test_does_every_picture_carry_what_it_is_and_where_it_is_from(luton, view, name):
    draw = {"strip": strip_picture, "ranked": ranked_picture}[name]
    said = texts(framed(draw(view, "E05014736"), luton, view, "Rooms & <people>", TODAY))
    for part in (*PARTS, luton.manifest.version):
        assert part in said, part


def test_does_the_foot_of_a_picture_say_each_attribution_once(luton, view):
    said = texts(framed(strip_picture(view), luton, view, "A title", TODAY))
    assert said.count("Office for National Statistics licensed") == 1
    assert said.count("Contains OS data") == 1


def test_is_the_png_the_same_picture_at_twice_the_size(luton, view, gap):
    chart = chart_picture(gap_charts.fifths_chart(gap, "a sentence").to_dict())
    for picture in (strip_picture(view), chart):
        made = framed(picture, luton, view, "A title", TODAY)
        data, root = as_png(made), ElementTree.fromstring(made)
        assert data[:8] == b"\x89PNG\r\n\x1a\n"
        width, height = struct.unpack(">II", data[16:24])
        assert width == pytest.approx(2 * float(root.get("width")), abs=2)
        assert height == pytest.approx(2 * float(root.get("height")), abs=2)


def test_is_every_area_a_point_of_the_strip_at_its_value(luton):
    view = view_of(luton, indicator="overcrowding", level="lsoa")
    points = [p for p in parsed(strip_picture(view, "E01015693")).iter() if p.get("data-i")]
    at = {int(p.get("data-i")): float(p.get("cx").rstrip("%")) for p in points}
    assert sorted(at) == list(range(125))
    values = view.table["value"].to_numpy()
    order = sorted(at, key=at.get)
    assert np.all(np.diff(values[order]) >= -0.05)  # places are written to four digits
    big = [p for p in points if float(p.get("r")) > 8]
    assert [view.table.index[int(p.get("data-i"))] for p in big] == ["E01015693"]


def test_are_the_areas_in_order_with_the_worst_first(luton):
    view = view_of(luton, indicator="overcrowding", level="ward")
    said = [node.text for node in parsed(ranked_picture(view)).iter(f"{SVG}text")]
    names = [text for text in said if text in set(view.table["name"])]
    assert names == list(view.table.sort_values("value", ascending=False)["name"])
    assert names[0] == "Beech Hill"  # 28.8 %, the golden figure of test_published


def test_does_a_line_over_time_have_a_point_for_each_year(luton):
    view = view_of(luton, indicator="claimant_rate", level="ward")
    table = over_time(luton, view, "E05014736")
    paths = [p.get("d") for p in parsed(time_picture(view, table)).iter(f"{SVG}path")]
    dots = [d for d in paths if "h0" in d]
    assert [d.count("h0") for d in dots] == [10, 10]  # 2013 to 2022, the ward and England


def test_is_no_line_drawn_where_the_publisher_advises_against_reading_one(luton):
    for level in ("ward", "lsoa"):  # fuel poverty: in no area smaller than a region
        view = view_of(luton, indicator="fuel_poverty", level=level)
        assert over_time(luton, view, view.table.index[0]).empty
        assert over_time(luton, view, "").empty


def test_does_a_line_taken_away_say_what_must_be_told_beside_it(luton):
    view = view_of(luton, indicator="attainment_ks4")
    table = over_time(luton, view, luton.district)
    told = " ".join(notes_on_line(view, table, Level.DISTRICT))
    assert "80 in 2016 and 87 in 2017" in told
    said = texts(framed(time_picture(view, table, told), luton, view, "A title", TODAY))
    assert told in said
    assert "not comparable" in said


@pytest.mark.parametrize("values", [[], [3.0], [2.0, 2.0, 2.0], [0.0, 1e6], [float("nan")] * 3])
def test_do_odd_values_make_a_picture_all_the_same(view, values):
    few = view.table.iloc[: len(values)].assign(value=values, lower=np.nan, upper=np.nan)
    odd = replace(view, table=few)
    for picture in (strip_picture(odd), ranked_picture(odd)):
        body = parsed(picture)
        assert "nan" not in picture.body
        assert picture.says
        assert len([n for n in body.iter(f"{SVG}circle")]) in (0, few["value"].notna().sum())


def test_is_a_name_with_markup_shown_and_never_run(view):
    named = view.table.assign(
        label='<script>alert("1")</script> & sons', name='<script>alert("1")</script> & sons'
    )
    picture = ranked_picture(replace(view, table=named))
    assert "<script" not in picture.body + picture.on_page()
    assert '<script>alert("1")</script>' in "".join(parsed(picture).itertext())


@given(st.floats(-1e6, 1e6), st.floats(1e-3, 1e6), st.integers(2, 12))
def test_are_ticks_round_inside_and_told_apart(low, reach, most):
    ticks = round_values(low, low + reach, most)
    assert len(ticks) <= most + 1
    slack = reach * 1e-6 + abs(low) * 1e-9
    assert all(low - slack <= tick <= low + reach + slack for tick in ticks)
    texts = written(ticks) if ticks else []
    if reach > abs(low) * 1e-4:
        assert len(set(texts)) == len(ticks)


def test_does_a_scale_hold_all_values_and_zero_where_length_counts():
    values = pd.Series([4.0, 9.0, np.nan])
    held = scale_of(values, zero=True, left=10, right=90)
    assert (held.low, held.high) == (0.0, 9.0)
    assert held.percent(9.0) == 90
    assert held.percent(4.5) == 10 + (90 - 10) / 2
    assert scale_of(values, zero=False, left=0, right=100).low == 4.0


def test_does_a_picture_on_a_page_say_what_it_shows(view):
    shown = strip_picture(view, "E05014736").on_page()
    label = re.search('aria-label="([^"]+)"', shown).group(1)
    assert label.startswith("In Beech Hill ward (best fit) on 21 March 2021, 28.8% of households")
