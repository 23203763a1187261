"""Are files opened on the Briefing page, and its screens shown and walked there?"""

from datetime import date

import pytest
from playwright.sync_api import expect

from het_geo.atlas.atlas import Atlas
from het_geo.briefing.files import save
from het_geo.briefing.model import Audience
from het_geo.briefing.order import arrange
from het_geo.briefing.propose import propose
from het_geo.pack.archive import pack_as_zip
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


def test_are_the_screens_walked_by_key_inside_the_page(opened):
    deck = opened.frame_locator("iframe")
    expect(deck.locator("#counter")).to_contain_text("1 of ")
    deck.locator("body").click()
    opened.keyboard.press("ArrowRight")
    expect(deck.locator("#counter")).to_contain_text("2 of ")
    opened.keyboard.press("1")
    expect(deck.locator("#answers .answer")).to_be_visible()


def test_is_a_saved_order_opened_with_what_is_left_out(opened, luton, tmp_path):
    atlas = Atlas(luton)
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
    expect(opened.get_by_text("This is no ZIP file of a pack", exact=False)).to_be_visible()
