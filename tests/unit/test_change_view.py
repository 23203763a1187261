"""Is the change of a place's areas mapped, tabled and said by one rule, and where none may be?"""

import csv
import io
import json
from dataclasses import replace
from xml.etree import ElementTree

import numpy as np
import pytest

from het_geo.atlas.change_view import change_view, earlier_period, earlier_periods
from het_geo.atlas.changed import changed_of
from het_geo.atlas.choice import levels_of
from het_geo.atlas.over_time import ADVISED_AGAINST
from het_geo.atlas.reading import newest_view, view_of
from het_geo.atlas.resolve import resolve
from het_geo.catalogue.periods import WITH_CARE
from het_geo.catalogue.records import PLAIN_KINDS
from het_geo.geography import Level
from het_geo.phrases import small
from het_geo.pictures.change_values import (
    ALIKE,
    BETTER_SIDE,
    WORSE_SIDE,
    change_legend,
    change_values,
    colour,
)
from het_geo.pictures.choropleth import change_choropleth
from het_geo.pictures.legend import CHANCE, NONE
from het_geo.render.change_table import change_csv, change_geojson, change_table
from het_geo.sentences.change_view import (
    change_headline,
    change_notes,
    change_statement,
    most_moved,
    step_said,
    sure_said,
    tally,
    why_no_map,
)
from het_geo.sentences.changed import what_changed
from het_geo.sentences.headlines import place
from het_geo.trends.change import Sureness

DALLOW, BISCOT = "E05014741", "E05014737"
HIGH_TOWN, VAUXHALL = "E05014743", "E05014753"


def change_of(luton, indicator, level=Level.WARD, period=None):
    view = (
        view_of(luton, indicator, level, period) if period else newest_view(luton, indicator, level)
    )
    return change_view(luton, view)


@pytest.fixture(scope="module")
def rooms(luton):
    return change_of(luton, "overcrowding")


def test_is_each_area_s_change_that_of_its_own_line(luton):
    for indicator, level in (("overcrowding", Level.WARD), ("claimant_rate", Level.LSOA)):
        found = change_of(luton, indicator, level)
        view = found.view
        for code, own in list(found.changes.items())[:20]:
            line = changed_of(luton, view.indicator, view.period, code)
            assert line.periods[0] == found.earlier
            assert own == line.whole


@pytest.mark.parametrize(
    ("indicator", "level", "earlier", "sure", "chance", "unknown"),
    [
        ("overcrowding", Level.WARD, "27 March 2011", 11, 9, 0),
        ("no2", Level.WARD, "2018", 0, 0, 20),  # a model's estimates
        ("claimant_rate", Level.WARD, "2013", 19, 1, 0),
    ],
)
def test_how_sure_are_the_changes(luton, indicator, level, earlier, sure, chance, unknown):
    found = change_of(luton, indicator, level)
    assert found.earlier.label == earlier
    counts = [len(found.of(one)) for one in (Sureness.SURE, Sureness.CHANCE, Sureness.UNKNOWN)]
    assert counts == [sure, chance, unknown]
    assert bool(unknown) == any("We cannot say" in note for note in change_notes(found))


def test_is_no_break_crossed_and_no_change_told_where_none_may_be(luton):
    none = 0
    for name in luton.periods_held:
        own = luton.catalogue.indicators[name]
        for level in levels_of(luton, name):
            view = newest_view(luton, name, level)
            earlier = earlier_period(luton, view)
            if earlier is None:
                none += 1
                why = why_no_map(luton, view)
                assert why.endswith(".")
                assert "no change is " in why.lower()
                assert change_view(luton, view) is None
                continue
            assert own.kind not in PLAIN_KINDS
            assert ADVISED_AGAINST not in own.caveats
            words = {b.kind.word for b in own.breaks_between(earlier, view.period, str(level))}
            assert words <= {WITH_CARE}
    assert none > 100


@pytest.mark.parametrize(
    ("indicator", "level", "period", "why"),
    [
        ("bad_health", "ward", "", "No change is shown: 21 March 2021 is the only period held."),
        ("overcrowding", "ward", "2011",
         "No change is shown: 27 March 2011 is the first period held."),
        ("imd_rank", "lsoa", "", "No change is shown: ranks cannot be taken from one another."),
        ("fuel_poverty_lihc", "ward", "",
         "No change is shown: the publisher advises against it for areas so small."),
        ("population", "ward", "",
         "No change is shown of counts: they follow how many people or homes there are."),
    ],
)  # fmt: skip
def test_why_is_no_change_shown(luton, indicator, level, period, why):
    choice, _ = resolve(luton, {"indicator": indicator, "level": level, "period": period})
    view = view_of(luton, indicator, Level(level), choice.period)
    assert change_view(luton, view) is None
    assert why_no_map(luton, view) == why


def test_is_a_break_the_reason_where_one_lies_between(luton):
    view = newest_view(luton, "households_deprived", Level.WARD)
    assert earlier_periods(luton, view) == []
    assert "earlier figures are not comparable" in why_no_map(luton, view)


def test_what_is_said_of_an_area_and_of_all(luton, rooms):
    assert step_said(rooms, DALLOW) == (
        "from 22.3% to 21.1%: 1.2 percentage points lower; may be chance"
    )
    assert sure_said(rooms, BISCOT) == "more than chance, and better"  # it fell
    line = changed_of(luton, rooms.view.indicator, rooms.view.period, DALLOW)
    own = small(what_changed(rooms.view, line))
    where = place(rooms.view, DALLOW)
    assert change_headline(luton, rooms, DALLOW) == f"Too few bedrooms in {where}: {own}"
    assert tally(rooms) == (
        "Of 20 wards, it rose in 15 (10 by more than chance) and it fell in 5 "
        "(1 by more than chance)."
    )
    said = change_statement(luton, rooms, "", luton.catalogue)
    assert said.text.startswith("Too few bedrooms across Luton: it rose from 10.9%")
    assert tally(rooms) in said.text
    assert dict(said.receipt.numbers)["Wards: may be chance"] == "9"
    own = change_statement(luton, rooms, DALLOW, luton.catalogue)
    assert ("Dallow ward, 27 March 2011", "22.3% (95% interval 20.7% to 24.0%)") in (
        own.receipt.numbers
    )


def test_is_it_named_where_a_figure_rose_and_fell_most_by_more_than_chance(luton, rooms):
    sure = rooms.steps[rooms.of(Sureness.SURE)]
    assert (sure.max(), sure.min()) == (2.9, -3.3)
    assert sorted(sure.index[sure == sure.max()]) == [HIGH_TOWN, VAUXHALL]
    assert most_moved(rooms) == (
        "Of the changes by more than chance, it rose most in High Town ward and Vauxhall ward (2.9 "
        "percentage points higher, 1.2 times as high), and fell most in Biscot ward (3.3 "
        "percentage points lower, or 13% lower)."
    )
    air = change_of(luton, "no2")  # a model's estimates, without margins: all fell
    assert most_moved(air).startswith("It fell most in Dallow ward and Farley ward (6.2 µg/m³")
    alike = replace(air, steps=air.steps * 0 - 1.0)
    assert most_moved(alike).startswith("It fell most in 20 wards (")


@pytest.mark.parametrize("indicator", ["theft_from_the_person", "robbery"])
def test_is_no_change_that_may_be_chance_named_as_the_most(luton, indicator):
    found = change_of(luton, f"recorded_crime_{indicator}")
    said, sure = most_moved(found), found.of(Sureness.SURE)
    labels = {code: found.view.table.loc[code, "label"] for code in found.changes}
    assert {code for code, label in labels.items() if label in said} <= set(sure)
    assert bool(said) == bool(sure)


def test_do_colours_diverge_around_no_change_by_polarity(luton, rooms):
    assert colour(rooms, 0) == ALIKE
    assert [colour(rooms, side) for side in (1, 2, 3)] == list(WORSE_SIDE)
    assert [colour(rooms, side) for side in (-1, -2, -3)] == list(BETTER_SIDE)
    work = change_of(luton, "employment_rate", Level.DISTRICT)  # high is good, and it fell
    assert work.steps.iloc[0] < 0
    assert colour(work, -1) in WORSE_SIDE


@pytest.mark.parametrize(("indicator", "level"), [("overcrowding", "lsoa"), ("no2", "ward")])
def test_do_map_legend_picture_table_and_files_agree(luton, indicator, level):
    found = change_of(luton, indicator, Level(level))
    values, key = change_values(found), change_legend(found)
    codes = list(found.view.table.index)
    assert values["chance"].count("c") == len(found.of(Sureness.CHANCE))
    for i, code in enumerate(codes):
        assert values["colours"][int(values["classes"][i])] == colour(found, found.side(code))
    counts = [int(text.split()[0]) for text in values["legend"]["counts"]]
    assert sum(counts) == len(codes)
    assert bool(values["legend"]["chance"]) == bool(found.of(Sureness.CHANCE))
    svg = ElementTree.fromstring(f"<svg>{change_choropleth(luton, found).body}</svg>")
    fills = [node.get("fill") for node in svg.iter("path")]
    for row, count in zip(key.rows, counts):
        assert fills.count(row.fill) == count
    hatched = [node for node in svg.iter("g") if node.get("fill") == CHANCE]
    assert bool(hatched) == bool(found.of(Sureness.CHANCE))
    table, decimals = change_table(found)
    rows = {row["area_code"]: row for row in csv.DictReader(io.StringIO(change_csv(luton, found)))}
    assert set(rows) == set(table.index) == set(codes)
    shapes = json.loads(change_geojson(luton, found))["features"]
    suffix = found.view.unit.suffix
    for feature in shapes:
        own = feature["properties"]
        row, shown = rows[own["area_code"]], table.loc[own["area_code"]]
        assert float(row[f"difference{suffix}"]) == pytest.approx(own[f"difference{suffix}"])
        assert own[f"later{suffix}"] - own[f"earlier{suffix}"] == pytest.approx(
            own[f"difference{suffix}"]
        )
        assert row["how_sure"] == sure_said(found, own["area_code"])
        assert shown["Change"] == found.steps[own["area_code"]]
    assert ("95% from" in decimals) == (indicator == "overcrowding")
    assert "Note" not in table


def test_is_an_area_without_a_figure_left_out_with_the_reason(luton, rooms):
    view = rooms.view
    table = view.table.copy()
    table.loc[DALLOW, ["value", "lower", "upper", "least", "most"]] = np.nan
    table.loc[DALLOW, "status"] = "suppressed"
    found = change_view(luton, replace(view, table=table))
    assert list(found.why) == [DALLOW]
    assert found.why[DALLOW].startswith("no change: for 21 March 2021, ")
    assert step_said(found, DALLOW) == found.why[DALLOW]
    assert tally(found).endswith(" 1 has no change to tell.")
    shown, _ = change_table(found)
    assert shown.index[-1] == DALLOW
    assert shown.loc[DALLOW, "Note"].startswith("No change: for 21 March 2021")
    values = change_values(found)
    assert values["classes"][list(table.index).index(DALLOW)] == "m"
    assert values["legend"]["none"] == "No change to tell: 1 area"
    assert NONE in change_choropleth(luton, found).body
    assert change_csv(luton, found).count("no change: for") == 1


def test_is_what_is_shown_carried_in_the_link(luton):
    for asked, shown, notices in (
        ("change", "change", 0),
        ("", "figure", 0),
        ("gold", "figure", 1),
    ):
        choice, said = resolve(luton, {"of": asked})
        assert (choice.show, len(said)) == (shown, notices)
        assert choice.params.get("of", "") == ("change" if shown == "change" else "")
    assert "does not know, “gold”. Showing the figure instead." in said[0].text
