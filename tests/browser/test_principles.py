"""Does a real browser without internet show a gap in three lenses, its clusters and its charts?"""

import re

import pytest
from playwright.sync_api import expect

from het_geo.ui.streamlit_insides import CHART
from tests.browser.conftest import choose, ready, rest

pytestmark = pytest.mark.browser

LINK = "/principles?principle=5&indicator=overcrowding&level=ward"


def test_is_a_gap_read_opened_and_changed_without_internet(page):
    page.goto(LINK)
    headline = page.locator(".hg-headline")
    expect(headline).to_contain_text("In Beech Hill ward on 21 March 2021, 28.8% of households had")
    expect(page.locator(".hg-cards .hg-card")).to_have_count(3)
    ready(page, 125, bank=False)
    expect(page.locator("svg .marks path.high")).not_to_have_count(0)
    expect(page.locator("svg .marks path.low")).not_to_have_count(0)
    expect(page.get_by_text("Thick line: high among high neighbours")).to_be_visible()
    charts = page.locator(CHART)
    expect(charts).to_have_count(3)  # fifths, the gap over time, between and within
    expect(page.locator("svg.hg-picture")).to_have_count(1)  # every ward with its certainty
    receipt = page.locator(".hg-cards details").first
    receipt.locator("summary").focus()
    page.keyboard.press("Enter")
    expect(receipt).to_contain_text("Absolute gap")
    expect(receipt.get_by_text("Census 2021 TS052", exact=False)).to_be_visible()
    choose(page, "Marmot principle", re.compile("^3. "))
    expect(page).to_have_url(re.compile("principle=3"))
    expect(headline).not_to_contain_text("bedrooms")
    rest(page)
    said = headline.inner_text()
    page.reload()
    expect(page).to_have_url(re.compile("principle=3"))
    expect(headline).to_have_text(said)
    expect(headline).not_to_contain_text("bedrooms")


def test_is_a_link_to_principles_framed_on_a_server_just_started(browser, fresh_address):
    sheet = browser.new_page(viewport={"width": 1280, "height": 900})
    sheet.goto(f"{fresh_address}{LINK}")
    expect(sheet.get_by_role("link", name="Explore")).to_be_visible()
    expect(sheet.locator(".hg-headline")).to_contain_text("In Beech Hill ward")
    expect(sheet).to_have_url(re.compile("indicator=overcrowding"))
    sheet.close()
