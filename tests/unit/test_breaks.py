"""Does anything compare figures that were not made alike?

docs/methods.md#comparable-periods
"""

from dataclasses import replace
from datetime import date
from itertools import combinations

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from het_geo.atlas.area_series import NUMBERS, series_in
from het_geo.atlas.over_time import breaks_in, comparable_periods, judge, periods_until, segments
from het_geo.catalogue.periods import NOT_COMPARABLE, WITH_CARE, Break, BreakAt, Period
from het_geo.catalogue.records import Indicator
from het_geo.geography import Level
from het_geo.sentences.breaks import told
from het_geo.sentences.change import trend
from het_geo.trends import CHANGED, Direction
from tests.conftest import frame
from tests.unit.made_up import OVERCROWDING

TODAY = date(2026, 3, 21)
REWRITTEN = Break("rewritten", NOT_COMPARABLE, "The questions were rewritten.")
CAREFUL = Break("careful", WITH_CARE, "Fewer people were asked.")
SVG = "{http://www.w3.org/2000/svg}"


def year(number: int) -> Period:
    return Period(f"{number}", "year", date(number, 1, 1), date(number, 12, 31), f"{number}")


def month(number: int, of: int) -> Period:
    name = f"{of}-{number:02}"
    return Period(name, "month", date(of, number, 1), date(of, number, 28), name)


YEARS = tuple(year(number) for number in range(2016, 2024))


def made_up(*breaks: BreakAt, periods: tuple[Period, ...] = YEARS) -> Indicator:
    return replace(OVERCROWDING, periods=periods, breaks=breaks)


def ids(periods) -> list[str]:
    return [period.id for period in periods]


@pytest.mark.parametrize(
    ("shown", "told_of", "until"),
    [  # a break before 2019 and one before 2022: 2016–18 | 2019–21 | 2022–23
        ("2016", "2016 2017 2018", "2016"),
        ("2018", "2016 2017 2018", "2016 2017 2018"),
        ("2019", "2019 2020 2021", "2019"),
        ("2020", "2019 2020 2021", "2019 2020"),
        ("2023", "2022 2023", "2022 2023"),
    ],
)
def test_does_a_period_stand_in_its_own_segment_alone(shown, told_of, until):
    indicator = made_up(BreakAt(year(2019), REWRITTEN), BreakAt(year(2022), REWRITTEN))
    period = indicator.period(shown)
    assert ids(comparable_periods(indicator, period, Level.WARD)) == told_of.split()
    assert ids(periods_until(indicator, period, Level.WARD)) == until.split()
    parts = segments(indicator, YEARS, Level.WARD)
    assert [ids(part) for part in parts] == [
        ["2016", "2017", "2018"], ["2019", "2020", "2021"], ["2022", "2023"]
    ]  # fmt: skip
    assert period in parts[[told_of.split() == ids(part) for part in parts].index(True)]


def test_does_what_is_to_be_compared_with_care_end_no_segment():
    indicator = made_up(BreakAt(year(2019), CAREFUL))
    assert comparable_periods(indicator, year(2023), Level.WARD) == list(YEARS)
    across, since = [year(2018), year(2019)], [year(2019), year(2023)]
    assert breaks_in(indicator, across, Level.WARD) == indicator.breaks
    assert breaks_in(indicator, since, Level.WARD) == ()


def test_does_a_break_onwards_lie_between_any_two_periods_after_it_too():
    indicator = made_up(BreakAt(year(2019), CAREFUL, onwards=True))
    for one, other in combinations(YEARS, 2):
        expected = int(other.id) >= 2019
        assert bool(breaks_in(indicator, [one, other], Level.WARD)) == expected, (one, other)


def test_is_a_break_of_neighbourhoods_none_of_the_place():
    indicator = made_up(BreakAt(year(2019), REWRITTEN, levels=("lsoa", "ward")))
    for level, expected in ((Level.LSOA, 5), (Level.WARD, 5), (Level.DISTRICT, 8)):
        assert len(comparable_periods(indicator, year(2023), level)) == expected  # 2019 to 2023


def test_is_a_year_with_a_break_inside_it_like_no_other_year():
    months = [month(number, of) for of in (2021, 2022) for number in range(1, 13)]
    indicator = made_up(BreakAt(month(7, 2022), REWRITTEN), periods=(*YEARS, *months))
    found = [ids(part) for part in segments(indicator, YEARS, Level.WARD)]
    assert found == [["2016", "2017", "2018", "2019", "2020", "2021"], ["2022"], ["2023"]]
    assert comparable_periods(indicator, year(2022), Level.WARD) == [year(2022)]
    halves = [ids(part) for part in segments(indicator, months, Level.WARD)]
    assert [(part[0], part[-1]) for part in halves] == [
        ("2021-01", "2022-06"), ("2022-07", "2022-12")
    ]  # fmt: skip


def test_do_windows_that_overlap_stand_before_the_first_one_after_a_break():
    windows = tuple(
        Period(f"{n}-{n + 2}", "range", date(n, 1, 1), date(n + 2, 12, 31), f"{n} to {n + 2}")
        for n in range(2015, 2021)
    )
    indicator = made_up(BreakAt(windows[3], REWRITTEN), periods=windows)
    assert [len(part) for part in segments(indicator, windows, Level.WARD)] == [3, 3]


@given(st.sets(st.integers(1, 7)), st.integers(0, 7), st.integers(0, 7))
def test_are_two_periods_in_one_segment_just_where_no_break_lies_between(at, one, other):
    indicator = made_up(*(BreakAt(YEARS[i], REWRITTEN) for i in sorted(at)))
    apart = any(min(one, other) < i <= max(one, other) for i in at)
    parts = segments(indicator, YEARS, Level.WARD)
    assert [p for part in parts for p in part] == list(YEARS)
    assert len(parts) == len(at) + 1
    same = next(part for part in parts if YEARS[one] in part)
    assert (YEARS[other] in same) != apart
    assert comparable_periods(indicator, YEARS[one], Level.WARD) == same


FIGURES = """
    year | value | lower | upper | numerator | denominator
    2016 | 10    | 9     | 11    | 100       | 1000
    2017 | 12    | 11    | 13    | 120       | 1000
    2018 | 14    | 13    | 15    | 140       | 1000
    2019 | 16    | 15    | 17    | 160       | 1000
    2020 | 18    | 17    | 19    | 180       | 1000
    2021 | 20    | 19    | 21    | 200       | 1000
    2022 | 22    | 21    | 23    | 220       | 1000
    2023 | 24    | 23    | 25    | 240       | 1000
"""


def judged(indicator, shown):
    periods = periods_until(indicator, indicator.period(shown), Level.WARD)
    table = frame(FIGURES)
    table = table.set_axis(pd.Index([f"{number:.0f}" for number in table.index]))
    table = table.loc[ids(periods)].reindex(columns=NUMBERS)
    return judge(indicator, indicator.period(shown), Level.WARD, series_in(table, periods))


@pytest.mark.parametrize(
    ("at", "shown", "direction", "spans"),
    [
        ("2019", "2023", Direction.UP, ("2019", "2023")),  # 2019 to 2023 are five years
        ("2020", "2023", Direction.UNJUDGED, None),  # 2020 to 2023 are four
        ("2021", "2020", Direction.UP, ("2016", "2020")),  # an earlier year: its own segment
    ],
)
def test_is_a_trend_judged_inside_a_segment_alone(at, shown, direction, spans):
    found = judged(made_up(BreakAt(year(int(at)), REWRITTEN)), shown)
    assert found.direction == direction
    if spans:
        assert (found.periods[0], found.periods[-1], found.breaks) == (*spans, ())
        return
    assert found.reason == CHANGED
    assert trend(found, OVERCROWDING) == (
        "No recent trend is told: the way of measuring changed in these "
        "years. Figures before and since 2020 are not comparable. The questions were rewritten."
    )


def test_is_a_trend_across_a_break_told_with_its_text_where_care_is_due():
    care = made_up(BreakAt(year(2021), CAREFUL), BreakAt(year(2017), CAREFUL))
    found = judged(care, "2023")  # 2019 to 2023: the break before 2017 lies outside
    assert [b.at.id for b in found.breaks] == ["2021"]
    assert trend(found, OVERCROWDING).endswith(
        "all five years taken together. Compare with care. Fewer people were asked."
    )


def test_is_no_long_list_of_years_said_where_breaks_follow_one_another():
    each = [BreakAt(year(y), REWRITTEN) for y in (2019, 2020, 2021)]
    assert told(each) == [
        "From 2019 to 2021 no figure is comparable with the one before it. The questions were "
        "rewritten."
    ]
    apart = [each[0], each[1], BreakAt(year(2023), REWRITTEN)]
    assert told(apart) == [
        "Figures before and since 2019, 2020 and 2023 are not comparable. The questions were "
        "rewritten."
    ]


def test_is_one_reason_said_once_for_all_the_breaks_it_makes():
    breaks = [BreakAt(year(2019), REWRITTEN), BreakAt(year(2020), REWRITTEN)]
    assert told([*breaks, BreakAt(year(2021), CAREFUL)]) == [
        "Figures before and since 2019 and 2020 are not comparable. The questions were rewritten.",
        "Compare with care. Fewer people were asked.",
    ]
