"""Inside an audience's wards, or around its neighbourhoods: how a figure differs there."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from het_geo import words
from het_geo.atlas.atlas import Atlas
from het_geo.atlas.views import IndicatorView
from het_geo.briefing.audience import said
from het_geo.briefing.cards import cards
from het_geo.briefing.drawings import MOST, map_picture
from het_geo.briefing.model import Audience, Screen
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
from het_geo.document.table import text_table
from het_geo.geography import BEST_FIT_SHARE, Level
from het_geo.pictures.ranked import ranked_picture
from het_geo.pictures.strip import strip_picture
from het_geo.sentences import headlines, notes
from het_geo.sentences.parts import bare

MARKED = 9


def inside(atlas: Atlas, audience: Audience, name: str, level: Level, today: date) -> Screen:
    """Return the neighbourhoods inside the audience's wards, or around its neighbourhoods."""
    own = f"where.{name}.{level}"
    small = "lsoa" in atlas.pack.catalogue.indicators[name].levels
    if not small:
        return _unknown(atlas, audience, name, level, today)
    view = atlas.newest(name, Level.LSOA)
    codes, who = around(atlas, audience, level)
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


def around(atlas: Atlas, audience: Audience, level: Level) -> tuple[tuple[str, ...], str]:
    """Return the neighbourhoods to show, and what they are called together."""
    know = atlas.know
    if level in (Level.WARD, Level.OWN):
        inside = [code for ward in audience.codes for code in know.inside(ward)]
        return tuple(dict.fromkeys(inside)), said(atlas, audience)
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
    if len(known) == 1:
        alone = f"{view.label(high)} alone has a figure, {value[high]}."
        return dated(view, f"Of the neighbourhoods of {who}, {alone}", alone)
    if known[high] == known[low]:
        return dated(view, f"{words.capital(who)}: {count}, each with {value[low]}.")
    ends = f"from {value[low]} in {view.label(low)} to {value[high]} in {view.label(high)}"
    label, span = view.indicator.label, f"{bare(view, view.value(low))} to {value[high]}"
    return dated(
        view,
        f"{label}, inside {who}: {ends}, over {count}.",
        f"{label}, inside {who}: {ends}.",
        f"{label}, inside {who}: {span}.",
        f"{label}: {span} over {count}.",
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
