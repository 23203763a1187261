"""Do areas like one another lie together? (Moran's I and local clusters on a made-up grid.)"""

from itertools import combinations

import numpy as np
import pandas as pd
import pytest
from esda.moran import Moran as Esda
from esda.util import fdr
from libpysal.weights import lat2W

from het_geo.spatial import Cluster, _dealt, contiguity, local_clusters, morans_i

SIDE = 6
CODES = [f"{row}{column}" for row in range(SIDE) for column in range(SIDE)]
# Benjamini & Hochberg 1995, section 4.2: p-values of 15 hypotheses of which 4 are rejected at 5 %
PUBLISHED = [0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344]
PUBLISHED += [0.0459, 0.3240, 0.4262, 0.5719, 0.6528, 0.7590, 1.0]


def square(code):
    row, column = int(code[0]), int(code[1])
    ring = [[column + x, row + y] for x, y in ((0, 0), (1, 0), (1, 1), (0, 1), (0, 0))]
    return {"geometry": {"type": "Polygon", "coordinates": [ring]}}


@pytest.fixture(scope="module")
def grid():
    return contiguity({code: square(code) for code in CODES})


def touching(code):
    """Return the squares that share a border or a corner with one."""
    steps = [(r, c) for r in (-1, 0, 1) for c in (-1, 0, 1) if (r, c) != (0, 0)]
    around = [(int(code[0]) + r, int(code[1]) + c) for r, c in steps]
    return {f"{r}{c}" for r, c in around if 0 <= r < SIDE and 0 <= c < SIDE}


def noise(seed):
    return pd.Series(np.random.default_rng(seed).normal(size=len(CODES)), index=CODES)


def sloping():
    return noise(1) + [int(code[0]) for code in CODES]


def with_a_block():
    """Make noise with nine high squares in one corner."""
    values = noise(3)
    values[[code for code in CODES if code[0] in "012" and code[1] in "012"]] += 8
    return values


def long_hand(values):
    """Moran's I: each area's distance from the mean times its neighbours' mean distance."""
    mean = sum(values) / len(values)
    top = bottom = 0.0
    for code in values.index:
        around = [values[other] - mean for other in touching(code) & set(values.index)]
        top += (values[code] - mean) * sum(around) / len(around)
        bottom += (values[code] - mean) ** 2
    return top / bottom


def adjusted(p):
    """Benjamini & Hochberg's p-values: the smallest p·m/rank of the ranks from one's own on."""
    order = sorted(range(len(p)), key=lambda i: p[i])
    found, least = [0.0] * len(p), 1.0
    for rank in range(len(p), 0, -1):
        least = min(least, p[order[rank - 1]] * len(p) / rank)
        found[order[rank - 1]] = least
    return found


def test_are_neighbours_those_that_share_a_border_or_a_corner(grid):
    for code in CODES:
        assert set(grid[code].index) == touching(code)


def test_is_morans_i_its_long_hand_sum(grid):
    values = sloping()
    found = morans_i(values, grid, permutations=0)
    assert found.i == pytest.approx(long_hand(values))
    assert found.expected == pytest.approx(-1 / (len(CODES) - 1))
    assert (found.p, found.left_out, found.reason) == (None, 0, "")


def test_is_morans_i_that_of_esda_on_a_lattice(grid):
    values = sloping()
    other = Esda(values.to_numpy(), lat2W(SIDE, SIDE, rook=False), permutations=0)
    assert morans_i(values, grid, permutations=0).i == pytest.approx(other.I)


def test_do_places_that_take_turns_have_a_negative_i(grid):
    stripes = pd.Series([int(code[0]) % 2 for code in CODES], index=CODES, dtype=float)
    assert morans_i(stripes, grid, permutations=0).i == pytest.approx(long_hand(stripes))
    assert long_hand(stripes) < -0.3


def test_is_a_slope_no_chance_and_noise_chance(grid):
    assert morans_i(sloping(), grid, permutations=999).p == 2 * 1 / (999 + 1)
    chances = [morans_i(noise(seed), grid, permutations=199).p for seed in range(20)]
    assert np.median(chances) > 0.1


def test_does_the_order_of_areas_not_matter_to_i(grid):
    values = sloping()
    mixed = values.sample(frac=1, random_state=4)
    assert list(mixed.index) != CODES
    found = morans_i(mixed, grid, permutations=0)
    assert found.i == pytest.approx(morans_i(values, grid, permutations=0).i)
    local = local_clusters(values, grid, permutations=99)["local_i"]
    other = local_clusters(mixed, grid, permutations=99)["local_i"]
    assert list(other.index) == list(mixed.index)
    assert other[CODES].to_numpy() == pytest.approx(local.to_numpy())


def test_does_the_same_question_get_the_same_answer_and_leave_chance_alone(grid):
    np.random.seed(5)
    before = np.random.get_state()[1].copy()
    first = morans_i(sloping(), grid, permutations=99)
    assert (np.random.get_state()[1] == before).all()
    np.random.seed(6)
    assert morans_i(sloping(), grid, permutations=99) == first
    once, again = (local_clusters(sloping(), grid, permutations=99) for _ in "12")
    pd.testing.assert_frame_equal(once, again)


def test_is_an_area_without_a_value_or_a_neighbour_left_out_and_counted(grid):
    values = sloping()
    values[["01", "10", "11", "35"]] = np.nan  # 00 is left without a neighbour
    inside = values.dropna().drop("00")
    found = morans_i(values, grid, permutations=0)
    assert found.i == pytest.approx(long_hand(inside))
    assert found.left_out == 5
    local = local_clusters(values, grid, permutations=99)
    assert local.attrs["left_out"] == 5
    assert local.index.tolist() == CODES
    nothing = local.loc[["00", "01", "10", "11", "35"]]
    assert nothing[["local_i", "p", "p_adjusted"]].isna().all(axis=None)
    assert set(nothing["cluster"]) == {Cluster.NONE}
    assert local.loc[inside.index, "local_i"].notna().all()


def test_is_a_block_of_high_places_found(grid):
    found = local_clusters(with_a_block(), grid)
    high = found.index[found["cluster"] == Cluster.HIGH]
    assert {"01", "10", "11"} <= set(high)  # 00 has three neighbours, too few to be sure of
    assert set(high) <= {f"{r}{c}" for r in "012" for c in "012"}


def test_is_one_low_place_among_high_ones_found(grid):
    values = with_a_block()
    values["11"] = -8
    found = local_clusters(values, grid)
    assert found.loc["11", "cluster"] == Cluster.LOW_OUTLIER
    assert found.loc["11", "local_i"] < 0


def test_is_each_cluster_named_by_its_own_and_its_neighbours_values(grid):
    values = with_a_block()
    found = local_clusters(values, grid, permutations=999, false_discovery=0.2)
    marked = found[found["cluster"] != Cluster.NONE]
    assert len(marked) > 3
    away = values - values.mean()
    for code, row in marked.iterrows():
        own, around = away[code] > 0, away[list(touching(code))].mean() > 0
        names = {
            (True, True): Cluster.HIGH,
            (False, False): Cluster.LOW,
            (True, False): Cluster.HIGH_OUTLIER,
            (False, True): Cluster.LOW_OUTLIER,
        }
        assert row["cluster"] == names[bool(own), bool(around)]
        assert (row["local_i"] > 0) == (own == around)


def test_are_false_discoveries_controlled_as_benjamini_and_hochberg_do(grid):
    assert sum(q <= 0.05 for q in adjusted(PUBLISHED)) == 4
    found = local_clusters(with_a_block(), grid, permutations=999)
    assert found["p_adjusted"].to_numpy() == pytest.approx(adjusted(found["p"].tolist()))
    marked = found["cluster"] != Cluster.NONE
    assert 0 < marked.sum() < len(CODES)
    assert marked.tolist() == (found["p"] <= fdr(found["p"].to_numpy(), 0.05)).tolist()
    assert marked.tolist() == (found["p_adjusted"] <= 0.05).tolist()


def test_is_a_corners_chance_twice_the_share_of_all_draws_of_three_neighbours(grid):
    # not permuted: a corner has three neighbours, and each three of the other 35 are as likely
    values = sloping()
    found = local_clusters(values, grid)
    for corner in ("00", "05", "50", "55"):
        draws = [sum(three) for three in combinations(values.drop(corner), 3)]
        own = values[list(touching(corner))].sum()
        above = sum(draw >= own - 1e-9 for draw in draws) / len(draws)
        chance = min(1, 2 * min(above, 1 - above))
        assert found.loc[corner, "p"] == pytest.approx(chance, abs=0.03)  # 9,999 permutations


def test_is_noise_not_marked(grid):
    for seed in range(5):
        found = local_clusters(noise(seed), grid, permutations=199)
        assert (found["cluster"] == Cluster.NONE).all()
        assert found["p"].between(0, 1).all()


@pytest.mark.parametrize(
    ("values", "left_out", "reason"),
    [
        (sloping()[:9], 0, "fewer than 10 areas"),
        (sloping().where(lambda v: v > 99), len(CODES), "fewer than 10 areas"),
        (sloping()[:0], 0, "fewer than 10 areas"),
        (sloping() * 0 + 7, 0, "all values are the same"),
    ],
)
def test_is_what_cannot_be_known_said_with_its_reason(grid, values, left_out, reason):
    found = morans_i(values, grid)
    assert (found.i, found.expected, found.p, found.left_out) == (None, None, None, left_out)
    assert reason in found.reason
    local = local_clusters(values, grid)
    assert reason in local.attrs["reason"]
    assert local["local_i"].isna().all()


def test_is_a_strange_or_infinite_area_refused_by_name(grid):
    for question in (morans_i, local_clusters):
        with pytest.raises(ValueError, match="neighbours does not know z00"):
            question(sloping().rename({"00": "z00"}), grid)
        with pytest.raises(ValueError, match="values must be finite"):
            question(sloping().replace(sloping()["00"], np.inf), grid)


@pytest.mark.parametrize("part", [0, -0.05, 1.01, np.nan])
def test_is_an_impossible_share_of_false_discoveries_refused_by_name(grid, part):
    with pytest.raises(ValueError, match="false_discovery must be more than 0 and at most 1"):
        local_clusters(sloping(), grid, false_discovery=part)


def test_may_every_area_be_marked_where_every_discovery_may_be_false(grid):
    found = local_clusters(sloping(), grid, permutations=99, false_discovery=1)
    assert (found["cluster"] != Cluster.NONE).all()


@pytest.mark.parametrize("permutations", [0, -1, 9.5])
def test_is_a_chance_of_no_permutations_refused_by_name(grid, permutations):
    with pytest.raises(ValueError, match="permutations must be a whole number, at least 1"):
        local_clusters(sloping(), grid, permutations=permutations)


def test_does_each_permutation_deal_every_other_area_out_once():
    assert np.sort(_dealt(50, 7, 7), axis=1).tolist() == [list(range(7))] * 50


def test_is_a_chance_that_no_draw_reaches_one_in_all_of_them_on_either_side(grid):
    found = local_clusters(with_a_block(), grid, permutations=999)
    assert found["p"].min() == 2 * (0 + 1) / (999 + 1)


def test_is_a_chance_never_above_1(grid):
    values = pd.Series(0.0, index=CODES)
    values["55"] = 1.0  # around 00 all is 0, as in nearly every draw
    assert local_clusters(values, grid, permutations=99).loc["00", "p"] == 1


def test_is_an_area_marked_whose_chance_is_just_what_is_allowed(grid):
    found = local_clusters(with_a_block(), grid, permutations=999)
    marked = found[found["cluster"] != Cluster.NONE]
    last = marked["p_adjusted"].idxmax()
    again = local_clusters(
        with_a_block(), grid, permutations=999, false_discovery=found.loc[last, "p_adjusted"]
    )
    assert again.loc[last, "cluster"] == found.loc[last, "cluster"]


def test_is_a_chance_the_same_in_another_unit(grid):
    values = sloping().round(4)
    found = local_clusters(values, grid, permutations=999)["p"]
    for times in (1e3, 1e-5):
        assert local_clusters(values * times, grid, permutations=999)["p"].tolist() == (
            found.tolist()
        )
