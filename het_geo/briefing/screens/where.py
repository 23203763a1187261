"""Where a gap lives: the wards that hold most of the people, or the neighbourhoods inside."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from het_geo import words
from het_geo.atlas.atlas import Atlas
from het_geo.atlas.views import IndicatorView
from het_geo.bounds import about
from het_geo.briefing.audience import level_of
from het_geo.briefing.cards import cards
from het_geo.briefing.drawings import map_picture
from het_geo.briefing.model import Audience, Screen
from het_geo.briefing.screens.inside import MARKED, around, inside
from het_geo.briefing.wording import (
    NAMED,
    caveat_notes,
    dated,
    exact_notes,
    fitting,
    links_to,
    source_line,
    table_of,
)
from het_geo.document import Drawing
from het_geo.geography import Level
from het_geo.sentences import headlines

THIRD = 1 / 3
RULE = (
    "The areas are those with the most people (households …) counted, from the most on, until "
    "they hold a third; it is where the people are, not an order of how bad it is."
)
HIGHEST = (
    "The areas marked are the fifth with the highest figures (the lowest, where low is worse), in "
    "no order: it is not said which of them is the worst."
)


def where(atlas: Atlas, audience: Audience, name: str, level: Level, today: date) -> Screen:
    """Return where the gap in an indicator lives, for an audience."""
    if audience.codes and level == level_of(atlas, audience):
        return inside(atlas, audience, name, level, today)
    return _across(atlas, name, level, today)


def can_be_counted(view: IndicatorView) -> bool:
    """Return whether the people behind a figure can be placed: all areas have a count of them."""
    table = view.table[view.table["value"].notna()]
    named = view.indicator.polarity < 0 and bool(view.indicator.numerator_label)
    return named and len(table) > 1 and bool(table["numerator"].notna().all())


def most_told(
    atlas: Atlas, audience: Audience, picks: Sequence[tuple[str, Level]]
) -> tuple[str, Level] | None:
    """Return the first gap of which it can be said where it lives; ``None`` where of none.

    For the place, one whose people are counted before one whose are not; for its areas, one that
    is known for two neighbourhoods at least.
    """
    if not audience.codes:
        counted = (pick for pick in picks if can_be_placed(atlas, audience, pick))
        return next(counted, picks[0] if picks else None)
    return next((pick for pick in picks if can_be_placed(atlas, audience, pick)), None)


def can_be_placed(atlas: Atlas, audience: Audience, pick: tuple[str, Level]) -> bool:
    """Return whether it can be said where a gap lives.

    For the place, where the people are counted; for areas, what two neighbourhoods there have.
    """
    name, level = pick
    if not audience.codes:
        return level != Level.DISTRICT and can_be_counted(atlas.newest(name, level))
    if Level.LSOA not in atlas.pack.catalogue.indicators[name].levels:
        return False
    codes, _ = around(atlas, audience, level)
    return bool(atlas.newest(name, Level.LSOA).table.loc[list(codes), "value"].notna().sum() > 1)


def _across(atlas: Atlas, name: str, level: Level, today: date) -> Screen:
    """Return which areas of the place hold a third of the people, on a map."""
    view = atlas.newest(name, level)
    if level == Level.DISTRICT:
        why = f"{view.indicator.label}: one figure for the whole of {view.place}."
        place = [atlas.pack.district]
        return _screen(
            atlas, view, place, headline=dated(view, why), marked={}, rule=[], today=today
        )
    counted = can_be_counted(view)
    upwards = not counted and view.indicator.judged_polarity > 0
    column = view.table["numerator" if counted else "value"].dropna()
    order = column.sort_values(ascending=upwards, kind="stable")
    codes = [str(code) for code in order.index]
    headline, count = _most(view, codes) if counted else _worst(view, codes)
    chosen = codes[:count]
    if not counted:  # without ranks, areas are named in no order of their figures
        chosen = [code for code in map(str, view.table.index) if code in set(chosen)]
    named = {c: f"{view.label(c)}: {_beside(view, c, counted)}" for c in chosen[:MARKED]}
    marked = dict.fromkeys(chosen, "") | named
    rule = [RULE if counted else HIGHEST, *_uncounted(view, len(codes))]
    return _screen(atlas, view, chosen, headline=headline, marked=marked, rule=rule, today=today)


def _beside(view: IndicatorView, code: str, counted: bool) -> str:
    value = headlines.figure(view, view.value(code))
    return f"{words.whole(view.count(code))} ({value})" if counted else value


def _most(view: IndicatorView, codes: list[str]) -> tuple[str, int]:
    """Return where a third of the people counted are, and how many areas that takes.

    ``codes``: the areas with a count, in order. Those without one are no areas without people:
    they are left out of both sides of the share, and it is said.
    """
    have, everyone = (view.table.loc[codes, name] for name in ("numerator", "denominator"))
    share = have.cumsum() / (have.sum() or 1.0)
    count = min(int((share < THIRD - 1e-9).sum()) + 1, len(codes))
    part = words.number(float(share.iloc[count - 1]) * 100, 0)
    of_all = words.number(float(everyone[codes[:count]].sum() / everyone.sum()) * 100, 0)
    part = about(*(view.count(code) for code in codes)) + part
    who, what = view.indicator.numerator_label, f"all {view.indicator.counted}"
    areas, whose = f"{len(codes)} {view.level.many}", f"{view.place}’s {who}"
    if len(codes) < len(view.table):
        areas, whose = f"{areas} with a count", f"the {who} counted in {view.place}"
        what = view.indicator.counted
    names = words.listed([view.label(c) for c in codes[:count]])
    verb = "has" if count == 1 else "have"
    named = f"{words.capital(names)} {verb} {part}% of {whose}, and {of_all}% of {what}."
    short = words.capital(f"{part}% of {whose} are in {count} of its {areas}.")
    plain = f"{short[:-1]}, with {of_all}% of {what}."
    return dated(view, named if count <= NAMED else "", plain, short), count


def _uncounted(view: IndicatorView, known: int) -> list[str]:
    """Return how many areas have no figure, and so no place in the order; nothing for none."""
    if not known or known == len(view.table):
        return []
    without = words.count_of(len(view.table) - known, view.level.one, view.level.many)
    return [f"Left out, as they have no figure: {without} of {len(view.table)}."]


def _worst(view: IndicatorView, codes: list[str]) -> tuple[str, int]:
    """Return the range of the fifth of areas at one end, and how many they are."""
    if len(codes) < 2:
        return _hardly(view, codes), len(codes)
    count = max(1, len(codes) // 5)
    label, many = view.indicator.label, view.level.many
    first, edge, last = (view.value(codes[i]) for i in (0, count - 1, -1))
    low, high = sorted((first, edge))
    reach = words.interval(low, high, view.indicator, view.unit)
    if about(low, high):  # whose two ends are told
        reach = f"{headlines.figure(view, low)} to {headlines.figure(view, high)}"
    other = headlines.figure(view, last)
    end = "lowest" if view.indicator.judged_polarity > 0 else "highest"
    of = f"{count} of {view.place}’s {len(codes)} {many}"
    if len(codes) < len(view.table):
        of = f"{of} with a figure"
    return dated(
        view,
        f"{label}: the {end} figures, {reach}, are in {of}; the other end has {other}.",
        f"{label}: the {end} figures are in {of}.",
    ), count


def _hardly(view: IndicatorView, codes: list[str]) -> str:
    """Return that no area has a figure, or which one alone has."""
    label, many = view.indicator.label, view.level.many
    if not codes:
        return fitting(f"{label}: no area of {view.place} has a figure.")
    only, value = view.label(codes[0]), headlines.figure(view, view.value(codes[0]))
    alone = f"{only} alone has a figure"
    of = f"of {view.place}’s {many}"
    return dated(view, f"{label}: {of}, {alone}, {value}.", f"{label}: {alone}, {value}.")


def _screen(
    atlas: Atlas,
    view: IndicatorView,
    codes: list[str],
    *,
    headline: str,
    marked: dict[str, str],
    rule: list[str],
    today: date,
) -> Screen:
    shapes = atlas.pack.shapes[view.level]
    listed = " ".join(f"{name}." for name in marked.values() if name)
    notes = [*rule, *exact_notes(view, codes, NAMED), *caveat_notes(view)]
    picture = map_picture(shapes, marked, f"Map of {view.place}. {headline} {listed}".strip())
    title = f"Where: {view.indicator.label}"
    return Screen(
        id=f"where.{view.indicator.id}.{view.level}",
        kind="where",
        title=title,
        indicator=view.indicator.id,
        level=str(view.level),
        areas=tuple(codes),
        headline=headline,
        drawing=Drawing(title, picture),
        table=table_of(view),
        source=source_line(atlas, view, today),
        notes=tuple(notes),
        cards=cards(atlas, view, codes[:NAMED], today),
        links=links_to(view),
    )
