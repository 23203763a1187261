"""Is an area made on the map by click, by keys, by a line, on streets, and kept by the link?"""

import re
import shutil
import subprocess
import tarfile
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import expect

from het_geo.geography import Level
from het_geo.own.areas import link
from het_geo.own.areas.area import OwnArea
from het_geo.ui.streamlit_insides import FRAMED_MAP
from tests.browser.conftest import rest, until
from tests.browser.every_page import OWN
from tests.unit.own_files import localities, written

pytestmark = pytest.mark.browser


def own(page, luton):
    """Return the areas that the page's address has."""
    text = parse_qs(urlsplit(page.url).query).get("own", [""])[0]
    return link.read(luton, text)


def opened(page, where="/areas"):
    page.goto(where)
    expect(page.get_by_role("heading", name=re.compile("Areas of your own"))).to_be_visible()
    expect(page.locator(".areas path")).to_have_count(125)
    rest(page)


def shape(page, luton, code):
    return page.locator(f"path[data-code='{code}']")


def test_does_a_click_take_a_neighbourhood_in_and_another_let_it_go(page, luton):
    first, second = luton.codes(Level.LSOA)[:2]
    opened(page)
    shape(page, luton, first).click()
    until(page, lambda: own(page, luton) == (OwnArea("Area 1", (first,)),))
    expect(shape(page, luton, first)).to_have_attribute("aria-pressed", "true")
    shape(page, luton, second).click()
    until(page, lambda: own(page, luton)[0].members == (first, second))
    shape(page, luton, first).click()
    until(page, lambda: own(page, luton)[0].members == (second,))
    expect(page.get_by_text("1 neighbourhood of Luton")).to_be_visible()


def test_are_neighbourhoods_taken_in_by_keys_alone(page, luton):
    code = luton.codes(Level.LSOA)[40]
    opened(page)
    shape(page, luton, code).focus()
    page.keyboard.press("Enter")
    until(page, lambda: own(page, luton) == (OwnArea("Area 1", (code,)),))
    page.keyboard.press("Shift+ArrowRight")
    page.keyboard.press("Shift+ArrowRight")
    until(page, lambda: sum(len(one.members) for one in own(page, luton)) == 3)
    rest(page)
    assert code in own(page, luton)[0].members


def drawn(page, corners):
    """Draw a line around part of the map: shares of its width and height, corner by corner."""
    box = page.locator(".stage > svg").bounding_box()
    points = [(box["x"] + box["width"] * x, box["y"] + box["height"] * y) for x, y in corners]
    page.mouse.move(*points[0])
    page.mouse.down()
    for point in points[1:]:
        page.mouse.move(*point, steps=8)
    page.mouse.up()


def test_does_a_line_take_in_those_whose_people_live_around_a_point_inside(page, luton):
    opened(page)
    page.get_by_label("Draw a line around several").check()
    drawn(page, [(0.4, 0.3), (0.6, 0.3), (0.6, 0.5), (0.4, 0.5)])
    until(page, lambda: len(own(page, luton)) == 1)
    count = len(own(page, luton)[0].members)
    expect(page.get_by_text(f"The line takes in {count} neighbourhoods")).to_be_visible()
    expect(page.get_by_text("Living outside it, but counted")).to_be_visible()
    assert page.locator(".chosen path").get_attribute("d").startswith("M")


def test_does_a_line_far_from_any_point_say_so(page, luton):
    opened(page)
    page.get_by_label("Draw a line around several").check()
    drawn(page, [(0.02, 0.02), (0.05, 0.02), (0.05, 0.05)])
    expect(page.get_by_text("This line takes in no neighbourhood")).to_be_visible()
    assert own(page, luton) == ()


def test_is_an_own_area_an_area_on_the_pages_that_follow(page):
    opened(page, f"/areas?own={OWN}")
    page.get_by_role("link", name="One-minute summary").click()
    heading = page.get_by_role("heading", name=re.compile("Bury Park, Luton: one-minute summary"))
    expect(heading).to_be_visible()
    rest(page)
    page.get_by_role("link", name="Explore", exact=True).click()
    expect(page.locator(".hg-headline")).to_contain_text("In Bury Park")
    expect(page.locator(".areas path")).to_have_count(2)
    expect(page.get_by_text("Put among Luton’s 20 wards")).to_be_visible()


def test_are_ten_localities_of_a_file_ten_areas_on_the_map(page, luton, tmp_path):
    file = tmp_path / "localities.zip"
    file.write_bytes(written(localities(luton)[0], "shp"))
    opened(page)
    page.locator("input[type=file]").set_input_files(file)
    until(page, lambda: len(own(page, luton)) == 10)
    expect(page.get_by_text("The line takes in")).to_be_visible()
    rest(page)
    page.get_by_role("link", name="On the map").click()
    expect(page.locator(".areas path")).to_have_count(10)


# --- On streets: what comes from outside is served here, and nothing is asked before.


@pytest.fixture(scope="module")
def leaflet(tmp_path_factory):
    """Return the scripts and sheets of leaflet and its tools to draw, by name, as npm has them."""
    npm = shutil.which("npm")
    folder = tmp_path_factory.mktemp("npm")
    wanted = [str(npm), "pack", "--silent", "leaflet@1.9.4", "leaflet-draw@1.0.4"]
    try:
        given = (
            npm
            and not subprocess.run(
                wanted, cwd=folder, capture_output=True, check=False, timeout=120
            ).returncode
        )
    except subprocess.TimeoutExpired:
        given = False
    if not given:
        pytest.skip("npm does not give leaflet and leaflet-draw here")
    for archive in folder.glob("*.tgz"):
        with tarfile.open(archive) as held:
            held.extractall(folder / archive.stem, filter="data")
    return {file.name: file for file in folder.rglob("dist/*") if file.suffix in (".js", ".css")}


def test_is_a_line_drawn_on_streets_once_they_are_asked_for(browser, address, luton, leaflet):
    context = browser.new_context(viewport={"width": 1280, "height": 1400}, base_url=address)
    sheet, asked = context.new_page(), []

    def answer(route):
        asked.append(route.request.url)
        name = Path(urlsplit(route.request.url).path).name
        empty = {".js": "text/javascript", ".css": "text/css"}.get(Path(name).suffix)
        if name in leaflet:
            route.fulfill(path=leaflet[name])
        elif empty:
            route.fulfill(body="", content_type=empty)
        else:
            route.abort()

    sheet.route(lambda url: not url.startswith(address), answer)
    opened(sheet)
    assert asked == []
    sheet.get_by_text("Draw on a street map (needs the internet)").click()
    frame = sheet.frame_locator(FRAMED_MAP)
    frame.locator(".leaflet-draw-draw-rectangle").click()
    box = sheet.locator(FRAMED_MAP).bounding_box()
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    sheet.mouse.move(x - 40, y - 40)
    sheet.mouse.down()
    sheet.mouse.move(x, y, steps=5)
    sheet.mouse.move(x + 40, y + 40, steps=5)
    sheet.mouse.up()
    until(sheet, lambda: len(own(sheet, luton)) == 1)
    expect(sheet.get_by_text("The line takes in")).to_be_visible()
    context.close()
