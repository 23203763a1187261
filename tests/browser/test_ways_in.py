"""Do place and area travel in a real browser, and do its lists take what was asked for alone?"""

import re

import pytest
from playwright.sync_api import expect

from het_geo.ui.frame import PAGES
from het_geo.ui.streamlit_insides import MAIN, of_keys
from tests.browser.conftest import AREAS, ready, rest
from tests.places import NAME, SLUG, other_code

pytestmark = pytest.mark.browser
DALLOW, WIGMORE = other_code("E05014741"), other_code("E05014754")


@pytest.fixture
def sheet(shared, two):
    page = shared(two)
    page.set_viewport_size({"width": 1280, "height": 900})
    yield page
    page.close()


def row(sheet):
    return sheet.get_by_role("navigation", name="Pages")


def test_does_an_area_clicked_on_the_map_travel_to_every_page_and_back(sheet):
    sheet.goto(f"/?place={SLUG}&indicator=overcrowding&level=ward")
    ready(sheet, 20)
    sheet.locator(f"{AREAS}[data-name='Wigmore ward']").click()
    expect(sheet.locator(".hg-headline")).to_contain_text("In Wigmore ward")
    ready(sheet, 20)
    for words in [*PAGES, "Explore"]:
        row(sheet).get_by_role("link", name=words, exact=True).click()
        expect(row(sheet).locator("[aria-current=page]")).to_have_text(words)
        expect(sheet.locator(MAIN)).to_contain_text("Wigmore ward")
        expect(sheet).to_have_url(re.compile(f"place={SLUG}&.*area={WIGMORE}"))
    expect(sheet.locator(MAIN)).to_contain_text(NAME)


@pytest.mark.parametrize(("name", "seen"), [("Home", "h1"), ("Explore", ".hg-headline")])
def test_does_a_page_s_link_lead_there_with_the_area_in_a_new_tab(sheet, name, seen):
    sheet.goto(f"/profile?place={SLUG}&area={DALLOW}")
    expect(sheet.locator(".hg-doc h1")).to_contain_text("Dallow ward")
    link = row(sheet).get_by_role("link", name=name, exact=True)
    sheet.goto(link.evaluate("link => link.href"))
    expect(sheet.locator(seen)).to_contain_text("Dallow ward")


def test_is_what_a_notice_offers_opened_where_it_is_clicked(sheet):
    sheet.goto(f"/profile?place={SLUG}&area={other_code('E05002198')}")
    expect(sheet.get_by_role("status").filter(has_text="its people now live in")).to_be_visible()
    sheet.locator(of_keys("hg-offers")).get_by_role("link", name="Beech Hill ward").click()
    expect(sheet.locator(".hg-doc h1")).to_contain_text("Profile of Beech Hill ward")
    expect(sheet).to_have_url(re.compile("/profile.*area=E05914736"))


@pytest.mark.parametrize(("words", "many"), [("dall", 5), ("wigmore ward", 8)])
def test_does_a_list_hold_what_contains_the_words(sheet, words, many):
    sheet.goto(f"/?place={SLUG}&indicator=overcrowding&level=ward")
    ready(sheet, 20)
    box = sheet.get_by_role("combobox", name="Find an area")
    box.click()
    box.fill(words)
    options = sheet.get_by_role("option")
    expect(options.filter(has_text=re.compile("All of"))).to_have_count(0)
    expect(options).to_have_count(many)
    for text in options.all_inner_texts():
        assert words.casefold() in text.casefold()


def test_is_nothing_taken_for_what_is_called_so_nowhere(sheet):
    sheet.goto(f"/?place={SLUG}&indicator=overcrowding&level=lsoa")
    ready(sheet, 125)
    said = sheet.locator(".hg-headline").inner_text()
    box = sheet.get_by_role("combobox", name="Find an area")
    box.click()
    box.fill("LU1 1")
    expect(sheet.get_by_role("option")).to_have_text("No results")
    box.press("Enter")
    rest(sheet)
    assert sheet.locator(".hg-headline").inner_text() == said
    assert "area=" not in sheet.url


def test_does_enter_in_a_set_take_the_one_that_is_first(sheet):
    sheet.goto(f"/profile?place={SLUG}&area=E01915693")
    expect(sheet.locator(".hg-doc h1")).to_be_visible()
    rest(sheet)
    box = sheet.get_by_role("combobox", name="Or several neighbourhoods, taken together")
    box.click()
    box.fill("dallow road")
    expect(sheet.get_by_role("option")).to_have_count(4)
    box.press("Enter")
    expect(sheet.locator(".hg-doc h1")).to_contain_text("Profile of the 2 neighbourhoods")
    expect(sheet).to_have_url(re.compile("area=E01915693%2CE01915724"))
