"""Each publisher's format, made up: fetched by the real record, read by the project's reader."""

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from het_geo.catalogue.records import Catalogue
from het_geo.fetch.records import Fetch, read_fetches, read_leads
from het_geo.sources import ons
from tests.publisher import Answer, serve
from tests.unit.test_fetch_files import TABLE, booked
from tests.unit.test_fetch_pages import Layer
from tests.unit.test_fetch_records import FILE
from tests.unit.test_fetch_run import (
    ARCGIS,
    DEFRA,
    GITHUB,
    GOV,
    NOMIS,
    POLICE,
    TENURE,
    TS054,
    Bench,
    census,
    street,
    zipped,
)  # fmt: skip


@pytest.fixture
def bench(catalogue: Catalogue, tmp_path: Path) -> Iterator[Bench]:
    with serve() as publisher:
        bench = Bench(publisher, catalogue, read_fetches(FILE, catalogue), tmp_path)
        bench.web.leads = read_leads(FILE)
        yield bench


def test_is_a_bulk_file_of_nomis_fetched_for_its_reader(bench: Bench) -> None:
    bench.publisher.routes[TS054] = census("ts054", TENURE, "2021 A E01000001 281")
    found = bench.read("census2021-ts054", TENURE[-1])
    assert found.loc["E01000001"].tolist() == [281.0]
    assert bench.files() == ["census2021/ts054_lsoa21.csv.gz"]


def test_are_the_columns_of_a_bulk_file_made_rows_for_its_reader(bench: Bench) -> None:
    table = bench.records["census2021-ts052"].table
    assert table is not None
    path = f"/{NOMIS}/output/census/2021/census2021-ts052.zip"
    bench.publisher.routes[path] = census("ts052", table.theirs, "E01000001 840 136 223 455 24 2")
    found = bench.read("census2021-ts052", "-1 (overcrowded)", "total_households")
    assert found.loc["E01000001"].tolist() == [24.0, 840.0]


def test_are_students_added_to_the_employed_as_in_the_copy(bench: Bench) -> None:
    table = bench.records["census2021-ts066-5groups"].table
    assert table is not None
    path = f"/{NOMIS}/output/census/2021/census2021-ts066.zip"
    row = "E01000001 860 5 37 1 76 305 40 20 7"
    bench.publisher.routes[path] = census("ts066", table.theirs, row)
    found = bench.read("census2021-ts066-5groups", "Employed", "Unemployed", "Other inactive")
    assert found.loc["E01000001"].tolist() == [860 + 5, 37 + 1, 40 + 20 + 7]


def test_are_twelve_months_of_claimants_added_up_for_each_year(bench: Bench) -> None:
    def year(query: dict[str, str]) -> Answer:
        months = query["date"].split(",")
        rows = [f"E01000001,A,{10 if month.startswith('2022') else 5},12" for month in months]
        header = "GEOGRAPHY_CODE,GEOGRAPHY_NAME,OBS_VALUE,RECORD_COUNT"
        start = int(query["recordoffset"])
        return Answer("\n".join([header, *rows[start : start + 5]]).encode())

    bench.publisher.routes[f"/{NOMIS}/api/v01/dataset/NM_162_1.data.csv"] = year
    found = bench.read("nomis-claimant-count-annual", "claimant_count")["claimant_count"]
    assert found["E01000001"].to_dict() == {str(y): 5.0 for y in range(2013, 2022)} | {"2022": 10.0}


def test_are_the_crimes_of_luton_counted_from_two_archives(bench: Bench) -> None:
    luton, drugs = "E01015693,Luton 007A", ",2025-01,E01015693,Luton 007A,Drugs"
    bench.publisher.routes[f"/{POLICE}/data/archive/2022-12.zip"] = zipped(
        **{"2022-12/2022-12-bedfordshire-street.csv": street(f"a,2022-12,{luton},Drugs")}
    )
    bench.publisher.routes[f"/{POLICE}/data/archive/2025-12.zip"] = zipped(
        **{
            "2025-01/2025-01-bedfordshire-street.csv": street(
                f"b{drugs}", f"c{drugs}", "d,2025-01,,,Drugs"
            )
        }
    )
    found = bench.read("police-street-crime", "Drugs")["Drugs"]
    known = found["E01015693"].dropna()  # what lies between the two is not sent, never 0
    assert known.to_dict() == {"2022-12": 1.0, "2025-01": 2.0}


def test_is_a_month_in_two_archives_refused(bench: Bench) -> None:
    same = zipped(
        **{"2022-12-bedfordshire-street.csv": street("a,2022-12,E01015693,Luton 1,Drugs")}
    )
    for edition in ("2022-12", "2025-12"):
        bench.publisher.routes[f"/{POLICE}/data/archive/{edition}.zip"] = same
    (outcome,) = bench.fetch("police-street-crime")
    assert "'2022-12-bedfordshire-street.csv' stands in an earlier archive" in outcome.message


def test_are_six_grids_of_defra_put_together(bench: Bench) -> None:
    for url in bench.records["defra-pcm"].urls:
        name = urlsplit(url).path.rsplit("/", 1)[-1]
        rows = (
            "1,500500,220500,9.5\r\n2,999500,220500,1.5\r\n"  # the second lies outside the window
        )
        notes = f"x,,,\r\n2023,,,\r\nannual mean,,,\r\nug m-3,,,\r\n,,,\r\ngridcode,x,y,{name}\r\n"
        bench.publisher.routes[f"/{DEFRA}/datastore/pcm/{name}"] = Answer((notes + rows).encode())
    found = bench.read("defra-pcm", "NO2", "PM2.5")
    assert list(found.index) == [("500500 220500", year) for year in ("2018", "2021", "2023")]
    assert (found == 9.5).all(axis=None)


def test_is_air_of_three_years_cut_to_england_and_to_what_is_read(bench: Bench) -> None:
    (url,) = bench.records["foe-air-quality"].urls
    header = '"","lsoa11","msoa11_name","no2_202123_conc","pm25_202123_conc","schools_all"'
    rows = '"1","E01000001","City",34.03,10.47,1\n"2","W01000001","Wales",5,4,0'
    bench.publisher.routes[f"/{GITHUB}{urlsplit(url).path}"] = Answer(f"{header}\n{rows}".encode())
    found = bench.read("foe-air-quality", "no2_202123_conc", "pm25_202123_conc")
    assert list(found.index.get_level_values(0)) == ["E01000001"]
    assert found.iloc[0].tolist() == [34.03, 10.47]


def test_are_workbooks_of_twelve_years_found_on_their_pages(bench: Bench, tmp_path: Path) -> None:
    table = [[*TABLE[0][:2], "LA Code", "LA Name", "Region", *TABLE[0][2:]]]
    table[0].append("Proportion of households fuel poor (%)")
    table.append(["E01000001", "A", "E06", "B", "C", 710, 59, 8.3])
    book = booked(tmp_path / "made-up.xlsx", Contents=[["Notes"]], T3=[["Table 3"], [], *table])
    files = "assets.publishing.service.gov.uk"
    bench.web.hosts = {**bench.web.hosts, files: f"{bench.publisher.base}/{files}"}
    bench.publisher.routes[f"/{files}/media/made-up.xlsx"] = Answer(book.read_bytes())
    page = {"details": {"attachments": [{"url": f"https://{files}/media/made-up.xlsx"}]}}
    for url in bench.records["desnz-fuel-poverty"].urls:
        path = urlsplit(url).path
        bench.publisher.routes[f"/{GOV}{path}"] = Answer(json.dumps(page).encode())
    found = bench.read("desnz-fuel-poverty", "Number of households in fuel poverty")
    assert list(found.index) == [("E01000001", str(year)) for year in range(2011, 2023)]


def test_are_tables_of_explore_local_statistics_stacked_into_parquet(bench: Bench) -> None:
    header = "areacd,areanm,geography,indicator,period,observation,measure,unit,lci_95,uci_95"
    row = "E06000032,Luton,UA,Cigarette smokers,2022-01-01/P1Y,14.5,Percentage,%,,19.9"
    for url in bench.records["ons-els-district"].urls:
        path = urlsplit(url).path
        bench.publisher.routes[f"/{GITHUB}{path}"] = Answer(f"{header}\n{row}\n".encode())
    name = "cigarette-smokers/Cigarette smokers"
    found = bench.read("ons-els-district", f"{name}/value", f"{name}/lower", f"{name}/upper")
    assert found.loc[("E06000032", "2022-01-01/P1Y")].round(3).tolist()[::2] == [0.145, 0.199]
    assert found[f"{name}/lower"].isna().all()


def arcgis(bench: Bench, name: str, rows: list[dict[str, str]], *, shapes: bool = False) -> None:
    """Serve a layer whose records hold these columns."""

    def query(asked: dict[str, str]) -> Answer:
        if asked.get("returnCountOnly"):
            return Layer.answer({"count": len(rows)})
        found = [Layer.shape("E01000001") | {"properties": r, "attributes": r} for r in rows]
        return Layer.answer({"type": "FeatureCollection", "features": found})

    path = f"/{ARCGIS}/ESMARspQHYMw9BZ9/arcgis/rest/services/{name}/FeatureServer/0/query"
    bench.publisher.routes[path] = query


LOOKUP = {
    "LSOA21CD": "E01015693", "LSOA21NM": "Luton 007A", "WD24CD": "E05014735", "WD24NM": "Barnfield",
    "LAD24CD": "E06000032", "LAD24NM": "Luton",
}  # fmt: skip


def test_are_boundaries_fetched_with_their_region_and_the_lookup_with_our_names(
    bench: Bench,
) -> None:
    layer = "Lower_layer_Super_Output_Areas_December_2021_Boundaries_EW_BGC_V5"
    arcgis(bench, layer, [{"LSOA21CD": "E01015693", "LSOA21NM": "Luton 007A"}])
    arcgis(bench, "LSOA21_WD24_LAD24_EW_LU", [LOOKUP])
    arcgis(bench, "LSOA11_LSOA21_LAD22_EW_LU_v5", [LOOKUP | {"LAD22CD": "E06000032"}])
    arcgis(bench, "LAD22_RGN22_EN_LU", [{"LAD22CD": "E06000032", "RGN22CD": "E12000006"}])
    shapes, lookup = bench.fetch("ons-lsoa21-boundaries", "ons-lsoa21-ward24-lookup")
    assert ons.shapes(shapes.path, "LSOA21CD", "LSOA21NM").crs == "EPSG:4326"
    region = ons.attributes(shapes.path, "LSOA21CD", ["RGNCD"])["RGNCD"]
    assert region.to_dict() == {"E01015693": "E12000006"}
    names = ons.names_lookup(lookup.path)
    assert names.loc["E01015693"].tolist() == ["Luton 007A", "E06000032", "Luton"]


def test_is_a_table_of_fingertips_fetched_as_csv(bench: Bench) -> None:
    record = Fetch(
        "geods-ahah-v4", "fingertips", ("https://fingertips.phe.org.uk/api/all_data/csv",),
        parameters={"indicator_ids": "90366", "child_area_type_id": "501"},
    )  # fmt: skip
    bench.records = bench.records | {record.id: record}
    source = replace(bench.catalogue.sources[record.id], file="district/fingertips.csv")
    bench.catalogue = replace(bench.catalogue, sources={record.id: source})
    bench.web, _ = bench.publisher.web("fingertips.phe.org.uk")
    text = b"Indicator ID,Area Code,Value\n90366,E06000032,78.4\n"
    bench.publisher.routes["/fingertips.phe.org.uk/api/all_data/csv"] = Answer(text)
    (outcome,) = bench.fetch(record.id)
    assert outcome.path.read_bytes() == text
    assert bench.publisher.asked[0][1]["indicator_ids"] == "90366"
