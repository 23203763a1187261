"""Do pictures leave their page with title, source, period and date inside?"""

import struct
from datetime import date
from xml.etree import ElementTree

import pytest

from het_geo.choice import resolve
from het_geo.exports.pictures import captioned, to_png, to_svg
from het_geo.gaps.setting import Setting
from het_geo.gaps.view import gap_view
from het_geo.ui import charts, gap_charts
from het_geo.views import indicator_view

TODAY = date(2026, 11, 24)
SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(scope="module")
def view(luton):
    choice, _ = resolve(luton, {"indicator": "overcrowding", "level": "ward"})
    return indicator_view(luton, choice)


@pytest.fixture(scope="module")
def gap(luton, view):
    return gap_view(Setting(luton), view)


def texts(svg):
    root = ElementTree.fromstring(svg)
    assert root.tag == f"{SVG}svg"
    return " ".join("".join(node.itertext()) for node in root.iter(f"{SVG}text"))


@pytest.mark.parametrize("name", ["strip", "ranks", "fifths", "trend", "split"])
def test_does_every_picture_carry_what_it_is_and_where_it_is_from(luton, view, gap, name):
    chart = {
        "strip": lambda: charts.strip_chart(view, "E05014736"),
        "ranks": lambda: gap_charts.ranks_chart(view, "E05014736", "a sentence"),
        "fifths": lambda: gap_charts.fifths_chart(gap, "a sentence"),
        "trend": lambda: gap_charts.gap_trend_chart(gap, "a sentence"),
        "split": lambda: gap_charts.split_chart(gap.where.between, "a sentence"),
    }[name]()
    spec = captioned(chart.to_dict(), luton, view, "Rooms & <people>", TODAY)
    said = texts(to_svg(spec))
    for part in (
        "Rooms & <people>", "Too few bedrooms, 21 March 2021", "Census 2021 TS052",
        "Open Government Licence", luton.manifest.version, "24 November 2026",
    ):  # fmt: skip
        assert part in said, part


def test_is_the_png_the_same_picture_at_twice_the_size(luton, view):
    spec = captioned(charts.strip_chart(view, "").to_dict(), luton, view, "A title", TODAY)
    root = ElementTree.fromstring(to_svg(spec))
    data = to_png(spec)
    assert data[:8] == b"\x89PNG\r\n\x1a\n"
    width, height = struct.unpack(">II", data[16:24])
    assert width == pytest.approx(2 * float(root.get("width")), abs=2)
    assert height == pytest.approx(2 * float(root.get("height")), abs=2)
