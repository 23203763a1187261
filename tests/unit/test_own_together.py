"""Do own areas and own figures go together, and tell no small count? All tables are made up."""

import math
from dataclasses import replace
from datetime import date

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from het_geo.atlas.atlas import Atlas
from het_geo.atlas.choice import Choice
from het_geo.figures import FEW_PEOPLE, Status
from het_geo.geography import Level
from het_geo.own.areas import link
from het_geo.own.areas.area import OwnArea, code_of
from het_geo.own.atlas import own_atlas
from het_geo.own.data.guess import guess
from het_geo.own.data.make import look_at, make
from het_geo.postcodes import unpacked
from tests.sampled import tried

TODAY = date(2026, 11, 29)
NAME = "own_data_1"


def brought(pack, table):
    """Return the figure of a made-up table."""
    data = table.to_csv(index=False).encode()
    said = replace(guess(pack, look_at(data)), period="2023", publisher="Made up")
    return make(pack, data, said, NAME, TODAY)


@pytest.fixture(scope="module")
def share(luton):
    """Return a share of 10, 11, 12 … of 400 in each neighbourhood."""
    rows = [(code, 10 + i, 400) for i, code in enumerate(luton.codes(Level.LSOA))]
    return brought(luton, pd.DataFrame(rows, columns=["LSOA", "Members", "Adults"]))


@pytest.fixture(scope="module")
def people(luton):
    """Return how many people each neighbourhood has, 0 to 8 again and again, and their figure."""
    first = {}
    for code, text in zip(
        luton.postcodes["neighbourhood"], luton.postcodes["postcodes"], strict=True
    ):
        first.setdefault(code, next(iter(unpacked(text))))
    codes = [code for code in luton.codes(Level.LSOA) if code in first]
    counts = {code: place % 9 for place, code in enumerate(codes)}
    rows = [first[code] for code, count in counts.items() for _ in range(count)]
    return counts, brought(luton, pd.DataFrame({"postcode": rows, "what": "x"}))


@pytest.fixture(scope="module")
def bare(luton):
    """Return an atlas of one built-in figure: what is brought is what the law is about."""
    held = luton.figures["indicator"] == "overcrowding"
    return Atlas(replace(luton, figures=luton.figures[held]))


def with_areas(atlas, own, *sets):
    codes = atlas.pack.codes(Level.LSOA)
    areas = [
        OwnArea(f"Area {n}", tuple(code for code in codes if code in some))
        for n, some in enumerate(sets)
    ]
    return own_atlas(atlas, link.written(atlas.pack, areas), (own,))


def test_does_an_own_area_add_up_an_own_figure(atlas, share):
    codes = atlas.pack.codes(Level.LSOA)
    own = with_areas(atlas, share, codes[:3]).newest(NAME, Level.OWN)
    row = own.table.loc[code_of(0)]
    # 10 + 11 + 12 of 3 · 400: 33 of 1,200 are 2.75%.
    assert (row["numerator"], row["denominator"]) == (33, 1200)
    assert math.isclose(row["value"], 2.75)
    assert row["lower"] < 2.75 < row["upper"]


def test_does_an_own_figure_stand_on_every_level_beside_the_built_in_ones(atlas, share):
    own = with_areas(atlas, share, atlas.pack.codes(Level.LSOA)[:3])
    for level in (Level.WARD, Level.LSOA, Level.MSOA, Level.OWN):
        views = own.newest_views(level)
        assert NAME in views
        assert "overcrowding" in views or level == Level.MSOA
        assert own.view(Choice(NAME, level, views[NAME].period.id)).known
    assert NAME not in atlas.newest_views(Level.WARD)  # of nobody else


SETS = st.lists(st.sets(st.integers(0, 124), min_size=1, max_size=30), min_size=1, max_size=6)


@settings(max_examples=tried(40))
@given(SETS)
@pytest.mark.in_turn
def test_do_overlapping_own_areas_give_no_small_count_away(bare, people, places):
    counts, figure = people
    codes = bare.pack.codes(Level.LSOA)
    sets = [{codes[place] for place in some} for some in places]
    table = with_areas(bare, figure, *sets).newest(NAME, Level.OWN).table
    shown = []
    for place, some in enumerate(sets):
        row = table.loc[code_of(place)]
        true = sum(counts.get(code, 0) for code in some)
        if math.isnan(row["value"]):
            assert row["status"] == Status.HIDDEN
        else:
            assert round(row["value"] * row["denominator"] / 1000) == true
            shown.append(some)
    small = figure.figures.set_index("area_code")
    shown += [{c} for c in codes if c in small.index and not math.isnan(small.at[c, "value"])]
    for one in shown:
        for other in shown:
            left = sum(counts.get(code, 0) for code in one - other)
            if other <= one:
                assert not 0 < left < FEW_PEOPLE
