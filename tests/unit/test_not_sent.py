"""What is said where a police force sent nearly nothing? (A made-up outage in Luton's pack.)"""

from dataclasses import replace

import numpy as np
import pytest

from het_geo.atlas.atlas import Atlas
from het_geo.atlas.choice import Choice, newest
from het_geo.atlas.over_time import not_sent, over_time
from het_geo.atlas.reading import indicator_view
from het_geo.atlas.resolve import resolve
from het_geo.figures import Status
from het_geo.geography import Level
from het_geo.pictures.map_values import map_values
from het_geo.profiles.profile import profile_of
from het_geo.sentences import headlines
from het_geo.sentences.change import not_drawn
from tests.unit.test_profiles import TODAY

LOST = ("2025-07", "2025-08", "2025")
CRIME, DALLOW = "recorded_crime", "E05014741"


@pytest.fixture(scope="module")
def outage(luton):
    """Return Luton's pack as it is built where two months of 2025 are nearly empty."""
    figures = luton.figures.copy()
    rows = figures["period"].isin(LOST) & figures["indicator"].str.startswith(CRIME)
    numbers = ["value", "numerator", "denominator", "lower", "upper", "percentile"]
    figures.loc[rows, numbers] = np.nan
    figures.loc[rows, "status"] = str(Status.NOT_SENT)
    return replace(luton, figures=figures)


@pytest.mark.parametrize("level", [Level.WARD, Level.LSOA])
def test_opens_a_page_on_the_newest_year_that_was_sent(luton, outage, level):
    assert newest(luton, CRIME, level).id == "2025"
    assert newest(outage, CRIME, level).id == "2024"
    asked = {"indicator": CRIME, "level": str(level)}
    assert resolve(outage, asked)[0].period == "2024"
    assert resolve(outage, asked | {"period": "2025"})[0].period == "2025"  # asked for, shown


def test_does_the_year_s_map_say_why_it_is_empty(outage):
    view = indicator_view(outage, Choice(CRIME, Level.WARD, "2025"))
    drawn = map_values(view)
    assert drawn["classes"] == "t" * 20
    why = "not sent: the police force’s file for this time is nearly empty"
    assert drawn["why"]["t"] == why
    assert drawn["legend"]["none"] == "Not sent: 20 areas"
    assert headlines.headline(view, "") == (
        f"Recorded crime, all types: no figures for the wards of Luton, {why}."
    )
    assert headlines.headline(view, DALLOW) == (
        f"Dallow ward (best fit) has no figure for “Recorded crime, all types” (2025): {why}."
    )


def test_does_a_line_over_time_name_the_months_that_are_not_in_it(luton, outage):
    choice = Choice(CRIME, Level.WARD, "2025-12")
    view = indicator_view(outage, choice)
    table = over_time(outage, view, DALLOW)
    assert len(over_time(luton, view, DALLOW)) == len(table) + 2
    assert not table["value"].eq(0).any()
    labels = not_sent(outage, view, DALLOW)
    assert labels == ["July 2025", "August 2025"]
    assert not_drawn(labels) == " Not sent, so not drawn: July 2025 and August 2025."
    assert not_drawn(not_sent(luton, view, DALLOW)) == ""


@pytest.mark.in_turn
def test_is_a_profile_of_the_year_before(outage):
    profile = profile_of(Atlas(outage), [DALLOW], TODAY)
    row = next(row for row in profile.rows if row.id == CRIME)
    assert row.period == "2024"
