"""Is a briefing as dark as the page that it stands in, and read in the dark as in the light?"""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from het_geo.briefing.model import Audience
from het_geo.briefing.propose import propose
from het_geo.render.briefings import deck_of
from tests.browser.conftest import rest
from tests.browser.test_deck import TODAY
from tests.conftest import ROOT

pytestmark = pytest.mark.browser
CONTRAST = (ROOT / "tests/browser/contrast.js").read_text("utf-8")
LIGHT, DARK = "rgb(255, 255, 255)", "rgb(19, 27, 35)"  # paper, in .streamlit/config.toml
PAPER = "() => getComputedStyle(document.documentElement).backgroundColor"
DALLOW = "E05014741"


@pytest.fixture(scope="module")
def paths(atlas, tmp_path_factory):
    """Return the files of a briefing on the town and on a ward."""
    folder, made = tmp_path_factory.mktemp("decks"), {}
    for name, codes in (("town", ()), ("ward", (DALLOW,))):
        made[name] = folder / f"{name}.html"
        text = deck_of(atlas, propose(atlas, Audience(codes), TODAY), TODAY)
        made[name].write_text(text, encoding="utf-8")
    return made


@pytest.fixture
def opened(browser, paths):
    """Return what opens one of them on a machine that prefers a scheme."""
    held = []

    def sized(name, prefers="dark", wide=1280, high=720):
        size = {"width": wide, "height": high}
        held.append(browser.new_context(viewport=size, color_scheme=prefers))
        sheet = held[-1].new_page()
        sheet.goto(paths[name].as_uri())
        return sheet

    yield sized
    for context in held:
        context.close()


def wrong(sheet):
    """Return what axe-core finds, and the words in drawings that cannot be read."""
    found = Axe().run(sheet).response["violations"]
    told = [(v["id"], [n["html"][:120] for n in v["nodes"]]) for v in found]
    return told + sheet.evaluate(CONTRAST)


@pytest.mark.parametrize("name", ["town", "ward"])
@pytest.mark.parametrize("dark", [False, True])
def test_can_every_screen_be_read_light_and_dark(opened, name, dark):
    sheet = opened(name)
    assert sheet.evaluate(PAPER) == LIGHT  # a file is light until a person asks
    if dark:
        sheet.keyboard.press("d")
    assert sheet.evaluate(PAPER) == (DARK if dark else LIGHT)
    count = int(sheet.locator("#counter").inner_text().split(" of ")[1])
    found = {}
    for i in range(count):
        expect(sheet.locator("#counter")).to_have_text(f"{i + 1} of {count}")
        found[sheet.locator(".screen.on").get_attribute("id")] = wrong(sheet)
        sheet.keyboard.press("ArrowRight")
    assert {screen: what for screen, what in found.items() if what} == {}


def test_can_what_opens_over_a_screen_be_read_in_the_dark(opened):
    sheet = opened("town")
    for key in ("d", "ArrowRight", "ArrowRight"):
        sheet.keyboard.press(key)
    found = {}
    for key in ("?", "t", "/", "3", "n", "p"):
        sheet.keyboard.press(key)
        if key == "3":
            expect(sheet.locator("#answers .answer")).to_be_visible()
            sheet.keyboard.press("r")
        found[key] = wrong(sheet)
        sheet.keyboard.press("Escape")
        expect(sheet.locator("dialog[open]")).to_have_count(0)
    assert {key: what for key, what in found.items() if what} == {}


def test_are_notes_in_a_window_of_their_own_as_dark_as_the_screen(opened):
    sheet = opened("town")
    sheet.keyboard.press("d")
    sheet.keyboard.press("ArrowRight")
    with sheet.expect_popup() as told:
        sheet.keyboard.press("w")
    window = told.value
    expect(window.locator(".then")).to_contain_text("Next: ")
    assert window.evaluate(PAPER) == DARK
    assert wrong(window) == []
    window.keyboard.press("d")  # keys there move what is here: both turn
    assert [sheet.evaluate(PAPER), window.evaluate(PAPER)] == [LIGHT, LIGHT]
    assert wrong(window) == []


def test_can_it_be_read_in_the_dark_on_a_telephone(opened):
    sheet = opened("town", wide=390, high=844)
    sheet.keyboard.press("d")
    for _ in range(3):
        sheet.get_by_role("button", name="Next ›").click()
        assert wrong(sheet) == []


def test_does_it_follow_the_page_around_it(page):
    page.emulate_media(color_scheme="dark")
    page.goto("/briefing")
    expect(page.frame_locator("iframe").locator("#counter")).to_contain_text("1 of ")
    rest(page)
    inside = page.frames[-1]
    assert inside.evaluate(PAPER) == DARK
    for scheme, paper in (("light", LIGHT), ("dark", DARK)):
        page.emulate_media(color_scheme=scheme)
        inside.wait_for_function(f"() => ({PAPER})() === '{paper}'")
    page.keyboard.press("d")  # the room asks for another
    inside.wait_for_function(f"() => ({PAPER})() === '{LIGHT}'")
    expect(page.frame_locator("iframe").locator("#counter")).to_contain_text("1 of ")


def test_are_words_that_cannot_be_read_found(opened):
    sheet = opened("town")
    sheet.keyboard.press("ArrowRight")
    assert sheet.evaluate(CONTRAST) == []
    sheet.add_style_tag(content=".picture text { fill: #f0f0f0; }")
    assert len(sheet.evaluate(CONTRAST)) > 3
