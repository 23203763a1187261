"""On everything, is each building block told before any is told twice, and no subject again?

Asked of Luton, and of some of the packs in the folder that HET_GEO_ROOT names.
"""

import os
import re
from datetime import date
from pathlib import Path

import pytest

from het_geo.atlas.atlas import Atlas
from het_geo.briefing import earn
from het_geo.briefing.audience import is_candidate
from het_geo.briefing.files import open_briefing, save
from het_geo.briefing.model import Audience
from het_geo.briefing.order import arrange, from_params
from het_geo.briefing.propose import propose, screen_of
from het_geo.briefing.rule import Told, picked, rule_of
from het_geo.briefing.screens.together import together
from het_geo.briefing.stages import led
from het_geo.catalogue.vocabulary import CONTEXT
from het_geo.compare import Verdict
from het_geo.errors import BriefingError
from het_geo.geography import Level
from het_geo.pack.load import load
from tests.sampled import some

TODAY = date(2026, 11, 29)
DALLOW = "E05014741"
MORE_PLACES = 5  # of a folder of many packs


def places_elsewhere():
    root = Path(os.environ.get("HET_GEO_ROOT", "/nowhere"))
    names = sorted(path.parent.name for path in root.glob("data/*/manifest.toml"))
    return [(root, name) for name in names[:: max(1, len(names) // MORE_PLACES)]][:MORE_PLACES]


def audiences_of(atlas):
    wards, small = atlas.pack.codes(Level.WARD), atlas.pack.codes(Level.LSOA)
    areas = [(), *((ward,) for ward in wards), tuple(wards), tuple(wards[:2]), tuple(wards[-3:])]
    areas += [(code,) for code in small[::15]]
    areas += [tuple(small[10:13]), tuple(small[:40])]
    return [Audience(codes) for codes in [(), *some(areas[1:], 12, "blocks told")]]


@pytest.fixture(scope="module", params=[None, *places_elsewhere()], ids=str)
def proposed(request, atlas, catalogue):
    """Return an atlas with its briefings on everything, for every kind of area."""
    own = Atlas(load(*request.param, catalogue)) if request.param else atlas
    return own, [propose(own, audience, TODAY) for audience in audiences_of(own)]


def figures(atlas, briefing):
    """Return the indicators of a briefing's screens of one figure, in order."""
    return [atlas.pack.catalogue.indicators[s.indicator] for s in briefing.screens if s.indicator]


def surely_worse(atlas, audience, level, codes):
    """Return the blocks in which an area is surely worse than England, of people, not long ago."""
    return {
        view.indicator.block
        for view in atlas.newest_views(level).values()
        if is_candidate(view.indicator, audience) and earn.is_recent(view, TODAY)
        if view.behind is None or view.behind.sd
        for code in codes
        if view.verdicts[code] == Verdict.WORSE and earn.has_people(atlas, view, code)
    }


def test_is_each_block_told_before_any_has_a_second_screen(proposed):
    atlas, briefings = proposed
    for briefing in briefings:
        blocks = [indicator.block for indicator in figures(atlas, briefing)]
        first = list(dict.fromkeys(blocks))
        assert blocks[: len(first)] == first, briefing.order
        assert CONTEXT not in first


def test_is_no_subject_told_twice(proposed):
    atlas, briefings = proposed
    for briefing in briefings:
        subjects = [atlas.pack.catalogue.subjects[i.id] for i in figures(atlas, briefing)]
        assert len(set(subjects)) == len(subjects), briefing.order


def test_is_every_block_told_in_which_these_areas_are_surely_worse_than_england(proposed):
    atlas, briefings = proposed
    found = 0
    for briefing in briefings:
        audience, level = briefing.audience, Level.DISTRICT
        codes = audience.codes or (atlas.pack.district,)
        if audience.codes:
            level = Level(atlas.know.levels[codes[0]])
        owed = surely_worse(atlas, audience, level, codes)
        found += len(owed)
        told = {indicator.block for indicator in figures(atlas, briefing)}
        assert owed <= told, (briefing.said, owed - told)
    assert found > len(briefings)


def test_does_the_closing_draw_on_the_gaps_that_were_told(proposed):
    atlas, briefings = proposed
    seen = 0
    for briefing in briefings:
        gaps = [s for s in briefing.screens if s.kind == "gap"]
        labels = [s.title.casefold() for s in gaps]
        for screen in (s for s in briefing.screens if s.kind == "closing"):
            seen += 1
            assert screen.id == "closing"
            assert not screen.indicator
            rows = [row[1].partition(": ")[2].casefold() for row in screen.table.rows]
            assert 2 <= len(rows) <= len(gaps)
            told = [next(label for label in labels if row.startswith(f"{label}, ")) for row in rows]
            assert told == [label for label in labels if label in told], briefing.order
            assert re.search(r"\((\d{4} to )?\d{4}\)\.$", screen.headline), screen.headline
            assert f" in these {len(rows)} figures (" in screen.headline, screen.headline
            dates = [atlas.newest(s.indicator, Level(s.level)).period.label for s in gaps]
            assert all(any(when in row[1] for when in dates) for row in screen.table.rows)
    assert seen > len(briefings) // 2


def test_are_the_people_of_the_closing_those_of_each_gap_alone(atlas):
    town, ward = (screen_of(atlas, Audience(codes), "closing", TODAY) for codes in ((), (DALLOW,)))
    count = atlas.lenses("overcrowding", Level.WARD).people.value
    people = f"{count:,.0f} fewer households with too few bedrooms"
    assert dict(town.table.rows)[people] == (
        "Homes: too few bedrooms, to the level of the best wards (5.3%), 21 March 2021."
    )
    view = atlas.newest("overcrowding", Level.WARD)
    own, england = view.figures[DALLOW], view.benchmark(Level.COUNTRY).value
    count = own.denominator * (own.value - england) / 100
    people = f"{count:,.0f} fewer households with too few bedrooms"
    text = dict(ward.table.rows)[people]
    assert text == "Homes: too few bedrooms, to England’s level (4.4%), 21 March 2021."
    assert ward.headline == (
        f"With {people} and 3 more gaps closed, Dallow ward would be at England’s level in these "
        "4 figures (2021 to 2024)."
    )


def test_does_the_figure_that_leads_a_block_on_home_lead_it_here_where_it_is_as_sure(atlas):
    ward = Level.WARD
    picks = [("never_worked", ward), ("overcrowding", ward), ("employment_deprivation", ward)]
    assert led(atlas, picks) == [picks[2], picks[0], picks[1]]  # the block keeps its place
    assert led(atlas, picks[:2]) == picks[:2]
    for audience in (Audience(), Audience((DALLOW,)), Audience(principle=3)):
        names = [name for name, _ in picked(atlas, audience, TODAY)]
        assert "employment_deprivation" in names
        assert not {"never_worked", "unemployment"} & set(names)


def test_is_where_people_live_told_of_what_touches_most(atlas):
    order = propose(atlas, Audience(), TODAY).order
    assert "where.children_income_deprivation.ward" in order  # before 126 homes without heating


def test_is_a_closing_that_counts_nobody_refused_in_words(atlas):
    with pytest.raises(BriefingError, match="cannot be counted in people here"):
        together(atlas, Audience(), [("park_distance", Level.WARD)])  # a mean counts nobody


def test_are_blocks_and_subjects_kept_in_mind_as_they_are_told(catalogue):
    whole, themed = Told(catalogue, whole=True), Told(catalogue, whole=False)
    for told, other_subject_of_block in ((whole, False), (themed, True)):
        assert told.opens("overcrowding")
        told.add("overcrowding")
        assert not told.is_new("overcrowding")
        assert told.opens("private_renting") == other_subject_of_block  # homes too
        assert told.is_new("private_renting")
        assert told.opens("unemployment")
        told.add("unemployment")
        assert not told.is_new("claimant_rate")  # both of being out of work


def test_are_safety_learning_and_air_told_of_dallow(atlas):
    names = [name for name, _ in picked(atlas, Audience((DALLOW,)), TODAY)]
    blocks = [atlas.pack.catalogue.indicators[name].block for name in names]
    assert set(blocks) == set(atlas.pack.catalogue.blocks) - {CONTEXT}


BEFORE = [
    "setting",
    "gap.older_income_deprivation.ward",
    "gap.overcrowding.ward",
    "gap.never_worked.ward",
    "where.older_income_deprivation.ward",
    "tenths.life_expectancy_male.district",
    "better",
    "trend.claimant_rate.district",
    "unknown",
    "closing.older_income_deprivation.ward",
]


def test_do_links_and_files_of_before_open_the_screens_that_they_opened(atlas):
    proposed = propose(atlas, Audience(), TODAY)
    order, notices = from_params(atlas, {"show": ",".join(BEFORE), "pin": BEFORE[-1]})
    assert not notices
    found, notices = arrange(atlas, proposed, TODAY, order=order.screens, pinned=order.pinned)
    assert (list(found.order), found.pinned, notices) == (BEFORE, (BEFORE[-1],), ())
    again, notices = open_briefing(atlas, save(found, TODAY), TODAY)
    assert (list(again.order), notices) == (BEFORE, ())
    assert again.screens[-1].headline.startswith("For every ward to be at the level of the best")


def test_does_the_rule_say_which_of_the_two_ways_is_gone():
    assert rule_of(Audience()).startswith("Each building block")
    assert rule_of(Audience(principle=3)).startswith("About one principle or group")
    assert "index of disparity" in rule_of(Audience())
    assert "worse side of England" in rule_of(Audience((DALLOW,)))
