"""Does a served explorer say that it is well, below its prefix, and spread its visitors?"""

import json
import re
import urllib.error
import urllib.request

from het_geo.health.routes import ALIVE, READY
from het_geo.ui.spreading import COOKIE
from tests.browser.conftest import serve
from tests.conftest import ROOT

HTML = "text/html,*/*;q=0.8"  # what a browser asks for that goes to a page
SERVER = "het_geo/ui/server.py"


def asked(url, **head):
    try:
        with urllib.request.urlopen(urllib.request.Request(url, headers=head)) as answer:
            return answer.status, answer.headers, answer.read()
    except urllib.error.HTTPError as error:
        return error.code, error.headers, error.read()


def cookies(head):
    return [line for line in head.get_all("set-cookie", []) if line.startswith(COOKIE)]


def test_is_a_served_explorer_ready_and_gives_each_visitor_a_cookie_to_be_spread_by(tmp_path):
    with serve(ROOT, SERVER, HET_GEO_REGISTER=str(tmp_path / "none.sqlite")) as url:
        assert json.loads(asked(f"{url}{ALIVE}")[2]) == {"alive": True}
        status, _, body = asked(f"{url}{READY}")
        assert (status, json.loads(body)) == (
            200,
            {"ready": True, "pack": "ok", "pages": "ok", "register": "empty", "further": "ok"},
        )  # fmt: skip
        page = f"{url}/explore"
        first, second = (asked(page, Accept=HTML)[1] for _ in range(2))
        one = f"{COOKIE}=[0-9a-f]{{16}}; Path=/; HttpOnly; SameSite=Lax"
        assert re.fullmatch(one, *cookies(first))
        assert cookies(first) != cookies(second)
        assert cookies(asked(page, Accept=HTML, Cookie=f"{COOKIE}=a")[1]) == []
        assert cookies(asked(f"{url}{ALIVE}")[1]) == []
        tls = {"Accept": HTML, "X-Forwarded-Proto": "https"}
        assert cookies(asked(page, **tls)[1])[0].endswith("; Secure")


def test_is_a_server_without_a_pack_alive_and_not_ready_below_its_prefix(tmp_path):
    (tmp_path / "data").mkdir()
    settings = {
        "HET_GEO_PACKS": str(tmp_path),
        "HET_GEO_REGISTER": str(tmp_path / "none.sqlite"),
        "STREAMLIT_SERVER_BASE_URL_PATH": "explorer",
    }
    with serve(ROOT, SERVER, **settings) as url:
        assert asked(f"{url}{ALIVE}")[0] == 200
        status, _, body = asked(f"{url}{READY}")
        assert (status, json.loads(body)["pack"]) == (503, "none")
        (line,) = cookies(asked(f"{url}/", Accept=HTML)[1])
        assert "; Path=/explorer/; " in line
