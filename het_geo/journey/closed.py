"""A year that is closed: which years may be, what its report holds, and the report as it is kept.

What the register keeps is the report's document itself (:func:`freeze`), so that a later change of
figures, framework or register changes nothing in it.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from datetime import date
from typing import Any

from het_geo import dates
from het_geo.document.frozen import frozen, thawed_document
from het_geo.errors import ExportError, JourneyError, RegisterError
from het_geo.geography import slug_of
from het_geo.journey.report import AnnualReport
from het_geo.register.forms import Frozen

FORMAT = 1  # of what is frozen


def closable(today: date, closed: Collection[int]) -> tuple[int, ...]:
    """Return the years that may be closed: the one that ended last, if it is not closed.

    >>> closable(date(2026, 11, 29), ()), closable(date(2027, 1, 1), {2026})
    ((2025,), ())
    """
    return tuple(year for year in (today.year - 1,) if year not in closed)


def hold_closable(year: int, today: date) -> None:
    """Hold a year that is to be closed to the rule.

    Raises:
        RegisterError: it has not ended, or ended more than a year ago.
    """
    if year >= today.year:
        raise RegisterError(
            f"{year} has not ended: it can be closed from {dates.long_date(date(year + 1, 1, 1))}."
        )
    if year not in closable(today, ()):
        raise RegisterError(
            f"{year} ended more than a year ago: what was known of it then cannot be told from "
            "what has been changed since, so it can be closed no more."
        )


def freeze(report: AnnualReport) -> dict[str, Any]:
    """Return a report as the register keeps it when its year is closed: a table of JSON.

    Raises:
        RegisterError: its year may not be closed, or it is larger than the register takes.
    """
    hold_closable(report.year, report.made)
    snapshot = {
        "format": FORMAT,
        "place": report.place,
        "year": report.year,
        "made": report.made.isoformat(),
        "pack": report.pack,
        "document": frozen(report.document),
    }
    try:
        return Frozen().read(json.dumps(snapshot, ensure_ascii=False, allow_nan=False))
    except ValueError as error:
        raise RegisterError(f"The year cannot be closed: of its report, {error}.") from error


def thawed(snapshot: Mapping[str, Any]) -> AnnualReport:
    """Return the report that was frozen.

    Raises:
        JourneyError: the snapshot is none of this program's.
    """
    try:
        if snapshot["format"] != FORMAT:
            raise ValueError("another format")
        return AnnualReport(
            slug_of(snapshot["place"]),
            int(snapshot["year"]),
            date.fromisoformat(snapshot["made"]),
            slug_of(snapshot["pack"]),
            thawed_document(snapshot["document"]),
        )
    except (ExportError, KeyError, TypeError, ValueError, AttributeError) as error:
        raise JourneyError(
            "The closed year holds no report that this version can read. Restore the register from "
            "its backup, or open it with the version that closed it."
        ) from error
