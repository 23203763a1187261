"""From a link through sign-in at a provider on this machine back to it, and out again."""

import json
import time

import httpx
import pytest
from playwright.sync_api import expect
from streamlit.web.server.starlette.starlette_app_utils import create_signed_value

from tests.browser.conftest import serve
from tests.browser.provider import COOKIES, EDITS, OVER, heard, replay, say, sign_in, window
from tests.conftest import ROOT

pytestmark = pytest.mark.browser

PAGE = "tests/browser/apps/sign_in.py"
SERVER = "tests/browser/apps/sign_in_server.py"
VIEW = "/notes?view=overcrowding%20in%20Dallow%20%26%20Saints&area=E05000001"
SHOWN = "Shown: overcrowding in Dallow & Saints"


@pytest.fixture(scope="module")
def address(told):
    with serve(ROOT, SERVER, **told) as url:
        yield url


def write(page, text):
    page.get_by_label("Note").fill(text)
    page.get_by_role("button", name="Save").click()


def written(page, text):
    return page.get_by_text(f": {text}", exact=False)


def test_does_sign_in_lead_back_to_the_link_with_mended_cookies(browser, address, who):
    with window(browser, address) as page:
        page.goto(VIEW)
        sign_in(page, who)
        expect(page.get_by_text(SHOWN)).to_be_visible()
        query = "view=overcrowding+in+Dallow+%26+Saints&area=E05000001"
        assert page.url == f"{address}/notes?{query}"
        cookies = {one["name"]: one for one in page.context.cookies()}
        for name in ("_streamlit_user", "_streamlit_user_tokens", "het_geo_back"):
            one = cookies[name]
            assert (one["httpOnly"], one["sameSite"], one["secure"]) == (True, "Lax", False)
            assert one["expires"] <= time.time() + 24 * 3600
        write(page, "a first note")
        expect(written(page, "a first note")).to_be_visible()


def test_does_a_sign_in_that_is_refused_lead_back_too(browser, address):
    with window(browser, address) as page:
        page.goto(VIEW)
        page.get_by_role("button", name="Sign in").click()
        page.get_by_role("button", name="Deny").click()
        expect(page.get_by_text(SHOWN)).to_be_visible()
        expect(page.get_by_role("button", name="Sign in")).to_be_visible()


def test_are_the_cookies_secure_behind_tls(browser, address, who):
    headers = {"X-Forwarded-Proto": "https"}
    with window(browser, address, extra_http_headers=headers) as page:
        page.goto(VIEW)
        sign_in(page, who)
        ours = [one for one in page.context.cookies() if one["name"].startswith("_streamlit")]
        assert len(ours) >= 3
        assert all(one["secure"] for one in ours)


def test_is_a_role_that_the_provider_takes_away_gone_at_the_next_write(
    browser, address, provider, who
):
    with window(browser, address) as page:
        page.goto(VIEW)
        sign_in(page, who)
        say(provider, who, groups=["another team"])
        write(page, "written without a role")
        expect(page.get_by_text("You have no role that may write here.")).to_be_visible()
        expect(written(page, "written without a role")).to_have_count(0)
        say(provider, who, groups=["homes team"])
        page.get_by_role("button", name="Save").click()
        expect(written(page, "written without a role")).to_be_visible()


def test_does_an_ended_sign_in_keep_what_was_typed(browser, address, provider, who):
    text = "typed before the sign-in ended\nin <b>two</b> lines"
    with window(browser, address) as page:
        page.goto(VIEW)
        sign_in(page, who)
        httpx.post(f"{provider}/users/{who}/revoke-tokens").raise_for_status()
        write(page, text)
        expect(page.get_by_text(OVER).first).to_be_visible()
        expect(written(page, "typed before the sign-in ended")).to_have_count(0)
        sign_in(page, who, "Sign in again")
        expect(page.get_by_text(SHOWN)).to_be_visible()
        expect(page.get_by_label("Note")).to_have_value(text)
        page.get_by_role("button", name="Save").click()
        expect(written(page, "typed before the sign-in ended")).to_be_visible()
        expect(page.get_by_label("Note")).to_have_value("")


def test_is_what_one_typed_not_given_to_who_signs_in_next(browser, address, provider, who):
    with window(browser, address) as page:
        page.goto(VIEW)
        sign_in(page, who)
        httpx.post(f"{provider}/users/{who}/revoke-tokens").raise_for_status()
        write(page, "for my own eyes")
        expect(page.get_by_text(OVER).first).to_be_visible()
        say(provider, f"{who} next", groups=["homes team"])
        sign_in(page, f"{who} next", "Sign in again")
        expect(page.get_by_label("Note")).to_have_value("")


def test_does_sign_out_hold_in_every_window_and_lead_back(browser, address, who):
    with window(browser, address) as page:
        page.goto(VIEW)
        sign_in(page, who)
        other = page.context.new_page()
        other.goto(VIEW)
        expect(other.get_by_text(EDITS)).to_be_visible()
        taken = page.context.cookies()
        page.get_by_role("button", name="Sign out").click()
        page.get_by_role("button", name="End session").click()
        expect(page.get_by_text(SHOWN)).to_be_visible()
        expect(page.get_by_role("button", name="Sign in", exact=True)).to_be_visible()
        assert "_streamlit_user" not in [one["name"] for one in page.context.cookies()]
        write(other, "after signing out")
        expect(other.get_by_text(OVER).first).to_be_visible()
        expect(written(other, "after signing out")).to_have_count(0)
        page.context.add_cookies(taken)  # somebody kept the cookie
        page.goto(VIEW)
        expect(page.get_by_text(OVER)).to_be_visible()


def test_does_a_cookie_whose_token_is_over_sign_nobody_in(browser, address, who, provider):
    now = int(time.time())
    user = {"iss": provider, "sub": who, "iat": now - 7200, "exp": now - 3600,
            "is_logged_in": True, "provider": "default", "origin": address}  # fmt: skip
    for ends, secret, said in (
        (now - 3600, COOKIES, OVER),
        (now + 3600, COOKIES, "expose_tokens"),  # signed by us, but without the provider's token
        (now + 3600, f"{COOKIES}, not ours", None),
    ):
        name = "_streamlit_user"
        value = create_signed_value(secret, name, json.dumps(user | {"exp": ends})).decode()
        with window(browser, address) as page:
            page.context.add_cookies([{"name": name, "value": value, "url": address}])
            page.goto(VIEW)
            expect(page.get_by_role("button", name="Sign")).to_be_visible()
            assert said is None or said in page.get_by_role("status").first.inner_text()
            expect(page.get_by_label("Note")).to_have_count(0)


def test_can_who_is_no_editor_write_by_what_a_page_sends(browser, address, provider, who):
    with window(browser, address) as page:
        page.goto(VIEW)
        sign_in(page, who)
        frames = heard(page)
        page.goto(VIEW)
        expect(page.get_by_text(EDITS)).to_be_visible()
        write(page, "sent again by others")
        expect(written(page, "sent again by others")).to_have_count(1)
        cookies = page.context.cookies()
        replay(address, frames, cookies)  # an editor does write so
        page.goto(VIEW)
        expect(written(page, "sent again by others")).to_have_count(2)
        say(provider, who, groups=[])
        replay(address, frames, [])
        replay(address, frames, cookies)  # signed in, and no editor any longer
        page.goto(VIEW)
        expect(page.get_by_text("Signed in, with no role here.")).to_be_visible()
        expect(written(page, "sent again by others")).to_have_count(2)


def test_does_the_plain_script_say_that_sign_in_is_off(browser, told):
    with serve(ROOT, PAGE, **told) as url, window(browser, url) as page:
        page.goto("/")
        expect(page.get_by_text("Sign-in is off, and with it all changes")).to_be_visible()
        expect(page.get_by_role("button")).to_have_count(0)
