"""Answers with figures: values, changes and gaps, by the same records as files of the pages."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from math import isnan

import pandas as pd

from het_geo.api.about import area_code, indicator_of, sources_behind
from het_geo.api.door import Door
from het_geo.api.endpoint import Question
from het_geo.api.problem import ProblemError, unknown
from het_geo.api.reply import Reply, Row
from het_geo.atlas.atlas import Atlas
from het_geo.atlas.change_view import change_view
from het_geo.atlas.choice import Choice, levels_of, newest, periods_of
from het_geo.atlas.gaps.matrix import NO_GAP
from het_geo.atlas.reading import is_shown
from het_geo.atlas.record import machine_row, record_at, uncompared
from het_geo.atlas.views import IndicatorView
from het_geo.blank import Blank
from het_geo.catalogue.records import Indicator
from het_geo.compare import Verdict
from het_geo.figures import DIGITS
from het_geo.geography import Level
from het_geo.render.change_table import change_rows

NEWEST, ALL = "newest", "all"
Pair = tuple[Indicator, str]  # an indicator and the id of one of its periods


def level_of(atlas: Atlas, one: Indicator, asked: str) -> Level:
    """Return the level that is asked for, or the indicator's first.

    Raises:
        ProblemError: the indicator has no figures for it.
    """
    held = levels_of(atlas.pack, one.id)
    if not asked:
        return held[0]
    if not is_shown(atlas.pack, one, Level(asked)):
        has = " and ".join(level.many for level in held)
        said = f"“{one.label}” has no figures for {Level(asked).many}: it has them for {has}."
        raise ProblemError(422, said, levels=[str(level) for level in held])
    return Level(asked)


def periods_asked(atlas: Atlas, one: Indicator, level: Level, asked: str) -> list[str]:
    """Return the ids of the periods that are asked for: one, the newest or all.

    Raises:
        ProblemError: the indicator has no such period at the level.
    """
    held = [period.id for period in periods_of(atlas.pack, one.id, level)]
    if asked == ALL:
        return held
    if asked == NEWEST:
        return [newest(atlas.pack, one.id, level).id]
    if asked not in held:
        raise unknown("period", asked, held, where=f"“{one.label}” for {level.many}")
    return [asked]


def period_asked(atlas: Atlas, one: Indicator, level: Level, asked: str) -> str:
    """Return the id of the one period that is asked for.

    Raises:
        ProblemError: all are asked for, or one that the indicator has not.
    """
    if asked == ALL:
        raise ProblemError(400, "Give one “period”, or “newest”.", parameter="period")
    return periods_asked(atlas, one, level, asked)[0]


def _pairs(atlas: Atlas, asked: Question) -> list[tuple[Pair, Level]]:
    """Return the indicators and periods that are asked for, each with its level."""
    names = [name.strip() for name in asked["indicator"].split(",") if name.strip()]
    if names:
        meant = [indicator_of(atlas, name, asked["place"]) for name in names]
    else:
        every = atlas.pack.catalogue.indicators.values()
        level = Level(asked["level"] or "ward")
        meant = [one for one in every if is_shown(atlas.pack, one, level)]
    wanted = asked["level"] or ("" if names else "ward")
    levels = {one.id: level_of(atlas, one, wanted) for one in meant}
    several = len(meant) > 1 and asked["period"] not in (NEWEST, ALL)
    if several:
        said = "“period” is “newest” or “all” where several indicators are asked for."
        raise ProblemError(400, said, parameter="period")
    return [
        ((one, period), levels[one.id])
        for one in meant
        for period in periods_asked(atlas, one, levels[one.id], asked["period"])
    ]


def _view(atlas: Atlas, pair: Pair, level: Level, compare: str) -> IndicatorView:
    return atlas.view(Choice(pair[0].id, level, pair[1], compare))


def _codes(atlas: Atlas, asked: Question) -> list[str]:
    parts = [text.strip() for text in asked["area"].split(",") if text.strip()]
    return [area_code(atlas, text) for text in parts]


def values(door: Door, asked: Question) -> Reply:
    """Give figures: of each area of a level, with limits, counts, verdict and status.

    Raises:
        ProblemError: areas are asked for, and none of them is of a level asked for.
    """
    atlas = door.atlas(asked["place"])
    pairs, codes = _pairs(atlas, asked), _codes(atlas, asked)
    sizes = []
    for (one, _), level in pairs:
        held = atlas.pack.codes(level)
        inside = [code for code in codes if code in set(held)] if codes else held
        if codes and not inside:
            named = ", ".join(codes[:3])
            said = f"“{one.label}” is asked for {level.many}, and none of {named} is one."
            raise ProblemError(422, said)
        sizes.append(inside)
    total = sum(map(len, sizes))
    rows = islice(_rows(atlas, asked, pairs, sizes), asked.offset, asked.offset + asked.limit)
    return Reply(
        {"place": asked["place"]},
        rows=list(rows),
        total=total,
        sources=sources_behind(atlas, [one for (one, _), _ in pairs]),
        version=atlas.pack.manifest.version,
    )


def _rows(
    atlas: Atlas,
    asked: Question,
    pairs: Sequence[tuple[Pair, Level]],
    sizes: Sequence[Sequence[str]],
) -> Iterator[Row]:
    """Give the rows one after another; a view before the page asked for is not worked out."""
    passed = 0
    for (pair, level), codes in zip(pairs, sizes, strict=True):
        if passed + len(codes) <= asked.offset:
            passed += len(codes)
            yield from ({} for _ in codes)  # left out by who asks
            continue
        passed += len(codes)
        view = _view(atlas, pair, level, asked["compare"])
        yield from value_rows(atlas, view, codes)


def value_rows(atlas: Atlas, view: IndicatorView, codes: Sequence[str]) -> Iterator[Row]:
    """Give areas' figures as rows: the area, its record and what it is compared with."""
    own, verdicts = str(view.level) == view.indicator.base_level, view.verdicts
    there = view.chosen
    for code in codes:
        record, verdict = record_at(view, view.figures[code], own=own), verdicts.at[code]
        why = uncompared(view, code, known=not isinstance(record.value, Blank))
        cells = {
            **vars(atlas.know.areas[code]),
            **record.cells(),
            "compared_with": there.name,
            "compared_with_code": there.code,
            "compared_with_value": why if isnan(there.value) else float(there.value),
            "verdict": str(verdict),
        }
        compared = verdict != Verdict.NOT_COMPARED
        yield machine_row(cells, {} if compared else {"verdict": why.why})


def change(door: Door, asked: Question) -> Reply:
    """Give each area's change between the first comparable period and the one asked for.

    Raises:
        ProblemError: no earlier period with figures is comparable with the one asked for.
    """
    atlas = door.atlas(asked["place"])
    one = indicator_of(atlas, asked["indicator"], asked["place"])
    level = level_of(atlas, one, asked["level"])
    period = period_asked(atlas, one, level, asked["period"])
    found = change_view(atlas.pack, _view(atlas, (one, period), level, "england"))
    if found is None:
        said = f"No change can be told of “{one.label}” for {level.many} up to this period: "
        raise ProblemError(422, f"{said}no two comparable periods have figures.")
    codes = set(_codes(atlas, asked))
    every = change_rows(atlas.pack, found)
    rows = [machine_row(row) for row in every if not codes or row["area_code"] in codes]
    return Reply(
        {"place": asked["place"], "unit": one.unit},
        rows=asked.page(rows),
        total=len(rows),
        sources=sources_behind(atlas, [one]),
        version=atlas.pack.manifest.version,
    )


def gaps(door: Door, asked: Question) -> Reply:
    """Give the gap of each indicator at a level: absolute, relative and people, with limits."""
    atlas = door.atlas(asked["place"])
    level = Level(asked["level"])
    table, views = atlas.newest_gaps(level), atlas.newest_views(level)
    wanted = int(asked["principle"] or 0)
    meant = [v for v in views.values() if not wanted or wanted in v.indicator.principles]
    page = asked.page(meant)
    return Reply(
        {"place": asked["place"], "level": str(level)},
        rows=[_gap(table, view) for view in page],
        total=len(meant),
        sources=sources_behind(atlas, [view.indicator for view in page]),
        version=atlas.pack.manifest.version,
    )


def _gap(table: pd.DataFrame, view: IndicatorView) -> Row:
    one = view.indicator
    about: dict[str, object] = {
        "indicator": one.id,
        "label": one.label,
        "principles": list(one.principles),
        "period_id": view.period.id,
        "period": view.period.label,
        "unit": one.unit,
    }
    if one.id not in table.index:
        why = NO_GAP.get(one.kind) or "neither direction is better, so no end is the worst"
        return about | {"available": False, "why": why}
    found: Mapping[str, object] = table.loc[one.id].drop("period").to_dict()
    kept = {name: _kept(value) for name, value in found.items()}
    return about | {"available": True, "why": None} | kept


def _kept(value: object) -> object:
    if isinstance(value, str):
        return value or None
    number = float(value)  # type: ignore[arg-type]
    return None if isnan(number) else float(f"{number:.{DIGITS}g}")
