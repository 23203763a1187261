"""People of any ages in a neighbourhood, from bands, single years around it and a later total."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from het_geo.build.ages import ALL_AGES, BANDS, OLDEST, ages_of, needed, people, single_year
from het_geo.errors import CatalogueError

MSOA = pd.Series({"a": "M", "b": "M"})


def bands(**counts):
    """Make a census of two neighbourhoods: bands not named hold nobody."""
    frame = pd.DataFrame(0.0, index=["a", "b"], columns=list(BANDS))
    for name, both in counts.items():
        frame[f"Aged {name.strip('_').replace('_', ' to ')} years"] = both
    return frame.assign(**{ALL_AGES: frame.sum(axis=1)})


def years(**counts):
    row = {single_year(age): 0.0 for age in range(OLDEST + 1)}
    return pd.DataFrame(
        [row | {single_year(int(k[1:])): float(v) for k, v in counts.items()}], ["M"]
    )


def test_is_a_band_cut_as_the_single_years_around_it_lie():
    census = bands(_15_19=[100, 50], _20_24=[30, 0])
    single = years(_15=1, _16=1, _17=2, _18=8, _19=8)  # students: 16 of 20 are 18 or 19
    now = census[ALL_AGES]
    found = people("18 to 66", census, single, now, MSOA)
    assert found.tolist() == pytest.approx([100 * 16 / 20 + 30, 50 * 16 / 20])


def test_are_people_brought_to_the_later_year():
    census = bands(_60_64=[40, 10], _20_24=[60, 10])
    now = pd.Series({"a": 150.0, "b": 10.0})
    found = people("60 and over", census, years(), now, MSOA)
    assert found.tolist() == pytest.approx([40 / 100 * 150, 10 / 20 * 10])


def test_is_a_band_of_nobody_around_cut_evenly():
    census = bands(_15_19=[10, 0], _20_24=[0, 5])
    found = people("18 to 66", census, years(), census[ALL_AGES], MSOA)
    assert found.tolist() == pytest.approx([10 * 2 / 5, 5])


def test_is_a_neighbourhood_of_nobody_unknown():
    census = bands(_20_24=[0, 5])
    found = people("18 to 66", census, years(), pd.Series({"a": 3.0, "b": 5.0}), MSOA)
    assert np.isnan(found["a"])
    assert found["b"] == 5


@given(st.lists(st.integers(0, 500), min_size=101, max_size=101), st.integers(1, 99))
def test_are_those_under_and_over_an_age_all_people(counts, age):
    single = pd.DataFrame([{single_year(i): float(n) for i, n in enumerate(counts)}], ["M"])
    held = {band: sum(counts[low : high + 1]) for band, (low, high) in BANDS.items()}
    census = pd.DataFrame([{**held, ALL_AGES: sum(counts)}] * 2, ["a", "b"]).astype(float)
    now = pd.Series({"a": 1000.0, "b": 10.0})
    if sum(counts) == 0 or age < 2:
        return
    parts = [people(f"0 to {age - 1}", census, single, now, MSOA)]
    parts.append(people(f"{age} and over", census, single, now, MSOA))
    assert sum(parts).tolist() == pytest.approx([1000, 10])


def test_is_no_more_read_than_the_ages_need():
    assert needed(["18 to 24"]) == (
        ["Total", "Aged 15 to 19 years", "Aged 20 to 24 years"],
        ["Aged 15 years", "Aged 16 years", "Aged 17 years", "Aged 18 years", "Aged 19 years"],
        ["population"],
    )


@pytest.mark.parametrize("name", ["18-66", "66 to 18", "", "0 to 300", "people"])
def test_are_other_words_for_ages_refused(name):
    with pytest.raises(CatalogueError, match="ages are written as"):
        ages_of(name)
