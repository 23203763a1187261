"""Does a choice change map and headline at once, and to what the server then says?"""

import json
import re

import pytest
from playwright.sync_api import expect

from het_geo.ui.streamlit_insides import STREAM, TABLE
from tests.browser.conftest import FIND, choose, ready, serve
from tests.conftest import ROOT

pytestmark = pytest.mark.browser
HEADLINE = "document.querySelector('.hg-headline').textContent"
CARD = ".hg-card h2"
LSOA = "/?indicator=overcrowding&level=lsoa"
EIGHTH = (
    f"({FIND})((e) => e.matches('.areas path'))[7]"
    ".dispatchEvent(new MouseEvent('click', { bubbles: true }))"
)


def in_one_task(page, act):
    """Do something to the page; return the headline before it and right after it.

    Both looks and the act happen in one task: nothing can have come from the server between.
    """
    return page.evaluate(f"() => {{ const was = {HEADLINE}; {act}; return [was, {HEADLINE}]; }}")


def pick_in(page, label, words):
    """Open a list and choose the first option that has these words."""
    page.get_by_role("combobox", name=label).click()
    page.get_by_role("combobox", name=label).fill(words)  # a long list is drawn in part
    page.get_by_role("option").filter(has_text=words).first.wait_for()
    return in_one_task(
        page,
        f"[...document.querySelectorAll('[role=option]')].find((o) => o.textContent.includes"
        f"({json.dumps(words)})).dispatchEvent(new MouseEvent('click', {{ bubbles: true }}))",
    )


@pytest.mark.parametrize("area", ["", "&area=E01015693"])
@pytest.mark.parametrize(
    ("label", "words"),
    [("Indicator", "Private renting"), ("Building block of health", "Work"),
     ("Find an area", "Bury Park")],
)  # fmt: skip
def test_does_a_list_say_at_once_what_the_server_will_say(page, area, label, words):
    page.goto(f"{LSOA}{area}")
    ready(page, 125)
    before, early = pick_in(page, label, words)
    assert before != early
    ready(page, 125)
    assert page.evaluate(HEADLINE) == early


def test_does_an_area_say_its_headline_at_once_also_of_the_next_indicator(page):
    page.goto(LSOA)
    ready(page, 125)
    before, early = in_one_task(page, EIGHTH)
    assert before.startswith("Across Luton")
    assert early.startswith("In Luton 0")
    ready(page, 125)
    assert page.evaluate(HEADLINE) == early
    choose(page, "Indicator", "Private renting")
    expect(page.locator(".hg-question")).to_contain_text("rent")
    ready(page, 125)
    before, early = in_one_task(page, EIGHTH)  # the area is let go
    assert before.startswith("In Luton 0")
    assert early.startswith("Across Luton")
    assert "rented privately" in early
    ready(page, 125)
    assert page.evaluate(HEADLINE) == early
    expect(page.locator(CARD)).to_have_text("Luton and beyond")


def test_is_the_age_of_the_last_figures_hidden_until_the_server_says_the_new_one(page):
    page.goto(LSOA)
    ready(page, 125)
    expect(page.locator(".hg-foot .hg-age")).to_have_text(re.compile("^Figures for 21 March"))
    shown = "document.querySelector('.hg-foot').style.visibility"
    assert page.evaluate(f"() => {{ {EIGHTH}; return {shown}; }}") == "hidden"
    page.wait_for_function(f"() => {shown} === ''")


def test_does_a_place_that_is_its_one_area_stay_chosen(page):
    page.goto("/?indicator=median_pay")
    ready(page, 1)
    before, early = in_one_task(page, EIGHTH.replace("[7]", "[0]"))
    assert before.startswith("In Luton")
    assert early == before
    ready(page, 1)
    assert page.evaluate(HEADLINE) == before


def test_are_two_choices_made_before_an_answer_both_kept(page):
    page.goto(LSOA)
    ready(page, 125)
    page.get_by_role("combobox", name="Indicator").click()
    page.get_by_role("option", name="Private renting", exact=True).wait_for()
    in_one_task(
        page,
        f"{EIGHTH}; [...document.querySelectorAll('[role=option]')].find((o) => o.textContent"
        " === 'Private renting').dispatchEvent(new MouseEvent('click', { bubbles: true }))",
    )
    expect(page.locator(".hg-headline")).to_contain_text("rented privately")
    expect(page.locator(CARD)).to_contain_text("Luton 0")
    ready(page, 125)
    assert page.evaluate(HEADLINE).startswith("In Luton 0")


RING = f"({FIND})((e) => e.matches('.chosen path'))[0].getAttribute('d')"


def between(sheet):
    """Stand between page and server; return a list: nothing said since it has a member arrives."""
    deaf = []

    def connect(page_side):
        server_side = page_side.connect_to_server()
        page_side.on_message(lambda said: None if deaf else server_side.send(said))

    sheet.route_web_socket(f"**{STREAM}*", connect)
    return deaf


def test_does_the_page_go_back_to_what_the_server_said_when_no_answer_comes(browser):
    with serve(ROOT) as url:
        sheet = browser.new_page(base_url=url)
        deaf = between(sheet)
        sheet.goto(LSOA)
        ready(sheet, 125)
        told = sheet.evaluate(f"[{HEADLINE}, {RING}]")
        deaf.append(True)
        sheet.evaluate(f"() => {{ {EIGHTH} }}")
        assert sheet.evaluate(f"[{HEADLINE}, {RING}]") != told
    # The server has ended.
    sheet.wait_for_function(f"() => {HEADLINE} === {json.dumps(told[0])}")
    assert sheet.evaluate(f"[{HEADLINE}, {RING}]") == told
    sheet.evaluate(f"() => {{ {EIGHTH} }}")  # nobody hears of this one: it is not answered early
    assert sheet.evaluate(f"[{HEADLINE}, {RING}]") == told
    sheet.close()


def test_is_the_table_sent_once_it_is_opened_and_stands_in_the_link(page):
    page.goto(LSOA)
    ready(page, 125)
    table = page.locator(TABLE)
    expect(table).to_have_count(0)
    page.get_by_text("The figures of all 125 neighbourhoods (LSOA) as a table").click()
    expect(table).to_be_visible()
    expect(page).to_have_url(re.compile("table=true"))
    expect(page.get_by_role("link", name="Briefing", exact=True)).to_be_visible()
    page.reload()
    expect(table).to_be_visible()


@pytest.mark.parametrize("ending", ["SVG", "PNG"])
def test_is_a_picture_there_to_take_away(page, ending):
    page.goto(LSOA)
    ready(page, 125)
    page.get_by_role("button", name="Download picture").first.click()
    with page.expect_download() as file:
        page.get_by_role("button", name=ending, exact=True).click()
    assert file.value.suggested_filename.startswith("spread-")
    assert file.value.suggested_filename.endswith(ending.lower())
