"""Are two figures set against each other as they are, and only where they can be?"""

import csv
import io
import re
from dataclasses import replace
from datetime import date

import pytest

from het_geo.beside.two import (
    can_be_set,
    levels_of_both,
    periods_of_both,
    two_indicators,
    years_between,
)
from het_geo.beside.two_layout import (
    NEIGHBOURS,
    NOT_PERSONS,
    notes_said,
    said_of,
    two_picture,
    two_sections,
    two_statement,
    two_table,
)
from het_geo.catalogue.records import PLAIN_KINDS
from het_geo.correlation import Coefficient, Correlation, correlation
from het_geo.document import Drawing
from het_geo.document.table import Table
from het_geo.geography import Level
from het_geo.pictures.svg import PAPER, TELEPHONE
from het_geo.render.two import TWO_FORMATS

DALLOW = "E05014741"
DAY = date(2026, 3, 21)


@pytest.fixture(scope="module")
def two(atlas):
    return two_indicators(atlas, "overcrowding", "unemployment", Level.WARD, [DALLOW])


def test_is_what_is_said_that_of_the_figures_shown(atlas, two):
    x, y = (view.table["value"] for view in (two.one, two.other))
    assert two.found == correlation(x, y)
    rho = two.found.spearman
    assert said_of(two).startswith(
        "Over 20 wards, where “Too few bedrooms” is higher, “Unemployment” tends to be higher: "
        f"Spearman’s ρ {rho.value:.2f} (95% limits {rho.lower:.2f} to {rho.upper:.2f})"
    )


@pytest.mark.parametrize(
    ("rho", "told"),
    [
        (Coefficient(-0.6, -0.8, -0.2), "tends to be lower"),
        (Coefficient(0.3, -0.1, 0.6), "do not surely go together"),
        (Coefficient(0.0, -0.4, 0.4), "do not surely go together"),
    ],
)
def test_is_a_direction_told_only_where_limits_leave_none_other(two, rho, told):
    assert told in said_of(replace(two, found=Correlation(20, 0, rho, rho)))


def test_do_the_two_sentences_always_stand_with_it(atlas, two):
    catalogue, known = atlas.pack.catalogue, can_be_set(atlas)
    for name in known[::9]:
        for level in levels_of_both(atlas, "overcrowding", name)[:1]:
            found = two_indicators(atlas, "overcrowding", name, level, [])
            said = " ".join(notes_said(found, catalogue.subjects))
            none = bool(found.found.reason)
            assert (NEIGHBOURS in said, NOT_PERSONS in said) == (not none, not none)
            assert not re.search(r"nan|None|not available", said_of(found)), said_of(found)


def test_can_no_rank_tenth_class_or_count_be_set_nor_what_only_the_district_has(atlas):
    indicators = atlas.pack.catalogue.indicators
    known = can_be_set(atlas)
    assert {"overcrowding", "household_income", "park_distance"} <= set(known)
    assert not {indicators[name].kind for name in known} & set(PLAIN_KINDS)
    assert "healthy_life_expectancy_male" not in known
    assert "adult_obesity" not in known


def test_is_what_has_no_level_in_common_set_nowhere(atlas):
    assert levels_of_both(atlas, "overcrowding", "household_income") == []
    assert levels_of_both(atlas, "household_income", "universal_credit") == [Level.MSOA]


def test_is_a_figure_against_itself_not_told(atlas):
    found = two_indicators(atlas, "overcrowding", "overcrowding", Level.WARD, [])
    assert said_of(found).endswith("is not told: it is the same figure twice: choose another.")
    assert two_sections(found, atlas.pack.catalogue, DAY) == ()


def test_are_the_newest_periods_that_share_a_day_taken(atlas):
    census, air = periods_of_both(atlas, "overcrowding", "no2", Level.WARD)
    assert (census.label, air.label) == ("21 March 2021", "2021")  # though air of 2023 is held
    claims, newest = periods_of_both(atlas, "claimant_rate", "no2", Level.WARD)
    assert (claims.label, newest.label) == ("2021", "2021")  # claims end in 2022, air skips it


def test_is_what_is_far_apart_in_time_not_told_and_what_is_near_said(atlas):
    indicators = atlas.pack.catalogue.indicators
    told = {}
    for name in can_be_set(atlas):
        if Level.WARD in levels_of_both(atlas, "overcrowding", name):
            found = two_indicators(atlas, "overcrowding", name, Level.WARD, [])
            years = years_between(found.one.period, found.other.period)
            notes = " ".join(notes_said(found, atlas.pack.catalogue.subjects))
            told[name] = (years > 5, "more than five years apart" in said_of(found))
            assert ("not of one time" in notes) == (0 < years <= 5), indicators[name].id
    assert all(far == said for far, said in told.values())
    assert any(far for far, _ in told.values())


def test_is_a_part_of_an_index_said_to_be_no_news(atlas):
    subjects = atlas.pack.catalogue.subjects
    parts = two_indicators(atlas, "imd_score", "income_deprivation", Level.WARD, [])
    assert "Both tell of the same thing" in " ".join(notes_said(parts, subjects))
    apart = two_indicators(atlas, "overcrowding", "unemployment", Level.WARD, [])
    assert "Both tell" not in " ".join(notes_said(apart, subjects))


def test_does_the_table_hold_every_point_and_the_picture_name_the_chosen_one(atlas, two):
    rows = two_table(two).rows
    assert len(rows) == two.found.n == 20
    for form in (PAPER, TELEPHONE):
        drawn = two_picture(two, form)
        assert drawn.body.count("<circle") == 20 - 1 + 1  # the chosen one is a shape; a key
        assert "Dallow ward" in drawn.body
        assert said_of(two) in drawn.says
    shown, table = two_sections(two, atlas.pack.catalogue, DAY)
    assert any(isinstance(part, Drawing) for part in shown.parts)
    assert isinstance(table.parts[0], Table)


def test_has_the_sentence_a_receipt_with_both_figures_behind_it(atlas, two):
    receipt = two_statement(two, atlas.pack.catalogue).receipt
    assert [measure.id for measure in receipt.measures] == ["spearman", "pearson"]
    assert dict(receipt.numbers)["Areas with both figures"] == "20"
    assert {s.id for s in receipt.sources} >= {s.id for s in two.other.sources}


def test_has_the_file_of_data_a_row_for_each_point(atlas, two):
    text = TWO_FORMATS["csv"].make(atlas, two).decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text)))
    assert len(rows) == 20
    own = next(row for row in rows if row["area_code"] == DALLOW)
    assert float(own["value_1"]) == pytest.approx(two.one.value(DALLOW))
    assert own["indicator_2"] == "unemployment"
    assert TWO_FORMATS["svg"].make(atlas, two).startswith(b"<svg")
