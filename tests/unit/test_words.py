"""Are numbers, dates and lists written as people read them?"""

import re
from datetime import date

import pytest

from het_geo import dates
from het_geo.geography import Level
from het_geo.profiles.profile import profile_of
from het_geo.sentences.catalogue import sources_table

ISO = re.compile(r"\d{4}-(0[1-9]|1[0-2])(-\d\d)?")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("2022-06-30", "30 June 2022"),
        ("2021-03-21", "21 March 2021"),
        ("2024-04", "April 2024"),
        ("2021-12", "December 2021"),
        ("2021-22", "2021-22"),
        ("2009-10", "2009-10"),
        ("2022-02-30", "2022-02-30"),
        ("2022-13", "2022-13"),
        ("0000-01", "0000-01"),
        ("2022", "2022"),
        ("FYE2020", "FYE2020"),
        ("to 2026-06", "to 2026-06"),
        ("2013/2022 annual", "2013/2022 annual"),
        ("", ""),
    ],
)
def test_is_a_day_or_a_month_written_in_words_and_nothing_else_changed(text, said):
    assert dates.period(text) == said


def test_is_no_bare_date_the_period_of_a_source_that_people_read(luton, atlas):
    ward = luton.codes(Level.WARD)[0]
    profile = profile_of(atlas, [ward], date(2026, 3, 21))
    periods = [source.period for source in profile.sources]
    periods += [profile.subject.population_period, *sources_table(luton)["Period"]]
    assert "21 March 2021" in periods
    assert [period for period in periods if ISO.fullmatch(period)] == []
