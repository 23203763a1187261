"""Is a figure the same fact in every file: the counts give the value, and no cell is blank unsaid?

Files are read back as people's programs read them: the law is of what is written.
"""

import csv
import io
import json
import math
import re
from functools import cache

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from het_geo.atlas.reading import indicator_view
from het_geo.atlas.record import PUBLISHED
from het_geo.atlas.resolve import resolve
from het_geo.document.table import Table
from het_geo.figures import DIGITS, kept
from het_geo.geography import Level
from het_geo.pack.load import BESIDE
from het_geo.profiles.layout import document_of
from het_geo.render.plain import inert, marked
from het_geo.render.profile_data import to_csv as profile_csv
from het_geo.render.screen_table import NOTE, screen_table
from het_geo.render.sheet import REASONS
from het_geo.render.table import to_csv, to_geojson
from het_geo.render.workbook import to_xlsx
from tests.conftest import ROOT
from tests.unit.documents import KINDS, pack, profile_and_pack
from tests.unit.office import read_book, sheet_rows

LEVELS = ("lsoa", "ward", "msoa", "district")
OWN = re.compile("publisher’s own|capped|a count|counts$|no value")


def half_of_last(value):
    """Return half a unit of the last of nine digits, with room for a float's own error."""
    place = math.floor(math.log10(abs(value))) - (DIGITS - 1) if value else -DIGITS
    return 0.5 * 10.0**place * (1 + 1e-6)


def divides(row, value="value"):
    """Return whether a row's counts give its value to the last digit written."""
    top, bottom, times = (float(row[k]) for k in ("numerator", "denominator", "multiplier"))
    written = float(row[value])
    return abs(top / bottom * times - written) <= half_of_last(written)


@cache
def newest_views():
    """Return every indicator at every level at its newest period."""
    luton, found = pack(), []
    for indicator in luton.catalogue.indicators.values():
        for level in LEVELS:
            if level not in indicator.levels or indicator.id not in luton.periods_held:
                continue
            choice, notices = resolve(luton, {"indicator": indicator.id, "level": level})
            assert notices == []
            found.append(indicator_view(luton, choice))
    return found


def csv_rows(text):
    return list(csv.DictReader(io.StringIO(text)))


def test_do_the_counts_of_every_row_of_the_pack_give_its_value(catalogue):
    checked = 0
    for path in sorted((ROOT / "data" / "luton").glob("*.csv")):
        if path.name in ("areas.csv", *BESIDE):
            continue
        for row in csv_rows(path.read_text(encoding="utf-8")):
            indicator = catalogue.indicators[row["indicator"]]
            made = indicator.value is None and row["status"] != "capped"
            if made and row["value"] and row["numerator"]:
                row["multiplier"] = catalogue.unit_of(indicator).times
                assert divides(row), (path.name, row)
                checked += 1
    assert checked > 30_000


def unsaid(row, why="why_blank"):
    """Return the empty cells of a row that its reasons do not name."""
    named = re.findall(r"[a-z0-9_]+(?=[,:])", row[why])
    return [name for name, cell in row.items() if cell in ("", None) and name not in (*named, why)]


@pytest.mark.in_turn
def test_do_the_counts_of_every_row_of_a_csv_give_its_value_and_does_every_empty_cell_say_why():
    checked = 0
    for view in newest_views():
        value = f"value{view.unit.suffix}"
        for row in csv_rows(to_csv(pack(), view)):
            assert unsaid(row) == [], row
            if OWN.search(row["value_is"]):
                continue
            assert row["value_is"].startswith("numerator ÷ denominator × "), row
            if row["numerator"]:
                assert divides(row, value), row
                checked += 1
    assert checked > 5_000


@pytest.mark.sampled(2)
@pytest.mark.parametrize("kind", KINDS)
def test_do_the_counts_of_every_row_of_a_profile_give_its_value(kind):
    for row in csv_rows(profile_csv(profile_and_pack(kind)[0])):
        assert unsaid(row) == [], row
        if not OWN.search(row["value_is"]) and row["numerator"]:
            assert divides(row), row
        if row["england_difference"]:
            less = float(row["value"]) - float(row["england_value"])
            assert abs(float(row["england_difference"]) - less) <= half_of_last(less), row


def test_is_a_published_rate_that_its_counts_do_not_give_said_to_be_the_publishers():
    view = next(v for v in newest_views() if v.indicator.id == "employment_deprivation")
    rows = csv_rows(to_csv(pack(), view))
    assert {row["value_is"] for row in rows} == {PUBLISHED}
    assert not all(divides(row, "value_pct") for row in rows)


def test_does_every_row_bear_its_ward_msoa_and_district_and_what_is_counted():
    # Luton 007A lies in Barnfield ward (best fit) and in the MSOA Luton 007.
    view = next(v for v in newest_views() if v.indicator.id == "overcrowding" and v.level == "lsoa")
    row = csv_rows(to_csv(pack(), view))[0]
    told = [row[k] for k in ("area_code", "ward_code", "ward", "msoa_code", "msoa", "district")]
    assert told == [
        "E01015693", "E05014735", "Barnfield ward", "E02003264", "Barnfield (Luton 007)", "Luton",
    ]  # fmt: skip
    counted = (row["numerator_counts"], row["denominator_counts"])
    assert counted == ("households with too few bedrooms", "households")
    feature = json.loads(to_geojson(pack(), view))["features"][0]["properties"]
    assert [feature[k] for k in row if k in feature] == [
        feature[k] if isinstance(feature[k], float) else row[k] or None for k in row
    ]


def test_are_columns_named_alike_in_the_files_of_views_and_of_profiles():
    view = next(v for v in newest_views() if v.indicator.id == "overcrowding")
    shown = {k.replace("_pct", "") for k in csv_rows(to_csv(pack(), view))[0]}
    profile = set(csv_rows(profile_csv(profile_and_pack("ward")[0]))[0])
    own = {"against_england", "luton", "east_of_england", "england"}  # one benchmark, one indicator
    assert shown - profile == own


@pytest.mark.sampled(2)
@pytest.mark.parametrize("kind", KINDS)
def test_does_the_workbook_say_why_every_empty_cell_is_empty(kind):
    book = read_book(to_xlsx(profile_and_pack(kind)[0]))
    for page in book:
        for row in sheet_rows(book, page.title):
            empty = [name for name, cell in row.items() if cell is None]
            asked = [name for name, cell in row.items() if cell == "not compared"]
            assert all(name in row[REASONS] for name in empty + asked), (page.title, row)


def shown(cell):
    """Return a number as the spreadsheet shows it."""
    decimals = len(cell.number_format.partition(".")[2])
    return round(float(f"{cell.value:.9g}") + math.copysign(1e-9, cell.value), decimals), decimals


@pytest.mark.sampled(1)
@pytest.mark.parametrize("kind", ["ward", "neighbourhood", "set in three wards"])
def test_are_the_numbers_a_spreadsheet_shows_one_fact_too(kind):
    profile, _ = profile_and_pack(kind)
    page = read_book(to_xlsx(profile))["Values"]
    heads = [cell.value for cell in page[1]]
    checked = 0
    for cells in page.iter_rows(min_row=2):
        row = dict(zip(heads, cells, strict=True))
        value, decimals = shown(row[profile.subject.label])
        half = 0.5 * 10.0**-decimals + 1e-9
        if row["Numerator"].value is not None and not OWN.search(row["The value is"].value):
            top, bottom = shown(row["Numerator"])[0], shown(row["Denominator"])[0]
            assert abs(top / bottom * row["Multiplier"].value - value) <= half, row
            checked += 1
        for name in ("Luton", "East of England", "England"):
            if row[f"Less {name}"].value is not None:
                there = shown(row[name])[0]
                assert shown(row[f"Less {name}"])[0] == pytest.approx(value - there, abs=1e-9)
            if row[f"Times {name}"].value is not None:
                assert row[f"Times {name}"].value == pytest.approx(value / there, rel=1e-8)
    assert checked > 30


@pytest.mark.parametrize("kind", KINDS)
def test_has_no_table_of_a_document_a_cell_that_says_nothing(kind):
    document = document_of(*profile_and_pack(kind), paper=True)
    tables = [p for section in document.sections for p in section.parts if isinstance(p, Table)]
    notes = {"Notes"}  # the numbers of notes: where there is none, nothing is to be noted
    for table in tables:
        heads = [column.head for column in table.columns[1:]]
        for group in table.groups:
            for row in group.rows:
                said = dict(zip(heads, row.cells, strict=True))
                assert [h for h, c in said.items() if c in ("", "–") and h not in notes] == []


@pytest.mark.in_turn
def test_does_the_table_on_screen_show_the_numbers_of_sentences_and_say_why_one_is_blank():
    for view in newest_views():
        table, decimals = screen_table(view)
        counted = "Out of" if view.indicator.numerator else None
        for row in table.to_dict("records"):
            blank = [name for name in decimals if row[name] != row[name]]
            assert not blank or row[NOTE], row
            if {"Count", "Out of"} <= row.keys() - set(blank) and view.indicator.value is None:
                name = f"Value ({view.unit.id})"
                half = 0.5 * 10.0 ** -decimals[name] + 1e-9
                if "capped" not in str(row.get(NOTE)):
                    made = row["Count"] / row[counted] * view.unit.times
                    assert abs(made - row[name]) <= half, row
        assert "–" not in table.to_numpy().ravel().tolist()
        verdicts = table[f"Against {view.chosen.name}"]
        assert not verdicts.str.endswith("not compared").any()


def test_is_a_csv_marked_as_utf_8_and_is_what_looks_like_a_formula_inert():
    assert marked("µg/m³").startswith(b"\xef\xbb\xbf")
    for text in ("=1+1", "+1", "-1", "@x", "\tx", "\nx", "＝1"):
        assert inert(text) == f"'{text}"


@given(st.lists(st.floats(-1e12, 1e12), min_size=1, max_size=20))
def test_are_nine_digits_kept_as_files_write_them(values):
    found = kept(np.array(values))
    assert found.tolist() == [float(f"{value:.{DIGITS}g}") for value in values]
    assert kept(found).tolist() == found.tolist()


def test_do_all_levels_that_can_be_shown_stand_here():
    assert {view.level for view in newest_views()} == {Level(level) for level in LEVELS}
