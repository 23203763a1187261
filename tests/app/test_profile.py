"""Does the Profile page show any area, and offer its files? (Run from app.py.)"""

import html
from datetime import date

import pytest

from het_geo.atlas.atlas import Atlas
from het_geo.geography import Level
from het_geo.profiles.profile import profile_of
from het_geo.render.files import FORMATS
from tests.app.test_explore import notices, open_app, page_text


def open_profile(**params):
    app = open_app()
    app.query_params.clear()
    for key, value in params.items():
        app.query_params[key] = value
    return app.switch_page("pages/profile.py").run()


def shown(app):
    return html.unescape(page_text(app))


def downloads(app):
    return [e.proto.label for e in app.get("download_button")]


@pytest.mark.parametrize(
    "area", ["E05014741", "E01015693", "E06000032", "E01015693,E01015700,E01015720"]
)
def test_does_the_page_say_what_the_profile_says(luton, area):
    app = open_profile(area=area)
    assert not app.exception
    assert notices(app) == ""
    profile = profile_of(Atlas(luton), area.split(","), date.today())
    said = shown(app)
    assert profile.title in said
    for headline in profile.headlines:
        assert headline.sentence in said
    for row in profile.rows:
        assert row.written in said, row.id
    for source in profile.sources:
        assert source.title in said
    assert downloads(app) == [kind.label for kind in FORMATS.values()]


def test_does_every_ward_open(luton):
    app = open_profile()
    for code in luton.codes(Level.WARD):
        app.selectbox(key="profile-area").select(code).run()
        assert not app.exception
        assert app.query_params["area"] == code
        assert f"Profile of {luton.areas.loc[code, 'name']} ward" in shown(app)


def test_are_neighbourhoods_taken_together_when_several_are_chosen():
    app = open_profile(area="E01015693")
    app.multiselect(key="profile-set").select("E01015700").run()
    assert not app.exception
    assert app.query_params["area"] == "E01015693,E01015700"
    assert "2 neighbourhoods" in shown(app)


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("E05999999", "E05999999"),
        ("<script>alert(1)</script>", "<script>alert(1)</script>"),
        ("E01015693,E09", "E09"),
    ],
)
def test_is_an_unknown_area_named_and_no_other_shown(asked, said):
    app = open_profile(area=asked)
    assert not app.exception
    assert said in html.unescape(notices(app))
    assert "<script>" not in page_text(app).lower()
    assert "Profile of" not in shown(app)
    assert downloads(app) == []


def test_is_a_mixture_of_levels_refused_with_what_to_do():
    app = open_profile(area="E05014741,E01015693")
    assert not app.exception
    assert app.error
    assert "neighbourhoods" in app.error[0].value
