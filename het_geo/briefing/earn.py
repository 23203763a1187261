"""Does a figure, or a screen, earn its place in a briefing? Each rule by its name."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

import pandas as pd

from het_geo.apart import is_near_one
from het_geo.atlas.atlas import Atlas
from het_geo.atlas.views import IndicatorView
from het_geo.briefing.model import Screen
from het_geo.briefing.screens.tally import BETTER, KINDS, WORSE
from het_geo.compare import Verdict
from het_geo.geography import Level

PEOPLE, SHARE = 30, 0.01  # of those counted behind a figure; of all who live in the area
OLDEST_YEARS = 8  # the census is asked every ten: its figures are told until the next is near
YEAR = timedelta(days=365.25)
RULE = (
    f"A figure is of the last {OLDEST_YEARS} years, and counts {PEOPLE} people (households …) at "
    "least and 1 in 100 of those who live in the area named. What is not known stands whole on one "
    "screen."
)


def has_people(atlas: Atlas, view: IndicatorView, code: str) -> bool:
    """Return whether enough people, households … are counted behind an area's figure.

    Where a figure counts nobody, as a score or a distance, it is of all who live there.
    """
    counted, living = view.table.at[code, "numerator"], atlas.know.population[code]
    if pd.isna(counted):
        counted = living
    return bool(counted >= PEOPLE and counted >= SHARE * living)


def is_recent(view: IndicatorView, today: date) -> bool:
    """Return whether a view's period ended within :data:`OLDEST_YEARS` of a day."""
    return today - view.period.end <= OLDEST_YEARS * YEAR


def is_apart(view: IndicatorView, codes: Sequence[str]) -> bool:
    """Return whether any area is better or worse than what it stands beside."""
    return bool(view.verdicts[list(codes)].isin([str(Verdict.WORSE), str(Verdict.BETTER)]).any())


def is_behind(view: IndicatorView, codes: Sequence[str]) -> bool:
    """Return whether the figure of any area lies on the worse side of England, not just beside it.

    Asked of figures without a margin of error, of which "worse" is not said.
    """
    there, polarity = view.benchmark(Level.COUNTRY).value, view.indicator.judged_polarity
    if not there > 0:
        return False
    known = (value for code in codes if not pd.isna(value := view.value(code)))
    return any((v - there) * polarity < 0 and not is_near_one(v / there) for v in known)


def compares(screen: Screen) -> bool:
    """Return whether any figure of a setting can be compared with England's."""
    return any(row[1:] and any(count != "0" for count in row[1:]) for row in screen.table.rows)


def tells_change(screen: Screen) -> bool:
    """Return whether a screen of changes counts any that is more than chance, to either side."""
    columns = [1 + KINDS.index(kind) for kind in (WORSE, BETTER)]
    return any(row[column] != "0" for row in screen.table.rows for column in columns)
