"""Can a place be opened in Python as the guide says, and does the notebook run?"""

import json

import pytest
from shapely.geometry import shape

import het_geo
from het_geo.atlas.choice import levels_of, periods_of
from het_geo.errors import PackError, UnheldError
from het_geo.geography import Level
from tests.conftest import ROOT


@pytest.mark.parametrize("name", ["luton", "Luton", "E06000032"])
@pytest.mark.in_turn
def test_is_a_place_opened_by_id_name_and_code(name):
    assert het_geo.open(name, ROOT).pack.district == "E06000032"


def test_is_a_place_that_is_none_refused_with_those_that_are():
    with pytest.raises(PackError, match="There is luton"):
        het_geo.open("lutn", ROOT)


def test_has_a_frame_the_figures_and_outlines_of_every_level_and_period(atlas, luton):
    name = "overcrowding"
    for level in levels_of(luton, name):
        for period in periods_of(luton, name, level):
            frame = atlas.frame(name, level=level, period=period.id)
            assert list(frame.index) == luton.codes(level)
            own = luton.rows(name, period.id)["value"].reindex(frame.index)
            assert (frame["value"].eq(own) | own.isna()).all()
            assert frame.crs.to_epsg() == 4326
            code = frame.index[0]
            assert frame.geometry[code].equals(shape(luton.shapes[level][code]["geometry"]))
            assert frame.attrs["period"] == period.label


def test_is_what_a_frame_cannot_be_of_refused_with_what_it_can(atlas):
    with pytest.raises(UnheldError, match="no indicator “overcrwding”"):
        atlas.frame("overcrwding")
    with pytest.raises(UnheldError, match="it has 2011, 2021"):
        atlas.frame("overcrowding", period="1999")
    with pytest.raises(UnheldError, match="has no figures for"):
        atlas.frame("overcrowding", level=Level.MSOA)


@pytest.mark.in_turn
def test_does_the_notebook_run_from_its_first_cell_to_its_last(monkeypatch):
    monkeypatch.chdir(ROOT)
    text = (ROOT / "docs" / "notebooks" / "luton.ipynb").read_text(encoding="utf-8")
    cells = ["".join(c["source"]) for c in json.loads(text)["cells"] if c["cell_type"] == "code"]
    assert len(cells) > 4
    known: dict[str, object] = {}
    for cell in cells:
        exec(compile(cell, "notebook", "exec"), known)
    assert known["wards"].shape[0] == 20
