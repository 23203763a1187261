"""One figure over time: how it went, in a line."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import islice

import pandas as pd

from het_geo import phrases, words
from het_geo.atlas.atlas import Atlas
from het_geo.atlas.change_at import change_at
from het_geo.atlas.over_time import over_time, periods_until
from het_geo.atlas.views import IndicatorView
from het_geo.bounds import bounded
from het_geo.briefing.audience import is_candidate
from het_geo.briefing.cards import cards
from het_geo.briefing.earn import is_recent
from het_geo.briefing.model import Audience, Screen
from het_geo.briefing.screens.newest import newer_of_place, newest_told, said_of_place
from het_geo.briefing.screens.tally import own_of, trends_of
from het_geo.briefing.wording import (
    caveat_notes,
    dated,
    exact_note,
    fitting,
    links_to,
    source_line,
)
from het_geo.document import Drawing
from het_geo.document.table import Table, text_table
from het_geo.geography import Level
from het_geo.pictures.strip import strip_picture
from het_geo.pictures.time import BROKEN, time_picture
from het_geo.profiles.change import area_trend
from het_geo.profiles.row import TrendRow
from het_geo.sentences import headlines
from het_geo.sentences.breaks import notes_on_line
from het_geo.sentences.change import NONE
from het_geo.trends.change import Sureness
from het_geo.trends.recent import POINTS, Direction

TRENDS, STEPS = ("getting better", "getting worse"), ("better", "worse")
RULE = (
    "Judged by Fingertips’ rule: the last five single years of a share or rate with a margin of "
    "error; a change counts where chance would make one as large 1 time in 500."
)


def telling(atlas: Atlas, audience: Audience, today: date) -> list[str]:
    """Return the recent figures that have gone somewhere: better, then worse, then there and back.

    Those with a trend come before those of which only first and last are apart by more than chance;
    these before those whose line turned, which is told as it ran: with a margin of error first. All
    in the catalogue's order, for the audience's first area. Of one subject the newest is told.
    """
    level, codes = own_of(atlas, audience)
    columns = [c for c in atlas.newest_views(level).values() if is_candidate(c.indicator, audience)]
    recent = [c for c in columns if is_recent(c, today)]
    found = trends_of(atlas, recent, codes[0])
    went = [name for kind in TRENDS for name, row in found.items() if row.word == kind]
    went += [name for kind in STEPS for name, row in found.items() if row.step == kind]
    turned = [name for name in found if has_turned(atlas, name, level, codes[0])]
    went += sorted(turned, key=lambda name: found[name].sure == Sureness.UNKNOWN)
    return newest_told(atlas, found, level, dict.fromkeys(went))


def has_turned(atlas: Atlas, name: str, level: Level, code: str) -> bool:
    """Tell whether the line of a figure turned (docs/methods.md#what-changed)."""
    found = change_at(atlas, atlas.newest(name, level), code)
    return found is not None and bool(found.turns)


def lines(atlas: Atlas, audience: Audience, went: Sequence[str]) -> list[str]:
    """Return the figures whose lines are shown, of those that went somewhere, in order.

    The first, and the next that surely went there and back: its two ends alone would tell that
    little happened.
    """
    level, codes = own_of(atlas, audience)

    def is_back(name: str) -> bool:
        row = area_trend(atlas, atlas.newest(name, level), codes[0])
        return row.sure == Sureness.CHANCE and has_turned(atlas, name, level, codes[0])

    return [*went[:1], *islice(filter(is_back, went[1:]), 1)]


def trend(atlas: Atlas, audience: Audience, name: str, level: Level, today: date) -> Screen:
    """Return one figure over time, for the audience's first area of the level."""
    own, codes = own_of(atlas, audience)
    code = codes[0] if own == level else atlas.pack.district
    level = level if own == level else Level.DISTRICT
    view = atlas.newest(name, level)
    table = over_time(atlas.pack, view, code)
    found = area_trend(atlas, view, code)
    turned = change_at(atlas, view, code)
    told = found.change if turned and turned.turns else ""
    later = newer_of_place(atlas, view)
    few, whole = said_of_place(atlas, later) if later else ("", "")
    headline = _over_time(view, found, code, table, told)
    if later:
        unnamed = _unnamed(view.indicator.label, view.label(code), headline)
        headline = fitting(f"{headline} {few}", f"{unnamed} {few}", headline)
    drawn = strip_picture(view, code) if table.empty else time_picture(view, table, found.sentence)
    title = f"Over time: {view.indicator.label}"
    return Screen(
        id=f"trend.{name}.{level}",
        kind="trend",
        title=title,
        indicator=name,
        level=str(level),
        areas=(code,),
        headline=headline,
        drawing=Drawing(title, drawn),
        table=_points(view, table),
        source=" ".join(filter(None, (whole, source_line(atlas, view, today), found.care))),
        notes=(
            found.sentence,
            *(note for note in notes_on_line(view, table, level) if note not in found.sentence),
            exact_note(view, code),
            RULE,
            *caveat_notes(view),
        ),
        cards=cards(atlas, view, (code,), today),
        links=links_to(view, code),
    )


def _figure(view: IndicatorView, row: pd.Series) -> str:
    value, least, most = (float(row[name]) for name in ("value", "least", "most"))
    return headlines.figure(view, bounded(value, least, most))


def _told(view: IndicatorView) -> list[str]:
    """Return the periods that a sentence can tell of together: none across a break."""
    return [p.id for p in periods_until(view.indicator, view.period, view.level)]


def _points(view: IndicatorView, table: pd.DataFrame) -> Table:
    """Return every point; the first after a break says that those before are not comparable."""
    head = ("Area", "Period", view.indicator.label)
    if table.empty:
        return text_table(view.indicator.label, head, ())
    broken = table.groupby("area", sort=False)["segment"].diff().fillna(0).ne(0)
    periods = table["period"].where(~broken, table["period"] + f" ({BROKEN} with before)")
    values = [_figure(view, row) for _, row in table.iterrows()]
    rows = [
        (words.capital(str(area)), str(when), said)
        for area, when, said in zip(table["area"], periods, values)
    ]
    return text_table(view.indicator.label, head, rows)


def _over_time(
    view: IndicatorView, found: TrendRow, code: str, table: pd.DataFrame, turned: str
) -> str:
    """Return how a figure went: by the rule for trends, or as it ran where it ``turned``."""
    label, what = view.label(code), view.indicator.label
    if turned:  # as it ran: how far apart its ends are is said in the notes
        return _said(what, label, f"{turned.partition(': ')[0]}.")
    if found.direction == Direction.UNJUDGED:
        first = found.sentence.partition(". ")[0].rstrip(".")
        return _said(what, label, found.sentence, f"{first}.", f"{first.partition(': ')[0]}.")
    own = table[(table["area"] == label) & table["id"].isin(_told(view))] if len(table) else table
    own, span = own.tail(POINTS), ""
    if len(own) > 1:
        ends = [(_figure(view, r), view.indicator.period(r["id"]).said) for _, r in own.iterrows()]
        span = f", from {ends[0][0]} ({ends[0][1]}) to {ends[-1][0]} ({ends[-1][1]})"
    verb = f"shows {NONE}" if found.word == NONE else f"is {found.word}"
    return fitting(
        f"{what} in {label} {verb}{span}." if span else "",
        dated(view, f"{what} in {label} {verb}.", f"{what} {verb}."),
    )


def _said(what: str, label: str, *sentences: str) -> str:
    """Return a figure's name and how it went; without its name, which stands above it, if long."""
    whole = [f"{what}, {label}. {said}" for said in sentences]
    return fitting(*whole, *(_unnamed(what, label, said) for said in whole))


def _unnamed(what: str, label: str, said: str) -> str:
    """Return how a figure went without its name, which stands above it."""
    own = said.removeprefix(f"{what}, {label}. ")
    return said if own == said else f"In {label} {phrases.small(own)}"
