"""Does a session that stays open hold neither a place that has left the memory nor what it made?"""

import gc
import shutil
import weakref
from urllib.parse import urlsplit

import pytest
from streamlit.elements.lib.mutable_expander_container import ExpanderContainer
from streamlit.elements.lib.mutable_popover_container import PopoverContainer
from streamlit.runtime.media_file_manager import MediaFileManager
from streamlit.testing.v1 import AppTest

from het_geo.atlas.atlas import Atlas
from het_geo.briefing.model import Briefing
from het_geo.pack.load import load
from het_geo.pack.model import Pack
from het_geo.profiles.model import Profile
from het_geo.ui.plans import NUMBERED
from het_geo.ui.shelf import open_shelf
from tests.app.test_ways_in import DALLOW, EVERY_PAGE, LUTONS, follow, new_session
from tests.places import SLUG, other_code
from tests.unit.test_pack_whole import put_in_place, without_last

PLACE = {
    Pack: lambda pack: pack.manifest.place,
    Atlas: lambda atlas: atlas.pack.manifest.place,
    Briefing: lambda briefing: briefing.slug,
    Profile: lambda profile: SLUG if profile.pack_version.startswith("other") else "",
}
NO_FILES = ("areas", "journey")  # before something is chosen or written there
# What a page is asked for, so that it has as much to hold as it can.
MORE = {
    "compare": {"with": "E05014742", "indicator": "overcrowding", "against": "fuel_poverty"},
    "journey": {"plan": NUMBERED},
}


@pytest.fixture(autouse=True)
def every_box_open(monkeypatch):
    """Have what a page sends once a box is opened sent at once."""
    for container in (PopoverContainer, ExpanderContainer):
        opened = property(lambda _: True, lambda _, value: None)
        monkeypatch.setattr(container, "open", opened)


@pytest.fixture
def waiting(monkeypatch):
    """Give what buttons would make: Streamlit keeps it while the session lasts."""
    held, add = [], MediaFileManager.add_deferred

    def added(self, make, *arguments, **options):
        held.append(make)
        return add(self, make, *arguments, **options)

    monkeypatch.setattr(MediaFileManager, "add_deferred", added)
    return held


def look(app, page, slug, area):
    """Open a page of a place at an area, with what else it can be asked for."""
    more = MORE.get(page, {})
    if slug == SLUG and "with" in more:
        more = more | {"with": other_code(more["with"])}
    follow(app, page, place=slug, area=area, **more)
    assert not app.exception


def made_of(slug):
    """Return what is in memory of a place: its pack and atlas, its briefings and profiles."""
    gc.unfreeze()
    gc.collect()
    large = [one for one in gc.get_objects() if type(one) in PLACE]
    return {id(one): type(one).__name__ for one in large if PLACE[type(one)](one) == slug}


@EVERY_PAGE
def test_does_a_page_left_open_hold_nothing_of_a_place_that_has_left(
    root, monkeypatch, waiting, page
):
    monkeypatch.setenv("HET_GEO_ROOT", str(root))
    monkeypatch.setenv("HET_GEO_MEMORY", "80")  # one place at a time
    open_shelf.cache_clear()
    before = made_of(SLUG)  # by other tests
    stays, other = new_session(), new_session()
    look(stays, page, SLUG, DALLOW)
    assert made_of(SLUG).keys() - before.keys(), "what would be held was never made"
    assert waiting or page in NO_FILES
    follow(other, "data", place="luton")
    left = made_of(SLUG)
    assert sorted(left[one] for one in left.keys() - before.keys()) == []
    assert not stays.error


@EVERY_PAGE
def test_does_a_page_left_open_hold_nothing_of_a_pack_that_was_replaced(
    root, tmp_path, monkeypatch, waiting, page
):
    for kind in ("boundaries", "data"):
        shutil.copytree(root / kind, tmp_path / kind)
    read = []

    def loading(*given):
        pack = load(*given)
        read.append(weakref.ref(pack))
        return pack

    monkeypatch.setattr("het_geo.ui.shelf.load", loading)
    monkeypatch.setattr("het_geo.ui.shelf.LOOK_S", 0.0)
    monkeypatch.setenv("HET_GEO_ROOT", str(tmp_path))
    open_shelf.cache_clear()
    stays, other = new_session(), new_session()
    look(stays, page, "luton", LUTONS)
    assert waiting or page == "areas"
    put_in_place(tmp_path, without_last)
    look(other, page, "luton", LUTONS)
    gc.collect()
    assert [one() is None for one in read] == [True, False]
    assert not stays.error


def _page():
    from het_geo.ui.streamlit_insides import show_document  # noqa: PLC0415

    show_document("<!DOCTYPE html><title>Made up</title><p>Three megabytes of screens", 100)


def test_is_no_document_that_was_shown_kept_among_addresses():
    app = AppTest.from_function(_page).run()
    assert not app.exception
    assert urlsplit.cache_info().currsize == 0
