"""How far apart are two numbers as they are written, and which of it is told? Drawn, one by one."""

import math
from dataclasses import replace

import pytest

from het_geo.apart import (
    Apart,
    apart,
    count_decimals,
    counts_few,
    is_coarse,
    is_everybody,
    is_near_one,
    no_ratio,
)
from het_geo.bounds import bounded
from het_geo.catalogue.vocabulary import Unit
from tests.unit.made_up import OVERCROWDING

PER_CENT = Unit("%", 100.0, "{value}%", "%", "{value} percentage points")


def of_kind(kind, **parts):
    return replace(OVERCROWDING, kind=kind, **parts)


def test_has_a_figure_no_ratio_by_its_kind_or_else_by_its_unit():
    years = replace(PER_CENT, no_ratio="years have no ratio")
    assert no_ratio(of_kind("proportion"), PER_CENT) == ""
    assert no_ratio(of_kind("proportion"), years) == "years have no ratio"
    for unit in (PER_CENT, years):
        assert no_ratio(of_kind("rank"), unit) == "a rank has no ratio"


@pytest.mark.parametrize(
    ("one", "other", "decimals", "difference", "ratio"),
    [
        (22.24, 11.96, 1, 22.2 - 12.0, 1.85),
        (0.5, 2.0, 2, -1.5, 0.25),
        (1.0, 2.0, 1, -1.0, 0.5),  # 10 tenths: two digits
        (0.9, 2.0, 1, -1.1, None),  # 9 tenths: one
        (2.0, 0.9, 1, 1.1, None),
        (-0.5, 2.0, 2, -2.5, None),
        (2.0, -0.5, 2, 2.5, None),
        (0.0, 2.0, 1, -2.0, None),
    ],
)
def test_are_two_numbers_apart_as_they_are_written(one, other, decimals, difference, ratio):
    found = apart(one, other, decimals)
    assert found == Apart(pytest.approx(difference), ratio)


@pytest.mark.parametrize(
    ("value", "decimals", "coarse"),
    [(9, 0, True), (10, 0, False), (0.9, 1, True), (1.0, 1, False), (0.09, 2, True),
     (0.12, 2, False), (-1.2, 1, False), (-0.9, 1, True)],
)  # fmt: skip
def test_is_a_value_of_one_digit_coarse(value, decimals, coarse):
    assert is_coarse(value, decimals) is coarse


@pytest.mark.parametrize(
    ("value", "part", "whole", "decimals", "digits"),
    [
        (12.0, 12.0, 100.0, 1, 0),
        (1.248, 15.6, 1250.0, 1, 1),  # 16 ÷ 1250 is 1.28; 15.6 ÷ 1250 is 1.248, and written 1.2
        (1.203, 9.6, 798.0, 1, 1),  # 10 ÷ 798 is 1.253, and would be written 1.3
        (1.3, 0.65, 50.0, 1, 2),  # 1 ÷ 50 is 2.0, 0.7 ÷ 50 is 1.4 and 0.6 ÷ 50 is 1.2
        (12.5, 1.25, 10.0, 0, 1),  # 1 ÷ 10 is 10; 1.2 ÷ 10 is 12 and 1.3 ÷ 10 is 13
        (30.0, 3e-6, 1e-5, 1, 6),  # fewer decimals leave nothing of 10
        (30.0, 3e-7, 1e-6, 1, 0),  # six are the most
        (30.0, 1.0, 2.0, 1, 0),  # 50: the value is not made of these
        (30.0, 1.0, 0.0, 1, 0),
    ],
)
def test_are_counts_written_with_as_few_decimals_as_give_their_value(
    value, part, whole, decimals, digits
):
    assert count_decimals(value, part, whole, 100.0, decimals) == digits


def test_is_a_value_half_way_between_two_that_are_written_made_of_its_counts():
    # 0.1 ÷ 0.8 is 12.5 %, whether that is written 12 or 13; with no decimal nothing is left of it
    assert count_decimals(12.5, 0.1, 0.8, 100.0, 0) == 1


@pytest.mark.parametrize(
    ("kind", "value", "count", "hides", "few"),
    [
        ("proportion", 5.0, 19, False, True),
        ("rate", 5.0, 20, False, False),
        ("dsr", 5.0, 19, False, True),
        ("mean", 5.0, 19, False, False),
        ("rate", 0.5, math.nan, True, True),  # not shown because it is small
        ("rate", 0.5, math.nan, False, False),
        ("rate", 0.0, math.nan, True, False),  # none at all is not hidden
        ("rate", 5.0, 200, True, False),
    ],
)
def test_is_a_count_below_20_or_kept_back_few(kind, value, count, hides, few):
    assert counts_few(of_kind(kind, hides_small_counts=hides), value, count) is few


@pytest.mark.parametrize(
    ("kind", "times", "value", "everybody"),
    [
        ("proportion", 100, 100.0, True),
        ("rate", 100, 99.96, True),  # written 100.0
        ("proportion", 100, 99.94, False),
        ("score", 100, 100.0, False),
        ("rate", 1000, 100.0, False),
        ("proportion", 100, bounded(99.0, 98.0, 100.0), False),
        ("proportion", 100, bounded(100.0, 99.98, 100.0), True),
    ],
)
def test_is_a_share_everybody_where_both_its_ends_are_written_as_all(kind, times, value, everybody):
    unit = replace(PER_CENT, times=times)
    assert is_everybody(of_kind(kind), unit, value) is everybody


@pytest.mark.parametrize(
    ("ratio", "near"),
    [(1.0, True), (1.14, True), (1.15, False), (2.0, False), (0.88, True), (0.86, False),
     (1 / 1.15, False)],
)  # fmt: skip
def test_is_a_ratio_near_one_below_1_15_either_way(ratio, near):
    assert is_near_one(ratio) is near
