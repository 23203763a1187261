"""Does the map of all England say what the publishers and the district packs say?"""

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
import shapely

from het_geo.build.national import NationalBuilder
from het_geo.build.national_check import findings
from het_geo.build.national_figures import england_wide
from het_geo.geography import ENGLAND, Level
from het_geo.national.load import load_national
from het_geo.national.rings import decode
from het_geo.pack.layout import places
from tests.sampled import WHOLE, some

pytestmark = pytest.mark.sources


READ = {"overcrowding", "imd_score", "imd_decile"}  # those whose figures are read below


@pytest.fixture(scope="module")
def drawn(catalogue):
    """Return the catalogue with a few of the indicators that the map of England has, or all."""
    wide = england_wide(catalogue).indicators
    names = READ | {*some([name for name in wide if name not in READ], 10, "all England")}
    return replace(catalogue, indicators={n: i for n, i in wide.items() if n in names})


@pytest.fixture(scope="module")
def built(tmp_path_factory, sources, drawn):
    """Build it once (about 40 s with all indicators)."""
    root = tmp_path_factory.mktemp("england")
    seen = []
    builder = NationalBuilder(drawn, sources, root)
    builder.build(seen.append)
    assert len(seen) == builder.steps
    return root


@pytest.fixture(scope="module")
def england(built, drawn):
    return load_national(built, drawn)


def test_is_the_pack_sound_whole_and_no_place(built, england, drawn):
    assert findings(built, drawn) == []
    assert places(built) == []
    assert set(england.periods_held) == set(drawn.indicators)
    assert len(england.areas) == 33755
    assert len(england.districts) == 296
    assert england.areas["region"].nunique() == 9
    assert england.areas["population"].sum() == 57_106_398  # ONS, mid-2022, England
    assert (england.areas != "").all(axis=None)


def test_has_every_luton_neighbourhood_the_value_and_status_of_luton_s_pack(england, luton):
    small = luton.codes(Level.LSOA)
    compared = 0
    for indicator, periods in england.periods_held.items():
        for period in periods:
            rows = luton.rows(indicator, period).loc[small]
            values = england.values(indicator, period)[small]
            # Luton's pack has nine digits, this one 32-bit floats: they may round apart by one bit.
            np.testing.assert_allclose(
                values, rows["value"], rtol=1.2e-7, atol=0, err_msg=f"{indicator} {period}"
            )
            assert (england.status(indicator, period)[small] == rows["status"]).all()
            compared += 1
    assert compared == 110 or (compared > 10 and not WHOLE)


def test_are_england_s_and_the_region_s_rows_those_of_luton_s_pack(england, luton):
    columns = ["value", "numerator", "denominator", "lower", "upper", "status"]
    for indicator, periods in england.periods_held.items():
        for period in periods:
            found = england.benchmarks(indicator, period)
            assert len(found) == 10
            ours = found.loc[["E12000006", ENGLAND], columns]
            theirs = luton.rows(indicator, period).loc[ours.index, columns]
            pd.testing.assert_frame_equal(ours, theirs, check_dtype=False)


def test_is_overcrowding_in_england_what_the_census_counted(england):
    """Census 2021, ONS: 4.4 % of England's households have too few bedrooms, London 11.1 %."""
    share = england.benchmarks("overcrowding", "2021").set_index("name")["value"]
    assert round(share["England"], 1) == 4.4
    assert round(share["London"], 1) == 11.1


def test_is_the_most_deprived_neighbourhood_the_published_one(england):
    """IoD 2025: Tendring 018A (Jaywick, E01021988) is the most deprived of 33,755."""
    assert england.values("imd_score", "2025").idxmax() == "E01021988"
    assert england.areas.loc["E01021988", "district_name"] == "Tendring"
    assert (england.values("imd_decile", "2025") == 1).sum() == 3375


def test_is_every_area_drawn_and_every_outline_on_its_neighbourhoods_borders(england):
    small, large = decode(england.shapes), decode(england.outlines)
    assert len(england.shapes) <= 3_000_000
    assert (len(small.rings), len(large.rings)) == (33755, 296)
    assert min(small.rings.min(), large.rings.min()) == 1
    assert min(small.points.min(), large.points.min()) >= 3
    for rings in (small, large):
        assert rings.steps.min() >= 0
        assert (rings.steps.max(axis=0) <= [england.grid.width, england.grid.height]).all()
    one, other = (rings.steps[:, 0] * 65_536 + rings.steps[:, 1] for rings in (small, large))
    # But for a few corners of specks that vanish alone and not in their district's outline.
    assert (~np.isin(other, one)).sum() <= 50


def test_is_luton_drawn_where_luton_is(england):
    """Luton is 43.35 km² (ONS standard area measurements) around the town hall at TL 092 212."""
    position = list(england.districts.index).index("E06000032")
    drawn = decode(england.outlines).polygons()[position]
    assert drawn.area / 1e6 == pytest.approx(43.35, rel=0.01)
    assert drawn.centroid.distance(shapely.Point(509_200, 221_200)) < 3_000
