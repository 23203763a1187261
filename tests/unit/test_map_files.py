"""Does a map program read our shapes, numbers and blanks as they are?"""

import json

import pyogrio
import pytest
import shapely

from het_geo.boundaries import to_geojson as boundaries_text
from het_geo.render.files import FORMATS
from het_geo.render.plain import marked
from het_geo.render.table import to_csv, to_geojson
from tests.conftest import ROOT
from tests.unit.documents import KINDS, pack, profile_and_pack
from tests.unit.test_one_fact import newest_views


def rings_of(geometry):
    polygons = [geometry] if geometry.geom_type == "Polygon" else geometry.geoms
    for polygon in polygons:
        yield polygon.exterior, True
        yield from ((ring, False) for ring in polygon.interiors)


@pytest.mark.in_turn
def test_do_all_rings_run_as_rfc_7946_asks():
    texts = [path.read_text() for path in sorted(ROOT.glob("boundaries/*/*.geojson"))]
    views = {view.level: view for view in newest_views()}
    texts += [to_geojson(pack(), view) for view in views.values()]
    for kind in KINDS:
        profile, luton = profile_and_pack(kind)
        texts.append(FORMATS["geojson"].make(profile, luton).decode())
    assert len(texts) >= 4 + 4 + len(KINDS)
    for text in texts:
        content = json.loads(text)
        assert content["type"] == "FeatureCollection"
        assert "crs" not in content
        for feature in content["features"]:
            shape = shapely.from_geojson(json.dumps(feature["geometry"]))
            assert shape.is_valid
            for ring, outer in rings_of(shape):
                assert ring.is_ccw == outer, feature["id"]
                west, south, east, north = ring.bounds
                assert (-7 < west <= east < 2, 49 < south <= north < 56) == (True, True)


def test_is_a_ring_turned_that_runs_the_wrong_way():
    import geopandas as gpd  # noqa: PLC0415 - one test alone needs it

    hole = [(0.2, 51.2), (0.8, 51.2), (0.8, 51.8), (0.2, 51.8)]  # against the clock
    outer = [(0, 51), (0, 52), (1, 52), (1, 51)]  # with it
    made = gpd.GeoDataFrame(
        {"area_code": ["E1"], "name": ["Made up"]},
        geometry=[shapely.Polygon(outer, [hole])],
        crs=4326,
    )
    written = json.loads(boundaries_text(made))["features"][0]["geometry"]
    outer, hole = shapely.from_geojson(json.dumps(written)).exterior, written["coordinates"][1]
    assert outer.is_ccw
    assert not shapely.LinearRing(hole).is_ccw


def test_does_a_map_program_read_numbers_as_numbers_and_blanks_as_null(tmp_path):
    view = next(v for v in newest_views() if v.indicator.id == "pre1919_homes")
    path = tmp_path / "homes.geojson"
    path.write_text(to_geojson(pack(), view), encoding="utf-8")
    frame = pyogrio.read_dataframe(path)
    assert frame.crs.to_epsg() == 4326
    for name in ("value_pct", "lower_pct", "numerator", "denominator"):
        assert frame[name].dtype == float
    missing = frame[frame["value_pct"].isna()]
    assert set(missing["note"]) == {"withheld by the publisher because the count is small"}
    assert len(missing)
    assert missing["why_blank"].str.contains("value_pct").all()
    file = tmp_path / "homes.csv"
    file.write_bytes(marked(to_csv(pack(), view)))
    table = pyogrio.read_dataframe(file, AUTODETECT_TYPE="YES")
    assert table.columns[0] == "area_code"  # the mark is no part of the first name
    assert table["value_pct"].dtype == float
