"""Is it said where the neighbourhoods of a set do not touch?"""

from datetime import date

import pytest
from shapely.geometry import box, mapping, shape

from het_geo.geography import Level
from het_geo.profiles.profile import profile_of
from het_geo.spatial import parts_of

TODAY = date(2026, 11, 29)


def boxes(*corners):
    return [{"geometry": mapping(box(*corner))} for corner in corners]


@pytest.mark.parametrize(
    ("features", "parts"),
    [
        (boxes((0, 0, 1, 1)), 1),
        (boxes((0, 0, 1, 1), (1, 0, 2, 1)), 1),  # a border
        (boxes((0, 0, 1, 1), (1, 1, 2, 2)), 1),  # a corner
        (boxes((0, 0, 1, 1), (5, 0, 6, 1)), 2),
        (boxes((0, 0, 1, 1), (2, 0, 3, 1), (1, 0, 2, 1)), 1),  # the last joins the two
        (boxes((0, 0, 1, 1), (2, 0, 3, 1), (9, 0, 10, 1), (1, 0, 2, 1)), 2),
    ],
)
def test_are_the_parts_counted_that_touch_in_no_point(features, parts):
    assert parts_of(features) == parts


def test_are_all_neighbourhoods_one_part_and_are_two_told_apart_by_their_shapes(luton):
    held = luton.shapes[Level.LSOA]
    assert parts_of(held.values()) == 1
    codes = luton.codes(Level.LSOA)
    first = shape(held[codes[0]]["geometry"])
    for code in codes[1:]:
        touch = first.intersects(shape(held[code]["geometry"]))
        assert parts_of([held[codes[0]], held[code]]) == (1 if touch else 2)


def test_says_a_set_by_its_map_that_it_does_not_touch(atlas, luton):
    held, codes = luton.shapes[Level.LSOA], luton.codes(Level.LSOA)
    first = shape(held[codes[0]]["geometry"])
    near = next(c for c in codes[1:] if first.intersects(shape(held[c]["geometry"])))
    far = next(c for c in codes[1:] if not first.intersects(shape(held[c]["geometry"])))
    for other, apart in ((near, False), (far, True)):
        profile = profile_of(atlas, [codes[0], other], TODAY, "Two made one")
        notes = " ".join(profile.best_fit.notes)
        assert ("They lie in 2 separate parts, which do not touch." in notes) == apart
