"""Groups that the provider says at an address of its own, page by page, asked at each write."""

import json
import threading
import time
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import urlsplit

import pytest

from het_geo.errors import SignInError
from het_geo.people.claims import person_of, read_sign_in
from het_geo.people.roles import Role, may
from het_geo.people.rules import RoleRule, RoleRules
from het_geo.ui import ask, keep, provider
from het_geo.ui.ask import NO_ANSWER, TOO_LONG
from het_geo.ui.provider import ELSEWHERE, MOST_PAGES, NEXT, NOT_LET, OVER, TOO_MANY

pytestmark = pytest.mark.whole
SECRET = "made up for a test, and long enough"
TEAM = "0000-homes-team"


class Provider(ThreadingHTTPServer):
    """A provider on this machine: ``says`` is what it answers, by path, and ``asked`` what it was.

    An answer is a table, a status, or a function that answers by itself.
    """

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Answers)
        self.at = f"http://127.0.0.1:{self.server_port}"
        self.asked = []
        self.says = {
            "/described": {"userinfo_endpoint": f"{self.at}/who"},
            "/who": {"sub": "u-1"},
            "/groups": {"value": [{"id": "another"}], NEXT: f"{self.at}/groups2?page=2"},
            "/groups2": {"value": [{"id": TEAM, "@odata.type": "#microsoft.graph.group"}]},
        }


class Answers(BaseHTTPRequestHandler):
    def do_GET(self):
        path = urlsplit(self.path).path
        self.server.asked.append((path, self.headers.get("Authorization")))
        answer = self.server.says[path]
        if callable(answer):
            answer(self)
        elif isinstance(answer, int):
            self.reply(b"{}", answer)
        else:
            self.reply(json.dumps(answer).encode())

    def reply(self, body, status=200, **headers):
        self.send_response(status)
        self.send_header("Content-Length", str(len(body)))
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        """Say nothing: what was asked is kept."""


@pytest.fixture
def server(monkeypatch):
    """Run the provider; nothing is kept of what another has said."""
    for held in (keep.ENDED, keep.GROUPS, keep.SILENT, keep.ENDPOINTS):
        held._held.clear()
    with Provider() as running:
        auth = {"auth": {"server_metadata_url": f"{running.at}/described"}}
        monkeypatch.setattr(provider.st, "secrets", auth)
        threading.Thread(target=running.serve_forever, daemon=True).start()
        yield running
        running.shutdown()


@pytest.fixture
def sign_in():
    now = time.time()
    claims = {"iss": "https://a.example", "sub": "u-1", "iat": now, "exp": now + 3600}
    return read_sign_in(claims | {"tokens": {"access": "t"}}, SECRET, 12)


def rules_of(server):
    rule = RoleRule("editor", ("luton",), ("housing",), groups=(TEAM,))
    return RoleRules((rule,), "value.id", "address", f"{server.at}/groups?$select=id")


def may_write(server, sign_in):
    """Ask as a write does."""
    rules = rules_of(server)
    found = person_of(sign_in, provider.groups_now(sign_in, rules), rules)
    return may(found, Role.EDITOR, "luton", "housing")


def test_are_groups_of_every_page_held_and_one_taken_away_gone_at_the_next_write(server, sign_in):
    assert may_write(server, sign_in)
    paths = ["/described", "/who", "/groups", "/groups2"]
    assert server.asked == [(path, None if path == "/described" else "Bearer t") for path in paths]
    server.says["/groups2"] = {"value": []}
    assert not may_write(server, sign_in)
    assert provider.groups_lately(sign_in, rules_of(server)) == {"another"}  # what is shown, too


def hang(answers):
    time.sleep(0.6)
    with suppress(OSError):
        answers.reply(b"{}")


def trickle(answers):
    answers.send_response(200)
    answers.end_headers()
    with suppress(OSError):
        for _ in range(20):  # never silent for long, and not done in time
            answers.wfile.write(b" ")
            answers.wfile.flush()
            time.sleep(0.05)


def long(answers):
    with suppress(OSError):  # it is not listened to until the end
        answers.reply(b'{"value": "' + b"a" * (ask.MOST_BYTES + 1) + b'"}')


def led_elsewhere(answers):
    answers.reply(b"", 302, Location=f"{answers.server.at}/groups2")


# What a path answers, then what the write is refused with.
REFUSED = {
    "silence": ("/groups", hang, NO_ANSWER),
    "a word at a time": ("/groups", trickle, NO_ANSWER),
    "at too great a length": ("/groups", long, TOO_LONG),
    "a redirect, even to itself": ("/groups", led_elsewhere, NO_ANSWER),
    "a fault": ("/groups2", 500, NO_ANSWER),
    "not found": ("/groups", 404, NO_ANSWER),
    "no table": ("/groups", [TEAM], NO_ANSWER),
    "the token is over": ("/groups", 401, OVER),
    "the scope is too narrow": ("/groups", 403, NOT_LET),
    "a page of another host": ("/groups", {"value": [], NEXT: "https://b.example/me"}, ELSEWHERE),
    "a page of another port": ("/groups", {"value": [], NEXT: "http://127.0.0.1:9/x"}, ELSEWHERE),
    "a page that is no address": ("/groups", {"value": [], NEXT: ["x"]}, ELSEWHERE),
    "somebody else": ("/who", {"sub": "u-2"}, "spoke of somebody else"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_is_a_write_refused_with_its_reason_where_groups_are_not_known(
    server, sign_in, monkeypatch, case
):
    path, answer, said = REFUSED[case]
    server.says[path] = answer
    if answer in (hang, trickle):
        monkeypatch.setattr(ask, "PATIENCE_S", 0.3)
    with pytest.raises(SignInError) as refused:
        may_write(server, sign_in)
    assert said in str(refused.value)
    assert bool(keep.ENDED.get(sign_in.mark)) is (said == OVER)


def test_are_pages_without_an_end_asked_for_no_longer(server, sign_in):
    server.says["/groups2"] = {"value": [{"id": TEAM}], NEXT: f"{server.at}/groups2"}
    with pytest.raises(SignInError) as refused:
        may_write(server, sign_in)
    assert str(refused.value) == TOO_MANY
    assert len(server.asked) == 2 + MOST_PAGES  # and the description, and who it is
