"""Is what is shown what was asked for, on every page and by every way in?

Two places stand, and the one asked for is the second. Pages are those of the navigation: a page
that is added to it is held to the same law.
"""

import re
from urllib.parse import parse_qs

import pytest
from streamlit.testing.v1 import AppTest

from het_geo.ui import beside, briefing, two
from het_geo.ui.frame import PAGES
from het_geo.ui.link import VIEW
from het_geo.ui.streamlit_insides import narrows_by_what_it_contains
from tests.app.pages import PATIENCE, notices, open_app, text
from tests.conftest import ROOT
from tests.places import NAME, SLUG, other_code

DALLOW, NEIGHBOURHOOD = other_code("E05014741"), other_code("E01015693")
LUTONS = "E05014741"  # Dallow ward of Luton, the other place
KEPT, NOW = other_code("E05002193"), other_code("E05014735")  # Barnfield before 2023, and since
CHANGED, BECAME = other_code("E05002198"), (DALLOW, other_code("E05014736"))
UNKNOWN = "E05999999"
EVERY_PAGE = pytest.mark.parametrize("page", PAGES.values())


@pytest.fixture(autouse=True)
def places(root, monkeypatch):
    monkeypatch.setenv("HET_GEO_ROOT", str(root))


def new_session():
    """Give a session that knows the pages and has seen no place."""
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=PATIENCE)
    app.query_params["place"] = "nowhere"
    return app.run()


def follow(app, page, **link):
    """Follow a link to a page in a session."""
    app.query_params.clear()
    for key, value in link.items():
        app.query_params[key] = value
    app.switch_page(f"pages/{page}.py").run()
    assert not app.exception
    return app


def links(app):
    """Return the links of a page by their words: the page and what they carry."""
    names = {page: page for page in PAGES.values()}
    return {
        re.sub(r"\\(.)", r"\1", link.proto.label): (
            names[link.proto.page],
            {key: value[0] for key, value in parse_qs(link.proto.query_string).items()},
        )
        for link in app.get("page_link")
    }


def click(app, words):
    page, link = links(app)[words]
    return follow(app, page, **link)


def titles(app):
    return re.findall(r"<h1[^>]*>(.*?)</h1>", text(app))


def claimed(app, labels):
    """Return the areas that the page says it is about: in its title, its card, or as chosen."""
    said = [
        *titles(app),
        *re.findall(r'aria-label="Selected area">[^<]*(?:<div[^>]*>)?<h2>(.*?)</h2>', text(app)),
        *re.findall(r">Chosen: (.*?)<", text(app)),
    ]
    small = {code: label for code, label in labels.items() if code[:3] in ("E01", "E02", "E05")}
    return {code for code, label in small.items() if any(label in part for part in said)}


def is_of(app, labels, code):
    """Hold a page to what was asked for: the second place, and in it this area, or a sentence."""
    assert app.query_params["place"] == SLUG
    assert NAME in text(app)
    assert labels[code] in text(app)
    assert claimed(app, labels) <= {code}


@EVERY_PAGE
@pytest.mark.parametrize(
    ("asked", "code"),
    [(DALLOW, DALLOW), (NEIGHBOURHOOD.lower(), NEIGHBOURHOOD), ("dallow", DALLOW)],
)
def test_does_a_link_open_its_place_and_area_by_code_and_by_name(page, asked, code, labels):
    app = follow(new_session(), page, place=SLUG, area=asked)
    is_of(app, labels, code)
    assert notices(app) == ""


@EVERY_PAGE
def test_does_an_area_alone_open_the_place_that_has_it(page, labels):
    is_of(follow(new_session(), page, area=DALLOW), labels, DALLOW)


@EVERY_PAGE
def test_does_a_place_alone_open_it_and_no_area(page, labels):
    app = follow(new_session(), page, place=NAME)
    assert app.query_params["place"] == SLUG
    assert NAME in text(app)
    assert claimed(app, labels) == set()


def lists_of_areas(app):
    """Return the lists of a page in which an area can be found, with the words for one."""
    for found in [*app.selectbox, *app.multiselect]:
        words = [option for option in found.options if option == "Dallow ward"]
        if words:
            yield found, words[0]


@EVERY_PAGE
def test_does_an_area_chosen_from_a_list_travel_with_every_click(page, labels):
    app = follow(new_session(), page, place=SLUG)
    for found, _ in list(lists_of_areas(app))[:1]:
        found.select(DALLOW).run()
    if "area" not in app.query_params:  # a page without such a list
        follow(app, page, place=SLUG, area=DALLOW)
    for words in PAGES:
        click(app, words)
        is_of(app, labels, DALLOW)
        assert notices(app) == "", words


@EVERY_PAGE
def test_does_every_list_hold_what_contains_the_words_and_never_take_all(page):
    app = follow(new_session(), page, place=SLUG)
    for found in [*app.selectbox, *app.multiselect]:
        assert narrows_by_what_it_contains(found.proto), found.label
    for found in app.multiselect:
        assert found.proto.select_all == 0, found.label


@EVERY_PAGE
def test_does_a_retired_code_open_the_one_area_it_has_become_and_say_so(page, labels):
    app = follow(new_session(), page, place=SLUG, area=KEPT)
    is_of(app, labels, NOW)
    assert KEPT in notices(app)
    assert labels[NOW] in notices(app)


@EVERY_PAGE
def test_does_a_retired_code_of_several_areas_offer_each_and_show_none(page, labels):
    app = follow(new_session(), page, place=SLUG, area=CHANGED)
    assert CHANGED in notices(app)
    assert claimed(app, labels) == set()
    for code in BECAME:
        assert labels[code] in notices(app)
        assert links(app)[labels[code]][1]["area"] == code
    is_of(click(app, labels[DALLOW]), labels, DALLOW)


@EVERY_PAGE
def test_is_a_code_of_another_place_named_with_it_and_opened_there(page, labels):
    app = follow(new_session(), page, place=SLUG, area=LUTONS)
    assert app.query_params["place"] == SLUG
    assert f"{LUTONS} is no area of {NAME}: it is Dallow ward in Luton" in notices(app)
    assert claimed(app, labels) == set()
    click(app, "Dallow ward in Luton")
    assert (app.query_params["place"], app.query_params["area"]) == ("luton", LUTONS)
    assert notices(app) == ""


@EVERY_PAGE
@pytest.mark.parametrize("asked", [UNKNOWN, "LU1 1", f"{UNKNOWN},{NEIGHBOURHOOD}"])
def test_is_what_is_called_so_nowhere_named_and_nothing_shown_in_its_stead(page, asked, labels):
    app = follow(new_session(), page, place=SLUG, area=asked)
    assert asked.split(",")[0] in notices(app)
    assert claimed(app, labels) <= {NEIGHBOURHOOD}
    assert not any("Profile of" in title for title in titles(app))
    assert page != "profile" or not app.get("download_button")


@EVERY_PAGE
def test_is_a_place_that_is_not_held_named_and_no_other_shown(page):
    app = follow(new_session(), page, place="atlantis", area=DALLOW)
    assert "atlantis" in notices(app)
    assert titles(app) == ["Which place?"]
    assert {"Luton", NAME} <= set(links(app))
    click(app, NAME)
    assert app.query_params["place"] == SLUG
    assert NAME in text(app)


def test_does_no_page_read_what_travels_with_every_link_as_its_own():
    own = {*briefing.PARAMS, "principle", "order", "map", "far", "table", beside.WITH, two.AGAINST}
    assert own & set(VIEW) == set()


@EVERY_PAGE
def test_does_what_areas_are_called_together_travel_from_every_page(page):
    codes = f"{NEIGHBOURHOOD},{other_code('E01015694')}"
    app = follow(new_session(), page, place=SLUG, area=codes, name="Dallow Road area")
    for words in PAGES:
        target, link = links(app)[words]
        assert link["area"] == codes, target
        assert link["name"] == "Dallow Road area", target


def test_is_what_the_server_announces_shown_above_every_page_until_it_is_taken_away(
    monkeypatch, tmp_path
):
    file = tmp_path / "notice.txt"
    monkeypatch.setenv("HET_GEO_NOTICE", str(file))
    monkeypatch.setattr("het_geo.ui.shelf.LOOK_S", 0.0)
    file.write_text("Away on 3 December 2026 <b>")
    assert "Away on 3 December 2026 &lt;b&gt;" in notices(open_app("data"))
    file.unlink()
    assert "Away on" not in notices(open_app("data"))
