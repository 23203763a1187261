"""Is the browser's way back one step for each step that a person made?"""

import re

import pytest
from playwright.sync_api import expect

from het_geo.ui.frame import PAGES
from het_geo.ui.streamlit_insides import of_key
from tests.browser.conftest import rest
from tests.sampled import some

pytestmark = pytest.mark.browser

FROM = ["/", "/explore?place=luton", "/principles?place=luton"]
# What a person may choose on a page: the list's name, and what is chosen.
CHOICES = [("/explore?place=luton", "Indicator"), ("/principles?place=luton", "Marmot principle")]


def _title(page) -> str:
    rest(page)
    return page.locator("h1").first.text_content()


@pytest.mark.parametrize("start", FROM)
def test_does_back_lead_from_every_page_to_the_one_before_in_one_step(page, start):
    page.goto(start)
    first = _title(page)
    here = re.search(r"/(\w*)\?", page.url)[1]
    others = [(title, name) for title, name in PAGES.items() if name != (here or "home")]
    for title, name in some(others, 3, "the way back"):
        page.locator(of_key("hg-nav")).get_by_role("link", name=title, exact=True).click()
        expect(page).to_have_url(re.compile(f"/{name}\\?"))
        expect(page.locator("h1").first).not_to_have_text(first)
        rest(page)
        page.go_back()
        expect(page.locator("h1").first).to_have_text(first)
        expect(page).to_have_url(re.compile(f"/{here}\\?"))
        rest(page)


@pytest.mark.parametrize(("start", "label"), CHOICES)
def test_is_a_choice_on_a_page_a_step_of_its_own(page, start, label):
    page.goto(start)
    _title(page)
    before = page.url
    box = page.get_by_role("combobox", name=re.compile(label)).first
    was = box.input_value()
    box.click()
    page.get_by_role("option", selected=False).nth(1).click()
    expect(page).not_to_have_url(before)
    rest(page)
    page.go_back()
    expect(page).to_have_url(before)
    expect(page.get_by_role("combobox", name=re.compile(label)).first).to_have_value(was)


def test_does_a_ward_found_from_each_page_lead_back_to_where_it_was_typed(page):
    for start in FROM:
        page.goto(start)
        first = _title(page)
        box = page.get_by_label("Find a ward")
        box.fill("dallow")
        box.press("Enter")
        expect(page).to_have_url(re.compile("area=E05014741"))
        rest(page)
        page.go_back()
        expect(page).not_to_have_url(re.compile("area="))
        expect(page.locator("h1").first).to_have_text(first)
