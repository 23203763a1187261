"""Does what pages do work under their policy: nothing refused, nothing asked for outside?

Every page is walked through so in ``test_accessibility.py``.
"""

import re

import pytest
from playwright.sync_api import expect

from het_geo.ui.own_streets import files_of_folium
from het_geo.ui.streamlit_insides import of_key
from tests.browser.conftest import SERVER, choose, ready, rest, serve, until
from tests.browser.every_page import open_page
from tests.browser.listening import LISTEN, listened
from tests.browser.provider import sign_in, window
from tests.conftest import ROOT

pytestmark = pytest.mark.browser


def test_is_the_briefing_presented_from_the_page(browser, guarded):
    with listened(browser, guarded) as page:
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


def test_is_the_briefing_taken_away_as_one_file_that_presents_itself(browser, guarded, tmp_path):
    with listened(browser, guarded, accept_downloads=True) as page:
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


def test_is_a_page_printed(browser, guarded):
    with listened(browser, guarded) as page:
        open_page(page, "profile")
        assert page.pdf()[:5] == b"%PDF-"


def test_is_a_map_chosen_from_and_its_picture_taken_away(browser, guarded):
    with listened(browser, guarded) as page:
        page.goto("/explore?indicator=overcrowding&level=ward")
        ready(page, 20)
        choose(page, "Indicator", "Private renting")
        expect(page.locator(".hg-headline")).to_contain_text("rent")
        ready(page, 20)
        page.get_by_role("button", name="Download picture").first.click()
        with page.expect_download() as taken:
            page.get_by_role("button", name="PNG", exact=True).click()
        assert taken.value.suggested_filename.endswith(".png")


TILES = "https://tile.openstreetmap.org/"
PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c6360"
    "000002000001e221bc330000000049454e44ae426082"
)


def test_are_streets_asked_for_by_the_explorers_name_alone(browser, guarded):
    with listened(browser, guarded, also=(TILES,)) as page:
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
        assert set(named) == {f"{guarded}/"}


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


def test_are_the_tools_to_draw_asked_for_and_run_in_their_frame(browser, guarded):
    with window(browser, guarded) as page:
        page.add_init_script(LISTEN)
        said, asked = [], set()
        page.on("console", lambda message: said.append(message.text))

        def answer(route):  # no server outside: each file is there, and empty
            asked.add(route.request.url)
            kind = "text/javascript" if route.request.url.endswith(".js") else "text/css"
            route.fulfill(body="", content_type=kind)

        page.route(re.compile("^https://"), answer)
        page.goto("/areas?place=luton")
        rest(page)
        page.get_by_text("Draw on a street map (needs the internet)").click()
        until(page, lambda: asked >= set(files_of_folium()))
        rest(page)
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
