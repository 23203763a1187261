"""Is there room for all: a council behind one address, and nobody who takes what others need?"""

import asyncio
import tomllib

import pytest
from streamlit.proto.BackMsg_pb2 import BackendOperationRequest, BackMsg

from het_geo.briefing.files import LARGEST as BRIEFING
from het_geo.errors import ServerError
from het_geo.gate import visitors as visitors_module
from het_geo.gate.allowance import AT_ONCE_S, Allowance, allowance_here, proxies_here, setting
from het_geo.gate.buckets import KEYS, Buckets
from het_geo.gate.doors import OpenPaths
from het_geo.gate.said import OnlyWanted
from het_geo.gate.visitors import VisitorLimits
from het_geo.health.routes import READY
from het_geo.pack.archive import LARGEST
from het_geo.strangers.limits import CARRIED
from het_geo.strangers.shape_files import LIMITS as SHAPES
from het_geo.strangers.sheet import SHEET
from het_geo.ui.streamlit_insides import CORE, HEALTH, STREAM
from het_geo.ui.streamlit_messages import is_wanted
from het_geo.ui.streamlit_server import OPEN
from tests.conftest import ROOT
from tests.unit.visitors import Seen, ask, run, scope_of, status

PATHS = OpenPaths("", CORE, OPEN, (HEALTH, READY))
PAGE = {"accept": "text/html,application/xhtml+xml"}
FRAME = {"type": "websocket.receive", "bytes": b"said"}


class Clock:
    def __init__(self):
        self.now = 0.0

    def __call__(self):
        return self.now


def test_is_a_permit_given_at_once_while_there_is_room_and_then_at_the_rate():
    clock = Clock()
    buckets = Buckets(rate=2, room=3, clock=clock)
    assert [buckets.take("a") for _ in range(5)] == [0, 0, 0, 0.5, 0.5]  # 1 permit takes 1 / 2 s
    assert buckets.take("b") == 0  # another address has its own
    clock.now = 1.0  # 2 more
    assert [buckets.take("a") for _ in range(3)] == [0, 0, 0.5]
    clock.now = 1000.0  # full again, and no more than full
    assert [buckets.take("a") for _ in range(4)] == [0, 0, 0, 0.5]


def test_does_what_waits_its_turn_come_one_after_another():
    clock = Clock()
    buckets = Buckets(rate=4, room=1, clock=clock)
    assert [buckets.queue("a") for _ in range(4)] == [0, 0.25, 0.5, 0.75]
    clock.now = 1.0  # 4 more: 3 were promised, 1 is left
    assert [buckets.queue("a") for _ in range(2)] == [0, 0.25]


def test_is_what_is_remembered_of_addresses_bounded():
    buckets = Buckets(rate=1, room=2, clock=Clock())
    for number in range(KEYS + 10):
        buckets.take(str(number))
    assert len(buckets._held) == KEYS


async def hold(crowd, **how):
    """Open a session that stays open; return its end and its task."""
    end = asyncio.Event()

    async def receive():
        await end.wait()
        return {"type": "websocket.disconnect", "code": 1000}

    answered = []

    async def send(message):
        answered.append(message)

    task = asyncio.create_task(crowd(scope_of("websocket", STREAM, **how), receive, send))
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    return end, task, answered


def test_is_a_page_beyond_the_room_told_so_and_the_room_given_back():
    async def visit():
        crowd = VisitorLimits(Seen(), PATHS, Allowance(sessions=3, sessions_each=2))
        first = [await hold(crowd) for _ in range(3)]
        assert [status(answered) for _, _, answered in first] == [200, 200, 429]
        page = await ask(crowd, scope_of("http", "/explore", **PAGE))
        assert status(page) == 429
        assert b"2 pages of the explorer are open from your address" in page[1]["body"]
        assert (b"retry-after", b"30") in page[0]["headers"]
        # what an open page loads is answered, and so is its health
        assert status(await ask(crowd, scope_of("http", "/media/a.csv"))) == 200
        assert status(await ask(crowd, scope_of("http", HEALTH, **PAGE))) == 200
        third = await hold(crowd, client="10.1.1.2")
        assert status(third[2]) == 200
        full = await ask(crowd, scope_of("http", "/explore", client="10.1.1.3", **PAGE))
        assert (status(full), b"3 pages of it are open" in full[1]["body"]) == (503, True)
        first[0][0].set()
        await first[0][1]
        assert status(await ask(crowd, scope_of("http", "/", client="10.1.1.3", **PAGE))) == 200
        for end, task, _ in (*first[1:], third):
            end.set()
            await task
        assert crowd._open.total() == 0

    run(visit())


def test_is_a_session_that_fails_given_back_too():
    async def fails(scope, receive, send):
        raise ValueError("made up")

    crowd = VisitorLimits(fails, PATHS, Allowance(sessions=1))
    for _ in range(2):
        with pytest.raises(ValueError, match="made up"):
            run(ask(crowd, scope_of("websocket", STREAM)))


def test_is_who_asks_too_fast_told_and_nobody_else():
    clock = Clock()
    crowd = VisitorLimits(Seen(), PATHS, Allowance(requests=1))
    crowd._requests = Buckets(1, 2, clock)

    def asked(**how):
        return status(run(ask(crowd, scope_of("http", "/explore", **how))))

    assert [asked() for _ in range(3)] == [200, 200, 429]
    assert asked(client="10.1.1.2") == 200
    assert status(run(ask(crowd, scope_of("http", HEALTH)))) == 200
    six = ["2001:db8:1:2::1", "2001:db8:1:2::2", "2001:db8:1:2:3::3", "2001:db8:1:3::1"]
    assert [asked(client=each) for each in six] == [200, 200, 429, 200]  # one network, another


def test_do_choices_wait_their_turn_and_are_all_heard(monkeypatch):
    waited = []

    async def sleep(seconds):
        waited.append(seconds)

    monkeypatch.setattr(visitors_module.asyncio, "sleep", sleep)
    seen = Seen()
    crowd = VisitorLimits(seen, PATHS, Allowance())
    crowd._runs = Buckets(4, 2, Clock())
    run(ask(crowd, scope_of("websocket", STREAM), [FRAME] * 4))
    assert (seen.said, waited) == ([b"said"] * 4, [0, 0, 0.25, 0.5])


def test_does_a_page_that_chooses_without_end_leave_others_their_turn(monkeypatch):
    """3,000 choices in one go held up the health check, and all others, for 17.6 s."""
    count, others, waited = 3_000, 0, []
    sleep = asyncio.sleep

    async def slept(seconds):
        waited.append(seconds)
        await sleep(0)

    async def other():
        nonlocal others
        while True:
            others += 1
            await sleep(0)

    async def visit():
        beside = asyncio.create_task(other())
        seen = Seen()
        crowd = VisitorLimits(seen, PATHS, Allowance())
        await ask(crowd, scope_of("websocket", STREAM), [FRAME] * count)
        beside.cancel()
        assert len(seen.said) == count

    monkeypatch.setattr(visitors_module.asyncio, "sleep", slept)
    run(visit())
    rate, room = visitors_module.PAGE_RUNS
    assert others >= count
    assert waited[:room] == [0] * room
    assert waited[-1] == pytest.approx((count - room) / rate, abs=2)


def test_has_a_council_behind_one_address_room():
    """200 people who open the explorer within a minute: 140 requests each, then a choice in 5 s."""
    usual, people = Allowance(), 200
    assert usual.sessions_each >= people
    assert usual.requests * AT_ONCE_S + usual.requests * 60 >= people * 140
    assert usual.runs >= people / 5


def test_is_a_proxy_that_is_not_known_told_of_once(caplog):
    crowd = VisitorLimits(Seen(), PATHS, Allowance())
    for _ in range(2):
        run(ask(crowd, scope_of("http", "/", x_forwarded_for="192.0.2.7")))
    assert [record.message.count("HET_GEO_PROXIES") for record in caplog.records] == [1]
    assert "192.0.2.7" not in caplog.text  # whose address it is stays out of the log
    known = VisitorLimits(Seen(), PATHS, Allowance())
    caplog.clear()
    run(ask(known, scope_of("http", "/", client="192.0.2.7", x_forwarded_for="192.0.2.7")))
    assert caplog.records == []


def test_does_the_environment_say_how_much():
    assert allowance_here({}) == Allowance()
    said = {"HET_GEO_SESSIONS": "50", "HET_GEO_RUNS": " 5 "}
    assert allowance_here(said) == Allowance(sessions=50, runs=5)
    assert proxies_here({"HET_GEO_PROXIES": "10.0.0.5 10.1.0.0/16"}) == ["10.0.0.5", "10.1.0.0/16"]


@pytest.mark.parametrize("name", ["sessions", "sessions_each", "requests", "runs"])
@pytest.mark.parametrize("said", ["0", "-1", "many", "1.5", "²", "9" * 30])
def test_is_a_limit_that_is_none_refused_by_name(name, said):
    with pytest.raises(ServerError, match=setting(name)):
        allowance_here({setting(name): said})


@pytest.mark.parametrize("said", ["proxy.internal", "10.0.0.5/8", "*", "10.0.0.5,10.0.0.6"])
def test_is_a_proxy_that_is_no_number_refused_by_name(said):
    with pytest.raises(ServerError, match="HET_GEO_PROXIES"):
        proxies_here({"HET_GEO_PROXIES": said})


def test_is_only_what_is_wanted_handed_on():
    seen = Seen()
    frames = [{"type": "websocket.receive", "bytes": b"no"}, FRAME,
              {"type": "websocket.receive", "text": "said"}]  # fmt: skip
    run(ask(OnlyWanted(seen, lambda data: data == b"said"), scope_of("websocket", STREAM), frames))
    assert seen.said == [b"said"]


def test_does_the_largest_file_that_a_page_takes_fit_in_a_message():
    config = tomllib.loads((ROOT / ".streamlit/config.toml").read_text("utf-8"))["server"]
    most = config["maxMessageSize"] * 1_000_000
    assert CARRIED * 4 // 3 + 1_000_000 <= most <= CARRIED * 2  # as base64, with all else chosen
    doors = [LARGEST, SHEET.size, SHAPES.size, BRIEFING]
    assert max(doors) <= CARRIED  # so that what a door says of its own limit is what is held
    assert config["maxWidgetStateSize"] == config["maxMessageSize"]


WANTED = {"rerun_script", "stop_script", "app_heartbeat", "backend_operation_request"}


def test_is_every_other_message_that_streamlit_knows_dropped():
    """Each of its own kinds, those of a later release among them."""

    def said(message, field):
        whole = message()
        one = message.DESCRIPTOR.fields_by_name[field]
        if one.message_type:
            getattr(whole, field).SetInParent()
        else:
            setattr(whole, field, True)
        return whole

    kinds = [one.name for one in BackMsg.DESCRIPTOR.oneofs_by_name["type"].fields]
    assert set(kinds) >= WANTED | {"clear_cache", "load_git_info", "file_urls_request"}
    heard = {kind for kind in kinds if is_wanted(said(BackMsg, kind).SerializeToString())}
    assert heard == WANTED - {"backend_operation_request"}  # this one by what it asks for
    operations = BackendOperationRequest.DESCRIPTOR.oneofs_by_name["payload"].fields
    asked = {}
    for one in operations:
        message = BackMsg()
        message.backend_operation_request.CopyFrom(said(BackendOperationRequest, one.name))
        asked[one.name] = is_wanted(message.SerializeToString())
    assert [name for name, wanted in asked.items() if wanted] == ["deferred_file"]
    assert len(asked) >= 4


@pytest.mark.parametrize("said", [b"", b"\xff\xff", b"clear_cache", b"\x08"])
def test_is_what_is_no_message_dropped(said):
    assert not is_wanted(said)
