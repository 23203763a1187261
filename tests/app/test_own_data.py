"""Own figures on the Data page: brought, described, shown, removed; kept by nobody."""

from concurrent.futures import ThreadPoolExecutor

import pandas as pd
import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from het_geo.geography import Level
from het_geo.own.data.guess import guess
from het_geo.own.data.make import look_at
from het_geo.ui.own_data import OWN_DATA
from het_geo.ui.own_data_form import OwnDraft, begin
from het_geo.ui.shelf import OpenPack, atlas_of, opened
from tests.app.pages import PATIENCE, body_of
from tests.conftest import ROOT


def wards(pack):
    rows = [(code, 100 + i, 1_000) for i, code in enumerate(pack.codes(Level.WARD))]
    table = pd.DataFrame([*rows, ("Farlie", 1, 2)], columns=["Ward", "Members", "Adults"])
    return table.to_csv(index=False).encode()


@pytest.fixture
def page(luton, monkeypatch):
    """Return the Data page with a table begun: AppTest has no file to choose."""
    data = wards(luton)
    look = look_at(data)
    draft = OwnDraft("luton", data, look.header, look.count, guess(luton, look))
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=PATIENCE)
    app.session_state["own data begun"] = draft
    held = {}
    with monkeypatch.context() as patch:
        patch.setattr("het_geo.ui.own_data_form.st.session_state", held)
        begin(draft.guessed)
    for key, value in held.items():
        app.session_state[key] = value
    app.switch_page("pages/data.py").run()
    assert not app.exception
    return app


def button(app, label):
    return next(one for one in app.button if one.label == label)


def field(app, label):
    return next(one for one in [*app.text_input, *app.selectbox] if one.label.startswith(label))


def filled(app):
    field(app, "Who made").input("Made up council")
    field(app, "Time of all rows").input("2023")
    app.run()
    button(app, "Show it on the map").click().run()
    return app


def test_is_it_shown_what_a_table_was_taken_for(page):
    assert field(page, "How many").value == "Members"
    assert field(page, "Of how many").value == "Adults"
    assert field(page, "Kind of figure").value == "proportion"


def test_is_what_the_form_lacks_said_and_nothing_that_was_typed_lost(page):
    field(page, "Name").input("Library members").run()
    button(page, "Show it on the map").click().run()
    assert [one.value for one in page.warning] == [
        "Say of what time it is: 2023, 2022/23, March 2023 or 21 March 2021."
    ]
    assert field(page, "Name").value == "Library members"


def test_is_a_figure_held_by_the_session_and_what_was_brought_no_longer(page):
    filled(page)
    assert [one.record.label for one in page.session_state[OWN_DATA]] == ["Members"]
    assert "own data begun" not in page.session_state
    assert "own data typed" not in page.session_state
    assert "own-field-publisher" not in page.session_state


def test_is_a_figure_removed_by_one_button(page):
    filled(page).switch_page("pages/data.py").run()
    said = " ".join(one.value for one in page.markdown)
    assert "20 of 21 rows were taken" in said
    assert "Farley ward" in said
    button(page, "Remove").click().run()
    assert page.session_state[OWN_DATA] == ()
    assert not page.exception


def test_is_a_table_left_by_one_button(page):
    button(page, "Leave it").click().run()
    assert "own data begun" not in page.session_state


def test_can_nobody_bring_a_file_where_the_server_says_so(monkeypatch):
    monkeypatch.setenv("HET_GEO_UPLOADS", "off")
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=PATIENCE)
    app.switch_page("pages/data.py").run()
    said = " ".join(map(body_of, app.get("html")))
    assert "no file can be brought" in said


def test_is_nothing_of_ones_own_left_where_a_file_of_it_was_made(page):
    filled(page)
    data = page.session_state[OWN_DATA]
    pack = OpenPack(opened("luton"), "", data)
    pack._seen = lambda: None  # the session looks at another place by now

    def made():
        """Ask as a button does, in a thread without a session; its stand-in is every visitor's."""
        asked = [atlas_of(pack), atlas_of(pack)]
        return [one.pack.periods_held.keys() for one in asked], asked[0] is asked[1], {
            name for name in st.session_state if name != OWN_DATA
        }  # fmt: skip

    with ThreadPoolExecutor(1) as pool:
        held, same, left = pool.submit(made).result()
    (own,) = [one.id for one in data]
    assert all(own in names for names in held)
    assert same  # worked out once for the file
    assert left == set()
