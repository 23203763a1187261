"""Does a view come back when what lies between a visitor and the server is cut and mended?"""

from contextlib import closing
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

from benchmarks.relay import Relay
from het_geo.ui.streamlit_insides import STREAM
from tests.browser.conftest import choose, ready, serve, until
from tests.conftest import ROOT

pytestmark = pytest.mark.browser

VIEW = "/explore?indicator=overcrowding&level=ward&area=E05014741"


def test_does_the_view_come_back_after_a_cut_and_go_on(browser):
    with (
        serve(ROOT, "het_geo/ui/server.py") as address,
        closing(Relay(urlsplit(address).port)) as relay,
    ):
        page = browser.new_page(base_url=relay.url)
        lines, ended = [], []

        def opened(socket):
            if STREAM in socket.url:
                lines.append(socket)
                socket.on("close", lambda closed: ended.append(closed))  # noqa: PLW0108

        page.on("websocket", opened)
        page.goto(VIEW)
        ready(page, 20)
        choose(page, "Indicator", "Private renting")
        expect(page.locator(".hg-headline")).to_contain_text("Dallow")
        expect(page.locator(".hg-headline")).to_contain_text("rent")
        ready(page, 20)
        said, asked = page.locator(".hg-headline").inner_text(), page.url
        relay.cut()
        until(page, lambda: len(ended) == 1)
        assert page.locator(".hg-headline").inner_text() == said  # what was shown stays
        relay.mend()
        until(page, lambda: len(lines) > len(ended))
        ready(page, 20)
        assert (page.locator(".hg-headline").inner_text(), page.url) == (said, asked)
        choose(page, "Indicator", "Too few bedrooms")
        expect(page.locator(".hg-headline")).to_contain_text("too few bedrooms")
        page.close()
