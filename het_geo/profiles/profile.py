"""The profile of an area: what areas share the atlas keeps, each profile then only gathers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from math import isnan

import pandas as pd

from het_geo.atlas.atlas import Atlas
from het_geo.atlas.over_time import periods_until
from het_geo.atlas.sums import summer_of
from het_geo.atlas.views import Figure, IndicatorView
from het_geo.catalogue.records import Catalogue
from het_geo.catalogue.vocabulary import CONTEXT
from het_geo.geography import Level, slug_of
from het_geo.journey.written import WrittenLine
from het_geo.profiles import notes
from het_geo.profiles.change import area_trend, set_trend
from het_geo.profiles.find import checked
from het_geo.profiles.first_page import Opening
from het_geo.profiles.headlines import RULE as HEADLINE_RULE
from het_geo.profiles.headlines import headlines_of, summary_of
from het_geo.profiles.inside import inside_of, who_lives_here
from het_geo.profiles.lenses import RULE as GAP_RULE
from het_geo.profiles.lenses import gaps_of
from het_geo.profiles.model import Profile
from het_geo.profiles.naming import checked_name
from het_geo.profiles.notes import glossary_of
from het_geo.profiles.opening import opening_of
from het_geo.profiles.parts import Block, TenthRow, Unknown
from het_geo.profiles.parts_inside import Inside
from het_geo.profiles.row import IndicatorRow
from het_geo.profiles.rows import row_of
from het_geo.profiles.spine_marks import SPINE_RULE
from het_geo.profiles.subject import SET, Subject, subject_of
from het_geo.sentences.ages import source_ages
from het_geo.sentences.parts import FIT

PEOPLE = "population"  # the indicator that says how many people live in an area
Pairs = dict[str, tuple[IndicatorView, Figure]]


def profile_of(
    atlas: Atlas,
    codes: Sequence[str],
    today: date,
    name: str = "",
    projects: Sequence[WrittenLine] = (),
) -> Profile:
    """Return the profile of one area, or of several neighbourhoods taken together.

    ``name`` is what such a set is called in everything that is said of it; ``projects`` are those
    here, as a register has them.

    Raises:
        AreaError: an unknown code, no code, a set that is not of neighbourhoods alone, or a name
            that may not be (:func:`het_geo.profiles.naming.checked_name`).
    """
    chosen = checked(atlas.pack, codes)
    name = checked_name(atlas.pack, name, chosen)
    kind = SET if len(chosen) > 1 else atlas.know.levels[chosen[0]]
    pairs = _pairs(atlas, kind, chosen)
    view, people = pairs.get(PEOPLE, (None, None))
    subject = subject_of(atlas.know, chosen, people, view.period.label if view else "", name)
    sums = _sums(atlas, subject, pairs)
    known = {name: pair for name, pair in pairs.items() if not isnan(pair[1].value)}
    rows = tuple(_row(atlas, subject, *pair, sums) for pair in known.values())
    opening = opening_of(atlas, subject, today)
    found = _gathered(atlas, subject, pairs, rows, opening, today)
    return replace(found, projects=tuple(projects))


def opening_alone(atlas: Atlas, code: str, today: date) -> tuple[Subject, Opening]:
    """Return one area and what opens its profile, without working out the rest of it.

    Raises:
        AreaError: the code is of no area of the pack.
    """
    chosen = checked(atlas.pack, [code])
    view = atlas.newest_views(Level(atlas.know.levels[chosen[0]])).get(PEOPLE)
    people = view.figures[chosen[0]] if view else None
    subject = subject_of(atlas.know, chosen, people, view.period.label if view else "")
    return subject, opening_of(atlas, subject, today)


def _pairs(atlas: Atlas, kind: str, codes: tuple[str, ...]) -> Pairs:
    """Return each indicator's view and the figure of the area, in the catalogue's order."""
    found: Pairs = {}
    if kind != SET:
        own = atlas.newest_views(Level(kind))
        found = {name: (view, view.figures[codes[0]]) for name, view in own.items()}
    if kind in (SET, Level.MSOA):
        views = atlas.newest_views(Level.LSOA)
        members = codes if kind == SET else atlas.know.inside(codes[0])
        summed = summer_of(atlas).figures(members)
        found |= {name: (views[name], figure) for name, figure in summed.items()}
    return {name: found[name] for name in atlas.pack.catalogue.indicators if name in found}


def _row(
    atlas: Atlas,
    subject: Subject,
    view: IndicatorView,
    figure: Figure,
    sums: Mapping[str, pd.DataFrame],
) -> IndicatorRow:
    code = subject.codes[0] if view.level == subject.kind else ""
    own = sums.get(view.indicator.id)
    summed = own is not None and not code
    trend = set_trend(atlas, view, own) if summed else area_trend(atlas, view, code)
    members = tuple(area.code for area in subject.neighbourhoods)
    whole = subject.kind == Level.DISTRICT or members == atlas.know.neighbourhoods
    same = atlas.pack.district if whole and subject.kind in (Level.DISTRICT, SET) else ""
    return row_of(view, figure, subject.said, trend, code=code, same=same)


def _gathered(  # noqa: PLR0917 - what a profile is of, what was found, and the day
    atlas: Atlas,
    subject: Subject,
    pairs: Pairs,
    rows: tuple[IndicatorRow, ...],
    opening: Opening,
    today: date,
) -> Profile:
    pack, catalogue = atlas.pack, atlas.pack.catalogue
    headlines = headlines_of([row for row in rows if row.block != CONTEXT])
    gaps = tuple(gap for row in rows for gap in gaps_of(*pairs[row.id], subject.said))
    unknown = _unknown(atlas, subject, pairs, rows)
    district = atlas.know.named(pack.district)
    own = "" if subject.kind == Level.DISTRICT else f"-{slug_of(district.label)}"
    said = (subject.said, subject.population_written, subject.population_period)
    return Profile(
        place=district,
        subject=subject,
        title=f"Profile of {subject.called if subject.kind == SET else subject.said}"
        f"{FIT if subject.kind == Level.WARD and not subject.overlapping else ''}",
        summary=notes.NO_FIT.format(subject.label)
        if subject.overlapping
        else summary_of(*said, rows),
        pack_version=pack.manifest.version,
        made=today,
        file_stem=f"{subject.slug}{own}-{today:%Y-%m-%d}-{pack.manifest.version}",
        who_lives_here=who_lives_here(
            rows, {i.id: i.partition for i in catalogue.indicators.values()}
        ),
        opening=opening,
        headlines=headlines,
        headline_rule=HEADLINE_RULE,
        blocks=tuple(
            Block(b.id, b.label, b.question, tuple(r for r in rows if r.block == b.id))
            for b in catalogue.blocks.values()
            if b.id != CONTEXT
        ),
        gaps=gaps,
        gap_rule=GAP_RULE,
        spine_rule=SPINE_RULE,
        inside=tuple(
            _inside(atlas, subject, [opening.minute.of, *(h.indicator for h in headlines)])
        ),
        best_fit=notes.best_fit_of(pack, atlas.know, subject),
        caveats=notes.caveats_of(catalogue, rows),
        sources=notes.sources_of(pack, rows, _ages(pairs, rows, catalogue, today)),
        glossary=glossary_of(subject, rows, gaps, unknown),
        not_known=unknown,
        tenths=tuple(_tenths(atlas)) if subject.kind == Level.DISTRICT else (),
    )


def _sums(atlas: Atlas, subject: Subject, pairs: Pairs) -> dict[str, pd.DataFrame]:
    """Return the figures over time of what is summed, by indicator: of a set, or of an MSOA.

    An MSOA is summed where its neighbourhoods have figures and it has none of its own.
    """
    held = {
        name: (view.indicator, periods)
        for name, (view, _) in pairs.items()
        if view.level != subject.kind
        and len(periods := periods_until(view.indicator, view.period, view.level)) > 1
    }
    members = [area.code for area in subject.neighbourhoods]
    return summer_of(atlas).series(held, members) if held else {}


def _ages(
    pairs: Pairs, rows: tuple[IndicatorRow, ...], catalogue: Catalogue, today: date
) -> dict[str, str]:
    views = [pairs[row.id][0] for row in rows]
    return source_ages(catalogue, [(view.indicator, view.period) for view in views], today)


def _tenths(atlas: Atlas) -> Iterator[TenthRow]:
    """Yield the tenths of the district in order, those of England beside them."""
    for found in atlas.tenths():
        own, there = found.own, found.england.table["value"]
        for tenth, *known in own.table[["value", "lower", "upper", "people"]].itertuples(name=None):
            value, lower, upper, people, england = (
                None if isnan(part) else float(part) for part in (*known, there[tenth])
            )
            yield TenthRow(
                own.indicator.id, own.indicator.label, own.unit.id, own.period.label, int(tenth),
                value, lower, upper, people, england, own.indicator.decimals,
            )  # fmt: skip


def _unknown(
    atlas: Atlas, subject: Subject, pairs: Pairs, rows: tuple[IndicatorRow, ...]
) -> tuple[Unknown, ...]:
    """Return every indicator that has no row, with the reason, and then the honest blanks."""
    known = {row.id for row in rows}
    held = atlas.pack.periods_held
    found = [
        notes.unknown_of(i, subject, pairs[i.id][1].status if i.id in pairs else None)
        if i.id in held
        else notes.unheld(i)
        for i in atlas.pack.catalogue.indicators.values()
        if i.id not in known
    ]
    return (*found, *notes.blanks_of(atlas.pack.catalogue))


def _inside(atlas: Atlas, subject: Subject, told: Sequence[str]) -> list[Inside]:
    if subject.kind == Level.LSOA:
        return []
    levels = {Level.LSOA: [area.code for area in subject.neighbourhoods]}
    if subject.kind == Level.DISTRICT:
        levels = {Level.WARD: [area.code for area in subject.wards]} | levels
    return [
        inside_of(atlas.know, level, codes, atlas.newest_views(level), told)
        for level, codes in levels.items()
        if codes
    ]
