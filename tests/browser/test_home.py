"""Does Home give its answer in one sight, and lead on without loading the app anew?"""

import re

import pytest
from playwright.sync_api import expect

from het_geo.render.unbroken import STYLE
from tests.browser.conftest import rest

pytestmark = pytest.mark.browser

DALLOW = "E05014741"
# A width and a height: a small laptop, and a telephone.
SIGHTS = [(1280, 800), (390, 844)]


def open_tiles(page, width, height, link):
    """Open a page of tiles in a window of a size, and wait for all seven."""
    page.set_viewport_size({"width": width, "height": height})
    page.goto(link)
    expect(page.locator(".hg-tile")).to_have_count(7)
    rest(page)


@pytest.mark.parametrize(("width", "height"), SIGHTS)
@pytest.mark.parametrize("link", ["/", f"/home?place=luton&area={DALLOW}"])
def test_are_title_search_and_seven_tiles_seen_without_scrolling(page, width, height, link):
    open_tiles(page, width, height, link)
    parts = [
        page.locator("h1"),
        page.get_by_label("Find a ward"),
        *page.locator(".hg-tile").all(),
    ]
    for part in parts:
        box = part.bounding_box()
        assert box["y"] >= 0
        assert box["y"] + box["height"] <= height
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= width


@pytest.mark.parametrize(("width", "height"), SIGHTS)
@pytest.mark.parametrize("link", ["/", f"/home?place=luton&area={DALLOW}"])
def test_are_dates_and_numbers_with_their_units_on_one_line(page, width, height, link):
    open_tiles(page, width, height, link)
    kept = page.locator(f".hg-tile .{STYLE}")
    assert "21 March 2021" in kept.all_inner_texts()
    lines = kept.evaluate_all("found => found.map(one => one.getClientRects().length)")
    assert {*lines} in ({1}, {0, 1})  # 0: what a telephone leaves out


def test_says_each_tile_on_a_telephone_that_there_is_no_earlier_figure(page):
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto("/")
    expect(page.locator(".hg-tile")).to_have_count(7)
    rest(page)
    learning = page.locator(".hg-tile").nth(1)
    expect(learning.get_by_text("No earlier figure.")).to_be_visible()


def test_does_a_tile_lead_to_its_map_within_the_session(page):
    page.goto("/")
    expect(page.locator(".hg-tile")).to_have_count(7)
    rest(page)
    page.evaluate("window.loadedOnce = true")
    page.get_by_role("link", name=re.compile(r"^Homes ?: Too few bedrooms, on the map$")).click()
    expect(page.locator(".hg-headline")).to_contain_text("12.2% of households")
    assert page.evaluate("window.loadedOnce") is True
    expect(page).to_have_url(re.compile(r"/explore\?.*indicator=overcrowding"))
    page.go_back()
    expect(page.locator(".hg-tile")).to_have_count(7)


def test_does_what_is_typed_open_the_ward_on_home_and_travel_on(page):
    page.goto("/")
    rest(page)
    box = page.get_by_label("Find a ward")
    box.fill("dallow")
    box.press("Enter")
    expect(page.locator("h1")).to_have_text("Dallow ward, Luton: one-minute summary")
    expect(page).to_have_url(re.compile(rf"/home\?.*area={DALLOW}"))
    rest(page)
    page.go_back()
    expect(page.locator("h1")).to_contain_text("Luton: where are the building blocks")
    page.go_forward()
    expect(page.locator("h1")).to_have_text("Dallow ward, Luton: one-minute summary")
    rest(page)
    page.get_by_role("link", name="Its whole profile").click()
    expect(page.locator("h1")).to_contain_text("Dallow")
    expect(page).to_have_url(re.compile(DALLOW))


def test_does_one_click_give_the_page_to_take(page, tmp_path):
    page.goto(f"/home?place=luton&area={DALLOW}")
    with page.expect_download() as taken:
        page.get_by_role("button", name="One-minute summary (PDF)").click()
    path = tmp_path / taken.value.suggested_filename
    taken.value.save_as(path)
    assert path.read_bytes().startswith(b"%PDF")
    assert path.name.startswith("dallow-ward-luton-one-minute-summary-")
