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


# What is open, what is chosen there (the second on a slow line), and the button that is clicked.
SEEN = {
    "a part of a page": ("/explore?indicator=overcrowding&level=ward", "Indicator",
                         ("Private renting", "Too few bedrooms"), "Map (SVG)"),
    "a whole page": ("/briefing", "About",
                     (re.compile("^Principle 1"), re.compile("^Principle 5")), "HTML"),
}  # fmt: skip


@pytest.mark.parametrize(("view", "field", "options", "button"), SEEN.values(), ids=SEEN)
def test_does_a_button_that_is_seen_give_its_file(browser, guarded, view, field, options, button):
    page = browser.new_page(base_url=guarded)
    line = SlowLine(page)
    page.goto(view)
    rest(page)
    seen = page.url
    choose(page, field, options[0])
    until(page, lambda: page.url != seen)
    rest(page)
    line.hold()
    choose(page, field, options[1])
    until(page, lambda: line.has("script_finished"))  # the server has forgotten the page as seen
    with page.expect_download() as taken:
        page.get_by_role("button", name=button).first.click()
        until(page, lambda: line.has("backend_operation_response"))
        line.let_go()
    assert taken.value.path().stat().st_size > 0
    expect(page.get_by_text("Failed")).to_have_count(0)
    page.close()
