"""Does a district whose name takes an article have it in every sentence?"""

import re
from dataclasses import replace
from datetime import date

import pytest

from het_geo.atlas.atlas import Atlas
from het_geo.atlas.choice import Choice, levels_of, newest
from het_geo.atlas.reading import indicator_view
from het_geo.briefing.cards import answers
from het_geo.briefing.model import Audience
from het_geo.briefing.propose import screen_of
from het_geo.geography import Level, the
from het_geo.profiles.profile import profile_of
from het_geo.sentences import notes
from het_geo.sentences.headlines import headline, short

TODAY = date(2026, 3, 21)
NAME = "City of Elsewhere"  # made up
BARE = re.compile(rf"(?<![Tt]he ){NAME}")
SMALL = re.compile(rf"(^|[.!?] )the {NAME}")


@pytest.fixture(scope="module")
def city(luton):
    areas = luton.areas.copy()
    areas.loc[luton.district, "name"] = NAME
    return replace(luton, manifest=replace(luton.manifest, name=NAME), areas=areas)


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("City of London", "the City of London"),
        ("Isles of Scilly", "the Isles of Scilly"),
        ("Isle of Wight", "the Isle of Wight"),
        ("Kingston upon Hull, City of", "Kingston upon Hull"),
        ("Wirral", "Wirral"),
        ("Luton", "Luton"),
    ],
)
def test_has_a_name_the_article_that_english_gives_it(name, said):
    assert the(name) == said


def holds(text):
    assert not BARE.search(text), text
    assert not SMALL.search(text), text


@pytest.mark.in_turn
def test_has_every_sentence_of_a_figure_the_article(city):
    for name in city.periods_held:
        for level in levels_of(city, name):
            choice = Choice(name, level, newest(city, name, level).id, "district")
            view = indicator_view(city, choice)
            for code in ("", view.table.index[0]):
                holds(headline(view, code))
            holds(short(view, view.table.index[0]))
            holds(notes.spread(view))


@pytest.mark.in_turn
@pytest.mark.parametrize("level", [Level.DISTRICT, Level.WARD])
def test_has_every_answer_the_article_and_every_sentence_of_it_a_large_letter(city, level):
    atlas = Atlas(city)
    for name in city.periods_held:
        if level in levels_of(city, name):
            view = atlas.newest(name, level)
            for one in answers(atlas, view, str(view.table.index[0]), TODAY):
                holds(one.answer)
                assert not any(number.startswith("the ") for number, _ in one.receipt.numbers)


@pytest.mark.in_turn
def test_has_a_profile_and_a_briefing_the_article(city):
    atlas = Atlas(city)
    for codes in ((), (city.codes(Level.WARD)[0],)):
        for name in ("setting", "unknown"):
            screen = screen_of(atlas, Audience(codes), name, TODAY)
            for text in (screen.headline, *screen.notes):
                holds(text)
    profile = profile_of(Atlas(city), [city.district], TODAY)
    for row in profile.rows:
        holds(row.sentence)
    for text in (profile.summary, *(h.sentence for h in profile.headlines)):
        holds(text)
