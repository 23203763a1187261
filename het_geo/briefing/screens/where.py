"""Where a gap lives: the wards that hold most of the people, or the neighbourhoods inside."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from het_geo import words
from het_geo.atlas.atlas import Atlas
from het_geo.atlas.views import IndicatorView
from het_geo.bounds import about
from het_geo.briefing.audience import level_of, said
from het_geo.briefing.cards import cards
from het_geo.briefing.drawings import MOST, map_picture
from het_geo.briefing.model import Audience, Screen
from het_geo.briefing.wording import (
    NAMED,
    caveat_notes,
    exact_notes,
    fitting,
    links_to,
    source_line,
    table_of,
)
from het_geo.document import Drawing, text_table
from het_geo.geography import BEST_FIT_SHARE, Level
from het_geo.pictures.ranked import ranked_picture
from het_geo.pictures.strip import strip_picture
from het_geo.sentences import headlines, notes

THIRD, MARKED = 1 / 3, 9
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
        return _inside(atlas, audience, name, level, today)
    return _across(atlas, name, level, today)


def can_be_counted(view: IndicatorView) -> bool:
    """Return whether the people behind a figure can be placed: all areas have a count of them."""
    table = view.table[view.table["value"].notna()]
    named = view.indicator.polarity < 0 and bool(view.indicator.numerator_label)
    return named and len(table) > 1 and bool(table["numerator"].notna().all())


def _across(atlas: Atlas, name: str, level: Level, today: date) -> Screen:
    """Return which areas of the place hold a third of the people, on a map."""
    view = atlas.newest(name, level)
    if level == Level.DISTRICT:
        why = f"{view.indicator.label}: one figure for the whole of {view.place}."
        place = [atlas.pack.district]
        return _screen(atlas, view, place, headline=fitting(why), marked={}, rule=[], today=today)
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
    who, what = view.indicator.numerator_label, view.indicator.counted
    areas, whose = f"{len(codes)} {view.level.many}", f"{view.place}’s {who}"
    if len(codes) < len(view.table):
        areas, whose = f"{areas} with a count", f"the {who} counted in {view.place}"
    names = words.listed([view.label(c) for c in codes[:count]])
    verb = "has" if count == 1 else "have"
    named = f"{words.capital(names)} {verb} {part}% of {whose}, and {of_all}% of {what}."
    short = words.capital(f"{part}% of {whose} are in {count} of its {areas}.")
    plain = f"{short[:-1]}, with {of_all}% of {what}."
    return fitting(named if count <= NAMED else "", plain, short), count


def _uncounted(view: IndicatorView, known: int) -> list[str]:
    """Return how many areas have no figure, and so no place in the order; nothing for none."""
    if not known or known == len(view.table):
        return []
    without = words.count_of(len(view.table) - known, view.level.one, view.level.many)
    return [f"Left out, as they have no figure: {without} of {len(view.table)}."]


def _worst(view: IndicatorView, codes: list[str]) -> tuple[str, int]:
    """Return the range of the fifth of areas at one end, and how many they are."""
    if not codes:
        return fitting(f"{view.indicator.label}: no area of {view.place} has a figure."), 0
    count = max(1, len(codes) // 5)
    label, many = view.indicator.label, view.level.many
    first, edge, last = (view.value(codes[i]) for i in (0, count - 1, -1))
    low, high = (headlines.figure(view, value) for value in sorted((first, edge)))
    other = headlines.figure(view, last)
    end = "lowest" if view.indicator.judged_polarity > 0 else "highest"
    of = f"{count} of {view.place}’s {len(codes)} {many}"
    return fitting(
        f"{label}: the {end} figures, {low} to {high}, are in {of}; the other end has {other}.",
        f"{label}: the {end} figures are in {of}.",
    ), count


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


def _inside(atlas: Atlas, audience: Audience, name: str, level: Level, today: date) -> Screen:
    """Return the neighbourhoods inside the audience's wards, or around its neighbourhoods."""
    own = f"where.{name}.{level}"
    small = "lsoa" in atlas.pack.catalogue.indicators[name].levels
    if not small:
        return _unknown(atlas, audience, name, level, today)
    view = atlas.newest(name, Level.LSOA)
    codes, who = _around(atlas, audience, level)
    some = replace(view, table=view.table.loc[list(codes)])
    known = some.table["value"].dropna()
    mine = audience.codes[0] if level == Level.LSOA else ""
    headline = _range(some, known.to_dict(), who)
    shown = _shown(some, list(audience.codes) if mine else [])
    picture = strip_picture(some, mine)  # names of more areas have no room
    if len(known) <= MOST:
        picture = ranked_picture(some, mine, headline)
    fits = [ward for ward in audience.codes if level == Level.WARD][:NAMED]
    said = [notes.best_fit_note(atlas.pack.areas, ward, BEST_FIT_SHARE) for ward in fits]
    said += exact_notes(view, shown, NAMED)
    said.append("Do not say: the worst neighbourhood, unless its interval stands apart.")
    title = f"Inside: {view.indicator.label}"
    picture = replace(picture, says=f"Neighbourhoods of {who}. {headline}")
    return Screen(
        id=own,
        kind="where",
        title=title,
        indicator=name,
        level=str(Level.LSOA),
        areas=tuple(shown),
        headline=headline,
        drawing=Drawing(title, picture),
        table=table_of(view, list(codes)),
        source=source_line(atlas, view, today),
        notes=(*said, *caveat_notes(view)),
        cards=cards(atlas, view, shown[:NAMED], today),
        links=links_to(view, mine),
    )


def _around(atlas: Atlas, audience: Audience, level: Level) -> tuple[tuple[str, ...], str]:
    """Return the neighbourhoods to show, and what they are called together."""
    know = atlas.know
    if level == Level.WARD:
        inside = [code for ward in audience.codes for code in know.inside(ward)]
        return tuple(inside), said(atlas, audience)
    wards = list(dict.fromkeys(know.ward[code] for code in audience.codes))
    inside = [code for ward in wards for code in know.inside(ward)]
    names = [know.labels[ward] for ward in wards]
    count = f"{len(names)} wards of {atlas.district.label}"
    return tuple(inside), words.listed(names) if len(names) <= NAMED else count


def _shown(view: IndicatorView, mine: list[str]) -> list[str]:
    """Return the audience's own neighbourhoods, else the two ends."""
    known = view.table["value"].dropna()
    ends = [str(known.idxmax()), str(known.idxmin())] if len(known) else []
    return list(dict.fromkeys(mine or ends))


def _range(view: IndicatorView, known: dict[str, float], who: str) -> str:
    if not known:
        return fitting(f"None of the neighbourhoods of {who} has a figure.")
    high, low = max(known, key=lambda c: known[c]), min(known, key=lambda c: known[c])
    count = words.count_of(len(known), "neighbourhood", "neighbourhoods")
    value = {code: headlines.figure(view, view.value(code)) for code in (high, low)}
    if known[high] == known[low]:
        return fitting(f"{words.capital(who)}: {count}, each with {value[low]}.")
    ends = f"from {value[low]} in {view.label(low)} to {value[high]} in {view.label(high)}"
    label = view.indicator.label
    return fitting(
        f"{label}, inside {who}: {ends}, over {count}.",
        f"{label}, inside {who}: {ends}.",
        f"{label}, inside {who}: {value[low]} to {value[high]}.",
        f"{label}: {value[low]} to {value[high]} over {count}.",
    )


def _unknown(atlas: Atlas, audience: Audience, name: str, level: Level, today: date) -> Screen:
    """Return the screen that says that nothing is known inside these areas."""
    view = atlas.newest(name, level)
    headline = fitting(
        f"{view.indicator.label} is not published for neighbourhoods, so what lies inside "
        f"{said(atlas, audience)} is not known.",
        f"{view.indicator.label} is not published for neighbourhoods.",
    )
    named = {code: view.label(code) for code in audience.codes[:MARKED]}
    marked = dict.fromkeys(audience.codes, "") | named
    title, header = (
        f"Inside: {view.indicator.label}",
        (words.capital(level.one), view.indicator.label),
    )
    rows = [(view.label(code), "not known inside") for code in audience.codes]
    return Screen(
        f"where.{name}.{level}", "where", title, name, str(level), audience.codes, headline,
        Drawing(title, map_picture(atlas.pack.shapes[level], marked, headline)),
        text_table(title, header, rows),
        source_line(atlas, view, today), tuple(caveat_notes(view)), (), links_to(view),
    )  # fmt: skip
