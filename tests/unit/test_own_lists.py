"""Do codes, postcodes and names in a list make the areas that are meant, and is the rest told?"""

import csv

import pytest
from hypothesis import given
from hypothesis import strategies as st

from het_geo.geography import Level
from het_geo.own.areas.area import MOST_AREAS, MOST_LETTERS, OwnError
from het_geo.own.areas.brought import areas_brought, areas_of_text
from het_geo.own.areas.names import names_of
from het_geo.postcodes import unpacked

A, B, C = "E01015693", "E01015694", "E01015695"  # Luton 007A, 007B and 007C, in Barnfield ward
WARD = "E05014735"  # Barnfield
SPLIT = "E01015741"  # a neighbourhood of 2011 that was split into the next two
PARTS = ("E01033801", "E01033802")


def members(pack, text, field=""):
    found = areas_of_text(pack, text, name_field=field)
    return {area.name: area.members for area in found.areas}


def ward_of(pack, code):
    small = pack.areas_at(Level.LSOA)
    return tuple(small.index[small["ward"] == code])


@pytest.mark.parametrize(
    "text",
    [f"{A}\n{B}\n{C}", f"{A},{B},{C}", f"{A} {B} {C}", f"{A};{B}\n{C};", f"{A.lower()}\n{B}\n{C}\n",
     f"{A}\t{B}\t{C}", f"LSOA21CD\n{A}\n{B}\n{C}", f"lsoa code\n{C}\n{B}\n{A}\n{A}",
     "Luton 007A\nLuton 007B\nLuton 007C (Barnfield)", f'"{A}"\r\n"{B}"\r\n"{C}"\r\n'],
)  # fmt: skip
def test_is_a_list_one_area_however_it_is_written(luton, text):
    assert members(luton, text) == {"Local area": (A, B, C)}


@pytest.mark.parametrize(
    "text",
    [f"{A},North\n{B},South\n{C},North", f"code,name of area\n{A},North\n{B},South\n{C},North",
     f"area;LSOA21CD\nNorth;{A}\nSouth;{B}\nNorth;{C}",
     f"LSOA21CD,LSOA21NM,WD25CD,locality\n{A},Luton 007A,{WARD},North\n{B},Luton 007B,{WARD},South"
     f"\n{C},Luton 007C,{WARD},north ",
     "Luton 007A\tNorth\nLuton 007B\tSouth\nLuton 007C\tNorth"],
)  # fmt: skip
def test_are_two_columns_several_areas(luton, text):
    assert members(luton, text) == {"North": (A, C), "South": (B,)}


def test_is_the_column_of_names_guessed_and_the_others_offered(luton):
    text = f"LSOA21CD,kind,patch\n{A},x,North\n{B},y,North"
    assert members(luton, text) == {"North": (A, B)}
    assert members(luton, text, "kind") == {"x": (A,), "y": (B,)}
    assert areas_of_text(luton, text).fields == ("kind", "patch")
    with pytest.raises(OwnError, match="no other column “kinds”: it has “kind”, “patch”"):
        members(luton, text, "kinds")


@pytest.mark.parametrize("other", ["Luton 007A", "12.5"])
def test_is_a_column_that_repeats_the_code_or_counts_no_name(luton, other):
    assert members(luton, f"LSOA21CD,x\n{A},{other}") == {"Local area": (A,)}


def test_are_wards_and_msoas_their_neighbourhoods(luton):
    expected = ward_of(luton, WARD)
    assert len(expected) == 6
    for text in (WARD, "Barnfield", "barnfield ward"):
        found = areas_of_text(luton, text)
        assert found.areas[0].members == expected
        assert found.notices == (
            "Of 1 ward, the neighbourhoods that fit best were taken (6 neighbourhoods).",
        )
    small = luton.areas_at(Level.LSOA)
    code = small["msoa"].iloc[0]
    assert areas_of_text(luton, code).areas[0].members == tuple(small.index[small["msoa"] == code])


def test_are_codes_of_2011_brought_over_and_counted(luton):
    """Mixed vintages: the one of 2011 has become two, the others are codes of both."""
    found = areas_of_text(luton, f"{A}\n{SPLIT}\n{PARTS[0]}")
    assert set(found.areas[0].members) == {A, *PARTS}
    assert found.notices == (
        "1 code is of 2011 and has ended: taken was what became of it (2 neighbourhoods of 2021).",
    )


def test_are_postcodes_the_neighbourhoods_they_lie_in(luton):
    rows = luton.postcodes[luton.postcodes["standing"] == ""].head(2)
    texts = [unpacked(text)[0] for text in rows["postcodes"]]
    found = areas_of_text(luton, f"{texts[0].lower().replace(' ', '')}\n{texts[1]}")
    assert set(found.areas[0].members) == set(rows["neighbourhood"])
    small = len(set(rows["neighbourhood"]))
    many = "1 neighbourhood" if small == 1 else f"{small} neighbourhoods"
    assert found.notices == (f"2 postcodes lie in {many}, taken whole.",)


def test_are_postcodes_that_ended_taken_and_counted(luton):
    rows = luton.postcodes[luton.postcodes["standing"] == "ended"]
    postcode = unpacked(rows["postcodes"].iloc[0])[0]
    (said,) = areas_of_text(luton, postcode).notices
    assert said.startswith("1 postcode is no longer in use: taken was where they lay (1 neigh")


def test_are_unknown_entries_listed_with_what_contains_the_word(luton):
    text = "\n".join([A, "Dalow", "E05002194", "E06000032", "LU9 9ZZ"])
    (said,) = areas_of_text(luton, text).notices
    assert said.startswith("4 entries are none of Luton, and were left out: “Dalow” (did you mean")
    assert "Dallow ward, E05014741" in said
    assert "“E05002194” (Biscot ward of 2017, which ended: its people now live in Biscot" in said
    assert "“E06000032” (a district: give its wards or neighbourhoods)" in said
    assert said.endswith("“LU9 9ZZ”.")


def test_is_a_list_of_nothing_here_refused_with_the_first_of_it(luton):
    text = "\n".join(f"E0109{n:04}" for n in range(5_000))
    with pytest.raises(OwnError, match=r"^Nothing in it is of Luton: “E01090000”; .*4,992 more"):
        areas_of_text(luton, text)


@pytest.mark.parametrize("text", ["", " \n\t\n", ",,,\n,,", '""'])
def test_is_an_empty_list_refused(luton, text):
    with pytest.raises(OwnError, match="It is empty: a list of codes"):
        areas_of_text(luton, text)


def test_are_rows_without_a_name_left_out_and_counted(luton):
    found = areas_of_text(luton, f"code,area\n{A},North\n{B},\n{C}, ")
    assert [area.members for area in found.areas] == [(A,)]
    assert found.notices[-1] == "Left out, as no area is named there: 2 rows."


def test_are_more_areas_than_are_made_refused(luton):
    codes = luton.codes(Level.LSOA)[: MOST_AREAS + 1]
    lines = [f"{code},Area {n}\n" for n, code in enumerate(codes)]
    with pytest.raises(OwnError, match=f"names {MOST_AREAS + 1} areas, and {MOST_AREAS} are made"):
        areas_of_text(luton, "".join(lines))
    assert len(areas_of_text(luton, "".join(lines[:-1])).areas) == MOST_AREAS


@pytest.mark.parametrize(
    ("text", "said"),
    [("\n".join([A] * 60_000), "50,000 entries"), ("x" * 3_000_001, "3,000,000 characters"),
     ("x," * 50_000 + "\ny", "50,001 columns"), (",".join(["x"] * 300_000), "50,000 entries"),
     ("x" * 200_000, "cannot be read as a table"), ('"' + "x" * 200_000, "cannot be read")],
)  # fmt: skip
@pytest.mark.parametrize("cell", [131_072, 2**31 - 1])
@pytest.mark.in_turn
def test_is_a_list_beyond_a_limit_refused_and_said(luton, text, said, cell):
    before = csv.field_size_limit(cell)  # Python's own, and what some libraries set for all
    try:
        with pytest.raises(OwnError, match=said):
            areas_of_text(luton, text)
    finally:
        csv.field_size_limit(before)


@pytest.mark.parametrize(
    ("encoding", "said"),
    [("utf-8", 1), ("utf-8-sig", 1), ("utf-16", 2), ("utf-16-le", 2), ("utf-16-be", 2),
     ("latin-1", 2)],
)  # fmt: skip
def test_is_a_list_read_in_the_encodings_that_programs_save_it_in(luton, encoding, said):
    data = f"code,area\n{A},Château\n".encode(encoding)
    found = areas_brought(luton, "list.csv", data)
    assert [(area.name, area.members) for area in found.areas] == [("Château", (A,))]
    assert len(found.notices) == said  # the headings, and the encoding where it is not UTF-8


def test_is_a_list_in_a_file_named_by_it_where_nothing_else_names_it(luton):
    assert (
        areas_brought(luton, "C:\\my lists\\North end.txt", A.encode()).areas[0].name == "North end"
    )
    assert areas_brought(luton, "", A.encode()).areas[0].name == "Local area"


def test_are_names_short_distinct_and_nothing_but_text():
    given = ["x" * 90, "x" * 90, "<b>North</b>", "north", "North", "", "a\x00\u202eb\n c"]
    names, said = names_of(given)
    assert names == ("x" * 60, "x" * 55 + " (2)", "(b)North(/b)", "north", "North (2)", "Area 6",
                     "ab c")  # fmt: skip
    assert [line.split(":")[0] for line in said] == [
        "Names have 60 letters at most, and were cut",
        "Told apart by a number, as they stood twice",
        "Without a name, and numbered",
    ]


@given(st.lists(st.text(max_size=80), max_size=20))
def test_does_any_text_become_names_that_differ(texts):
    names, _ = names_of(texts)
    assert len({name.casefold() for name in names}) == len(texts)
    assert all(0 < len(name) <= MOST_LETTERS and name.isprintable() for name in names)
    assert names_of(names) == (names, ())
