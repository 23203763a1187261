"""Are two figures set against each other over England, or another district, where a link asks?"""

import numpy as np
import pandas as pd
import pyarrow as pa
import pytest

from het_geo.geography import Level
from tests.app.pages import field, notices, open_app, said
from tests.england import write_england
from tests.places import NAME, SLUG, two_places

TWO = {"indicator": "overcrowding", "against": "unemployment", "level": "ward"}


@pytest.fixture(scope="module")
def england(tmp_path_factory, catalogue, luton):
    """Return a folder with two places, and England made up of one and 2,000 areas more."""
    root = two_places(tmp_path_factory.mktemp("england"))
    far = [f"E0191{number:04d}" for number in range(2000)]
    codes = pd.Index([*luton.codes(Level.LSOA), *far], dtype=object)
    districts = pd.Series([luton.district] * 125 + ["Farland"] * 2000, index=codes)
    x = np.linspace(1, 30, 2125, dtype="float32")
    table = {f"{name}|2021": pa.array(x) for name in ("overcrowding", "unemployment")}
    write_england(root, catalogue, pa.table(table), districts)
    return root


@pytest.fixture
def both(root, monkeypatch):
    """Serve Luton and a second place, without England."""
    monkeypatch.setenv("HET_GEO_ROOT", str(root))


def compare(**params):
    app = open_app("compare", place="luton", **TWO, **params)
    assert not app.exception
    return app


def test_is_another_place_chosen_that_has_a_pack(both):
    app = compare()
    assert "the wards of Luton" in said(app)
    field(app, "compare-over").select(SLUG).run()
    assert app.query_params["over"] == SLUG
    assert f"the wards of {NAME}" in said(app)
    field(app, "compare-level").select("lsoa").run()
    assert f"the neighbourhoods (LSOA) of {NAME}" in said(app)
    field(app, "compare-over").select("").run()
    assert "over" not in app.query_params
    assert "the neighbourhoods (LSOA) of Luton" in said(app)


@pytest.mark.parametrize(
    ("over", "told"),
    [
        ("england", "holds no figures of all of England (python -m het_geo build england makes"),
        ("atlantis", "Two figures over “atlantis” are not available"),
    ],
)
def test_is_what_is_not_held_said_with_its_reason(both, over, told):
    app = compare(over=over)
    assert told in notices(app).replace("&quot;", '"')
    assert "the wards of Luton" in said(app)


def test_are_two_figures_set_over_all_of_england(england, monkeypatch):
    monkeypatch.setenv("HET_GEO_ROOT", str(england))
    app = compare(over="england", area="E01015693")
    text = said(app)
    assert "Over 2,125 neighbourhoods (LSOA), where “Too few bedrooms” is higher" in text
    assert "Both figures of every neighbourhood (LSOA) of Luton" in text
    again = compare(**{key: app.query_params[key] for key in ("over", "area")})
    assert said(again) == text


def test_are_two_figures_set_over_a_district_of_england_s_pack(england, monkeypatch):
    monkeypatch.setenv("HET_GEO_ROOT", str(england))
    app = compare(over="farland")
    assert "Over 2,000 neighbourhoods (LSOA)" in said(app)
    field(app, "compare-against").select("private_renting").run()
    assert "“Private renting” is not held of all of England’s neighbourhoods" in said(app)
