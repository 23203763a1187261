"""Does a visitor whose server was replaced go on where he was: the page first, then his step?"""

import asyncio
import time

import pytest
from google.protobuf.message import DecodeError
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from het_geo.ui import first_run
from het_geo.ui.first_run import PageBeforeStep

VIEW = "place=luton&area=E05014739"


def step(fragment="part", **widgets):
    """Return what a browser sends that has the page open: a part of it, what is chosen in it."""
    message = BackMsg()
    message.rerun_script.query_string = VIEW
    message.rerun_script.fragment_id = fragment
    for name, value in widgets.items():
        message.rerun_script.widget_states.widgets.add(id=name, string_value=value)
    return message.SerializeToString()


def ended(how=ForwardMsg.FINISHED_SUCCESSFULLY):
    return ForwardMsg(script_finished=how).SerializeToString()


ENDED = ended()


def heard(sent, answer=ENDED):
    """Return what an app hears of what a browser sends; it answers each with ``answer``.

    What is heard as bytes is told as (query, part, choices); all else by its kind.
    """
    found = []

    async def app(scope, receive, send):
        for _ in range(len(sent) + 2):
            message = await receive()
            found.append(told(message))
            if message["type"] == "websocket.disconnect":
                return
            await send({"type": "websocket.send", "bytes": answer})

    async def visit():
        given = iter([{"type": "websocket.receive", "bytes": data} for data in sent])

        async def receive():
            return next(given, {"type": "websocket.disconnect"})

        async def send(message):
            del message

        await PageBeforeStep(app)({"type": "websocket"}, receive, send)

    asyncio.run(visit())
    return found[:-1]


def told(message):
    try:
        parsed = BackMsg.FromString(message.get("bytes") or b"")
    except DecodeError:
        return "no message"
    if parsed.WhichOneof("type") != "rerun_script":
        return parsed.WhichOneof("type")
    run = parsed.rerun_script
    return run.query_string, run.fragment_id, [w.string_value for w in run.widget_states.widgets]


PAGE = (VIEW, "", [])


def test_is_the_page_run_before_the_first_step_in_it_and_then_no_more():
    sent = [step(area="Dallow"), step(area="Leagrave")]
    assert heard(sent) == [PAGE, (VIEW, "part", ["Dallow"]), (VIEW, "part", ["Leagrave"])]
    assert heard([step("", block="Homes")]) == [PAGE, (VIEW, "", ["Homes"])]


def test_is_a_page_that_has_just_been_opened_run_once():
    assert heard([step(""), step(area="Dallow")]) == [PAGE, (VIEW, "part", ["Dallow"])]


def test_is_what_asks_for_no_run_handed_on_and_still_the_page_run_first():
    other = BackMsg(load_git_info=True).SerializeToString()
    found = heard([other, b"\xff\xff", step(area="a")])
    assert found == ["load_git_info", "no message", PAGE, (VIEW, "part", ["a"])]


@pytest.mark.parametrize(
    "answer", [ended(ForwardMsg.FINISHED_FRAGMENT_RUN_SUCCESSFULLY), b"", b"\xff\xff"]
)
def test_is_a_step_kept_back_until_the_whole_page_has_run_or_patience_is_over(monkeypatch, answer):
    """A run that another one follows, as that of a page that leads on, is not the page's end."""
    monkeypatch.setattr(first_run, "PATIENCE_S", 0.01)
    begun = time.monotonic()
    assert heard([step(area="a")], answer) == [PAGE, (VIEW, "part", ["a"])]
    assert time.monotonic() - begun >= 0.01


def test_is_what_is_no_websocket_left_alone():
    async def app(scope, receive, send):
        assert receive is send is None

    asyncio.run(PageBeforeStep(app)({"type": "http"}, None, None))
