"""Is a profile’s area found by what people call it, and what names none refused with help?"""

from dataclasses import replace
from datetime import date

import pytest

from het_geo.errors import AreaError, HetGeoError
from het_geo.profiles.find import find_area
from het_geo.profiles.profile import profile_of

TODAY = date(2026, 3, 21)
DALLOW = "E05014741"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Dallow", DALLOW),
        ("  dallow   WARD ", DALLOW),
        ("e05014741", DALLOW),
        ("luton 019b", "E01015728"),
        ("Luton 019B (Dallow Road)", "E01015728"),
        ("Dallow Road", "E02003276"),
        ("Luton", "E06000032"),
    ],
)
def test_is_an_area_found_by_name_or_code(luton, text, code):
    assert find_area(luton, text) == code


def test_are_close_names_suggested(luton):
    with pytest.raises(HetGeoError, match=r"called “Dalow”, .* Did you mean: Dallow ward"):
        find_area(luton, "Dalow")
    said = {
        "": "No area is named",
        "England": "is a country",
        "x" * 500: "No area of Luton is called",
    }
    for text, message in said.items():
        with pytest.raises(AreaError, match=message) as error:
            find_area(luton, text)
        assert len(str(error.value)) < 300


def test_are_all_areas_of_one_name_named(luton):
    areas = luton.areas.copy()
    areas.loc["E05014754", "name"] = "Dallow"  # made up: two wards of one name
    with pytest.raises(AreaError, match="2 areas of Luton are called “dallow”") as error:
        find_area(replace(luton, areas=areas), "dallow")
    assert DALLOW in str(error.value)
    assert "E05014754" in str(error.value)


@pytest.mark.parametrize(
    ("codes", "says"),
    [
        ([], "No area is named"),
        ([DALLOW, "E01015728"], "is a ward, and a set is made of neighbourhoods"),
        (
            ["E01015693", "E02003276"],
            "is a neighbourhood group .MSOA., and a set is made of neighbourhoods",
        ),
        (["E01015693", "E06000032"], "is a district, and a set is made of neighbourhoods"),
        (["E92000001"], "England .* is a country: Luton is compared with it"),
        (["E01015693", "E99999999"], "No area of Luton has the code “E99999999”"),
        (["Dallow"], f"is no code of an area: give its code, {DALLOW}"),
    ],
)
def test_is_a_set_that_is_none_refused_with_what_to_do(atlas, codes, says):
    with pytest.raises(AreaError, match=says):
        profile_of(atlas, codes, TODAY)
