"""Figures over time: which periods can be compared, an area's points, and its recent trend.

:func:`comparable_periods` is the one door: a line, a change, a trend or a trend of a gap asks it
which periods stand in one segment of a series, and tells nothing across the end of one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

import pandas as pd

from het_geo.atlas.area_series import AreaSeries, series_in
from het_geo.atlas.views import IndicatorView
from het_geo.catalogue.periods import NOT_COMPARABLE, SAME_LENGTH, WITH_CARE, BreakAt, Period
from het_geo.catalogue.records import Indicator
from het_geo.figures import Status
from het_geo.geography import Level, area_label
from het_geo.pack.model import Pack
from het_geo.trends.recent import CHANGED, POINTS, Direction, Trend, recent_trend

ADVISED_AGAINST = "no_small_area_trend"  # the caveat of a publisher that advises against change
LEAST_POINTS = 3  # fewer than three points are no line over time
_MONTH = 30.4  # days
YEAR_MONTHS = 12
_YEAR = 366  # days: longer periods pool several years


def periods_like(indicator: Indicator, period: Period, level: Level) -> list[Period]:
    """Return the periods of a level that are as long as one of them, oldest first."""
    return [p for p in indicator.periods_at(str(level)) if p.is_like(period)]


def comparable_periods(indicator: Indicator, period: Period, level: Level) -> list[Period]:
    """Return the periods that can be compared with one: its segment of the series, oldest first.

    They are as long as it is, and no break that is not comparable lies between.
    """
    alike = periods_like(indicator, period, level)
    return [p for p in alike if not breaks_in(indicator, [p, period], level, NOT_COMPARABLE)]


def periods_until(indicator: Indicator, period: Period, level: Level) -> list[Period]:
    """Return the periods that can be compared with one and are no later, oldest first."""
    return [p for p in comparable_periods(indicator, period, level) if p.end <= period.end]


def segments(indicator: Indicator, periods: Sequence[Period], level: Level) -> list[list[Period]]:
    """Return periods of one length in the parts that breaks of a level divide them into."""
    found: list[list[Period]] = []
    for one in periods:
        if not found or breaks_in(indicator, [found[-1][-1], one], level, NOT_COMPARABLE):
            found.append([])
        found[-1].append(one)
    return found


def breaks_in(
    indicator: Indicator, periods: Sequence[Period], level: Level, word: str = ""
) -> tuple[BreakAt, ...]:
    """Return the breaks (of one word, or all) between the first and the last of some periods."""
    if len(periods) < 2:
        return ()
    found = indicator.breaks_between(periods[0], periods[-1], str(level))
    return tuple(b for b in found if not word or b.kind.word == word)


def break_before(indicator: Indicator, periods: Sequence[Period], level: Level) -> BreakAt | None:
    """Return the break that a segment begins with, or ``None`` where no series stands before it."""
    first = periods[0] if periods else None
    for one in reversed(periods_like(indicator, first, level) if first else []):
        if first and one.start < first.start:
            return next(iter(breaks_in(indicator, [one, first], level, NOT_COMPARABLE)), None)
    return None


def are_overlapping(periods: Sequence[Period]) -> bool:
    """Tell whether neighbouring periods share days, as three years pooled do with the next."""
    return any(one.end >= other.start for one, other in pairwise(periods))


def over_time(pack: Pack, view: IndicatorView, area: str) -> pd.DataFrame:
    """Return an area's value at each period, with its limits and the chosen benchmark's.

    Columns ``id`` (of the period), ``area`` (name), ``period`` (label), ``when`` (the period's
    middle), ``value``, ``lower``, ``upper``, ``least``, ``most``, ``segment`` (0, 1 …: figures of
    two cannot be compared) and ``run`` (0, 1 …: a line is drawn inside one alone, with no period
    missing between); periods of the same length as the one shown. Empty with fewer than three, and
    where the publisher advises against reading change in areas smaller than a region.
    """
    code = area or pack.district
    if ADVISED_AGAINST in view.indicator.caveats:
        return pd.DataFrame()
    periods = periods_like(view.indicator, view.period, view.level)
    parts = [
        series(pack, view.indicator, periods, who).assign(area=area_label(pack.areas, who))
        for who in dict.fromkeys([code, view.chosen.code])
    ]
    table = pd.concat(parts)
    table = table[table["value"].notna()].reset_index(names="id")
    if table["period"].nunique() < LEAST_POINTS:
        return pd.DataFrame()
    own = enumerate(segments(view.indicator, periods, level_of(pack, code)))
    table = table.assign(segment=table["id"].map({p.id: i for i, part in own for p in part}))
    return table.assign(run=runs(view.indicator, periods, table))


def runs(indicator: Indicator, periods: Sequence[Period], table: pd.DataFrame) -> list[int]:
    """Return a number for each row: those of one number are an area's, one segment, none missing.

    ``table`` has the columns ``id``, ``area`` and ``segment``, an area's rows in order of time.
    """
    step, found = step_of(periods), [0] * len(table)
    rows = list(zip(table["id"], table["area"], table["segment"]))
    for i, (before, row) in enumerate(pairwise(rows), start=1):
        gone = _months(indicator.period(before[0]), indicator.period(row[0]))
        found[i] = found[i - 1] + (before[1:] != row[1:] or gone >= 2 * step)
    return found


def step_of(periods: Sequence[Period]) -> int:
    """Return how many months lie between two periods of a series that lacks none.

    Figures of a year come yearly, those of a month monthly. Those of a day or of pooled years come
    as near together as any two of the series.
    """
    if not periods or periods[0].kind not in ("instant", "range"):
        return 1 if periods and periods[0].kind == "month" else YEAR_MONTHS
    return max(1, min((_months(a, b) for a, b in pairwise(periods)), default=1))


def _months(one: Period, other: Period) -> int:
    """Return how many months one period begins after another, to the nearest."""
    return round((other.start - one.start).days / _MONTH)


def level_of(pack: Pack, code: str) -> Level:
    """Return the level of an area of the pack: breaks of small areas are not the place's own."""
    return Level(pack.areas.at[code, "level"])


def not_sent(pack: Pack, view: IndicatorView, area: str) -> list[str]:
    """Return the labels of a line's periods that have no figures because none were sent."""
    code = area or pack.district
    return [
        period.label
        for period in periods_like(view.indicator, view.period, view.level)
        if pack.rows(view.indicator.id, period.id)["status"].get(code) == Status.NOT_SENT
    ]


def series(pack: Pack, indicator: Indicator, periods: list[Period], code: str) -> pd.DataFrame:
    """Return an area's figures at each period, indexed by period id; NaN where there is none."""
    rows = []
    for period in periods:
        found = pack.rows(indicator.id, period.id)
        row = found.loc[code] if code in found.index else pd.Series(dtype=float)
        numbers = ("value", "lower", "upper", "least", "most", "numerator", "denominator")
        rows.append(
            {
                "period": period.label,
                "when": pd.Timestamp(period.start) + (period.end - period.start) / 2,
                **{name: float(row.get(name, float("nan"))) for name in numbers},
            }
        )
    return pd.DataFrame(rows, index=[period.id for period in periods])


def own_series(pack: Pack, indicator: Indicator, periods: list[Period], code: str) -> AreaSeries:
    """Return an area's figures at each period, as changes and trends are read from."""
    return series_in(series(pack, indicator, periods, code), periods)


def trend_of(pack: Pack, indicator: Indicator, period: Period, code: str, level: Level) -> Trend:
    """Return the recent trend of one area's indicator up to a period (Fingertips' rule)."""
    periods = periods_until(indicator, period, level)
    return judge(indicator, period, level, own_series(pack, indicator, periods, code))


def _not_of_years(indicator: Indicator, period: Period, level: Level) -> str:
    """Return why figures are not one a year, each of a year or of one day; "" where they are.

    Monthly are those that are of months: a few months of each year, or one day, are none.
    """
    if period.kind == "month":
        return "the figures are monthly, and only years are judged"
    if 1 < period.days < _YEAR - SAME_LENGTH:
        many = round(period.days / _MONTH)
        months = "a month" if many == 1 else f"{many} months"
        return f"each figure is of {months}, and only years are judged"
    starts = [p.start for p in periods_like(indicator, period, level)]
    if any((later - one).days < _YEAR - SAME_LENGTH for one, later in pairwise(starts)):
        return "there are several figures a year, and only one a year is judged"
    return ""


def judge(indicator: Indicator, period: Period, level: Level, held: AreaSeries) -> Trend:
    """Return the recent trend of an area's figures, oldest first.

    They are of comparable periods alone (:func:`periods_until`). Breaks to be told with the
    trend come with it: those to be read with care, or the one that leaves too few years.
    """
    if reason := _not_of_years(indicator, period, level):
        return Trend(Direction.UNJUDGED, reason=reason)
    periods = periods_until(indicator, period, level)
    cut = break_before(indicator, periods, level) if len(periods) < POINTS else None
    found = recent_trend(
        *(held.column(name) for name in ("value", "lower", "upper")),
        kind=indicator.kind,
        numerator=held.column("numerator"),
        denominator=held.column("denominator"),
        pooled=period.days > _YEAR,
        broken=cut is not None,
    )
    known = held.known
    used = [held.periods[at] for at in known[len(known) - found.points :]]
    told: tuple[BreakAt, ...] = (cut,) if cut and found.reason == CHANGED else ()
    if found.direction != Direction.UNJUDGED:
        told = breaks_in(indicator, [used[0], used[-1]], level, WITH_CARE)
    return replace(found, periods=tuple(period.named for period in used), breaks=told)
