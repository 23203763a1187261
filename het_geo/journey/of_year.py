"""What of a journey belongs to one year: its figures, and what was done, tried or decided in it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from het_geo.atlas.atlas import Atlas
from het_geo.framework.records import Framework
from het_geo.journey.follow import follow_all
from het_geo.journey.model import Followed
from het_geo.journey.written import OPEN, Written
from het_geo.register.rows import Action

# As the first lines of such a report say it.
OF_YEAR = (
    "This is the report of {year} as it was known on {day}. Figures are those whose period had "
    "ended by 31 December {year}. Actions are those that were due in {year}, or were entered by "
    "its end and were still open or changed in it; reviews, tests of change and projects are "
    "those of {year}. What stands without a day, such as recommendations and plans, is as it was "
    "on {day}."
)
TO_DATE = (
    "This is what is known on {day}, of all years: the newest figures, and all that has been "
    "entered."
)


def last_day(year: int) -> date:
    """Return the last day of a year."""
    return date(year, 12, 31)


def followed_until(
    atlas: Atlas, framework: Framework, written: Written, year: int
) -> list[Followed]:
    """Return every measure by the figures whose period had ended with a year."""
    return follow_all(atlas, framework, written.entered(framework), until=last_day(year))


def written_in(written: Written, year: int) -> Written:
    """Return what of the register belongs to a year; what has no day stays, and so do reviews.

    Whether one is overdue hangs on those of other years: :func:`reviewed_in` gives a year's.
    """
    return replace(
        written,
        actions=tuple(a for a in written.actions if _is_of(a, year)),
        values=tuple(v for v in written.values if v.period <= last_day(year)),
        tests=tuple(t for t in written.tests if t.day.year == year),
        projects=tuple(p for p in written.projects if p.year == year),
    )


def reviewed_in(written: Written, year: int) -> Written:
    """Return the register with the reviews that were held in a year alone."""
    return replace(written, reviews=tuple(r for r in written.reviews if r.day.year == year))


def _is_of(action: Action, year: int) -> bool:
    """Tell whether an action was due in a year, or stood in it: open then, or changed in it."""
    if action.due is not None and action.due.year == year:
        return True
    if action.created_at.year > year:
        return False
    return action.status in OPEN or action.changed_at.year >= year
