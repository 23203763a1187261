"""Are files opened on the Briefing page, and its screens shown and walked there?"""

import re
from datetime import date

import pytest
from playwright.sync_api import expect

from het_geo.briefing.files import save
from het_geo.briefing.model import Audience
from het_geo.briefing.order import arrange
from het_geo.briefing.propose import propose
from het_geo.pack.archive import pack_as_zip
from het_geo.ui.briefing import KEYS
from het_geo.ui.streamlit_insides import MAIN
from tests.browser.conftest import rest
from tests.conftest import ROOT

pytestmark = pytest.mark.browser
TODAY = date(2026, 11, 25)


@pytest.fixture
def opened(page):
    page.goto("/briefing")
    expect(page.frame_locator("iframe").locator(".screen.on h2").first).to_be_visible()
    rest(page)
    return page


def test_are_keys_told_of_where_there_is_a_keyboard_alone(opened, shared, address):
    expect(opened.get_by_text(KEYS)).to_be_visible()
    sheet = shared(address, touched=True)
    sheet.goto("/briefing")
    expect(sheet.get_by_text(KEYS)).to_be_attached()
    expect(sheet.get_by_text(KEYS)).to_be_hidden()
    sheet.close()


def test_do_keys_reach_the_screens_without_a_click(opened):
    deck = opened.frame_locator("iframe")
    expect(deck.locator("#counter")).to_contain_text("1 of ")
    assert opened.evaluate("document.activeElement.tagName") == "BODY"
    opened.keyboard.press("ArrowRight")
    expect(deck.locator("#counter")).to_contain_text("2 of ")
    opened.keyboard.press("PageDown")
    expect(deck.locator("#counter")).to_contain_text("3 of ")
    opened.keyboard.press("1")
    expect(deck.locator("#answers .answer")).to_be_visible()


def test_does_what_is_typed_on_the_page_stay_there(opened):
    deck, box = opened.frame_locator("iframe"), opened.get_by_label("Find a ward")
    box.click()
    opened.keyboard.type("nap/1")
    opened.keyboard.press("ArrowLeft")
    opened.keyboard.press("PageDown")
    expect(box).to_have_value("nap/1")
    expect(deck.locator("#counter")).to_contain_text("1 of ")
    expect(deck.locator("#panel")).to_be_hidden()
    opened.get_by_role("combobox").last.focus()
    opened.keyboard.press("ArrowRight")
    expect(deck.locator("#counter")).to_contain_text("1 of ")


@pytest.mark.parametrize(("wide", "high"), [(1280, 800), (1366, 657)])
def test_do_all_controls_stand_in_one_sight(opened, wide, high):
    opened.set_viewport_size({"width": wide, "height": high})
    deck = opened.frame_locator("iframe")
    for name in ("‹ Back", "Next ›", "Answers", "Rehearse", "Full screen", "Help"):
        expect(deck.get_by_role("button", name=name)).to_be_in_viewport(ratio=1)
    for label in ("For whom", "About"):
        expect(opened.get_by_label(label).first).to_be_in_viewport()
    expect(deck.locator("#title-head")).to_be_in_viewport(ratio=1)


@pytest.mark.parametrize(("wide", "high"), [(1280, 800), (1366, 657), (1920, 1080), (390, 844)])
def test_does_the_way_on_stay_under_the_pointer(page, wide, high):
    page.set_viewport_size({"width": wide, "height": high})
    page.goto("/briefing")
    deck = page.frame_locator("iframe")
    expect(deck.locator(".screen.on h2").first).to_be_visible()
    rest(page)
    room, way = page.locator(MAIN), deck.get_by_role("button", name="Next ›")
    counter, box = deck.locator("#counter"), way.bounding_box()
    before = room.evaluate("each => each.scrollTop")
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    for step in range(2, int(counter.inner_text().split(" of ")[1]) + 1):
        page.mouse.down()
        page.mouse.up()
        expect(counter).to_contain_text(f"{step} of ")
        assert way.bounding_box() == box, step
        assert room.evaluate("each => each.scrollTop") == before, step
    expect(deck.locator("#panel")).to_be_hidden()


def test_is_a_pressed_button_read_under_the_pointer(opened):
    notes = opened.frame_locator("iframe").get_by_role("button", name="Notes")
    notes.click()
    expect(notes).to_have_attribute("aria-pressed", "true")
    expect(notes).to_have_css("color", "rgb(255, 255, 255)")
    expect(notes).to_have_css("background-color", "rgb(29, 42, 58)")  # the pointer is on it still


def test_does_the_ring_go_with_the_answer_chosen(opened):
    deck = opened.frame_locator("iframe")
    for step in (2, 3):
        opened.keyboard.press("ArrowRight")
        expect(deck.locator("#counter")).to_contain_text(f"{step} of ")
    opened.keyboard.press("1")
    asks = deck.locator(".questions button")
    expect(asks.first).to_be_focused()
    opened.keyboard.press("8")
    expect(asks.nth(7)).to_be_focused()
    expect(asks.nth(7)).to_have_attribute("aria-pressed", "true")


def test_is_the_area_of_explore_carried_along(page):
    page.goto("/explore?place=luton&indicator=overcrowding&level=ward&area=E05014741")
    expect(page.locator(".hg-source")).to_be_attached()
    rest(page)
    page.get_by_role("link", name="Briefing").first.click()
    deck = page.frame_locator("iframe")
    expect(deck.locator("#title-head")).to_have_text("Dallow ward")
    expect(page).to_have_url(re.compile("area=E05014741"))


def test_does_a_principle_with_little_lead_to_its_neighbours(page):
    page.goto("/briefing?place=luton&area=E05014741&principle=7")
    deck = page.frame_locator("iframe")
    expect(deck.locator("#title-head")).to_have_text("Dallow ward")
    rest(page)
    way = page.get_by_role("link", name=re.compile("^More is known under principle")).first
    named = re.search(r"principle (\d)", way.inner_text())[1]
    way.click()
    expect(deck.locator(".cover .about")).to_contain_text(f"Marmot principle {named}:")
    expect(deck.locator("#title-head")).to_have_text("Dallow ward")


def test_is_a_saved_order_opened_with_what_is_left_out(opened, atlas, tmp_path):
    briefing = propose(atlas, Audience(), TODAY)
    kept, _ = arrange(atlas, briefing, TODAY, order=["setting", "unknown"])
    path = tmp_path / "order.toml"
    path.write_text(save(kept, TODAY).replace('"unknown"', '"unknown", "gap.gold.ward"', 1))
    opened.get_by_text("Arrange the").click()
    opened.get_by_label("Open a saved order (TOML)").set_input_files(path)
    expect(opened.get_by_text("gold", exact=False).first).to_be_visible()
    expect(opened.get_by_text("Arrange the 2 screens")).to_be_visible()


def test_is_a_file_that_is_no_order_refused_in_words(opened, tmp_path):
    path = tmp_path / "order.toml"
    path.write_bytes(b"\x00\xff not a briefing")
    opened.get_by_text("Arrange the").click()
    opened.get_by_label("Open a saved order (TOML)").set_input_files(path)
    expect(
        opened.get_by_text("Choose a file that the briefing page saved", exact=False)
    ).to_be_visible()


def test_is_an_earlier_pack_compared_with_this_one(opened, luton, tmp_path):
    path = tmp_path / "pack.zip"
    path.write_bytes(pack_as_zip(ROOT, luton.manifest))
    opened.get_by_label("An earlier pack (ZIP)").set_input_files(path)
    expect(opened.get_by_text("Nothing has changed", exact=False)).to_be_visible()
    rest(opened)
    path.write_bytes(b"no zip")
    opened.get_by_label("An earlier pack (ZIP)").set_input_files(path)
    expect(opened.get_by_text("This is no ZIP file", exact=False)).to_be_visible()


def test_is_a_pack_of_any_size_told_and_the_page_still_there(opened, tmp_path):
    """One of 18 to 64 MB cut the connection, and said nothing; then another could not be chosen."""
    path = tmp_path / "pack.zip"
    for size, said in [
        (18_000_000, "it has 18 MB, and 12 MB are read at most."),
        (64_000_000, "it has 64 MB, and 12 MB are read at most."),
        (11_900_000, "This is no ZIP file"),
    ]:
        path.write_bytes(b"x" * size)
        opened.get_by_label("An earlier pack (ZIP)").set_input_files(path)
        expect(opened.get_by_text(said, exact=False)).to_be_visible(timeout=60_000)
