"""Is a review due, held or overdue when its dates say so, and never overdue wrongly? Made up."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from het_geo.course import unjudged
from het_geo.journey.due import due_of
from het_geo.journey.model import Followed
from het_geo.journey.reviews import (
    ReviewRound,
    due_now,
    overdue,
    reviewed_said,
    reviews_told,
    rule_said,
)
from het_geo.journey.written import Written
from het_geo.register.rows import MeasureReview
from het_geo.render.ical import calendar_file
from tests.unit.made_up import OVERCROWDING
from tests.unit.plans import MADE_UP, MEASURE

MARCH = replace(MEASURE, month=3)


def day(text):
    return date.fromisoformat(text)


def review(held, entered=None, measure="made_up", **others):
    """Return a review that was held on a day and entered on that or another."""
    at = datetime.combine(day(entered or held), datetime.min.time(), UTC)
    row = {"place": "luton", "version": 1, "example": False, "created_at": at, "changed_at": at,
           "subgroup": "homes", "decided": "Go on", "evidence": None}  # fmt: skip
    return MeasureReview(f"{held}{measure}".encode().hex()[:32], measure=measure, day=day(held),
                         **(row | others))  # fmt: skip


def written(*reviews):
    return Written(reviews=reviews)


BEFORE = review("2025-01-10", measure="another")  # so that reviews are entered since that day

# A measure that is reviewed every March, as it stands on a day: reviews of it that were held (the
# others' first was entered on 10 January 2025); whether it is due; which March is overdue.
# 60 days before 1 March 2026 is 31 December 2025 (31 + 28 + 1); before 1 March 2028, 1 January.
STANDS = """
on         | held                  | due | overdue
2026-02-28 | 2025-03-20            | no  |
2026-03-01 | 2025-03-20            | yes |
2026-03-31 | 2025-03-20            | yes |
2026-04-01 | 2025-03-20            | no  | March 2026
2026-12-31 | 2025-03-20            | no  | March 2026
2027-03-10 | 2025-03-20            | yes | March 2026
2027-04-01 | 2025-03-20            | no  | March 2027
2026-03-15 | 2026-03-02            | no  |
2026-04-01 | 2026-03-31            | no  |
2026-04-01 | 2025-12-31            | no  |
2026-04-01 | 2025-12-30            | no  | March 2026
2026-03-15 | 2025-12-31            | no  |
2026-03-15 | 2025-12-30            | yes |
2026-06-01 | 2026-05-20            | no  |
2027-02-15 | 2026-05-20            | no  |
2027-03-01 | 2026-05-20            | yes |
2027-03-01 | 2025-03-20 2027-01-02 | no  |
2027-02-15 | 2025-03-20 2027-01-02 | no  |
2025-03-31 |                       | yes |
2025-04-01 |                       | no  | March 2025
"""


def drawn(table):
    _, *lines = table.strip().splitlines()
    return [tuple(cell.strip() for cell in line.split("|")) for line in lines]


@pytest.mark.parametrize(("on", "held", "due", "late"), drawn(STANDS))
def test_is_a_measure_due_or_overdue_as_its_reviews_say(on, held, due, late):
    own = written(BEFORE, *(review(one) for one in held.split()))
    assert (due_now(own, MARCH, day(on)) is not None) == (due == "yes")
    assert str(overdue(MADE_UP, own, MARCH, day(on)) or "") == late


# When the first review of the place was entered, and what else is known; on 1 April 2026.
COUNTED = """
entered    | held       | began      | since      | overdue
2026-03-01 | 2026-03-01 |            |            | March 2026
2026-03-02 | 2026-03-02 |            |            |
2026-03-20 | 2022-06-01 |            |            |
2025-01-10 | 2025-01-10 | 2026-03-01 |            | March 2026
2025-01-10 | 2025-01-10 | 2026-03-02 |            |
2025-01-10 | 2025-01-10 |            | 2026-03-01 | March 2026
2025-01-10 | 2025-01-10 |            | 2026-03-02 |
"""


@pytest.mark.parametrize(("entered", "held", "began", "since", "late"), drawn(COUNTED))
def test_is_no_month_overdue_whose_review_nobody_could_have_entered(
    entered, held, began, since, late
):
    own = written(review(held, entered, measure="another"))
    framework = replace(MADE_UP, began=day(began) if began else None)
    measure = replace(MARCH, since=day(since) if since else None)
    assert str(overdue(framework, own, measure, day("2026-04-01")) or "") == late


def test_does_a_made_up_review_neither_begin_the_count_nor_settle_a_month():
    made_up = review("2025-01-10", measure="another", example=True)
    assert overdue(MADE_UP, written(made_up), MARCH, day("2026-04-01")) is None
    own = written(BEFORE, review("2026-03-05", example=True))
    assert str(overdue(MADE_UP, own, MARCH, day("2026-04-01"))) == "March 2026"


DAYS = st.dates(date(2020, 1, 1), date(2035, 12, 31))


@given(st.integers(1, 12), DAYS, st.lists(DAYS, max_size=4), DAYS)
def test_does_a_review_held_today_leave_nothing_due_and_nothing_overdue(month, on, held, first):
    measure = replace(MEASURE, month=month)
    rows = [review(str(one)) for one in {*held, on} if one <= on]
    own = written(review(str(first), measure="another"), *rows)
    late = overdue(MADE_UP, own, measure, on)
    assert late is None
    assert due_now(own, measure, on) is None


@given(st.integers(1, 12), DAYS, st.lists(DAYS, max_size=4), DAYS)
def test_is_what_is_overdue_a_month_that_ended_and_began_after_the_count(month, on, held, first):
    measure = replace(MEASURE, month=month)
    own = written(review(str(first), measure="another"), *(review(str(one)) for one in set(held)))
    late = overdue(MADE_UP, own, measure, on)
    if late is not None:
        begun = min([first, *held])
        assert begun <= late.start <= late.ends < on
        assert not [one for one in held if one >= late.opens]


@given(st.integers(1, 12), DAYS)
def test_is_every_day_counted_for_one_month_alone(month, on):
    rounds = [ReviewRound(date(year, month, 1)) for year in range(2018, 2038)]
    assert sum(one.opens <= on < one.shuts for one in rounds) == 1


def followed(*measures):
    return [Followed(m, OVERCROWDING, None, 0, unjudged("made up")) for m in measures]


LATE = written(BEFORE, review("2025-03-20"))
ON = day("2026-04-01")


def test_are_overdue_reviews_listed_with_their_owner_and_the_rule_said():
    found = due_of(MADE_UP, followed(MARCH), LATE, ON)
    assert [(line.lead, line.text, line.owner) for line in found.late] == [
        ("Was to be reviewed in March 2026", "Made up", "Homes (chair)")
    ]
    assert found.now == ()
    assert "from 60 days before" in found.rule
    assert "entered here, on 10 January 2025, are not counted" in found.rule == rule_said(LATE)
    twice = due_of(MADE_UP, followed(MARCH), LATE, day("2027-03-05"))  # due again: said once
    assert (len(twice.late), twice.now) == (1, ())


def test_is_a_measure_told_with_its_last_review_and_what_is_overdue_of_it():
    assert reviewed_said(MADE_UP, LATE, MARCH, ON) == (
        "Last reviewed on 20 March 2025: Go on. Its review of March 2026 is overdue."
    )
    assert reviewed_said(MADE_UP, written(), MARCH, ON) == "No review of it has been entered yet."


def test_are_the_reviews_of_a_year_counted_in_a_sentence():
    june = replace(MARCH, id="other", month=6)
    both = followed(MARCH, june)
    held = written(BEFORE, review("2025-03-20"), review("2026-01-02"))
    assert reviews_told(MADE_UP, both, written(), (ON, 2026)) == ""
    assert reviews_told(MADE_UP, both, held, (ON, 2026)) == (
        "Of 2 measures, 1 has been reviewed for 2026. Overdue is the review of: Made up."
    )  # June 2025 of the other
    assert reviews_told(MADE_UP, both[:1], held, (ON, 2025)) == (
        "Of 1 measure, 1 has been reviewed for 2025. No review is overdue."
    )


def test_has_the_calendar_each_overdue_review_on_the_day_after_its_month():
    data = calendar_file("luton", MADE_UP, followed(MARCH), LATE, day("2026-06-01"))
    events = {str(one["uid"]): one for one in Calendar.from_ical(data).walk("VEVENT")}
    late = events["overdue-luton-made_up-2026-03@het-geo"]
    assert late.start == date(2026, 4, 1)
    assert late.end - late.start == timedelta(days=1)
    assert str(late["summary"]) == "Overdue: review of Made up, March 2026"
    assert "Owner: Homes (chair)." in str(late["description"])
    held = written(BEFORE, review("2026-05-30"))
    again = calendar_file("luton", MADE_UP, followed(MARCH), held, day("2026-06-01"))
    assert b"Overdue" not in again
