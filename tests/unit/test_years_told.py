"""Is it said of which time a figure's parts are, and never said wrongly?"""

from dataclasses import replace
from datetime import date

import pytest

from het_geo.atlas.choice import levels_of, newest
from het_geo.atlas.over_time import trend_of
from het_geo.catalogue.periods import Series
from het_geo.catalogue.read import periods_of
from het_geo.geography import Level

MIXED = "mixed_years"
COUNTS = ("proportion", "rate")


def year_of_people(catalogue, indicator, period):
    """Return by hand the year of the people that a count is divided by; None for none of their own.

    They stand in another file than the count, whose record says when they were counted.
    """
    count, people = (indicator.part(name, period) for name in ("numerator", "denominator"))
    if indicator.kind not in (*COUNTS, "mean") or not count or not people:
        return None
    if people.source == count.source:
        return None
    return int(catalogue.sources[people.source].period.split("-")[0])


def test_is_it_said_wherever_count_and_people_are_of_different_years(catalogue):
    told, silent = set(), set()
    for indicator in catalogue.indicators.values():
        for period in indicator.periods:
            level = Level(indicator.levels[0])
            held = catalogue.caveats_at(indicator, period, level)
            said = MIXED in [caveat.id for caveat in held]
            year = year_of_people(catalogue, indicator, period)
            mixed = year is not None and year not in (period.start.year, period.end.year)
            assert said == mixed, (indicator.id, period.id)
            (told if said else silent).add((indicator.id, period.id))
    assert {("recorded_crime", str(year)) for year in (2022, 2023, 2025)} <= told
    assert {("recorded_crime", "2024"), ("recorded_crime_robbery", "2024-12")} <= silent
    assert {("universal_credit", "2021-03"), ("claimant_rate", "2021")} <= silent


def test_is_that_worked_out_and_never_chosen_by_hand(catalogue):
    named = {MIXED} & {c for i in catalogue.indicators.values() for c in i.caveats}
    assert not named
    assert not any(MIXED in source.caveats for source in catalogue.sources.values())


def test_is_a_count_over_the_people_of_its_own_table_of_one_time(catalogue):
    indicator = catalogue.indicators["recorded_crime"]
    own = replace(indicator, denominator=replace(indicator.numerator))
    assert not any(catalogue.are_years_mixed(own, period) for period in own.periods)


def test_are_figures_called_monthly_only_where_they_are_of_months(catalogue, luton):
    for indicator in catalogue.indicators.values():
        if indicator.id not in luton.periods_held:
            continue
        for level in levels_of(luton, indicator.id):
            period = newest(luton, indicator.id, level)
            code = luton.codes(level)[0]
            reason = trend_of(luton, indicator, period, code, level).reason
            assert ("monthly" in reason) == (period.kind == "month"), (indicator.id, reason)


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("neet", "each figure is of 3 months, and only years are judged"),
        ("median_pay", "only shares and rates are judged"),
        ("ev_chargers", "there are several figures a year, and only one a year is judged"),
    ],
)
def test_is_the_reason_why_no_trend_is_judged_true(luton, name, said):
    indicator = luton.catalogue.indicators[name]
    period = newest(luton, name, Level.DISTRICT)
    assert trend_of(luton, indicator, period, luton.district, Level.DISTRICT).reason == said


def test_is_an_instant_one_day():
    (one,) = periods_of(Series("instant", date(2025, 4, 30), date(2025, 4, 30)))
    assert (one.start, one.end, one.label) == (
        date(2025, 4, 30),
        date(2025, 4, 30),
        "30 April 2025",
    )


def test_has_a_year_that_does_not_begin_in_january_its_own_name_and_words():
    made = Series("year", date(2023, 10, 1), date(2024, 10, 1), "{end:%Y}-04-01",
                  name="{end:%Y}", label="year to September {end:%Y}")  # fmt: skip
    found = [(p.id, p.key, p.label, p.start, p.end) for p in periods_of(made)]
    assert found == [
        ("2024", "2024-04-01", "year to September 2024", date(2023, 10, 1), date(2024, 9, 30)),
        ("2025", "2025-04-01", "year to September 2025", date(2024, 10, 1), date(2025, 9, 30)),
    ]


def test_is_the_house_price_ratio_of_the_year_to_september(catalogue):
    periods = catalogue.indicators["affordability_ratio"].periods
    assert [p.id for p in periods] == [str(year) for year in range(2002, 2026)]
    for period in periods:
        assert period.label == f"year to September {period.id}"
        assert period.end == date(int(period.id), 9, 30)


def test_are_the_years_of_an_index_without_documentation_not_claimed(catalogue):
    for indicator in catalogue.indicators.values():
        unknown = {"ahah_version", "iod_years_unknown"} & {
            caveat.id for caveat in catalogue.caveats_of(indicator)
        }
        assert not unknown or not any(p.known for p in indicator.periods), indicator.id
