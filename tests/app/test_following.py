"""Is a field listened to that has not yet been shown what was changed elsewhere?

A browser says the values of all fields with each thing a person does. One that is late says those
from before: that is no choice.
"""

import pytest

from het_geo.geography import Level
from het_geo.own.areas import link
from het_geo.own.areas.area import OwnArea
from het_geo.ui.frame import PAGES
from tests.app.pages import open_app

PLAIN = {}
OTHER = {"area": "E05014741", "level": "ward", "indicator": "fuel_poverty", "show": "figure"}
BRIEFED = {"area": "E05014741", "audience": "children"}
SEVERAL = {"area": "E01015693,E01015694", "name": "Dallow Road"}


@pytest.fixture(scope="module")
def own(luton):
    """Return the link of one area of one's own, and of two."""
    codes = luton.codes(Level.LSOA)
    areas = OwnArea("Bury Park", tuple(codes[:2])), OwnArea("The Estate", tuple(codes[7:9]))
    return [link.written(luton, areas[:many]) for many in (1, 2)]


def values(app):
    fields = (*app.selectbox, *app.multiselect, *app.radio, *app.text_input, *app.text_area)
    return [(one.label, one.value) for one in fields]


def follow(app, params):
    """Follow a link inside a page, as a choice on its map does."""
    app.query_params.clear()
    for key, value in {"place": "luton", **params}.items():
        app.query_params[key] = value
    return app.run()


def shown_now(app):
    """Return what a browser says of the fields that it shows; buttons it names when pressed."""
    states = app._tree.get_widget_states()
    kept = [one for one in states.widgets if one.WhichOneof("value") != "trigger_value"]
    del states.widgets[:]
    states.widgets.extend(kept)
    return states


def late(app, states):
    """Let a browser say again what it showed before."""
    app._run(states)
    assert not app.exception
    return app


@pytest.mark.parametrize("page", PAGES.values())
@pytest.mark.parametrize(
    ("before", "after"),
    [(PLAIN, OTHER), (OTHER, PLAIN), (BRIEFED, SEVERAL)],
    ids=["chosen", "left", "several"],
)
def test_is_a_late_browser_taken_for_a_choice(page, before, after):
    app = open_app(page, place="luton", **before)
    shown = shown_now(app)
    follow(app, after)
    asked, fields = dict(app.query_params), values(app)
    late(app, shown)
    assert (dict(app.query_params), values(app)) == (asked, fields)


@pytest.mark.parametrize(("before", "after"), [(0, 1), (1, 0)], ids=["another", "one less"])
def test_is_a_late_browser_taken_for_a_choice_of_another_own_area(own, before, after):
    app = open_app("areas", place="luton", own=own[before], area="OWN-1")
    shown = shown_now(app)
    follow(app, {"own": own[after], "area": f"OWN-{after + 1}"})
    asked, fields = dict(app.query_params), values(app)
    late(app, shown)
    assert (dict(app.query_params), values(app)) == (asked, fields)


@pytest.mark.parametrize(("before", "after"), [("", 0), (0, "")], ids=["first made", "removed"])
def test_is_a_list_whose_words_are_others_now_taken_for_a_choice(own, before, after):
    """A browser says a list's choice by its words: "A new area" was the first, and is the second.

    A click that came quickly after the first began an area that nobody wanted.
    """
    links = [{"own": own[which]} if which != "" else {} for which in (before, after)]
    app = open_app("areas", place="luton", **links[0])
    shown = shown_now(app)
    follow(app, links[1])
    fields = values(app)
    late(app, shown)
    assert values(app) == fields


def test_is_a_choice_in_a_field_that_was_changed_elsewhere_heard():
    app = follow(open_app("explore", place="luton"), OTHER)
    find(app).set_value("").run()
    assert not find(app).value
    find(app).set_value("E05014742").run()
    assert app.query_params["area"] in ("E05014742", ["E05014742"])


def find(app):
    return next(box for box in app.selectbox if box.label == "Find an area")
