"""Does axe-core find anything on any page, with no rule switched off?"""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.browser.conftest import resize, rest

pytestmark = pytest.mark.browser

PAGES = {
    "explore": "/?indicator=overcrowding&level=ward&area=E05014736",
    "neighbourhoods": "/?indicator=claimant_rate&level=lsoa",
    "suppressed": "/?indicator=pre1919_homes&level=lsoa",
    "principle": "/principles?principle=5&indicator=overcrowding&level=ward",
    "without limits": "/principles?principle=8&indicator=no2&level=lsoa",
    "msoa": "/principles?principle=4&indicator=household_income",
    "racism": "/principles?principle=7&indicator=no_qualifications&level=lsoa",
    "district": "/principles?principle=6&indicator=adult_obesity",
    "over time without limits": "/?indicator=affordability_ratio&level=district",
    "profile": "/profile?area=E05014741",
    "profile of several": "/profile?area=E01015693,E01015700",
    "briefing": "/briefing",
    "data": "/data",
    "notice": "/?indicator=gold&area=E05999999",
}


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("width", [1280, 360])
def test_does_axe_find_nothing(page, name, width):
    resize(page, width, 900)
    page.goto(PAGES[name])
    shown = page.locator(".hg-source, .hg-rows, .hg-doc table, iframe").first
    expect(shown).to_be_attached()
    rest(page)  # charts and tables draw after the text
    found = Axe().run(page).response["violations"]
    assert [(v["id"], [n["html"][:120] for n in v["nodes"]]) for v in found] == []
