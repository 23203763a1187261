"""Is a view shown within another page, and what machines ask for answered beside the pages?"""

import urllib.error
import urllib.request

import pytest
from playwright.sync_api import expect

from het_geo.ui.streamlit_insides import MAIN, of_key
from tests.browser.conftest import ready, serve
from tests.conftest import ROOT

VIEW = "/explore?indicator=overcrowding&level=ward&area=E05014741"
SERVER = "het_geo/ui/server.py"


@pytest.mark.browser
def test_is_a_view_within_a_page_of_another_site_whole_without_the_ways_elsewhere(browser):
    public = {"HET_GEO_ADDRESS": "https://het.example.org"}
    with serve(ROOT, SERVER, **public) as address:
        page = browser.new_page(base_url=address, viewport={"width": 800, "height": 700})
        page.goto(f"{VIEW}&embed=true")
        expect(page.locator(".hg-headline")).to_contain_text("Dallow")
        ready(page, 20)
        expect(page.locator(of_key("hg-nav"))).to_be_hidden()
        whole = page.get_by_role("link", name="Open this in the explorer")
        assert whole.get_attribute("href").startswith("https://het.example.org/explore?")
        wide = page.evaluate(f"() => document.querySelector('{MAIN}').scrollWidth")
        assert wide <= 800
        page.close()
        shown = urllib.request.urlopen(f"{address}{VIEW}")
        assert shown.headers["content-security-policy"].endswith("frame-ancestors 'self'")
        values = urllib.request.urlopen(f"{address}/api/v1/places/luton/values?indicator=no2")
        assert values.headers["content-type"] == "application/json"
        with pytest.raises(urllib.error.HTTPError) as refused:
            urllib.request.urlopen(f"{address}/api/nothing")
        assert refused.value.headers["content-type"] == "application/problem+json"
        refused.value.close()
