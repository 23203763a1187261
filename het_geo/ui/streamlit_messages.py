"""What Streamlit's browser and server say to each other, as far as the middleware has to know it.

Each is a message of protobuf; of one that cannot be read nothing is known.
"""

from __future__ import annotations

from typing import Any

from google.protobuf.message import DecodeError
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

# What a page says when somebody chooses, or takes a file away. Left out is what empties the caches
# of all visitors, tells of the folder that is served, writes files or stops the server.
_MESSAGES = {"rerun_script", "stop_script", "app_heartbeat"}
_OPERATIONS = {"deferred_file"}


def is_wanted(message: bytes) -> bool:
    """Tell whether what a page says to the server is what a visitor's choice says."""
    said = _read(message)
    if said is None:
        return False
    kind = said.WhichOneof("type")
    if kind == "backend_operation_request":
        return said.backend_operation_request.WhichOneof("payload") in _OPERATIONS
    return kind in _MESSAGES


def run_asked(sent: bytes) -> bool:
    """Tell whether a browser asks for its page, or a part of it, to be run."""
    return _run(sent) is not None


def page_before(sent: bytes) -> bytes | None:
    """Return what asks for the whole page as its link says, before a step in it; None of no step.

    A page that has just been opened has neither parts nor choices yet: it asks for no step.
    """
    message = _run(sent)
    if message is None:
        return None
    run = message.rerun_script
    if not run.fragment_id and not run.widget_states.widgets:
        return None
    run.fragment_id = ""
    run.ClearField("widget_states")
    return bytes(message.SerializeToString())


def has_ended(sent: bytes) -> bool:
    """Tell whether a server says that a run of the whole page has come to its end."""
    try:
        return ends_whole(ForwardMsg.FromString(sent))
    except DecodeError:
        return False


def ends_whole(message: ForwardMsg) -> bool:
    """Tell whether a message says that a run of the whole page has come to its end."""
    whole = message.script_finished == ForwardMsg.FINISHED_SUCCESSFULLY  # and begins no other
    return bool(message.WhichOneof("type") == "script_finished" and whole)


def _run(sent: bytes) -> Any:
    """Return what asks for a run; None where it asks for none, or cannot be read."""
    message = _read(sent)
    return message if message and message.WhichOneof("type") == "rerun_script" else None


def _read(sent: bytes) -> Any:
    try:
        return BackMsg.FromString(sent)
    except DecodeError:
        return None
