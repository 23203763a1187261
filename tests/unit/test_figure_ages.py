"""Is it said how old every figure is, by one count, and that a newer edition is said to exist?"""

import re
from dataclasses import replace
from datetime import date

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from het_geo.atlas.choice import Choice
from het_geo.briefing.audience import Audience
from het_geo.briefing.propose import propose
from het_geo.catalogue.periods import Period
from het_geo.catalogue.vocabulary import Newer
from het_geo.geography import Level
from het_geo.profiles.profile import profile_of
from het_geo.sentences.ages import age_of, ages_said, ages_table, how_old, newer_told, source_ages

DALLOW = "E05014741"
TODAY = date(2026, 11, 29)
SEEN = date(2026, 11, 28)
NEWER = {  # what the catalogue knows of: held by the records of its sources alone
    "desnz-fuel-poverty": "2024",
    "dwp-children-low-income": "2022 to 2025",
    "foe-air-quality": "2022 to 2024",
    "ons-msoa-income-fye2020": "year to March 2023",
    "ons-population-mid2024": "mid-2025",
}


def made(kind, start, end, label, known=True):
    return Period(label, kind, date(*start), date(*end), label, known=known)


CENSUS = made("instant", (2021, 3, 21), (2021, 3, 21), "21 March 2021")
FINANCIAL = made("financial_year", (2021, 4, 1), (2022, 3, 31), "year to March 2022")
AVERAGED = made("range", (2018, 1, 1), (2022, 12, 31), "2018 to 2022")


@pytest.mark.parametrize(("period", "today", "said"), [
    (CENSUS, (2026, 1, 20), "over 4 years old"),
    (CENSUS, (2026, 1, 21), "nearly 5 years old"),  # 4 years and 10 months: 2 before 21 March
    (CENSUS, (2026, 11, 29), "over 5 years old"),  # 5 years and 8 months
    (CENSUS, (2026, 3, 20), "nearly 5 years old"),
    (CENSUS, (2026, 3, 21), "5 years old"),
    (FINANCIAL, (2022, 5, 1), "1 month old"),  # it ends on 31 March
    (FINANCIAL, (2023, 2, 18), "10 months old"),
    (FINANCIAL, (2023, 2, 19), "nearly 11 months old"),  # ten days on it is 1 March, after 11
    (FINANCIAL, (2023, 3, 20), "11 months old"),
    (FINANCIAL, (2023, 3, 30), "nearly 1 year old"),
    (FINANCIAL, (2023, 3, 31), "1 year old"),
    (AVERAGED, (2025, 12, 30), "nearly 3 years old"),  # an average of years, with its last
    (AVERAGED, (2025, 12, 31), "3 years old"),
    (AVERAGED, (2022, 12, 31), "less than a month old"),
    (AVERAGED, (2022, 12, 30), "not over yet"),
])  # fmt: skip
def test_is_an_age_counted_from_the_last_day_in_whole_years(period, today, said):
    assert how_old(period, date(*today)) == said


@given(st.dates(date(2021, 3, 22), date(2060, 1, 1)))
def test_is_nearly_some_years_two_months_below_them_at_most(today):
    said = how_old(CENSUS, today)
    past = (today.year - 2021) * 12 + today.month - 3 - (today.day < 21)  # whole months since
    if found := re.fullmatch(r"(nearly |over |)(\d+) years? old", said):
        how, years = found[1], int(found[2])
        assert how != "nearly " or 12 * years - 2 <= past < 12 * years or past == 11
        assert how != "over " or 12 * years < past < 12 * years + 10
        assert how != "" or past == 12 * years
    else:
        assert past < 12


@pytest.mark.parametrize(("due", "said"), [
    ("", "A newer edition (2024) is said to exist."),
    ("May 2027", "A newer edition (2024) is announced for May 2027."),
])  # fmt: skip
def test_is_a_newer_edition_said_to_exist_and_no_more(due, said):
    assert newer_told(Newer("2024", "made up", "https://example.org", SEEN, due)) == said
    assert newer_told(None) == ""


@pytest.mark.parametrize(("name", "said"), [
    ("overcrowding", "Figures for 21 March 2021: over 5 years old."),
    ("fuel_poverty",
     "Figures for 2022: nearly 4 years old. A newer edition (2024) is said to exist."),
    ("housing_affordability", "Figures for 2018 to 2022: the newest are nearly 4 years old."),
    ("years_life_lost", "Figures for IoD 2025; its publisher does not say of which years."),
])  # fmt: skip
def test_is_the_age_said_where_the_number_stands(atlas, name, said):
    assert age_of(atlas.pack, atlas.newest(name, Level.WARD), TODAY) == said


def test_is_an_earlier_period_told_with_the_newest_that_is_held(atlas):
    view = atlas.view(Choice("fuel_poverty", Level.WARD, "2019"))
    assert age_of(atlas.pack, view, TODAY) == (
        "Figures for 2019: nearly 7 years old. The newest held here are for 2022: nearly 4 years "
        "old. A newer edition (2024) is said to exist."
    )


def test_does_the_catalogue_name_who_says_that_an_edition_exists(catalogue):
    found = {s.id: s.newer for s in catalogue.sources.values() if s.newer}
    assert {name: newer.edition for name, newer in found.items()} == NEWER
    for newer in found.values():
        assert newer.said_by
        assert newer.url.startswith("https://")
        assert newer.seen <= TODAY


def test_has_every_source_that_indicators_are_of_the_age_of_the_newest_figures(atlas):
    catalogue, rows = atlas.pack.catalogue, profile_of(atlas, [DALLOW], TODAY).sources
    aged = {source.id: source.age for source in rows if source.age}
    assert aged["census2021-ts052"] == "over 5 years old"
    assert aged["desnz-fuel-poverty"] == "nearly 4 years old; 2024 said to exist"
    assert aged["ons-population-mid2024"] == "over 2 years old; mid-2025 announced"
    assert "ons-lsoa21-boundaries" not in aged
    fuel = catalogue.indicators["fuel_poverty"]
    held = [(fuel, fuel.period("2022")), (fuel, fuel.period("2019"))]
    assert source_ages(catalogue, held, TODAY) == {fuel.source: aged["desnz-fuel-poverty"]}
    assert source_ages(catalogue, held[::-1], TODAY) == {fuel.source: aged["desnz-fuel-poverty"]}


def test_is_the_age_at_the_foot_of_every_screen_of_one_figure(atlas):
    screens = propose(atlas, Audience((DALLOW,)), TODAY).screens
    of_one = [screen for screen in screens if screen.indicator]
    assert len(of_one) > 5
    for screen in of_one:
        view = atlas.newest(screen.indicator, Level(screen.level))
        assert age_of(atlas.pack, view, TODAY) in screen.source, screen.id


def test_are_profiles_and_briefings_the_same_on_one_day_and_others_on_another(atlas):
    one, same = (profile_of(atlas, [DALLOW], TODAY).sources for _ in range(2))
    later = profile_of(atlas, [DALLOW], date(2027, 11, 29)).sources
    assert one == same
    assert [replace(s, age="") for s in one] == [replace(s, age="") for s in later]
    assert one != later


def test_does_the_table_list_every_indicator_what_is_due_first_then_the_oldest(atlas):
    pack = atlas.pack
    table = ages_table(pack, TODAY)
    held = [i.label for i in pack.catalogue.indicators.values() if i.id in pack.periods_held]
    assert sorted(table["Indicator"]) == sorted(held)
    assert [*table.columns[:2]] == ["Indicator", "Age"]
    assert not table["Newest figures"].str[0].str.islower().any()
    due = table["Newer edition"].ne("")
    assert due.is_monotonic_decreasing
    for part in (table[due], table[~due]):
        known = part["Age"] != "Of which years is not known"
        assert known.is_monotonic_decreasing  # those not known stand at the end
        years = part.loc[known, "Age"].str.extract(r"(\d+) years? old")[0].fillna("0").astype(int)
        assert list(years) == sorted(years, reverse=True)
    rows = table.set_index("Indicator")
    assert rows.loc["Too few bedrooms", ["Newest figures", "Age"]].tolist() == [
        "21 March 2021",
        "Over 5 years old",
    ]
    fuel = rows.loc["Fuel poverty"]
    assert fuel["Newer edition"] == "2024 is said to exist"
    assert rows.loc["Fuel poverty, older measure", "Newer edition"] == ""  # its series has ended
    assert "14 May 2026, read on 29 November 2026" in fuel["Said by"]
    assert fuel["Where it is said"] == pack.catalogue.sources["desnz-fuel-poverty"].newer.url
    people = rows.loc[pack.catalogue.indicators["population"].label]
    assert people["Next release"] == "October to November 2026"


def test_is_the_number_of_newer_editions_said(atlas):
    table = ages_table(atlas.pack, TODAY)
    count = int(table["Newer edition"].ne("").sum())
    assert count > len(NEWER)
    assert f"For {count} indicators newer figures are said to be out, or on their way" in ages_said(
        table, TODAY
    )
    none = pd.DataFrame({"Newer edition": [""]})
    assert "newer edition" not in ages_said(none, TODAY)
