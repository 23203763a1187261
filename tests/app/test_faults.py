"""Does an open page go on whatever happens to it is made of: replaced, away, of another day?"""

import re
import shutil
from datetime import date

import pytest

from het_geo.atlas.atlas import Atlas
from het_geo.geography import Level
from het_geo.pack import manifest
from het_geo.register import open_register
from het_geo.sentences.ages import age_of
from het_geo.stores.publish import publish
from het_geo.ui.register import the_register
from het_geo.ui.shelf import open_shelf
from tests.app.pages import open_app, said, text
from tests.app.test_away import AWAY, TOLD
from tests.conftest import ROOT
from tests.publisher import serve
from tests.stores import give
from tests.unit.register.conftest import EDITS, VALUES
from tests.unit.test_pack_whole import put_in_place, without_last

VIEW = {"indicator": "overcrowding", "level": "ward", "area": "E05014741"}
PACK = re.compile(r"Pack (\w{12})")


def go_on(app, **link):
    """Go on to another view on the page that is open, and return what it says."""
    for key, value in link.items():
        app.query_params[key] = value
    app.run()
    assert not app.exception
    assert not app.error
    return said(app)


@pytest.fixture
def served(tmp_path, monkeypatch):
    """Return a folder whose pack is served, looked at anew each time and not once a second."""
    for kind in ("boundaries", "data"):
        shutil.copytree(ROOT / kind / "luton", tmp_path / kind / "luton")
    shutil.copytree(ROOT / "data" / "catalogue", tmp_path / "data" / "catalogue")
    monkeypatch.setenv("HET_GEO_ROOT", str(tmp_path))
    monkeypatch.setattr("het_geo.ui.shelf.LOOK_S", 0.0)
    yield tmp_path
    open_shelf.cache_clear()


def test_is_an_open_page_of_one_pack_or_the_other_when_its_pack_is_replaced(served):
    app = open_app("explore", **VIEW)
    first = said(app)
    put_in_place(served, without_last)
    found = go_on(app)
    assert set(PACK.findall(found)) == {manifest.read(served, "luton").version}
    assert PACK.findall(found) != PACK.findall(first)
    assert PACK.sub("", found) == PACK.sub("", first)  # the packs differ in a point alone


def test_does_an_open_page_go_on_while_the_store_is_away_and_after(served, tmp_path, monkeypatch):
    publish(served, str(tmp_path / "store"), said=str)
    monkeypatch.setattr("het_geo.stores.address.RETRIES", 0)
    monkeypatch.setattr("het_geo.stores.published.LOOK_S", 0.0)  # a minute, else
    monkeypatch.setattr("het_geo.stores.published.PAUSE_S", 0.0)
    with serve() as store:
        give(store, tmp_path / "store")
        monkeypatch.setenv("HET_GEO_PACKS", store.base)
        monkeypatch.setenv("HET_GEO_CACHE", str(tmp_path / "cache"))
        app = open_app("explore", **VIEW)
        first = said(app)
        held, store.routes = store.routes, {}
        assert go_on(app, indicator="private_renting") != first
        assert go_on(app, indicator="overcrowding") == first
        asked = len(store.asked)
        store.routes = held
        assert go_on(app) == first
        assert len(store.asked) > asked  # it was looked for again


def test_does_an_open_page_say_that_the_register_is_away_and_show_it_when_it_is_back(
    register, monkeypatch
):
    register.add(EDITS, "action", "luton", VALUES["action"])
    app = open_app("journey")
    first = said(app)
    assert VALUES["action"]["title"] in first
    with monkeypatch.context() as patched:
        patched.setenv("HET_GEO_REGISTER", AWAY)
        the_register.clear()
        assert TOLD in go_on(app)
        assert VALUES["action"]["title"] not in said(app)
    the_register.clear()
    assert go_on(app) == first
    assert len(open_register().history("luton")) == 1


# The clock of the server: not set at all, and far ahead.
DAYS = [date(1970, 1, 1), date(2150, 1, 1)]


@pytest.mark.parametrize("page", ["explore", "journey"])
def test_does_an_open_page_follow_the_day_wherever_the_clock_is_set(
    page, luton, register, monkeypatch
):
    register.load_sample("luton")
    app = open_app(page, **VIEW)
    first, view = text(app), Atlas(luton).newest("overcrowding", Level.WARD)
    for day in DAYS:
        with monkeypatch.context() as patched:
            patched.setattr("het_geo.clock.today", lambda day=day: day)
            found = go_on(app)
        assert re.findall(r"(?<![\w)])[-−]\d+ (?:year|month|week|day)", found) == []
        if page == "explore":
            assert age_of(luton, view, day) in found
    go_on(app)
    assert text(app) == first
