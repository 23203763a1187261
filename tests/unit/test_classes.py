"""Which classes does a map get?"""

import warnings

import mapclassify
import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from het_geo.classes import classify, shades


def test_are_there_five_classes_of_equal_size():
    assert classify(pd.Series(range(1, 101), dtype=float)).counts == (20, 20, 20, 20, 20)


def test_is_there_one_class_when_all_values_are_equal():
    found = classify(pd.Series([3.0, 3.0, 3.0]))
    assert (found.k, found.edges, found.counts) == (1, (3.0, 3.0), (3,))


def test_are_there_no_classes_without_values():
    assert classify(pd.Series([float("nan")])).k == 0


@given(st.lists(st.floats(-1e6, 1e6) | st.just(0.0), min_size=1, max_size=60))
def test_is_every_value_inside_its_class(values):
    series = pd.Series(values)
    found = classify(series)
    assert sum(found.counts) == len(values)
    assert min(found.counts) > 0
    for value, index in zip(series, found.of, strict=True):
        assert found.edges[0] <= value <= found.edges[index + 1]
        assert index == 0 or value > found.edges[index]


@given(st.lists(st.integers(0, 10_000), min_size=6, max_size=200, unique=True))
def test_are_the_classes_those_of_mapclassify(values):
    series = pd.Series(values, dtype=float) / 7
    theirs = mapclassify.Quantiles(series.to_numpy(), k=5)
    ours = classify(series)
    assert ours.edges[1:] == pytest.approx(tuple(theirs.bins))
    assert ours.counts == tuple(theirs.counts)


def test_do_ties_share_a_class_as_in_mapclassify():
    series = pd.Series([1.0] * 7 + [2.0, 3.0, 4.0])
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)  # it warns of fewer classes than asked for
        theirs = mapclassify.Quantiles(series.to_numpy(), k=4)  # no more classes than values
    ours = classify(series)
    assert ours.counts == tuple(np.asarray(theirs.counts)[np.asarray(theirs.counts) > 0])


def test_has_a_class_that_holds_no_area_no_place_on_the_map():
    # fifths of seven lie at places 1.2, 2.4, 3.6 and 4.8: 0, 0.4, 1.6 and 2.8; none is in 0 to 0.4
    found = classify(pd.Series([0.0, 0.0, 0.0, 1.0, 2.0, 3.0, 4.0]))
    assert found.edges == pytest.approx((0.0, 0.0, 1.6, 2.8, 4.0))
    assert found.counts == (3, 1, 1, 2)
    assert found.of.tolist() == [0, 0, 0, 1, 2, 3, 3]


@pytest.mark.parametrize("classes", range(1, 6))
def test_is_the_darkest_colour_that_of_the_worst_or_where_none_is_of_the_highest(classes):
    colours = shades(classes, -1)
    light = [sum(int(colour[at : at + 2], 16) for at in (1, 3, 5)) for colour in colours]
    assert len(colours) == classes
    assert light == sorted(light, reverse=True)  # red, green and blue added: less is darker
    assert shades(classes, 0) == colours
    assert shades(classes, 1) == colours[::-1]


def test_has_a_map_without_classes_no_colours():
    assert shades(0, 1) == shades(0, -1) == ()
