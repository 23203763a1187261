"""Days and periods in words."""

from __future__ import annotations

import re
from datetime import date


def long_date(day: date) -> str:
    """Write a date as it is read out.

    >>> long_date(date(2021, 3, 21))
    '21 March 2021'
    """
    return f"{day.day} {day:%B %Y}"


_DAY_OR_MONTH = re.compile(r"(\d{4})-(\d\d)(?:-(\d\d))?")


def period(text: str) -> str:
    """Write a source's period for readers: a day or a month in words, anything else as it is.

    >>> period("2022-06-30"), period("2024-04"), period("FYE2020"), period("2021-22")
    ('30 June 2022', 'April 2024', 'FYE2020', '2021-22')
    >>> period("2011-12")  # of a year and the next one; only from 2012-12 on is it surely a month
    '2011-12'
    """
    found = _DAY_OR_MONTH.fullmatch(text)
    if not found:
        return text
    year, month = int(found[1]), int(found[2])
    try:
        first = date(year, month, int(found[3] or 1))
    except ValueError:
        return text
    if found[3]:
        return long_date(first)
    return text if month == (year + 1) % 100 else f"{first:%B %Y}"
