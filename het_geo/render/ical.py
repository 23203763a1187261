"""The journey as a calendar file: reviews of measures each year, and the days actions are due.

RFC 5545, all-day events. An event keeps its UID, so that a calendar that takes the file in again
changes what it holds and adds nothing twice.
"""

from __future__ import annotations

import calendar
from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, timedelta

from icalendar import TRANSP, Calendar, Event

from het_geo.errors import ExportError
from het_geo.framework.records import Framework
from het_geo.journey.due import owner_of
from het_geo.journey.model import Followed
from het_geo.journey.reviews import all_overdue, reviewed_said
from het_geo.journey.written import OPEN, Written
from het_geo.plain import plain
from het_geo.register.rows import Action

MIME = "text/calendar"
_HOST = "het-geo"
_DAY = timedelta(days=1)


def calendar_file(
    place: str, framework: Framework, followed: Sequence[Followed], written: Written, today: date
) -> bytes:
    """Return the calendar of a place (its slug in links) as an .ics file, in UTF-8.

    Each sub-group's review of a month is one event, repeated every year, that names its measures;
    a review that is overdue is one on the day after its month, an action that is not done one on
    the day it is due.

    Raises:
        ExportError: what was made cannot be read back whole.
    """
    made = Calendar.new(
        prodid=f"-//{_HOST}//journey//EN", name=plain(framework.title), uid=f"{place}@{_HOST}"
    )
    stamp = datetime(today.year, today.month, today.day, tzinfo=UTC)
    events = [
        *_reviews(place, framework, followed, stamp),
        *_overdue(place, framework, followed, written, stamp),
        *(_due(framework, action, stamp) for action in written.actions if _is_dated(action)),
    ]
    for event in events:
        made.add_component(event)
    data: bytes = made.to_ical()
    _check(data, events)
    return data


def _reviews(
    place: str, framework: Framework, followed: Sequence[Followed], stamp: datetime
) -> Iterable[Event]:
    held: dict[tuple[int, str], list[Followed]] = {}
    for found in followed:
        held.setdefault((found.measure.month, found.measure.owner), []).append(found)
    for (month, owner), measures in sorted(held.items()):
        start = date(stamp.year, month, 1)
        names = "; ".join(found.label for found in measures)
        roles = "; ".join(dict.fromkeys(framework.owner(found.measure) for found in measures))
        event = _all_day(
            f"review-{place}-{owner}-{month:02d}@{_HOST}",
            f"Review of measures, {framework.groups[owner].label}",
            f"To be reviewed every {calendar.month_name[month]}: {names}. Owner: {roles}.",
            (start, stamp),
        )
        event.add("rrule", {"freq": "yearly"})
        yield event


def _overdue(
    place: str,
    framework: Framework,
    followed: Sequence[Followed],
    written: Written,
    stamp: datetime,
) -> Iterable[Event]:
    """Return an event for each review that is overdue."""
    today = stamp.date()
    for found, asked in all_overdue(framework, followed, written, today):
        measure = found.measure
        held = reviewed_said(framework, written, measure, today)
        yield _all_day(
            f"overdue-{place}-{measure.id}-{asked.start:%Y-%m}@{_HOST}",
            f"Overdue: review of {found.label}, {asked}",
            f"{held} Owner: {framework.owner(measure)}.",
            (asked.ends + _DAY, stamp),
        )


def _is_dated(action: Action) -> bool:
    return action.due is not None and action.status in OPEN


def _due(framework: Framework, action: Action, stamp: datetime) -> Event:
    mark = " (example)" if action.example else ""
    evidence = f" {action.evidence}" if action.evidence else ""
    return _all_day(
        f"action-{action.id}@{_HOST}",
        f"Due: {action.title}{mark}",
        f"{action.status.capitalize()}. {owner_of(framework, action)}.{evidence}",
        (action.due or stamp.date(), stamp),
    )


def _all_day(uid: str, summary: str, description: str, when: tuple[date, datetime]) -> Event:
    """Return an event of a whole day, by which nobody is busy."""
    day, stamp = when
    return Event.new(
        uid=uid, summary=plain(summary), description=plain(description), start=day,
        end=day + _DAY, stamp=stamp, transparency=TRANSP.TRANSPARENT,
    )  # fmt: skip


def _check(data: bytes, events: Sequence[Event]) -> None:
    """Read a file back: every event is in it, once, and says what it was given."""
    back = Calendar.from_ical(data)
    kept = {str(event["uid"]): str(event["summary"]) for event in back.walk("VEVENT")}
    if kept != {str(event["uid"]): str(event["summary"]) for event in events}:
        raise ExportError("The calendar could not be made: an event is lost when it is read back.")
