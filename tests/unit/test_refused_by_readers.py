"""Is a publisher's file that is not what it was refused, with its path and what is wrong in it?"""

import json
from dataclasses import replace

import pandas as pd
import pytest

from het_geo.errors import SourceError
from het_geo.geography import Vintage
from het_geo.sources import dfe, els, lait, layouts, ohid, ons, ordnance, police
from tests.unit.made_up import csv

SCHOOL = {
    "urn": 100001.0,
    "establishment_name": "Made-up School",
    "establishment_type": "Academy converter",
    "establishment_type_group": "Academies",
    "education_phase": "Primary",
}


def feature(kind="Point", **more):
    at = [-0.4, 51.9] if kind == "Point" else [[-0.4, 51.9], [-0.3, 51.9]]
    geometry = {"type": kind, "coordinates": at}
    return {"type": "Feature", "properties": SCHOOL | more, "geometry": geometry}


METRES = {"crs": {"properties": {"name": "EPSG:27700"}}}


@pytest.mark.parametrize(
    ("features", "more", "said"),
    [
        ([feature(), feature()], {}, r"'Made-up School' \(URN 100001\) stands twice"),
        ([feature("LineString")], {}, "a LineString where a Point was expected. Fetch it again"),
        ([feature()], METRES, "coordinates in EPSG:27700, expected longitude and latitude"),
        ([feature(establishment_name=" ")], {}, "point 1 has no name"),
    ],
)
def test_is_a_list_of_schools_that_cannot_be_placed_refused(
    tmp_path, catalogue, features, more, said
):
    path = tmp_path / "schools.geojson"
    path.write_text(json.dumps({"features": features} | more))
    with pytest.raises(SourceError, match=f"schools.geojson: .*{said}"):
        dfe.schools(path, catalogue.sources["dfe-schools"])


CRIMES = "LSOA code,LSOA name,Month,Crime type,crimes\n"


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ("E01000001,Made up,March 2022,Burglary,2\n", "row 2, column 'Month': 'March 2022' is no"),
        ("E01000001,Made up,2022-03,Robbery,2\n", "column 'Crime type' has no rows of 'Burglary'"),
        (
            "E01000001,Made up,2022-03,Burglary,2\nE01000002,Made up,2022-03,Burglary,\n",
            "row 3, column 'crimes': .* a withheld cell cannot stand in it",
        ),
    ],
)
def test_is_a_count_of_crimes_that_cannot_be_read_named_with_its_row(
    tmp_path, catalogue, rows, said
):
    path = csv(tmp_path, CRIMES + rows)
    with pytest.raises(SourceError, match=said):
        police.read(path, ["Burglary"], catalogue.sources["police-street-crime"])


def test_is_a_measure_that_the_publisher_no_longer_has_named(tmp_path, catalogue):
    path = tmp_path / "lait.parquet"
    row = ("England", "2022", "Another measure", "1")
    pd.DataFrame([row], columns=["LA and Regions", "Years", "Short Desc", "Values"]).to_parquet(
        path
    )
    source = catalogue.sources["dfe-lait"]
    with pytest.raises(SourceError, match="column 'Short Desc' has no 'Attainment'"):
        lait.read(path, ["Attainment"], source)
    columns = ["dataset", "indicator", "areacd", "period", "unit", *els._PARTS.values()]
    rows = [("wages", "pay", "E06000032", "2022", "£", *[1.0] * len(els._PARTS))]
    pd.DataFrame(rows, columns=columns).to_parquet(path)
    plain = replace(catalogue.sources["ons-els-district"], options={})
    with pytest.raises(SourceError, match="column 'indicator' has no 'hours' in 'wages'"):
        els.read(path, ["wages/hours/value"], plain)


def test_is_a_figure_that_stands_twice_named(tmp_path, catalogue):
    """One revised, one provisional: which of them holds cannot be told."""
    path = tmp_path / "lait.parquet"
    rows = [("Luton", f"2022{mark}", "Attainment", "1") for mark in (" (Rev)", " (prov)")]
    columns = ["LA and Regions", "Years", "Short Desc", "Values"]
    pd.DataFrame(rows, columns=columns).to_parquet(path)
    source = replace(catalogue.sources["dfe-lait"], options={"percent": "Attainment"})
    with pytest.raises(SourceError, match=r"\('Luton', '2022', 'Attainment'\) stands twice"):
        lait.read(path, ["Attainment"], source)


def test_is_a_column_of_text_where_numbers_were_named(tmp_path):
    path = tmp_path / "numbers.parquet"
    frame = pd.DataFrame({"lsoa": ["E01000001"], "people": ["many"], "homes": [3]})
    frame.to_parquet(path)
    with pytest.raises(SourceError, match="column 'people' holds text where numbers were expected"):
        layouts.read_columns(path, ["people", "homes"], code="lsoa", vintage=Vintage.LSOA21)


def test_is_a_mark_that_a_lookup_has_not_had_before_named(tmp_path):
    path = csv(tmp_path, "LSOA11CD,LSOA11NM,LSOA21CD,CHGIND\nE01000001,A,E01000001,Q\n")
    with pytest.raises(SourceError, match="row 2, column 'CHGIND': unknown change 'Q'"):
        ons.vintage_lookup(path)
    found = tmp_path / "postcodes.parquet"
    columns = ["postcode", "easting", "northing", "ward_code", "positional_quality"]
    pd.DataFrame([("LU1 1AA", 1, 2, "E05000001", 35)], columns=columns).to_parquet(found)
    with pytest.raises(SourceError, match="column 'positional_quality': unknown 35"):
        ordnance.postcodes(found)


LIFE = (
    "Area Code,Sex,Category,Time period,Value note,Value,Lower CI 95.0 limit,"
    "Upper CI 95.0 limit,Denominator\n"
)


def test_is_a_sex_that_life_expectancy_is_not_given_for_named(tmp_path, catalogue):
    source = catalogue.sources["ohid-life-expectancy-deciles"]
    row = f"E06000032,Male,,{source.options['period']},,78.1,77.5,78.7,1000\n"
    path = csv(tmp_path, LIFE + row)
    with pytest.raises(SourceError, match="column 'Sex' has no rows of 'Female'"):
        ohid.read(path, ["Female/value"], source)
    with pytest.raises(SourceError, match="column 'Sex' has no tenths of 'Male'"):
        ohid.tenths(path, "Male", source)
