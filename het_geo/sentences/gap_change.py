"""Is a gap closing? Its change in the words of a figure's own: from, to, in both lenses, how sure.

Of the slope along deprivation, and of the worst and the best area.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import NamedTuple

import pandas as pd

from het_geo import words
from het_geo.apart import apart, is_near_one, same
from het_geo.atlas.changed import is_estimated
from het_geo.atlas.gaps.view import GapView
from het_geo.atlas.views import IndicatorView
from het_geo.catalogue.periods import Period
from het_geo.phrases import small
from het_geo.sentences.breaks import with_breaks
from het_geo.sentences.changed import NOT_KNOWN
from het_geo.sentences.gaps import between, distance
from het_geo.sentences.parts import during, named, when_of
from het_geo.trends.change import Reading, Run, line_of
from het_geo.trends.gap import GapTrend
from het_geo.trends.recent import SIDES, Direction

NO_CHANGE = "There is one period only, so whether the gap is closing cannot be said."
NO_GAP = "There is no gap that could close"
NOT_TOLD = "No change of the gap along deprivation is told"
BY_CHANCE = "That may be chance."
_LIMITS = "(95% interval "
TURNED_ROUND = " The end with the higher figure has changed, so read both sizes with care."


class Size(NamedTuple):
    """The size of a gap at a period; NaN for a limit that is not known."""

    period: Period
    value: float
    lower: float
    upper: float


@dataclass(frozen=True)
class Course:
    """How a gap is told: what it is called, its sizes, how they ran, and how sure."""

    name: str
    sizes: list[Size]
    line: Run
    verdict: str


def gap_change(gap: GapView) -> str:
    """Return how the gap changed: along deprivation and from worst to best, in both lenses."""
    view, found = gap.view, gap.trend
    ended = gap.ends is None or gap.ends.change is None
    if gap.lenses.absolute.value is None and ended and (found is None or found.change is None):
        return f"{NO_GAP}: {gap.lenses.absolute.reason}."
    if found is None:
        return " ".join(part for part in (NO_CHANGE if not gap.ends else "", _ends(gap)) if part)
    if found.change is None:
        said = f"{NOT_TOLD}: {found.reason}."
        return " ".join(part for part in (with_breaks(said, found.breaks), _ends(gap)) if part)
    text = _told(view, found, "Along deprivation, the gap")
    lenses = [text, _relative(found, "The ratio of the two ends"), _disagree(found)]
    held = found.table[found.table["sii"].notna()]
    shown = view.indicator.period(str(held.index[0]))
    shared = gap.ends.breaks if gap.ends else ()  # those of both are told once, at the end
    own = [one for one in found.breaks if one not in shared]
    along = with_breaks(" ".join(part for part in lenses if part), own, shown)
    said = " ".join(part for part in (along, _ends(gap)) if part)
    return _named_once(with_breaks(said, shared, shown))


def closing(gap: GapView) -> str:
    """Return in short whether the gap closes: along deprivation, else between worst and best.

    "" where there is no gap to close: its headline says why.
    """
    if gap.lenses.absolute.value is None:
        return ""
    known = [one for one in (gap.trend, gap.ends) if one is not None]
    told = [one for one in known if one.change is not None]
    if not known:
        return NO_CHANGE
    if not told:
        return with_breaks(f"{NOT_TOLD}: {known[0].reason}.", known[0].breaks)
    said = along_change(gap) or _named_once(_ends(gap))
    held = told[0].table[told[0].table["sii"].notna()]
    return with_breaks(said, told[0].breaks, gap.view.indicator.period(str(held.index[0])))


def along_change(gap: GapView) -> str:
    """Return how the gap along deprivation went, in short; "" where that is not known."""
    found = gap.trend
    if found is None or found.change is None:
        return ""
    return _named_once(_told(gap.view, found, "Along deprivation, the gap"))


def _named_once(said: str) -> str:
    """Say of the first limits alone that they are a 95 % interval."""
    first, bracket, rest = said.partition(_LIMITS)
    return f"{first}{bracket}{rest.replace(_LIMITS, '(')}"


def _ends(gap: GapView) -> str:
    """Return how far worst and best area were apart, and are; "" where that is not known."""
    found = gap.ends
    if found is None or found.change is None:
        return ""
    ends = "worst and best" if gap.view.indicator.judged else "highest and lowest"
    said = _told(gap.view, found, f"Between the {ends} {gap.view.level.one}, the gap")
    return " ".join(part for part in (said, _relative(found, "Their ratio")) if part)


def _told(view: IndicatorView, found: GapTrend, name: str) -> str:
    """Return from what to what the size of a gap went, as it ran, and how sure that is."""
    sizes = _sizes(view, found.table)
    line = line_of([Reading(size.value, size.lower, size.upper) for size in sizes])
    level = str(view.level)
    owned = (i for i in line.turns if not view.indicator.disowns(sizes[i].period, level))
    line = replace(line, turns=tuple(owned))
    verdict = _verdict(view, found)
    signs = found.table["sii"].dropna()
    flipped = TURNED_ROUND if float(signs.iloc[0]) * float(signs.iloc[-1]) < 0 else ""
    return f"{_course(view, Course(name, sizes, line, verdict))}{flipped}"


def _sizes(view: IndicatorView, table: pd.DataFrame) -> list[Size]:
    """Return the sizes of a gap: positive, whichever end has the higher figure."""
    found = []
    for period, value, lower, upper in (
        table[["sii", "lower", "upper"]].dropna(subset=["sii"]).itertuples(name=None)
    ):
        ends = (lower, upper) if value >= 0 else (-upper, -lower)
        found.append(Size(view.indicator.period(str(period)), abs(value), *ends))
    return found


def _course(view: IndicatorView, told: Course) -> str:
    first, last = told.sizes[0], told.sizes[-1]
    step = words.difference(last.value, first.value, view.indicator)
    if step == 0:
        return f"{told.name} is {same(during(first.period))}: {_size(view, first)}."
    turns = [told.sizes[i] for i in told.line.turns]
    if turns:
        said, than = _turned(view, told, turns), f" than {during(first.period)}"
    else:
        went = "widened" if step > 0 else "narrowed"
        went = "went" if told.verdict == BY_CHANCE else went  # which is not known to have widened
        said = f"{told.name} {went} from {_size(view, first)} {when_of(first.period)}"
        said, than = f"{said} to {_bare(view, last)} {when_of(last.period)}", ""
    away = words.distance(step, view.indicator, view.unit)
    lenses = f"{away} {'wider' if step > 0 else 'narrower'}{than}{_times(view, last, first)}"
    level = ""
    if told.line.level_since is not None:
        level = f" It has been about level since {named(told.sizes[told.line.level_since].period)}."
    return f"{said}: {lenses}. {told.verdict}{level}"


def _size(view: IndicatorView, size: Size) -> str:
    return f"{distance(view, size.value)}{_within(view, size)}"


def _bare(view: IndicatorView, size: Size) -> str:
    """Write a size beside another whose unit was just said."""
    if not view.unit.difference.startswith("{value}"):
        return _size(view, size)
    return f"{words.number(size.value, view.indicator.decimals)}{_within(view, size)}"


def _within(view: IndicatorView, size: Size) -> str:
    return between(view, size.lower, size.upper) if size.lower == size.lower else ""


def _turned(view: IndicatorView, told: Course, turns: list[Size]) -> str:
    first, last = told.sizes[0], told.sizes[-1]
    parts, before = [f"{told.name} was {_size(view, first)} {when_of(first.period)}"], first
    for size in (*turns, last):
        went = "widened" if size.value > before.value else "narrowed"
        then = "then " if size is last else ""
        parts.append(f"{then}{went} to {_bare(view, size)} {when_of(size.period)}")
        before = size
    return ", ".join(parts)


def _times(view: IndicatorView, last: Size, first: Size) -> str:
    """Return how many times as wide a gap is; "" where the ratio says little."""
    ratio = apart(last.value, first.value, view.indicator.decimals).ratio
    if ratio is None or is_near_one(ratio):
        return ""
    said = words.times_as_high(ratio, "wide", "narrower")
    return f", {said}" if ratio >= 1 else f", or {said}"


def _verdict(view: IndicatorView, found: GapTrend) -> str:
    if found.absolute == Direction.UNJUDGED and is_estimated(view.indicator, view.caveats):
        return f"{NOT_KNOWN}: it is a model’s estimate."
    if found.absolute == Direction.UNJUDGED:
        return f"{NOT_KNOWN}: {found.reason}."
    if found.absolute == Direction.NONE:
        return BY_CHANCE
    worse = ", and worse" if found.absolute == Direction.UP else ", and better"
    return f"That is more than chance{worse if view.indicator.judged else ''}."


def _relative(found: GapTrend, name: str) -> str:
    """Return how the ratio of the two ends went, with its limits, and how sure that is."""
    rows = found.table[found.table["rii"].notna()] if "rii" in found.table else found.table[:0]
    if len(rows) < 2 or (rows["rii"] <= 0).any():
        return ""
    first, last = (_ratio(rows.iloc[i]) for i in (0, -1))
    if first.partition(" (")[0] == last.partition(" (")[0]:
        return f"{name} was {last} then and now."
    if found.relative == found.absolute == Direction.UNJUDGED:  # which was said just before
        return f"{name} went from {first} to {last}."
    sure = {
        Direction.UNJUDGED: f"{small(NOT_KNOWN)}: {found.relative_reason}",
        Direction.NONE: "that may be chance",
    }.get(found.relative, "that is more than chance")
    return f"{name} went from {first} to {last}; {sure}."


def _disagree(found: GapTrend) -> str:
    """Return how the two lenses can move apart, where they do (Harper, King & Young 2013)."""
    if not found.disagree or {found.absolute, found.relative} != set(SIDES):
        return ""
    moves = (
        "falls everywhere, the distance can shrink while the ratio grows"
        if found.absolute == Direction.DOWN
        else "rises everywhere, the distance can grow while the ratio shrinks"
    )
    return f"The two lenses disagree, so read both: when a figure {moves}."


def _ratio(row: pd.Series) -> str:
    """Write a ratio of the two ends, with its limits where it has any."""
    said = words.times(float(row["rii"]))
    if pd.isna(row["rii_lower"]) or pd.isna(row["rii_upper"]):
        return said
    return f"{said} (95% interval {words.span(float(row['rii_lower']), float(row['rii_upper']))})"
