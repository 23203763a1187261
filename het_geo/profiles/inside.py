"""Who lives in an area, and the areas inside it: how far apart they are in every indicator."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import isnan

from het_geo import words
from het_geo.atlas.lies import Around
from het_geo.atlas.record import record_at
from het_geo.atlas.views import IndicatorView
from het_geo.catalogue.vocabulary import CONTEXT
from het_geo.geography import Level
from het_geo.profiles.parts import Fact, Group, WhoLivesHere
from het_geo.profiles.parts_inside import Cell, End, Inside, InsideColumn, InsideRow, Spread
from het_geo.profiles.row import IndicatorRow, optional
from het_geo.sentences.headlines import figure


def inside_of(
    know: Around,
    level: Level,
    codes: Sequence[str],
    views: Mapping[str, IndicatorView],
    told: Sequence[str],
) -> Inside:
    """Return the areas of a level inside: spreads of all indicators, and a table.

    The table has one indicator a building block: the first of those ``told``, in the minute and in
    headlines, else the block's first with a direction, in the catalogue's order, of those that have
    figures here.
    """
    spreads = [s for c in views.values() if (s := _spread(know, c, codes)) is not None]
    key = _key_views(views, {spread.indicator for spread in spreads}, told)
    many = words.count_of(len(codes), level.one, level.many)
    return Inside(
        level,
        len(codes),
        f"{many} inside.",
        tuple(spreads),
        tuple(
            InsideColumn(
                c.indicator.id,
                c.indicator.label,
                c.indicator.unit,
                c.indicator.decimals,
                c.period.label,
            )
            for c in key
        ),
        tuple(
            InsideRow(
                know.named(code),
                know.areas[code],
                optional(know.population[code]),
                tuple(_cell(c, code) for c in key),
            )
            for code in codes
        ),
    )


def _spread(know: Around, view: IndicatorView, codes: Sequence[str]) -> Spread | None:
    known = {c: v for c in codes if not isnan(v := view.figures[c].value)}
    if not known:
        return None
    highest, lowest = (_end(know, view, known, f(known.values())) for f in (max, min))
    return Spread(
        view.indicator.id,
        view.indicator.label,
        view.indicator.decimals,
        view.period.label,
        highest,
        lowest,
        len(known),
        _sentence(view, highest, lowest, len(known), len(codes)),
    )


def _end(know: Around, view: IndicatorView, known: Mapping[str, float], value: float) -> End:
    names = tuple(know.named(code) for code, own in known.items() if own == value)
    return End(value, figure(view, value), names)


def _sentence(view: IndicatorView, highest: End, lowest: End, known: int, count: int) -> str:
    level, label = view.level, view.indicator.label
    rest = f" {known} of {words.count_of(count, level.one, level.many)} have a figure."
    if known == 1:
        rest = f" 1 of {words.count_of(count, level.one, level.many)} has a figure."
    rest = "" if known == count else rest
    if known == 1:
        return f"{label}: {lowest.written} in {lowest.areas[0].label}.{rest}"
    if highest.value == lowest.value:
        return f"{label}: {lowest.written} in every one that has a figure.{rest}"
    low, high = (f"{end.written} in {_names(end)}" for end in (lowest, highest))
    return f"{label}: from {low} to {high}.{rest}"


def _names(end: End) -> str:
    others = len(end.areas) - 1
    more = f" and {words.count_of(others, 'other', 'others')}" if others else ""
    return f"{end.areas[0].label}{more}"


def _key_views(
    views: Mapping[str, IndicatorView], held: set[str], told: Sequence[str]
) -> list[IndicatorView]:
    chosen: dict[str, IndicatorView] = {}
    first = [views[name] for name in told if name in views]
    directed = [view for view in views.values() if view.indicator.judged]
    for view in (*first, *directed):
        block = view.indicator.block
        if block != CONTEXT and view.indicator.id in held:
            chosen.setdefault(block, view)
    return [c for c in views.values() if c in chosen.values()]


def _cell(view: IndicatorView, code: str) -> Cell:
    found = view.figures[code]
    note = view.note(found)
    record = record_at(view, found, own=view.level == view.indicator.base_level)
    if isnan(found.value):
        return Cell(record, None, "", note)
    return Cell(record, found.value, figure(view, found.value), note)


HOUSEHOLDS = "households"  # what the catalogue calls a denominator that counts households
HOMES = "homes"  # the building block whose figures count them
_LABELS = {"": "People and ages", "ethnic_5": "Ethnic groups", "ethnic_19": "Ethnic groups in full"}


def who_lives_here(rows: Sequence[IndicatorRow], partitions: dict[str, str]) -> WhoLivesHere:
    """Return the context rows by group, with the households that other rows are shares of.

    Args:
        rows: every row of the profile.
        partitions: the division of people that an indicator belongs to, by id; "" for none.
    """
    groups: dict[str, list[IndicatorRow]] = {}
    for row in rows:
        if row.block == CONTEXT:
            groups.setdefault(partitions[row.id], []).append(row)
    return WhoLivesHere(
        tuple(_facts(rows)),
        tuple(
            Group(name or "people", _LABELS.get(name, name), tuple(groups[name]))
            for name in sorted(groups, key=lambda name: (name != "", len(groups[name])))
        ),
    )


def _facts(rows: Sequence[IndicatorRow]) -> list[Fact]:
    """Return the households of an area as the figures of its homes count them.

    Tables of one census differ by a few: small random changes protect privacy in each of them.
    """
    counted = [
        (row.block != HOMES, place, row.denominator, row.period)
        for place, row in enumerate(rows)
        if row.denominator_label == HOUSEHOLDS and row.denominator
    ]
    if not counted:
        return []
    _, _, count, period = min(counted)
    return [Fact("Households", count, words.number(count, 0), period)]
