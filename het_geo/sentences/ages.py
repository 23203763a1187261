"""How old figures are, and whether a newer edition of them is said to exist.

The age of figures is the time from the last day that they are of to ``today``, in years (in months
below one): just those years, over them, or in the last two months of a year nearly one more; in
the last days of a month nearly one month more. See docs/decisions/0028-ages.md.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

import pandas as pd

from het_geo import dates, words
from het_geo.atlas.choice import levels_of, newest
from het_geo.atlas.views import IndicatorView
from het_geo.catalogue.periods import Period
from het_geo.catalogue.records import Catalogue, Indicator
from het_geo.catalogue.vocabulary import Newer
from het_geo.pack.model import Pack

NEARLY = 10  # months after which a year is nearly over
LAST_DAYS = timedelta(days=10)  # of a month, in which it is nearly over
UNKNOWN = "of which years is not known"
NONE_KNOWN = "none known"  # of newer figures, where nobody says that there are any


def how_old(period: Period, today: date) -> str:
    """Return how old the figures of a period are at a date, in words; of many years, the newest.

    >>> year = Period("2021", "year", date(2021, 1, 1), date(2021, 12, 31), "2021")
    >>> how_old(year, date(2026, 3, 21)), how_old(year, date(2026, 11, 1))
    ('over 4 years old', 'nearly 5 years old')
    """
    if today < period.end:
        return "not over yet"
    months = _months(period.end, today)
    if months >= 12:
        years, rest = divmod(months, 12)
        nearly = rest >= NEARLY
        how = "nearly " if nearly else "over " if rest else ""
        return f"{how}{words.count_of(years + nearly, 'year', 'years')} old"
    if not months:
        return "less than a month old"
    soon = _months(period.end, today + LAST_DAYS)
    if soon == 12:
        return "nearly 1 year old"
    return f"{'nearly ' if soon > months else ''}{words.count_of(soon, 'month', 'months')} old"


def _months(start: date, end: date) -> int:
    """Return how many whole months lie between two days."""
    return (end.year - start.year) * 12 + end.month - start.month - (end.day < start.day)


def aged(period: Period, today: date) -> str:
    """Return how old figures are, as a clause: that of several years by the newest of them."""
    if not period.known:
        return UNKNOWN
    return f"{'the newest are ' if period.kind == 'range' else ''}{how_old(period, today)}"


def told(period: Period, today: date) -> str:
    """Return a period and its age, as the end of a sentence.

    >>> day = Period("day", "instant", date(2021, 3, 21), date(2021, 3, 21), "21 March 2021")
    >>> told(day, date(2026, 3, 21))
    '21 March 2021: 5 years old'
    """
    if not period.known:
        return f"{period.label}; its publisher does not say of which years"
    return f"{period.label}: {aged(period, today)}"


def newer_of(catalogue: Catalogue, indicator: Indicator) -> Newer | None:
    """Return the newer edition of an indicator's source that the catalogue knows of, if any.

    None for one whose series ended before the source's others: what is newer goes on from those.
    """
    source = indicator.source
    newest_of = max(i.periods[-1].end for i in catalogue.indicators.values() if i.source == source)
    return catalogue.sources[source].newer if indicator.periods[-1].end == newest_of else None


def newer_told(newer: Newer | None) -> str:
    """Return that a newer edition is said to exist, or announced, as a sentence; "" for none.

    >>> newer_told(Newer("2024", "the publisher", "https://example.org", date(2026, 11, 29)))
    'A newer edition (2024) is said to exist.'
    """
    return f"A newer edition ({newer.edition}) {newer.standing}." if newer else ""


def age_of(pack: Pack, view: IndicatorView, today: date) -> str:
    """Return what time a view's figures are of, how long ago that is, and what newer there is."""
    held = newest(pack, view.indicator.id, view.level)
    said = [f"Figures for {told(view.period, today)}."]
    if held.end > view.period.end:
        said.append(f"The newest held here are for {told(held, today)}.")
    return " ".join(filter(None, [*said, newer_told(newer_of(pack.catalogue, view.indicator))]))


def source_ages(
    catalogue: Catalogue, used: Iterable[tuple[Indicator, Period]], today: date
) -> dict[str, str]:
    """Return, by source, how old the newest figures used of it are and what newer there is.

    ``used`` are indicators, each with the period of its figure; a source that only divides, weights
    or draws has no age of its own.
    """
    newest_of: dict[str, Period] = {}
    for indicator, period in used:
        held = newest_of.get(indicator.source, period)
        newest_of[indicator.source] = max(held, period, key=lambda one: (one.known, one.end))
    return {name: _short(catalogue, name, period, today) for name, period in newest_of.items()}


def _short(catalogue: Catalogue, source: str, period: Period, today: date) -> str:
    """Return an age for a list that has little room: the period itself stands before it."""
    said, newer = how_old(period, today), catalogue.sources[source].newer
    if not period.known:
        said = "years not known"
    if newer is None:
        return said
    return f"{said}; {newer.edition} {'announced' if newer.due else 'said to exist'}"


def ages_table(pack: Pack, today: date) -> pd.DataFrame:
    """Return one row an indicator of the pack; "" where no newer is known.

    Those that have been overtaken, or are about to be, stand first; in each part the oldest first,
    and those of which it is not known what years they are of at the end. ``Newest figures`` is
    the newest period in which an area has a value, at the level that has the newest.
    """
    rows = []
    for indicator in pack.catalogue.indicators.values():
        if indicator.id in pack.periods_held:
            found = [newest(pack, indicator.id, level) for level in levels_of(pack, indicator.id)]
            period = max(found, key=lambda one: one.end)
            row = _row(pack.catalogue, indicator, period, today)
            rows.append((not row["Newer edition"], not period.known, period.end, row))
    rows.sort(key=lambda row: row[:3])
    return pd.DataFrame([row for *_, row in rows])


def ages_said(table: pd.DataFrame, today: date) -> str:
    """Return what a table of ages holds, in sentences."""
    newer = int(table["Newer edition"].ne("").sum())
    when = dates.long_date(today)
    said = f"How old the newest figures of each indicator are, counted to {when}."
    if not newer:
        return f"{said} The oldest stand first."
    indicators = words.count_of(newer, "indicator", "indicators")
    return (
        f"{said} For {indicators} newer figures are said to be out, or on their way: they stand "
        "first, with who says so. Then come all others, the oldest first. The newer files are not "
        "held here, so look before you rely on these."
    )


def _row(catalogue: Catalogue, indicator: Indicator, period: Period, today: date) -> dict[str, str]:
    source, newer = catalogue.sources[indicator.source], newer_of(catalogue, indicator)
    return {
        "Indicator": indicator.label,
        "Age": words.capital(aged(period, today)),
        "Newest figures": words.capital(period.label),
        "Newer edition": words.capital(f"{newer.edition} {newer.standing}") if newer else "",
        "Said by": f"{newer.said_by}, read on {dates.long_date(newer.seen)}" if newer else "",
        "Next release": newer.due if newer else "",
        "Source": source.title,
        "Publisher": source.publisher,
        "Link": source.url,
        "Where it is said": newer.url if newer else "",
    }
