"""Is it said which of the two it is where a table has no ratio: none, or one that nobody knows?"""

from types import SimpleNamespace

import pandas as pd
import pytest

from het_geo.geography import Level
from het_geo.sentences.gap_list import HOW, WHY, gap_list_key
from het_geo.sentences.where import ratio_said
from het_geo.ui.principle_lists import IN_WORDS, ONE, _along, _gap_row, _unevenness_missing

NAN = float("nan")
ENDS = ("Worst (or highest)", "Best (or lowest)")


@pytest.mark.parametrize(
    ("value", "everyone", "ratioed", "said"),
    [
        (15.0, 12.0, True, "1.25"),  # 15 / 12
        (15.0, 12.0, False, "no ratio"),  # a score: twice as much says nothing
        (15.0, 0.0, True, "no ratio"),  # nothing is a multiple of nothing
        (15.0, -1.0, True, "no ratio"),
        (NAN, 12.0, True, "not known"),  # nobody of the group lives where there is a figure
        (NAN, NAN, True, "not known"),  # no area has a figure
        (NAN, NAN, False, "no ratio"),  # none would come of knowing it
    ],
)
def test_does_an_exposure_without_ratio_say_whether_there_is_none_or_none_is_known(
    value, everyone, ratioed, said
):
    assert ratio_said(value, everyone, ratioed=ratioed) == said


@pytest.mark.parametrize(
    ("sii", "rii", "ratioed", "said"),
    [
        (4.0, 1.5, True, "1.5 times"),
        (4.0, NAN, True, "no ratio"),  # the line is at or below 0 at one end
        (4.0, NAN, False, "no ratio"),
        (NAN, NAN, True, "not known"),  # a fifth without a figure
        (NAN, NAN, False, "no ratio"),
    ],
)
def test_does_a_gap_along_deprivation_say_which_it_is(sii, rii, ratioed, said):
    assert _along(SimpleNamespace(sii=sii, rii=rii), ratioed=ratioed) == said


@pytest.mark.parametrize(
    ("disparity", "absolute", "said"),
    [
        ([20.0, NAN], [5.0, 5.0], "no ratio"),  # a score: areas lie apart, in no share of the mean
        ([20.0, NAN], [5.0, NAN], "not known"),  # one area alone has a figure
        ([NAN, NAN], [5.0, NAN], "no ratio, or not known"),  # one of each
    ],
)
def test_does_a_list_of_gaps_say_which_it_is(disparity, absolute, said):
    table = pd.DataFrame({"disparity": disparity, "absolute": absolute})
    assert _unevenness_missing(table) == said


@pytest.mark.parametrize("level", [Level.WARD, Level.LSOA])
def test_does_the_key_explain_each_word_of_a_list_that_is_no_number_and_no_other(
    atlas, luton, level
):
    for number in luton.catalogue.principles:
        table = atlas.gaps(number, level, "uneven")
        rows = [_gap_row(luton, row) for row in table.reset_index().itertuples()]
        cells = [row[column] for row in rows for column in IN_WORDS]
        words = {cell for cell in cells if not any(c.isdigit() for c in cell)} - {ONE}
        assert words <= set(WHY)
        key = gap_list_key(cells)
        assert set(key) == {*HOW, *words}
        assert set(HOW) == set(rows[0]) - {"Indicator", "Figures of", *ENDS}
