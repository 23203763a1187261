"""Is it told whether a server is well: to a person by name, to an orchestrator in time?"""

import asyncio
import errno
import json
import shutil
import threading
from contextlib import closing, suppress
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace

import httpx
import pytest
from starlette.applications import Starlette

from het_geo.__main__ import main
from het_geo.announcement import LONGEST, NOTICE, announcement
from het_geo.atlas.shelf import MEMORY
from het_geo.cli import CATALOGUE
from het_geo.council import ADDRESS
from het_geo.errors import ServerError
from het_geo.health import clocks, ready, sign_in
from het_geo.health.asked import AskedAddress, answer_of
from het_geo.health.clocks import clock_findings
from het_geo.health.database import database_findings
from het_geo.health.doctor import examine
from het_geo.health.finding import State
from het_geo.health.packs import pack_findings, store_findings
from het_geo.health.ready import FRESH_S, GOOD, NOT_SEEN, STALE_S, Watch
from het_geo.health.routes import ALIVE, READY, health_routes
from het_geo.health.sign_in import FILES, SECRET, sign_in_findings
from het_geo.people.rules import PEOPLE
from het_geo.register import open_register
from het_geo.register.address import REGISTER
from het_geo.stores.cache import CACHE
from het_geo.stores.open import PACKS
from tests.conftest import ROOT
from tests.publisher import Answer

AT = "https://sign-in.example/.well-known/openid-configuration"
NOON = datetime(2026, 11, 29, 12, tzinfo=UTC)
AUTH = f"""[auth]
redirect_uri = "https://het.example.org/oauth2callback"
cookie_secret = "{"s" * 64}"
client_id = "c"
client_secret = "s"
server_metadata_url = "{AT}"
"""


@pytest.fixture(autouse=True)
def alone(monkeypatch, tmp_path):
    """Nothing of this machine counts: no setting, no secret, no register, no provider."""
    for name in (PACKS, PEOPLE, SECRET, ADDRESS, NOTICE, MEMORY):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv(REGISTER, str(tmp_path / "register.sqlite"))
    monkeypatch.setenv(FILES, str(tmp_path / "secrets.toml"))
    for module in (sign_in, clocks):
        monkeypatch.setattr(module, "answer_of", lambda address: None)


@pytest.fixture
def provider(monkeypatch):
    """Let the provider of sign-in describe itself, at noon."""
    table = {"authorization_endpoint": "https://a", "token_endpoint": "https://b"}
    answer = AskedAddress(200, table, NOON)
    for module in (sign_in, clocks):
        monkeypatch.setattr(module, "answer_of", lambda address: answer if address == AT else None)


def said(findings):
    return [(one.about, one.state, one.said) for one in findings]


def states(findings):
    return [one.state for one in findings]


def answer(watch, path, base=""):
    async def ask():
        transport = httpx.ASGITransport(Starlette(routes=health_routes(watch, base)))
        async with httpx.AsyncClient(transport=transport, base_url="http://here") as client:
            return await client.get(f"{base}{path}")

    return asyncio.run(ask())


def test_does_a_process_live_whatever_is_away():
    def away():
        raise AssertionError("it is not looked at")

    found = answer(Watch({"pack": away}), ALIVE)
    assert (found.status_code, found.json()) == (200, {"alive": True})


@pytest.mark.parametrize(
    ("pack", "register", "status"),
    [(GOOD, GOOD, 200), (GOOD, "no answer", 200), ("cannot be read", GOOD, 503)],
)
def test_is_a_server_ready_when_its_pack_is_and_not_for_the_register(pack, register, status):
    watch = Watch({"pack": lambda: pack}, {"register": lambda: register})
    found = answer(watch, READY, "/explorer")
    assert found.status_code == status
    assert found.json() == {"ready": status == 200, "pack": pack, "register": register}
    assert found.headers["cache-control"] == "no-store"


def test_is_a_look_that_hangs_answered_in_time_and_by_one_thread(monkeypatch):
    monkeypatch.setattr(ready, "PATIENCE_S", 0.05)
    go, looks = threading.Event(), []

    def hangs():
        looks.append(threading.current_thread())
        go.wait(30)
        return GOOD

    async def ask():
        watch = Watch({"pack": hangs})
        found = [await watch.ready()]
        while not looks:  # the thread may begin late
            found.append(await watch.ready())
        found += [await watch.ready() for _ in range(5)]
        go.set()
        while not (last := await watch.ready()).ready:
            await asyncio.sleep(0.01)
        return found, last

    found, last = asyncio.run(ask())
    assert all(one.parts == {"pack": NOT_SEEN} for one in found)
    assert (last.parts, len(looks)) == ({"pack": GOOD}, 1)


def test_is_a_look_that_no_thread_was_free_for_made_when_one_is(monkeypatch):
    """A server whose threads were all taken for three seconds would never have been ready again."""
    watch = Watch({"pack": lambda: GOOD})

    async def ask():
        monkeypatch.setattr(ready, "PATIENCE_S", 0)  # over before any thread begins
        first = await watch.ready()
        monkeypatch.setattr(ready, "PATIENCE_S", 60)
        return first.parts, (await watch.ready()).parts

    assert asyncio.run(ask()) == ({"pack": NOT_SEEN}, {"pack": GOOD})


def test_holds_what_was_seen_until_it_is_looked_at_again_and_goes_stale():
    now, word, looks = 0.0, GOOD, []

    def look():
        looks.append(now)
        if word == "":
            raise OSError
        return word

    def seen():
        with suppress(OSError):
            return asyncio.run(watch.ready()).parts["pack"]
        return "an error"

    watch = Watch({"pack": look}, clock=lambda: now)
    assert (seen(), seen(), looks) == (GOOD, GOOD, [0.0])
    now, word = FRESH_S, "cannot be read"
    assert (seen(), looks) == ("cannot be read", [0.0, FRESH_S])
    now, word = FRESH_S + STALE_S, ""
    assert seen() == "an error"
    with watch._looking:  # a look that does not come back
        assert seen() == NOT_SEEN


def test_does_the_doctor_find_a_machine_well_that_needs_nothing(capsys):
    assert main(["doctor"]) == 0
    told = capsys.readouterr().out
    assert "Luton, pack" in told
    # To look at: the clock (nothing to ask), and a file of secrets that is named and not there.
    assert told.splitlines()[-1] == "4 well, 2 to look at, 0 wrong."


def test_does_the_doctor_name_a_damaged_pack(tmp_path, capsys):
    for kind in ("boundaries", "data"):
        shutil.copytree(ROOT / kind / "luton", tmp_path / kind / "luton")
    victim = tmp_path / "data" / "luton" / "areas.csv"
    victim.write_bytes(victim.read_bytes()[:-1])
    (found,) = pack_findings(tmp_path, CATALOGUE)
    assert (found.state, "areas.csv" in found.said) == (State.WRONG, True)
    assert main(["--root", str(tmp_path), "doctor"]) == 1
    assert "1 wrong." in capsys.readouterr().out


def test_does_the_doctor_say_that_no_place_is_served(tmp_path):
    (tmp_path / "data").mkdir()
    assert "No place is served" in next(pack_findings(tmp_path, CATALOGUE)).said


def test_does_the_doctor_say_where_packs_should_be(monkeypatch, tmp_path):
    monkeypatch.setenv(PACKS, str(tmp_path / "nowhere"))
    (found,) = store_findings(ROOT)
    assert (found.about, found.state) == ("store", State.WRONG)
    assert "neither a folder of packs nor an address" in found.said


def test_does_the_doctor_say_where_what_is_published_is_fetched_and_saved(
    monkeypatch, tmp_path, folder
):
    monkeypatch.setenv(PACKS, str(folder))
    monkeypatch.setenv(CACHE, str(tmp_path / "cache"))
    first, second = store_findings(ROOT)
    assert first.said.startswith(f"{folder} names 2 places; it answered in ")
    assert second.said.startswith(f"Fetched places are saved in {tmp_path / 'cache'}")
    assert not list((tmp_path / "cache").rglob(".het_geo-doctor"))
    monkeypatch.setattr("shutil.disk_usage", lambda at: SimpleNamespace(free=1_900 * 10**6))
    *_, second = store_findings(ROOT)
    assert (second.state, "which has 1,900 MB free. All of England" in second.said) == (
        State.LOOK,
        True,
    )


def test_does_the_doctor_say_that_nothing_can_be_saved(monkeypatch, tmp_path, folder):
    def full(path, data):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setenv(PACKS, str(folder))
    monkeypatch.setenv(CACHE, str(tmp_path))
    monkeypatch.setattr("het_geo.health.packs.write", full)
    *_, found = store_findings(ROOT)
    assert found.state is State.WRONG
    assert "cannot be written to (No space left on device). Name another folder" in found.said


def test_does_the_doctor_say_that_a_register_cannot_be_used(monkeypatch, tmp_path):
    (tmp_path / "register.sqlite").write_bytes(b"no database at all, and long enough for a header")
    (found,) = database_findings()
    assert (found.state, "no database of SQLite" in found.said) == (State.WRONG, True)
    monkeypatch.setenv(REGISTER, "mysql://somewhere/else")
    (found,) = database_findings()
    assert (found.state, "mysql" in found.said) == (State.WRONG, True)


def test_does_the_doctor_say_whether_anything_has_been_written(monkeypatch):
    (found,) = database_findings()
    assert (found.state, "Nothing has been written at" in found.said) == (State.WELL, True)
    with closing(open_register()) as register:
        register.load_sample("luton")
    (found,) = database_findings()
    assert found.state in (State.WELL, State.LOOK)  # a slow answer is to be looked at
    assert "has the tables that this program needs" in found.said
    monkeypatch.setattr("os.access", lambda path, mode: False)
    *_, found = database_findings()
    assert (found.state, "register.sqlite cannot be written to" in found.said) == (
        State.WRONG,
        True,
    )


def test_does_the_doctor_name_a_change_that_is_dated_in_the_future():
    with closing(open_register()) as register:
        register.load_sample("luton")
    yesterday = datetime.now(UTC) - timedelta(days=1)
    *_, found = clock_findings(ROOT, lambda: yesterday)
    assert (found.state, "which is still to come" in found.said) == (State.LOOK, True)
    (found,) = clock_findings(ROOT)  # by the clock that wrote it: nothing to compare with
    assert "nothing was there to compare it with" in found.said


def secrets(tmp_path, text=AUTH, mode=0o600):
    file = tmp_path / "secrets.toml"
    file.write_text(text)
    file.chmod(mode)


def test_does_the_doctor_find_sign_in_well(provider, monkeypatch, tmp_path):
    secrets(tmp_path)
    rules = '[[rule]]\nrole = "administrator"\nplaces = ["*"]\nsubjects = ["boss"]\n'
    (tmp_path / "people.toml").write_text(rules)
    monkeypatch.setenv(PEOPLE, str(tmp_path / "people.toml"))
    monkeypatch.setenv(SECRET, "h" * 64)
    monkeypatch.setenv(ADDRESS, "https://het.example.org")
    assert said(sign_in_findings(ROOT)) == [
        ("sign-in", State.WELL, f"The provider “default” answers at {AT}."),
        ("sign-in", State.WELL, "The file of roles can be read: 1 rule."),
    ]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("s" * 64, "short", "cookie_secret has fewer than 32 characters: nobody can sign in"),
        ("s" * 64, "", "cookie_secret is not set: nobody can sign in. Make one with: python"),
        ("cookie_secret", "cookie", "cookie_secret is not set: nobody can sign in. Make one with"),
        ("https://het.example.org/oauth2callback", "http://het.example.org", "redirect_uri is"),
        ("client_secret", "client_word", "has no client_secret"),
        ("client_id", "identity", "names no provider"),
        (AT, "https://elsewhere.example", "does not describe itself"),
        ("[auth]", "[auth", "cannot be read"),
    ],
)
def test_does_the_doctor_name_what_is_wrong_with_sign_in(provider, tmp_path, old, new, expected):
    secrets(tmp_path, AUTH.replace(old, new))
    assert [expected in one.said for one in sign_in_findings(ROOT) if one.state is State.WRONG] == [
        True
    ]


def test_does_the_doctor_warn_of_secrets_that_everybody_may_read(provider, monkeypatch, tmp_path):
    secrets(tmp_path, mode=0o644)
    monkeypatch.setenv(ADDRESS, "https://another.example.org")
    told = [one.said for one in sign_in_findings(ROOT) if one.state is State.LOOK]
    assert len(told) == 4  # the file, HET_GEO_SECRET, another address, no roles
    assert "may read it" in told[0]
    assert "https://another.example.org" in told[2]


@pytest.mark.parametrize(("seconds", "state"), [(29, State.WELL), (-31, State.WRONG)])
def test_does_the_doctor_compare_clocks(provider, tmp_path, seconds, state):
    secrets(tmp_path)
    (found,) = clock_findings(ROOT, lambda: NOON + timedelta(seconds=seconds))
    assert found.state is state
    assert state is State.WELL or "31 seconds behind" in found.said


@pytest.mark.parametrize(
    ("body", "table"),
    [
        (b'{"issuer": "made up"}', {"issuer": "made up"}),
        (b'["made up"]', {}),
        (b"<html>made up</html>", {}),
        (b"[" * 100_000, {}),
        (b"\xff\xfe", {}),
    ],
    ids=["table", "list", "page", "nested", "bytes"],
)
def test_is_an_address_answered_with_a_table_or_none(publisher, body, table):
    publisher.routes["/here"] = Answer(body, headers={"Date": "Sun, 29 Nov 2026 12:00:00 GMT"})
    found = answer_of(f"{publisher.base}/here")
    assert (found.status, found.table, found.time) == (200, table, NOON)


def test_is_an_answer_elsewhere_not_followed_and_its_time_not_guessed(publisher):
    publisher.routes["/here"] = Answer(status=302, headers={"Location": "/there", "Date": "noon"})
    found = answer_of(f"{publisher.base}/here")
    assert (found.status, found.table, found.time) == (302, {}, None)
    assert [path for path, *_ in publisher.asked] == ["/here"]


@pytest.mark.parametrize("zone", ["-0000", "CEST-or-so", ""])
def test_is_a_time_that_bears_no_zone_that_of_utc(publisher, zone):
    publisher.routes["/here"] = Answer(headers={"Date": f"Sun, 29 Nov 2026 12:00:00 {zone}"})
    assert answer_of(f"{publisher.base}/here").time == NOON


@pytest.mark.parametrize(
    "address", ["", "nowhere", "http://127.0.0.1:9", "http://[", "ftp://a.org"]
)
def test_is_an_address_that_does_not_answer_none(address):
    assert answer_of(address) is None


def test_does_the_doctor_name_a_setting_that_is_none(monkeypatch):
    monkeypatch.setenv(MEMORY, "much")
    found = [one.said for one in examine(ROOT, CATALOGUE) if one.state is State.WRONG]
    assert (len(found), found[0].startswith("HET_GEO_MEMORY is “much”")) == (1, True)


def test_is_an_announcement_read_as_it_stands_and_short(monkeypatch, tmp_path):
    file = tmp_path / "notice.txt"
    monkeypatch.setenv(NOTICE, str(file))
    assert announcement() == ""
    file.write_text("Away on 3 December 2026,\n9 to 10 in the morning.\n")
    assert announcement() == "Away on 3 December 2026, 9 to 10 in the morning."
    for wrong in ("x" * (LONGEST + 1), "x" * 100 * LONGEST):
        file.write_text(wrong)
        with pytest.raises(ServerError, match="more than 300 letters"):
            announcement()
    file.write_bytes(b"\xff\xfe")
    with pytest.raises(ServerError, match=r"notice\.txt cannot be read as text"):
        announcement()


def test_are_answers_about_health_free_of_paths_and_addresses():
    body = answer(Watch({"pack": lambda: GOOD}, {"register": lambda: "empty"}), READY).content
    assert set(json.loads(body)) == {"ready", "pack", "register"}
    assert b"/" not in body
