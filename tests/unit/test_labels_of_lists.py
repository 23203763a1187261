"""Is an area in a list called by its name, and by its code only where two have the same name?"""

from dataclasses import replace

from het_geo.geography import Level
from het_geo.ui.lists import find_labels

DALLOW, FARLEY = "E05014741", "E05014742"


def test_has_no_other_its_code(luton):
    codes = [code for level in (Level.WARD, Level.LSOA, Level.MSOA) for code in luton.codes(level)]
    assert [text for text in find_labels(luton, codes).values() if "E0" in text] == []


def test_has_each_of_two_with_one_name_its_code(luton):
    areas = luton.areas.copy()
    areas.loc[FARLEY, "name"] = "Dallow"  # made up
    found = find_labels(replace(luton, areas=areas), luton.codes(Level.WARD))
    assert found[DALLOW] == f"Dallow ward · {DALLOW}"
    assert found[FARLEY] == f"Dallow ward · {FARLEY}"
    assert found["E05014735"] == "Barnfield ward"


def test_is_the_empty_choice_the_whole_place(luton):
    assert find_labels(luton, [""]) == {"": "All of Luton"}
