"""Does another district get the same explorer from the same command, in a real browser?"""

import shutil

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import AREAS, choose, ready, serve
from tests.conftest import ROOT

pytestmark = [pytest.mark.browser, pytest.mark.sources]


@pytest.fixture(scope="module")
def two_places(tmp_path_factory, districts_built):
    """Serve Cambridge, as it is built, beside Luton, from a folder of their own."""
    root = tmp_path_factory.mktemp("places")
    for kind in ("boundaries", "data"):
        shutil.copytree(ROOT / kind, root / kind, ignore=shutil.ignore_patterns(".*"))
        made = districts_built.root / kind / "cambridge"
        shutil.copytree(made, root / kind / "cambridge")
    with serve(root) as url:
        yield url


def test_is_cambridge_explored_as_luton_is(browser, two_places):
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    page.goto(f"{two_places}/?place=cambridge&indicator=overcrowding&level=lsoa")
    expect(page.locator("h1")).to_contain_text("Cambridge")
    expect(page.locator(AREAS)).to_have_count(78)  # rows of Cambridge in the ONS lookup
    expect(page.locator(".hg-headline")).to_contain_text("Across Cambridge")
    ready(page, 78)
    choose(page, "Place", "Luton")
    expect(page.locator("h1")).to_contain_text("Luton")
    expect(page.locator(".hg-headline")).to_contain_text("Across Luton")
    page.close()
