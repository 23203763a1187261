"""Does a postcode typed in a real browser open its ward, and stand in no address that is asked?"""

import re

import pytest
from playwright.sync_api import expect

from het_geo.ui.frame import PAGES
from het_geo.ui.streamlit_insides import MAIN
from tests.browser.conftest import rest
from tests.places import NAME, SLUG, other_code

pytestmark = pytest.mark.browser
BEECH_HILL = other_code("E05014736")


def type_in(sheet, text):
    box = sheet.get_by_label("Find a ward, neighbourhood, postcode or topic")
    box.fill(text)
    box.press("Enter")


def test_does_a_postcode_open_its_ward_travel_and_stay_out_of_every_address(browser, two):
    context = browser.new_context(viewport={"width": 1280, "height": 900}, base_url=two)
    sheet, asked = context.new_page(), []
    sheet.on("request", lambda request: asked.append(request.url))
    sheet.goto(f"/?place={SLUG}")
    rest(sheet)
    type_in(sheet, "ot11ew")
    said = sheet.get_by_role("status").filter(has_text="OT1 1EW lies in Beech Hill ward")
    expect(said).to_be_visible()
    expect(sheet).to_have_url(re.compile(f"place={SLUG}&.*area={BEECH_HILL}"))
    expect(sheet.get_by_label("Find a ward, neighbourhood, postcode or topic")).to_have_value("")
    for words in PAGES:
        sheet.get_by_role("navigation", name="Pages").get_by_role("link", name=words).click()
        expect(sheet.locator(MAIN)).to_contain_text("Beech Hill ward")
        asked.append(sheet.url)
    rest(sheet)
    type_in(sheet, "LU1 1EW")
    sheet.get_by_role("link", name="Beech Hill ward in Luton").click()
    expect(sheet).to_have_url(re.compile("place=luton&.*area=E05014736"))
    expect(sheet.get_by_text(f"is no postcode of {NAME}")).to_have_count(0)
    context.close()
    plain = [re.sub(r"%20|\+|%", "", url).lower() for url in asked]
    assert [url for url in plain if "ot11ew" in url or "lu11ew" in url] == []


@pytest.mark.parametrize(("width", "height"), [(1280, 800), (390, 844)])
def test_is_a_persons_own_neighbourhood_one_click_from_the_ward_above_the_tiles(
    page, width, height
):
    page.set_viewport_size({"width": width, "height": height})
    page.goto("/")
    rest(page)
    type_in(page, "LU1 1AA")
    link = page.get_by_role("link", name="Your neighbourhood: Luton 023B (Central Luton)")
    expect(link).to_be_visible()
    rest(page)
    assert page.locator(".hg-notice").count() == 0
    box, tile = link.bounding_box(), page.locator(".hg-tile").first.bounding_box()
    assert 0 <= box["y"] < box["y"] + box["height"] <= tile["y"] < height
    link.click()
    title = page.locator("h1", has_text="Luton 023B (Central Luton)")
    expect(title).to_be_visible()
