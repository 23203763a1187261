"""Does a postcode open the ward that it lies in, on every page, and does it stay with its person?

Two places stand: Luton, and one made up from it whose postcodes begin with OT.
"""

import logging

import pytest
from streamlit.testing.v1 import AppTest

from het_geo.ui.frame import PAGES
from tests.app.pages import field, notices, text
from tests.app.test_ways_in import claimed, click, follow, is_of, links, new_session, titles
from tests.places import NAME, SLUG, other_code

# In Luton, LU1 1EW lies in Beech Hill ward; its neighbourhood, 017A, is counted with Biscot ward.
TYPED, WRITTEN, LUTONS = " ot11e w ", "OT1 1EW", "lu1 1ew"
LIES, SMALL, COUNTED = (other_code(f"E0{n}") for n in ("5014736", "1015698", "5014737"))
EVERY_PAGE = pytest.mark.parametrize("page", PAGES.values())


@pytest.fixture(autouse=True)
def places(root, monkeypatch):
    monkeypatch.setenv("HET_GEO_ROOT", str(root))


def search(app: AppTest, typed: str) -> AppTest:
    app.text_input(key="find").input(typed).run()
    assert not app.exception
    return app


def letters(typed):
    return "".join(typed.split()).upper()


def keeps(app, typed):
    """Hold a page to it that nothing of what was typed stands in its link, its box or its links."""
    kept = [*app.query_params.values(), app.text_input(key="find").value]
    kept += [value for _, carried in links(app).values() for value in carried.values()]
    assert letters(typed) not in letters(" ".join(map(str, kept)))


@EVERY_PAGE
def test_does_a_postcode_typed_open_its_ward_and_say_where_its_figures_are(page, labels):
    app = search(follow(new_session(), page, place=SLUG), TYPED)
    is_of(app, labels, LIES)
    assert app.query_params["area"] == LIES
    assert f"{WRITTEN} lies in {labels[LIES]}, which is opened." in notices(app)
    counted = f"whose figures are counted with {labels[COUNTED]}, not with {labels[LIES]}."
    assert f"Its neighbourhood is {labels[SMALL]}, {counted}" in notices(app)
    keeps(app, TYPED)
    is_of(click(app, f"The ward it is counted with: {labels[COUNTED]}"), labels, COUNTED)
    assert WRITTEN not in text(app)


@EVERY_PAGE
def test_is_a_postcode_in_a_link_replaced_by_its_ward_before_anything_is_shown(page, labels):
    app = follow(new_session(), page, area=TYPED)
    is_of(app, labels, LIES)
    assert f"{WRITTEN} lies in {labels[LIES]}" in notices(app)
    keeps(app, TYPED)


@EVERY_PAGE
def test_is_a_postcode_of_another_place_named_with_it_and_opened_there(page, labels):
    app = search(follow(new_session(), page, place=SLUG), LUTONS)
    assert app.query_params["place"] == SLUG
    said = f"{LUTONS.upper()} is no postcode of {NAME}: it lies in Beech Hill ward in Luton."
    assert said in notices(app)
    assert claimed(app, labels) == set()
    keeps(app, LUTONS)
    click(app, "Beech Hill ward in Luton")
    assert (app.query_params["place"], app.query_params["area"]) == ("luton", "E05014736")
    assert notices(app) == ""


NOWHERE = ("ot9 9zz", "bt11aa", "12 Low Road OT1 1EW", "QX", "🏥", "x" * 9999)


@EVERY_PAGE
def test_is_what_is_found_nowhere_said_and_nothing_shown_or_kept(page, labels):
    app = follow(new_session(), page, place=SLUG)
    for typed in NOWHERE:
        search(app, typed)
        assert letters(typed)[:2] in letters(notices(app))
        assert "area" not in app.query_params
        assert claimed(app, labels) == set()
        assert not any("Profile of" in title for title in titles(app))
        assert page != "profile" or not app.get("download_button")
        keeps(app, typed)


def test_is_what_was_said_of_a_postcode_forgotten_with_its_ward(labels):
    app = search(follow(new_session(), "profile", place=SLUG), TYPED)
    field(app, "profile-area").select(COUNTED).run()
    assert notices(app) == ""
    field(app, "profile-area").select(LIES).run()
    assert notices(app) == ""


def test_does_a_name_typed_open_its_area(labels):
    app = search(follow(new_session(), "explore", place=SLUG, level="lsoa"), "dallow")
    is_of(app, labels, other_code("E05014741"))
    assert (app.query_params["level"], notices(app)) == ("ward", "")


@EVERY_PAGE
def test_does_no_line_of_any_log_hold_a_postcode(page, caplog):
    with caplog.at_level(logging.DEBUG):
        for name in list(logging.Logger.manager.loggerDict):  # those too that keep their own level
            caplog.set_level(logging.DEBUG, logger=name)
        search(follow(new_session(), page, place=SLUG), TYPED)
        search(follow(new_session(), page, place=SLUG), LUTONS)
        search(follow(new_session(), page, place=SLUG), "ot9 9zz")
    said = letters(" ".join(record.getMessage() for record in caplog.records))
    for typed in (TYPED, LUTONS, "ot9 9zz"):
        assert letters(typed) not in said
