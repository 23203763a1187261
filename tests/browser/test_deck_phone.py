"""Does a briefing flow with the page on a telephone, with the way on always in sight?"""

import pytest
from playwright.sync_api import expect

from het_geo.briefing.model import Audience
from het_geo.briefing.propose import propose
from het_geo.render.briefings import deck_of
from het_geo.ui.streamlit_insides import MAIN
from tests.browser.conftest import rest
from tests.browser.test_deck import TODAY, violations

pytestmark = pytest.mark.browser
DALLOW = "E05014741"
TELEPHONES = [(390, 844), (360, 740)]
FULL = (1280, 800)
WAYS = ("‹ Back", "Next ›")
INSIDE = """() => [...document.querySelectorAll('.screen.on, .screen.on *, html, body')]
    .filter((each) => each.scrollHeight > each.clientHeight + 1 && each.clientHeight > 1)
    .filter((each) => /auto|scroll/.test(getComputedStyle(each).overflowY))
    .map((each) => each.className || each.tagName)"""
ACROSS = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"
SWIPE = """(by) => {
    const main = document.querySelector('#main');
    const at = { clientY: 300, identifier: 1, target: main };
    const touch = (x) => new Touch({ ...at, clientX: x });
    const send = (kind, x, on) => main.dispatchEvent(new TouchEvent(kind, {
      touches: on ? [touch(x)] : [], changedTouches: [touch(x)], bubbles: true }));
    send('touchstart', 200, true);
    send('touchend', 200 + by, false);
}"""


@pytest.fixture(scope="module")
def path(atlas, tmp_path_factory):
    made = tmp_path_factory.mktemp("deck") / "deck.html"
    made.write_text(deck_of(atlas, propose(atlas, Audience((DALLOW,)), TODAY), TODAY), "utf-8")
    return made


@pytest.fixture
def opened(browser, path):
    """Return what opens the file in a window of a size."""
    held = []

    def sized(wide, high, **how):
        held.append(browser.new_context(viewport={"width": wide, "height": high}, **how))
        sheet = held[-1].new_page()
        sheet.goto(path.as_uri())
        return sheet

    yield sized
    for context in held:
        context.close()


def steps(deck):
    return int(deck.locator("#counter").inner_text().split(" of ")[1])


@pytest.mark.parametrize(("wide", "high"), TELEPHONES)
def test_does_every_screen_flow_with_the_way_on_in_sight(opened, wide, high):
    sheet = opened(wide, high)
    count = steps(sheet)
    for i in range(count):
        expect(sheet.locator("#counter")).to_have_text(f"{i + 1} of {count}")
        name = sheet.locator(".screen.on").get_attribute("id")
        assert sheet.evaluate("scrollY") == 0, name  # each is read from its beginning
        assert sheet.evaluate(INSIDE) == [], name
        assert sheet.evaluate(ACROSS) == 0, name
        sheet.evaluate("scrollTo(0, document.body.scrollHeight)")
        for label in WAYS:
            expect(sheet.get_by_role("button", name=label)).to_be_in_viewport(ratio=1)
        foot = sheet.locator("footer").bounding_box()
        last = sheet.locator(".screen.on").bounding_box()
        assert last["y"] + last["height"] <= foot["y"] + 1, name  # nothing stays below the ways
        assert foot["height"] < high / 5
        if i in (1, 2, count - 1):
            assert violations(sheet) == []
        sheet.get_by_role("button", name="Next ›").click()


def test_do_a_swipe_and_large_buttons_lead_on_and_back(opened):
    sheet = opened(*TELEPHONES[1], has_touch=True)
    for label in WAYS:
        box = sheet.get_by_role("button", name=label).bounding_box()
        assert box["height"] >= 44
        assert box["width"] >= 100
    counter = sheet.locator("#counter")
    sheet.evaluate(SWIPE, -120)
    expect(counter).to_contain_text("2 of ")
    sheet.evaluate(SWIPE, 120)
    expect(counter).to_contain_text("1 of ")
    sheet.evaluate(SWIPE, -20)  # a finger that only rests
    expect(counter).to_contain_text("1 of ")
    sheet.get_by_role("button", name="Next ›").tap()
    expect(counter).to_contain_text("2 of ")


@pytest.mark.parametrize(("wide", "high"), TELEPHONES)
def test_is_the_way_on_in_sight_on_the_page_wherever_it_is_scrolled(page, wide, high):
    page.set_viewport_size({"width": wide, "height": high})
    page.goto(f"/briefing?area={DALLOW}")
    frame = page.frame_locator("iframe")
    expect(frame.locator(".screen.on h2").first).to_be_visible()
    rest(page)
    box, inside = page.locator("iframe"), page.frames[-1]
    for step in range(3):
        expect(frame.locator("#counter")).to_contain_text(f"{step + 1} of ")
        assert inside.evaluate(INSIDE) == []
        box.evaluate("(each) => each.scrollIntoView({ block: 'start' })")
        for part in (0.0, 0.5):
            box.evaluate(
                """(each, [main, part]) => document.querySelector(main)
                    .scrollBy(0, part * each.getBoundingClientRect().height)""",
                [MAIN, part],
            )
            for label in WAYS:
                expect(frame.get_by_role("button", name=label)).to_be_in_viewport(ratio=1)
        frame.get_by_role("button", name="Answers").click()
        expect(frame.get_by_role("button", name="Close (Esc)").first).to_be_in_viewport(ratio=1)
        page.keyboard.press("Escape")
        frame.get_by_role("button", name="Next ›").click()


def test_do_all_controls_fit_a_full_screen(opened):
    sheet = opened(*FULL)
    for i in range(steps(sheet)):
        expect(sheet.locator("#counter")).to_contain_text(f"{i + 1} of ")
        for button in sheet.locator("nav button").all():
            expect(button).to_be_in_viewport(ratio=1)
        name = sheet.locator(".screen.on").get_attribute("id")
        assert sheet.evaluate(INSIDE) == [], name
        assert sheet.locator("footer").bounding_box()["height"] < 60
        sheet.keyboard.press("ArrowRight")
