"""All that the server knows of Streamlit's insides: its paths, its messages and its settings.

Each fact is held by a test of ``tests/unit/test_visitor_limits.py``, ``tests/unit/test_start.py``
or ``tests/browser/test_guard.py``, which names it where an upgrade has changed it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

import streamlit as st

from het_geo.ui.streamlit_insides import COMPONENTS, HOST_CONFIG, STREAM

# Of the core's paths, what pages ask for. Left out are figures of the process (metrics), what
# programs drive pages with (agent), and files that are uploaded: pages take them in by their own
# part.
OPEN = (STREAM, HOST_CONFIG, COMPONENTS)
# What a page says when somebody chooses, or takes a file away. Left out is what empties the caches
# of all visitors, tells of the folder that is served, writes files or stops the server.
_MESSAGES = {"rerun_script", "stop_script", "app_heartbeat"}
_OPERATIONS = {"deferred_file"}
# What it warns with that a page's functions were called and no visitor is there. Its level is its
# own: what is above it in name has no say.
NO_VISITOR_LOG = "streamlit.runtime.scriptrunner_utils.script_run_context"


def is_wanted(message: bytes) -> bool:
    """Tell whether what a page says to the server is what a visitor's choice says."""
    from google.protobuf.message import DecodeError  # noqa: PLC0415
    from streamlit.proto.BackMsg_pb2 import BackMsg  # noqa: PLC0415

    try:
        said = BackMsg.FromString(message)
    except DecodeError:
        return False
    kind = said.WhichOneof("type")
    if kind == "backend_operation_request":
        return said.backend_operation_request.WhichOneof("payload") in _OPERATIONS
    return kind in _MESSAGES


def scripts_of_page() -> list[str]:
    """Return the scripts that stand within Streamlit's own page."""
    page = Path(st.__file__).parent / "static/index.html"
    return re.findall(r"<script>(.*?)</script>", page.read_text("utf-8"), re.DOTALL)


def know_hosts(names: Sequence[str], address: str) -> None:
    """Have Streamlit know the names of the server too, and its public one.

    It asks an outside address for its own number where a session's page has neither its Host nor
    the public name, and holds all visitors up until it is answered.
    """
    from streamlit import config  # noqa: PLC0415

    config.set_option("server.allowedHosts", list(names))
    if address:
        config.set_option("browser.serverAddress", address)
