"""What chance has an area's place among its neighbours? (Permutations on a made-up grid.)"""

import numpy as np
import pandas as pd
import pytest

from het_geo.spatial import _dealt, contiguity, local_clusters, morans_i
from tests.unit.test_spatial import CODES, noise, sloping, square, touching, with_a_block


@pytest.fixture(scope="module")
def grid():
    return contiguity({code: square(code) for code in CODES})


def rows():
    """Return the number of each area's row, 0 to 5: whole numbers, many of them alike."""
    return pd.Series([float(code[0]) for code in CODES], index=CODES)


def chances(values, grid):
    return local_clusters(values, grid, permutations=999)["p"].tolist()


def test_does_a_chance_rest_on_999_permutations_and_an_areas_on_9999(grid):
    # no draw is as far out: 1 of all of them and the one that happened, on either side
    assert morans_i(sloping(), grid).p == 2 * 1 / (999 + 1)
    assert local_clusters(with_a_block(), grid)["p"].min() == 2 * 1 / (9_999 + 1)


def test_is_a_chance_of_morans_i_never_above_1(grid):
    # of 2 draws 1 lies above: twice (1 + 1) / (2 + 1) would be 4 / 3
    found = [morans_i(noise(seed), grid, permutations=2).p for seed in range(8)]
    assert max(found) == 1


@pytest.mark.parametrize("code", ["44", "54"])
def test_are_as_many_areas_dealt_to_one_as_it_has_neighbours(grid, code):
    values = rows() * 0
    values["55"] = 1.0  # a neighbour of both; of 44's eight and of 54's five
    chance = len(touching(code)) / (len(CODES) - 1)  # that it is among as many of the others
    found = local_clusters(values, grid).loc[code, "p"]
    assert found == pytest.approx(2 * chance, abs=0.04)  # 9,999 permutations: 4 errors are 0.034


def test_are_values_told_apart_by_nine_digits_and_by_no_more(grid):
    found = chances(rows(), grid)
    assert chances(1 + rows() / 1e8, grid) == found  # 1.00000000 to 1.00000005
    less = np.random.default_rng(2).uniform(0, 4e-9, len(CODES))  # of the largest, 5.00000000
    assert chances(rows() + less, grid) == found


def test_is_a_chance_of_a_negative_number_of_permutations_refused_by_name(grid):
    with pytest.raises(ValueError, match="permutations must be a whole number, at least 0"):
        morans_i(sloping(), grid, permutations=-1)


def test_are_ten_areas_enough(grid):
    found = morans_i(sloping()[:10], grid, permutations=0)
    assert found.expected == pytest.approx(-1 / (10 - 1))
    assert not local_clusters(sloping()[:10], grid).attrs["reason"]


@pytest.mark.parametrize(("value", "more"), [(0.0, 0.0), (1_000.0, 1e-10)])  # 1e-13 of 1,000
def test_are_values_the_same_that_rounding_parts(grid, value, more):
    values = rows() * 0 + value
    values["00"] += more
    assert morans_i(values, grid).reason == "all values are the same"


def test_can_nobody_change_what_was_dealt_out_for_every_question():
    with pytest.raises(ValueError, match="read-only"):
        _dealt(5, 3, 3)[0, 0] = 1
