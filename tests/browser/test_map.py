"""Does the map answer at once, and do what a person does with it, also with odd figures?"""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import AREAS, FIND, choose, ready, resize, rest, serve, until
from tests.conftest import ROOT

pytestmark = pytest.mark.browser
LSOA = "/?indicator=overcrowding&level=lsoa"


def test_is_the_map_repainted_before_the_server_answers(page):
    page.goto(LSOA)
    ready(page, 125)
    page.get_by_label("Indicator", exact=True).click()
    page.get_by_role("option", name="Private renting", exact=True).wait_for()
    # The click and the look happen in one task: nothing can have come from the server between.
    before, after = page.evaluate(
        f"""() => {{
        const paths = ({FIND})((e) => e.matches('.areas path'));
        const fills = () => paths.map((p) => p.style.fill).join();
        const option = [...document.querySelectorAll('[role=option]')]
            .find((o) => o.textContent === 'Private renting');
        const before = fills();
        option.dispatchEvent(new MouseEvent('click', {{ bubbles: true }}));
        return [before, fills()]; }}"""
    )
    assert before != after
    expect(page.locator(".hg-headline")).to_contain_text("rented privately")
    ready(page, 125)
    settled = page.locator(AREAS).evaluate_all("ps => ps.map(p => p.style.fill).join()")
    assert settled == after  # what was painted early is what the server says


def test_does_choosing_the_same_again_change_nothing(page):
    page.goto("/?indicator=claimant_rate&level=lsoa&period=2013")
    ready(page, 125)
    paint = "ps => ps.map(p => p.style.fill + p.getAttribute('aria-label')).join()"
    before = page.locator(AREAS).evaluate_all(paint)
    for label in ("Indicator", "Building block of health"):
        page.get_by_label(label, exact=True).click()
        page.locator("[role=option][aria-selected=true]").click()
        expect(page.locator("[role=option]")).to_have_count(0)
        rest(page)  # what must not come has had the time to come
        assert page.locator(AREAS).evaluate_all(paint) == before


def test_does_a_notice_that_goes_leave_the_map_where_it_is(page):
    page.goto("/?indicator=gold&level=lsoa")
    expect(page.get_by_text("does not know, “gold”")).to_be_visible()
    ready(page, 125)
    page.locator(".stage > svg").evaluate("svg => (svg.dataset.mine = 'yes')")
    choose(page, "Indicator", "Private renting")
    expect(page.locator(".hg-headline")).to_contain_text("rented privately")
    expect(page.get_by_text("does not know, “gold”")).to_have_count(0)
    ready(page, 125)
    assert page.locator(".stage > svg").get_attribute("data-mine") == "yes"


def test_is_a_point_of_the_strip_its_area(page):
    page.goto(LSOA)
    ready(page, 125)
    point = page.locator(".hg-picture [data-i='3']")
    point.scroll_into_view_if_needed()
    point.hover(force=True)
    expect(page.locator(f"{AREAS}.pointed")).to_have_count(1)
    name = page.locator(f"{AREAS}.pointed").get_attribute("data-name")
    point.click(force=True)
    expect(page.locator(".hg-headline")).to_contain_text(f"In {name}")
    expect(page.locator(f"{AREAS}[aria-pressed=true]")).to_have_attribute("data-name", name)


def test_are_zoom_and_pan_kept_when_the_indicator_changes(page):
    page.goto(LSOA)
    ready(page, 125)
    page.get_by_role("button", name="Zoom in").click()
    box = page.locator(".stage > svg").get_attribute("viewBox")
    choose(page, "Indicator", "Private renting")
    expect(page.locator(".hg-headline")).to_contain_text("rented privately")
    ready(page, 125)
    assert page.locator(".stage > svg").get_attribute("viewBox") == box


@pytest.mark.parametrize(("link", "areas"), [("/?level=ward", 20), (LSOA, 125)])
def test_do_ward_names_stand_where_they_fit_and_more_when_nearer(page, link, areas):
    page.goto(link)
    ready(page, areas)
    names = page.locator(".names text")
    expect(names).to_have_count(20)
    shown = names.filter(visible=True)
    before = shown.count()
    assert 15 < before <= 20
    boxes = [shown.nth(i).bounding_box() for i in range(before)]
    for i, one in enumerate(boxes):
        assert one["height"] > 11
        for other in boxes[:i]:
            beside = abs(one["x"] - other["x"]) >= min(one["width"], other["width"]) / 2
            assert beside or abs(one["y"] - other["y"]) >= min(one["height"], other["height"]) / 2
    page.get_by_role("button", name="Zoom in").click()
    expect(shown.first).to_be_visible()
    ready(page, areas)
    assert shown.count() >= min(before, 20)
    assert abs(shown.first.bounding_box()["height"] - boxes[0]["height"]) < 4  # letters stay


@pytest.mark.parametrize(("width", "height", "least"), [(390, 844, 19), (360, 740, 18)])
def test_are_most_wards_named_on_a_phone_in_letters_that_can_be_read(page, width, height, least):
    resize(page, width, height)
    page.goto("/?level=ward")
    ready(page, 20)
    shown = page.locator(".names text").filter(visible=True)
    assert shown.count() >= least
    pixels = "(e) => parseFloat(e.style.fontSize) * e.getScreenCTM().a"
    sizes = [shown.nth(i).evaluate(pixels) for i in range(shown.count())]
    assert min(sizes) >= 8.9
    assert max(sizes) <= 12.1


def test_are_places_shown_when_asked_for_and_named(page):
    page.goto(LSOA)
    ready(page, 125)
    box = page.get_by_label(re.compile("^School: 77$"))
    expect(page.locator("[data-place]")).to_have_count(0)
    box.check()
    expect(page.locator("[data-place]")).to_have_count(77)
    assert page.locator("[data-place]").first.get_attribute("aria-label").startswith("School: ")
    expect(page.get_by_text("Get Information About Schools", exact=False)).to_be_visible()
    choose(page, "Indicator", "Private renting")
    expect(page.locator(".hg-headline")).to_contain_text("rented privately")
    ready(page, 125)
    expect(page.locator("[data-place]")).to_have_count(77)
    box.uncheck()
    expect(page.locator("[data-place]")).to_have_count(0)


def test_are_streets_asked_for_only_when_switched_on(browser, address):
    context = browser.new_context(viewport={"width": 1280, "height": 900}, base_url=address)
    sheet = context.new_page()
    tiles = []
    picture = '<svg xmlns="http://www.w3.org/2000/svg" width="256" height="256"/>'

    def answer(route):
        tiles.append(route.request.url)
        route.fulfill(content_type="image/svg+xml", body=picture)

    context.route(re.compile("^https://"), answer)
    sheet.goto(LSOA)
    ready(sheet, 125)
    assert tiles == []
    sheet.get_by_label("Streets (needs the internet)").check()
    expect(sheet.get_by_text("© OpenStreetMap contributors")).to_be_visible()
    wanted = sheet.locator(".streets image")
    expect(wanted).not_to_have_count(0)
    until(sheet, lambda: len(tiles) >= wanted.count())
    assert all(re.match(r"https://tile\.openstreetmap\.org/1[0-9]/\d+/\d+\.png$", t) for t in tiles)
    context.close()


def test_do_streets_without_internet_say_so(browser, address):
    sheet = browser.new_page(viewport={"width": 1280, "height": 900}, base_url=address)
    sheet.goto(LSOA)
    ready(sheet, 125)
    sheet.get_by_label("Streets (needs the internet)").check()
    expect(sheet.get_by_text("could not be loaded: they need the internet")).to_be_visible()
    expect(sheet.locator(AREAS)).to_have_count(125)
    sheet.close()


@pytest.mark.parametrize("width", [360, 640])
def test_does_nothing_run_off_a_phone_or_a_page_at_twice_the_size(page, width):
    resize(page, width, 800)
    for link in (LSOA, "/?indicator=no2&level=ward&area=E05014736", "/principles?principle=5"):
        page.goto(link)
        expect(page.locator(".hg-source")).to_be_attached()
        rest(page)
        over = page.evaluate("document.scrollingElement.scrollWidth - window.innerWidth")
        assert over <= 0, link


@pytest.fixture(scope="module")
def odd_address():
    with serve(ROOT, "tests/browser/apps/odd_map.py") as url:
        yield url


@pytest.mark.parametrize(
    ("case", "legend"),
    [
        ("one class", "7.0% everywhere"),
        ("two values", "1.0%"),
        ("empty", "No figure: 20 areas"),
        ("withheld", "Withheld, small numbers: 2 areas"),
    ],
)
def test_do_odd_figures_make_a_map_all_the_same(browser, odd_address, case, legend):
    sheet = browser.new_page(viewport={"width": 1280, "height": 900})
    errors = []
    sheet.on("pageerror", lambda error: errors.append(str(error)))
    sheet.goto(f"{odd_address}/?case={case}")
    ready(sheet, 20, bank=False)
    expect(sheet.get_by_text(legend, exact=False).first).to_be_visible()
    names = sheet.locator(AREAS).evaluate_all("ps => ps.map(p => p.getAttribute('aria-label'))")
    assert names[1].startswith("<script>window.ran = 1</script> ward: ")
    assert names[2].startswith('"Quote\'s" & <b>Co</b> ward: ')
    assert names[0].startswith("Barnfield ward")  # no shape, yet named
    fills = sheet.locator(AREAS).evaluate_all("ps => ps.map(p => p.style.fill)")
    hatched = {"empty": 20, "withheld": 3}.get(case, 0)
    assert sum("url" in fill for fill in fills) == hatched
    sheet.locator(AREAS).nth(3).focus()
    expect(sheet.locator(".tip")).to_contain_text("<img src=x")
    sheet.keyboard.press("Enter")
    expect(sheet).to_have_url(re.compile("picked=E05"))
    assert sheet.evaluate("window.ran") is None
    assert sheet.locator("img[src=x], b").count() == 0
    assert errors == []
    sheet.close()
