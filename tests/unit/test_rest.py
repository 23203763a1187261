"""Is a block told by more than its one figure, where most of its other figures stand otherwise?"""

import pandas as pd
import pytest

from het_geo.atlas.sums import Summer
from het_geo.atlas.tiles import tiles_of
from het_geo.geography import Level
from het_geo.sentences.minute import standing


@pytest.mark.parametrize("level", [Level.WARD, Level.MSOA, Level.LSOA, Level.DISTRICT])
@pytest.mark.in_turn
def test_is_no_block_called_by_one_figure_where_most_of_its_others_are_worse(level, atlas, luton):
    """The verdicts of the others are counted by hand, from the views or from the sums."""
    told = 0
    for code in luton.codes(level):
        own = "" if level == Level.DISTRICT else code
        held = verdicts_by_hand(atlas, code, level)
        tiles = [tile for tile in tiles_of(atlas, own) if tile.figure is not None]
        said = standing(tiles, "here")
        for tile in tiles:
            others = [
                v for name, (b, v) in held.items() if b == tile.block.id and name != led(tile)
            ]
            judged = [v for v in others if v in ("worse", "better", "similar")]
            worse = judged.count("worse")
            if tile.verdict not in ("similar", "better") or worse * 2 <= len(judged):
                continue
            told += 1
            many = len(judged)
            some = f"{worse} of its {many}" if worse < many else f"all {many} of its"
            some = f"{some} other figures" if many > 1 else "its one other figure"
            block = tile.block.label.lower()
            apart = f"For {block} it is {tile.verdict} in “{tile.view.indicator.label}”"
            assert f"{apart}, but worse in {some}." in said
            assert block not in said.partition(f"For {block} it is")[0]
    assert told or level == Level.DISTRICT


def led(tile):
    return tile.view.indicator.id


def verdicts_by_hand(atlas, code, level):
    """Return each figure's block and its verdict against England, by its own limits."""
    small = level == Level.MSOA
    views = atlas.newest_views(Level.LSOA if small else level)
    figures = Summer(atlas.pack, views).figures(atlas.know.inside(code)) if small else {}
    held = {}
    for name, view in views.items():
        found = figures.get(name) if small else view.figures[code]
        there = view.benchmark(Level.COUNTRY).value
        if found is None or not view.indicator.judged or pd.isna(there):
            continue
        good, low, high = view.indicator.judged_polarity, found.lower, found.upper
        if low <= there <= high:
            held[name] = view.indicator.block, "similar"
        elif low > there or high < there:
            held[name] = view.indicator.block, "better" if (low > there) == (good > 0) else "worse"
    return held


def test_is_a_block_told_apart_where_most_of_its_others_stand_another_way(atlas, luton):
    saints = next(c for c in luton.codes(Level.WARD) if luton.areas.at[c, "name"] == "Saints")
    said = standing(tiles_of(atlas, saints), "Saints ward")
    assert "It is worse for homes, learning and money." in said
    work = "For work it is similar in “Kept out of work”, but worse in all 4 of its other figures."
    assert work in said
