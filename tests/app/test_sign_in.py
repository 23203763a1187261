"""Who may write, tried against what a page runs and not its buttons: signed in, ended, local."""

import shutil
import time
from functools import partial

import httpx
import pytest
from streamlit import config
from streamlit.testing.v1 import AppTest

from het_geo.catalogue.read import read_catalogue
from het_geo.errors import SignInError
from het_geo.people.claims import read_sign_in
from het_geo.people.roles import Person, Post, Role
from het_geo.people.rules import PEOPLE
from het_geo.ui import ask, doorway, keep
from het_geo.ui.doorway import FIRST, LOCAL, OFF, PLAIN, SECRET
from het_geo.ui.provider import OVER
from het_geo.ui.sign_in import roles_in_words
from tests.conftest import ROOT

pytestmark = pytest.mark.whole
PAGE = ROOT / "tests" / "browser" / "apps" / "sign_in.py"
COOKIES = "made up for a test, and long enough"
AT = "https://sign-in.example/.well-known/openid-configuration"
CLIENT = {"client_id": "c", "client_secret": "s", "server_metadata_url": AT}
AUTH = {"auth": CLIENT | {"cookie_secret": COOKIES, "redirect_uri": "https://a.example"}}
RULES = """
groups_from = "GROUPS_FROM"

[[rule]]
role = "editor"
places = ["luton"]
subgroups = ["housing"]
groups = ["homes team"]

[[rule]]
role = "administrator"
places = ["luton"]
subjects = ["boss"]
"""
EDITS = "Signed in as editor of Housing and Health."


def claims(**others):
    now = int(time.time())
    token = {"iss": "https://sign-in.example", "sub": "u-1", "iat": now, "exp": now + 3600}
    who = {"is_logged_in": True, "groups": ["homes team"], "provider": "default"}
    return token | who | others


@pytest.fixture
def rules(tmp_path, monkeypatch):
    path = tmp_path / "people.toml"
    path.write_text(RULES.replace("GROUPS_FROM", "token"))
    monkeypatch.setenv(PEOPLE, str(path))
    return path


@pytest.fixture
def served(monkeypatch, rules):
    """Serve the page as the server does, with the middleware; nothing is kept from before."""
    keep.serve_sign_in()
    for name in (LOCAL, SECRET):
        monkeypatch.delenv(name, raising=False)
    for held in (keep.VIEWS, keep.DRAFTS, keep.ENDED, keep.GROUPS, keep.SILENT, keep.ENDPOINTS):
        held._held.clear()
    yield
    keep._SERVED.clear()


def opened(user=None, secrets=AUTH):
    page = AppTest.from_file(str(PAGE), default_timeout=60)
    page.secrets.update(secrets)
    page.user = user or {}
    page.run()
    assert not page.exception
    return page


def said(page):
    return " ".join([*(t.value for t in page.text), *(h.proto.body for h in page.get("html"))])


def write(page, text):
    """Type a note and press Save, as a browser would send it."""
    page.text_area[0].input(text)
    page.button("hg-save").click()
    page.run()
    assert not page.exception
    return said(page)


# claims, then what the page says; who may write sees a field
STANDS = [
    ({}, "", False),
    (claims(), EDITS, True),
    (claims(sub="boss", groups=[]), "Signed in as administrator.", True),
    (claims(groups=[]), "Signed in, with no role here.", False),
    (claims(groups=None), "Signed in, with no role here.", False),
    (claims(is_logged_in=False), "", False),
    (claims(is_logged_in="yes"), "", False),
    (claims(exp=int(time.time()) - 1), OVER, False),
    (claims(iat=int(time.time()) - 13 * 3600), OVER, False),  # 12 hours at most
    (claims(exp=None), "“exp”", False),
    (claims(sub=""), "“sub”", False),
]


@pytest.mark.parametrize(("user", "expected", "may"), STANDS)
def test_does_the_page_say_who_is_signed_in_and_let_him_write(served, user, expected, may):
    page = opened(user)
    assert expected in said(page)
    assert len(page.text_area) == may
    assert [b.label for b in page.button if b.key == "hg-sign-out"] == ["Sign out"] * (
        expected.startswith("Signed in")
    )


def test_is_a_role_taken_away_between_the_page_and_its_save(served, rules):
    page = opened(claims())
    assert "first note" in write(page, "first note")
    rules.write_text("[[rule]]\nrole = 'administrator'\nplaces = ['*']\nsubjects = ['boss']")
    text = write(page, "second note")
    assert "You have no role that may write here." in text
    assert ": second note" not in text
    assert page.text_area[0].value == "second note"  # what was typed is kept


def test_is_nothing_written_while_the_file_of_roles_is_broken(served, rules):
    page = opened(claims())
    rules.write_text("[[rule]")
    assert "not understood" in write(page, "a note of a broken file")
    assert ": a note of a broken file" not in said(page)


def test_does_an_ended_sign_in_write_nothing_and_keep_what_was_typed(served, monkeypatch):
    page, now = opened(claims()), time.time()
    monkeypatch.setattr(doorway.time, "time", lambda: now + 3601)
    text = write(page, "typed before the end")
    assert OVER in text
    assert ": typed before the end" not in text
    assert page.text_area[0].value == "typed before the end"
    assert [b.label for b in page.button if b.key == "hg-sign-in-default"] == ["Sign in again"]


def test_is_a_sign_in_that_was_ended_elsewhere_ended_here(served):
    user = claims()
    page = opened(user)
    keep.ENDED.put(read_sign_in(user, COOKIES, 12).mark, value=True)
    assert OVER in write(page, "after signing out elsewhere")
    assert ": after signing out elsewhere" not in said(page)


# HET_GEO_LOCAL_EDITING, the address of the server, secrets, then: may write, and what is said
LOCALLY = [
    ("", "localhost", {}, False, OFF),
    ("1", "localhost", {}, True, "without sign-in"),
    ("1", "127.0.0.1", {}, True, "without sign-in"),
    ("1", "::1", {}, True, "without sign-in"),
    ("1", "0.0.0.0", {}, False, "listens beyond its own machine"),
    ("1", "192.0.2.7", {}, False, "listens beyond its own machine"),
    ("1", None, {}, False, "listens beyond its own machine"),
    ("1", "localhost.example.org", {}, False, "listens beyond its own machine"),
    ("yes", "localhost", {}, False, "give 1"),
    ("1", "localhost", AUTH, False, ""),  # a sign-in that is set up is not gone round
]


@pytest.mark.parametrize(("switch", "address", "secrets", "may", "expected"), LOCALLY)
def test_is_the_local_switch_for_this_machine_alone(
    served, monkeypatch, switch, address, secrets, may, expected
):
    monkeypatch.setenv(LOCAL, switch)
    monkeypatch.setattr(doorway.st, "get_option", {"server.address": address}.get)
    page = opened(secrets=secrets)
    assert len(page.text_area) == may
    assert expected in said(page)


# headers of the visitor's browser, then whether he may write by the local switch
REACHED = [
    ({"Host": "localhost:8501"}, True),
    ({"Host": "127.0.0.1:8501"}, True),
    ({"Host": "[::1]:8501"}, True),
    ({"Host": "explorer.example.org"}, False),  # a name of somebody else that leads here
    ({"Host": "localhost", "X-Forwarded-For": "192.0.2.7"}, False),  # a proxy on this machine
    ({"Host": "localhost", "Forwarded": "for=192.0.2.7"}, False),
]


@pytest.mark.parametrize(("headers", "may"), REACHED)
def test_is_who_comes_through_a_proxy_or_a_name_not_local(monkeypatch, headers, may):
    class Reached:
        ip_address = None

    monkeypatch.setattr(doorway.st, "context", Reached())
    doorway.st.context.headers = headers
    monkeypatch.setattr(doorway.st, "get_option", lambda _name: "localhost")
    assert (doorway._beyond_this_machine() == "") is may
    Reached.ip_address = "192.0.2.7"  # another machine, whatever is said
    assert doorway._beyond_this_machine()


def test_does_the_plain_script_say_that_sign_in_is_off(served):
    keep._SERVED.clear()
    page = opened(claims())
    assert PLAIN in said(page)
    assert not page.text_area
    assert not page.button


@pytest.mark.parametrize("secret", ["", "short"])
def test_can_nobody_sign_in_with_a_secret_that_keeps_nothing(served, secret):
    page = opened(claims(), {"auth": AUTH["auth"] | {"cookie_secret": secret}})
    assert ("fewer than 32 characters" if secret else "is not set") in said(page)
    assert not page.text_area


@pytest.fixture
def asked(served, rules, monkeypatch):
    """Have the provider asked; return what it answers, to be changed."""
    rules.write_text(RULES.replace("GROUPS_FROM", "provider"))
    answer = {"status_code": 200, "json": {"sub": "u-1", "groups": ["homes team"]}}

    def answered(request):
        if request.url == AT:
            return httpx.Response(200, json={"userinfo_endpoint": "https://sign-in.example/who"})
        assert request.url == "https://sign-in.example/who"
        assert request.headers["Authorization"] == "Bearer t"
        if isinstance(answer.get("json"), Exception):
            raise answer["json"]
        return httpx.Response(**answer)

    client = partial(httpx.Client, transport=httpx.MockTransport(answered))
    monkeypatch.setattr(ask.httpx, "Client", client)
    return answer


# What the provider answers at the write, and what is said: nothing is written by any.
ANSWERS = [
    (200, {"sub": "u-1", "groups": []}, "You have no role"),
    (200, {"sub": "u-1"}, "You have no role"),
    (200, {"sub": "u-2", "groups": ["homes team"]}, "spoke of somebody else"),
    (200, ["homes team"], "does not answer"),
    (200, None, "does not answer"),
    (401, {}, OVER),
    (403, {}, OVER),
    (302, {"sub": "u-1", "groups": ["homes team"]}, "does not answer"),
    (500, {"sub": "u-1", "groups": ["homes team"]}, "does not answer"),
    (200, httpx.ConnectError("made up"), "does not answer"),
    (200, httpx.ReadTimeout("made up"), "does not answer"),
]


@pytest.mark.parametrize(("status", "body", "expected"), ANSWERS)
def test_is_the_provider_asked_at_each_write_and_its_silence_a_no(asked, status, body, expected):
    page = opened(claims(groups=[], tokens={"access": "t"}))
    assert EDITS in said(page)
    text = f"note at {status} {body}"[:40]
    assert f": {text}" in write(page, text)
    asked |= {"status_code": status, "json": body}
    found = write(page, f"{text} again")
    assert expected in found
    assert f": {text} again" not in found


def test_is_a_server_that_is_given_no_token_told_what_to_set(asked):
    page = opened(claims())
    assert "expose_tokens" in said(page)
    assert not page.text_area


def test_does_a_token_leave_by_https_alone(served):
    sent = read_sign_in(claims(tokens={"access": "t"}), COOKIES, 12)
    keep.ENDPOINTS.put("http://sign-in.example/x", "")
    with pytest.raises(SignInError, match="no https address"):
        ask.ask("http://sign-in.example/who", ask.patience(), "t")
    assert sent.claims["tokens"] == {"access": "t"}


def test_is_a_provider_that_is_silent_not_waited_for_at_each_step(asked):
    asked["json"] = httpx.ReadTimeout("made up")
    page = opened(claims(tokens={"access": "t"}))
    assert "does not answer" in said(page)
    asked["json"] = AssertionError("asked again")
    page.run()
    assert "does not answer" in said(page)
    assert not page.exception


# sections of secrets.toml besides what all share, then the ways to sign in
WAYS = [
    (CLIENT, ["Sign in"]),
    ({"entra": CLIENT}, ["Sign in"]),
    ({"entra": CLIENT, "nhs": CLIENT}, ["Sign in with entra", "Sign in with nhs"]),
]


@pytest.mark.parametrize(("sections", "expected"), WAYS)
def test_is_there_a_way_in_for_each_provider(served, sections, expected):
    page = opened(secrets={"auth": {"cookie_secret": COOKIES, "redirect_uri": "x"} | sections})
    assert [button.label for button in page.button] == expected


def test_is_somebody_of_a_provider_that_is_gone_told_to_sign_in_again(asked):
    page = opened(claims(provider="left", tokens={"access": "t"}))
    assert "no longer one of this server" in said(page)
    assert not page.text_area


def test_is_a_text_too_long_to_be_kept_told_as_that(served):
    page = opened(claims())
    page.text_area[0].input("a" * 99_000).run()
    assert not page.caption
    page.text_area[0].input("a" * 100_000).run()  # with the name of its field more than that
    assert [line.value[:30] for line in page.caption] == ["This is too long to be kept wh"]


def test_are_roles_in_several_sub_groups_told_apart(served):
    held = (
        Post(Role.EDITOR, "luton", "housing"), Post(Role.EDITOR, "luton", "net_zero"),
        Post(Role.CHAIR, "luton", "access"), Post(Role.CHAIR, "bedford", "housing"),
    )  # fmt: skip
    known = read_catalogue(ROOT / "data" / "catalogue").subgroups
    assert roles_in_words(Person("p", held), "luton", known) == (
        "chair of Access, Prevention and Healthcare; editor of Housing and Health, Net Zero"
    )
    assert roles_in_words(Person("p", held), "bedford", {}) == "chair of housing"


def test_is_who_has_a_role_in_another_place_told_so_and_offered_nothing(
    served, rules, tmp_path, monkeypatch
):
    for place in ("luton", "bedford"):
        folder = tmp_path / "data" / "journey" / place
        folder.mkdir(parents=True)
        shutil.copy(ROOT / "data/journey/luton/framework.toml", folder)
    monkeypatch.setenv("HET_GEO_ROOT", str(tmp_path))
    rules.write_text(rules.read_text().replace("luton", "bedford"))
    page = opened(claims())
    assert "no role in Luton: what you may change is of other places." in said(page)
    assert not page.text_area


def test_is_nobody_asked_where_nothing_is_configured(served):
    page = opened(secrets={})
    assert OFF in said(page)
    assert FIRST.endswith("nothing was changed.")
    assert config.get_option("server.address") == "localhost"  # as .streamlit/config.toml has it
