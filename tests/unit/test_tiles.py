"""Which figure speaks for a building block, how does it stand, and what is said in one minute?"""

import re
from dataclasses import replace
from datetime import date

import pandas as pd
import pytest

from het_geo.atlas.changed import Changed
from het_geo.atlas.leads import RULE, lead_of, leads
from het_geo.atlas.tiles import Tile, tiles_of
from het_geo.compare import Verdict
from het_geo.figures import Status
from het_geo.geography import Level, area_label
from het_geo.pictures.tile_strip import strip_of
from het_geo.sentences.about import strip_key
from het_geo.sentences.changed import ONE_IN_TWENTY
from het_geo.sentences.minute import minute_of, standing
from het_geo.sentences.parts import when
from het_geo.sentences.tiles import NONE_EARLIER, around, change_told, rule_said, tile_words
from het_geo.trends.change import Reading, Run, change

TODAY = date(2026, 11, 29)
BLOCKS = ["homes", "learning", "work", "money", "community", "air", "care"]
DALLOW, WIGMORE = "E05014741", "E05014754"


def test_has_every_area_of_every_level_the_seven_tiles_of_its_level(atlas, luton):
    for level in (Level.WARD, Level.LSOA, Level.MSOA):
        held = leads(atlas, Level.LSOA if level == Level.MSOA else level)  # MSOAs are summed
        for code in luton.codes(level):
            tiles = tiles_of(atlas, code)
            assert [tile.block.id for tile in tiles] == BLOCKS
            own = {t.block.id: t.view.indicator.id for t in tiles if t.view}
            assert own == {block: view.indicator.id for block, view in held.items()}


def test_does_the_whole_place_have_the_tiles_of_its_wards(atlas):
    own = [tile.view.indicator.id for tile in tiles_of(atlas)]
    ward = [tile.view.indicator.id for tile in tiles_of(atlas, DALLOW)]
    assert own == ward
    assert {tile.areas.level for tile in tiles_of(atlas)} == {Level.WARD}


def test_does_the_key_of_strips_name_no_line_that_is_not_drawn(atlas, luton):
    for code in ("", *luton.codes(Level.WARD)[:3], *luton.codes(Level.LSOA)[:3], "E02003274"):
        drawn = [(tile, strip) for tile in tiles_of(atlas, code) if (strip := strip_of(tile))]
        assert [tile.line != "" for tile, _ in drawn] == [strip.beside != "" for _, strip in drawn]
        lines = {tile.line for tile, _ in drawn}
        key = strip_key(lines, own=bool(code))
        assert {name for name in ("England", "Luton") if name in key} == lines - {""}
        assert ("where it has a figure" in key) == ("" in lines)
    assert strip_key([""], own=False) == "In each strip a dot is an area."


def test_is_what_a_tile_says_a_whole_sentence_where_lines_stand_in_a_row(atlas, luton):
    for code in ("", *luton.codes(Level.WARD)[:4], *luton.codes(Level.LSOA)[:4], "E02003274"):
        for tile in tiles_of(atlas, code):
            said = tile_words(tile, TODAY)
            assert not said.age[:1].islower()
            if said.written:
                assert not said.sentence[0].islower()
                phrase = " ".join(filter(None, (said.before, said.written, said.about)))
                assert said.sentence == f"{phrase}."


def test_says_every_tile_of_which_time_it_is_and_what_changes_how_it_is_read(atlas, luton):
    """Where the figure stands, whether it can be compared with anything or not."""
    told = set()
    for code in ("", *luton.codes(Level.WARD)[:4], *luton.codes(Level.LSOA)[:4], "E02003274"):
        for tile in tiles_of(atlas, code):
            said = tile_words(tile, TODAY)
            if said.written:
                caveats = [c.beside for c in tile.view.caveats if c.beside]
                assert said.about.endswith(", ".join([when(tile.view), *caveats]))
                told |= {*caveats}
    assert told == {"visitors and workers not counted"}


def test_has_every_caveat_that_a_sentence_tells_its_few_words_for_a_tile(catalogue):
    told = [caveat for caveat in catalogue.caveats.values() if caveat.told]
    assert len(told) > 2
    for caveat in catalogue.caveats.values():
        assert bool(caveat.beside) == bool(caveat.told), caveat.id
        assert len(caveat.beside.split()) < 7


@pytest.mark.parametrize(("ends", "limits", "breaks", "said"), [
    ((22.3, 21.1), 1.5, (), "22.3% on 27 March 2011; the change may be chance."),
    ((10.9, 12.2), 0.2, (), "10.9% on 27 March 2011 and has risen by more than chance."),
    ((12.2, 10.9), 0.2, (), "12.2% on 27 March 2011 and has fallen by more than chance."),
    ((12.2, 12.2), 0.2, (), "12.2% on 27 March 2011."),
    ((12.2, 10.9), 0.2, ("a break",),
     "12.2% on 27 March 2011 and has fallen by more than chance. Compare with care."),
])  # fmt: skip
def test_is_what_a_tile_says_of_before_one_sentence(ends, limits, breaks, said, catalogue):
    indicator = catalogue.indicators["overcrowding"]
    own = [Reading(value, value - limits, value + limits) for value in ends]
    periods = (indicator.periods[0], indicator.periods[-1])
    made = Changed(periods, change(*own), Run(), False, False, breaks=breaks)
    assert change_told(indicator, catalogue.unit_of(indicator), made) == f"The figure was {said}"


def test_says_a_tile_without_an_earlier_figure_so_in_a_sentence(catalogue):
    indicator = catalogue.indicators["overcrowding"]
    said = change_told(indicator, catalogue.unit_of(indicator), None)
    assert said == NONE_EARLIER == "No earlier figure."


def test_is_a_figure_of_every_indicator_one_phrase_with_what_stands_around_it(catalogue):
    begun = 0
    for indicator in catalogue.indicators.values():
        before, after = around(indicator)
        said = " ".join(filter(None, (before, "{value}", after)))
        assert said.casefold() == indicator.says.casefold()
        assert before or after, indicator.id
        assert not before[:1].islower()
        begun += bool(before)
    assert 0 < begun < len(catalogue.indicators)


def test_is_what_leads_plain_newest_and_compared(atlas, catalogue):
    """Every figure that would lead by one of the rule's own steps loses by an earlier one."""
    for level in (Level.WARD, Level.LSOA, Level.MSOA):
        found = leads(atlas, level)
        views = [atlas.newest(name, level) for name in atlas.newest_views(level)]
        for block in BLOCKS:
            own = [v for v in views if v.indicator.block == block and plain_by_hand(v)]
            best = min(own, key=rank_by_hand, default=None)  # the first of those alike, as listed
            lead = found.get(block)
            assert (lead and lead.indicator.id) == (best and best.indicator.id), (level, block)


def test_do_the_steps_of_the_rule_decide_between_figures_held(atlas):
    """The law above is tried by what is held: without one of its steps another would lead."""
    views = [atlas.newest(n, Level.WARD) for n in atlas.newest_views(Level.WARD)]
    held = leads(atlas, Level.WARD)

    def led(may, order):
        own = {b: [v for v in views if v.indicator.block == b and may(v)] for b in BLOCKS}
        return {b: min(some, key=order).indicator.id for b, some in own.items() if some}

    now = led(plain_by_hand, rank_by_hand)
    assert now == {block: view.indicator.id for block, view in held.items()}
    assert led(lambda v: True, rank_by_hand) != now  # any kind, any people
    assert led(plain_by_hand, lambda v: rank_by_hand(v)[1]) != now  # newest, compared or not


def plain_by_hand(view):
    """Return whether a figure is plain, of a direction, of enough people, and mostly known."""
    kinds = {"proportion", "rate", "dsr", "mean", "concentration", "distance", "modelled"}
    rows = view.table.to_dict("records")
    could = [row for row in rows if row["status"] != "no_neighbourhood"]
    held = [row for row in could if row["value"] == row["value"]]
    if view.indicator.kind not in kinds or view.indicator.polarity == 0:
        return False
    if not could or len(held) < 0.8 * len(could):
        return False
    place = view.benchmark(Level.DISTRICT).value
    return pd.notna(place) and all(row["denominator"] >= 100 for row in held)


def rank_by_hand(view):
    """Return by which a figure leads: how it can be compared, then how new it is."""
    rows = [row for row in view.table.to_dict("records") if row["value"] == row["value"]]
    limits = sum(row["lower"] == row["lower"] and row["upper"] == row["upper"] for row in rows)
    sure = limits >= 0.8 * len(rows)
    country, place = (view.benchmark(level).value for level in (Level.COUNTRY, Level.DISTRICT))
    ways = (sure and pd.notna(country), bool(view.indicator.references), sure and pd.notna(place))
    return [*ways, True].index(True), -view.period.end.toordinal()


@pytest.mark.parametrize(
    ("change", "speaks"),
    [
        ({}, True),
        ({"kind": "score"}, False),
        ({"kind": "rank"}, False),
        ({"polarity": 0}, False),
    ],
)
def test_does_only_a_plain_figure_with_a_direction_speak(change, speaks, atlas, catalogue):
    view = atlas.newest("overcrowding", Level.WARD)
    made = replace(view, indicator=replace(view.indicator, **change))
    assert (lead_of([made], catalogue.leads[RULE]) is not None) == speaks


def test_is_the_rule_told_as_the_catalogue_has_it(catalogue):
    rule = catalogue.leads[RULE]
    said = rule_said(replace(rule, people=250, compared=("guideline", "none")))
    assert "at least 250 people" in said
    assert (
        "the newest that can be compared with a guideline; if there is none, with nothing" in said
    )
    assert "England" not in said


@pytest.mark.parametrize(
    ("people", "speaks"),
    [(100.0, True), (99.0, False), (float("nan"), False)],  # the rule asks for 100
)
@pytest.mark.parametrize("areas", [1, 20])
def test_does_a_figure_of_few_or_of_nobody_knows_how_many_not_speak(
    people, speaks, areas, atlas, catalogue
):
    view = atlas.newest("overcrowding", Level.WARD)
    table = view.table.copy()
    table.loc[table.index[:areas], "denominator"] = people
    made = lead_of([replace(view, table=table)], catalogue.leads[RULE])
    assert (made is not None) == speaks


def test_does_a_compared_figure_speak_before_a_newer_one_that_is_not(atlas, catalogue):
    old = atlas.newest("overcrowding", Level.WARD)
    newer = replace(old.period, id="made up", end=date(2025, 12, 31))
    bare = old.table.assign(lower=float("nan"), upper=float("nan"))
    own = replace(old.indicator, id="made_up")
    rule = catalogue.leads[RULE]
    unsure = replace(old, indicator=own, period=newer, table=bare)
    sure = replace(old, indicator=own, period=newer)
    assert lead_of([old, unsure], rule).indicator.id == "overcrowding"
    assert lead_of([old, sure], rule).indicator.id == "made_up"


def test_does_a_tile_stand_as_its_margins_say(atlas):
    homes, *_, air, care = tiles_of(atlas, DALLOW)
    assert homes.verdict == Verdict.WORSE  # 19.6 to 22.6 %, England 4.4 %
    assert air.verdict == Verdict.NOT_COMPARED
    assert air.above_guideline  # 13.3 µg/m³ against 10
    assert care.verdict == Verdict.LOWER  # follows age: never better


def test_does_a_tile_say_figure_standing_both_lenses_and_change(atlas):
    homes, *_, air, _ = [tile_words(tile, TODAY) for tile in tiles_of(atlas, DALLOW)]
    assert f"{homes.written} {homes.about}" == (
        "21.1% of households had too few bedrooms on 21 March 2021"
    )
    assert homes.age == "Over 5 years old"  # 5 years and 8 months
    assert homes.standing == "▲ Higher than England (4.4%): worse"
    # 21.1 - 4.4; 21.1 / 4.4
    assert homes.lenses == "16.7 percentage points higher, 4.8 times as high"
    assert homes.change == "The figure was 22.3% on 27 March 2011; the change may be chance."
    assert homes.strip == "20 wards: 4.9% to 28.8%; Luton 12.2%"
    assert "Luton" not in tile_words(tiles_of(atlas)[0], TODAY).strip
    assert air.standing == "▲ Above the WHO’s 2021 guideline (10.0 µg/m³)"
    assert air.lenses.startswith("3.3 µg/m³ higher")  # than the guideline: 13.3 - 10


def test_does_a_block_without_a_figure_say_so_and_whom_to_ask(atlas, catalogue):
    homes = catalogue.blocks["homes"]
    for level, ask in (
        (Level.DISTRICT, "public-health team"),
        (Level.WARD, "public-health team"),
        (Level.LSOA, "Its ward may have one"),
        (Level.MSOA, "Its ward may have one"),
    ):
        said = tile_words(Tile(homes, DALLOW, level=level), TODAY)
        assert said.written == ""
        assert ask in said.about
    view = atlas.newest("overcrowding", Level.WARD)
    gone = view.table.assign(value=float("nan"), status="suppressed")
    said = tile_words(Tile(homes, DALLOW, replace(view, table=gone)), TODAY)
    assert said.written == ""
    assert said.about.endswith("Whom to ask: Office for National Statistics.")
    assert "withheld" in said.about.lower()


def test_do_wards_that_no_neighbourhood_fits_keep_no_other_from_its_figure(atlas, catalogue):
    view = atlas.newest("overcrowding", Level.WARD)
    bare = view.table.index[1:]  # all wards but one, as in the Isles of Scilly
    table = view.table.copy()
    table.loc[bare, ["value", "lower", "upper", "denominator"]] = float("nan")
    table.loc[bare, "status"] = Status.NO_NEIGHBOURHOOD
    made = replace(view, table=table)
    assert lead_of([made], catalogue.leads[RULE]) is made
    said = tile_words(Tile(catalogue.blocks["homes"], bare[0], made), TODAY)
    assert said.about.endswith("Its profile names the neighbourhoods that it lies in.")


@pytest.mark.parametrize("level", [Level.WARD, Level.LSOA, Level.MSOA, Level.DISTRICT])
def test_is_a_minute_three_sentences_that_say_best_fit_once_at_most(level, atlas, luton):
    for code in luton.codes(level)[:25]:
        own = "" if level == Level.DISTRICT else code
        minute = minute_of(tiles_of(atlas, own), area_label(luton.areas, code), TODAY)
        assert len(set(minute.say)) == len(minute.say)
        assert len(minute.say) == 3
        assert " ".join(minute.say).count("best fit") <= 1
        assert minute.unknown


def test_does_the_minute_say_what_is_worse_and_what_is_better(atlas, luton):
    dallow = standing(tiles_of(atlas, DALLOW), "Dallow ward")
    wigmore = standing(tiles_of(atlas, WIGMORE), "Wigmore ward")
    assert dallow == (
        "In Dallow ward, one figure speaks for each of the seven building blocks, and four of "
        "these seven can be judged against England’s. All four are worse: homes, learning, work "
        "and money."
    )
    assert wigmore == (
        "In Wigmore ward, one figure speaks for each of the seven building blocks, and four of "
        "these seven can be judged against England’s. It is better for work and money, and similar "
        "for homes. For learning it is better in “No qualifications”, but worse in its one other "
        "figure."
    )


def test_are_figures_that_all_stand_alike_told_of_together(atlas, luton):
    told = set()
    for code in (*luton.codes(Level.WARD), *luton.codes(Level.LSOA)):
        said = standing(tiles_of(atlas, code), "here")
        ways = {
            way for way in ("worse", "better", "similar", "not to be told apart") if way in said
        }
        one_way = len(ways) == 1 and "one of these seven" not in said and " For " not in said
        together = re.search(r"\. (All \w+|Both) are (worse|better|similar): ", said)
        assert bool(together) == (one_way and ways != {"not to be told apart"}), said
        told |= ways if together else set()
    assert "worse" in told


@pytest.mark.parametrize("level", [Level.WARD, Level.LSOA, Level.DISTRICT])
def test_does_what_is_said_of_a_figure_name_the_figure_and_not_its_block(level, atlas, luton):
    blocks = {block.label for block in luton.catalogue.blocks.values()}
    for code in luton.codes(level)[:12]:
        tiles = tiles_of(atlas, "" if level == Level.DISTRICT else code)
        minute = minute_of(tiles, "here", TODAY)
        held = {tile.view.indicator.label for tile in tiles if tile.view}
        for line in (*minute.changed, *minute.unknown):
            lead, _, said = line.partition(": ")
            if re.match(r"(it|there is) ", said):
                assert {*lead.split("; ")} <= held - blocks, line


def test_is_what_follows_age_neither_judged_nor_counted_in_the_minute(atlas, luton):
    for code in luton.codes(Level.LSOA):
        tiles = tiles_of(atlas, code)
        assert "health and care" not in standing(tiles, "here")
        assert not any("health was bad" in line for line in minute_of(tiles, "here", TODAY).say)


def test_is_a_figure_that_is_written_as_its_guideline_just_beside_it(atlas):
    *_, air, _ = tiles_of(atlas, DALLOW)
    for value, said in (
        (10.0, "● At the WHO"),
        (10.04, "▲ Just above the WHO"),
        (10.06, "▲ Above the WHO"),
        (9.94, "▼ Below the WHO"),
    ):
        made = replace(air, figure=air.figure._replace(value=value))
        assert tile_words(made, TODAY).standing.startswith(said)


@pytest.mark.parametrize(("more", "margin", "said"), [
    (0.025, 0.005, "▲ Just higher than England (4.4%): worse"),  # 4.372 and 4.397: both 4.4
    (-0.01, 0.005, "▼ Just lower than England (4.4%): better"),  # 4.362
    (0.2, 0.005, "▲ Higher than England (4.4%): worse"),  # 4.572: 4.6
    (0.01, 0.1, "● Similar to England (4.4%)"),  # 4.282 to 4.482
])  # fmt: skip
def test_is_a_figure_that_is_written_as_england_s_just_beside_it(atlas, more, margin, said):
    """Made up: a ward's figure so near England's, with such margins."""
    homes, *_ = tiles_of(atlas, DALLOW)
    value = homes.comparison.benchmark.value + more
    ends = {"lower": value - margin, "upper": value + margin}
    made = replace(homes, figure=homes.figure._replace(value=value, **ends))
    assert tile_words(made, TODAY).standing == said


def test_is_the_warning_of_chance_said_wherever_a_change_is_beyond_it(atlas, luton):
    for code in luton.codes(Level.WARD):
        changed = minute_of(tiles_of(atlas, code), "here", TODAY).changed
        beyond = any("more than chance" in line for line in changed)
        assert (changed[-1] == ONE_IN_TWENTY) == beyond


def test_is_what_is_worse_by_most_said_first(atlas, luton):
    luton_says = minute_of(tiles_of(atlas), "Luton", TODAY).say
    assert "12.2% of households" in luton_says[1]  # 2.8 times England's
    assert "36.5% of people lived in income-deprived" in luton_says[2]  # 1.6 times
