"""Are two figures set against each other over all of England as they are, with ours marked?"""

import csv
import io
from datetime import date

import numpy as np
import pandas as pd
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from het_geo.beside.two import nearest_in_time
from het_geo.beside.two_far import DENSE, can_be_set_far, two_far
from het_geo.beside.two_far_layout import STRONGER, crowd_of, far_notes, far_sections, own_said
from het_geo.beside.two_layout import NEIGHBOURS, NOT_PERSONS, said_of, two_statement
from het_geo.correlation import correlation
from het_geo.document import Drawing
from het_geo.document.table import Table
from het_geo.geography import Level
from het_geo.national.load import load_national
from het_geo.pictures.crowd import BEYOND, CrowdedPlot, crowd_picture, drawn_out, reach_of
from het_geo.pictures.scatter import ScatterPoint
from het_geo.pictures.svg import PAPER, TELEPHONE
from het_geo.render.two_far import FAR_FORMATS
from tests.england import write_england

ONE, OTHER, THIRD = "overcrowding", "unemployment", "private_renting"
OWN, ELSEWHERE = "E01015693", "E09000009"
DAY = date(2026, 3, 21)


@pytest.fixture(scope="module")
def england(tmp_path_factory, catalogue, luton):
    """Write England as Luton's 125 neighbourhoods and 2,400 made-up ones of another district."""
    root = tmp_path_factory.mktemp("england")
    far = [f"E0191{number:04d}" for number in range(2400)]
    codes = pd.Index([*luton.codes(Level.LSOA), *far], dtype=object)
    districts = pd.Series([luton.district] * 125 + [ELSEWHERE] * 2400, index=codes)
    drawn = np.random.default_rng(20260321)
    x = np.concatenate([own(luton, ONE), drawn.uniform(0, 30, 2400)])
    y = np.concatenate([own(luton, OTHER), 20 - x[125:] / 2 + drawn.normal(0, 2, 2400)])
    x[130] = np.nan
    table = {f"{ONE}|2021": x, f"{OTHER}|2021": y.clip(0), f"{ONE}|2011": x}
    columns = {name: pa.array(v.astype("float32"), from_pandas=True) for name, v in table.items()}
    write_england(root, catalogue, pa.table(columns), districts)
    return load_national(root, catalogue)


def own(pack, indicator):
    return pack.rows(indicator, "2021").loc[pack.codes(Level.LSOA), "value"].to_numpy()


def test_is_what_is_said_that_of_all_neighbourhoods(england, luton):
    found = two_far(england, luton, (ONE, OTHER), "", [OWN, "E05014741"])
    x, y = england.values(ONE, "2021"), england.values(OTHER, "2021")
    assert found.found == correlation(x, y)
    assert (found.found.n, found.found.left_out) == (2524, 1)
    assert said_of(found).startswith("Over 2,524 neighbourhoods (LSOA), where “Too few bedrooms” ")
    assert "tends to be lower" in said_of(found)
    assert two_statement(found, luton.catalogue).text == said_of(found)
    assert found.chosen == (OWN,)  # a ward is none of the neighbourhoods


def test_is_the_place_told_alone_beside_it(england, luton):
    """England's pack holds 32-bit floats, which are as near as the two decimals printed."""
    found = two_far(england, luton, (ONE, OTHER), "", ())
    alone = correlation(own(luton, ONE), own(luton, OTHER))
    assert found.own.spearman.value == pytest.approx(alone.spearman.value, abs=1e-4)
    assert own_said(found).startswith(
        f"In Luton alone, over 125 neighbourhoods (LSOA): Spearman’s ρ {alone.spearman.value:.2f}"
    )


def test_stand_the_two_caveats_always_beside_it(england, luton):
    for district in ("", ELSEWHERE, luton.district):
        found = two_far(england, luton, (ONE, OTHER), district, ())
        notes = list(far_notes(found, luton.catalogue.subjects))
        assert notes[0].startswith(f"{NEIGHBOURS} {NOT_PERSONS}")
        assert any(note.startswith(STRONGER) for note in notes) == found.dense


def test_is_another_district_told_of_its_own_neighbourhoods(england, luton):
    found = two_far(england, luton, (ONE, OTHER), ELSEWHERE, [OWN])
    assert (found.found.n, found.ours, found.chosen) == (2399, (), ())
    assert "of E09000009" in far_sections(found, luton.catalogue, DAY)[0].title
    home = two_far(england, luton, (ONE, OTHER), luton.district, [OWN])
    assert (home.found.n, home.dense, home.chosen) == (125, False, (OWN,))


def test_is_an_indicator_that_england_lacks_or_that_is_a_rank_not_set(england):
    assert can_be_set_far(england, ONE)
    assert not any(can_be_set_far(england, name) for name in (THIRD, "imd_rank", "gold"))


def test_is_the_same_figure_twice_not_told(england, luton):
    found = two_far(england, luton, (ONE, ONE), "", ())
    assert "it is the same figure twice" in said_of(found)
    assert far_sections(found, luton.catalogue, DAY) == ()


def test_are_ours_listed_and_all_in_the_file(england, luton):
    found = two_far(england, luton, (ONE, OTHER), "", [OWN])
    first, second = far_sections(found, luton.catalogue, DAY)
    assert isinstance(first.parts[0], Drawing)
    (table,) = second.parts
    assert isinstance(table, Table)
    assert len(table.rows) == 125
    content = FAR_FORMATS["csv"].make(england, found).decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(content)))
    assert len(rows) == 2525
    value = float(rows[0]["value_1"])
    assert value == pytest.approx(float(england.values(ONE, "2021").iloc[0]), rel=1e-6)
    assert rows[130]["value_1"] == ""
    assert rows[130]["status_1"] == "missing"
    assert all(row["licence_1"] for row in rows)
    svg = FAR_FORMATS["svg"].make(england, found).decode()
    assert NOT_PERSONS[:40] in svg
    assert FAR_FORMATS["png"].make(england, found)[:4] == b"\x89PNG"


@given(st.integers(0, 2**32 - 1), st.integers(DENSE, DENSE + 500))
def test_is_every_area_on_a_square_or_told_as_left_out(seed, many):
    """A square holds some of the areas: their strengths are those of how many there are."""
    drawn = np.random.default_rng(seed)
    x, y = drawn.normal(0, 1, many), drawn.lognormal(0, 1, many)
    own = (ScatterPoint("ours", 9.0, 0.5), ScatterPoint("chosen", 0.0, 1.0, 0))
    crowd = CrowdedPlot("x", "y", x, y, own, None, "all", "ours", "said")
    out = drawn_out(crowd)
    assert 0 <= out <= many * 4 * BEYOND / 100 + 4
    assert reach_of(x, np.array([9.0]))[1] == 9.0  # ours is always drawn
    for form in (PAPER, TELEPHONE):
        picture = crowd_picture(crowd, form)
        assert picture.body.count("<rect") > 20
        assert len(picture.body) < 400_000  # however many areas there are
        assert picture.says == "said"


def test_is_a_crowd_drawn_with_ours_the_chosen_and_england(england, luton):
    crowd = crowd_of(two_far(england, luton, (ONE, OTHER), "", [OWN]))
    assert len(crowd.own) == 125
    assert [point.mark for point in crowd.own].count(0) == 1
    assert (crowd.england.x, crowd.england.y) == (4.0, 4.0)
    assert len(crowd.x) == 2524
    body = crowd_picture(crowd).body
    assert body.count('r="2.6"') == 124 + 1  # the others of ours, and the one in the key


def test_are_the_periods_the_newest_that_share_a_day(catalogue):
    periods = catalogue.indicators[ONE].periods
    assert [p.id for p in nearest_in_time(periods, periods[:1])] == ["2011", "2011"]
    assert [p.id for p in nearest_in_time(periods, periods)] == ["2021", "2021"]


def test_is_a_name_in_the_file_run_by_no_spreadsheet_and_no_end_of_a_row(monkeypatch):
    table = pd.DataFrame({"name": ["=1+1\rx", "Ward, one"], "value": [-1.5, 2.0]})
    monkeypatch.setattr("het_geo.render.two_far.far_table", lambda *_: table)
    content = FAR_FORMATS["csv"].make(None, None).decode("utf-8-sig")
    assert content == 'name,value\n\'=1+1x,-1.5\n"Ward, one",2\n'
