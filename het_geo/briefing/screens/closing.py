"""What closing a gap would take, in people."""

from __future__ import annotations

from datetime import date
from math import isnan

from het_geo import phrases, words
from het_geo.atlas.atlas import Atlas
from het_geo.atlas.gaps.lenses import NO_AIM, NO_SIDE, NOT_COUNTED, Lenses
from het_geo.atlas.views import IndicatorView
from het_geo.briefing.audience import level_of
from het_geo.briefing.cards import cards
from het_geo.briefing.drawings import MOST, bars_picture, few, lines_picture
from het_geo.briefing.model import Audience, Screen
from het_geo.briefing.wording import (
    caveat_notes,
    dated,
    exact_note,
    fitting,
    links_to,
    more_note,
    source_line,
)
from het_geo.document import Drawing
from het_geo.document.table import text_table
from het_geo.geography import Level
from het_geo.inequality.gaps import people_to_benchmark
from het_geo.profiles.lenses import gaps_of
from het_geo.profiles.parts import GapLens
from het_geo.sentences.gaps import INFLATED, best_areas, would_change
from het_geo.sentences.headlines import figure

Bar = tuple[str, float, str]  # its name, its length, and that as it is written
SHOWN = 4  # gaps that the notes say in full
KEEP = "Do not say: targets. It is arithmetic on today’s figures, not a forecast or a promise."


def closing(atlas: Atlas, audience: Audience, name: str, level: Level, today: date) -> Screen:
    """Return how many people it would take: for all areas, or for the audience's own."""
    view = atlas.newest(name, level)
    codes = audience.codes if level == level_of(atlas, audience) else ()
    if level == Level.DISTRICT:
        codes = (atlas.pack.district,)
    if codes:
        return _areas(atlas, view, codes, today)
    return _place(atlas, view, today)


def is_countable(atlas: Atlas, audience: Audience, name: str, level: Level) -> bool:
    """Return whether closing an audience's gap in an indicator takes a number of people."""
    view = atlas.newest(name, level)
    if not audience.codes:
        found = atlas.lenses(name, level).people
        return found.value is not None and words.rounded(found.value, 0) > 0
    return any(gaps_here(atlas, view, code) for code in audience.codes)


def gaps_here(atlas: Atlas, view: IndicatorView, code: str) -> list[GapLens]:
    """Return the gaps of an area in a figure: none where people cannot be counted."""
    column = atlas.newest(view.indicator.id, view.level)
    return gaps_of(column, view.figures[code], view.label(code))


def _place(atlas: Atlas, view: IndicatorView, today: date) -> Screen:
    lenses: Lenses = atlas.lenses(view.indicator.id, view.level)
    found, label = lenses.people, view.indicator.label
    if found.value is None or words.rounded(found.value, 0) <= 0:
        why = found.reason or f"every area is at the level of {best_areas(view)} already"
        return _none(atlas, view, why, today)
    best = found.best or 0.0
    every = _each(atlas, view, best)
    rows = sorted(every.items(), key=lambda pair: -pair[1])
    more = "more" if view.indicator.judged_polarity > 0 else "fewer"
    count, who = words.number(found.value, 0), view.indicator.numerator_label
    level = f"the level of {best_areas(view)} ({figure(view, best)})"
    number = would_change(view.indicator, count)
    head = f"For every {view.level.one} to be at {level}, {number}"
    of = _share(view, found.fraction)
    headline = dated(
        view, f"{head}{of}.", f"{head}.", f"{label}: {count} {more} {who} would close the gap.",
        f"{label}: closing the gap takes {count} {more}.",
    )  # fmt: skip
    limits = "No interval is given: areas this small differ by chance too."
    if found.lower is not None and found.upper is not None:
        low, high = (words.number(v, 0) for v in (found.lower, found.upper))
        limits = f"95% interval of the number: {low} to {high}."
    notes = [f"{count} {more} {who}. {limits}", *([INFLATED] if found.inflated else [])]
    bars = [(view.label(c), v, words.number(v, 0)) for c, v in rows]
    codes = tuple(code for code, _ in rows[:2])
    return _screen(
        atlas, view, codes, headline=headline, bars=bars, drawn=bars, notes=notes, today=today
    )


def _share(view: IndicatorView, fraction: float | None) -> str:
    if view.indicator.judged_polarity > 0 or fraction is None:
        return ""
    return f", {phrases.about(fraction)} of them"


def _each(atlas: Atlas, view: IndicatorView, best: float) -> dict[str, float]:
    """Return the people that each area alone would take to reach the best areas' level."""
    polarity, times = view.indicator.judged_polarity, view.unit.times
    found = {}
    for code in view.table.index:
        own = view.figures[str(code)]
        if not isnan(own.value) and not isnan(own.denominator):
            n = people_to_benchmark(own.value, own.denominator, best, polarity, multiplier=times)
            found[str(code)] = n or 0.0
    return found


def _areas(atlas: Atlas, view: IndicatorView, codes: tuple[str, ...], today: date) -> Screen:
    gaps = [(code, gap) for code in codes for gap in gaps_here(atlas, view, code)]
    if not gaps:
        return _none(atlas, view, _why(view, codes), today)
    bars = drawn = [
        (_bar(view, code, gap, len(codes)), gap.people, gap.people_written) for code, gap in gaps
    ]
    headline = _headline(view, codes, [gap for _, gap in gaps])
    notes = [gap.sentence for _, gap in gaps[:SHOWN]]
    notes += more_note(len(gaps) - SHOWN, "in the table")
    if len(bars) > MOST:
        drawn = _to_first(view, gaps)
        notes += more_note(len(bars) - len(drawn), "to another level, not drawn")
    return _screen(
        atlas, view, codes, headline=headline, bars=bars, drawn=drawn, notes=notes, today=today
    )


def _to_first(view: IndicatorView, gaps: list[tuple[str, GapLens]]) -> list[Bar]:
    """Return the gaps to the level that the headline names, those of most people first."""
    same = [(code, gap) for code, gap in gaps if gap.towards == gaps[0][1].towards]
    same.sort(key=lambda pair: -pair[1].people)
    return [(view.label(code), gap.people, gap.people_written) for code, gap in same]


def _bar(view: IndicatorView, code: str, gap: GapLens, areas: int) -> str:
    to = f"To {gap.towards}"
    return (
        to
        if areas == 1
        else f"{view.label(code).removesuffix(' ward')}: {to.lower()[:2]} {gap.towards}"
    )


def _headline(view: IndicatorView, codes: tuple[str, ...], gaps: list[GapLens]) -> str:
    first = gaps[0]
    same = [gap for gap in gaps if gap.towards == first.towards]
    total = words.number(sum(gap.people for gap in same), 0)
    who = view.label(codes[0]) if len(codes) == 1 else f"these {len(codes)} {view.level.many}"
    level = (
        f"{first.towards}’s level"
        if first.towards[:3] != "the"
        else f"the level of {first.towards}"
    )
    tail = f"({first.written}, {view.period.said})"
    unsure = _unsure(first) if len(codes) == 1 else ""
    return fitting(
        f"With {total} {first.people_label}, {who} would be at {level} {tail}.{unsure}",
        f"With {total} {first.people_label}, {who} would be at {level} {tail}.",
        f"{total} {first.people_label} would close the gap {tail}.",
    )


def _unsure(gap: GapLens) -> str:
    """Return that a gap may be none, or that nobody knows; "" where it is beyond its margin."""
    if not gap.margined:
        return " No margin of error is known."
    return "" if gap.certain else " The gap is within the margin of error."


def _why(view: IndicatorView, codes: tuple[str, ...]) -> str:
    if view.indicator.follows_age:
        return NO_SIDE
    if not view.indicator.judged:
        return "neither high nor low is better"
    if not view.indicator.closable:
        return NO_AIM
    if not view.indicator.numerator_label or view.unit.times <= 1:
        return NOT_COUNTED
    these = f"these {view.level.many}"
    who = view.label(codes[0]) if len(codes) == 1 else f"each of {these}"
    held = view.table.loc[list(codes), "value"].notna()
    if not held.any():
        return f"{who} has no figure" if len(codes) == 1 else f"none of {these} has a figure"
    lacks = "" if held.all() else ", or has no figure"
    return f"{who} is no worse than the levels compared with{lacks}"


def _none(atlas: Atlas, view: IndicatorView, why: str, today: date) -> Screen:
    headline = fitting(
        f"{view.indicator.label}: no people to count, because {why}.",
        f"What closing the gap would take cannot be counted in people: {why}.",
        f"{view.indicator.label}: closing the gap cannot be counted in people.",
    )
    picture = lines_picture([(view.indicator.label, why[:1].upper() + why[1:] + ".")], headline)
    title, header = "What it would take", ("Figure", "Why no people are counted")
    drawing = Drawing(title, picture, form="bars")
    table = text_table(title, header, ((view.indicator.label, why),))
    name, level = view.indicator.id, str(view.level)
    return Screen(
        f"closing.{name}.{level}", "closing", title, name, level, (), headline,
        drawing, table, source_line(atlas, view, today), (KEEP, *caveat_notes(view)), (),
        links_to(view),
    )  # fmt: skip


def _screen(
    atlas: Atlas,
    view: IndicatorView,
    codes: tuple[str, ...],
    *,
    headline: str,
    bars: list[Bar],
    drawn: list[Bar],
    notes: list[str],
    today: date,
) -> Screen:
    name, level = view.indicator.id, str(view.level)
    who = view.indicator.numerator_label
    more = "more" if view.indicator.judged_polarity > 0 else "fewer"
    rows = few([bar for bar in drawn if bar[1] > 0])
    says = " ".join([headline, *map(_spoken, rows)])
    title = f"What it would take: {view.indicator.label}"
    return Screen(
        id=f"closing.{name}.{level}",
        kind="closing",
        title=title,
        indicator=name,
        level=level,
        areas=codes,
        headline=headline,
        drawing=Drawing(title, bars_picture(rows, says), form="bars"),
        table=text_table(title, ("", f"{more} {who}"), [(bar, said) for bar, _, said in bars]),
        source=source_line(atlas, view, today),
        notes=(*notes, *(exact_note(view, code) for code in codes[:2]), KEEP,
               *caveat_notes(view)),
        cards=cards(atlas, view, codes[:4], today),
        links=links_to(view, codes[0] if len(codes) == 1 else ""),
    )  # fmt: skip


def _spoken(row: Bar | str) -> str:
    if isinstance(row, str):
        return f"{words.capital(row)}, each with no more people than these."
    return f"{row[0]}: {row[2]}."
