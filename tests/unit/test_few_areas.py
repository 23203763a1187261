"""Is what is said of a place of few wards, some without a figure, true of so few?

Made up: some of Luton's wards, each of one neighbourhood alone, and one that has none.
"""

import re
from dataclasses import replace
from datetime import date

import numpy as np
import pandas as pd
import pytest

from het_geo.atlas.atlas import Atlas
from het_geo.atlas.change_view import change_view
from het_geo.beside.similar import RANDOM, Alike, MostSimilar
from het_geo.beside.similar_said import NONE_NEAR, opening_said
from het_geo.briefing.cards import answers
from het_geo.briefing.cover import cover_of
from het_geo.briefing.model import Audience
from het_geo.briefing.propose import propose, screen_of
from het_geo.briefing.screens.setting import NO_FIGURES
from het_geo.geography import Level
from het_geo.sentences.change_view import most_moved, tally
from het_geo.sentences.notes import rank
from het_geo.sentences.view_statements import headline_statement
from het_geo.sentences.where import extremes

TODAY = date(2026, 3, 21)
NUMBERS = ["value", "lower", "upper", "numerator", "denominator", "published", "percentile"]
FIGURES = ("overcrowding", "imd_score", "no2")
LARGER = ("district", "region", "country")


def of_wards(luton, count):
    """Return an atlas of so many wards of one neighbourhood each, and of one ward of none."""
    areas = luton.areas.copy()
    lsoa = areas[areas["level"] == "lsoa"]
    kept = lsoa.drop_duplicates("ward").head(count)
    bare = next(code for code in luton.codes(Level.WARD) if code not in set(kept["ward"]))
    larger = list(areas.index[areas["level"].isin(LARGER)])
    codes = areas.index.intersection([*larger, *kept.index, *kept["ward"], *kept["msoa"], bare])
    areas.loc[bare, "population"] = np.nan
    areas.loc[bare, "overlapped_by"] = kept.index[0]
    figures = luton.figures[luton.figures["area_code"].isin(codes)].copy()
    rows = figures["area_code"] == bare
    figures.loc[rows, NUMBERS] = np.nan
    figures.loc[rows, "status"] = "no_neighbourhood"
    shapes = {
        level: {code: shape for code, shape in found.items() if code in codes}
        for level, found in luton.shapes.items()
    }
    pack = replace(luton, areas=areas.loc[codes], figures=figures, shapes=shapes)
    return Atlas(pack), list(kept["ward"]), bare


def said_of(atlas, name, code):
    found = answers(atlas, atlas.newest(name, Level.WARD), code, TODAY)
    return {one.id: one.answer for one in found}


@pytest.mark.parametrize("count", [1, 4, 5])
@pytest.mark.parametrize("name", FIGURES)
def test_is_no_area_compared_with_those_of_its_fifth_where_there_are_none(luton, count, name):
    atlas, wards, bare = of_wards(luton, count)
    for code in wards:
        said = said_of(atlas, name, code)["compared"]
        if count < 5:  # five groups need five areas
            assert f"is not told: there are fewer areas ({count}) than groups (5)." in said
        else:  # one ward a fifth
            assert "It is alone in the " in said
    label = atlas.know.labels[bare]
    few = f"there are fewer areas ({count}) than groups (5)"
    none = few if count < 5 else f"{label} has no score of deprivation"
    assert f"is not told: {none}." in said_of(atlas, name, bare)["compared"]


def test_are_areas_of_an_order_said_to_be_those_with_a_figure(luton):
    """Six wards, of which five have a figure: 5 of them stand in an order, not 6."""
    atlas, wards, _ = of_wards(luton, 5)
    view = atlas.newest("overcrowding", Level.WARD)
    assert all(" of 5 wards with a figure, 95% sure." in rank(view, code) for code in wards)
    assert "of 5 wards with a figure" in extremes(view) or "could be" not in extremes(view)
    whole = Atlas(luton).newest("overcrowding", Level.WARD)
    assert all(" of 20 wards, 95% sure." in rank(whole, code) for code in whole.table.index)


@pytest.mark.parametrize("name", FIGURES)
def test_is_one_ward_no_worst_whether_or_not_it_has_a_margin_of_error(luton, name):
    atlas, _, _ = of_wards(luton, 1)
    said = extremes(atlas.newest(name, Level.WARD))
    assert said.startswith("One area has a figure, so none is ")
    assert "margin" not in said


@pytest.mark.parametrize("name", FIGURES)
def test_is_a_ward_without_a_neighbourhood_not_said_to_have_some_inside(luton, name):
    atlas, _, bare = of_wards(luton, 2)
    said = said_of(atlas, name, bare)["inside"]
    assert said.startswith("No neighbourhood has most of its people in ")
    assert "None of the" not in said


def test_is_nothing_said_of_the_figures_of_a_ward_that_has_none(luton):
    atlas, wards, bare = of_wards(luton, 2)
    screen = screen_of(atlas, Audience(codes=(bare,)), "setting", TODAY)
    assert NO_FIGURES in str(screen.drawing)
    (note,) = screen.notes
    assert note.startswith("No neighbourhood has most of its people in ")
    both = screen_of(atlas, Audience(codes=(wards[0], bare)), "setting", TODAY)
    assert any("Several figures" in note for note in both.notes)


def test_has_a_figure_that_is_missing_no_reason_for_a_margin_it_could_have(luton):
    atlas, _, bare = of_wards(luton, 5)
    screen = screen_of(atlas, Audience(), "gap.overcrowding.ward", TODAY)
    (row,) = [row for row in screen.table.rows if atlas.know.labels[bare] in row[0]]
    assert row[2] == "no figure"  # and not "none given", as a source without margins has it


def test_does_no_cover_begin_with_an_article_or_say_the_place_twice(luton):
    named = replace(luton, manifest=replace(luton.manifest, name="Isles of Luton"))
    areas = luton.areas.copy()
    areas.loc[luton.district, "name"] = "Isles of Luton"
    atlas = Atlas(replace(named, areas=areas))
    whole = cover_of(propose(atlas, Audience(), TODAY), TODAY)
    assert (whole.heading, whole.lines[0]) == ("The Isles of Luton", "21 March 2026")
    ward = luton.codes(Level.WARD)[0]
    one = cover_of(propose(atlas, Audience(codes=(ward,)), TODAY), TODAY)
    assert one.lines[0] == "The Isles of Luton, 21 March 2026"


@pytest.mark.parametrize(("away", "far"), [(RANDOM * 0.9, False), (RANDOM * 1.1, True)])
def test_is_a_place_that_none_is_like_said_to_be_so(away, far):
    none = pd.Series(dtype=float)
    alike = (Alike("E06000001", "Otherton", "", away, np.zeros(0), none, none, 0, 0, 0),)
    said = opening_said(MostSimilar("E06000032", "Luton", Level.DISTRICT, alike=alike))
    assert (NONE_NEAR in said) == far


@pytest.mark.parametrize("count", [1, 2])
def test_is_the_change_of_one_ward_told_as_of_one(luton, count):
    atlas, wards, _ = of_wards(luton, count)
    found = change_view(atlas.pack, atlas.newest("overcrowding", Level.WARD))
    said = tally(found)
    assert said.endswith(" 1 has no change to tell.")
    if count > 1:
        assert said.startswith("Of 2 wards, it ")
    else:
        label = atlas.know.labels[wards[0]]
        went = r"It (rose|fell|is as it was) in "
        assert re.match(rf"{went}{label}, the one ward with both figures, (more|which)", said)
        assert most_moved(found) == ""


def test_are_no_ends_and_no_rank_listed_of_one_area(luton):
    atlas, wards, _ = of_wards(luton, 1)
    view = atlas.newest("overcrowding", Level.WARD)
    for area in ("", wards[0]):
        said = headline_statement(view, area, luton.catalogue)
        heads = [name for name, _ in said.receipt.numbers]
        assert not [head for head in heads if re.match("Highest|Lowest|Rank|Chance", head)]


def test_is_no_area_its_own_best(luton):
    one, wards, _ = of_wards(luton, 1)
    assert one.newest("overcrowding", Level.WARD).best_fifth is None
    assert "best wards" not in said_of(one, "overcrowding", wards[0])["close"]
    two, _, _ = of_wards(luton, 2)
    assert two.newest("overcrowding", Level.WARD).best_fifth is not None
