"""Does a choice change map and headline at once, and to what the server then says?"""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import FIND

pytestmark = pytest.mark.browser
AREAS = "svg .areas path"
HEADLINE = "document.querySelector('.hg-headline').textContent"
HELD = "[...(window.hetGeoShapes?.keys() ?? [])].filter((k) => k.startsWith('{}|')).length >= {}"
LSOA = "/?indicator=overcrowding&level=lsoa"


def ready(page, views=1):
    """Wait until the browser holds what it needs to answer, for as many views as were shown."""
    for kind, least in (("bank", 1), ("area", 1), ("view", views)):
        page.wait_for_function(HELD.format(kind, least))
    expect(page.locator(AREAS)).to_have_count(125)


def in_one_task(page, act):
    """Do something to the page; return the headline before it and right after it.

    Both looks and the act happen in one task: nothing can have come from the server between.
    """
    return page.evaluate(
        f"() => {{ const before = {HEADLINE}; {act}; return [before, {HEADLINE}]; }}"
    )


def option(words):
    return (
        "[...document.querySelectorAll('[role=option]')].find((o) => o.textContent.includes"
        f"({words!r})).dispatchEvent(new MouseEvent('click', {{ bubbles: true }}))"
    )


@pytest.mark.parametrize("area", ["", "&area=E01015693"])
@pytest.mark.parametrize(
    ("label", "words"),
    [("Indicator", "Private renting"), ("Building block of health", "Work"),
     ("Find an area", "Bury Park")],
)  # fmt: skip
def test_does_a_choice_in_a_list_say_at_once_what_the_server_will_say(page, area, label, words):
    page.goto(f"{LSOA}{area}")
    ready(page)
    page.get_by_role("combobox", name=label).click()
    page.get_by_role("option").filter(has_text=words).first.wait_for()
    before, early = in_one_task(page, option(words))
    assert before != early
    # The receipt comes with the server's headline: once it is another, the server has answered.
    expect(page.locator(".hg-card h2")).to_be_visible()
    page.wait_for_timeout(1500)
    assert page.evaluate(HEADLINE) == early


def test_does_an_area_say_its_headline_at_once_also_of_the_next_indicator(page):
    page.goto(LSOA)
    ready(page)
    pick = (
        f"({FIND})((e) => e.matches('.areas path'))[7]"
        ".dispatchEvent(new MouseEvent('click', { bubbles: true }))"
    )
    before, early = in_one_task(page, pick)
    assert before.startswith("Across Luton")
    assert early.startswith("In Luton 0")
    expect(page.locator(".hg-card h2")).to_have_text(early[3:].split(",")[0])
    assert page.evaluate(HEADLINE) == early
    page.get_by_role("combobox", name="Indicator").click()
    page.get_by_role("option", name="Private renting", exact=True).click()
    expect(page.locator(".hg-question")).to_contain_text("rent")
    ready(page, views=2)
    _, again = in_one_task(page, pick)  # the area is let go
    assert again.startswith("Across Luton")
    assert "rented privately" in again
    expect(page.locator(".hg-card h2")).to_have_text("Luton and beyond")
    assert page.evaluate(HEADLINE) == again


def test_is_the_table_sent_once_it_is_opened_and_stands_in_the_link(page):
    page.goto(LSOA)
    ready(page)
    assert page.get_by_test_id("stDataFrame").count() == 0
    page.get_by_text("The figures of all 125 neighbourhoods (LSOA) as a table").click()
    expect(page.get_by_test_id("stDataFrame")).to_be_visible()
    expect(page).to_have_url(lambda url: "table=true" in url.lower())
    page.reload()
    expect(page.get_by_test_id("stDataFrame")).to_be_visible()


@pytest.mark.parametrize("ending", ["SVG", "PNG"])
def test_is_a_picture_there_to_take_away(page, ending):
    page.goto(LSOA)
    ready(page)
    page.get_by_role("button", name="Download picture").first.click()
    with page.expect_download() as file:
        page.get_by_role("button", name=ending, exact=True).click()
    assert file.value.suggested_filename.startswith("spread-")
    assert file.value.suggested_filename.endswith(ending.lower())
