"""Does a briefing present itself from its file, with no network and the keyboard alone?"""

import re
from dataclasses import replace
from datetime import date

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from het_geo.briefing.model import LONGEST_HEADLINE, Audience
from het_geo.briefing.propose import propose
from het_geo.render.briefings import every_ward, jumps_of
from het_geo.render.deck import to_deck
from tests.sampled import some

pytestmark = pytest.mark.browser

TODAY = date(2026, 3, 21)
LONGEST_NAME = "Saint Bartholomew-on-the-Wold and Llanfairpwllgwyngyll ward"  # made up


@pytest.fixture(scope="module")
def town(atlas):
    return every_ward(atlas, propose(atlas, Audience(), TODAY), TODAY)


@pytest.fixture(scope="module")
def text(atlas, town):
    """Return the file of a deck whose last screen has the longest headline and name."""
    long = f"{LONGEST_NAME}: " + "a made-up sentence of 180 letters " * 6
    last = replace(
        town.screens[0],
        id="made.up",
        cards=(),
        title=LONGEST_NAME,
        headline=long[:LONGEST_HEADLINE],
    )
    whole = replace(town, screens=(*town.screens, last))
    return to_deck(whole, TODAY, jumps_of(atlas, town, TODAY))


@pytest.fixture
def deck(browser, tmp_path, text):
    """Open the file in a browser that is offline; it may neither err nor ask for anything else."""
    path = tmp_path / "deck.html"
    path.write_text(text, encoding="utf-8")
    context = browser.new_context(viewport={"width": 1280, "height": 720}, offline=True)
    sheet = context.new_page()
    asked, wrong = [], []
    sheet.on("request", lambda request: asked.append(request.url))
    sheet.on("pageerror", lambda error: wrong.append(str(error)))
    sheet.on("console", lambda said: wrong.append(said.text) if said.type == "error" else None)
    sheet.goto(path.as_uri())
    yield sheet
    context.close()
    assert {url.split("#")[0] for url in asked} == {path.as_uri()}
    assert wrong == []


def violations(page):
    found = Axe().run(page).response["violations"]
    return [(v["id"], [n["html"][:120] for n in v["nodes"]]) for v in found]


def shown(page, name):
    """Expect a screen: what an address leads to comes after the event of its change."""
    expect(page.locator(".screen.on")).to_have_id(name)


def current(page):
    return page.locator(".screen.on").get_attribute("id")


def press(page, *keys):
    for key in keys:
        page.keyboard.press(key)


def test_does_the_keyboard_alone_lead_through_every_screen_answer_and_dialog(deck, town):
    names = ["title", *town.order, "made.up"]
    axed = some(names, 5, "a deck by axe")
    for i, screen in enumerate([None, *town.screens, None]):
        shown(deck, names[i])
        expect(deck.locator("#counter")).to_have_text(f"{i + 1} of {len(names)}")
        if i:
            expect(deck).to_have_url(re.compile(f"#{re.escape(names[i])}$"))
        assert names[i] not in axed or violations(deck) == []
        answers = screen.cards[0].answers if screen and screen.cards else ()
        for number, answer in some(enumerate(answers, 1), 3, f"answers of {names[i]}"):
            press(deck, str(number))
            slot = deck.locator("#answers .slot")
            area = screen.cards[0].area.label
            assert slot.locator("h3").inner_text() == f"{area}: {answer.question}"
            assert slot.locator(".answer").inner_text() == answer.answer
            assert answer.sure in slot.locator(".sure").inner_text()
            press(deck, "r")
            assert slot.locator("details[open] [data-ground] li").count() >= 1
            assert names[i] not in axed or violations(deck) == []
            press(deck, "Escape")
            expect(deck.locator("dialog[open]")).to_have_count(0)
        press(deck, ("ArrowRight", "Space", "PageDown", "Enter")[i % 4])
    shown(deck, "made.up")  # the last one stays
    press(deck, "Home")
    shown(deck, names[0])
    press(deck, "End", "ArrowLeft", "PageUp")
    shown(deck, names[-3])


def test_does_a_key_go_on_in_the_very_moment_a_dialog_is_closed(deck, town):
    press(deck, "1")
    expect(deck.locator("#answers[open]")).to_be_visible()
    deck.evaluate("document.querySelector('#answers button').focus()")
    deck.evaluate(
        """() => { const held = document.activeElement;
        document.querySelector('#answers').close();
        held.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true })); }"""
    )
    shown(deck, town.order[0])


def test_do_notes_help_table_and_blank_open_and_close_by_key(deck, town):
    press(deck, "ArrowRight", "ArrowRight", "n")
    panel = deck.locator("#panel")
    assert town.screens[1].notes[0] in panel.inner_text()
    assert town.screens[2].headline in panel.inner_text()
    assert violations(deck) == []
    press(deck, "Escape")
    expect(panel).to_be_hidden()
    for key, name in (("?", "help"), ("t", "table"), ("b", "blank"), ("a", "answers")):
        press(deck, key)
        expect(deck.locator("dialog[open]")).to_have_id(name)
        assert violations(deck) == []
        press(deck, "Escape")
        expect(deck.locator("dialog[open]")).to_have_count(0)
    shown(deck, town.order[1])
    press(deck, ".")
    press(deck, "ArrowRight")  # any key brings the screen back, as it was
    expect(deck.locator("dialog[open]")).to_have_count(0)
    shown(deck, town.order[1])


def test_does_a_screen_of_many_figures_offer_those_with_answers(deck, town):
    press(deck, "ArrowRight", "1")
    offered = deck.locator("#answers .questions button")
    assert offered.count() == len([s for s in town.screens if s.cards])
    press(deck, "Enter")
    shown(deck, town.order[1])
    assert deck.locator("#answers[open] .questions button").count() == 8


def test_is_a_ward_jumped_to_by_name_and_asked_about(deck, town):
    press(deck, "ArrowRight", "ArrowRight", "/")
    assert violations(deck) == []
    deck.keyboard.type("dal")
    assert deck.locator("#found [aria-selected=true]").inner_text() == "Dallow ward"
    press(deck, "Enter")
    shown(deck, "setting.E05014741")
    assert violations(deck) == []
    deck.go_back()
    shown(deck, town.order[1])
    press(deck, "a")
    deck.locator("#whose").select_option("Dallow ward")
    assert "Dallow ward" in deck.locator("#answers .slot").inner_text()
    press(deck, "Escape", "/")
    deck.keyboard.type("no such ward")
    assert deck.locator("#none").inner_text() == "No such name in this file."
    press(deck, "Enter", "Escape")
    shown(deck, town.order[1])


def test_does_a_link_reopen_its_screen_and_a_wrong_one_say_so(deck, town):
    start = deck.url.split("#")[0]
    deck.goto(f"{start}#{town.order[3]}")
    shown(deck, town.order[3])
    deck.goto(f"{start}#gold.%E0%A4%A")
    shown(deck, "title")
    expect(deck.locator(".notice")).to_contain_text("There is no screen")


def test_does_rehearsal_show_notes_both_clocks_and_the_next_screen(deck, town):
    press(deck, "ArrowRight", "ArrowRight", "p")
    panel = deck.locator("#panel")
    expect(panel).to_have_attribute("aria-label", "Rehearsal")
    assert town.screens[1].notes[0] in panel.inner_text()
    assert f"Next: {town.screens[2].headline}" in panel.inner_text()
    expect(panel.locator(".elapsed")).to_have_text(re.compile(r"^\d+:\d\d$"))
    expect(panel.locator(".day")).to_have_text(re.compile(r"^\d\d:\d\d$"))
    ahead, main = panel.locator(".ahead > svg"), deck.locator(".screen.on .picture")
    assert ahead.bounding_box()["y"] > main.bounding_box()["y"] + main.bounding_box()["height"]
    assert violations(deck) == []
    ids = deck.evaluate("[...document.querySelectorAll('[id]')].map((each) => each.id)")
    assert len(ids) == len(set(ids))
    press(deck, "ArrowRight")
    assert town.screens[2].notes[0] in panel.inner_text()
    expect(panel.locator(".then")).to_have_text(f"Next: {town.screens[3].headline}")
    press(deck, "End")
    expect(panel.locator(".then")).to_have_text("This is the last screen.")
    press(deck, "n")  # the notes alone
    expect(panel).to_have_attribute("aria-label", "Speaker notes")
    expect(panel).to_be_visible()
    press(deck, "p", "Escape")
    expect(panel).to_be_hidden()
    deck.get_by_role("button", name="Rehearse").click()
    expect(deck.get_by_role("button", name="Rehearse")).to_have_attribute("aria-pressed", "true")
    press(deck, "p")
    expect(panel).to_be_hidden()


def test_are_the_notes_told_in_a_window_of_their_own(deck, town):
    press(deck, "ArrowRight")
    with deck.expect_popup() as opened:
        press(deck, "w")
    window = opened.value
    expect(window.locator(".now")).to_have_text(town.screens[0].headline)
    window.keyboard.press("ArrowRight")  # keys there move the screens here
    shown(deck, town.order[1])
    expect(window.locator(".now")).to_have_text(town.screens[1].headline)
    expect(window.locator(".then")).to_have_text(f"Next: {town.screens[2].headline}")
    assert violations(window) == []
