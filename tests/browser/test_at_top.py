"""Does a page that a link opens start at its top?"""

import re

import pytest
from playwright.sync_api import expect

from het_geo.ui.streamlit_insides import MAIN
from tests.browser.conftest import resize, rest

pytestmark = pytest.mark.browser

DALLOW = "area=E05014741"
# Where a person is far down, the link that is clicked there, and what the title says then.
LINKS = [
    ("/profile?place=luton", "South", "South"),
    ("/profile?place=luton", "Wigmore", "Wigmore"),
    (f"/home?place=luton&{DALLOW}", "Its whole profile", "Profile of Dallow"),
    (f"/home?place=luton&{DALLOW}", "The gaps it is part of", "how wide are the gaps"),
]
TOP = f"() => document.querySelector('{MAIN}').scrollTop"


@pytest.mark.parametrize(("width", "height"), [(1280, 800), (390, 844)])
@pytest.mark.parametrize(("start", "link", "title"), LINKS)
def test_does_a_page_that_a_link_opens_start_at_its_top(page, start, link, title, width, height):
    resize(page, width, height)
    page.goto(start)
    rest(page)
    found = page.locator(MAIN).get_by_role("link", name=re.compile(f"^{link}")).last
    found.scroll_into_view_if_needed()
    assert page.evaluate(TOP) > 0, "the link is not far enough down to try anything"
    found.click()
    expect(page.locator("h1").first).to_contain_text(title)
    rest(page)
    assert page.evaluate(TOP) == 0
    box = page.locator("h1").first.bounding_box()
    assert 0 <= box["y"] <= box["y"] + box["height"] <= height
