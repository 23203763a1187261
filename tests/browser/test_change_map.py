"""Does the map of change say in a real browser what changed, and how sure that is?"""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.browser.conftest import AREAS, choose, ready, resize, rest

pytestmark = pytest.mark.browser
FIGURE = "/explore?place=luton&indicator=overcrowding&level=ward&area=E05014741"
DALLOW = f"{AREAS}[data-name='Dallow ward']"
TITLE = ".legend-title"


def test_is_the_change_chosen_painted_hatched_said_and_kept_in_the_link(page):
    resize(page, 1280, 800)
    page.goto(FIGURE)
    ready(page, 20)
    before = page.locator(DALLOW).evaluate("path => path.style.fill")
    page.get_by_role("radio", name="Change").click()
    expect(page.locator(TITLE)).to_have_text(re.compile("change, 27 March 2011 to 21 March 2021"))
    expect(page).to_have_url(re.compile("of=change"))
    ready(page, 20, bank=False)
    assert page.locator(DALLOW).evaluate("path => path.style.fill") != before
    expect(page.locator(".chance path")).to_have_count(1)
    expect(page.locator(".legend")).to_contain_text("Hatched over: may be chance, 9 areas")
    expect(page.locator(DALLOW)).to_have_attribute(
        "aria-label", re.compile(r"from 22\.3% to 21\.1%: .* lower; may be chance$")
    )
    expect(page.locator(".hg-headline")).to_contain_text("it went from 22.3%")
    expect(page.locator(".hg-card")).to_contain_text("lower")
    bottoms = [page.locator(part).bounding_box() for part in (".stage svg", ".hg-card")]
    assert all(box["y"] + box["height"] <= 800 for box in bottoms)
    page.locator(f"{AREAS}[data-name='Biscot ward']").click()
    expect(page.locator(".hg-headline")).to_contain_text("Biscot ward")
    expect(page.locator(".hg-card")).to_contain_text("More than chance, and better")
    page.reload()
    expect(page.locator(TITLE)).to_contain_text("change, ")
    rest(page)
    assert Axe().run(page).response["violations"] == []
    page.get_by_role("radio", name="Figure").click()
    expect(page.locator(TITLE)).to_contain_text("darker is worse")
    ready(page, 20)
    expect(page.locator(".chance path")).to_have_count(0)
    expect(page).not_to_have_url(re.compile("of="))


def test_is_a_figure_shown_with_the_reason_where_there_is_no_change(page):
    page.goto(f"{FIGURE}&of=change")
    ready(page, 20, bank=False)
    choose(page, "Indicator", "Private renting")
    expect(page.get_by_text("No change is shown: 21 March 2021 is the only period")).to_be_visible()
    ready(page, 20)
    expect(page.locator(TITLE)).to_contain_text("darker")
    expect(page.locator(".chance path")).to_have_count(0)
    choose(page, "Indicator", "Too few bedrooms")
    expect(page.locator(TITLE)).to_contain_text("change, ")
