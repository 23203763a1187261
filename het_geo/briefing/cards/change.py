"""Is it getting better? What is inside the ward? What would close it?"""

from __future__ import annotations

from math import isnan

from het_geo import words
from het_geo.atlas.gaps.lenses import NO_AIM, NO_SIDE, NOT_COUNTED
from het_geo.atlas.gaps.matrix import is_counted
from het_geo.atlas.over_time import periods_until
from het_geo.atlas.views import IndicatorView
from het_geo.briefing.cards.asked import NO_MARGIN, NOT_SURE, AreaInView, Said
from het_geo.errors import UnheldError
from het_geo.geography import BEST_FIT_SHARE, Level
from het_geo.profiles.change import area_trend
from het_geo.profiles.lenses import gaps_of
from het_geo.sentences import headlines, notes
from het_geo.sentences.gaps import best_areas
from het_geo.sentences.receipts import Number, exact, ranged
from het_geo.trends.recent import POINTS, Direction

RULE = "Fingertips’ rule: five single years, and a change that chance would make 1 time in 500."
LIMITS = (
    "A change is called more than chance where the 95% limits of both figures, taken together, "
    "leave no room for none. One in twenty looks so by chance."
)
BEST_FIT_LIST = (
    "By the official best-fit list of 2024 where its wards still stand; for wards that are new "
    "since, worked out here by the same rule."
)
NO_PEOPLE = "This cannot be counted in people"


def better(asked: AreaInView) -> Said:
    """Return the recent trend of the area's figure, or why it cannot be judged."""
    if not asked.known:
        return Said(f"That cannot be said. {asked.missing}", NOT_SURE)
    found, points = area_trend(asked.atlas, asked.view, asked.code), _points(asked)
    answer = found.sentence
    unjudged = found.direction == Direction.UNJUDGED
    if not asked.view.indicator.judged and not unjudged:
        answer += " Neither more nor less is better here, so it is only a change."
    sure = _how_sure(asked, len(points)) if unjudged else RULE
    return Said(answer, sure, points, ("recent_trend",))


def _how_sure(asked: AreaInView, points: int) -> str:
    """Return what a change rests on that is no trend by rule."""
    if points < 2:
        return "Not judged, so nothing is claimed."
    if not asked.limited:
        return "No margin of error is known, so nothing is claimed but the two figures."
    return LIMITS


def _points(asked: AreaInView) -> tuple[Number, ...]:
    """Return the area's last figures over comparable periods."""
    view = asked.view
    key = (view.indicator.id, view.level, view.period.id, "points")
    points = asked.atlas.keep(key, lambda: _figures(asked))
    if len(points) < 2:
        return (asked.own,)
    return tuple((label, _written(view, *figures[asked.code])) for label, figures in points)


def _figures(asked: AreaInView) -> list[tuple[str, dict[str, list[float]]]]:
    """Return the last comparable periods with every area's value and limits."""
    view, pack = asked.view, asked.atlas.pack
    periods = periods_until(view.indicator, view.period, view.level)
    found = []
    for period in periods[-POINTS:]:
        rows = pack.rows(view.indicator.id, period.id).reindex(view.table.index)
        numbers = rows[["value", "lower", "upper"]].to_numpy(dtype=float).tolist()
        found.append((period.label, dict(zip(view.table.index, numbers))))
    return found


def _written(view: IndicatorView, value: float, low: float, high: float) -> str:
    limits = ("", "") if isnan(low) or isnan(high) else (exact(view, low), exact(view, high))
    return ranged(exact(view, value), *limits)


# What is said where no neighbourhood inside has a figure, by how many there are.
NONE_INSIDE = (
    "",
    "The one neighbourhood inside has no figure.",
    "None of the neighbourhoods inside has a figure.",
)


def inside(asked: AreaInView) -> Said:
    """Return how far apart the neighbourhoods inside the area are, and how they fit it."""
    level = asked.view.level
    sure = "Small areas vary by chance too: the ends of a range look further apart than they are."
    if level == Level.LSOA:
        return _inside_nothing(asked)
    codes = asked.atlas.know.inside(asked.code)
    try:
        column = asked.atlas.newest(asked.view.indicator.id, Level.LSOA)
    except UnheldError:
        many = words.count_of(len(codes), "neighbourhood", "neighbourhoods")
        them = "them" if len(codes) != 1 else "it"
        none = f"{many} inside, but this figure is not published for {them}: that is not known."
        return Said(f"{none} {_fit(asked)}".strip(), NOT_SURE)
    known = {c: column.figures[c].value for c in codes if not isnan(column.figures[c].value)}
    if not known:
        none = NONE_INSIDE[min(len(codes), 2)]
        return Said(f"{none} {_fit(asked)}".strip(), NOT_SURE)
    view = column
    high, low = max(known, key=lambda c: known[c]), min(known, key=lambda c: known[c])
    ends = [f"{headlines.figure(view, known[c])} in {view.label(c)}" for c in (low, high)]
    count = words.count_of(len(known), "neighbourhood", "neighbourhoods")
    said = f"{count} inside, from {ends[0]} to {ends[1]} ({view.period.said})."
    if known[high] == known[low]:
        each = "each with" if len(known) > 1 else "with"
        said = f"{count} inside, {each} {headlines.figure(view, known[low])}."
    if len(known) < len(codes):
        said += f" {len(codes) - len(known)} more without a figure."
    numbers = tuple((view.label(c), exact(view, known[c])) for c in known)
    return Said(f"{said} {_fit(asked)}".strip(), sure, numbers)


def _inside_nothing(asked: AreaInView) -> Said:
    ward = asked.atlas.know.labels[asked.atlas.know.ward[asked.code]]
    said = f"A neighbourhood is the smallest area that has figures. {asked.label} is in {ward} "
    return Said(f"{said}(best fit).", BEST_FIT_LIST)


def _fit(asked: AreaInView) -> str:
    if asked.view.level != Level.WARD:
        return ""
    areas = asked.atlas.pack.areas
    return asked.atlas.keep(
        (asked.code, "fit"), lambda: notes.best_fit_note(areas, asked.code, BEST_FIT_SHARE)
    )


def close(asked: AreaInView) -> Said:
    """Return how many people it would take to reach England and the best areas."""
    view, indicator = asked.view, asked.view.indicator
    if not asked.known:
        return Said(f"That cannot be said. {asked.missing}", NOT_SURE)
    if why := _uncounted(asked):
        return Said(f"{NO_PEOPLE}: {why}.", NOT_SURE, (asked.own,))
    column = asked.atlas.newest(indicator.id, view.level)
    if column.period != view.period:
        why = f"it is worked out for the newest figures alone ({column.period.said})"
        return Said(f"{NO_PEOPLE}: {why}.", NOT_SURE, (asked.own,))
    gaps = gaps_of(column, asked.figure, asked.label)
    if not gaps:
        return Said(_nothing(asked), _sure(asked), (asked.own,), ("people_to_close",))
    numbers = [asked.own]
    for gap in gaps:
        limits = ("", "")
        if gap.lower is not None and gap.upper is not None:
            limits = (words.number(gap.lower, 0), words.number(gap.upper, 0))
        numbers.append((f"{gap.towards}: level", gap.written))
        change = ranged(gap.people_written, *limits)
        numbers.append((f"{gap.towards}: {gap.people_label}", change))
    answer = " ".join(gap.sentence for gap in gaps)
    return Said(answer, _sure(asked), tuple(numbers), ("people_to_close",))


def _nothing(asked: AreaInView) -> str:
    levels = [
        b.name for b in asked.view.benchmarks if b.level == Level.COUNTRY and not isnan(b.value)
    ]
    if not asked.is_place and asked.view.best_fifth is not None:
        levels.append(best_areas(asked.view))
    if not levels:
        return "There is no level to reach: England has no figure."
    return f"Nothing to close: {asked.label} is no worse than {words.listed(levels)}."


def _sure(asked: AreaInView) -> str:
    if not asked.limited:
        return NO_MARGIN
    return "95% intervals from the area’s own margin of error; the level is taken as known."


def _uncounted(asked: AreaInView) -> str:
    """Return why no people can be counted here, or ""."""
    indicator = asked.view.indicator
    if indicator.follows_age:
        return NO_SIDE
    if not indicator.judged:
        return "neither high nor low is better, so there is no gap to close"
    if not indicator.closable:
        return NO_AIM
    if asked.plain or not is_counted(indicator, asked.view.unit.times):
        return NOT_COUNTED
    if isnan(asked.figure.denominator):
        return "the number of people it is a share of is not published"
    return ""
