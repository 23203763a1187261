"""Does a briefing that is printed give one whole screen a sheet, and nothing of the speaker's?"""

import io
import re

import pytest
from playwright.sync_api import expect
from pypdf import PdfReader

from tests.browser.test_deck import deck, shown, text, town  # noqa: F401 - fixtures

pytestmark = pytest.mark.browser

ALIKE = str.maketrans("", "", " \n\u00a0\u00ad")


def plain(words):
    """Return words without the spaces, which a PDF has elsewhere."""
    return words.translate(ALIKE)


def sheets(page):
    """Print, and return each sheet's text."""
    pdf = page.pdf(prefer_css_page_size=True, print_background=True)
    found = PdfReader(io.BytesIO(pdf)).pages
    assert {(round(p.mediabox.width), round(p.mediabox.height)) for p in found} == {(842, 595)}
    return [plain(one.extract_text()) for one in found]


@pytest.mark.parametrize("state", ["as opened", "in rehearsal", "help open", "dark"])
def test_is_each_screen_whole_on_a_sheet_without_notes_or_buttons(deck, town, state):  # noqa: F811
    deck.keyboard.press("ArrowRight")
    shown(deck, town.order[0])
    if key := {"in rehearsal": "p", "help open": "?", "dark": "d"}.get(state):
        deck.keyboard.press(key)
    printed = sheets(deck)
    screens = [*town.screens, None]  # the one with the longest words is the last
    assert len(printed) == len(screens) + 1
    whole = "".join(printed)
    for screen, sheet in zip(screens, printed[1:], strict=True):
        if screen is not None:
            assert plain(screen.title) in sheet
            assert plain(screen.headline) in sheet
            assert plain(screen.source) in sheet
            notes = [note for note in screen.notes if note not in screen.source]
            assert [note for note in notes if plain(note) in whole] == []
    for label in deck.locator("button").all_text_contents():
        if len(label) > 6:  # a short one may be a word of a sentence
            assert plain(label) not in whole
    assert "sincethestart" not in whole


def test_is_what_is_printed_light_and_nothing_cut(deck, town):  # noqa: F811
    deck.keyboard.press("d")
    deck.emulate_media(media="print")
    paper = "() => getComputedStyle(document.documentElement).backgroundColor"
    assert deck.evaluate(paper) == "rgb(255, 255, 255)"
    beyond = deck.evaluate(
        """() => [...document.querySelectorAll('.screen')].filter((screen) =>
            screen.scrollHeight > screen.clientHeight + 1).map((screen) => screen.id)"""
    )
    assert beyond == []
    expect(deck.locator(".screen").first).to_be_visible()
    for part in (".notes", "footer", "#panel", ".numbers"):
        assert deck.locator(part).first.is_hidden(), part


def test_is_a_file_printed_before_it_was_ever_turned_the_same(deck, town):  # noqa: F811
    first = sheets(deck)
    deck.keyboard.press("End")
    expect(deck.locator("#counter")).to_have_text(re.compile(rf"^{len(town.screens) + 2} of "))
    assert sheets(deck) == first
