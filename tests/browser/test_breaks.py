"""Is a line broken where figures cannot be compared, with a mark and words that can be read?"""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import resize, rest

pytestmark = pytest.mark.browser
PICTURE = "svg.hg-picture[aria-label*=' over time: ']"
# Whether two texts of the picture lie on one another, or one outside the page.
CLASH = """(svg) => { const boxes = [...svg.querySelectorAll('text')]
    .map((e) => e.getBoundingClientRect()).filter((b) => b.width);
    const apart = (a, b) => a.right <= b.left || b.right <= a.left
        || a.bottom <= b.top + 1 || b.bottom <= a.top + 1;
    return boxes.some((b) => b.left < -0.5 || b.right > innerWidth + 0.5)
        || boxes.some((a, i) => boxes.some((b, j) => i < j && !apart(a, b))); }"""


@pytest.mark.parametrize("wide", [1280, 390])
@pytest.mark.parametrize(
    ("indicator", "marks", "words"),
    [("good_level_of_development", 1, 1), ("attainment_ks2", 2, 2), ("attainment_ks4", 4, 1)],
)
def test_is_a_line_broken_where_figures_are_not_comparable(page, indicator, marks, words, wide):
    page.goto(f"/?indicator={indicator}")
    resize(page, wide, 900)
    picture = page.locator(PICTURE)
    expect(picture).to_be_visible()
    rest(page)
    expect(picture.locator("line[stroke-dasharray='2 4']")).to_have_count(marks)
    expect(picture.get_by_text("not comparable")).to_have_count(words)
    expect(picture).to_have_attribute("aria-label", re.compile("broken where"))
    assert not picture.evaluate(CLASH)


@pytest.mark.parametrize("wide", [1280, 390])
def test_do_two_censuses_that_are_not_comparable_make_no_line(page, wide):
    page.goto("/?indicator=households_deprived&level=ward")
    resize(page, wide, 900)
    expect(page.get_by_text("so no change is told. Figures before and since 2021")).to_be_visible()
    expect(page.locator(PICTURE)).to_have_count(0)
