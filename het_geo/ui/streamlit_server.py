"""What the server knows of Streamlit’s insides: its paths, the scripts of its page, its settings.

Each fact is held by a test of ``tests/unit/test_visitor_limits.py``, ``tests/unit/test_start.py``
or ``tests/browser/test_guard.py``, which names it where an upgrade has changed it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import streamlit as st
from streamlit.web import bootstrap, cli

from het_geo.ui.streamlit_insides import COMPONENTS, HOST_CONFIG, STREAM

# Of the core's paths, what pages ask for. Left out are figures of the process (metrics), what
# programs drive pages with (agent), and files that are uploaded: pages take them in by their own
# part.
OPEN = (STREAM, HOST_CONFIG, COMPONENTS)
# What it warns with that a page's functions were called and no visitor is there. Their levels are
# their own: what is above them in name has no say.
NO_VISITOR_LOGS = (
    "streamlit.runtime.scriptrunner_utils.script_run_context",
    "streamlit.runtime.state.session_state_proxy",
)


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


def keep_theme() -> None:
    """Have Streamlit read the theme from its settings once, and not for each run of each visitor.

    It asks for some 300 settings one by one, which takes a tenth of what a small page does. They
    stand from the server's start to its end.
    """
    from streamlit.runtime import app_session  # noqa: PLC0415

    read: Any = app_session._populate_theme_msg
    kept: dict[str, Any] = {}

    def put(message: Any, section: str = "theme") -> None:
        if section not in kept:
            kept[section] = type(message)()
            read(kept[section], section)
        if kept[section].ByteSize():
            message.CopyFrom(kept[section])

    app_session._populate_theme_msg = put


def run(script: Path, words: Sequence[str], first: Callable[[], object]) -> None:
    """Serve a script that makes an app as ``streamlit run`` does.

    ``first`` is done between reading the settings and listening, where Streamlit has nothing to be
    told of it: its function that listens is done after it.
    """
    listen = bootstrap.run_asgi_app

    def then(*given: Any) -> None:
        first()
        listen(*given)

    bootstrap.run_asgi_app = then
    cli.main(["run", str(script), *words])
