"""One gap: how far apart areas are in a figure, and how the audience's areas stand in it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from math import isnan

from het_geo import words
from het_geo.atlas.atlas import Atlas
from het_geo.atlas.choice import Choice
from het_geo.atlas.over_time import over_time
from het_geo.atlas.views import IndicatorView
from het_geo.bounds import ends
from het_geo.briefing.audience import level_of
from het_geo.briefing.cards import cards
from het_geo.briefing.drawings import MOST
from het_geo.briefing.model import Audience, Screen
from het_geo.briefing.wording import (
    area_headline,
    caveat_notes,
    exact_notes,
    fitting,
    links_to,
    not_to_say,
    source_line,
    table_of,
)
from het_geo.catalogue.records import PLAIN_KINDS
from het_geo.compare import Verdict
from het_geo.document import Drawing
from het_geo.geography import Level
from het_geo.pictures.ranked import left_out, ranked_picture
from het_geo.pictures.strip import strip_picture
from het_geo.pictures.svg import Picture
from het_geo.pictures.time import time_picture
from het_geo.sentences import headlines
from het_geo.sentences.breaks import notes_on_line
from het_geo.sentences.gap_change import along_change
from het_geo.sentences.headlines import figure, many_times
from het_geo.sentences.two_ways import average_beside

SHOWN = 4  # areas whose exact figures a speaker has in the notes


def gap(atlas: Atlas, audience: Audience, name: str, level: Level, today: date) -> Screen:
    """Return the gap in an indicator for an audience.

    Where the audience's areas are of another level, the gap is that between all areas.
    """
    view = atlas.newest(name, level)
    codes = audience.codes if level == level_of(atlas, audience) else ()
    if level == Level.DISTRICT:
        codes = (atlas.pack.district,)
    shown = codes or ends_of_gap(view)
    headline = _headline(atlas, view, codes)
    return _screen(
        atlas,
        view,
        own=f"gap.{name}.{level}",
        kind="gap",
        codes=codes,
        shown=shown,
        headline=headline,
        today=today,
    )


def area(atlas: Atlas, name: str, code: str, today: date) -> Screen:
    """Return one area in one indicator, at the area's own level."""
    level = Level(atlas.know.levels[code])
    view = atlas.newest(name, level)
    headline = area_headline(view, code)
    return _screen(
        atlas,
        view,
        own=f"area.{name}.{code}",
        kind="area",
        codes=(code,),
        shown=(code,),
        headline=headline,
        today=today,
    )


def _screen(
    atlas: Atlas,
    view: IndicatorView,
    *,
    own: str,
    kind: str,
    codes: tuple[str, ...],
    shown: tuple[str, ...],
    headline: str,
    today: date,
) -> Screen:
    notes = exact_notes(view, shown, SHOWN)
    notes += _beside(view)
    notes += _over_time_notes(atlas, view)
    if kind == "gap" and not codes:
        choice = Choice(view.indicator.id, view.level, view.period.id)
        between = atlas.gap(choice)
        notes += [along_change(between), average_beside(atlas.pack, between)]
    notes += [not_to_say(view), *caveat_notes(view)]
    several = list(codes) if len(codes) > 1 else None
    return Screen(
        id=own,
        kind=kind,
        title=view.indicator.label,
        indicator=view.indicator.id,
        level=str(view.level),
        areas=shown,
        headline=headline,
        drawing=Drawing(view.indicator.label, _picture(atlas, view, codes, headline), form="rows"),
        table=table_of(view, several),
        source=source_line(atlas, view, today),
        notes=tuple(note for note in notes if note),
        cards=cards(atlas, view, shown, today),
        links=links_to(view, codes[0] if len(codes) == 1 else ""),
    )


def ends_of_gap(view: IndicatorView) -> tuple[str, ...]:
    """Return the areas with the worst and the best figure, where two have one."""
    values = view.table["value"].dropna()
    if len(values) < 2:
        return tuple(str(code) for code in values.index)
    high, low = str(values.idxmax()), str(values.iloc[::-1].idxmin())
    return (low, high) if view.indicator.judged_polarity > 0 else (high, low)


def _headline(atlas: Atlas, view: IndicatorView, codes: tuple[str, ...]) -> str:
    if len(codes) == 1:
        return area_headline(view, codes[0])
    if codes:
        return _several(view, codes)
    return _place(atlas, view)


def _several(view: IndicatorView, codes: tuple[str, ...]) -> str:
    """Return how several areas stand: how many are worse, and from where to where they reach."""
    rows = view.table.loc[list(codes)]
    known = rows[rows["value"].notna()]
    label, many = view.indicator.label, view.level.many
    if known.empty:
        return fitting(f"None of these {len(codes)} {many} has a figure for “{label}”.")
    if len(known) == 1:
        alone = area_headline(view, str(known.index[0]))
        return fitting(f"{alone} No other of these {len(codes)} {many} has a figure.", alone)
    low, high = (
        view.value(str(code)) for code in (known["value"].idxmin(), known["value"].idxmax())
    )
    reach = _clause(view, low, high)
    plain = f"Across these {len(known)} {many}, {reach}."
    reached = f"{label}: {figure(view, low)} to {figure(view, high)}"
    bare = f"{reached} in these {len(known)} {many} {headlines.when(view)}."
    worse = int(view.verdicts[list(codes)].eq(str(Verdict.WORSE)).sum())
    if isnan(view.chosen.value) or not view.indicator.judged:
        return fitting(plain, bare)
    other = headlines.figure(view, view.chosen.value)
    if not known["lower"].notna().any():
        return fitting(f"{plain[:-1]}; in {view.chosen.name}, {other}.", plain, bare)
    there = f"{view.chosen.name} ({other})"
    count = f"{worse} of these {len(codes)} {many} {'is' if worse == 1 else 'are'}"
    if worse in (0, len(codes)):
        every = f"All {worse}" if worse > 2 else "Both"
        count = f"{every} of these {many} are" if worse else f"None of these {many} is"
    head = f"{count} worse than {there}"
    if without := len(codes) - len(known):
        lack = f"{without} of them {'has' if without == 1 else 'have'} no figure."
        return fitting(f"{head}: {reach}. {lack}", f"{head}. {lack}", plain, bare)
    return fitting(f"{head}: {reach}.", plain, bare)


def _clause(view: IndicatorView, low: float, high: float) -> str:
    """Return what the indicator says of a range, such as "3.1 to 8.0% of households had …"."""
    edges = ends(low)[0], ends(high)[1]
    first, last = (words.bare(v, view.indicator, view.unit) for v in edges)
    said = first if first == last else f"{first} to {last}"
    clause = view.indicator.says.format(value=view.unit.write.format(value=said))
    return f"{clause} {headlines.when(view)}"


def _place(atlas: Atlas, view: IndicatorView) -> str:
    """Return the gap between all areas: its two ends, and whether the worst is sure."""
    pair, label, many = ends_of_gap(view), view.indicator.label, view.level.many
    if len(pair) < 2:
        return fitting(f"{label}: no gap can be shown between {view.place}’s {many}.")
    first, last = (view.value(code) for code in pair)
    known = int(view.table["value"].notna().sum())
    whole = known == len(view.table)
    count = f"{known} {many}" if whole else f"the {known} {many} with a figure"
    low, high = sorted((first, last))
    if view.indicator.kind in PLAIN_KINDS or not view.ranked or not view.indicator.judged:
        across = f"{view.place}’s {count}" if whole else f"{count} in {view.place}"
        reach = f"Across {across}, {_clause(view, low, high)}"
        reached = f"{label}: {figure(view, low)} to {figure(view, high)}"
        bare = f"{reached} across {many} {headlines.when(view)}."
        sure = "" if view.ranked else " No margin of error is known, so none is ranked."
        return fitting(f"{reach}.{sure}", f"{reach}.", bare)
    worst, _ = atlas.could_be(view)
    rank = f"the worst of {count}"
    if len(worst) != 1:
        rank = f"one of {len(worst)} {many} that could be the worst"
    if pair[0] not in worst:
        rank = "with the worst figure"
    clause = f"{headlines.clause(view, first)} {headlines.when(view)}"
    other = f"in {view.label(pair[1])}, {figure(view, last)}"
    times = many_times(view, high, low)
    place = f"In {view.label(pair[0])}"
    return fitting(
        f"{place}, {rank}, {clause}; {other}{times}.",
        f"{place}, {rank}, {clause}; {other}.",
        f"{place}, {clause}; {other}.",
        f"{label}: {figure(view, first)} in {view.label(pair[0])}, {figure(view, last)} in "
        f"{view.label(pair[1])} {headlines.when(view)}.",
    )


def _beside(view: IndicatorView) -> list[str]:
    """Return the figures of district, region and England, as a note."""
    known = [f"{b.name} {figure(view, b.value)}" for b in view.benchmarks if not isnan(b.value)]
    return [f"Beside it: {words.listed(known)} ({view.period.said})."] if known else []


def _over_time_notes(atlas: Atlas, view: IndicatorView) -> list[str]:
    """Return what must be told beside the line of a figure of the whole place."""
    if view.level != Level.DISTRICT:
        return []
    return notes_on_line(view, over_time(atlas.pack, view, atlas.pack.district), view.level)


def _picture(atlas: Atlas, view: IndicatorView, codes: tuple[str, ...], headline: str) -> Picture:
    if view.level == Level.DISTRICT:
        table = over_time(atlas.pack, view, atlas.pack.district)
        found = strip_picture(view, atlas.pack.district) if table.empty else None
        return found or time_picture(view, table, headline)
    if len(codes) < 2:
        return ranked_picture(view, codes[0] if codes else "", headline, MOST)
    some = replace(view, table=view.table.loc[list(codes)])
    picture = ranked_picture(some, "", headline, MOST)
    said = f"{words.capital(view.indicator.label)}, {len(codes)} {view.level.many}."
    others = left_out(max(int(some.table["value"].notna().sum()) - MOST, 0))
    return replace(picture, says=f"{said} {headline} {others}".strip())
