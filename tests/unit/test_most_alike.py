"""Are areas as far apart as who lives there makes them, and is what is told of them so?"""

import csv
import io
import re
from dataclasses import replace
from datetime import date

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from het_geo.beside.similar import LEVELS, most_similar, named
from het_geo.beside.similar_layout import similar_told
from het_geo.beside.similar_said import ahead_said, both, figure_said, told, why_said
from het_geo.document.table import Table
from het_geo.geography import Level
from het_geo.likeness.ahead import surely_better
from het_geo.likeness.distance import (
    distance,
    nearest,
    shares,
    standard_of,
    standardised,
    terms,
)
from het_geo.likeness.variables import DENSITY, NAMES, THEMES, VARIABLES, weights
from het_geo.render.similar import SIMILAR_FORMATS
from het_geo.trends.change import Reading, Sureness, change

DALLOW, LUTON, DAY = "E05014741", "E06000032", date(2026, 3, 21)
SIZE = len(NAMES)
amounts = st.lists(st.floats(-8, 8).map(lambda x: round(x, 3)), min_size=SIZE, max_size=SIZE)


def of(*rows):
    """Return areas a, b, c … by their shares, the density beside them above 0."""
    frame = pd.DataFrame(rows, columns=list(NAMES), index=list("abcdefgh"[: len(rows)]))
    return frame.astype(float)


@given(amounts, amounts)
def test_is_a_distance_the_same_both_ways_and_none_to_itself(one, other):
    a, b = np.array([one]), np.array([other])
    assert distance(terms(a, b)) == distance(terms(b, a))
    assert distance(terms(a, a)) == [0]
    assert distance(terms(a, b))[0] == pytest.approx(np.sqrt(terms(a, b).sum()), rel=1e-8)


@given(amounts, amounts, amounts)
def test_is_a_way_round_never_shorter(one, other, third):
    a, b, c = (np.array([row]) for row in (one, other, third))
    there = distance(terms(a, b)) + distance(terms(b, c))
    assert distance(terms(a, c))[0] <= there[0] * (1 + 1e-8) + 1e-8


@given(amounts, amounts)
def test_do_the_shares_of_a_difference_add_up_to_all_of_it(one, other):
    found = terms(np.array(one), np.array(other))
    whole = 1 if found.sum() > 0 else 0
    assert shares(found).sum() == pytest.approx(whole)


def test_does_each_theme_count_once():
    """Ages 3 × 1/3, groups 5 × 1/5, tenures 3 × 1/3, occupations 5 × 1/5, density 1."""
    held = dict.fromkeys((theme.id for theme in THEMES), 0.0)
    for variable, weight in zip(VARIABLES, weights(), strict=True):
        held[variable.theme] += weight
    assert held == pytest.approx(dict.fromkeys(held, 1.0))
    assert len(held) == 5


def test_is_a_variable_standardised_over_all_areas_and_the_density_as_its_logarithm():
    """Aged 0 to 15: 0.1, 0.2, 0.3: mean 0.2, sd √(0.02 / 3) = 0.0816; density 1, e, e²: 0, 1, 2."""
    rows = [[0.1 * (i + 1)] + [0.01 * i] * (SIZE - 2) + [np.e**i] for i in range(3)]
    found = standardised(of(*rows), standard_of(of(*rows)))
    assert found["age_0_15"].to_numpy() == pytest.approx([-1.2247449, 0, 1.2247449], abs=1e-6)
    assert found[DENSITY].to_numpy() == pytest.approx([-1.2247449, 0, 1.2247449], abs=1e-6)


@given(st.lists(amounts, min_size=3, max_size=8), st.integers(1, 3))
def test_is_no_area_its_own_neighbour_and_is_the_nearest_named_first(rows, many):
    every = of(*rows)
    found = nearest(every, every.index, many)
    assert not (found["area_code"] == found["similar"]).any()
    for code, own in found.groupby("area_code"):
        others = every.drop(code)
        here = np.repeat(every.loc[[code]].to_numpy(), len(others), axis=0)
        far = distance(terms(others.to_numpy(), here))
        right = sorted(zip(far, others.index, strict=True))[:many]
        assert list(zip(own["distance"], own["similar"], strict=True)) == right


def test_is_an_area_without_a_variable_like_none():
    every = of([0.0] * SIZE, [1.0] * SIZE, [np.nan] + [0.0] * (SIZE - 1))
    found = nearest(every, every.index, 2)
    assert found[["area_code", "similar"]].to_numpy().tolist() == [["a", "b"], ["b", "a"]]


def test_are_the_nearest_of_many_areas_found_among_all_of_them():
    """Made up: 200 areas, of which quick sums keep 12 for each: the exact nearest among them."""
    drawn = np.random.default_rng(4).normal(size=(200, SIZE))
    every = pd.DataFrame(drawn, [f"E{i:03}" for i in range(200)], list(NAMES))
    found = nearest(every, every.index, 3)
    for place, code in enumerate(every.index):
        far = distance(terms(drawn, np.tile(drawn[place], (200, 1))))
        far[place] = np.inf
        expected = every.index[np.argsort(far)[:3]].to_list()
        assert found.loc[found["area_code"] == code, "similar"].to_list() == expected


def test_is_an_area_alone_like_none():
    alone = of([0.0] * SIZE)
    assert nearest(alone, alone.index, 2).empty


def test_is_an_area_in_which_nobody_lives_none_to_standardise_by_and_like_none():
    """Its density is 0, which has no logarithm; of the others it is 1, e and e²: mean 1."""
    rows = [[0.1 * i] * (SIZE - 1) + [np.e**i] for i in range(3)]
    every = of(*rows, [0.9] * (SIZE - 1) + [0.0])
    found = standard_of(every)
    assert found.mean[DENSITY] == pytest.approx((0 + 1 + 2) / 3)
    assert found.mean["age_0_15"] == pytest.approx((0 + 0.1 + 0.2) / 3)
    alike = nearest(standardised(every, found), every.index, 3)
    assert set(alike["area_code"]) == set(alike["similar"]) == {"a", "b", "c"}
    none = nearest(standardised(every, found), every.index[3:], 3)
    assert (len(none), list(none)) == (0, ["area_code", "similar", "distance"])


readings = st.tuples(st.floats(10, 90), st.floats(0.1, 9), st.floats(0.1, 9))


@given(st.lists(st.tuples(readings, readings), min_size=1, max_size=5), st.sampled_from([1, -1]))
def test_is_better_by_more_than_chance_as_two_figures_are_told_apart(pairs, polarity):
    def rows(which):
        cells = [(v, v - low, v + high, np.nan, np.nan) for v, low, high in which]
        return pd.DataFrame(cells, columns=["value", "lower", "upper", "least", "most"])

    there, here = rows([one for one, _ in pairs]), rows([other for _, other in pairs])
    known, better, worse = surely_better(there, here, polarity)
    assert known.all()
    for i, (one, other) in enumerate(pairs):
        found = change(*(Reading(v, v - low, v + high) for v, low, high in (other, one)))
        sure = found.sure == Sureness.SURE
        up = sure and found.difference.value * polarity > 0
        assert (better[i], worse[i]) == (up, sure and not up)


def test_is_what_has_no_limits_neither_better_nor_worse():
    row = {"value": [10.0], "lower": [np.nan], "upper": [np.nan], "least": [np.nan]}
    there = pd.DataFrame(row | {"most": [np.nan]})
    here = pd.DataFrame({**row, "value": [90.0], "lower": [89.0], "upper": [91.0], "most": np.nan})
    assert [marks.any() for marks in surely_better(there, here, -1)] == [False] * 3


@pytest.mark.parametrize("level", LEVELS)
@pytest.mark.in_turn
def test_are_there_ten_of_each_area_nearest_first_with_all_shares(atlas, level):
    for code in atlas.pack.codes(level):
        found = most_similar(atlas, code)
        assert len(found.alike) == 10
        far = [one.distance for one in found.alike]
        assert far == sorted(far)
        assert code not in {one.code for one in found.alike}
        assert all(one.parts.sum() == pytest.approx(1) for one in found.alike)
        assert all(sum(one.themes.values()) == pytest.approx(1) for one in found.alike)


def test_do_the_figures_that_some_have_better_count_as_the_pairs_do(atlas):
    """A similar area is better in as many figures as name its place."""
    for code in (*atlas.pack.codes(Level.WARD), LUTON):
        found = most_similar(atlas, code)
        for place, one in enumerate(found.alike):
            assert one.better == sum(place in ahead.places for ahead in found.ahead)
        assert sum(one.worse for one in found.alike) >= sum(x.worse for x in found.ahead)


def test_is_luton_most_like_slough(atlas):
    found = most_similar(atlas, LUTON)
    assert [named(one) for one in found.alike[:2]] == ["Slough", "Birmingham"]
    pay = next(one for one in found.ahead if one.indicator.id == "english_proficiency")
    assert len(pay.places) == 9
    assert pay.worse == 1


def test_is_said_who_is_alike_why_and_what_they_have(atlas):
    catalogue, found = atlas.pack.catalogue, most_similar(atlas, DALLOW)
    farnham = found.alike[1]
    assert named(farnham) == "Farnham ward in Slough"
    there, here = (round(100 * float(side["private"])) for side in (farnham.there, farnham.here))
    assert why_said("Dallow ward", farnham) == (
        f"{there}% of households rent privately, Dallow ward {here}%"
    )
    first = told(found, catalogue)[0]
    said = figure_said(found, catalogue, first)
    assert "in Dallow ward. Better by more than chance in 10 of 10; their median is" in said
    assert said.endswith("the best has 46.7 in every 100: Farnham ward in Slough.")
    assert ahead_said(found, catalogue).startswith(
        "Most of the 10 are better than Dallow ward, by "
    )


def test_is_an_area_that_none_surpasses_said_so(atlas):
    found = most_similar(atlas, DALLOW)
    none = replace(found, ahead=())
    assert ahead_said(none, atlas.pack.catalogue) == (
        "In none of 13 figures is any of the 10 better by more than chance. 1 of the 10 has more "
        "figures worse than better."
    )
    bare = replace(none, alike=tuple(replace(one, compared=0) for one in found.alike))
    assert ahead_said(bare, atlas.pack.catalogue).startswith("None of their figures and ours has")


@pytest.mark.parametrize(("name", "district", "expected"), [
    ("Slough", "Slough", "Slough"),
    ("Herefordshire", "Herefordshire, County of", "Herefordshire"),
    ("Bristol", "Bristol, City of", "Bristol"),
    ("the City of London", "City of London", "the City of London"),
    ("Farnham ward", "Slough", "Farnham ward in Slough"),
    ("Walbrook ward", "City of London", "Walbrook ward in the City of London"),
])  # fmt: skip
def test_is_a_district_not_said_to_lie_in_itself(atlas, name, district, expected):
    one = most_similar(atlas, DALLOW).alike[0]
    assert named(replace(one, name=name, district=district)) == expected


def test_are_figures_that_are_not_named_said_to_be_more(atlas):
    """For every ward: all are named, or those that are named are said to be some of them."""
    for code in atlas.pack.codes(Level.WARD):
        said = ahead_said(most_similar(atlas, code), atlas.pack.catalogue)
        many = re.search(r"in (\d+) of \d+ figures(, among them|:) (“.*)", said)
        if many:
            some = many[3].count("“")
            assert (some < int(many[1])) == (many[2] == ", among them"), said


@given(st.integers(0, 16), st.floats(0.0001, 0.9999), st.floats(0.0001, 0.9999))
def test_are_two_figures_that_differ_written_apart_as_far_as_two_decimals_can(place, one, other):
    there, here = both(VARIABLES[place], one, other)
    if abs(one - other) > 0.011:
        assert there != here


def test_is_an_area_of_another_kind_told_why_there_is_none(atlas):
    (msoa, *_), (ward, *_) = atlas.pack.codes(Level.MSOA), atlas.pack.codes(Level.WARD)
    found = similar_told(atlas, [msoa, ward], DAY)
    first = found.document.sections[0].parts[0].text
    assert first.endswith(
        "not available, for the most similar areas are found for neighbourhoods, wards and "
        "districts alone."
    )
    assert found.found[1].alike


def test_have_files_all_that_the_page_has(atlas):
    found = similar_told(atlas, [DALLOW, LUTON], DAY)
    rows = list(csv.DictReader(io.StringIO(SIMILAR_FORMATS["csv"].make(found).decode("utf-8-sig"))))
    assert len(rows) == 20
    for row in rows:
        assert sum(float(row[f"share_{name}"]) for name in NAMES) == pytest.approx(1)
        assert sum(float(row[f"share_of_{x.id}"]) for x in THEMES) == pytest.approx(1)
        assert len(row["better_in"].split()) == int(row["better"])
    for kind in ("pdf", "docx"):
        assert len(SIMILAR_FORMATS[kind].make(found)) > 5_000
    tables = [p for s in found.document.sections for p in s.parts if isinstance(p, Table)]
    assert {len(row) for table in tables for row in table.rows} <= {4, 6, 7}
    assert found.file_stem.startswith("luton-most-like-dallow-ward-and-luton-2026-03-21-")
