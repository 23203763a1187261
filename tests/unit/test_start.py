"""Does the first page start without what it does not need?"""

import logging
import subprocess
import sys

import pytest
from starlette.websockets import WebSocketDisconnected

from het_geo.ui.guard import is_told
from tests.conftest import ROOT

# Each takes longer to import than all of the first page's own modules.
SLOW = {
    "altair", "fontTools", "folium", "geopandas", "mapclassify", "matplotlib", "pyproj", "scipy",
    "typst",
    "filelock", "fsspec", "obstore", "platformdirs",  # packs in a folder need none of the extra
}  # fmt: skip
PAGE = "early", "explore", "spread"


def test_does_the_first_page_import_nothing_slow_that_it_does_not_need():
    program = "import sys\n" + "".join(f"import het_geo.ui.{name}\n" for name in PAGE)
    program += f"print(*({SLOW} & set(sys.modules)))"
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout.split() == []


def test_does_a_server_read_its_pack_without_the_warning_that_no_visitor_is_there():
    """The first line of an administrator's log would otherwise be one to be ignored."""
    program = "from het_geo.ui import server\nwith server._quiet():\n    print(server.warm())"
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert (done.stdout.split(), "ScriptRunContext" in done.stderr) == (["luton"], False)


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
