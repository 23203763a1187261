"""Does the HTML file of a profile read well in a browser, on a telephone and without a network?"""

from io import BytesIO

import pytest
from axe_playwright_python.sync_playwright import Axe
from pypdf import PdfReader

from het_geo.render.page import to_html
from tests.browser.conftest import resize
from tests.unit.documents import profile_and_pack, squeezed

pytestmark = pytest.mark.browser
UNFOLD = "document.querySelectorAll('details').forEach((one) => { one.open = true; })"


@pytest.fixture
def opened(browser, tmp_path):
    """Return a function that opens a profile's file without a network, failing on any request."""
    asked = []
    context = browser.new_context()
    context.set_offline(True)
    sheet = context.new_page()
    sheet.on("request", lambda request: asked.append(request.url))

    def show(profile, pack, width):
        path = tmp_path / "profile.html"
        path.write_text(to_html(profile, pack), encoding="utf-8")
        resize(sheet, width, 900)
        sheet.goto(path.as_uri())
        return sheet

    yield show
    context.close()
    assert [url for url in asked if not url.startswith("file:")] == []


@pytest.mark.parametrize("kind", ["ward", "neighbourhood", "district", "nothing known"])
@pytest.mark.parametrize("width", [1280, 390])
def test_does_axe_find_nothing(opened, kind, width):
    sheet = opened(*profile_and_pack(kind), width)
    found = Axe().run(sheet).response["violations"]
    assert [(v["id"], [n["html"][:120] for n in v["nodes"]]) for v in found] == []


def test_are_labels_above_the_lines_where_the_page_is_narrow(opened):
    sheet = opened(*profile_and_pack("ward"), 1280)
    sheet.evaluate(UNFOLD)
    assert sheet.locator("figure.wide").first.is_visible()
    assert not sheet.locator("figure.narrow").first.is_visible()
    resize(sheet, 390, 900)
    assert sheet.locator("figure.narrow").first.is_visible()
    outside = sheet.evaluate(
        """() => [...document.querySelectorAll("figure.narrow text")].filter((text) => {
            const box = text.getBoundingClientRect();
            return box.right > 391 || box.left < -1;
        }).map((text) => text.textContent)"""
    )
    assert outside == []


FOLDED = "details.chapter"
SCREEN = 844  # pixels of a telephone's screen of 390


@pytest.mark.parametrize("kind", ["ward", "set in three wards", "district", "neighbourhood"])
def test_is_it_ten_screens_of_a_telephone_at_most_with_its_chapters_folded(opened, kind):
    sheet = opened(*profile_and_pack(kind), 390)
    resize(sheet, 390, SCREEN)
    assert sheet.evaluate("document.documentElement.scrollHeight") <= 10 * SCREEN
    assert sheet.evaluate("document.documentElement.scrollWidth") <= 390
    assert sheet.locator("ul.tiles > li").count() == 8  # seven, and a map
    assert sheet.locator(f"{FOLDED}[open]").count() == 0
    assert not sheet.get_by_text("Figure and period").is_visible()


def test_opens_a_chapter_by_key_and_by_a_link_to_it(opened):
    sheet = opened(*profile_and_pack("ward"), 390)
    every = sheet.locator(FOLDED).filter(has=sheet.get_by_role("heading", name="Every figure"))
    every.locator("summary").press("Enter")
    assert sheet.get_by_text("Figure and period").is_visible()
    every.locator("summary").press("Space")
    assert not sheet.get_by_text("Figure and period").is_visible()
    sheet.get_by_role("navigation").get_by_role("link", name="Who lives here").click()
    people = sheet.locator(FOLDED).filter(has=sheet.get_by_role("heading", name="Who lives here"))
    assert people.get_attribute("open") is not None


@pytest.mark.parametrize("width", [1280, 390])
def test_does_axe_find_nothing_with_every_chapter_open(opened, width):
    sheet = opened(*profile_and_pack("ward"), width)
    sheet.evaluate(UNFOLD)
    found = Axe().run(sheet).response["violations"]
    assert [(v["id"], [n["html"][:120] for n in v["nodes"]]) for v in found] == []


def test_is_every_chapter_open_on_paper(opened):
    profile, luton = profile_and_pack("ward")
    sheet = opened(profile, luton, 1280)
    printed = PdfReader(BytesIO(sheet.pdf()))
    said = squeezed("".join(part.extract_text() for part in printed.pages))
    shown = [row.written for row in profile.rows]
    shown += [caveat.text for caveat in profile.caveats]
    assert [text for text in shown if squeezed(text) not in said] == []
