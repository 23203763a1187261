"""Do the names of the pages stand apart on every telephone, and can a finger tap each?"""

from itertools import pairwise

import pytest

from het_geo.ui.streamlit_insides import MAIN, of_key
from tests.browser.conftest import resize
from tests.browser.every_page import open_page

pytestmark = pytest.mark.browser
WIDTHS = (320, 360, 384, 389, 390, 412, 430, 431, 480, 560, 640, 641, 720, 721, 768)
LEAST = 24  # pixels that a finger needs (WCAG 2.2, 2.5.8)
PLACES = """(nav) => [...nav.querySelectorAll("a")].map((link) => {
  const name = document.createRange();
  name.selectNodeContents(link.querySelector("p"));
  const [text, tapped] = [name.getBoundingClientRect(), link.getBoundingClientRect()];
  const em = parseFloat(getComputedStyle(link.querySelector("p")).fontSize);
  return { em, from: text.left, to: text.right, top: tapped.top, bottom: tapped.bottom,
           left: tapped.left, right: tapped.right };
})"""


def rows_of(page):
    """Return the pages' names as they stand, a list for each row, from the left."""
    places = page.locator(of_key("hg-nav")).evaluate(PLACES)
    tops = sorted({round(one["top"]) for one in places})
    rows = [[one for one in places if round(one["top"]) == top] for top in tops]
    return [sorted(row, key=lambda one: one["from"]) for row in rows]


@pytest.fixture
def page(shared, address):
    sheet = shared(address, touched=True)
    open_page(sheet, "principle")  # the longest name, in bold
    yield sheet
    sheet.close()


def test_do_names_of_pages_stand_apart_and_can_each_be_tapped_at_every_width(page):
    for width in WIDTHS:
        resize(page, width, 800)
        rows = rows_of(page)
        assert sum(map(len, rows)) == 9
        assert len(rows) == 1 or not 390 <= width <= 430, width  # what stands below is in sight
        for row in rows:
            assert row[0]["left"] >= 0
            assert row[-1]["right"] <= width
            assert all(one["bottom"] - one["top"] >= LEAST for one in row), width
            assert all(one["right"] - one["left"] >= LEAST for one in row), width
            for one, following in pairwise(row):
                apart = following["from"] - one["to"]
                # A word's space is a fifth of an em.
                assert apart >= 0.4 * one["em"], (width, apart)
        for row, following in pairwise(rows):  # no row is tapped for another
            assert max(one["bottom"] for one in row) <= min(one["top"] for one in following) + 0.5


BELOW = """(nav, main) =>
    parseFloat(getComputedStyle(document.querySelector(main)).scrollPaddingTop)
        - nav.getBoundingClientRect().height"""


def test_does_what_is_scrolled_to_stand_below_the_names_of_pages_at_every_width(page):
    for width in WIDTHS:
        resize(page, width, 800)
        assert page.locator(of_key("hg-nav")).evaluate(BELOW, MAIN) >= 0, width
