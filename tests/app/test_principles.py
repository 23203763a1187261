"""Does every principle show the gaps of every one of its indicators, in all three lenses?"""

import html
import re

import pytest
from streamlit.testing.v1 import AppTest

from het_geo.atlas.gaps.principle import ENOUGH, ORDERS, blanks_of, members
from het_geo.exposure import SAYING
from het_geo.geography import Level
from het_geo.ui.principle_lists import ROOM, WIDTHS
from tests.app.pages import PATIENCE, field, notices, page_text
from tests.conftest import ROOT

LENSES = ("How far apart", "How many times", "How many people")

NO_GAP = ("rank", "decile", "class", "count")  # kinds of which no difference is taken


def open_principles(**params):
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=PATIENCE)
    app.run()
    app.switch_page("pages/principles.py")
    for key, value in params.items():
        app.query_params[key] = value
    return app.run()


@pytest.mark.parametrize("number", range(1, 9))
def test_does_each_principle_open_every_one_of_its_indicators(luton, number):
    app = open_principles(principle=str(number))
    asked = members(luton, number)
    assert asked
    for indicator in asked:
        field(app, "principles-indicator").select(indicator.id).run()
        assert not app.exception, indicator.id
        assert notices(app) == "", indicator.id
        assert app.query_params["indicator"] == indicator.id
        assert app.query_params["principle"] == str(number)
        text = page_text(app)
        small = indicator.levels != ("district",) and indicator.kind not in NO_GAP
        for lens in LENSES:
            assert (f'aria-label="{lens}"' in text) == small, (indicator.id, lens)
        if number == 7:
            assert SAYING in html.unescape(text), indicator.id


@pytest.mark.parametrize("number", range(1, 9))
def test_are_blanks_and_the_district_s_outcomes_said_for_each_principle(luton, number):
    app = open_principles(principle=str(number))
    text = page_text(app)
    blanks = blanks_of(luton, number)
    assert blanks
    for blank in blanks:
        assert blank.label in html.unescape(text)
        assert blank.ask in html.unescape(text)
    outcomes = app.dataframe[-1].value
    assert {"Luton", "England", "Against England", "Trend"} <= set(outcomes.columns)


INSTEAD = re.compile(r"Showing “([^”]+)” instead")


@pytest.mark.parametrize(("link", "indicator"), [
    ({"indicator": "nothing_known"}, ""),
    ({"indicator": "nothing_known", "principle": "3"}, ""),
    ({"indicator": "nothing_known", "principle": "3", "level": "lsoa", "order": "nobody"}, ""),
    ({"indicator": "nothing_known", "principle": "99"}, ""),
    ({"indicator": "overcrowding", "principle": "3"}, ""),
    ({"indicator": "overcrowding", "principle": "99"}, "overcrowding"),
    ({"principle": "3"}, ""),
])  # fmt: skip
def test_is_what_a_notice_says_is_shown_instead_what_is_shown(luton, link, indicator):
    app = open_principles(**link)
    shown = app.query_params["indicator"]
    assert shown == (indicator or shown)
    label = luton.catalogue.indicators[shown].label
    told = {name for name in INSTEAD.findall(notices(app)) if name != ORDERS["uneven"][1]}
    assert told == ({label} if "indicator" in link and not indicator else set())
    assert shown in [one.id for one in members(luton, int(app.query_params["principle"]))]


def test_is_the_gap_in_overcrowding_said_in_all_three_lenses():
    text = page_text(open_principles(principle="5", indicator="overcrowding", level="ward"))
    # 28.8 − 4.9 = 23.9; 28.82 / 4.86 = 5.9
    assert "28.8% of households had too few bedrooms; in Wigmore ward, 4.9%" in text
    assert "23.9 percentage points apart (95% interval 22.3 to 25.6)" in text
    assert "Beech Hill ward has 5.9 times the figure of Wigmore ward" in text
    assert "households with too few bedrooms would have to fall by 5,417 (95% interval" in text
    assert ", which is 56% of them." in text
    assert "Beech Hill ward is the worst, 95% sure." in text
    assert "2 of 20 wards could be the best: they cannot be told apart" in text
    assert "74% of the inequality between Luton’s neighbourhoods lies between wards" in text


def test_does_every_sentence_bring_its_receipt():
    text = page_text(open_principles(principle="5", indicator="overcrowding", level="ward"))
    receipts = text.split('<details class="hg-receipt">')[1:]
    assert len(receipts) >= 9
    for part in receipts:
        assert "How it is worked out" in part
        assert "21 March 2021" in part
        assert "Census 2021 TS052" in part


def test_are_indicators_in_the_order_asked_for():
    app = open_principles(principle="3", indicator="unemployment", level="lsoa")
    uneven = app.dataframe[0].value["How uneven"].dropna()
    assert uneven.is_monotonic_decreasing
    assert "The indicators of this principle, the most uneven first" in page_text(app)
    field(app, "principles-order").select("people").run()
    assert "The indicators of this principle, the most people to close first" in page_text(app)
    people = app.dataframe[0].value["People to close"]
    people = people[people != "not counted"].str.replace(",", "").astype(int)
    assert people.is_monotonic_decreasing
    assert app.query_params["order"] == "people"


def test_does_a_change_of_principle_choose_an_indicator_that_belongs():
    app = open_principles(principle="5", indicator="overcrowding")
    field(app, "principles-principle").select("3").run()
    assert notices(app) == ""
    assert app.query_params["principle"] == "3"
    assert app.query_params["indicator"] != "overcrowding"


@pytest.mark.parametrize(
    ("params", "said"),
    [
        ({"principle": "9"}, "a principle this explorer does not know, “9”"),
        ({"principle": "<b>x</b>"}, "&lt;b&gt;x&lt;/b&gt;"),
        ({"order": "beauty"}, "an order this explorer does not know, “beauty”"),
        ({"principle": "3", "indicator": "no2"}, "is not among the indicators of principle 3"),
    ],
)
def test_is_a_link_that_cannot_be_followed_answered_with_a_notice(params, said):
    app = open_principles(**params)
    assert not app.exception
    assert said in notices(app)
    assert "<b>x" not in notices(app)


def test_does_the_data_page_say_how_we_know(catalogue):
    app = open_principles()
    app.switch_page("pages/data.py").run()
    assert not app.exception
    text = page_text(app)
    assert "25 of 25 examples give the published or hand-worked answer" in text
    assert "✗ differs" not in text
    for measure in catalogue.measures.values():
        assert measure.name in html.unescape(text)
        assert measure.reference in html.unescape(text)


@pytest.mark.parametrize("level", ["ward", "lsoa"])
def test_has_the_list_of_gaps_room_for_every_column(level):
    list_of = open_principles(principle="5", indicator="overcrowding", level=level).dataframe[0]
    assert list(list_of.value.columns) == list(WIDTHS)
    assert sum(WIDTHS.values()) <= ROOM
    for name in ("Times", "Along deprivation", "People to close"):
        longest = list_of.value[name].astype(str).str.len().max()
        assert longest * 7.5 <= WIDTHS[name] * 1.2, (name, longest)


def test_are_the_district_s_outcomes_written_with_their_units(luton):
    outcomes = open_principles(principle="6").dataframe[-1].value
    for written in outcomes["England"]:
        assert written == "not available" or not written.replace(".", "").isdigit(), written


@pytest.mark.parametrize("number", [None, *range(1, 9)])
def test_does_a_principle_open_on_the_first_of_its_list_which_has_enough_figures(atlas, number):
    app = open_principles(**({"principle": str(number)} if number else {}))
    shown = number or 1
    assert app.query_params["principle"] == str(shown)
    table = atlas.gaps(shown, Level.WARD, next(iter(ORDERS)))
    own = [name for name in table.index if shown in indicators(atlas)[name].principles]
    first = own[0] if own else members(atlas.pack, shown)[0].id
    assert app.query_params["indicator"] == first
    assert notices(app) == ""
    if own:
        held = table.loc[first]
        assert held["areas"] / (held["areas"] + held["left_out"]) >= ENOUGH


def indicators(atlas):
    return atlas.pack.catalogue.indicators


def test_do_indicators_of_few_areas_stand_below_those_of_enough(atlas):
    table = atlas.gaps(5, Level.WARD, "uneven")
    held = table["areas"] / (table["areas"] + table["left_out"]) >= ENOUGH
    first = list(held & (table["level"] == "ward"))  # of the areas that the list is of
    assert first == sorted(first, reverse=True)


def test_does_an_indicator_chosen_elsewhere_stay_on_principles():
    app = open_principles(indicator="no_qualifications")
    assert app.query_params["indicator"] == "no_qualifications"
