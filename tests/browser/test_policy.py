"""Does every page work under its policy: nothing refused by the browser, nothing asked outside?"""

import re
from contextlib import contextmanager

import pytest
from playwright.sync_api import expect

from het_geo.ui.streamlit_insides import of_key
from tests.browser.conftest import PATIENCE, choose, ready, rest, serve
from tests.browser.every_page import EVERY, looks, open_page
from tests.browser.provider import sign_in, window
from tests.conftest import ROOT

pytestmark = pytest.mark.browser

SERVER = "het_geo/ui/server.py"
WIDTHS = (1280, 768, 390)
# What the browser refuses is told in every frame, also where no error is written of it.
LISTEN = """document.addEventListener('securitypolicyviolation', (event) => console.error(
    `refused: ${event.effectiveDirective} ${event.blockedURI} ${event.sourceFile}`));"""


@pytest.fixture(scope="module")
def address():
    """Serve the app as ``make run`` does: behind all that guards it."""
    with serve(ROOT, SERVER) as url:
        yield url


# Streamlit asks where the server stands: below the page first, where nothing is.
PROBES = re.compile(r"/\w+/_stcore/(health|host-config)$")


def _is_wrong(said):
    return said.type == "error" and not PROBES.search(said.location["url"])


@contextmanager
def listened(browser, address, also=(), **how):
    """Give a page of its own, at whose end nothing was refused, erred or asked for outside.

    ``also`` are the other addresses that it may ask.
    """
    context = browser.new_context(base_url=address, **how)
    context.add_init_script(LISTEN)
    wrong, asked = [], []
    context.on("request", lambda request: asked.append(request.url))
    context.on("console", lambda said: wrong.append(said.text) if _is_wrong(said) else None)
    context.on("weberror", lambda error: wrong.append(str(error.error)))
    sheet = context.new_page()
    sheet.set_default_timeout(PATIENCE)
    yield sheet
    context.close()
    assert wrong == []
    known = (address, *also, "data:", "blob:", "about:")
    assert [url for url in asked if not url.startswith(known)] == []


@pytest.mark.parametrize("name", EVERY)
def test_is_every_page_whole_under_its_policy(browser, address, name):
    with listened(browser, address) as page:
        open_page(page, name)
        for _ in looks(page, WIDTHS):
            pass


def test_is_the_briefing_presented_from_the_page(browser, address):
    with listened(browser, address) as page:
        page.goto("/briefing")
        deck = page.frame_locator(f"{of_key('hg-deck')} iframe")
        expect(deck.locator(".screen.on")).to_have_id("title")
        deck.locator("body").press("ArrowRight")
        expect(deck.locator(".screen.on")).not_to_have_id("title")
        with page.expect_popup() as opened:  # the speaker's window is the deck's own
            deck.locator("body").press("n")
            deck.get_by_role("button", name="In a window of its own").click()
        expect(opened.value.locator(".now")).not_to_be_empty()
        rest(page)


def test_is_the_briefing_taken_away_as_one_file_that_presents_itself(browser, address, tmp_path):
    with listened(browser, address, accept_downloads=True) as page:
        page.goto("/briefing")
        rest(page)
        with page.expect_download() as taken:
            page.get_by_role("button", name=re.compile("HTML")).first.click()
        path = tmp_path / "deck.html"
        taken.value.save_as(path)
    with listened(browser, path.as_uri()) as page:
        page.goto(path.as_uri())
        page.keyboard.press("ArrowRight")
        expect(page.locator(".screen.on")).not_to_have_id("title")
        page.emulate_media(media="print")
        assert page.pdf()[:5] == b"%PDF-"


def test_is_a_page_printed(browser, address):
    with listened(browser, address) as page:
        open_page(page, "profile")
        assert page.pdf()[:5] == b"%PDF-"


def test_is_a_map_chosen_from_and_its_picture_taken_away(browser, address):
    with listened(browser, address) as page:
        page.goto("/explore?indicator=overcrowding&level=ward")
        ready(page, 20)
        choose(page, "Indicator", "Private renting")
        expect(page.locator(".hg-headline")).to_contain_text("rent")
        ready(page, 20)
        page.get_by_role("button", name="Download picture").first.click()
        with page.expect_download() as taken:
            page.get_by_role("button", name="PNG").first.click()
        assert taken.value.suggested_filename.endswith(".png")


TILES = "https://tile.openstreetmap.org/"
PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c6360"
    "000002000001e221bc330000000049454e44ae426082"
)


def test_are_streets_asked_for_by_the_explorers_name_alone(browser, address):
    with listened(browser, address, also=(TILES,)) as page:
        named = []

        def answer(route):
            named.append(route.request.headers.get("referer"))
            route.fulfill(body=PIXEL, content_type="image/png")

        page.route(f"{TILES}**", answer)
        page.goto("/explore?indicator=overcrowding&level=ward&area=E05014741")
        ready(page, 20)
        page.get_by_label("Streets (needs the internet)").check()
        expect(page.locator("svg image").first).to_be_attached()
        rest(page)
        assert set(named) == {f"{address}/"}


SIGN_IN = "tests/browser/apps/sign_in_server.py"


def test_does_sign_in_lead_out_and_back_under_the_policy(browser, told, who):
    with serve(ROOT, SIGN_IN, **told) as url, window(browser, url) as page:
        page.add_init_script(LISTEN)
        said = []
        page.on("console", lambda message: said.append(message.text))
        page.goto("/notes?view=overcrowding")
        sign_in(page, who)
        expect(page.get_by_text("Shown: overcrowding")).to_be_visible()
        assert [text for text in said if text.startswith("refused:")] == []


EVALUATED = "window.made = new Function('return 7')();"
FRAME = "/component/streamlit_folium.st_folium/index.html"


@pytest.mark.parametrize(("path", "evaluates"), {FRAME: True, "/": False, "/none": False}.items())
def test_is_text_run_as_a_script_in_the_frame_of_drawn_maps_alone(browser, path, evaluates):
    with serve(ROOT, "tests/browser/apps/drawn_server.py") as url:
        page = browser.new_page(base_url=url)
        page.goto(path)
        page.evaluate(
            "(text) => document.head.appendChild(Object.assign("
            "document.createElement('script'), { text }))", EVALUATED,
        )  # fmt: skip
        assert page.evaluate("() => window.made === 7") == evaluates
        page.close()


SITES = {"https://www.example.org": True, "https://elsewhere.example.org": False}


@pytest.fixture(scope="module")
def framed():
    with serve(ROOT, SERVER, HET_GEO_FRAME_ANCESTORS="https://www.example.org") as url:
        yield url


@pytest.mark.parametrize(("site", "shown"), SITES.items())
def test_is_a_view_shown_within_pages_of_the_sites_named_alone(browser, framed, site, shown):
    context = browser.new_context()
    context.grant_permissions(["local-network-access"])  # a site that asks this machine
    page = context.new_page()
    inner = f'<iframe src="{framed}/explore?indicator=overcrowding&embed=true"></iframe>'
    page.route(f"{site}/", lambda route: route.fulfill(body=inner, content_type="text/html"))
    if shown:
        page.goto(f"{site}/")
        expect(page.frame_locator("iframe").locator(".hg-headline")).to_be_attached()
    else:
        with page.expect_console_message(lambda said: "frame-ancestors" in said.text):
            page.goto(f"{site}/")
    context.close()
