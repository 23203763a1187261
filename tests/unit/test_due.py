"""Is what is due, overdue and blank said with its owner, and does the calendar hold it? Made up."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from icalendar import Calendar

from het_geo.course import unjudged
from het_geo.framework.read import folder_of, read_framework
from het_geo.journey.due import due_of
from het_geo.journey.follow import NO_FIGURE
from het_geo.journey.model import Followed
from het_geo.journey.written import Written
from het_geo.register.rows import Action
from het_geo.render.ical import calendar_file
from tests.conftest import ROOT

DAY = date(2026, 11, 15)


@pytest.fixture(scope="module")
def framework(catalogue):
    return read_framework(folder_of(ROOT, "luton"), catalogue)


@pytest.fixture(scope="module")
def followed(framework, catalogue):
    """Return the measures as if no figure of them were known: what is due does not ask for one."""
    found = []
    for measure in framework.measures.values():
        own = catalogue.indicators[measure.indicator]
        found.append(Followed(measure, own, catalogue.unit_of(own), 0, unjudged(NO_FIGURE)))
    return found


def action(title, due=None, status="planned", **others):
    row = {"place": "luton", "version": 1, "example": False,
           "created_at": datetime(2026, 1, 1, tzinfo=UTC),
           "changed_at": datetime(2026, 1, 1, tzinfo=UTC)}  # fmt: skip
    own = {"recommendation": None, "measure": None, "indicator": None, "principle": 5,
           "subgroup": "housing", "owner": "Head of Housing", "evidence": None}  # fmt: skip
    return Action(title.encode().hex().ljust(32, "0")[:32], title=title, due=due, status=status,
                  **(row | own | others))  # fmt: skip


# Of 15 November 2026: a day, a status, and where the action stands.
STANDS = [
    (date(2026, 11, 14), "planned", "late"),
    (date(2026, 11, 14), "under way", "late"),
    (date(2024, 3, 31), "planned", "late"),
    (date(2026, 11, 14), "done", ""),
    (date(2026, 11, 14), "stopped", ""),
    (date(2026, 11, 15), "planned", "now"),
    (date(2026, 11, 30), "planned", "now"),
    (date(2026, 12, 1), "planned", ""),
    (date(2027, 11, 15), "planned", ""),
    (None, "planned", "blank"),
    (None, "done", ""),
]


@pytest.mark.parametrize(("due", "status", "where"), STANDS)
def test_does_an_action_stand_where_its_day_and_status_say(framework, followed, due, status, where):
    found = due_of(framework, followed, Written(actions=(action("Visit", due, status),)), DAY)
    held = {
        "now": [one.text for one in found.now],
        "late": [one.text for one in found.late],
        "blank": [name for blank in found.blank for name in blank.names],
    }
    assert [name for name, texts in held.items() if "Visit" in texts] == ([where] if where else [])


def test_are_the_reviews_of_this_month_due_with_their_owner_and_none_overdue_without_a_review(
    framework, followed
):
    found = due_of(framework, followed, Written(), DAY)
    assert [(one.lead, one.text, one.owner) for one in found.now] == [
        ("To review", "Adults who smoke", "Access, Prevention and Healthcare (chair)")
    ]
    january = due_of(framework, followed, Written(), date(2027, 1, 31))
    assert january.late == ()
    assert january.rule.startswith("No review has been entered yet, so none is called overdue")


def test_is_what_is_blank_counted_by_who_owns_it(framework, followed):
    found = due_of(framework, followed, Written(), DAY)
    assert [blank.lead for blank in found.blank] == ["No figure", "No target", "No review entered"]
    told = found.blank[1].told
    assert told.startswith("No target: 22 (Children and Young People 8; ")
    owners = dict(found.blank[1].owners)
    assert sum(owners.values()) == len(followed)
    nameless = replace(followed[0], measure=replace(followed[0].measure, role=" "))
    found = due_of(framework, [nameless, *followed[1:]], Written(), DAY)
    assert [b.names for b in found.blank if b.lead == "No owner"] == [(followed[0].label,)]


def events(data):
    return {str(event["uid"]): event for event in Calendar.from_ical(data).walk("VEVENT")}


def test_has_the_calendar_each_review_every_year_and_each_open_action_on_its_day(
    framework, followed
):
    acts = (
        action("Visit homes, and ask; twice\nmore", date(2026, 12, 1), example=True),
        action("Done", date(2026, 12, 1), "done"),
        action("No day"),
    )
    found = events(calendar_file("luton", framework, followed, Written(actions=acts), DAY))
    reviews = {uid: event for uid, event in found.items() if uid.startswith("review-luton-")}
    pairs = {(one.measure.owner, one.measure.month) for one in followed}
    assert len(reviews) == len(pairs)
    assert len(found) == len(reviews) + 1
    december = reviews["review-luton-children-12@het-geo"]
    assert december.start == date(2026, 12, 1)
    assert december.end - december.start == timedelta(days=1)  # the whole day
    assert december["rrule"]["FREQ"] == ["YEARLY"]
    assert "Breastfeeding" in december["description"]
    (due,) = (event for uid, event in found.items() if uid.startswith("action-"))
    assert str(due["summary"]) == "Due: Visit homes, and ask; twice\nmore (example)"
    assert due.start == date(2026, 12, 1)
    assert "Housing and Health (Head of Housing)" in due["description"]
    assert "rrule" not in due


def test_keep_events_their_names_from_day_to_day_so_that_none_is_doubled(framework, followed):
    acts = (action("Visit", date(2026, 12, 1)),)
    one = calendar_file("luton", framework, followed, Written(actions=acts), DAY)
    moved = (replace(acts[0], due=date(2027, 1, 5), title="Visit homes"),)
    other = calendar_file("luton", framework, followed, Written(actions=moved), date(2027, 2, 1))
    assert set(events(one)) == set(events(other))
    assert one == calendar_file("luton", framework, followed, Written(actions=acts), DAY)


def test_is_a_line_of_the_calendar_never_longer_than_its_rule(framework, followed):
    acts = (action("A long title " * 20, date(2026, 12, 1)),)
    data = calendar_file("luton", framework, followed, Written(actions=acts), DAY)
    assert max(len(line) for line in data.split(b"\r\n")) <= 75  # octets (RFC 5545, 3.1)
    assert data.endswith(b"END:VCALENDAR\r\n")
