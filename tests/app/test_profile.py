"""Does the Profile page show any area, and offer its files? (Run from app.py.)"""

import html
import re
from datetime import date

import pytest

from het_geo.geography import Level
from het_geo.profiles.profile import opening_alone, profile_of
from het_geo.render.files import FORMATS
from het_geo.words import listed
from tests.app.pages import field, notices, open_app, page_text, text

PAGE = ["One-minute summary (PDF)", "One-minute summary (Word)"]


def open_profile(**params):
    app = open_app()
    app.query_params.clear()
    for key, value in params.items():
        app.query_params[key] = value
    return app.switch_page("pages/profile.py").run()


def downloads(app):
    return [e.proto.label for e in app.get("download_button")]


@pytest.mark.parametrize(
    "area", ["E05014741", "E01015693", "E06000032", "E01015693,E01015700,E01015720"]
)
def test_does_the_page_say_what_the_profile_says(atlas, area):
    app = open_profile(area=area)
    assert not app.exception
    assert notices(app) == ""
    profile = profile_of(atlas, area.split(","), date.today())
    said = text(app)
    assert profile.title in said
    for headline in profile.headlines:
        assert headline.sentence in said
    for row in profile.rows:
        assert row.written in said, row.id
    for source in profile.sources:
        assert source.title in said
    assert downloads(app) == [*PAGE, *(kind.label for kind in FORMATS.values())]


def test_does_it_open_on_a_choice_of_wards_and_on_no_area(luton):
    app = open_profile()
    assert not app.exception
    said = text(app)
    assert "Whose profile? Choose a ward of Luton, or search" in said
    assert "Profile of" not in said
    assert downloads(app) == []
    assert "area" not in app.query_params
    links = re.findall(r'class="hg-inside" href="profile\?place=luton&area=(E\w+)"', said)
    assert links == [luton.district, *luton.codes(Level.WARD)]


def test_says_each_ward_of_the_choice_what_its_own_profile_says(luton, atlas):
    app = open_profile()
    lines = re.findall(r"<li>(.*?)</li>", page_text(app), re.DOTALL)
    assert len(lines) == len(luton.codes(Level.WARD))
    for code, line in zip(luton.codes(Level.WARD), map(html.unescape, lines)):
        subject, opening = opening_alone(atlas, code, date.today())
        assert f"{subject.population_written} people" in line
        for side, mark in (("worse", "▲"), ("better", "▼")):
            held = [
                card.words.block.lower()
                for card in opening.cards
                if card.words.style == side and "England" in card.words.standing
            ]
            assert f"{mark} {side}: {listed(held) or 'none'}<" in line, code


def test_does_every_ward_open(luton):
    app = open_profile()
    for code in luton.codes(Level.WARD):
        field(app, "profile-area").select(code).run()
        assert not app.exception
        assert app.query_params["area"] == code
        assert f"Profile of {luton.areas.loc[code, 'name']} ward" in text(app)


def test_are_neighbourhoods_taken_together_when_several_are_chosen():
    app = open_profile(area="E01015693")
    field(app, "profile-set").select("E01015700").run()
    assert not app.exception
    assert app.query_params["area"] == "E01015693,E01015700"
    assert "2 neighbourhoods" in text(app)


SET = "E01015693,E01015700"


def test_has_a_set_the_name_that_its_link_says_and_a_person_gives_it():
    app = open_profile(area=SET, name="Dallow Road area")
    assert not app.exception
    assert "Profile of the Dallow Road area" in text(app)
    assert "In the Dallow Road area, " in text(app)
    field(app, "profile-name").input("High Town streets").run()
    assert app.query_params["name"] == "High Town streets"
    assert "Profile of the High Town streets" in text(app)
    field(app, "profile-set").select("E01015720").run()
    assert app.query_params["name"] == "High Town streets"  # of the set, whoever is in it
    field(app, "profile-area").select("E05014741").run()
    assert "name" not in app.query_params
    assert "Profile of Dallow ward" in text(app)


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("Dallow ward", "give these neighbourhoods another name"),
        ("Flats by LU1 2AA", "A postcode is no name"),
    ],
)
def test_is_a_name_that_may_not_be_said_and_the_set_shown_without_it(name, said):
    app = open_profile(area=SET, name=name)
    assert not app.exception
    assert said in html.unescape(notices(app))
    assert "Profile of the 2 neighbourhoods" in text(app)
    assert "LU1" not in app.query_params.get("name", "")


def test_is_a_name_from_a_link_plain_text():
    app = open_profile(area=SET, name="<script>alert(1)</script>\u202e" + "x" * 200)
    assert not app.exception
    assert "<script>" not in page_text(app).lower()
    assert "x" * 61 not in page_text(app)


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
    assert "Profile of" not in text(app)
    assert downloads(app) == []


def test_is_a_mixture_of_levels_refused_with_what_to_do():
    app = open_profile(area="E05014741,E01015693")
    assert not app.exception
    assert app.error
    assert "neighbourhoods" in app.error[0].value
