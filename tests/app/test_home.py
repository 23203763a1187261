"""Does Home give the answer before the question, for the place and for an area in it?"""

import html
import re
from urllib.parse import parse_qs, urlsplit

import pytest
from streamlit.testing.v1 import AppTest

from het_geo.atlas.leads import leads
from het_geo.geography import Level
from het_geo.ui.link import VIEW
from tests.app.pages import PATIENCE, notices, open_app, page_text, text
from tests.app.test_ways_in import click
from tests.conftest import ROOT

DALLOW, DALLOWS = "E05014741", "E01015693"


def at_the_address(**params):
    """Open the address itself, as a link does."""
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=PATIENCE)
    for key, value in params.items():
        app.query_params[key] = value
    return app.run()


def is_home(app):
    return '<ul class="hg-tiles"' in page_text(app)


def tiles(app):
    """Return the tiles of a page: block, and all that each says."""
    found = re.findall(r'<li class="hg-tile.*?</li>', text(app), flags=re.S)
    plain = [re.sub(r"\s+", " ", re.sub(r"<[^>]*>", " ", one)).strip() for one in found]
    return {re.match(r"[^:]*", one)[0].strip(): one for one in plain}


def test_does_the_address_itself_open_on_seven_tiles_of_the_place():
    app = at_the_address()
    assert not app.exception
    found = tiles(app)
    assert list(found) == [
        "Homes", "Learning", "Work", "Money",
        "Community and safety", "Clean air and surroundings", "Health and care",
    ]  # fmt: skip
    assert "12.2% of households had too few bedrooms" in found["Homes"]
    assert "Higher than England (4.4%): worse" in found["Homes"]
    assert (
        "The figure was 10.9% on 27 March 2011 and has risen by more than chance." in found["Homes"]
    )
    assert "Luton: where are the building blocks of health missing?" in text(app)


def test_does_no_list_stand_on_home_of_one_place():
    app = at_the_address()
    assert [*app.selectbox, *app.multiselect, *app.radio] == []
    assert len(app.text_input) == 1


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("indicator", "no2"),
        ("level", "lsoa"),
        ("period", "2021"),
        ("area", DALLOW),
        ("compare", "region"),
        ("map", "england"),
    ],
)
def test_does_a_link_to_the_address_with_a_view_go_on_to_explore(key, value):
    app = at_the_address(**{key: value})
    assert not app.exception
    assert not is_home(app)
    assert '<p class="hg-headline"' in page_text(app)
    if key in VIEW:
        assert app.query_params[key] in (value, [value])


def test_does_a_place_alone_open_home():
    assert is_home(at_the_address(place="luton"))


@pytest.mark.parametrize("typed", ["Dallow", "dallow ward", DALLOW.lower()])
def test_does_what_is_typed_on_home_open_the_ward_there(typed):
    app = at_the_address()
    app.text_input(key="find").set_value(typed).run()
    assert not app.exception
    assert is_home(app)
    assert "Dallow ward, Luton: one-minute summary" in text(app)
    assert app.query_params["area"] in (DALLOW, [DALLOW])
    assert "21.1% of households had too few bedrooms" in tiles(app)["Homes"]


def test_does_a_ward_have_three_sentences_its_changes_and_what_is_not_known():
    app = open_app("home", area=DALLOW)
    said = text(app)
    assert len(re.findall(r'<p class="hg-say">', said)) == 3
    assert "All four are worse: homes, learning, work and money." in said
    assert "What has changed" in said
    assert "What is not known" in said
    assert "Map: where Dallow ward lies in Luton." in said


@pytest.mark.parametrize("area", ["", DALLOW, DALLOWS])
def test_does_every_way_on_carry_the_area(area):
    app = open_app("home", **({"area": area} if area else {}))
    ways = {link.proto.page: link.proto for link in app.get("page_link")[-4:]}
    assert list(ways) == ["explore", "principles", "profile", "briefing"]
    for page, way in ways.items():
        whole = "E06000032" if page == "profile" and not area else area  # else it asks whose
        assert parse_qs(way.query_string).get("area", [""]) == [whole]
    links = [
        urlsplit(html.unescape(one)) for one in re.findall(r'href="(explore[^"]*)"', text(app))
    ]
    assert len(links) == 8  # seven tiles and the map
    for link in links:
        assert parse_qs(link.query).get("area", [""]) == [area]


def test_does_an_msoa_stay_marked_on_the_map_and_is_no_briefing_offered(luton):
    code = luton.codes(Level.MSOA)[11]
    app = open_app("home", area=code)
    ways = {link.proto.page: link.proto.query_string for link in app.get("page_link")[-3:]}
    assert list(ways) == ["explore", "principles", "profile"]
    link = {key: value[0] for key, value in parse_qs(ways["explore"]).items()}
    shown = open_app("explore", **link)
    assert notices(shown) == ""
    assert shown.query_params["area"] in (code, [code])
    assert shown.query_params["level"] in ("lsoa", ["lsoa"])  # whose figures are summed


def test_does_the_address_itself_not_name_what_was_typed_there():
    app = at_the_address()
    app.text_input(key="find").set_value("nowhere at all").run()
    assert is_home(app)
    assert "nowhere at all" in notices(app)
    assert set(app.query_params) == {"place"}


@pytest.mark.parametrize("level", [Level.WARD, Level.LSOA, Level.MSOA])
def test_does_home_open_for_every_kind_of_area_with_the_figures_of_its_level(level, atlas, luton):
    for code in luton.codes(level)[:3]:
        app = open_app("home", area=code)
        assert not app.exception
        assert notices(app) == ""
        said = tiles(app)
        assert len(said) == 7
        without = 7 - len(leads(atlas, Level.LSOA if level == Level.MSOA else level))
        assert sum("No plain figure is held" in one for one in said.values()) == without


@pytest.mark.parametrize("typed", ["dallow", "LU1 1EX"])
def test_does_a_way_back_to_the_address_show_the_place_and_carry_no_area(typed):
    app = at_the_address()
    app.text_input(key="find").set_value(typed).run()
    assert "one-minute summary" in text(app)
    app.query_params.clear()  # as the browser's way back does
    app.query_params["place"] = "luton"
    app.run()
    assert "where are the building blocks of health missing?" in text(app)
    assert notices(app) == ""
    for link in app.get("page_link"):
        assert parse_qs(link.proto.query_string).get("area", ["E06000032"]) == ["E06000032"]


def test_is_there_a_way_from_a_ward_to_the_whole_place():
    app = open_app("home", area=DALLOW)
    back = [link.proto for link in app.get("page_link") if link.proto.label == "All of Luton"]
    assert [parse_qs(one.query_string) for one in back] == [{"place": ["luton"]}]


def test_do_several_areas_of_a_link_show_the_place_and_offer_each(luton):
    app = open_app("home", area=f"{DALLOW},E05014754")
    assert "12.2% of households" in tiles(app)["Homes"]
    assert "one can be marked here, so none is" in notices(app)


def test_is_the_council_named_where_it_is_configured(monkeypatch):
    monkeypatch.setenv("HET_GEO_COUNCIL", "Made-up Council <b>")
    assert "Made-up Council <b>" in text(open_app("home"))
    assert "Made-up Council &lt;b&gt;" in page_text(open_app("home"))


def test_does_home_stand_where_the_logo_is_no_picture(monkeypatch, tmp_path):
    logo = tmp_path / "logo.png"
    logo.write_text("no picture")
    monkeypatch.setenv("HET_GEO_LOGO", str(logo))
    app = open_app("home")
    assert not app.exception
    assert len(tiles(app)) == 7
    assert "Give a PNG or SVG picture" in notices(app)
    assert "hg-council" not in page_text(app).split("</style>")[-1]


def test_does_a_word_that_no_area_has_offer_the_figures_that_have_it_until_one_is_opened():
    app = open_app("home", area=DALLOW)
    app.text_input(key="find").input("child poverty").run()
    assert app.query_params["area"] == DALLOW  # it stays chosen: no other was found
    assert "“child poverty” is a topic, not an area of Luton." in text(app)
    app = click(app, "Child poverty after housing costs")
    assert not app.exception
    assert app.query_params["indicator"] == "child_poverty_ahc"
    assert "is a topic, not an area" not in text(app)


def test_has_a_search_that_finds_nothing_a_way_on_and_keeps_the_area_that_was_chosen():
    app = open_app("home", area=DALLOW)
    app.text_input(key="find").input("zebra crossings").run()
    assert app.query_params["area"] == DALLOW
    assert "no figure here goes by that name" in text(app)
    app = click(app, "All figures, on Data")
    assert not app.exception
    assert app.query_params["area"] == DALLOW
    assert "zebra" not in text(app)
