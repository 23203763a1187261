"""The first screen: who this is about, and how many figures are worse or better than England's."""

from __future__ import annotations

from collections.abc import Sequence
from math import isnan

from het_geo import words
from het_geo.briefing.audience import is_candidate, level_of, said, theme
from het_geo.briefing.drawings import ends_of, lines_picture, tally_picture
from het_geo.briefing.model import Audience, Link, Screen, Table
from het_geo.briefing.wording import BEST_FIT, fitting
from het_geo.briefing.workspace import Workspace
from het_geo.compare import Verdict, verdict
from het_geo.geography import BEST_FIT_SHARE, Level
from het_geo.pictures import Picture
from het_geo.profiles.column import Column
from het_geo.profiles.notes import NO_FIT
from het_geo.sentences import best_fit_note
from het_geo.standing import Standing, standing_of

WORDS = ("worse", "similar", "better")
PEOPLE = "population"
NO_ROWS = "None of these figures has a margin of error and a figure of England beside it."


def setting(work: Workspace, audience: Audience) -> Screen:
    """Return how many people live here, and how their figures stand against England's.

    For one area (or the place) a row a building block; for several a row an area.
    """
    rows = _rows(work, audience)
    totals = [sum(counts[i] for _, counts in rows) for i in range(3)]
    who = said(work, audience)
    headline = _headline(work, audience, who, totals)
    table = Table(
        ("Building block" if len(audience.codes) < 2 else "Area", *map(words.capital, WORDS)),
        tuple((name, *map(str, counts)) for name, counts in rows),
    )
    code = audience.codes[0] if audience.codes else ""
    level = level_of(work, audience)
    return Screen(
        id="setting",
        kind="setting",
        title="The setting",
        indicator="",
        level=str(level if audience.codes else Level.DISTRICT),
        areas=audience.codes or (work.pack.district,),
        headline=headline,
        picture=_picture(rows, headline),
        table=table,
        source=_source(work, level, bool(audience.codes)),
        notes=_notes(work, audience, who),
        cards=(),
        links=(Link("explore", {"area": code} if code else {}),),
    )


def _notes(work: Workspace, audience: Audience, who: str) -> tuple[str, ...]:
    kept = theme(work, audience)
    return (
        f"{who}: {_people(work, audience)} people.",
        *(best_fit_note(work.pack.areas, code, BEST_FIT_SHARE) for code in _bare(work, audience)),
        *([f"Only the figures of {kept}."] if kept else []),
        "A figure counts as worse or better where its whole 95% interval lies on that side of "
        "England’s figure; else it is similar.",
        "Figures without a margin of error are not counted. Several figures can tell of one thing.",
        "Do not say: that one area is worse than another because it has more figures that are.",
    )


def _bare(work: Workspace, audience: Audience) -> list[str]:
    """Return the wards of an audience that no neighbourhood fits best: they have no figures."""
    return [code for code in audience.codes if work.know.overlapped_by[code]]


def counts_of(columns: Sequence[Column], code: str) -> Standing:
    """Return in how many figures an area is worse than, similar to and better than England."""
    return standing_of((c.indicator.judged, _verdict(c, code)) for c in columns)


def _verdict(column: Column, code: str) -> Verdict:
    own, england = column.figures[code], column.benchmark(Level.COUNTRY).value
    return verdict(own.lower, own.upper, england, column.indicator.judged_polarity)


def _rows(work: Workspace, audience: Audience) -> list[tuple[str, Standing]]:
    level = level_of(work, audience) if audience.codes else Level.DISTRICT
    columns = [c for c in work.columns(level) if is_candidate(c.indicator, audience)]
    if len(audience.codes) > 1:
        return [(work.know.labels[code], counts_of(columns, code)) for code in audience.codes]
    code = audience.codes[0] if audience.codes else work.pack.district
    blocks = work.pack.catalogue.blocks.values()
    rows = [
        (b.label, counts_of([c for c in columns if c.indicator.block == b.id], code))
        for b in blocks
    ]
    return [row for row in rows if sum(row[1])]


def _headline(work: Workspace, audience: Audience, who: str, totals: Sequence[int]) -> str:
    people = f"{words.capital(who)}: {_people(work, audience)} people."
    compared = sum(totals)
    if not compared and len(audience.codes) == 1 and _bare(work, audience):
        return fitting(NO_FIT.format(words.capital(who)))
    if not compared:
        return fitting(f"{people} No figure here can be called better or worse than England’s.")
    worse = (
        f"{totals[0]} {'is' if totals[0] == 1 else 'are'} worse" if totals[0] else "none is worse"
    )
    better = f"{totals[2]} better" if totals[2] else "none better"
    of = words.count_of(compared, "figure that", "figures that")
    every = "" if len(audience.codes) < 2 else " over all of them"
    return fitting(
        f"{people} Of {of} can be compared with England’s{every}, {worse} and {better}.",
        f"{people} {totals[0]} figures are worse than England’s, {totals[2]} better.",
        f"{totals[0]} of {compared} figures are worse than England’s, {totals[2]} better.",
    )


def _people(work: Workspace, audience: Audience) -> str:
    """Return the people of an audience: of the newest estimate, where the pack holds it."""
    codes = audience.codes or (work.pack.district,)
    level = level_of(work, audience) if audience.codes else Level.DISTRICT
    if PEOPLE in work.pack.periods_held:
        own = work.column(PEOPLE, level).figures
        total = sum(own[code].value for code in codes)
    else:
        total = sum(work.know.population[code] for code in codes)
    return "an unknown number of" if isnan(total) else words.number(total, 0)


def _source(work: Workspace, level: Level, has_areas: bool) -> str:
    fit = f" {BEST_FIT}" if has_areas and level == Level.WARD else ""
    return f"The het_geo pack of {work.district.label}, {work.pack.manifest.version}.{fit}"


def _picture(rows: Sequence[tuple[str, Sequence[int]]], headline: str) -> Picture:
    if not rows:
        return lines_picture([("Nothing to compare", NO_ROWS)], headline)
    drawn = ends_of(rows)
    return tally_picture(WORDS, drawn, f"{headline} {' '.join(map(_spoken, drawn))}")


def _spoken(row: tuple[str, Sequence[int]] | str) -> str:
    if isinstance(row, str):
        return f"{words.capital(row)}, between these."
    name, (worse, similar, better) = row
    return f"{name}: {worse} worse, {similar} similar, {better} better."
