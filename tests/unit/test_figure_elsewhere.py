"""Does no page say that England has no figure where another page shows one that says the same?"""

import pandas as pd
import pytest

from het_geo.atlas.choice import levels_of
from het_geo.atlas.tiles import tiles_of
from het_geo.geography import Level
from het_geo.sentences.beside import none_of
from het_geo.sentences.headlines import headline
from het_geo.sentences.minute import minute_of
from tests.unit.documents import TODAY, atlas, pack

DALLOW = "E05014741"


def newest_views():
    held = pack().periods_held
    return [atlas().newest(name, level) for name in held for level in levels_of(pack(), name)]


def has_england(view):
    return pd.notna(view.benchmark(Level.COUNTRY).value)


def test_names_a_figure_that_england_has_not_the_one_that_it_has():
    """Of two figures that say the same in one unit, at one level: found here by hand."""
    found = newest_views()
    elsewhere = set()
    for view in found:
        own = view.indicator
        others = [
            other
            for other in found
            if other.level == view.level
            and other.indicator.id != own.id
            and (other.indicator.says, other.indicator.unit) == (own.says, own.unit)
            and has_england(other)
        ]
        said = none_of(view, view.benchmark(Level.COUNTRY))
        if has_england(view) or not others:
            assert view.alike is None, own.id
            assert said == "There is no figure for England to compare with."
            continue
        assert f"In “{others[0].indicator.label}” England has one: " in said
        beside = view.beside(view.benchmark(Level.COUNTRY))
        assert said in headline(beside, str(view.table.index[0]))
        elsewhere.add(own.id)
    assert elsewhere == {"no2", "pm25"}  # of one year, in Luton alone; means of three, everywhere


@pytest.mark.parametrize("code", ["", DALLOW])
def test_says_the_minute_the_same_of_the_air(code):
    *_, air, _ = tiles_of(atlas(), code)
    alike = air.view.alike
    there = alike.benchmark(Level.COUNTRY)
    assert (alike.indicator.id, there.level) == ("no2_mean", Level.COUNTRY)
    unknown = " ".join(minute_of([air], "here", TODAY).unknown)
    assert f"England has one: {there.value:.1f} µg/m³ (2021 to 2023)." in unknown
