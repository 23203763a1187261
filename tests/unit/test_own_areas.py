"""Is an area of one's own what its neighbourhoods are, and does its link say so and no other?"""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from het_geo.atlas.choice import levels_of, periods_of
from het_geo.atlas.sums import can_be_summed, summer_of
from het_geo.figures import NUMBERS
from het_geo.geography import Level
from het_geo.own.areas import link
from het_geo.own.areas.among import stands, with_wards
from het_geo.own.areas.area import MOST_AREAS, OwnArea, OwnError, named, shared
from het_geo.own.atlas import own_atlas
from het_geo.own.pack import with_areas

NUMBER = ["value", "numerator", "denominator", "lower", "upper", "least", "most"]


@pytest.fixture(scope="module")
def codes(luton):
    return luton.codes(Level.LSOA)


def made(atlas, *areas):
    """Return the atlas with own areas, each a name and its neighbourhoods, and their link."""
    text = link.written(atlas.pack, named(OwnArea(name, tuple(held)) for name, held in areas))
    return own_atlas(atlas, text)


@pytest.fixture(scope="module")
def wards(atlas):
    """Return an atlas in which each ward is an own area too, so far as a link holds them."""
    know = atlas.know
    held = [(know.names[ward], know.inside(ward)) for ward in know.wards if know.inside(ward)]
    return made(atlas, *held[:MOST_AREAS])


# --- The link.

NAMES = st.text(max_size=80)


@given(st.data())
def test_does_a_link_give_back_the_areas_that_were_written(luton, data):
    codes = luton.codes(Level.LSOA)
    sets = st.sets(st.sampled_from(codes), min_size=1)
    asked = data.draw(st.lists(st.tuples(NAMES, sets), min_size=1, max_size=5))
    areas = named(
        OwnArea(name, tuple(code for code in codes if code in some)) for name, some in asked
    )
    assert link.read(luton, link.written(luton, areas)) == areas
    assert len({area.name.casefold() for area in areas}) == len(areas)


def test_how_long_is_an_area_in_a_link(luton, codes):
    # 125 neighbourhoods, six to a letter: 20 5/6 letters; and 4 of the check.
    text = link.written(luton, (OwnArea("A", (codes[0],)),))
    assert text.startswith("A.")
    assert len(text) == len("A.") + 21 + 4


LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"


@given(st.data())
def test_is_a_damaged_link_never_read_as_another_area(luton, data):
    codes = luton.codes(Level.LSOA)
    some = data.draw(st.sets(st.sampled_from(codes), min_size=1))
    area = OwnArea("A", tuple(code for code in codes if code in some))
    text = link.written(luton, (area,))
    place = data.draw(st.integers(2, len(text) - 1))
    letter = data.draw(st.sampled_from(LETTERS))
    damaged = f"{text[:place]}{letter}{text[place + 1 :]}"
    if damaged == text:
        assert link.read(luton, damaged) == (area,)
    else:
        with pytest.raises(OwnError):
            link.read(luton, damaged)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("Park.AAAA", "was cut"),
        ("Park", "was cut"),
        ("Park.", "was cut"),
        ("~", "was cut"),
        ("Park." + "é" * 25, "was cut"),
        ("x" * 10_000, "10,000 letters"),
        ("~".join(["A.AAAA"] * 21), "21 areas"),
    ],
)
def test_what_is_said_of_a_link_that_cannot_be_read(luton, text, says):
    with pytest.raises(OwnError, match=says):
        link.read(luton, text)


def test_is_a_link_of_another_place_refused(luton, codes):
    text = link.written(luton, (OwnArea("Park", codes[:3]),))
    fewer = with_areas(luton, (), "")
    fewer.__dict__["areas"] = luton.areas.drop(index=codes[-1])
    with pytest.raises(OwnError, match="had other neighbourhoods"):
        link.read(fewer, text)


def test_are_more_areas_than_a_link_holds_refused(luton, codes):
    areas = [OwnArea("x" * 60, codes)] * 100
    with pytest.raises(OwnError, match="keep fewer"):
        link.written(luton, areas)


# --- Figures.


@pytest.mark.in_turn
def test_is_an_own_area_of_a_wards_neighbourhoods_the_ward_in_every_figure(wards, atlas):
    pack, know = wards.pack, atlas.know
    of = dict(zip(pack.own, [ward for ward in know.wards if know.inside(ward)], strict=False))
    assert len(of) == 20
    compared = 0
    for indicator in pack.catalogue.indicators.values():
        levels = {str(Level.OWN), str(Level.WARD)}
        if indicator.id not in pack.periods_held or not levels <= {*indicator.levels}:
            continue
        for period in periods_of(pack, indicator.id, Level.OWN):
            rows = pack.rows(indicator.id, period.id)
            own = rows.reindex(list(of))[NUMBER]
            ward = rows.reindex(list(of.values()))[NUMBER]
            if ward["value"].isna().all():  # the period is not one of wards
                continue
            np.testing.assert_allclose(
                own.to_numpy(float), ward.to_numpy(float), rtol=1e-7, err_msg=indicator.id
            )
            compared += 1
    assert compared > 100


@given(st.data())
@pytest.mark.in_turn
def test_has_an_own_area_the_figures_of_the_set_of_its_neighbourhoods(atlas, data):
    codes = atlas.pack.codes(Level.LSOA)
    some = data.draw(st.sets(st.sampled_from(codes), min_size=1, max_size=9))
    members = tuple(code for code in codes if code in some)
    own = made(atlas, ("Park", members))
    for name, figure in summer_of(atlas).figures(members).items():
        row = own.newest_views(Level.OWN)[name].table.loc["OWN-1"]
        for number in NUMBERS:
            np.testing.assert_equal(float(row[number]), float(getattr(figure, number)))
        assert row["status"] == figure.status


def test_are_ranks_tenths_and_figures_of_districts_not_given(wards):
    for indicator in wards.pack.catalogue.indicators.values():
        if indicator.id not in wards.pack.periods_held:
            continue
        given_here = Level.OWN in levels_of(wards.pack, indicator.id)
        assert given_here == (can_be_summed(indicator) and "lsoa" in indicator.levels)


def test_does_the_pack_itself_stay_as_it_is(atlas, codes):
    before = (atlas.pack.areas.copy(), atlas.pack.figures.copy(), dict(atlas.pack.shapes))
    own = made(atlas, ("Park", codes[:2]))
    assert own.newest("overcrowding", Level.OWN).known == 1
    assert Level.OWN not in atlas.pack.shapes
    pd.testing.assert_frame_equal(before[0], atlas.pack.areas)
    pd.testing.assert_frame_equal(before[1], atlas.pack.figures)
    assert before[2] == atlas.pack.shapes


def test_is_what_the_visitor_does_not_touch_the_places_own(atlas, codes):
    own = made(atlas, ("Park", codes[:2]))
    assert own.newest("overcrowding", Level.WARD) is atlas.newest("overcrowding", Level.WARD)
    assert own.newest_views(Level.LSOA) is atlas.newest_views(Level.LSOA)


# --- Among the wards.


def test_does_a_ward_stand_among_the_wards_where_it_stands(wards, atlas):
    view, beside = wards.newest("overcrowding", Level.OWN), atlas.newest("overcrowding", Level.WARD)
    among = with_wards(wards, view)
    assert len(among.table) == 40
    worst = str(beside.table["value"].idxmax())
    code = next(c for c, held in wards.pack.own.items() if held == atlas.know.inside(worst))
    # The ward and its double are the two worst of 21: either may be first.
    found = stands(wards, view, code)
    assert (found.first, found.last, found.of) == (1, 2, 20)


def test_which_neighbourhoods_do_areas_share():
    areas = [OwnArea("A", ("1", "2")), OwnArea("B", ("2", "3")), OwnArea("C", ("2",))]
    assert shared(areas) == {"2": 3}
