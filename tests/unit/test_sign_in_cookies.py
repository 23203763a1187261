"""Do cookies of sign-in keep to TLS and to the day, and does one come back to what one left?"""

import asyncio
import itertools
from http.cookies import SimpleCookie

import httpx
import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from het_geo.ui import cookies
from het_geo.ui.cookies import BACK, SignInCookies, mended
from het_geo.ui.keep import VIEWS, Keep, new_key

MONTH = 30 * 24 * 3600
PROVIDER = "https://sign-in.example/authorize"


def parts(line):
    """Return what a Set-Cookie line says, in no order: name=value, then attributes."""
    first, *rest = line.split("; ")
    return first, {part.lower() for part in rest}


# a Set-Cookie line as Streamlit writes it, then what is added to it or changed
LINES = [
    (f"_streamlit_user=a.b-c; HttpOnly; Max-Age={MONTH}; Path=/; SameSite=lax",
     {"httponly", "max-age=86400", "path=/", "samesite=lax"}),
    (f"_streamlit_user_1=a==; Max-Age={MONTH}; Path=/x",
     {"httponly", "max-age=86400", "path=/x", "samesite=lax"}),
    ("_streamlit_user_tokens=a; Max-Age=60; Path=/",
     {"httponly", "max-age=60", "path=/", "samesite=lax"}),
    ("_streamlit_session=a; path=/; httponly; samesite=lax",
     {"httponly", "path=/", "samesite=lax"}),
    ("_streamlit_xsrf=a; Path=/; SameSite=Strict", {"path=/", "samesite=strict"}),
    (f"{BACK}=a; Path=/; Max-Age=3600", {"httponly", "max-age=3600", "path=/", "samesite=lax"}),
]  # fmt: skip


@pytest.mark.parametrize(("line", "expected"), LINES)
def test_is_a_cookie_of_sign_in_mended(line, expected):
    name = line.split("; ")[0]
    assert parts(mended(line, secure=False)) == (name, expected)
    assert parts(mended(line, secure=True)) == (name, expected | {"secure"})


def test_is_a_cookie_that_takes_one_away_still_that():
    line = '_streamlit_user=""; expires=Sun, 29 Nov 2026 00:00:00 GMT; Max-Age=0; Path=/'
    assert "max-age=0" in parts(mended(line, secure=True))[1]


def test_are_cookies_of_others_left_alone():
    line = "council=a; Max-Age=99999999"
    assert mended(line, secure=True) == line


class Visitor:
    """A browser that asks an app without a network, with its cookies."""

    def __init__(self, app):
        self.app, self.cookies = app, {}

    def get(self, path, **how):
        async def ask():
            transport = httpx.ASGITransport(self.app)
            cookies = httpx.Cookies(self.cookies)
            async with httpx.AsyncClient(transport=transport, cookies=cookies) as client:
                return await client.get(httpx.URL("http://testserver").join(path), **how)

        answer = asyncio.run(ask())
        for line in answer.headers.get_list("set-cookie"):
            self.cookies |= {name: one.value for name, one in SimpleCookie(line).items()}
        return answer


@pytest.fixture
def client(monkeypatch):
    """Return who asks an app that answers as Streamlit's routes do, behind the middleware."""
    monkeypatch.setattr(cookies, "_address", lambda: "http://localhost:8501/oauth2callback")

    def goes(to):
        async def answer(request):
            found = RedirectResponse(to, status_code=302)
            found.set_cookie("_streamlit_user", "a", max_age=MONTH, httponly=True)
            return found

        return answer

    async def page(request):
        return Response("page", headers={"location": "/"})

    routes = [Route("/auth/login", goes(PROVIDER)), Route("/auth/logout", goes(PROVIDER)),
              Route("/oauth2callback", goes("/")), Route("/x/oauth2callback", goes("/x/")),
              Route("/elsewhere/oauth2callback", goes(PROVIDER)), Route("/page", page)]  # fmt: skip
    app = Starlette(routes=routes, middleware=[Middleware(SignInCookies)])
    return Visitor(app)


def test_does_sign_in_lead_back_to_the_view_once(client):
    key = new_key()
    VIEWS.put(key, "/explore?area=E05000001&level=lsoa")
    away = client.get(f"/auth/login?provider=p&back={key}")
    assert away.headers["location"] == PROVIDER
    assert client.cookies[BACK] == key
    back = client.get("/oauth2callback?state=s&code=c")
    assert back.headers["location"] == "/explore?area=E05000001&level=lsoa"
    assert client.get("/oauth2callback?state=s&code=c").headers["location"] == "/"


def test_does_a_server_below_a_path_lead_back_too(client):
    key = new_key()
    VIEWS.put(key, "/x/explore?area=E05000001")
    client.cookies[BACK] = key
    assert client.get("/x/oauth2callback").headers["location"] == "/x/explore?area=E05000001"


# What a link may say for a key: none leads away or sets a cookie.
A31 = "a" * 31
FORGED = ["", "short", A31, A31 + "aa", A31 + ";", A31 + "\n", "https://elsewhere.example"]


@pytest.mark.parametrize("key", FORGED)
def test_is_a_key_that_is_none_not_carried(client, key):
    answer = client.get("/auth/login", params={"back": key})
    assert "_streamlit_user" in client.cookies
    assert BACK not in client.cookies
    assert answer.headers["location"] == PROVIDER
    assert client.get("/oauth2callback").headers["location"] == "/"


def test_is_only_the_way_to_the_start_changed(client):
    key = new_key()
    VIEWS.put(key, "/explore")
    client.cookies[BACK] = key
    assert client.get("/elsewhere/oauth2callback").headers["location"] == PROVIDER
    assert client.get("/page").headers["location"] == "/"
    assert VIEWS.get(key) == "/explore"


# scheme that is asked with, headers of a proxy, address in secrets.toml, then: behind TLS
TLS = [
    ("http", {}, "http://localhost:8501/oauth2callback", False),
    ("https", {}, "", True),
    ("http", {"X-Forwarded-Proto": "https"}, "", True),
    ("http", {"X-Forwarded-Proto": "https, http"}, "", True),
    ("http", {"X-Forwarded-Proto": "http"}, "", False),
    ("http", {}, "https://explorer.example.org/oauth2callback", True),
]


@pytest.mark.parametrize(("scheme", "headers", "address", "secure"), TLS)
def test_is_the_cookie_secure_behind_tls(client, monkeypatch, scheme, headers, address, secure):
    monkeypatch.setattr(cookies, "_address", lambda: address)
    answer = client.get(f"{scheme}://testserver/oauth2callback", headers=headers)
    cookie = SimpleCookie(answer.headers["set-cookie"])["_streamlit_user"]
    assert (bool(cookie["secure"]), cookie["httponly"], cookie["max-age"]) == (
        secure,
        True,
        "86400",
    )


def test_is_what_is_kept_bounded_in_number_and_time():
    clock = itertools.count(0, 10)
    now = [next(clock)]
    kept = Keep(most=2, seconds=15, clock=lambda: now[0])
    for key in ("a", "b", "c"):
        kept.put(key, key.upper())
    assert [kept.get(key) for key in ("a", "b", "c")] == [None, "B", "C"]  # the oldest left
    now[0] = next(clock)  # 10 s
    kept.put("b", "B again")
    now[0] = next(clock)  # 20 s: c, of 0 s, is over
    assert [kept.get(key) for key in ("b", "c")] == ["B again", None]
    assert [kept.pop("b"), kept.get("b")] == ["B again", None]
    kept.put("d", "D")
    assert list(kept._held) == ["d"]  # what is over has left
