"""Does a real browser without internet draw the map, and do what a person does with it?"""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import AREAS, choose, ready, rest, until

pytestmark = pytest.mark.browser


def fills(page: Page) -> list[str]:
    return page.locator(AREAS).evaluate_all("paths => paths.map(path => path.style.fill)")


def test_are_20_wards_and_125_neighbourhoods_drawn_without_internet(page):
    page.goto("/explore")
    ready(page, 20)
    assert all(re.match(r"rgb", fill) for fill in fills(page))
    page.get_by_role("button", name="Wards · 21 March 2021 · against England").click()
    choose(page, "Show", "Neighbourhoods (LSOA)")
    expect(page.locator(AREAS)).to_have_count(125)
    expect(page.locator("svg .outlines path")).to_have_count(21)  # and the district's
    expect(page.locator("svg.hg-picture [data-i]").first).to_be_visible()


def test_does_the_map_change_with_the_indicator(page):
    page.goto("/explore")
    ready(page, 20)
    before = fills(page)
    choose(page, "Building block of health", "Clean air and surroundings")
    headline = page.locator(".hg-headline")
    expect(headline).to_contain_text("Across Luton, background nitrogen dioxide averaged 12.4")
    expect(page).to_have_url(re.compile("indicator=no2"))
    until(page, lambda: fills(page) != before)  # the words arrive before the map is painted
    ready(page, 20)
    assert fills(page) != before


def test_is_a_ward_selected_by_a_click_and_its_sentence_read(page):
    page.goto("/?indicator=overcrowding&level=ward")
    ready(page, 20)
    page.locator(f"{AREAS}[data-name='Beech Hill ward']").click()
    sentence = (
        "In Beech Hill ward (best fit) on 21 March 2021, 28.8% of households had too few bedrooms"
    )
    expect(page.locator(".hg-headline")).to_contain_text(sentence)
    expect(page).to_have_url(re.compile(r"area=E050\d{5}"))
    pressed = page.locator(f"{AREAS}[aria-pressed=true]")
    expect(pressed).to_have_count(1)
    said = "Beech Hill ward: 28.8% of households had too few bedrooms"
    expect(pressed).to_have_attribute("aria-label", re.compile(re.escape(said)))
    page.reload()
    expect(page.locator(".hg-headline")).to_contain_text(sentence)


def test_is_a_ward_selected_from_the_keyboard_alone(page):
    page.goto("/?level=ward")
    ready(page, 20)
    page.locator(f"{AREAS}[tabindex='0']").focus()
    page.keyboard.press("ArrowRight")
    focused = page.evaluate(
        "() => { let e = document.activeElement; while (e?.shadowRoot) e ="
        " e.shadowRoot.activeElement; return e.dataset.name }"
    )
    page.keyboard.press("Enter")
    expect(page.locator(".hg-headline")).to_contain_text(
        f"In {focused} (best fit) on 21 March 2021"
    )


def test_can_an_area_be_found_by_its_msoa_s_name(page):
    page.goto("/explore")
    ready(page, 20)
    find = page.get_by_role("combobox", name="Find an area")
    find.click()
    find.fill("Bury Park")
    options = page.get_by_role("option")
    expect(options.first).to_contain_text("Bury Park")  # the list has been narrowed
    options.first.click()
    expect(page.locator(".hg-headline")).to_contain_text("(Bury Park)")
    expect(page.locator(AREAS)).to_have_count(125)


def test_is_markup_in_a_link_neither_drawn_nor_fetched(page):
    page.goto("/?indicator=![i](http://evil.example/a.png) [here](http://evil.example) :red[x]")
    expect(page.get_by_text("this explorer does not know")).to_be_visible()
    rest(page)
    assert page.locator("a[href*=evil], img[src*=evil]").count() == 0


def test_does_the_table_mark_the_area_chosen_on_the_map(page):
    page.goto("/?indicator=overcrowding&level=ward")
    ready(page, 20)
    page.locator(f"{AREAS}[data-name='Wigmore ward']").click()
    expect(page.locator(".hg-headline")).to_contain_text("In Wigmore ward")
    choose(page, "Indicator", "Private renting")
    expect(page.locator(".hg-headline")).to_contain_text("In Wigmore ward")
    expect(page.locator(f"{AREAS}[aria-pressed=true]")).to_have_attribute(
        "data-name", "Wigmore ward"
    )


def test_does_a_bad_link_say_so_and_still_draw(page):
    page.goto("/?indicator=gold&area=E05999999")
    expect(page.get_by_text("does not know, “gold”")).to_be_visible()
    expect(page.locator(AREAS)).to_have_count(20)


@pytest.mark.parametrize("indicator", ["median_pay", "cardiovascular_mortality", "imd_score"])
@pytest.mark.parametrize("width", [320, 390, 1280])
def test_does_no_table_run_out_of_its_card(page, indicator, width):
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(f"/?indicator={indicator}&area=E06000032")
    rest(page)
    card = page.locator(".hg-card").first
    expect(card).to_be_visible()
    wide = "card => [...card.querySelectorAll('*')].map(e => e.getBoundingClientRect().right)"
    padding = "parseFloat(getComputedStyle(card).paddingRight)"
    inside = f"card => card.getBoundingClientRect().right - {padding}"
    right = card.evaluate(inside)
    assert max(card.evaluate(wide)) <= right + 0.5
