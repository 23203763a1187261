"""Does a briefing propose what can be said, one message a screen, short enough for a projector?"""

import re
from dataclasses import replace
from datetime import date
from itertools import product
from xml.etree import ElementTree

import pytest

from het_geo.atlas.choice import levels_of
from het_geo.briefing.audience import checked
from het_geo.briefing.model import LONGEST_HEADLINE, Audience
from het_geo.briefing.propose import cards_for, jump_screens, propose, screen_of
from het_geo.briefing.rule import picked
from het_geo.briefing.wording import fitting
from het_geo.compare import Verdict
from het_geo.errors import BriefingError, UnheldError
from het_geo.geography import Level
from het_geo.ranks import could_be
from tests.sampled import some

TODAY = date(2026, 3, 21)
DALLOW = "E05014741"
BAD = re.compile(r"\b(nan|inf|NaN|None)\b(?! of)|[{}]| {2}|\.\.(?!\.)| ,|\(\)")


@pytest.fixture(scope="module")
def dallow(atlas, journey):
    return propose(atlas, Audience((DALLOW,)), TODAY, journey=journey)


def audiences(pack):
    wards, small = pack.codes(Level.WARD), pack.codes(Level.LSOA)
    catalogue = pack.catalogue
    return [
        Audience(),
        *(Audience((ward,)) for ward in wards),
        Audience(tuple(wards)),
        Audience(tuple(wards[:2])),
        Audience((small[3],)),
        Audience(tuple(small[10:13])),
        Audience(tuple(small[:60])),
        *(Audience(principle=number) for number in catalogue.principles),
        *(Audience(subgroup=name) for name in catalogue.subgroups),
        Audience((wards[0],), principle=8),
        Audience((small[0],), subgroup="children"),
    ]


def check_screen(screen):
    assert 0 < len(screen.headline) <= LONGEST_HEADLINE, screen.id
    assert screen.headline[-1] in ".", (screen.id, screen.headline)
    texts = [screen.headline, screen.title, screen.source, screen.picture.says, *screen.notes]
    texts += [cell for row in screen.table.rows for cell in row]
    for text in texts:
        assert text == text.strip(), (screen.id, text)
        assert text, screen.id
        assert not BAD.search(text), (screen.id, text)
    assert all(len(row) == len(screen.table.header) for row in screen.table.rows), screen.id
    assert screen.source, screen.id
    assert screen.notes, screen.id
    ElementTree.fromstring(f"<svg>{screen.picture.body}</svg>")
    assert screen.picture.height > 0
    assert "nan" not in screen.picture.body


@pytest.mark.in_turn
def test_does_every_screen_of_every_audience_fit_a_projector(atlas):
    for audience in some(audiences(atlas.pack), 9, "a projector"):
        found = propose(atlas, audience, TODAY)
        assert 3 <= len(found.screens) <= 14, (audience, found.order)
        assert len(set(found.order)) == len(found.screens)
        assert found.order == found.proposed
        for screen in found.screens:
            check_screen(screen)


def test_is_the_briefing_of_luton_what_can_be_read_out(atlas, journey):
    town = propose(atlas, Audience(), TODAY, journey=journey)
    assert [(s.id, s.headline) for s in town.screens] == [
        ("setting", "Luton: 239,090 people on 30 June 2024. 32 figures can be judged "
         "against England’s: 27 are worse, 2 are similar and 3 are better."),
        ("gap.income_deprivation.ward", "In Beech Hill ward, the worst of 20 wards, 56.9% of "
         "people lived in income-deprived households in March 2024; in Wigmore ward, 15.1%, "
         "the higher 3.8 times the lower."),
        ("gap.overcrowding.ward", "In Beech Hill ward, the worst of 20 wards, 28.8% of "
         "households had too few bedrooms on 21 March 2021; in Wigmore ward, 4.9%, the higher "
         "5.9 times the lower."),
        ("gap.employment_deprivation.ward", "In Central ward, the worst of 20 wards, 24.2% of "
         "working-age people got benefits for being out of work, ill, disabled or caring in "
         "the year to March 2023; in Barnfield ward, 7.2%."),
        ("gap.no_qualifications.ward", "In Beech Hill ward, the worst of 20 wards, 31.6% of "
         "adults had no qualifications on 21 March 2021; in Barnfield ward, 15.1%, the higher "
         "2.1 times the lower."),
        ("gap.theft.ward", "Across Luton’s 20 wards, thefts and robberies ran at 8.1 to 53.7 "
         "per 1,000 residents and workers a year (2018 to 2024). No margin of error is known, "
         "so none is ranked."),
        ("gap.no2.ward", "Across Luton’s 20 wards, background nitrogen dioxide averaged 10.0 "
         "to 14.5 µg/m³ in 2023. No margin of error is known, so none is ranked."),
        ("tenths.life_expectancy_male.district", "Men born in Luton’s most deprived tenth can "
         "expect to live 7.6 years less than in its least deprived; counting all ten, the gap "
         "is 9.3 years (7.6 to 11.0), 2019 to 2021."),
        ("where.children_income_deprivation.ward", "Beech Hill ward, Challney ward, Farley "
         "ward and Biscot ward have 35% of Luton’s children in income-deprived families, and "
         "29% of all children (March 2024)."),
        ("better", "Luton: of 22 figures with a margin of error then and now, 6 changed for "
         "the better and 6 for the worse by more than chance; 10 may be chance."),
        ("trend.adult_obesity.district", "Adults with obesity, Luton. It was 27.0% in the year "
         "to November 2016, fell to 22.1% in the year to November 2018, then rose to 32.5% in the "
         "year to November 2025."),
        ("course", "Luton: of 22 draft measures, 1 is better and 1 is worse than at their "
         "baseline by more than chance; the other 20 are not surely better or worse (2021 to "
         "2026)."),
        ("unknown", "10 things that matter are not measured for wards here, such as life "
         "expectancy, and smoking, obesity and long-term illness."),
        ("closing", "With 39,201 fewer people in income-deprived households and 3 more gaps "
         "closed, every ward would be at the level of the best wards in these 4 figures (2021 "
         "to 2024)."),
    ]  # fmt: skip


def test_is_the_briefing_of_dallow_what_can_be_read_out(dallow):
    assert [(s.id, s.headline) for s in dallow.screens] == [
        ("setting", "Dallow ward: 10,174 people on 30 June 2024. All 13 figures that can be "
         "judged against England’s are worse."),
        ("gap.employment_deprivation.ward", "In Dallow ward, 17.0% of working-age people got "
         "benefits for being out of work, ill, disabled or caring in the year to March 2023: "
         "worse than England (13.4%), 1.3 times as high."),
        ("gap.overcrowding.ward", "In Dallow ward, 21.1% of households had too few bedrooms "
         "on 21 March 2021: worse than England (4.4%), 4.8 times as high."),
        ("gap.income_deprivation.ward", "In Dallow ward, 49.2% of people lived in "
         "income-deprived households in March 2024: worse than England (23.2%), 2.1 times as "
         "high."),
        ("gap.no_qualifications.ward", "In Dallow ward, 27.8% of adults had no qualifications "
         "on 21 March 2021: worse than England (18.1%), 1.5 times as high."),
        ("gap.theft.ward", "In Dallow ward, thefts and robberies ran at 17.8 per 1,000 "
         "residents and workers a year (2018 to 2024); in England, 13.2 per 1,000. No margin "
         "of error is known."),
        ("gap.patients_per_gp.ward", "In Dallow ward, there were 2,823 patients for each GP "
         "in November 2024; in England, 2,221 patients. No margin of error is known."),
        ("gap.no2_mean.ward", "In Dallow ward, background nitrogen dioxide averaged 14.0 "
         "µg/m³ (2021 to 2023); in England, 11.6 µg/m³. It is above the WHO’s 2021 guideline "
         "(10 µg/m³)."),
        ("where.children_income_deprivation.ward", "Children in low income (IDACI 2025), "
         "inside Dallow ward: from 63.1 in every 100 in Luton 019D (Dallow Road) to 80.6 in "
         "every 100 in Luton 019B (Dallow Road), March 2024."),
        ("course", "Luton as a whole: of 22 draft measures, 1 is better and 1 is worse than at "
         "their baseline by more than chance; the other 20 are not surely better or worse (2021 to "
         "2026)."),
        ("unknown", "10 things that matter are not measured for wards here, such as life "
         "expectancy, and smoking, obesity and long-term illness."),
        ("closing", "With 455 fewer households with too few bedrooms and 3 more gaps closed, "
         "Dallow ward would be at England’s level in these 4 figures (2021 to 2024)."),
    ]  # fmt: skip


def test_is_no_gap_of_the_place_shown_as_sure_that_cannot_be_told_apart(atlas):
    for audience in audiences(atlas.pack):
        if audience.codes:
            continue
        for name, level in picked(atlas, audience, TODAY):
            view = atlas.newest(name, level)
            screen = screen_of(atlas, audience, f"gap.{name}.{level}", TODAY)
            if level == Level.DISTRICT:
                continue  # the place beside England: no order of areas
            if not view.ranked:
                assert "worst" not in screen.headline
                assert "none is ranked" in screen.headline
                continue
            worst, best = (set(could_be(view.ranks[part])) for part in ("p_worst", "p_best"))
            assert not worst & best
            sure = f"{view.label(screen.areas[0])}, the worst of" in screen.headline
            assert sure == (worst == {screen.areas[0]})


def test_are_the_gaps_of_a_ward_surely_worse_than_england_or_said_not_to_be(atlas):
    for ward in atlas.pack.codes(Level.WARD):
        picks = picked(atlas, Audience((ward,)), TODAY)
        assert 3 <= len(picks) <= 7  # of seven building blocks
        worse = [atlas.newest(name, level).verdicts[ward] == Verdict.WORSE for name, level in picks]
        assert worse == sorted(worse, reverse=True), ward  # what is worse comes first


def test_do_pins_of_the_map_add_up(atlas, town):
    screen = next(s for s in town.screens if s.kind == "where")
    table = atlas.newest(screen.indicator, Level.WARD).table
    have, people = table["numerator"], table["denominator"]
    codes = list(screen.areas)
    share = have[codes].sum() / have.sum()
    assert f"{share:.0%}" in screen.headline
    assert f"{people[codes].sum() / people.sum():.0%}" in screen.headline
    assert share >= 1 / 3 > have[codes[:-1]].sum() / have.sum()


def test_do_the_bars_of_closing_add_up_to_its_headline(atlas):
    screen = screen_of(atlas, Audience(), "closing.older_income_deprivation.ward", TODAY)
    total = sum(float(row[1].replace(",", "")) for row in screen.table.rows)
    said = atlas.lenses(screen.indicator, Level.WARD).people.value
    assert total == pytest.approx(said, abs=0.5 * len(screen.table.rows))
    assert f"{said:,.0f}" in screen.headline


@pytest.mark.in_turn
def test_can_every_indicator_be_added_at_every_level(atlas):
    small = atlas.pack.codes(Level.LSOA)[0]
    first = {level: atlas.pack.codes(level)[0] for level in (Level.WARD, Level.MSOA, Level.LSOA)}
    first[Level.DISTRICT] = atlas.pack.district
    for name in some(atlas.pack.periods_held, 20, "every indicator"):
        for level in levels_of(atlas.pack, name):
            check_screen(screen_of(atlas, Audience(), f"gap.{name}.{level}", TODAY))
            check_screen(screen_of(atlas, Audience(), f"area.{name}.{first[level]}", TODAY))
    names = ("overcrowding", "level4_qualifications", "no2", "private_renting", "imd_rank")
    about = (Audience(), Audience((DALLOW,)), Audience((small,)))
    for kind, name, audience in some(
        product(("where", "trend", "closing"), names, about), 12, "screens added"
    ):
        level = levels_of(atlas.pack, name)[0]
        check_screen(screen_of(atlas, audience, f"{kind}.{name}.{level}", TODAY))
    for found in atlas.tenths():
        name = f"tenths.{found.own.indicator.id}.district"
        check_screen(screen_of(atlas, Audience((DALLOW,)), name, TODAY))
    check_screen(screen_of(atlas, Audience(), "closing.employment_rate.district", TODAY))
    check_screen(screen_of(atlas, Audience((DALLOW,)), "where.household_income.msoa", TODAY))


REFUSED = {
    "": "“” is no screen",
    "gap": "“gap” is no screen",
    "gap.overcrowding": "“gap.overcrowding” is no screen",
    "closing.overcrowding.ward.x": "“closing.overcrowding.ward.x” is no screen",
    "x" * 9999: f"“{'x' * 40}…” is no screen",
    "gap.overcrowding.country": "“country” is no kind of area",
    "where.overcrowding.E05014741": "“E05014741” is no kind of area",
    "gap.nothing.ward": "there is no indicator “nothing” in this pack",
    "area.nothing.E05014741": "there is no indicator “nothing” in this pack",
    "gap.household_income.ward": "“Household income” has no figures for wards",
    "area.overcrowding.E99": "there is no area “E99” in Luton",
    "area.overcrowding.E92000001": "there is no area “E92000001” in Luton",
    "setting.E99": "there is no area “E99” in Luton",
    "setting.E92000001": "there is no area “E92000001” in Luton",
    "tenths.life_expectancy_male.ward": "there are no tenths inside wards",
    "tenths.overcrowding.district": "“overcrowding” is not known by tenths here",
    "tenths.nothing.district": "“nothing” is not known by tenths here",
}


@pytest.mark.parametrize("name", REFUSED, ids=lambda name: name[:40])
def test_is_a_screen_that_there_is_not_refused_with_its_reason(atlas, name):
    with pytest.raises((BriefingError, UnheldError)) as caught:
        screen_of(atlas, Audience(), name, TODAY)
    assert str(caught.value) == REFUSED[name]


def test_is_an_audience_checked(atlas):
    small = atlas.pack.codes(Level.LSOA)[0]
    found, notices = checked(atlas, ["e05014741 ", DALLOW, "E99", small], 9, "nobody")
    assert found == Audience((DALLOW,))
    assert len(notices) == 4
    assert "E99" in notices[0]
    assert "neighbourhood" in notices[1]
    assert checked(atlas, [atlas.pack.district, DALLOW])[0] == Audience()
    with pytest.raises(BriefingError, match="E99"):
        propose(atlas, Audience(("E99",)), TODAY)


def test_is_there_a_screen_for_every_ward_to_jump_to(atlas):
    screens = jump_screens(atlas, Audience(), TODAY)
    names = [atlas.know.labels[code] for code in atlas.pack.codes(Level.WARD)]
    assert [s.headline.split(":")[0] for s in screens] == names
    assert len({s.id for s in screens}) == 20
    for screen in screens:
        check_screen(screen)


def test_can_every_ward_be_asked_about_on_a_gap_screen(atlas, town):
    cards = cards_for(atlas, town.screens[1], TODAY)
    assert {card.area.code for card in cards} == set(atlas.pack.codes(Level.WARD))
    assert cards[0].area.code == town.screens[1].areas[0]
    assert all(len(card.answers) == 8 for card in cards)
    assert cards_for(atlas, town.screens[0], TODAY) == ()


def test_are_answers_about_every_ward_worked_out_once_and_own_areas_told_first(atlas, town):
    """What one briefing has had worked out is what another one, about another ward, is given."""
    screen = town.screens[1]
    every = cards_for(atlas, screen, TODAY)
    first = every[3].area.code
    other = cards_for(atlas, replace(screen, areas=(first,)), TODAY)
    assert other[0].area.code == first
    assert {id(card.answers) for card in other} == {id(card.answers) for card in every}
    assert sorted(map(str, other)) == sorted(map(str, every))


def test_is_a_headline_that_does_not_fit_cut_at_a_word():
    assert fitting("a " * 120, "short") == "short"
    cut = fitting("word " * 60)
    assert len(cut) <= LONGEST_HEADLINE
    assert cut.endswith("word…")
