"""Is a page from a store the page of its place, and a store that fails a message on every page?"""

import gc
import weakref
from dataclasses import replace

import pytest

from het_geo.pack.load import load
from het_geo.stores import address
from het_geo.ui.shelf import open_shelf
from tests.app.pages import notices, text
from tests.app.test_ways_in import (
    DALLOW,
    EVERY_PAGE,
    LUTONS,
    click,
    follow,
    is_of,
    links,
    new_session,
    titles,
)
from tests.places import NAME, SLUG, two_places
from tests.publisher import serve
from tests.stores import asked, give


@pytest.fixture
def publisher(folder, tmp_path, monkeypatch):
    """Serve both places; nothing has been fetched yet."""
    monkeypatch.setattr(address, "SILENT_S", 0.2)
    monkeypatch.setattr(address, "RETRIES", 0)
    with serve() as found:
        give(found, folder)
        monkeypatch.setenv("HET_GEO_PACKS", found.base)
        monkeypatch.setenv("HET_GEO_CACHE", str(tmp_path))
        yield found


def test_is_a_place_opened_from_a_store_and_no_other_fetched(publisher):
    app = follow(new_session(), "explore", place=NAME, area=LUTONS)
    assert NAME in titles(app)[0]
    assert "is Dallow ward in Luton" in notices(app)
    assert asked(publisher) == ["/index.toml", f"/{SLUG}", "/areas"]
    click(app, "Dallow ward in Luton")
    assert "Luton" in titles(app)[0]
    assert asked(publisher)[3:] == ["/luton"]


def test_does_an_area_alone_open_its_place_from_a_store(publisher):
    app = follow(new_session(), "profile", area=DALLOW)
    assert app.query_params["place"] == SLUG
    assert notices(app) == ""


@EVERY_PAGE
def test_is_a_store_that_is_down_named_on_every_page_and_no_place_shown(publisher, page):
    publisher.routes.clear()
    app = follow(new_session(), page, place=SLUG)
    assert "index.toml is not in the store of packs" in app.error[0].value
    assert titles(app) == []


def test_is_a_place_that_cannot_be_fetched_named_and_the_one_at_hand_still_shown(publisher):
    app = follow(new_session(), "explore", place=SLUG)
    for path in [path for path in publisher.routes if path.startswith("/packs/")]:
        del publisher.routes[path]
    follow(app, "explore", place="luton")
    assert "is not in the store of packs" in app.error[0].value
    assert titles(app) == []
    follow(app, "explore", place=SLUG, area=LUTONS)
    assert NAME in titles(app)[0]
    assert "Other places cannot be looked through." in notices(app)
    assert not app.error


FEW = ["overcrowding", "population", "imd_score"]  # a place of few figures is opened in no time


def test_does_an_open_session_keep_no_place_in_memory_and_go_on_where_it_was(
    tmp_path, monkeypatch, labels
):
    read = {}

    def loading(where, slug, catalogue):
        whole = load(where, slug, catalogue)
        pack = replace(whole, figures=whole.figures[whole.figures["indicator"].isin(FEW)])
        read.setdefault(slug, []).append(weakref.ref(pack))
        return pack

    monkeypatch.setattr("het_geo.ui.shelf.load", loading)
    monkeypatch.setenv("HET_GEO_ROOT", str(two_places(tmp_path)))
    monkeypatch.setenv("HET_GEO_MEMORY", "1")  # one place at a time
    first, second = new_session(), new_session()
    for app, slug in [(first, SLUG), (second, "luton")]:
        follow(app, "explore", place=slug)
        follow(app, "principles", place=slug)
    gc.collect()
    assert [one() is None for one in read[SLUG]] == [True]
    follow(first, "explore", place=SLUG, area=DALLOW)
    is_of(first, labels, DALLOW)
    click(first, "Principles")
    is_of(first, labels, DALLOW)
    assert len(read[SLUG]) == 2


def test_is_a_place_that_is_not_published_named_and_no_other_shown(publisher):
    app = follow(new_session(), "explore", place="atlantis")
    assert titles(app) == ["Which place?"]
    assert {"Luton", NAME} <= set(links(app))
    assert asked(publisher) == ["/index.toml"]


def test_is_a_place_whose_copy_was_damaged_fetched_anew(publisher, tmp_path):
    follow(new_session(), "explore", place="luton")
    follow(new_session(), "explore", place=SLUG)
    (areas,) = tmp_path.rglob(f"{SLUG}/areas.csv")
    areas.write_text("cut")
    open_shelf.cache_clear()  # as another process has it
    app = follow(new_session(), "explore", place=SLUG)
    assert NAME in text(app)
    assert not app.error
    assert asked(publisher).count(f"/{SLUG}") == 2
