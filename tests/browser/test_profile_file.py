"""Does the HTML file of a profile read well in a browser, on a telephone and without a network?"""

import pytest
from axe_playwright_python.sync_playwright import Axe

from het_geo.render.page import to_html
from tests.browser.conftest import resize
from tests.unit.documents import profile_and_pack

pytestmark = pytest.mark.browser


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
