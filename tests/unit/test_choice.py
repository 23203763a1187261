"""What does a link show, and what happens to an id that is not known?"""

from dataclasses import replace

import pytest

from het_geo.atlas.asked import Notice
from het_geo.atlas.resolve import resolve
from het_geo.geography import Level

WIGMORE, FIRST = "E05014754", "E01015693"


def test_does_a_link_reopen_its_view(luton):
    asked = {"indicator": "fuel_poverty", "level": "lsoa", "period": "2020", "area": FIRST,
             "compare": "region"}  # fmt: skip
    choice, notices = resolve(luton, asked)
    assert choice.params == asked
    assert notices == []


def test_does_a_bare_link_show_a_default(luton):
    choice, notices = resolve(luton, {})
    assert (choice.indicator, choice.level, choice.compare) == ("overcrowding", "ward", "england")
    assert notices == []


@pytest.mark.parametrize(
    ("key", "bad"),
    [("indicator", "gold"), ("level", "street"), ("period", "1066"), ("compare", "mars"),
     ("area", "E05999999"), ("area", "<script>")],
)  # fmt: skip
def test_does_an_unknown_id_fall_back_with_a_notice_that_names_it(luton, key, bad):
    choice, notices = resolve(luton, {key: bad})
    assert replace(choice, asked="") == resolve(luton, {})[0]
    assert len(notices) == 1
    assert bad in notices[0].text


@pytest.mark.parametrize(
    ("indicator", "before", "now", "label"),
    [
        ("loneliness", "2021-22", "2020-21", "year to March 2021"),
        ("digital_exclusion", "2021", "2022", "2011 to 2022"),
        ("violence", "2025", "2025", ""),  # the edition's name stays, whatever its years are
    ],
)
def test_does_a_link_with_an_older_name_of_a_period_still_open_it(
    luton, indicator, before, now, label
):
    choice, notices = resolve(luton, {"indicator": indicator, "period": before})
    assert choice.period == now
    said = f"The link names the period “{before}”. What was labelled so is of {label}."
    assert [notice.text for notice in notices] == ([said] if label else [])


def test_is_an_older_name_of_a_period_never_another_period_s_own(catalogue):
    for indicator in catalogue.indicators.values():
        ids = [p.id for p in indicator.periods]
        names = ids + [name for p in indicator.periods for name in p.formerly]
        assert len(names) == len(set(names)), indicator.id


def test_does_a_neighbourhood_become_its_ward_on_a_map_of_wards(luton):
    choice, notices = resolve(luton, {"level": "ward", "area": FIRST})
    assert choice.area == luton.areas.loc[FIRST, "ward"]
    said = "Luton 007A is a neighbourhood (LSOA): showing its ward, Barnfield."
    assert notices == [Notice(said)]
    assert choice.params["area"] == FIRST  # what was asked for travels on


def test_does_an_area_alone_choose_its_level(luton):
    choice, notices = resolve(luton, {"area": FIRST.lower()})
    assert (choice.area, choice.level, notices) == (FIRST, "lsoa", [])


def test_is_one_marked_of_several_areas_none_and_all_are_named(luton):
    choice, notices = resolve(luton, {"area": f"{FIRST},{WIGMORE}"})
    assert (choice.area, choice.asked) == ("", f"{FIRST},{WIGMORE}")
    assert [offer.area for offer in notices[0].offers] == [FIRST, WIGMORE]


def test_is_a_ward_said_to_be_part_of_a_district_that_is_all_there_is(luton):
    choice, notices = resolve(luton, {"indicator": "employment_rate", "area": WIGMORE})
    assert (choice.area, choice.asked) == ("E06000032", WIGMORE)
    assert "Luton is shown, of which Wigmore ward is a part" in notices[0].text


def test_is_the_district_the_whole_place_among_wards(luton):
    choice, notices = resolve(luton, {"area": "E06000032", "level": "ward"})
    assert (choice.area, notices) == ("", [])


def test_is_the_district_chosen_where_it_is_all_there_is(luton):
    choice, notices = resolve(luton, {"indicator": "employment_rate"})
    assert (choice.area, choice.level, notices) == ("E06000032", "district", [])


def test_are_monthly_crimes_offered_for_wards_alone(luton):
    choice, notices = resolve(
        luton, {"indicator": "recorded_crime", "level": "lsoa", "period": "2025-12"}
    )
    assert choice.period == "2025"
    assert "2025-12" in notices[0].text


def test_is_a_ward_not_chosen_among_neighbourhoods(luton):
    ward = luton.codes(Level.WARD)[0]
    choice, notices = resolve(luton, {"level": "lsoa", "area": ward})
    assert choice.area == ""
    assert "is a ward, so it cannot be chosen among neighbourhoods (LSOA)" in notices[0].text
    assert choice.params["area"] == ward
