"""Is each row of a visitor's table taken for what it says, or refused by number and reason?"""

from dataclasses import replace
from math import isnan

import pytest
from hypothesis import given
from hypothesis import strategies as st

from het_geo.geography import Level
from het_geo.own.areas.area import OwnError
from het_geo.own.data.described import Columns, Description, check
from het_geo.own.data.guess import Look, guess
from het_geo.own.data.numbers import MOST, cell_of
from het_geo.own.data.periods import period_of
from het_geo.own.data.places import Edition, Gazetteer, edition_of
from het_geo.own.data.rows import checked

WARDS = Edition(Level.WARD)
SHARE = Description(
    Columns("Ward", numerator="Members", denominator="Adults"), WARDS, "Members of the library",
    "What share of adults are members?", "proportion", "%", divided_by="file", period="2023",
    publisher="Made up",
)  # fmt: skip


def looked(text):
    header, *rows = [tuple(line.split(",")) for line in text.strip().splitlines()]
    return Look(header, tuple(rows), len(rows))


def rows_of(pack, said, *rows):
    return checked(
        [[number, *row] for number, row in enumerate(rows, 2)], said, Gazetteer(pack, said.edition)
    )


def reasons(found):
    return {one.row: one.reason for one in found.refused}


@pytest.mark.parametrize(
    ("text", "value"),
    [("1,234", 1234), (" 12 ", 12), ("12.5%", 12.5), ("£1,234.50", 1234.5), ("−3", -3),
     ("1 234", 1234), ("1e3", 1000), ("12", 12), ("1,234,567", 1234567)],
)  # fmt: skip
def test_is_a_number_read_as_people_write_it(text, value):
    assert cell_of(text).value == value


@pytest.mark.parametrize("text", ["1e308", "1e999", "9" * 400, "1e13"])
def test_is_too_large_a_number_refused(text):
    assert cell_of(text).refused == "too large a number"


@pytest.mark.parametrize(
    "text", ["inf", "-Infinity", "twelve", "1,23,4", "0x10", "=1+1", "<b>1</b>"]
)
def test_is_what_is_no_number_refused(text):
    assert "no number" in cell_of(text).refused or "comma" in cell_of(text).refused


@pytest.mark.parametrize("text", ["2021-03-21", "2021-03-21T00:00:00", "21/03/2021", "1-Feb"])
def test_is_a_date_where_a_number_was_expected_named(text):
    assert cell_of(text).refused == "a date where a number was expected"


@pytest.mark.parametrize("text", ["", "NaN", "n/a", "..", "-"])
def test_is_what_is_not_there_missing_and_never_0(text):
    assert isnan(cell_of(text).value)
    assert not cell_of(text).refused


@given(st.text(max_size=30))
def test_is_every_text_a_number_within_bounds_or_none(text):
    found = cell_of(text)
    assert isnan(found.value) or abs(found.value) <= MOST
    assert not found.refused or isnan(found.value)


@given(st.floats(-MOST, MOST, allow_nan=False), st.booleans())
def test_is_a_number_what_it_was_written_as(number, grouped):
    text = f"{number:,.4f}" if grouped else repr(number)
    assert cell_of(text).value == pytest.approx(number, abs=1e-4)


@given(st.text(max_size=30))
def test_is_every_text_a_time_in_order_or_none(text):
    found = period_of(text)
    assert found is None or found.start <= found.end


@pytest.mark.parametrize(
    ("text", "kind", "start", "end"),
    [("2021", "year", "2021-01-01", "2021-12-31"),
     ("2021/22", "financial_year", "2021-04-01", "2022-03-31"),
     ("2019-2021", "range", "2019-01-01", "2021-12-31"),
     ("Mar 2023", "month", "2023-03-01", "2023-03-31"),
     ("2023-02", "month", "2023-02-01", "2023-02-28"),
     ("21/03/2021", "instant", "2021-03-21", "2021-03-21"),
     ("year to March 2022", "financial_year", "2021-04-01", "2022-03-31")],
)  # fmt: skip
def test_is_a_time_read_as_people_write_it(text, kind, start, end):
    found = period_of(text)
    assert (found.kind, str(found.start), str(found.end)) == (kind, start, end)


@pytest.mark.parametrize("text", ["45000", "31/02/2021", "2022/21", "soon", "", "1066"])
def test_is_no_time_made_of_what_names_none(text):
    assert period_of(text) is None


def test_are_wards_known_by_code_and_by_name_with_and_without_the_word(luton):
    names = Gazetteer(luton, WARDS)
    for text in (
        "E05014742",
        "e05014742 ",
        "Farley",
        "farley WARD",
        " FARLEY  ward",
        "Farley Ward",
    ):
        assert names.find(text).key == "E05014742", text
    assert names.find("Farleigh") is None


def test_are_areas_of_every_list_told_apart(luton):
    old = luton.retired[luton.retired["level"] == "ward"].drop_duplicates("old_code")
    new = luton.areas_at(Level.WARD)
    small = luton.areas_at(Level.LSOA)
    assert edition_of(luton, old["old_name"]) == (Edition(Level.WARD, "2017"), 1.0)
    assert edition_of(luton, new["name"]) == (WARDS, 1.0)
    assert edition_of(luton, small.index) == (Edition(Level.LSOA), 1.0)
    assert edition_of(luton, small["name"]) == (Edition(Level.LSOA), 1.0)
    assert edition_of(luton, luton.codes(Level.MSOA)) == (Edition(Level.MSOA), 1.0)


def test_is_a_name_of_two_wards_the_one_of_the_list(luton):
    """Barnfield was E05002193 to 2023, and is E05014735 since."""
    assert Gazetteer(luton, WARDS).find("Barnfield").key == "E05014735"
    assert Gazetteer(luton, Edition(Level.WARD, "2017")).find("Barnfield").key == "E05002193"


def test_is_every_wrong_row_refused_by_its_number_and_why(luton):
    found = rows_of(
        luton, SHARE,
        ["Farley", "1,000", "6000"],
        ["Farleigh", "1", "2"],
        ["Dallow", "-1", "5"],
        ["Dallow", "9", "5"],
        ["Dallow", "12%", "50"],
        ["Dallow", "twelve", "50"],
        ["Dallow", "3", "0"],
        ["Luton", "3", "9"],
        ["", "3", "9"],
        ["E05000001", "3", "9"],
        [],
        ["Dallow", "1e308", "9"],
        ["farley ward", "7", "9"],
        ["Dallow", "2021-03-01", "9"],
    )  # fmt: skip
    assert [row.number for row in found.taken] == [2]
    assert reasons(found) == {
        3: "no area that is known: “Farleigh”",
        4: "“Members”: below 0",
        5: "more than it is a share of",
        6: "“Members”: a percent sign",
        7: "“Members”: no number",
        8: "some of nobody: it is divided by 0",
        9: "a total, or a larger area: these are worked out",
        10: "no area",
        11: "no area that is known in Luton: “E05000001”",
        12: "more cells than there are columns",
        13: "“Members”: too large a number",
        14: "the same area and time as row 2",
        15: "“Members”: a date where a number was expected",
    }


def test_are_unknown_areas_listed_with_what_may_be_meant(luton):
    found = rows_of(
        luton, SHARE, ["Farlie", "1", "9"], ["North Dallow", "1", "9"], ["Qx", "1", "9"]
    )
    unknown = {one.text: one.meant for one in found.tally(Gazetteer(luton, WARDS)).unknown}
    assert unknown == {"Farlie": ("Farley ward",), "North Dallow": ("Dallow ward",), "Qx": ()}


def test_are_areas_of_two_vintages_on_one_ground_refused(luton):
    """E01015741 of 2011 was split into E01033801 and E01033802."""
    said = replace(SHARE, edition=Edition(Level.LSOA))
    found = rows_of(
        luton, said, ["E01015741", "5", "9"], ["E01033801", "5", "9"], ["E01015693", "5", "9"]
    )
    assert reasons(found) == {2: "an earlier area on the ground of E01033801, which has a row"}
    assert [row.number for row in found.taken] == [3, 4]


def test_are_times_of_two_kinds_refused(luton):
    said = replace(SHARE, columns=replace(SHARE.columns, period="Year"), period="")
    found = rows_of(luton, said, ["Farley", "2022", "5", "9"], ["Dallow", "2022/23", "5", "9"],
                    ["Biscot", "soon", "5", "9"])  # fmt: skip
    assert reasons(found) == {
        3: "a time of another kind than the rows before", 4: "no time that is known: “soon”",
    }  # fmt: skip


def test_is_a_value_held_to_its_limits_and_to_100_percent(luton):
    of = Columns("Ward", value="v", lower="l", upper="u")
    said = replace(SHARE, columns=of, kind="mean", unit="%", divided_by="")
    found = rows_of(luton, said, ["Farley", "50", "40", "60"], ["Dallow", "50", "51", "60"],
                    ["Biscot", "101", "99", "102"], ["Wigmore", "50%", "", ""])  # fmt: skip
    assert reasons(found) == {3: "a value outside its own limits", 4: "above 100%"}


BOTH, ALL = ("Members", "Adults", ""), ("count", "denominator", "")
GUESSES = [
    ("Ward,Members,Adults\nFarley,10,90\nDallow,9,80", "proportion", "%", BOTH),
    (
        "Ward,Hits,Population\nFarley,9,8\nBiscot,8,7",
        "rate",
        "per 1,000",
        ("Hits", "Population", ""),
    ),
    ("Ward,Members\nFarley,10\nDallow,9", "count", "people", ("Members", "", "")),
    ("Ward,Homes (%)\nFarley,10.5\nDallow,9", "mean", "%", ("", "", "Homes (%)")),
    ("Ward,Happy score\nFarley,10.5\nDallow,9", "mean", "score", ("", "", "Happy score")),
    ("Ward,x,y\nFarley,12%,3\nDallow,9%,3", "mean", "%", ("", "", "x")),
    ("Ward,count,denominator,value\nFarley,1,10,10\nDallow,1,10,10", "proportion", "%", ALL),
]


@pytest.mark.parametrize(("text", "kind", "unit", "columns"), GUESSES)
def test_is_it_guessed_what_a_table_is(luton, text, kind, unit, columns):
    found = guess(luton, looked(text))
    of = found.columns
    assert (found.kind, found.unit, found.edition) == (kind, unit, WARDS)
    assert (of.area, of.numerator, of.denominator, of.value) == ("Ward", *columns)


def test_are_rows_of_people_known_by_their_postcodes(luton):
    found = guess(luton, looked("id,postcode,date\n1,LU1 2AA,2021-03-04\n2,LU2 7BT,2021-04-05"))
    assert (found.columns.people, found.columns.area, found.columns.period) == (
        True,
        "postcode",
        "date",
    )
    assert (found.kind, found.divided_by) == ("rate", "residents")


def test_is_a_column_of_times_known(luton):
    found = guess(luton, looked("Ward,Year,Members\nFarley,2021,3\nFarley,2022,4"))
    assert (found.columns.period, found.columns.numerator) == ("Year", "Members")


@pytest.mark.parametrize(
    ("text", "said"),
    [("E05014741,12\nE05014742,13", "no header"),
     ("Colour,n\nred,1\nblue,2", "No column names areas"),
     ("LU1 2AA,1\nLU2 7BT,2", "no header")],
)  # fmt: skip
def test_is_a_table_without_header_or_areas_refused(luton, text, said):
    with pytest.raises(OwnError, match=said):
        guess(luton, looked(text))


@pytest.mark.parametrize(
    ("change", "said"),
    [({"name": " "}, "a name"), ({"question": ""}, "question"), ({"kind": "rank"}, "kind"),
     ({"unit": "£"}, "unit"), ({"publisher": ""}, "who made"), ({"licence": ""}, "licence"),
     ({"period": "soon"}, "what time"), ({"block": "x"}, "building block"),
     ({"columns": Columns("Ward")}, "figures"), ({"polarity": 3}, "direction"),
     ({"columns": Columns("Ward", numerator="Members")}, "divided by")],
)  # fmt: skip
def test_is_what_a_form_lacks_named(luton, change, said):
    with pytest.raises(OwnError, match=said):
        check(replace(SHARE, **change), luton.catalogue)
