"""Is every page whole at six widths, light and dark: nothing cut, laid over or out of sight?"""

import re

import pytest
from playwright.sync_api import expect

from het_geo.ui.frame import PAGES
from het_geo.ui.streamlit_insides import BOX, MAIN, OPENS, TABLE
from tests.browser.conftest import FIND, rest
from tests.browser.every_page import EVERY, WIDTHS, looks, open_page
from tests.conftest import ROOT
from tests.sampled import some

pytestmark = pytest.mark.browser
MEASURE = (ROOT / "tests/browser/measure.js").read_text("utf-8")


def test_is_every_page_of_the_navigation_among_them():
    paths = {url.split("?")[0].strip("/") for url in EVERY.values()}
    first = next(iter(PAGES.values()))
    assert {name for name in PAGES.values() if name != first} <= paths | {"explore"}
    assert "" in paths


@pytest.mark.sampled(4)
@pytest.mark.parametrize("name", EVERY)
def test_is_nothing_cut_laid_over_or_out_of_the_page(page, name):
    open_page(page, name)
    widths = tuple(some(WIDTHS, 3, f"widths of {name}"))
    found = {look: page.evaluate(MEASURE, [MAIN, TABLE]) for look in looks(page, widths)}
    assert {look: wrong for look, wrong in found.items() if wrong} == {}


FAULTS = {
    "scrolls sideways": "<p style='width: 1500px'>Long</p>",
    "cut": "<p style='width: 40px; overflow: hidden; white-space: nowrap'>A long sentence</p>",
    "out of the page": "<p style='position: absolute; left: 1260px; width: 90px'>Long</p>",
    "laid over": "<p>One</p><p style='margin-top: -3rem'>Two</p>",
    "written over": "<svg width='200' height='40'><text y='20'>One word</text>"
    "<text y='20' x='9'>Two</text></svg>",
    "partly hidden": "<div style='overflow: auto; width: 90px'><b style='white-space: nowrap'>"
    "A long sentence</b></div>",
    "hint cut": "<input placeholder='Postcode or area name' style='width: 60px'>",
    "": "<div tabindex='0' style='overflow: auto'>"
    "<table style='width: 1500px'></table></div><p>Whole</p>",
}


@pytest.mark.whole
@pytest.mark.parametrize("fault", FAULTS)
def test_is_a_fault_of_layout_found_and_named(browser, fault):
    sheet = browser.new_page(viewport={"width": 1280, "height": 800})
    sheet.set_content(f"<main style='overflow: auto'>{FAULTS[fault]}</main>")
    found = sheet.evaluate(MEASURE, ["main", TABLE])
    sheet.close()
    named = {text.split(":")[0].split(" by ")[0] for text in found}
    assert fault in named if fault else not named


# Where a finger lands: Streamlit's lists take a tap at their very middle for a screen reader's.
BESIDE = {"x": 20, "y": 6}


@pytest.fixture
def phone(shared, address):
    sheet = shared(address, touched=True)
    sheet.set_viewport_size({"width": 390, "height": 844})
    yield sheet
    sheet.close()


@pytest.mark.parametrize("name", ["explore", "principle", "compare", "profile", "briefing", "data"])
def test_does_every_list_close_on_a_telephone(phone, name):
    open_page(phone, name)
    lists = phone.get_by_role("combobox")
    assert lists.count()
    for i in range(lists.count()):
        box = lists.nth(i)
        box.scroll_into_view_if_needed()
        box.tap(position=BESIDE)
        options = phone.get_by_role("option")
        options.first.wait_for()
        phone.keyboard.press("Escape")
        options.first.wait_for(state="detached")
    rest(phone)


def test_does_what_opens_close_again_where_a_finger_taps_beside_it(phone):
    open_page(phone, "explore")
    phone.get_by_role("button", name="Download picture").first.tap()
    inside = phone.get_by_role("button", name="SVG", exact=True)
    inside.wait_for()
    phone.locator("h1").first.scroll_into_view_if_needed()
    phone.touchscreen.tap(380, 400)
    inside.wait_for(state="detached")
    rest(phone)


def test_does_a_list_close_once_chosen_from_and_its_box_where_a_finger_taps_beside_it(phone):
    open_page(phone, "explore")
    phone.get_by_role("button", name="Wards").tap()
    box = phone.get_by_role("combobox", name="Compare with")
    box.tap(position=BESIDE)
    options = phone.get_by_role("option")
    options.filter(has_text="East of England").tap()
    options.first.wait_for(state="detached")
    rest(phone)
    phone.touchscreen.tap(200, 800)
    box.wait_for(state="detached")
    rest(phone)
    expect(phone).to_have_url(re.compile("compare=region"))


# What is tapped and is smaller than 24 pixels; a link in a sentence is as high as its line.
SMALL = f"""() => ({FIND})((e) => e.matches('a, button, summary, [role=button], [role=tab]')
    && !e.ownerSVGElement && !(e.closest('p, li, td') && getComputedStyle(e).display === 'inline')
    && e.checkVisibility({{ opacityProperty: true, visibilityProperty: true }}))
    .map((e) => [e, e.getBoundingClientRect()])
    .filter(([, box]) => box.width > 2 && box.height > 2 && Math.min(box.width, box.height) < 23.5)
    .map(([e, box]) => [e.tagName, e.ariaLabel ?? e.textContent, box.width, box.height])"""
TAPPED = ["home of a ward", "explore", "principle", "choice of a profile", "profile of several",
          "briefing", "data"]  # fmt: skip


@pytest.mark.parametrize("name", TAPPED)
def test_is_what_a_finger_taps_large_enough(phone, name):
    open_page(phone, name)
    assert phone.evaluate(SMALL) == []


# What a button of an open box says, where less of it is seen than there is.
HALF = f"""() => [...document.querySelectorAll('{BOX} button *')]
    .filter((e) => e.clientWidth && e.scrollWidth > e.clientWidth + 1).map((e) => e.textContent)"""
OPENING = ["explore", "principle", "compare", "profile", "briefing", "journey", "data"]


@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("name", OPENING)
def test_is_every_button_of_a_box_read_whole(page, name, width):
    page.set_viewport_size({"width": width, "height": 900})
    open_page(page, name)
    boxes = page.locator(OPENS)
    for i in range(boxes.count()):
        boxes.nth(i).click()
        page.locator(BOX).wait_for()
        rest(page)
        assert page.evaluate(HALF) == []
        page.keyboard.press("Escape")
        page.locator(BOX).wait_for(state="detached")
