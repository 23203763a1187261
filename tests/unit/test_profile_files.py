"""Are a profile's files for work whole: numbers as the model has them, text inert, bytes stable?"""

import csv
import io
import json
import re
from dataclasses import replace
from datetime import date
from zipfile import ZipFile

import pytest
from shapely.geometry import shape

from het_geo.atlas.atlas import Atlas
from het_geo.geography import Level
from het_geo.profiles.profile import profile_of
from het_geo.render import files
from het_geo.render.profile_data import to_csv, to_geojson
from het_geo.render.word.walk import to_docx
from het_geo.render.workbook import to_xlsx
from tests.sampled import some
from tests.unit.documents import profile_and_pack
from tests.unit.office import NASTY, read_book, read_word, renamed, sheet_rows, without_figures

TODAY = date(2026, 3, 21)
DALLOW = "E05014741"


@pytest.fixture(scope="module")
def dallow(atlas):
    return profile_of(atlas, [DALLOW], TODAY)


@pytest.fixture(scope="module")
def three(atlas):
    small = atlas.pack.codes(Level.LSOA)
    return profile_of(atlas, [small[0], small[30], small[90]], TODAY)


@pytest.fixture(scope="module")
def nothing(luton):
    return profile_of(Atlas(without_figures(luton)), [DALLOW], TODAY)


@pytest.fixture(scope="module")
def nasty(dallow):
    turns = iter(range(10**6))
    return renamed(dallow, lambda text: NASTY[next(turns) % len(NASTY)] + text)


def near(value):
    """Return a number as a spreadsheet keeps it, with 16 digits; ``None`` stays."""
    return None if value is None else pytest.approx(value, rel=1e-15)


def test_does_the_workbook_hold_the_models_numbers_of_every_ward(atlas):
    for code in some(atlas.pack.codes(Level.WARD), 4, "the workbook of every ward"):
        profile = profile_of(atlas, [code], TODAY)
        rows = sheet_rows(read_book(to_xlsx(profile)), "Values")
        assert [row["Indicator id"] for row in rows] == [row.id for row in profile.rows]
        for row, found in zip(profile.rows, rows):
            own = found[profile.subject.label]
            told = (own, found["Lower 95% limit"], found["Upper 95% limit"])
            assert told == (row.value, row.lower, row.upper)
            assert (found["Numerator"], found["Denominator"]) == (row.numerator, row.denominator)
            for beside in row.benchmarks:
                assert found[beside.name] == beside.value
                apart = beside.apart  # of the numbers as the sheet shows them
                assert found[f"Less {beside.name}"] == near(apart and apart.difference)
                assert found[f"Times {beside.name}"] == near(apart and apart.ratio)
                assert found[f"Against {beside.name}"] == beside.verdict
            assert found["Rank from"] == (row.rank.lower if row.rank else None)


def test_has_the_workbook_a_sheet_for_each_kind_of_thing(dallow):
    book = read_book(to_xlsx(dallow))
    assert book.sheetnames == [
        "Values", "Neighbourhoods inside", "Neighbourhoods apart", "People", "Gaps", "Notes",
        "Sources",
    ]  # fmt: skip
    for page in book:
        assert page.freeze_panes
        assert page.auto_filter.ref == page.dimensions
    assert len(sheet_rows(book, "Gaps")) == len(dallow.gaps)
    urls = [row["Address"] for row in sheet_rows(book, "Sources")]
    assert urls == [source.url for source in dallow.sources]
    said = [row["Text"] for row in sheet_rows(book, "Notes")]
    assert {line.sentence for line in dallow.headlines} <= set(said)
    inside = sheet_rows(book, "Neighbourhoods inside")
    assert [row["Code"] for row in inside] == [row.area.code for row in dallow.inside[0].rows]


def test_has_a_district_s_workbook_its_tenths_as_the_pack_has_them():
    profile, pack = profile_and_pack("district")
    rows = sheet_rows(read_book(to_xlsx(profile)), "Tenths by deprivation")
    assert len(rows) == 2 * 10  # women and men, ten tenths each
    held = pack.tenths.set_index(["area_code", "indicator", "tenth"])
    for row in rows:
        name = next(t.indicator for t in profile.tenths if t.label == row["Indicator"])
        tenth = row["Tenth of neighbourhoods (1: most deprived)"]
        own, england = (held.loc[(code, name, tenth)] for code in (pack.district, "E92000001"))
        found = [row[key] for key in ("Value", "Lower", "Upper", "People")]
        assert found == [own[key] for key in ("value", "lower", "upper", "people")]
        assert row["England’s tenth"] == england["value"]


def test_are_numbers_shown_with_their_indicators_decimals(dallow):
    page = read_book(to_xlsx(dallow))["Values"]
    heading = [cell.value for cell in page[1]]
    cell = page.cell(2, heading.index(dallow.subject.label) + 1)
    decimals = dallow.rows[0].decimals
    assert cell.number_format == "#,##0" + ("." + "0" * decimals if decimals else "")


def test_is_nothing_in_the_workbook_or_csv_run_as_a_formula(nasty):
    cells = [cell for page in read_book(to_xlsx(nasty)) for row in page for cell in row]
    assert not [cell for cell in cells if cell.data_type in ("f", "e")]
    texts = [cell.value for cell in cells if isinstance(cell.value, str)]
    texts += [cell for row in csv.reader(io.StringIO(to_csv(nasty))) for cell in row]
    starts = [t for t in texts if t.startswith(("=", "+", "@", "\t", "\r"))]
    assert starts == []
    # A number may be below 0 in a CSV; a text that begins so may not.
    assert [t for t in texts if t.startswith("-") and not re.fullmatch(r"-[\d.e-]+", t)] == []
    assert any(t.startswith("'=1+1") for t in texts)


@pytest.fixture(params=["ward", "set", "nothing", "nasty"])
def any_profile(request, dallow, three, nothing, nasty):
    return {"ward": dallow, "set": three, "nothing": nothing, "nasty": nasty}[request.param]


@pytest.mark.in_turn
def test_are_the_same_profiles_files_the_same_bytes(any_profile, luton):
    for name in ("docx", "xlsx", "csv", "geojson"):
        make = files.FORMATS[name].make
        assert make(any_profile, luton) == make(any_profile, luton)


def test_do_the_parts_of_packages_bear_the_profiles_day(dallow, luton):
    for data in (to_docx(dallow, luton), to_xlsx(dallow)):
        with ZipFile(io.BytesIO(data)) as package:
            assert {info.date_time for info in package.infolist()} == {(2026, 3, 21, 0, 0, 0)}
            assert b"2026-03-21T00:00:00Z" in package.read("docProps/core.xml")


def test_does_a_document_of_nothing_known_say_so(nothing, luton):
    assert nothing.rows == ()
    text = "\n".join(p.text for p in read_word(to_docx(nothing, luton)).paragraphs)
    assert text.count("No figure is known here.") == 1
    book = read_book(to_xlsx(nothing))
    assert sheet_rows(book, "Values") == []
    assert to_csv(nothing).count("\n") == 1
    subject = json.loads(to_geojson(nothing, luton))["features"][0]["properties"]
    assert subject["people"] is None


def test_does_the_csv_hold_the_models_numbers_to_nine_digits(dallow, three):
    for profile in (dallow, three):
        rows = list(csv.DictReader(io.StringIO(to_csv(profile))))
        assert [row["indicator"] for row in rows] == [row.id for row in profile.rows]
        for row, found in zip(profile.rows, rows):
            assert float(found["value"]) == pytest.approx(row.value, rel=1e-8)
            assert found["lower"] == ("" if row.lower is None else f"{row.lower:.9g}")
            assert found["area_code"] == profile.subject.id
            assert found["attribution"]


def test_are_csv_columns_the_same_for_every_kind_of_area(atlas, dallow, nothing):
    district = profile_of(atlas, [atlas.pack.district], TODAY)
    heads = {to_csv(p).split("\n")[0] for p in (dallow, nothing, district)}
    assert len(heads) == 1


def test_is_geojson_the_area_then_those_inside(dallow, luton):
    found = json.loads(to_geojson(dallow, luton))
    assert found["attribution"]
    subject, *inside = found["features"]
    assert subject["geometry"] == luton.shapes[Level.WARD][DALLOW]["geometry"]
    row = next(row for row in dallow.rows if row.id == "overcrowding")
    told = subject["properties"]
    assert (told["overcrowding_pct"], told["overcrowding_pct_lower"]) == (row.value, row.lower)
    assert told["overcrowding_against_england"] == "worse"
    assert [one["id"] for one in inside] == [row.area.code for row in dallow.inside[0].rows]
    first = dallow.inside[0]
    at = [c.indicator for c in first.columns].index("overcrowding")
    values = [one["properties"]["overcrowding_pct"] for one in inside]
    assert values == [row.cells[at].value for row in first.rows]


def test_is_a_set_one_feature_of_the_area_of_its_members(three, luton):
    subject = json.loads(to_geojson(three, luton))["features"][0]
    members = [luton.shapes[Level.LSOA][code]["geometry"] for code in three.subject.codes]
    assert len(members) == 3
    area = shape(subject["geometry"]).area
    assert area == pytest.approx(sum(shape(one).area for one in members))
    assert shape(subject["geometry"]).is_valid


def test_do_the_longest_names_leave_whole_files(dallow, luton):
    long = renamed(dallow, lambda text: f"{text} {'Llanfair' * 40}")
    assert read_word(to_docx(long, luton)).tables
    assert sheet_rows(read_book(to_xlsx(long)), "Values")


def test_does_a_made_up_profile_of_another_day_bear_it(dallow):
    other = replace(dallow, made=date(2026, 3, 22))
    assert to_xlsx(other) != to_xlsx(dallow)
