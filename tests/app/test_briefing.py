"""Does the Briefing page propose, arrange, keep and tell what is new? (Run from app.py.)"""

import html

import pytest

from het_geo.render.briefings import FORMATS
from tests.app.pages import field, notices, open_app, page_text


def open_briefing(**params):
    """Open the page with the box in which screens are arranged open, whose parts are sent then."""
    app = open_app()
    app.query_params.clear()
    app.session_state["briefing-arrange"] = True
    for key, value in params.items():
        app.query_params[key] = value
    return app.switch_page("pages/briefing.py").run()


def headlines(app):
    return [m.value for m in app.markdown if m.value.startswith("**")]


def labels(app):
    return [e.proto.label for e in app.get("download_button")]


def test_does_it_open_on_the_whole_town_with_files_to_take_along():
    app = open_briefing()
    assert not app.exception
    assert 6 <= len(headlines(app)) <= 14
    assert {kind.label for kind in FORMATS.values()} <= set(labels(app))


def test_is_the_order_changed_kept_in_the_link_and_taken_back():
    app = open_briefing()
    first, second = headlines(app)[:2]
    down = next(b for b in app.button if b.label == "↓")
    down.click().run()
    assert not app.exception
    assert app.query_params["show"]
    strip = [text.split(" ", 1)[1] for text in headlines(app)]
    assert strip[:2] == [second.split(" ", 1)[1], first.split(" ", 1)[1]]
    next(b for b in app.button if b.label.startswith("Back to the order")).click().run()
    assert "show" not in app.query_params
    assert headlines(app)[0] == first


def test_does_a_dropped_screen_go_and_a_pinned_one_stay_for_another_audience():
    app = open_briefing()
    count = len(headlines(app))
    next(b for b in app.button if b.label == "Pin").click().run()
    pinned = app.query_params["pin"]
    next(b for b in app.button if b.label == "Drop" and not b.disabled).click().run()
    assert len(headlines(app)) == count - 1
    field(app, "briefing-areas").select("E05014741").run()
    assert not app.exception
    assert app.query_params["area"] == "E05014741"
    assert app.query_params["pin"] == pinned


@pytest.mark.parametrize("theme", ["p5", "p7", "p1"])
def test_does_it_open_about_a_principle(theme):
    app = open_briefing()
    field(app, "briefing-theme").select(theme).run()
    assert not app.exception
    assert app.query_params["principle"] == theme[1:]


def test_is_a_screen_added_about_any_indicator():
    app = open_briefing()
    field(app, "briefing-add").select("private_renting").run()
    assert not app.exception
    assert "gap.private_renting.ward" in app.query_params["show"]
    assert any("rent" in text for text in headlines(app))


@pytest.mark.parametrize(
    ("params", "said"),
    [
        ({"show": "setting,gap.gold.ward"}, "gold"),
        ({"area": "E05999999"}, "E05999999"),
        ({"for": "E05999999"}, "E05999999"),  # as earlier links said it
        ({"principle": "99"}, "99"),
        ({"group": "<script>"}, "<script>"),
    ],
)
def test_is_what_is_no_longer_there_left_out_with_a_notice(params, said):
    app = open_briefing(**params)
    assert not app.exception
    assert said in html.unescape(notices(app))
    assert "<script>" not in page_text(app)
    assert headlines(app)


def test_is_a_logo_that_is_no_picture_said_and_the_deck_shown_without_it(monkeypatch, tmp_path):
    path = tmp_path / "crest.png"
    path.write_text("no picture")
    monkeypatch.setenv("HET_GEO_LOGO", str(path))
    monkeypatch.setenv("HET_GEO_COUNCIL", "Made-up Council")
    app = open_briefing()
    assert not app.exception
    assert "“crest.png” is no picture that can be shown; there is no logo" in notices(app)
    assert len(headlines(app)) > 5


def test_are_neighbours_offered_by_a_principle_with_little():
    app = open_briefing(area="E05014741", principle="7")
    links = [e.proto for e in app.get("page_link")]
    offered = [link for link in links if link.label.startswith("More is known under principle")]
    assert 1 <= len(offered) <= 3
    assert all("area=E05014741" in link.query_string for link in offered)
