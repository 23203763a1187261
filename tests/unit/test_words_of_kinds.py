"""Has each kind of figure words of its own, and is what is misread without it told beside it?"""

import re
from dataclasses import replace
from datetime import date

import pytest

from het_geo.apart import NEAR, is_near_one
from het_geo.atlas.changed import changed_of
from het_geo.atlas.choice import Choice, levels_of, newest
from het_geo.atlas.comparison import WIDE, compare_area
from het_geo.atlas.reading import indicator_view
from het_geo.briefing.model import Audience
from het_geo.briefing.screens.gap import gap
from het_geo.compare import Verdict
from het_geo.geography import Level
from het_geo.phrases import roughly
from het_geo.sentences import guidelines, headlines
from het_geo.sentences.beside import comparison, stands
from het_geo.sentences.changed import what_changed
from tests.sampled import some

DALLOW = "E05014741"


def view_of(pack, name, level=None, compare="england"):
    level = level or levels_of(pack, name)[0]
    return indicator_view(pack, Choice(name, level, newest(pack, name, level).id, compare))


def changed(pack, name, level=Level.WARD, code=DALLOW):
    view = view_of(pack, name, level)
    return what_changed(view, changed_of(pack, view.indicator, view.period, code))


@pytest.mark.parametrize(
    ("name", "said"),
    [  # 19.5 (2018), 13.2 (2021), 13.3 (2023): 13.3 ÷ 19.5 = 0.682
        ("no2", "It fell from 19.5 µg/m³ in 2018 to 13.3 in 2023: 6.2 µg/m³ lower. That is a "
         "model’s estimate: about a third lower than in 2018, level since 2021. "),
        ("overcrowding", "It went from 22.3% (20.7 to 24.0) on 27 March 2011 to 21.1% (19.6 to "
         "22.6) on 21 March 2021: 1.2 percentage points lower. That may be chance, while in "
         "Luton as a whole it rose from 10.9% to 12.2%, more than chance."),
        ("claimant_rate", "It was 5.1 in every 100 in 2013, fell to 2.3 in 2016, rose to 10.6 in "
         "2021, then fell to 8.2 in 2022: 3.1 per 100 higher than in 2013, 1.6 times as high. "),
    ],
)  # fmt: skip
def test_is_what_changed_in_dallow_told_as_it_ran(luton, name, said):
    assert changed(luton, name).startswith(said)


@pytest.mark.parametrize(
    ("ratio", "near"), [(1.0, True), (1.14, True), (0.88, True), (NEAR, False), (1 / NEAR, False)]
)
def test_is_a_ratio_said_that_adds_something(ratio, near):
    assert is_near_one(ratio) == near


def test_is_no_ratio_said_anywhere_that_reads_as_one(luton):
    for name in some(luton.periods_held, 25, "no ratio of one"):
        view = view_of(luton, name)
        for code in ("", *view.table.index[:6]):
            said = headlines.headline(view, code)
            assert not re.search(r"\b1\.[01]\d? times|or ([1-9]|1[0-2])% ", said), said


@pytest.mark.parametrize(("half", "wide"), [(1.0, False), (1.2, True)])
def test_is_a_wide_margin_not_called_similar(luton, half, wide):
    view = view_of(luton, "overcrowding", Level.WARD)  # England 4.372 %: half of it is 2.19
    found = next(c for c in compare_area(view, DALLOW) if c.benchmark.name == "England")
    found = replace(found, verdict=Verdict.SIMILAR, value=4.6, lower=4.6 - half, upper=4.6 + half)
    assert found.wide == (2 * half > WIDE * found.benchmark.value) == wide
    words = "cannot be told apart from" if wide else "is similar to"
    assert comparison(view, found) == (
        f"That {words} England (4.4%): 0.2 percentage points higher, within the margin of error."
    )
    assert stands(found) == ("not to be told apart from" if wide else "similar to")


def test_does_no_sentence_say_lower_and_lower(luton):
    for name in some(luton.periods_held, 25, "lower and lower"):
        view = view_of(luton, name)
        for code in view.table.index[:6]:
            said = headlines.headline(view, code)
            assert not re.search(r"(higher|lower) than [^.]*\): [^.]* (higher|lower)", said), said


def test_is_every_figure_with_a_caveat_to_tell_told_with_it(luton):
    told = {c.id: c.told for c in luton.catalogue.caveats.values() if c.told}
    assert "town centres look higher" in told["town_centre"]
    for name in some(luton.periods_held, 25, "caveats told"):
        view = view_of(luton, name)
        own = [caveat.told for caveat in view.caveats if caveat.told]
        for code in ("", *view.table.index[:2]):
            said = headlines.headline(view, code)
            assert [text for text in told.values() if text in said] == own, said


def test_is_every_score_told_in_words_of_its_own_direction(catalogue, luton):
    for indicator in catalogue.indicators.values():
        assert (indicator.kind == "score") == bool(indicator.than), indicator.id
    for name in ("housing_affordability", "connectivity"):
        view = view_of(luton, name, Level.WARD)
        for code in view.table.index:
            there = view.chosen.value
            higher, lower = view.indicator.than
            side = higher if view.value(code) > there else lower
            assert f"{side[0].upper()}{side[1:]} England (" in headlines.headline(view, code)


@pytest.mark.in_turn
def test_is_the_whole_place_told_beside_england(luton):
    assert headlines.headline(view_of(luton, "overcrowding", Level.WARD)).startswith(
        "Across Luton on 21 March 2021, 12.2% of households had too few bedrooms. That is worse "
        "than England (4.4%): 7.8 percentage points higher, 2.8 times as high. Luton’s wards "
        "(best fit) "
    )
    for name in luton.periods_held:  # whatever England has a figure of
        view = view_of(luton, name)
        england, own = view.benchmark(Level.COUNTRY), view.benchmark(Level.DISTRICT)
        plain = view.indicator.kind in ("count", "rank", "decile", "class")
        if own.value == own.value and england.value == england.value and not plain:
            assert " England (" in headlines.headline(view), name


@pytest.mark.parametrize("name", ["no2", "pm25", "no2_mean", "pm25_mean"])
def test_is_air_told_against_the_guideline_of_today(luton, name):
    view = view_of(luton, name, Level.WARD)
    line = view.indicator.references[0]
    assert line.label == "WHO’s 2021 guideline"
    said = headlines.headline(view)
    above = int((view.table["value"] > line.value).sum())
    counted = "All 20 wards are" if above == 20 else f"{above} of its 20 wards are"
    assert f"{counted} above the WHO’s 2021 guideline ({line.value:.0f} µg/m³)." in said
    assert "above the WHO’s 2021 guideline" in headlines.headline(view, DALLOW)


@pytest.mark.parametrize("name", ["no2", "pm25", "no2_mean", "pm25_mean"])
def test_is_no_figure_called_above_a_guideline_that_it_is_written_as(luton, name):
    """Such a figure is just above or below it, and no distance is written as none."""
    for level in (Level.WARD, Level.LSOA):
        view = view_of(luton, name, level)
        line = view.indicator.references[0]
        for code in view.table.index:
            value, said = view.value(code), guidelines.above_guideline(view, view.value(code))
            alike = f"{value:.1f}" == f"{line.value:.1f}" and value != line.value
            assert ("It is just " in said) == alike, (code, value)
            told = guidelines.guideline_statement(view, luton, code)
            assert told is None or not re.search(r"\b0\.0+ µg", told.text), (code, told.text)


@pytest.mark.parametrize("name", ["no2_2016", "particulates_2016"])
def test_does_an_older_guideline_stand_behind_that_of_today(luton, name):
    for level in (Level.WARD, Level.LSOA):
        view = view_of(luton, name, level)
        for code in ("", *view.table.index[:3]):
            said = headlines.headline(view, code)
            assert said.index("WHO’s 2021 guideline") < said.index("of an older guideline")
            assert "(not today’s)" in said


def test_are_ranks_and_tenths_places_in_an_order(luton):
    rank, tenth = (view_of(luton, name, Level.LSOA) for name in ("imd_rank", "imd_decile"))
    for code in rank.table.index[:20]:
        place = int(rank.value(code))
        assert re.search(
            rf"it ranked {place:,}(st|nd|rd|th) of 33,755", headlines.short(rank, code)
        )
        assert re.search(r"in the \d+(st|nd|rd|th) tenth", headlines.short(tenth, code))


@pytest.mark.parametrize(
    ("name", "denominator", "numerator", "said"),
    [
        ("overcrowding", 12.0, 3.0, " That makes 3 of 12 households."),
        ("overcrowding", 49.0, 20.0, " That makes 20 of 49 households."),
        ("overcrowding", 1200.0, 3.0, " That makes 3 of 1,200 households."),
        ("overcrowding", 50.0, 10.0, ""),
        ("overcrowding", 1200.0, 0.0, ""),
        ("ethnic_white_gypsy_or_irish_traveller", 1747.0, 1.0, ""),  # whom nobody need count
        ("recorded_crime_bicycle_theft", 2054.0, 1.0, " That makes 1 among 2,054 people."),
        # shared out between neighbourhoods of 2021: 3.75 of 1,112 and 0.25 of 1,112
        ("recorded_crime_bicycle_theft", 1112.0, 3.75, " That makes about 4 among 1,112 people."),
        ("recorded_crime_bicycle_theft", 1112.0, 0.25, ""),
    ],
)
def test_is_a_handful_told_by_its_count(luton, name, denominator, numerator, said):
    view = view_of(luton, name, Level.LSOA)
    value = numerator / denominator * view.unit.times
    found = view.figures[view.table.index[0]]._replace(
        value=value, numerator=numerator, denominator=denominator
    )
    start = headlines.stated(view, "In the made-up area", value)
    text = headlines.figure_headline(view, "In the made-up area", found)
    assert text.removeprefix(start) == said


@pytest.mark.parametrize(
    ("ratio", "said"),
    [(0.5, "half lower"), (0.76, "a quarter lower"), (0.71, "29% lower"), (1.32, "a third higher")],
)
def test_is_the_size_of_an_estimate_told_roughly(ratio, said):
    assert roughly(ratio, "higher", "lower", "high") == said


def test_has_a_speaker_the_change_of_a_gap_in_the_notes(atlas):
    for name, said in (("overcrowding", True), ("unemployment", False)):
        screen = gap(atlas, Audience(), name, Level.WARD, date(2026, 3, 21))
        notes = [note for note in screen.notes if note.startswith("Along deprivation, the gap")]
        assert len(notes) == said
        assert not said or "20.4 percentage points (95% interval 19.7 to 21.2)" in notes[0]
