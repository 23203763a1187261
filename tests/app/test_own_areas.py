"""Is an area of one's own an area like any other, on every page that a link opens?"""

import json

import pytest

from het_geo.geography import Level
from het_geo.own.areas import link
from het_geo.own.areas.area import OwnArea
from het_geo.ui.frame import PAGES
from tests.app.pages import field, notices, open_app, said

OWN = [page for page in PAGES.values() if page not in ("journey", "data", "principles")]


@pytest.fixture(scope="module")
def codes(luton):
    return luton.codes(Level.LSOA)


@pytest.fixture(scope="module")
def own(luton, codes):
    """Return the link of two areas of one's own."""
    areas = (OwnArea("Bury Park", tuple(codes[:4])), OwnArea("The Estate", tuple(codes[7:20])))
    return link.written(luton, areas)


def opened(page, **params):
    app = open_app(page, place="luton", **params)
    assert not app.exception
    return app


@pytest.mark.parametrize("page", PAGES.values())
def test_does_every_page_open_on_an_own_area(page, own):
    app = opened(page, own=own, area="OWN-1")
    assert "No area of Luton" not in notices(app)
    assert "left out" not in notices(app)
    assert own_in(app) == own
    if page in OWN:
        assert "Bury Park" in said(app) + " ".join(map(str, select_values(app)))


def own_in(app):
    """Return what the link says of own areas; a link may give a list of one."""
    found = app.query_params.get("own", "")
    return found if isinstance(found, str) else found[0]


def select_values(app):
    return [box.value for box in app.selectbox] + [box.value for box in app.multiselect]


@pytest.mark.parametrize("page", PAGES.values())
@pytest.mark.parametrize("bad", ["Park.AAAA", "<b>x</b>", "~~~", "Park." + "A" * 25, "x" * 10_000])
def test_does_every_page_say_that_a_link_cannot_be_read_and_open(page, bad):
    app = opened(page, own=bad)
    assert "of your own" in notices(app)
    assert "own" not in app.query_params


def test_do_links_to_other_pages_carry_the_own_areas(own):
    app = opened("home", own=own)
    rows = [one.proto.query_string for one in app.get("page_link")]
    assert rows
    assert all("own=Bury" in query for query in rows)


def test_does_a_link_that_says_nothing_mean_the_areas_that_were_seen(own):
    app = opened("home", own=own)
    app.query_params.clear()
    app.query_params["place"] = "luton"
    assert own_in(app.run()) == own


def test_is_an_own_area_placed_among_the_wards(own):
    app = opened("explore", own=own, area="OWN-1", level="own", indicator="overcrowding")
    assert "Put among Luton’s 20 wards" in said(app)
    assert "among the 20 wards, in order" in said(app)
    assert "a ward’s figure counts them too" in said(app)


# --- Making them.


def areas_of(app, luton):
    return link.read(luton, own_in(app))


def test_is_an_area_made_by_choosing_in_the_list(luton, codes):
    app = opened("areas")
    field(app, "own-name").set_value("Town, <centre>").run()
    field(app, "own-members").set_value([codes[3]]).run()
    assert areas_of(app, luton) == (OwnArea("Town; (centre)", (codes[3],)),)
    field(app, "own-members").set_value([codes[5], codes[3]]).run()
    assert areas_of(app, luton)[0].members == (codes[3], codes[5])
    assert "2 neighbourhoods of Luton" in said(app)


def test_is_an_area_renamed_removed_and_another_begun(luton, own):
    app = opened("areas", own=own, area="OWN-2")
    field(app, "own-name").set_value("Bury Park").run()
    assert [one.name for one in areas_of(app, luton)] == ["Bury Park", "Bury Park (2)"]
    app.button(key="own-remove").click().run()
    assert [one.name for one in areas_of(app, luton)] == ["Bury Park"]
    assert "area" not in app.query_params  # the codes of the areas behind it are others now
    field(app, "own-which").set_value("1").run()
    assert "Choose neighbourhoods on the map" in said(app)


def test_does_an_area_begin_with_the_ward_that_a_link_is_about(luton, atlas):
    app = opened("areas", area="E05014741")
    assert "Dallow ward: chosen on another page. You can start your area from there." in said(app)
    app.button(key="own-take").click().run()
    assert areas_of(app, luton)[0].members == atlas.know.inside("E05014741")


def test_does_an_area_of_no_neighbourhood_go(luton, own):
    app = opened("areas", own=own)
    field(app, "own-members").set_value([]).run()
    assert [one.name for one in areas_of(app, luton)] == ["The Estate"]


def test_is_an_overlap_said(luton, codes):
    text = link.written(luton, (OwnArea("A", codes[:2]), OwnArea("B", codes[1:3])))
    name = luton.areas.at[codes[1], "name"]
    app = opened("areas", own=text)
    assert "1 neighbourhood is in more than one local area" in said(app)
    assert name in said(app)


def test_is_a_briefing_of_an_own_area_saved_with_it_and_opened_without(luton, own, atlas):
    from datetime import date  # noqa: PLC0415

    from het_geo.briefing.files import atlas_for, open_briefing, save  # noqa: PLC0415
    from het_geo.briefing.model import Audience  # noqa: PLC0415
    from het_geo.briefing.propose import propose  # noqa: PLC0415
    from het_geo.own.atlas import own_atlas  # noqa: PLC0415

    today = date(2026, 11, 29)
    made = propose(own_atlas(atlas, own), Audience(("OWN-1",)), today)
    kept = save(made, today)
    found, left_out = open_briefing(atlas_for(atlas, kept), kept, today)
    assert left_out == ()
    assert (found.title, found.order) == (made.title, made.order)
    assert "Bury Park" in found.title
    assert json.dumps(list(found.audience.codes)) == '["OWN-1"]'


def test_is_an_own_area_told_why_it_has_no_most_similar(own):
    text = said(opened("compare", own=own, area="OWN-1"))
    assert "most similar areas are found for neighbourhoods, wards and districts alone" in text
