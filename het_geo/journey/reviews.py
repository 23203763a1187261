"""Reviews of measures: which are held, which are due in a month, and which are overdue.

A measure is reviewed once a year, in its month. A review counts for that month from
:data:`EARLY` before its first day, until it counts for the next year's.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from het_geo import dates, words
from het_geo.framework.records import Framework, JourneyMeasure
from het_geo.journey.model import Followed
from het_geo.journey.written import Written
from het_geo.register.rows import MeasureReview

EARLY = timedelta(days=60)


@dataclass(frozen=True)
class ReviewRound:
    """The review of a measure that one year's month asks for; ``start`` is the month's first day.

    >>> ReviewRound(date(2026, 3, 1)).opens
    datetime.date(2025, 12, 31)
    """

    start: date

    @property
    def opens(self) -> date:
        """The first day on which a review that is held counts for it."""
        return self.start - EARLY

    @property
    def shuts(self) -> date:
        """The first day on which a review counts for the next year's month."""
        return self.start.replace(year=self.start.year + 1) - EARLY

    @property
    def ends(self) -> date:
        """The last day of its month."""
        return self.start.replace(day=monthrange(self.start.year, self.start.month)[1])

    def __str__(self) -> str:
        return f"{self.start:%B %Y}"


def entered_since(written: Written) -> date | None:
    """Return the day on which the first review was entered; ``None`` where none is."""
    return min((row.created_at.date() for row in written.reviews if not row.example), default=None)


def last_held(written: Written, measure: JourneyMeasure, since: date) -> MeasureReview | None:
    """Return the newest review of a measure that was held on a day or later; no made-up one."""
    held = (r for r in written.reviews_of(measure.id) if not r.example and r.day >= since)
    return next(held, None)


def due_now(written: Written, measure: JourneyMeasure, today: date) -> ReviewRound | None:
    """Return the review that this month asks for, where none is held yet."""
    if measure.month != today.month:
        return None
    asked = ReviewRound(today.replace(day=1))
    return None if last_held(written, measure, asked.opens) else asked


def overdue(
    framework: Framework, written: Written, measure: JourneyMeasure, today: date
) -> ReviewRound | None:
    """Return the newest review whose month has ended without one, where that can be told.

    A month that began before reviews were entered here, before the journey began or before the
    measure was taken in is never overdue: nobody could have entered its review.
    """
    first = entered_since(written)
    if first is None:
        return None
    years = (today.year, today.year - 1)
    ended = next(
        r for r in (ReviewRound(date(y, measure.month, 1)) for y in years) if r.ends < today
    )
    begun = max(day for day in (first, framework.began, measure.since) if day)
    if ended.start < begun or last_held(written, measure, ended.opens):
        return None
    return ended


def rule_said(written: Written) -> str:
    """Return by which rule a review is held or overdue, as the page says it."""
    first = entered_since(written)
    if first is None:
        return (
            "No review has been entered yet, so none is called overdue: whether one was held "
            "cannot be known here."
        )
    return (
        f"A review counts for its month from {EARLY.days} days before. It is overdue when the "
        "month has ended and none is entered. Months that began before the first review was "
        f"entered here, on {dates.long_date(first)}, are not counted."
    )


def reviewed_said(
    framework: Framework, written: Written, measure: JourneyMeasure, today: date
) -> str:
    """Return when a measure was last reviewed and what was decided; and what is overdue of it."""
    newest = next(iter(written.reviews_of(measure.id)), None)
    late = overdue(framework, written, measure, today)
    said = [_decided(newest) if newest else "No review of it has been entered yet."]
    said += [f"Its review of {late} is overdue."] if late else []
    return " ".join(said)


def _decided(review: MeasureReview) -> str:
    mark = " (example)" if review.example else ""
    decided = " ".join(review.decided.split()).rstrip(".")
    return f"Last reviewed on {dates.long_date(review.day)}{mark}: {decided}."


def reviews_told(
    framework: Framework,
    followed: Sequence[Followed],
    written: Written,
    days: tuple[date, int],
) -> str:
    """Return in a sentence or two how many measures were reviewed for a year, and what is late.

    ``days`` are the day of which it is asked what is late, and the year. "" where no review has
    been entered.
    """
    if entered_since(written) is None:
        return ""
    today, year = days
    held = [f for f in followed if _is_held(written, f.measure, year)]
    late = [f.label for f in followed if overdue(framework, written, f.measure, today)]
    of = words.count_of(len(followed), "measure", "measures")
    said = f"Of {of}, {len(held)} {_have(len(held))} been reviewed for {year}."
    return f"{said}{_overdue_said(late)}"


def _overdue_said(late: Sequence[str]) -> str:
    if not late:
        return " No review is overdue."
    return f" Overdue is the review of: {'; '.join(late)}."


def _is_held(written: Written, measure: JourneyMeasure, year: int) -> bool:
    asked = ReviewRound(date(year, measure.month, 1))
    held = (r.day for r in written.reviews_of(measure.id) if not r.example)
    return any(asked.opens <= day < asked.shuts for day in held)


def _have(count: int) -> str:
    return "has" if count == 1 else "have"


def all_overdue(
    framework: Framework, followed: Iterable[Followed], written: Written, today: date
) -> list[tuple[Followed, ReviewRound]]:
    """Return every measure whose review is overdue, the longest first."""
    found = ((f, overdue(framework, written, f.measure, today)) for f in followed)
    return sorted(((f, r) for f, r in found if r), key=lambda pair: pair[1].start)
