"""Is an age-standardised rate OHID's? (Dobson's limits, docs/methods.md#age-standardised-rate)"""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from het_geo.intervals import (
    EMPTY_BAND,
    FEW_EVENTS,
    NO_EVENTS,
    NOBODY,
    UNKNOWN_BAND,
    byar,
    dsr,
)
from tests.conftest import frame
from tests.sampled import tried
from tests.unit.long_hand import Z95

FEW = settings(max_examples=tried(60), deadline=None)
ESP2013 = [5000, *[5500] * 3, *[6000] * 2, 6500, *[7000] * 4]
ESP2013 += [6500, 6000, 5500, 5000, 4000, 2500, 1500, 1000]
# Made-up age bands: events, people, standard people; the first has ten events.
bands = st.lists(
    st.tuples(st.integers(0, 500), st.integers(501, 9000), st.integers(1, 7000)),
    min_size=1,
    max_size=6,
).map(lambda rows: [list(part) for part in zip((10, 600, 100), *rows)])


def test_is_the_published_example_met():
    # OHID's vignette of phe_dsr, "Zero deaths for a specific age band": 88 deaths, 860 people
    people = [30, 35, 35, 35, 40, 40, 45, 50, 50, 50, 60, 60, 70, 75, 70, 60, 20, 20, 15]
    deaths = [1, 1, 0, 0, 0, 1, 1, 3, 3, 3, 3, 10, 10, 10, 10, 8, 8, 8, 8]
    assert sum(ESP2013) == 100_000
    found = [round(float(part), 2) for part in dsr(deaths, people, ESP2013)]
    assert found == [8283.02, 6570.82, 10289.65]


def test_is_a_rate_of_two_ages_what_the_pencil_says():
    table = frame("age | events | people | standard\n young | 4 | 1000 | 3\n old | 16 | 500 | 1")
    value, lower, upper = dsr(table["events"], table["people"], table["standard"], multiplier=1000)
    assert value == pytest.approx(1000 * (3 * 4 / 1000 + 1 * 16 / 500) / (3 + 1))
    variance = (3**2 * 4 / 1000**2 + 1**2 * 16 / 500**2) / (3 + 1) ** 2
    low = 20 * (1 - 1 / (9 * 20) - Z95 / (3 * 20**0.5)) ** 3
    high = 21 * (1 - 1 / (9 * 21) + Z95 / (3 * 21**0.5)) ** 3
    assert lower == pytest.approx(value + 1000 * (variance / 20) ** 0.5 * (low - 20))
    assert upper == pytest.approx(value + 1000 * (variance / 20) ** 0.5 * (high - 20))


@FEW
@given(bands)
def test_is_the_rate_its_long_hand_sum(rows):
    value, lower, upper = dsr(*rows, multiplier=1)
    total = sum(w for _, _, w in zip(*rows))
    assert value == pytest.approx(sum(w * x / n for x, n, w in zip(*rows)) / total)
    assert lower <= value <= upper


@FEW
@given(bands)
def test_is_the_rate_the_crude_one_where_people_are_the_standard(rows):
    events, people, _ = rows
    value, lower, upper = dsr(events, people, people, multiplier=1)
    count, everyone = sum(events), sum(people)
    limits = byar(count)
    assert value == pytest.approx(count / everyone)
    assert (lower, upper) == pytest.approx((limits[0] / everyone, limits[1] / everyone))


@FEW
@given(bands, st.floats(0.001, 1000))
def test_does_only_the_shape_of_the_standard_matter(rows, times):
    events, people, standard = rows
    found = dsr(events, people, [times * w for w in standard])
    assert found == pytest.approx(dsr(events, people, standard))


@pytest.mark.parametrize(("events", "known"), [((4, 5), False), ((4, 6), True), ((0, 0), False)])
def test_is_a_rate_on_fewer_than_ten_events_not_available(events, known):
    found = dsr(events, [1000, 1000], [1, 1])
    assert np.isfinite(found).tolist() == [known] * 3
    assert (found.reason == "") == known


@pytest.mark.parametrize(
    ("events", "people", "reason"),
    [
        ([np.nan, 30], [1000, 1000], UNKNOWN_BAND),  # it could be 0, or 300: the rate is not known
        ([20, 30], [np.nan, 1000], UNKNOWN_BAND),
        ([0, 30], [0, 1000], EMPTY_BAND),  # nobody of that age: no rate to weigh, not a rate of 0
        ([5, 30], [0, 1000], EMPTY_BAND),
        ([0, 0], [0, 0], NOBODY),
        ([4, 5], [1000, 1000], FEW_EVENTS),
    ],
)
def test_does_a_group_without_a_rate_say_why_and_stop_no_other(events, people, reason):
    found = dsr([events, [4, 16]], [people, [1000, 1000]], [3, 1], multiplier=1000)
    alone = dsr([4, 16], [1000, 1000], [3, 1], multiplier=1000)
    assert found.reason.tolist() == [reason, ""]
    assert np.isnan([part[0] for part in found]).all()
    assert [part[1] for part in found] == [float(part) for part in alone]


def test_is_a_rate_of_no_band_that_weighs_not_available():
    found = dsr([0, 30], [1000, 1000], [0, 1]), dsr([0, 30], [1000, 1000], [1, 0])
    assert [one.reason.item() for one in found] == ["", NO_EVENTS]
    assert np.isnan(found[1]).all()


def test_are_weights_of_other_age_bands_refused():
    with pytest.raises(ValueError, match="x, n and weights must have the same age bands"):
        dsr([[4, 16]], [[1000, 1000]], [3])


def test_are_age_bands_paired_by_their_names():
    table = frame("age | events | people | standard\n young | 4 | 1000 | 3\n old | 16 | 500 | 1")
    turned = table[::-1]
    expected = dsr(table["events"], table["people"], table["standard"])
    assert dsr(table["events"], turned["people"], turned["standard"]) == expected
    two = pd.DataFrame([table["events"], 2 * table["events"]], index=["here", "there"])
    people = pd.DataFrame([table["people"]] * 2, index=["here", "there"])
    both = dsr(two, people, table["standard"])
    mixed = dsr(two, people.loc[["there", "here"], ["old", "young"]], turned["standard"])
    assert [part.tolist() for part in mixed] == [part.tolist() for part in both]
    with pytest.raises(ValueError, match="weights must have the index of x"):
        dsr(table["events"], table["people"], table["standard"].rename({"old": "older"}))


def test_are_many_areas_standardised_at_once():
    events = np.array([[20, 30], [1, 2], [50, 10]])
    together = dsr(events, [1000, 800], [3, 1])
    for i, row in enumerate(events):
        alone = dsr(row, [1000, 800], [3, 1])
        assert [part[i] for part in together] == pytest.approx(alone, nan_ok=True)
    assert np.isnan(together[0]).tolist() == [False, True, False]


def test_may_each_area_have_a_standard_of_its_own():
    events, standards = [[20, 30], [50, 10]], [[3, 2], [1, 6]]
    together = dsr(events, [[1000, 800]] * 2, standards)
    for i, standard in enumerate(standards):
        alone = dsr(events[i], [1000, 800], standard)
        assert [part[i] for part in together] == pytest.approx(alone)
    with pytest.raises(ValueError, match="weights must not all be zero"):
        dsr(events, [[1000, 800]] * 2, [[3, 1], [0, 0]])


def test_does_more_confidence_give_wider_limits():
    narrow, wide = (dsr([20, 30], [1000, 800], [3, 1], confidence=c) for c in (0.8, 0.998))
    assert wide[1] < narrow[1] < narrow[0] < narrow[2] < wide[2]


@pytest.mark.parametrize(
    ("events", "people", "standard", "message"),
    [
        ([-1, 20], [100, 100], [1, 1], "x must not be negative"),
        ([np.inf, 20], [100, 100], [1, 1], "x must be finite"),
        ([10, 20], [-100, 100], [1, 1], "n must not be negative"),
        ([10, 20], [100, 100], [0, 0], "weights must not all be zero"),
        ([10, 20], [100, 100], [1, np.nan], "weights must not be missing"),
        ([10, 20], [100, 100, 100], [1, 1], "n must have the shape of x"),
    ],
)
def test_is_an_impossible_band_refused_by_name(events, people, standard, message):
    with pytest.raises(ValueError, match=message):
        dsr(events, people, standard)


def test_is_an_impossible_confidence_refused():
    with pytest.raises(ValueError, match="confidence must lie between 0 and 1"):
        dsr([10, 20], [100, 100], [1, 1], confidence=95)
