"""What is getting better: the trends of all figures, and one of them over time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date

import pandas as pd

from het_geo import words
from het_geo.atlas.atlas import Atlas
from het_geo.atlas.over_time import over_time, periods_until
from het_geo.atlas.views import IndicatorView
from het_geo.bounds import bounded
from het_geo.briefing.audience import is_candidate, level_of, said
from het_geo.briefing.cards import cards
from het_geo.briefing.drawings import MOST, ends_of, tally_picture
from het_geo.briefing.model import Audience, Link, Screen
from het_geo.briefing.wording import (
    caveat_notes,
    dated,
    exact_note,
    fitting,
    links_to,
    more_note,
    source_line,
)
from het_geo.document import Drawing, Table, text_table
from het_geo.geography import Level
from het_geo.pictures.strip import strip_picture
from het_geo.pictures.time import BROKEN, time_picture
from het_geo.profiles.change import area_trend
from het_geo.profiles.row import TrendRow
from het_geo.sentences import headlines
from het_geo.sentences.breaks import notes_on_line
from het_geo.trends.recent import POINTS

KINDS = ("getting worse", "no significant change", "getting better", "cannot be judged")
SHORT = ("worse", "no clear change", "better", "cannot be judged")
JUDGED = 8  # figures with a clear trend that the notes name
RULE = (
    "Judged by Fingertips’ rule: the last five single years of a share or rate with a margin of "
    "error; a change counts where chance would make one as large 1 time in 500."
)


def better(atlas: Atlas, audience: Audience) -> Screen:
    """Return how many figures are getting better or worse, and how many cannot be judged."""
    level, codes = _own(atlas, audience)
    columns = [c for c in atlas.newest_views(level).values() if is_candidate(c.indicator, audience)]
    found = {code: _trends(atlas, columns, code) for code in codes}
    rows = _rows(atlas, columns, found)
    totals = [sum(counts[i] for _, counts in rows) for i in range(4)]
    who = said(atlas, audience)
    headline = _headline(who, totals, len(codes))
    named = atlas.pack.catalogue.indicators
    judged = [
        f"{named[name].label}, {atlas.know.labels[code]}: {row.word}. {row.care}".strip()
        for code, names in found.items()
        for name, row in names.items()
        if row.word in (KINDS[0], KINDS[2])
    ]
    says = " ".join([headline, *more_note(len(rows) - MOST, "not drawn")])
    notes = [*judged[:JUDGED], *more_note(len(judged) - JUDGED, "with a clear trend")]
    title = "What is getting better"
    return Screen(
        id="better",
        kind="better",
        title=title,
        indicator="",
        level=str(level),
        areas=codes,
        headline=headline,
        drawing=Drawing(title, tally_picture(SHORT, ends_of(rows), says), form="counts"),
        table=text_table(
            title, ("", *map(words.capital, KINDS)), [(n, *map(str, c)) for n, c in rows]
        ),
        source=f"The het_geo pack of {atlas.district.label}, {atlas.pack.manifest.version}.",
        notes=(RULE, *notes, "Do not say: no change, where a figure cannot be judged."),
        cards=(),
        links=(Link("explore", {}),),
    )


def _own(atlas: Atlas, audience: Audience) -> tuple[Level, tuple[str, ...]]:
    if not audience.codes:
        return Level.DISTRICT, (atlas.pack.district,)
    return level_of(atlas, audience), audience.codes


def _trends(atlas: Atlas, columns: Sequence[IndicatorView], code: str) -> dict[str, TrendRow]:
    """Return the trend of each figure of an area that has a value."""
    return {
        c.indicator.id: area_trend(atlas, c, code)
        for c in columns
        if c.figures[code].value == c.figures[code].value
    }


def _rows(
    atlas: Atlas, columns: Sequence[IndicatorView], found: dict[str, dict[str, TrendRow]]
) -> list[tuple[str, list[int]]]:
    """Return counts of verdicts: a row an area, or of one area a row a building block."""
    if len(found) > 1:
        return [(atlas.know.labels[c], _counts(names.values())) for c, names in found.items()]
    (names,) = found.values()
    rows = []
    for block in atlas.pack.catalogue.blocks.values():
        own = [c.indicator.id for c in columns if c.indicator.block == block.id]
        rows.append((block.label, _counts(names[name] for name in own if name in names)))
    return [row for row in rows if sum(row[1])]


def _counts(rows: Iterable[TrendRow]) -> list[int]:
    found = Counter(row.word for row in rows)
    return [found[kind] for kind in KINDS]


def _headline(who: str, totals: Sequence[int], areas: int) -> str:
    worse, same, improving, unknown = totals
    every = f" over these {areas} areas" if areas > 1 else ""
    if not worse + same + improving:
        return fitting(
            f"{words.capital(who)}: whether it is getting better cannot be judged from any of "
            f"{words.count_of(unknown, 'figure', 'figures')} here{every}.",
            f"Whether {who} is getting better cannot be judged here.",
        )
    return fitting(
        f"{words.capital(who)}: {_count(improving)} getting better, "
        f"{worse or 'none'} worse, {same or 'none'} without clear change; {unknown} cannot be "
        f"judged{every}.",
        f"{improving} better, {worse} worse, {same} without clear change; {unknown} not judged.",
    )


def _count(figures: int) -> str:
    return words.count_of(figures, "figure is", "figures are") if figures else "no figure is"


def telling(atlas: Atlas, audience: Audience) -> str:
    """Return the indicator whose trend is shown: the first that gets better, else worse; or "".

    In the catalogue's order, for the audience's first area.
    """
    level, codes = _own(atlas, audience)
    columns = [c for c in atlas.newest_views(level).values() if is_candidate(c.indicator, audience)]
    found = _trends(atlas, columns, codes[0])
    for kind in (KINDS[2], KINDS[0]):
        names = [name for name, row in found.items() if row.word == kind]
        if names:
            return names[0]
    return ""


def trend(atlas: Atlas, audience: Audience, name: str, level: Level, today: date) -> Screen:
    """Return one figure over time, for the audience's first area of the level."""
    own, codes = _own(atlas, audience)
    code = codes[0] if own == level else atlas.pack.district
    level = level if own == level else Level.DISTRICT
    view = atlas.newest(name, level)
    table = over_time(atlas.pack, view, code)
    found = area_trend(atlas, view, code)
    headline = _over_time(view, found, code, table)
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
        source=f"{source_line(atlas, view, today)} {found.care}".strip(),
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
        (str(area), str(when), said) for area, when, said in zip(table["area"], periods, values)
    ]
    return text_table(view.indicator.label, head, rows)


def _over_time(view: IndicatorView, found: TrendRow, code: str, table: pd.DataFrame) -> str:
    label, what = view.label(code), view.indicator.label
    if found.word == "cannot be judged":
        return fitting(f"{what}, {label}. {found.sentence}", f"{what}: this cannot be judged.")
    own = table[(table["area"] == label) & table["id"].isin(_told(view))] if len(table) else table
    own, span = own.tail(POINTS), ""
    if len(own) > 1:
        ends = [(_figure(view, r), r["period"]) for _, r in own.iterrows()]
        span = f", from {ends[0][0]} ({ends[0][1]}) to {ends[-1][0]} ({ends[-1][1]})"
    verb = {"no significant change": "shows no clear change"}.get(found.word, f"is {found.word}")
    return fitting(
        f"{what} in {label} {verb}{span}." if span else "",
        dated(view, f"{what} in {label} {verb}.", f"{what} {verb}."),
    )
