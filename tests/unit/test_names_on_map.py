"""Do names stand on the map where they fit, and nowhere else? (Shapes are made up.)"""

from itertools import combinations, product

import pytest
import shapely
from shapely.geometry import Polygon, box

from het_geo.geography import Level
from het_geo.pictures import paths
from het_geo.pictures.names import LETTER, LINE, broken, drawn, names_over, place_name, place_names
from het_geo.pictures.svg import OWN

LONG = "Saint Bartholomew-without-the-Walls & Upper Winterbourne East"
assert len(LONG) > 60


def frame(name):
    """Return the box that a placed name fills at its largest size."""
    wide = max(OWN.room(line, name.size) for line in name.lines)
    high = (LETTER + LINE * (len(name.lines) - 1)) * name.size
    return box(name.x - wide / 2, name.y - high / 2, name.x + wide / 2, name.y + high / 2)


@pytest.mark.parametrize("name", ["Lea", "Dallow", "Round Green", "Stopsley & Bushmead", LONG])
@pytest.mark.parametrize(
    "there",
    [
        box(0, 0, 1000, 1000),
        box(0, 0, 3000, 200),
        box(0, 0, 200, 3000),
        Polygon([(0, 0), (2000, 0), (2000, 300), (300, 300), (300, 2000), (0, 2000)]),  # an L
        box(0, 0, 1000, 1000).difference(box(300, 300, 700, 700)),  # another ward inside
        box(0, 0, 300, 300).union(box(1000, 0, 2500, 900)),  # two parts
    ],
)
def test_does_a_name_stand_inside_its_own_shape(there, name):
    found = place_name(there, name)
    assert " ".join(found.lines) == name
    assert found.size > 0
    assert there.buffer(0.02 * there.area**0.5).contains(frame(found))


def test_are_lines_as_even_as_words_allow():
    assert list(broken("Lea")) == [("Lea",)]
    assert list(broken("High Town")) == [("High Town",), ("High", "Town")]
    assert list(broken("Farley Hill & Stockwood Park"))[1] == ("Farley Hill &", "Stockwood Park")


def test_has_a_narrow_shape_more_lines():
    name = "Stopsley & Bushmead"
    wide, tall = place_name(box(0, 0, 900, 100), name), place_name(box(0, 0, 100, 900), name)
    assert (len(wide.lines), len(tall.lines)) == (1, 3)
    assert (wide.x, wide.y) == (450, 50)  # in the middle of a band, not at its end


def test_do_the_names_of_80_wards_never_meet():
    corners = product(range(0, 10_000, 1000), range(0, 7200, 900))
    grid = [box(x, y, x + 1000, y + 900) for x, y in corners]
    names = [place_name(b, f"{LONG[: 3 + i % 60]}") for i, b in enumerate(grid)]
    assert len(names) == 80
    frames = [frame(n) for n in names]
    assert not [1 for a, b in combinations(frames, 2) if a.intersection(b).area > 100]


def test_has_what_has_no_shape_or_no_name_no_place():
    assert place_name(Polygon(), "Lea") is None
    assert place_name(box(0, 0, 1, 1), " ") is None
    fit = paths.Projection(0, 0, 1, 1)
    assert place_names({}, {"E05014741": "Dallow"}, fit) == []


def test_has_a_place_with_one_ward_one_name():
    one = {"type": "Feature", "geometry": shapely.geometry.mapping(box(-0.5, 51.8, -0.3, 51.9))}
    fit = paths.projection([one])
    (found,) = place_names({"A": one}, {"A": LONG}, fit)
    assert drawn(one["geometry"], fit).buffer(200).contains(frame(found))


@pytest.mark.parametrize(
    ("level", "many", "first"),
    [
        (Level.WARD, 20, ("Barnfield",)),
        (Level.LSOA, 20, ("Barnfield",)),  # wards' names, over neighbourhoods
        (Level.MSOA, 22, ("Bramingham",)),
        (Level.DISTRICT, 0, None),
    ],
)
def test_whose_names_stand_on_a_map(luton, level, many, first):
    fit = paths.projection(luton.shapes[Level.DISTRICT].values())
    found = names_over(luton, level, fit)
    assert len(found) == many
    assert first is None or found[0].lines == first
    frames = [frame(name) for name in found]
    assert not [1 for a, b in combinations(frames, 2) if a.intersection(b).area > 1000]
