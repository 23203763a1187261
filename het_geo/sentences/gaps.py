"""The three lenses of a gap in words: absolute, relative, and the people it would take."""

from __future__ import annotations

from het_geo import phrases, words
from het_geo.atlas.gaps.view import GapView
from het_geo.atlas.views import IndicatorView
from het_geo.catalogue.records import Indicator
from het_geo.figures import Status
from het_geo.geography import Level
from het_geo.sentences.beside import ratio_of, told_apart, why_no_verdict
from het_geo.sentences.headlines import headline
from het_geo.sentences.notes import status
from het_geo.sentences.parts import figure, others, place, stated, told, without_value

BOTH_FIT = "Wards are best fit."  # once for both, where one alone would look singled out
BEST = "the best"  # how areas are called that hold the best fifth of people
BENT = "The fifths do not go one way, so a straight line tells only a part of it."
INFLATED = "Areas this small differ by chance too, so the true number is smaller."
TOO_SMALL = "Not said: the smaller figure is so small that the ratio says little."
WITHIN_ERROR = "That is within the margin of error: no clear gap."


def gap_headline(gap: GapView) -> str:
    """Return the gap in one sentence: how wide between areas, and what closing it would take."""
    view, found = gap.view, gap.lenses.absolute
    name = view.indicator.label.replace(": ", ", ")
    if gap.reason:
        own = headline(view, str(view.table.index[0]) if len(view.table) == 1 else "")
        return f"{own} {words.capital(gap.reason)}."
    if found.value is None:
        return f"{name}, {view.period.said}: no gap can be shown, because {found.reason}."
    if found.value == 0:
        return f"{name}: every one of {view.place}’s {view.level.many} has the same figure."
    high, low = _ends(gap)
    first, second = (low, high) if view.indicator.judged_polarity > 0 else (high, low)
    start = stated(view, f"In {view.label(first)}{others(view, first)}", view.value(first))
    said = (
        f"{start.removesuffix('.')}; in "
        f"{place(view, second)}{others(view, second)}, {_value(view, second)}: "
        f"{_apart(view, high, low)}.{_marked(view, first, second)}"
        f"{without_value(view)}{told(view)}"
    )
    people = people_short(gap)
    return f"{said} {people}{_fit(view)}" if people else f"{said}{why_no_verdict(view)}{_fit(view)}"


def _ends(gap: GapView) -> tuple[str, str]:
    """Return the codes of the areas with the highest and the lowest value."""
    found = gap.lenses.absolute
    return (
        (found.best, found.worst)
        if gap.view.indicator.judged_polarity > 0
        else (
            found.worst,
            found.best,
        )
    )


def _fit(view: IndicatorView) -> str:
    """Return, after a sentence that names two wards, how wards' figures are made."""
    return f" {BOTH_FIT}" if view.level == Level.WARD else ""


def _value(view: IndicatorView, code: str) -> str:
    return figure(view, view.value(code))


def _marked(view: IndicatorView, *codes: str) -> str:
    """Return what must be known of the figures of the two ends: few events, capped, shared out."""
    notes, few = {code: status(view, code) for code in codes}, Status.FEW_EVENTS.words
    said = {code: note.replace(few, f"it rests on {few}") for code, note in notes.items() if note}
    return "".join(f" The figure of {view.label(c)}: {note}." for c, note in said.items())


def _apart(view: IndicatorView, high: str, low: str, *, ratio: bool = True) -> str:
    """Return how far apart two areas are: the distance, and how many times where one may say so."""
    return told_apart(view, view.value(high), view.value(low), ratio=ratio)


def distance(view: IndicatorView, value: float) -> str:
    """Write a distance in the indicator's unit."""
    return words.distance(value, view.indicator, view.unit)


def between(view: IndicatorView, lower: float | None, upper: float | None) -> str:
    """Write 95 % limits of a distance in brackets, or "" where there are none."""
    if lower is None or upper is None:
        return ""
    first, last = (words.number(limit, view.indicator.decimals) for limit in (lower, upper))
    if view.unit.write.startswith("£"):
        first, last = (view.unit.write.format(value=number) for number in (first, last))
    return f" (95% interval {first} to {last})"


def absolute(gap: GapView) -> str:
    """Return the distance between the worst and the best area, with its limits."""
    view, found = gap.view, gap.lenses.absolute
    if found.value is None:
        return f"Not available: {found.reason}."
    high, low = _ends(gap)
    sure = between(view, found.lower, found.upper)
    said = f"{_value(view, high)} in {place(view, high)} against {_value(view, low)} in "
    said += f"{place(view, low)}: {_apart(view, high, low, ratio=False)}{sure}."
    if found.lower is not None and found.lower <= 0:
        said += f" {WITHIN_ERROR}"
    return said


def slope(gap: GapView) -> str:
    """Return the slope index in words: the gap between the two ends of deprivation."""
    view = gap.view
    if gap.fifths is None or gap.fifths.slope.sii is None:
        reason = gap.fifths.slope.reason if gap.fifths else "there are no fifths of deprivation"
        return f"Along deprivation: not available, because {reason}."
    found = gap.fifths.slope
    sii = found.sii or 0.0
    if words.rounded(sii, view.indicator.decimals) == 0:
        return "The most and the least deprived end have about the same figure."
    # The index is turned so that more is a bigger gap: at which end is the figure higher?
    most = (sii > 0) == (view.indicator.judged_polarity <= 0)
    end, other = ("most", "least") if most else ("least", "most")
    limits = (found.sii_lower, found.sii_upper)
    if sii < 0 and None not in limits:
        limits = (-limits[1], -limits[0])  # type: ignore[operator]
    away = f"{distance(view, abs(sii))} {view.unit.more}"
    said = (
        f"Along deprivation, the figure is {away} at the {end} deprived end of {_line(gap)} than "
        f"at its {other} deprived end{between(view, *limits)}."
    )
    if limits[0] is not None and limits[0] <= 0:
        return f"{said} {WITHIN_ERROR}"
    return f"{said} {BENT}" if gap.fifths.bent else said


def _line(gap: GapView) -> str:
    """Return what the ends of deprivation are the ends of: no areas, and so beyond any of them."""
    level = gap.fifths.level if gap.fifths else gap.view.level
    return f"a line drawn through {gap.view.place}’s {level.many}"


def relative(gap: GapView) -> str:
    """Return the ratio of worst and best as they are written, with its limits."""
    found = gap.lenses.relative
    if found.value is None:
        return f"Not available: {found.reason}."
    high, low = _ends(gap)
    view = gap.view
    if high == low or found.value == 1:
        return "The highest and the lowest are the same."
    ratio = written_ratio(gap)
    if ratio is None:
        return TOO_SMALL
    many = "about" if ratio < 1.005 else words.times(ratio)
    said = f"{place(view, high)} has {many} the figure of {place(view, low)}"
    if found.lower is not None and found.upper is not None:
        said += f" (95% interval {words.span(found.lower, found.upper)})"
    return f"{said}."


def written_ratio(gap: GapView) -> float | None:
    """Return the ratio of the highest and the lowest as they are written, where it says much."""
    view = gap.view
    top, bottom = (float(view.table.loc[code, "value"]) for code in _ends(gap))
    return ratio_of(view, top, bottom)


def relative_slope(gap: GapView) -> str:
    """Return the relative index in words."""
    view = gap.view
    if gap.fifths is None or gap.fifths.slope.rii is None:
        reason = gap.fifths.slope.reason if gap.fifths else "there are no fifths of deprivation"
        return f"Along deprivation: not available, because {reason or 'there is no ratio'}."
    ratio, lower, upper = (
        gap.fifths.slope.rii,
        gap.fifths.slope.rii_lower,
        gap.fifths.slope.rii_upper,
    )
    ends = ("most", "least") if view.indicator.judged_polarity <= 0 else ("least", "most")
    if 0 < ratio < 0.995:  # told from the end that is higher: nobody says "82% of that"
        ratio, ends = 1 / ratio, (ends[1], ends[0])
        lower, upper = (1 / end if end else None for end in (upper, lower))
    much = "about the same as" if ratio < 1.005 else f"{words.times(ratio)} that"
    said = f"Along deprivation, the figure at the {ends[0]} deprived end of {_line(gap)} is {much} "
    said += f"at its {ends[1]} deprived end"
    if lower is not None and upper is not None:
        said += f" (95% interval {words.span(lower, upper)} times)"
        if lower <= 1 <= upper:
            return f"{said}. {WITHIN_ERROR}"
    return f"{said}."


def people(gap: GapView) -> str:
    """Return how many people it would take for every area to be like the best fifth."""
    view, found = gap.view, gap.lenses.people
    if found.value is None:
        return f"Not available: {found.reason}."
    every = f"every {view.level.one} to be at {figure(view, found.best or 0.0)} or better"
    if words.rounded(found.value, 0) == 0:
        return f"None: {every} takes no change."
    sure = ""
    if found.lower is not None and found.upper is not None:
        first, last = (words.number(limit, 0) for limit in (found.lower, found.upper))
        sure = f" (95% interval {first} to {last})"
    of_them = ""
    if view.indicator.judged_polarity < 0 and found.fraction is not None:
        of_them = f", which is {phrases.about(found.fraction)} of them"
    number = would_change(view.indicator, words.number(found.value, 0))
    inflated = f" {INFLATED}" if found.inflated else ""
    return (
        f"For {every}, the level of {best_areas(view)}, which hold a fifth of all "
        f"{view.indicator.counted}, {number}{sure}{of_them}.{inflated}"
    )


def people_short(gap: GapView) -> str:
    """Return the people lens as the end of a headline; "" where there is none."""
    found = gap.lenses.people
    if found.value is None or words.rounded(found.value, 0) == 0:
        return ""
    number = would_change(gap.view.indicator, words.number(found.value, 0))
    return f"To bring every {gap.view.level.one} to the level of {best_areas(gap.view)}, {number}."


def best_areas(view: IndicatorView) -> str:
    """Return what the areas are called that others could be like: the best, with a fifth of people.

    A sentence that has no room for it leaves to its receipt of how many people they are.
    """
    return f"{BEST} {view.level.many}"


def would_change(indicator: Indicator, count: str) -> str:
    """Return by how much what is counted would have to change.

    It is the number of those who live so that is to fall: to have fewer older people is no aim.
    """
    goes = "rise" if indicator.judged_polarity > 0 else "fall"
    return f"the number of {indicator.numerator_label} would have to {goes} by {count}"
