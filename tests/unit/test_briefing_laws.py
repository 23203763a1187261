"""Does each proposed screen earn its place, for every principle and every kind of area?"""

import re
from dataclasses import replace
from datetime import date, timedelta

import pytest

from het_geo.briefing import earn
from het_geo.briefing.model import Audience
from het_geo.briefing.propose import propose, screen_of
from het_geo.briefing.rule import picked
from het_geo.briefing.screens.gap import ends_of_gap
from het_geo.briefing.screens.little import comparable, neighbours
from het_geo.briefing.stages import LEAST
from het_geo.catalogue.subjects import SubjectRecord, subjects_by_indicator
from het_geo.compare import Verdict
from het_geo.errors import CatalogueError
from het_geo.geography import Level
from tests.sampled import some

TODAY = date(2026, 11, 29)
DALLOW = "E05014741"
BLANKS = {  # what nobody measures of a group, by the principles that most of its figures are of
    "housing": {"homelessness", "food_insecurity"},
    "employment": {"control", "good_work"},
    "children": {"racism_experience", "ethnic_outcomes", "early_years", "control"},
    "built_environment": {"homelessness"},
    "net_zero": {"homelessness", "climate_exposure"},
    "access": {"ward_life_expectancy", "illness_prevalence"},
}
# What a screen says that has nothing to say.
EMPTY = re.compile(
    r"cannot be (judged from|counted)|No figure here|no gap can be shown|not known inside|is not "
    r"published for|no people to count|no area of|has no figure|None of the|no change can be told"
)


def kinds_of_areas(pack):
    wards, small = pack.codes(Level.WARD), pack.codes(Level.LSOA)
    return {
        "place": (),
        "ward": (DALLOW,),
        "well-off ward": (wards[-2],),
        "two wards": tuple(wards[:2]),
        "all wards": tuple(wards),
        "neighbourhood": (small[5],),
        "well-off neighbourhood": (small[40],),
        "three neighbourhoods": tuple(small[10:13]),
    }


@pytest.fixture(scope="module")
def proposed(atlas):
    """Return briefings: of all principles and each, of each group, for each kind of area."""
    kinds, catalogue = kinds_of_areas(atlas.pack), atlas.pack.catalogue
    themes = [{}, *({"principle": n} for n in catalogue.principles)]
    themes += [{"subgroup": name} for name in catalogue.subgroups]
    audiences = [Audience(codes, **theme) for theme in themes for codes in kinds.values()]
    whole, rest = audiences[: len(kinds)], audiences[len(kinds) :]
    drawn = [*whole, *some(rest, 50, "each screen earns its place")]
    return [propose(atlas, audience, TODAY) for audience in drawn]


def each(proposed, *kinds):
    return [
        (b.audience, s) for b in proposed for s in b.screens if not kinds or s.kind in kinds
    ]  # fmt: skip


def of_figures(proposed):
    found = each(proposed, "gap", "where", "trend", "closing", "tenths")
    return [(audience, screen) for audience, screen in found if screen.indicator]


def test_does_a_screen_of_a_figure_say_in_its_headline_of_when_it_is(atlas, proposed):
    for audience, screen in of_figures(proposed):
        end = atlas.newest(screen.indicator, Level(screen.level)).period.end
        years = {int(y) for y in re.findall(r"\b(?:19|20)\d\d\b", screen.headline)}
        years |= {2000 + int(y) for y in re.findall(r"\b20\d\d/(\d\d)\b", screen.headline)}
        assert end.year in years, (audience, screen.headline)
    for audience, screen in each(proposed, "setting"):
        assert "30 June 2024" in screen.headline, audience


def test_says_no_screen_only_that_nothing_can_be_said(proposed):
    for audience, screen in each(proposed):
        if screen.kind not in ("unknown", "little"):
            assert not EMPTY.search(screen.headline), (audience, screen.headline)


def test_counts_every_screen_of_changes_one_that_is_more_than_chance(proposed):
    found = each(proposed, "better")
    assert found
    for audience, screen in found:
        named = dict(zip(screen.table.header, zip(*screen.table.rows)))
        sure = (*named["For the worse"], *named["For the better"])
        assert set(sure) != {"0"}, (audience, screen.headline)


def test_is_no_second_gap_on_the_same_subject(atlas, proposed):
    for briefing in proposed:
        names = [s.indicator for s in briefing.screens if s.kind == "gap"]
        subjects = [atlas.pack.catalogue.subjects[name] for name in names]
        assert len(set(subjects)) == len(subjects), briefing.order
        if not briefing.about:
            blocks = [atlas.pack.catalogue.indicators[name].block for name in names]
            assert len(set(blocks)) == len(blocks), briefing.order
        for kind in ("where", "closing", "tenths", "unknown", "little", "setting"):
            assert [s.kind for s in briefing.screens].count(kind) <= 1
        lines = [s.indicator for s in briefing.screens if s.kind == "trend"]
        assert len(set(lines)) == len(lines) <= (2 if briefing.about else 1), briefing.order


def test_are_enough_people_behind_every_gap(atlas, proposed):
    for audience, screen in each(proposed, "gap"):
        view = atlas.newest(screen.indicator, Level(screen.level))
        codes = screen.areas if audience.codes or screen.level == Level.DISTRICT else [
            ends_of_gap(view)[0]
        ]  # fmt: skip
        assert any(earn.has_people(atlas, view, code) for code in codes), (audience, screen.id)


def test_is_every_figure_recent_and_of_its_principle_in_particular(atlas, proposed):
    for audience, screen in of_figures(proposed):
        view = atlas.newest(screen.indicator, Level(screen.level))
        assert earn.is_recent(view, TODAY), screen.id
        if audience.principle:
            assert audience.principle in view.indicator.principles, screen.id
            assert len(view.indicator.principles) <= 4, screen.id
        if audience.subgroup:
            assert audience.subgroup in view.indicator.subgroups, screen.id


def test_has_every_gap_of_areas_something_to_tell(atlas, proposed):
    for audience, screen in each(proposed, "gap"):
        if not audience.codes:
            continue
        view = atlas.newest(screen.indicator, Level(screen.level))
        told = earn.is_apart(view, audience.codes) or earn.is_behind(view, audience.codes)
        assert told, (audience, screen.headline)


def test_is_a_gap_of_the_whole_place_against_england_surely_worse(atlas, proposed):
    found = [s for a, s in each(proposed, "gap") if not a.codes and s.level == Level.DISTRICT]
    assert found
    for screen in found:
        view = atlas.newest(screen.indicator, Level.DISTRICT)
        assert view.verdicts[atlas.pack.district] == Verdict.WORSE, screen.headline


def test_stands_what_is_not_known_whole_on_one_screen(atlas, proposed):
    blanks = atlas.pack.catalogue.blanks.values()
    for audience, screen in each(proposed, "unknown"):
        own = [b for b in blanks if audience.principle in (0, *b.principles)] or blanks
        if audience.subgroup:
            own = [b for b in blanks if b.id in BLANKS[audience.subgroup]]
        assert [row[0] for row in screen.table.rows] == [blank.label for blank in own]
        for blank in own:
            assert any(blank.why in note and blank.ask in note for note in screen.notes)
        drawn = re.sub(r"<[^>]+>", " ", screen.picture.body).split()
        for blank in own:
            assert set(blank.ask.split()) <= set(drawn), blank.ask
    assert all("unknown" in briefing.order for briefing in proposed)


def test_does_a_principle_with_little_say_so_once_and_offer_its_neighbours(atlas, proposed):
    said = 0
    for briefing in proposed:
        gaps = [s for s in briefing.screens if s.kind == "gap"]
        little = [s for s in briefing.screens if s.kind == "little"]
        rows = neighbours(atlas, briefing.audience)
        owed = len(gaps) < LEAST and bool(briefing.about) and bool(rows)
        assert len(little) == owed, briefing.title
        own = comparable(atlas, briefing.audience)
        assert all(count > own for _, count in rows), briefing.title
        for screen in little:
            said += 1
            assert not re.search(r"reach(es)? them|tell little of", screen.headline)
            assert 1 <= len(rows) <= 3
            assert all(n not in (7, briefing.audience.principle) for n, _ in rows)
            assert [int(link.params["principle"]) for link in screen.links] == [n for n, _ in rows]
            area = ",".join(briefing.audience.codes)
            assert all(link.params.get("area", "") == area for link in screen.links)
    assert said


def test_are_rules_asked_of_made_up_figures_as_they_say(atlas):
    view = atlas.newest("overcrowding", Level.WARD)
    living = atlas.know.population[DALLOW]
    for counted, enough in ((29, False), (living * 0.009, False), (living * 0.011, True)):
        table = view.table.copy()
        table.loc[DALLOW, "numerator"] = counted
        assert earn.has_people(atlas, replace(view, table=table), DALLOW) == enough, counted
    end = view.period.end
    assert earn.is_recent(view, end + 8 * timedelta(days=365))
    assert not earn.is_recent(view, end + 8 * timedelta(days=366))
    park = atlas.newest("park_distance", Level.WARD)  # Dallow 180 m, England 382 m: nearer
    assert not earn.is_behind(park, [DALLOW])
    assert earn.is_behind(park, [str(park.table["value"].idxmax())])


def test_does_old_or_wardless_lead_nowhere(atlas):
    for principle in atlas.pack.catalogue.principles:
        names = [name for name, _ in picked(atlas, Audience(principle=principle), TODAY)]
        old = {"no2_2016", "particulates_2016", "fuel_poverty_lihc", "imd_score"}
        assert not old & set(names), (principle, names)
    later = date(2029, 3, 1)  # Census 2021 is still told, what is of 2020 is not
    for principle in atlas.pack.catalogue.principles:
        for name, level in picked(atlas, Audience(principle=principle), later):
            assert atlas.newest(name, level).period.end.year > 2020


def test_is_child_poverty_told_under_the_fourth_principle_too(atlas):
    names = [name for name, _ in picked(atlas, Audience((DALLOW,), 4), TODAY)]
    assert "children_income_deprivation" in names


def test_can_every_screen_of_little_be_asked_for_by_name(atlas):
    assert screen_of(atlas, Audience(), "little", TODAY).kind == "little"
    assert screen_of(atlas, Audience(principle=7), "little", TODAY).links


def test_is_no_principle_said_to_tell_little_that_tells_as_much_as_its_neighbours(atlas):
    saints = Audience(("E05014749",), 3)
    assert comparable(atlas, saints) == 5
    assert not neighbours(atlas, saints)
    assert "little" not in propose(atlas, saints, TODAY).order


@pytest.mark.parametrize(
    ("patterns", "says"), [(("gold",), "no indicator is called 'gold'"), (("a*", "ab"), "is of")]
)
def test_is_a_subject_that_names_wrongly_refused(patterns, says):
    subjects = {"one": SubjectRecord("one", "One", patterns)}
    with pytest.raises(CatalogueError, match=says):
        subjects_by_indicator(subjects, ["ab", "b"])
    assert subjects_by_indicator({"s": SubjectRecord("s", "S", ("a*",))}, ["ab", "b"]) == {
        "ab": "s",
        "b": "b",
    }
