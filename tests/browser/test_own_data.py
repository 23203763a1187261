"""Is a table brought on the Data page described, taken and removed there? All are made up."""

import json
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import expect

from het_geo.strangers.limits import CARRIED
from tests.browser.conftest import rest, until
from tests.browser.every_page import OWN
from tests.unit.test_own_data import old_wards, people

pytestmark = pytest.mark.browser
FILE = "A table (CSV or XLSX)"
TABLE = (
    "Ward;Members;Adults\nBarnfield;1,010;7200\nBeech Hill;900;10100\nFarlie;12;90\nBiscot;x;9\n"
)


@pytest.fixture
def brought(page):
    """Return the Data page with a table begun."""
    page.goto("/data")
    box = page.get_by_label(FILE)
    expect(box).to_be_visible()
    rest(page)
    data = {"name": "made-up.csv", "mimeType": "text/csv", "buffer": TABLE.encode("utf-16")}
    box.set_input_files(data)
    expect(page.get_by_label("Who made the table")).to_be_visible()
    rest(page)
    return page


def typed(page, label, text):
    field = page.get_by_label(label)
    field.fill(text)
    field.press("Tab")
    rest(page)


def test_is_a_table_taken_and_removed(brought):
    expect(brought.get_by_label("Name", exact=True)).to_have_value("Members")
    typed(brought, "Who made the table", "Made up council")
    typed(brought, "Time of all rows", "2022/23")
    brought.get_by_role("button", name="Show it on the map").click()
    until(brought, lambda: urlsplit(brought.url).path == "/explore")
    rest(brought)
    brought.get_by_role("link", name="Data", exact=True).click()
    expect(brought.get_by_text("2 of 4 rows were taken, 2 rows were not.")).to_be_visible()
    expect(
        brought.get_by_text("“Farlie” is no area here. Is it meant: Farley ward?")
    ).to_be_visible()
    rest(brought)
    with brought.expect_download() as saved:
        brought.get_by_role("button", name="Save as a file").click()
    assert saved.value.suggested_filename == "own_members.zip"
    brought.get_by_role("button", name="Remove", exact=True).click()
    expect(brought.get_by_text("2 of 4 rows were taken, 2 rows were not.")).to_have_count(0)


def test_is_what_was_typed_there_again_after_another_page(brought):
    typed(brought, "Name", "Library members")
    brought.get_by_role("link", name="Compare", exact=True).click()
    until(brought, lambda: urlsplit(brought.url).path == "/compare")
    rest(brought)
    brought.get_by_role("link", name="Data", exact=True).click()
    expect(brought.get_by_label("Name", exact=True)).to_have_value("Library members")


def test_is_what_cannot_be_read_refused_in_words(page):
    page.goto("/data")
    box = page.get_by_label(FILE)
    expect(box).to_be_visible()
    rest(page)
    data = {"name": "x.csv", "mimeType": "text/csv", "buffer": b"Colour,n\nred,1\n"}
    box.set_input_files(data)
    expect(page.get_by_text("No column names areas of Luton")).to_be_visible()


@pytest.mark.parametrize("size", [CARRIED + 200_000, 25_000_000, 200_000_000])
def test_is_a_file_that_is_too_large_refused_in_words_before_it_is_sent(page, tmp_path, size):
    """One of 15 to 64 MB cut the connection, and nothing was said."""
    large = tmp_path / "large.csv"
    with large.open("wb") as file:
        file.truncate(size)
    page.goto("/data")
    box = page.get_by_label(FILE)
    expect(box).to_be_visible()
    rest(page)
    box.set_input_files(large)
    expect(page.get_by_text("and 14 MB are read at most.")).to_be_visible()


def test_stands_nothing_that_was_brought_in_the_link(brought):
    asked = json.dumps(parse_qs(urlsplit(brought.url).query))
    assert "Members" not in asked
    assert "made-up" not in asked


def shown(page, data, name):
    """Bring a table, say who made it and what it is called, and show it on the map."""
    page.goto(f"/data?own={OWN}")
    box = page.get_by_label(FILE)
    expect(box).to_be_visible()
    rest(page)
    box.set_input_files({"name": "made-up.csv", "mimeType": "text/csv", "buffer": data})
    expect(page.get_by_label("Who made the table")).to_be_visible()
    rest(page)
    typed(page, "Who made the table", "Made up council")
    typed(page, "Time of all rows", "2023")
    page.get_by_label("Name", exact=True).fill(name)
    page.get_by_label("Name", exact=True).press("Tab")
    rest(page)
    page.get_by_role("button", name="Show it on the map").click()
    until(page, lambda: urlsplit(page.url).path == "/explore")
    expect(page.locator(".hg-headline")).to_contain_text(f"“{name}”")
    rest(page)


def test_are_5_000_rows_of_people_a_rate_on_the_map_and_in_an_own_area(page, luton):
    data, where = people(luton, 5_000)
    shown(page, data, "People helped")
    expect(page.locator(".areas path")).to_have_count(20)
    expect(page.get_by_text("The wards in order, with their margins of error")).to_be_visible()
    address = page.url.replace("level=ward", "level=own")
    page.evaluate("url => history.pushState({}, '', url)", address)
    page.evaluate("dispatchEvent(new PopStateEvent('popstate'))")
    expect(page.locator(".hg-headline")).to_contain_text("local areas")
    expect(page.locator(".areas path")).to_have_count(2)
    assert sum(where.values()) == 5_000


def test_is_a_table_of_the_wards_of_before_2023_on_the_map_of_today(page, luton):
    old = old_wards(luton)
    rows = [f"{name},{1000 + i},9000" for i, name in enumerate(old["old_name"])]
    shown(page, "\n".join(["Ward,Members,Adults", *rows]).encode(), "Members")
    expect(page.locator(".areas path")).to_have_count(20)
    page.locator(".areas path").first.click()
    expect(page.get_by_text("shared out from an older boundary").first).to_be_visible()
