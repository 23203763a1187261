"""Does the first page start without what it does not need?"""

import logging
import subprocess
import sys

import pytest
from starlette.websockets import WebSocketDisconnected
from streamlit.proto.NewSession_pb2 import CustomThemeConfig
from streamlit.runtime import app_session
from streamlit.web import bootstrap

from het_geo.ui import serve
from het_geo.ui.guard import is_told
from het_geo.ui.streamlit_server import keep_theme
from tests.conftest import ROOT

# Each takes longer to import than all of the first page's own modules.
SLOW = {
    "altair", "fontTools", "folium", "geopandas", "mapclassify", "matplotlib", "pyproj", "scipy",
    "typst",
    "filelock", "fsspec", "obstore", "platformdirs",  # packs in a folder need none of the extra
}  # fmt: skip
PAGE = "early", "explore", "spread"


@pytest.mark.in_turn
def test_does_the_first_page_import_nothing_slow_that_it_does_not_need():
    program = "import sys\n" + "".join(f"import het_geo.ui.{name}\n" for name in PAGE)
    program += f"print(*({SLOW} & set(sys.modules)))"
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout.split() == []


@pytest.mark.in_turn
def test_does_a_server_read_its_pack_without_the_warning_that_no_visitor_is_there():
    """The first line of an administrator's log would otherwise be one to be ignored."""
    program = "from het_geo.ui import warm\nwith warm.quiet():\n    print(warm.warm())"
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert (done.stdout.split(), done.stderr) == (["luton"], "")


def test_is_all_read_before_a_server_listens(monkeypatch):
    """Streamlit listens first: a proxy sent visitors there, who waited for as long as it read."""
    done = []
    monkeypatch.setattr(serve, "warm", lambda: done.append("read"))
    monkeypatch.setattr(bootstrap, "run_asgi_app", lambda *given: done.append(given[:2]))
    monkeypatch.setattr("sys.argv", ["serve"])
    with pytest.raises(SystemExit):  # as Streamlit's command ends
        serve.main()
    script = str(ROOT / "het_geo" / "ui" / "server.py")
    assert done == ["read", (script, "server:app")]


@pytest.mark.parametrize(
    ("error", "told"), [(WebSocketDisconnected("closed"), False), (RuntimeError("a fault"), True)]
)
def test_is_a_page_that_has_gone_no_error_of_the_log_and_a_fault_one(error, told):
    """An alarm looks for “Traceback”; at each upgrade every open page would have raised it."""
    about = (type(error), error, None)
    record = logging.LogRecord(
        "uvicorn.error", logging.ERROR, "", 1, "Exception in ASGI application\n", (), about
    )
    assert is_told(record) is told


SECTIONS = ("theme", "theme.light", "theme.dark", "theme.sidebar", "theme.light.sidebar")


@pytest.mark.parametrize("section", SECTIONS)
def test_is_the_theme_that_a_page_is_sent_the_one_that_streamlit_reads(monkeypatch, section):
    """What is read once stands for what would be read at each run."""
    read = app_session._populate_theme_msg
    monkeypatch.setattr(app_session, "_populate_theme_msg", read)  # put back at the end
    keep_theme()
    for _ in range(2):  # read, and then kept
        read(wanted := CustomThemeConfig(), section)
        app_session._populate_theme_msg(found := CustomThemeConfig(), section)
        assert found == wanted


def test_is_the_theme_read_once(monkeypatch):
    asked = []
    read = app_session._populate_theme_msg
    monkeypatch.setattr(
        app_session,
        "_populate_theme_msg",
        lambda message, section="theme": asked.append(section) or read(message, section),
    )
    keep_theme()
    for _ in range(3):
        app_session._populate_theme_msg(CustomThemeConfig())
        app_session._populate_theme_msg(CustomThemeConfig(), "theme.dark")
    assert asked == ["theme", "theme.dark"]
