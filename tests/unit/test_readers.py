"""Does each publisher's reader know its traps? (All data here are made up, in the real formats.)"""

from dataclasses import replace

import pandas as pd
import pytest

from het_geo.errors import SourceError
from het_geo.sources import defra, dwp, els, lait, mhclg, nomis, voa
from tests.unit.made_up import csv


def parquet(folder, rows, columns):
    path = folder / "made-up.parquet"
    pd.DataFrame(rows, columns=columns).to_parquet(path)
    return path


def test_is_a_claimant_count_the_mean_of_twelve_months(tmp_path, catalogue):
    path = csv(tmp_path, "year,area_code,claimant_count\n2021,E01000001,120\n2022,E01000001,60\n")
    table = nomis.claimants(
        path, ["claimant_count"], catalogue.sources["nomis-claimant-count-annual"]
    )
    assert table.at("2022").values["claimant_count"].tolist() == [60 / 12]


def test_is_voa_s_1_a_withheld_count_and_10_a_count(tmp_path, catalogue):
    path = csv(tmp_path, "AREA_CODE,BP_PRE_1900\nE01000001,1\nE01000002,10\nE01000003,0\n")
    table = voa.read(path, ["BP_PRE_1900"], catalogue.sources["voa-build-period"])
    assert table.suppressed["BP_PRE_1900"].tolist() == [True, False, False]
    assert table.values["BP_PRE_1900"].tolist()[1:] == [10.0, 0.0]


def test_is_a_blank_count_of_the_indices_withheld_and_a_blank_rate_missing(tmp_path, catalogue):
    source = catalogue.sources["iod2025-indicators"]
    count, rate = source.withheld.columns[0], "entry_to_higher_education_indicator"
    header = ",".join(["lsoa21_code", *source.withheld.columns, rate])
    path = csv(tmp_path, f"{header}\nE01000001,10,10,10,10,0.5\nE01000002,,10,10,10,\n")
    table = mhclg.read(path, [count, rate], source)
    assert table.suppressed[count].tolist() == [False, True]
    assert not table.suppressed[rate].any()
    assert table.values.loc["E01000002"].isna().all()


def test_are_dwp_s_marks_behind_a_period_taken_off(tmp_path, catalogue):
    text = "msoa_name,msoa11_code,August 2015,December 2022 (r)\nLuton 001,E02003258,..,12\n"
    path = csv(tmp_path, text)
    table = dwp.read(path, ["households"], catalogue.sources["dwp-universal-credit"])
    assert table.at("December 2022").values["households"].tolist() == [12.0]
    assert table.at("August 2015").values["households"].isna().all()  # withheld, never 0
    assert table.at("August 2015").suppressed["households"].all()


ELS = ["dataset", "areacd", "indicator", "period", "observation", "unit", "lci_95", "uci_95"]


def els_file(folder, unit="%", ratio="%", extra=()):
    rows = [
        ("employment-rate", "E06000032", "Employment rate", "2023-01-01/P1Y", "70.5", unit, "66.3",
         "74.7"),
        ("housing-affordability-ratio", "E08000038", "Ratio", "2025-04-01", "9.07", ratio, None,
         None),
        ("employment-rate", "E08000039", "Employment rate", "2023-01-01/P1Y", "71", unit, None,
         None),
        *extra,
    ]  # fmt: skip
    return parquet(folder, rows, ELS)


RATE = [f"employment-rate/Employment rate/{part}" for part in ("value", "lower", "upper")]
RATIO = ["housing-affordability-ratio/Ratio/value"]


def test_does_the_unit_on_the_row_turn_percentages_into_fractions(tmp_path, catalogue):
    source = catalogue.sources["ons-els-district"]
    table = els.read(els_file(tmp_path), [*RATE, *RATIO], source)
    row = table.at("2023-01-01/P1Y").values.loc["E06000032", RATE]
    assert row.tolist() == pytest.approx([0.705, 0.663, 0.747])
    # the ratio's unit is wrong upstream: corrected, so 9.07 stays 9.07; and Barnsley's old code
    assert table.at("2025-04-01").values.loc["E08000016", RATIO[0]] == 9.07


def test_does_a_correction_fail_once_the_publisher_has_mended_it(tmp_path, catalogue):
    source = catalogue.sources["ons-els-district"]
    with pytest.raises(SourceError, match="expects the unit '%', but the publisher now says 'rat"):
        els.read(els_file(tmp_path, ratio="ratio"), [*RATE, *RATIO], source)
    options = {**source.options, "code:E08000040": "E08000001"}
    with pytest.raises(SourceError, match="the correction of the code E08000040 expects rows"):
        els.read(els_file(tmp_path), [*RATE, *RATIO], replace(source, options=options))


def test_is_the_united_kingdom_read_beside_english_areas_and_no_other_nation(tmp_path, catalogue):
    more = [
        ("employment-rate", code, "Employment rate", "2023-01-01/P1Y", "75", "%", None, None)
        for code in ("K02000001", "K03000001", "W92000004")
    ]
    path = els_file(tmp_path, extra=more)
    table = els.read(path, [*RATE, *RATIO], catalogue.sources["ons-els-district"])
    codes = set(table.at("2023-01-01/P1Y").values.index)
    assert codes & {code for _, code, *_ in more} == {"K02000001"}


@pytest.mark.parametrize(
    ("extra", "fails"),
    [
        (["E67000002"], False),  # one figure for Cornwall and Scilly together, none of their own
        ([], True),  # no joint figure any more
        (["E67000002", "E06000052"], True),  # Cornwall has one of its own
    ],
)
def test_does_the_note_of_joint_districts_fail_once_it_is_no_longer_so(
    tmp_path, catalogue, extra, fails
):
    source = catalogue.sources["ons-els-district"]
    key = "joint:employment-rate/E67000002"
    options = {**source.options, key: "E06000052, E06000053"}
    rows = [
        ("employment-rate", code, "Employment rate", "2023-01-01/P1Y", "75", "%", None, None)
        for code in extra
    ]
    source, path = replace(source, options=options), els_file(tmp_path, extra=rows)
    if fails:
        with pytest.raises(SourceError, match=f"Remove '{key}' from the source record"):
            els.read(path, [*RATE, *RATIO], source)
    else:
        els.read(path, [*RATE, *RATIO], source)
    joint = els.together(source, RATE[0])
    assert joint == {"E67000002": ["E06000052", "E06000053"]}
    assert els.together(source, RATIO[0]) == {}


def test_is_a_series_with_two_units_or_two_rows_for_one_area_refused(tmp_path, catalogue):
    source = catalogue.sources["ons-els-district"]
    other = ("employment-rate", "E06000055", "Employment rate", "2023-01-01/P1Y", "1", "£", "", "")
    with pytest.raises(SourceError, match="column 'unit' of 'employment-rate' holds"):
        els.read(els_file(tmp_path, extra=[other]), [*RATE, *RATIO], source)
    again = ("employment-rate", "E06000032", "Employment rate", "2023-01-01/P1Y", "1", "%", "", "")
    with pytest.raises(SourceError, match="E06000032 stands twice in 2023"):
        els.read(els_file(tmp_path, extra=[again]), [*RATE, *RATIO], source)


def test_are_lait_s_percentages_fractions_and_its_dash_missing(tmp_path, catalogue):
    rows = [
        ("FSP_NEW_GOODDEV", "2025", "Bedford Borough", "64"),
        ("FSP_NEW_GOODDEV", "2024 (Rev)", "Bedford Borough", "-"),
        ("AVG_Attain8_Score", "2025", "England", "46"),
    ]
    path = parquet(tmp_path, rows, ["Short Desc", "Years", "LA and Regions", "Values"])
    table = lait.read(path, ["FSP_NEW_GOODDEV", "AVG_Attain8_Score"], catalogue.sources["dfe-lait"])
    assert table.at("2025").values.loc["Bedford", "FSP_NEW_GOODDEV"] == 0.64
    assert table.at("2025").values.loc["E92000001", "AVG_Attain8_Score"] == 46
    assert pd.isna(table.at("2024").values.loc["Bedford", "FSP_NEW_GOODDEV"])


CHINESE = "FSP_Gooddev_Chinese"
ELSEWHERE = [
    ("FSP_NEW_GOODDEV", "2021", "England", "-"),
    ("FSP_NEW_GOODDEV", "2022", "England", "65"),
]


def test_are_lait_s_figures_of_a_year_without_assessments_those_of_the_next(tmp_path, catalogue):
    rows = [*ELSEWHERE, (CHINESE, "2020", "England", "-"), (CHINESE, "2021", "England", "75")]
    path = parquet(tmp_path, rows, ["Short Desc", "Years", "LA and Regions", "Values"])
    table = lait.read(path, [CHINESE, "FSP_NEW_GOODDEV"], catalogue.sources["dfe-lait"])
    assert table.at("2022").values.loc["E92000001"].tolist() == [0.75, 0.65]
    assert table.at("2021").values.loc["E92000001"].isna().all()


@pytest.mark.parametrize(
    "mended",
    [
        [(CHINESE, "2021", "England", "-"), (CHINESE, "2022", "England", "75")],
        [(CHINESE, "2021", "England", "75"), (CHINESE, "2022", "England", "76")],
        [(CHINESE, "2023", "England", "76")],
    ],
)
def test_does_that_correction_fail_once_the_department_has_mended_it(tmp_path, catalogue, mended):
    path = parquet(tmp_path, mended, ["Short Desc", "Years", "LA and Regions", "Values"])
    with pytest.raises(SourceError, match=f"Remove 'period:{CHINESE}' from the source record"):
        lait.read(path, [CHINESE], catalogue.sources["dfe-lait"])


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ("NO2,2018,1,1500,1500,9,mg/m3", "row 2, column 'unit': 'mg/m3', expected 'ug/m3'"),
        ("NO2,2018,1,1500,1500,high,ug/m3", "row 2, column 'value': 'high' is not a number"),
        ("PM10,2018,1,1500,1500,9,ug/m3", "column 'pollutant' has no rows for 'NO2'"),
    ],
)
def test_is_a_wrong_air_quality_row_refused(tmp_path, catalogue, row, message):
    path = csv(tmp_path, f"pollutant,year,gridcode,x,y,value,unit\n{row}\n")
    with pytest.raises(SourceError, match=message):
        defra.read(path, ["NO2"], catalogue.sources["defra-pcm"])
