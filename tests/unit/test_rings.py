"""Do outlines come back from their file as they went in, with borders still shared?"""

import numpy as np
import pandas as pd
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from het_geo.build.national import outlines
from het_geo.errors import SourceError
from het_geo.national.rings import MOST, Grid, Rings, decode, encode, read_header, snapped

GRID = Grid(west=82_660, north=657_540, metres=10, width=MOST, height=MOST)
STEP = st.integers(0, MOST)
POINT = st.tuples(STEP, STEP)
AREAS = st.lists(
    st.lists(st.lists(POINT, min_size=3, max_size=6), min_size=1, max_size=3), max_size=5
)


def codes(count):
    return pd.Index([f"area {i}" for i in range(count)])


def rings_of(areas):
    rings = [ring for area in areas for ring in area]
    points = [point for ring in rings for point in ring]
    counts = [np.array([len(one) for one in several], dtype=int) for several in (areas, rings)]
    return Rings(GRID, *counts, np.array(points, dtype=int).reshape(-1, 2))


@given(AREAS)
def test_do_any_rings_come_back_as_they_were(areas):
    rings = rings_of(areas)
    found = decode(encode(rings))
    assert found.grid == GRID
    for name in ("rings", "points", "steps"):
        assert np.array_equal(getattr(found, name), getattr(rings, name))


def test_does_the_file_hold_the_bytes_its_description_says():
    """Made up: one triangle. Differences 3 0, 0 5, -2 300: folded 6 0, 0 10, 3 600."""
    content = encode(rings_of([[[(3, 0), (3, 5), (1, 305)]]]))
    assert content[:4] == b"HGR1"
    assert np.frombuffer(content, "<u4", 3, 4).tolist() == [1, 1, 3]
    assert np.frombuffer(content, "<i4", 2, 16).tolist() == [82_660, 657_540]
    assert np.frombuffer(content, "<u2", 4, 24).tolist() == [10, MOST, MOST, 0]
    assert np.frombuffer(content, "<u2", 2, 32).tolist() == [1, 3]
    assert list(content[36:]) == [6, 0, 0, 10, 3, 600 % 128 + 128, 600 // 128]


COORDINATE = st.floats(0, 600_000)


@given(st.lists(st.tuples(COORDINATE, COORDINATE), min_size=1, max_size=30, unique=True))
def test_do_neighbours_still_share_every_point_of_their_border(border):
    """Two made-up areas left and right of a ragged border: once on the grid, it is one border."""
    left = shapely.Polygon([(-90_000, -90_000), *border, (-90_000, 690_000)])
    right = shapely.Polygon([(690_000, -90_000), *border, (690_000, 690_000)])
    grid = Grid.around((-90_000, -90_000, 690_000, 690_000), 20)
    found = snapped(np.array([left, right]), codes(2), grid)
    one, two = (list(map(tuple, part)) for part in np.split(found.steps, found.points[:1]))
    assert set(one[1:-1]) == set(two[1:-1]) == set(map(tuple, grid.steps(np.array(border))))
    assert one[1:-1] == two[1:-1]


@given(st.lists(st.tuples(STEP, STEP), min_size=1, max_size=20))
def test_are_points_on_the_grid_back_where_they_were(points):
    steps = np.array(points)
    assert np.array_equal(GRID.steps(GRID.points(steps)), steps)


def test_are_holes_and_islands_kept_and_specks_dropped():
    """Made up, metres: a square of 100 with a hole of 20, an island of 50, a speck of 2."""
    square, hole = shapely.box(100, 100, 200, 200), shapely.box(140, 140, 160, 160)
    shape = shapely.union_all(
        [square.difference(hole), shapely.box(300, 100, 350, 150), shapely.box(401, 101, 403, 103)]
    )
    grid = Grid.around((0, 0, 500, 500), 10)
    found = snapped(np.array([shape]), codes(1), grid)
    assert found.rings.tolist() == [3]
    assert found.points.tolist() == [4, 4, 4]
    assert found.polygons()[0].area == 100 * 100 - 20 * 20 + 50 * 50
    assert grid.steps(np.array([[0.0, 500.0], [500.0, 0.0]])).tolist() == [[0, 0], [50, 50]]


def test_is_an_area_that_would_vanish_refused_by_name():
    shapes = np.array([shapely.box(0, 0, 100, 100), shapely.box(1, 1, 3, 3)])
    with pytest.raises(SourceError, match="area 1 vanishes on a grid of 10 m"):
        snapped(shapes, codes(2), Grid.around((0, 0, 100, 100), 10))


def test_is_a_grid_that_16_bits_cannot_reach_across_refused():
    assert Grid.around((5, 5, 655_344, 95), 10) == Grid(0, 100, 10, MOST, 10)
    with pytest.raises(ValueError, match=r"65,536 steps of 10 m are more than 65,535"):
        Grid.around((5, 5, 655_351, 95), 10)


def test_is_what_is_no_such_file_said_so():
    content = encode(rings_of([[[(3, 0), (3, 5), (1, 305)]]]))
    with pytest.raises(ValueError, match="does not begin with HGR1"):
        read_header(b"GIF8" + content[4:])
    with pytest.raises(ValueError, match="counts are at odds with the points"):
        decode(content[:-3])


def test_do_outlines_run_along_the_areas_they_are_made_of():
    """Made up: three squares in a row; b holds the first and the last, a the one between."""
    squares = np.array([shapely.box(100 * i, 0, 100 * i + 100, 100) for i in range(3)])
    found, names = outlines(squares, pd.Series(["b", "a", "b"]))
    assert list(names) == ["a", "b"]
    assert found[0].equals(squares[1])
    assert found[1].equals(shapely.union_all(squares[[0, 2]]))
