"""Does nothing lie over the map, whatever shape the district has and however near it is?"""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import FIND, ready, resize, rest
from tests.places import SLUG

pytestmark = pytest.mark.browser

LINKS = {
    "/explore?indicator=overcrowding&level=ward&area=E05014736": 20,
    "/explore?indicator=overcrowding&level=ward&of=change": 20,
    "/principles?principle=5&indicator=overcrowding": 125,
}
# What stands where the drawing does and is no part of it. Areas fill the drawing once it is nearer,
# and a district may fill it from the first: so all of it is kept free, not only Luton's shape.
OVER = f"""() => {{ const drawing = ({FIND})((e) => e.matches('.stage > svg, .stage > canvas'))[0];
    const map = drawing.getBoundingClientRect();
    const over = (e) => {{ const box = e.getBoundingClientRect();
        return Math.min(box.right, map.right) - Math.max(box.left, map.left) > 1
            && Math.min(box.bottom, map.bottom) - Math.max(box.top, map.top) > 1; }};
    const holds = (e) => {{ for (let up = drawing; up; up = up.parentNode ?? up.host)
        if (up === e) return true; return false; }};
    return ({FIND})((e) => e.matches('button, a, input, p, label, .tools, .legend, .credit')
        && e.checkVisibility({{ visibilityProperty: true }}) && !drawing.contains(e) && !holds(e)
        && over(e)).map((e) => e.outerHTML.slice(0, 80)); }}"""


@pytest.mark.parametrize("width", [360, 390, 768, 1280, 1920])
@pytest.mark.parametrize("link", LINKS)
def test_does_nothing_lie_over_the_map(page, link, width):
    resize(page, width, 900)
    page.goto(link)
    ready(page, LINKS[link], bank=link.startswith("/explore") and "of=" not in link)
    page.get_by_role("button", name="Zoom in").scroll_into_view_if_needed()
    assert page.evaluate(OVER) == []


def test_do_streets_bring_nothing_that_lies_over_the_map(browser, address):
    page = browser.new_page(viewport={"width": 390, "height": 900}, base_url=address)
    page.goto("/explore?indicator=overcrowding&level=ward")
    ready(page, 20)
    page.get_by_label("Streets (needs the internet)").check()
    expect(page.get_by_text("© OpenStreetMap contributors")).to_be_visible()
    rest(page)
    assert page.evaluate(OVER) == []
    page.close()


def test_is_what_lies_over_a_map_found(page):
    page.goto(next(iter(LINKS)))
    ready(page, 20)
    page.evaluate(
        f"""() => ({FIND})((e) => e.matches('.tools'))[0].setAttribute('style',
            'position: absolute; top: 0; left: 0')"""
    )
    assert len(page.evaluate(OVER)) == 5  # the group and its four buttons


@pytest.mark.parametrize("width", [390, 1280])
def test_does_nothing_lie_over_the_map_of_another_place(browser, two, width):
    page = browser.new_page(viewport={"width": width, "height": 900}, base_url=two)
    page.goto(f"/explore?place={SLUG}&level=lsoa")
    ready(page, 125)
    assert page.evaluate(OVER) == []
    page.close()
