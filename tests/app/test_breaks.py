"""Do pages say why a line is broken, and of what follows age that it is higher or lower?"""

import html

import pytest

from het_geo.compare import AGE
from tests.app.pages import open_app, page_text
from tests.app.test_principles import open_principles

SINCE = "Figures before and since {} are not comparable."


@pytest.mark.parametrize(
    ("params", "said"),
    [
        ({"indicator": "good_level_of_development"}, [SINCE.format("2021/22"), "was rewritten"]),
        (
            {"indicator": "attainment_ks4"},
            [
                "From 2019/20 to 2022/23 no figure is comparable with the one before it.",
                "Compare with care. The highest score that could be reached was 80 in 2016",
            ],
        ),
        (
            {"indicator": "households_deprived", "level": "ward"},
            ["Over time: Households deprived", f"so no change is told. {SINCE.format('2021')}"],
        ),
        (
            {"indicator": "smokers"},
            [
                "It fell from 15.8% (2019 to 2023) to 14.5% (2020 to 2024)",
                "chance: the two share years",
            ],
        ),
        (
            {"indicator": "claimant_rate", "level": "ward", "area": "E05014741"},
            ["all five years taken together. Compare with care. Who is counted changed in May"],
        ),
        (
            {"indicator": "recorded_crime", "level": "ward", "area": "E05014741"},
            ["Compare with care. In July 2022 the police redrew the map points", "another ward"],
        ),
        (
            {"indicator": "recorded_crime", "level": "lsoa", "area": "E01015693"},
            [SINCE.format("July 2022"), "redrew the map points", "another neighbourhood"],
        ),
    ],
)
def test_does_the_explorer_say_what_must_be_told_beside_a_line(params, said):
    app = open_app(**params)
    assert not app.exception
    for part in said:
        assert part in html.unescape(page_text(app)), part


def test_is_the_break_of_neighbourhoods_not_told_of_the_place():
    text = page_text(open_app(indicator="recorded_crime", level="ward"))
    assert "Over time: Recorded crime" in text
    assert "not comparable" not in text


def test_does_the_gap_of_two_censuses_say_why_no_change_is_told():
    text = page_text(open_principles(principle="4", indicator="households_deprived", level="ward"))
    said = "No change of the gap along deprivation is told: the way of measuring changed"
    assert said in text
    assert SINCE.format("2021") in text
    assert "narrower" not in text
    assert "wider" not in text


def test_is_a_change_of_a_gap_that_needs_care_told_with_it():
    view = {"indicator": "claimant_rate", "level": "ward", "period": "2022"}
    text = page_text(open_principles(principle="3", **view))
    assert "2.9 per 100 wider than in 2013" in text
    assert "Compare with care. Who is counted changed" in text


@pytest.mark.parametrize("level", ["ward", "lsoa"])
def test_are_highest_and_lowest_said_of_what_follows_age(level):
    text = page_text(open_principles(principle="6", indicator="disability", level=level))
    assert "are highest and lowest?" in text
    assert AGE in text
    card = page_text(open_app(indicator="disability", level="ward", area="E05014741"))
    assert "▽ lower" in card
    assert f"It is not called better or worse: {AGE}." in card


def test_do_outcomes_of_the_place_tell_where_their_trend_needs_care():
    app = open_principles(principle="3", indicator="employment_rate")
    outcomes = app.dataframe[-1].value
    row = outcomes[outcomes["Outcome"].str.startswith("Employment rate")].iloc[0]
    assert row["Trend"] == "no steady change"
    assert row["About the trend"].startswith("Compare with care. Few people of one district")
