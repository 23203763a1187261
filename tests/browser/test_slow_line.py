"""Is a file given by a button that is seen, while what was chosen is still on a slow line?"""

import re

import pytest
from playwright.sync_api import expect
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from het_geo.ui.streamlit_insides import STREAM
from tests.browser.conftest import choose, rest, until

pytestmark = pytest.mark.browser


class SlowLine:
    """What lies between a page and its server: what the server says is held when told so."""

    def __init__(self, page):
        self.held, self.holding, self.page = [], False, page
        page.route_web_socket(lambda url: STREAM in url, self._opened)

    def _opened(self, page):
        self.shown, server = page, page.connect_to_server()
        page.on_message(server.send)
        server.on_message(self._said)

    def _said(self, message):
        self.held.append(message) if self.holding else self.shown.send(message)

    def hold(self):
        self.holding = True

    def has(self, kind):
        """Tell whether the server has said a kind of thing that the page has not heard yet."""
        return any(ForwardMsg.FromString(m).WhichOneof("type") == kind for m in self.held)

    def let_go(self):
        self.holding = False
        for message in self.held:
            self.shown.send(message)
        self.held = []


# What is open, what is done there on the slow line, and the button that is clicked before it comes.
SEEN = {
    "a part of a page": (
        "/explore?indicator=overcrowding&level=ward",
        lambda page, _: page.get_by_role("button", name="Download picture").first.click(),
        "Map (SVG)",
    ),
    "a whole page": (
        "/briefing",
        lambda page, principle: choose(page, "About", re.compile(f"^Principle {principle}")),
        "HTML",
    ),
}


@pytest.mark.parametrize(("view", "act", "button"), SEEN.values(), ids=SEEN)
def test_does_a_button_that_is_seen_give_its_file(browser, guarded, view, act, button):
    page = browser.new_page(base_url=guarded)
    line = SlowLine(page)
    page.goto(view)
    rest(page)
    act(page, 1)  # once: what was shown first stands elsewhere on the page than what a part shows
    rest(page)
    page.keyboard.press("Escape")
    line.hold()
    act(page, 5)
    until(page, lambda: line.has("script_finished"))  # the server has forgotten the page as seen
    with page.expect_download() as taken:
        page.get_by_role("button", name=button).first.click()
        until(page, lambda: line.has("backend_operation_response"))
        line.let_go()
    assert taken.value.path().stat().st_size > 0
    expect(page.get_by_text("Failed")).to_have_count(0)
    page.close()
