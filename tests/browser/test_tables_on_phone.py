"""Can every table be read on a phone: pushed aside with its names in sight, and said how?"""

import pytest

from het_geo.ui.streamlit_insides import MAIN, TABLE
from tests.browser.conftest import draw, rest, until
from tests.browser.every_page import open_page
from tests.browser.test_layout import MEASURE

pytestmark = pytest.mark.browser
PHONES = {360: 740, 390: 844}


@pytest.fixture(params=PHONES)
def phone(request, shared, address):
    sheet = shared(address, touched=True)
    sheet.set_viewport_size({"width": request.param, "height": PHONES[request.param]})
    yield sheet
    sheet.close()


# What is above a table is in sight too: it is clear of the row of pages.
TO_SIGHT = """(table, main) => {
    table.scrollIntoView({ block: "start", behavior: "instant" });
    document.querySelector(main).scrollBy({ top: -150, behavior: "instant" }); }"""


def table_of(phone, name):
    """Return where the first table of a page lies, once it is in sight."""
    if name == "table of a map":
        phone.goto("/explore?indicator=overcrowding&level=ward&table=true")
        phone.locator(TABLE).wait_for()
        rest(phone)
    else:
        open_page(phone, name)
    table = phone.locator(TABLE).first
    table.evaluate(TO_SIGHT, MAIN)
    rest(phone)
    return table.bounding_box()


def part(phone, box, left, wide):
    """Return the pixels of a table's rows from ``left`` on."""
    clip = {"x": box["x"] + left, "y": box["y"] + 45, "width": wide, "height": 120}
    return phone.screenshot(clip=clip)


@pytest.mark.parametrize("name", ["data", "principle", "racism"])
def test_is_every_table_whole_where_a_finger_taps_and_says_how_it_is_read(phone, name):
    open_page(phone, name)
    tables = phone.locator(TABLE).count() + phone.locator(".hg-rows .scroll").count()
    assert tables
    assert phone.locator(".hg-swipe").filter(visible=True).count() == tables
    assert phone.evaluate(MEASURE, [MAIN, TABLE]) == []


@pytest.mark.parametrize("name", ["data", "principle", "table of a map"])
def test_do_names_stay_in_sight_when_a_table_is_pushed_aside(phone, name):
    box = table_of(phone, name)
    phone.mouse.move(box["x"] + box["width"] - 20, box["y"] + 100)
    names, others = part(phone, box, 2, 120), part(phone, box, box["width"] - 60, 50)
    phone.mouse.wheel(200, 0)
    until(phone, lambda: part(phone, box, box["width"] - 60, 50) != others)
    rest(phone)
    assert part(phone, box, 2, 120) == names


def test_is_a_cell_read_whole_where_it_is_tapped_twice(phone):
    box = table_of(phone, "data")
    for _ in range(2):
        phone.touchscreen.tap(box["x"] + 250, box["y"] + 70)
        draw(phone)
    whole = phone.locator("#portal textarea")
    whole.wait_for()
    assert whole.input_value() == "Clean air and surroundings"


def test_do_the_names_of_a_table_of_ours_stay_in_sight(phone):
    open_page(phone, "data")
    table = phone.locator(".hg-rows .scroll").last
    table.scroll_into_view_if_needed()
    name = table.locator("tbody th").first
    before = name.bounding_box()["x"]
    table.evaluate("(e) => e.scrollTo({ left: 200, behavior: 'instant' })")
    draw(phone)
    assert name.bounding_box()["x"] == before
    assert table.evaluate("(e) => e.scrollLeft") == 200


def test_do_the_names_of_a_profile_s_table_stay_in_sight(phone):
    open_page(phone, "profile")
    chapter = phone.locator("details.chapter", has_text="Every figure, by building block").first
    chapter.locator("summary").first.tap()
    table = chapter.locator(".scroll").first
    table.scroll_into_view_if_needed()
    name = table.get_by_role("rowheader", name="Too few bedrooms")
    before = name.bounding_box()["x"]
    table.evaluate("(e) => e.scrollTo({ left: 200, behavior: 'instant' })")
    draw(phone)
    assert table.evaluate("(e) => e.scrollLeft") == 200
    assert name.bounding_box()["x"] == before


ROOM = """() => [...document.querySelectorAll('.hg-rows .scroll')].map((table) => {
  const cues = [...document.querySelectorAll('.hg-swipe:not(.hg-beyond, .hg-cue)')];
  const above = (cue) => cue.compareDocumentPosition(table) & Node.DOCUMENT_POSITION_FOLLOWING;
  const cue = cues.filter(above).at(-1);
  return [table.scrollWidth > table.clientWidth, getComputedStyle(cue).display !== 'none'];
})"""


def test_does_a_cue_stand_above_a_table_where_its_room_is_too_small_and_nowhere_else(
    shared, address
):
    """The room hangs on the page's margins and a scroll bar too, not on the window alone."""
    sheet = shared(address)
    open_page(sheet, "data")
    seen = set()
    for width in (640, 760, 775, 840, 885, 930, 1280):
        sheet.set_viewport_size({"width": width, "height": 900})
        rest(sheet)
        found = sheet.evaluate(ROOM)
        assert len(found) == 2
        for beyond, cued in found:
            assert beyond == cued, width
            seen.add(beyond)
    assert seen == {True, False}
    sheet.close()
