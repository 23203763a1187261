"""Does the walk through all pages leave none out: each page, three widths, light and dark?"""

from urllib.parse import parse_qs, urlsplit

import pytest

from het_geo.ui.frame import PAGES
from tests.browser import test_accessibility as walk
from tests.browser.every_page import EVERY, SCHEMES


def page_of(address):
    """Return which page an address opens: the address itself is Home, and Explore with a view."""
    parts = urlsplit(address)
    return parts.path.strip("/") or ("explore" if parse_qs(parts.query) else "home")


def test_is_every_page_of_the_row_walked_through():
    assert {page_of(address) for address in EVERY.values()} == set(PAGES.values())


# Where a link chooses whether something is shown: Explore and Principles show a figure always.
@pytest.mark.parametrize("page", ["home", "areas", "compare", "profile", "journey"])
def test_is_a_page_seen_with_something_chosen_and_with_nothing(page):
    assert {bool(urlsplit(a).query) for a in EVERY.values() if page_of(a) == page} == {True, False}


def test_is_each_page_seen_at_three_widths_light_and_dark():
    assert set(SCHEMES) == {"light", "dark"}
    phone, tablet, screen = sorted(walk.WIDTHS)
    assert phone < 480 < tablet < 1024 < screen
