"""How long people live along the tenths of a district by deprivation: its screen."""

from __future__ import annotations

from datetime import date

from het_geo.atlas.atlas import Atlas
from het_geo.atlas.tenths import DistrictTenths
from het_geo.atlas.views import IndicatorView
from het_geo.briefing.audience import is_in
from het_geo.briefing.cards import cards
from het_geo.briefing.model import Audience, Link, Screen
from het_geo.briefing.wording import caveat_notes, dated, source_line
from het_geo.document import Drawing
from het_geo.document.table import Table, text_table
from het_geo.errors import BriefingError
from het_geo.geography import Level, shortened
from het_geo.pack.tenths_table import TENTHS
from het_geo.pictures.tenths import tenths_picture
from het_geo.sentences import headlines
from het_geo.sentences.tenths import (
    ENDS,
    beside_tenths,
    tenths_headlines,
    tenths_sentence,
    title_of,
)

RULE = (
    "A tenth is a tenth of the district’s own neighbourhoods, put in order by deprivation. The gap "
    "along all tenths is the slope index: the line through all ten, from one end to the other."
)
LIMIT = (
    "Do not say: people here will live so long. It is how long they would live if death rates "
    "stayed as they were in these years."
)


def tenths(atlas: Atlas, _audience: Audience, name: str, level: Level, today: date) -> Screen:
    """Return the screen of life in a district's tenths, whoever the briefing is for.

    Raises:
        BriefingError: the pack has no ten tenths of such an indicator, with the reason.
    """
    if level != Level.DISTRICT:
        raise BriefingError(f"there are no tenths inside {level.many}")
    found = next((t for t in atlas.tenths() if t.own.indicator.id == name), None)
    if found is None:
        raise BriefingError(f"“{shortened(name)}” is not known by tenths here")
    if found.own.ends is None or found.england.ends is None:
        raise BriefingError(tenths_sentence(found).removesuffix("."))
    own, code = found.own, atlas.pack.district
    view = atlas.newest(name, level)
    title = title_of(own)
    return Screen(
        id=f"tenths.{name}.{level}",
        kind="tenths",
        title=title,
        indicator=name,
        level=str(level),
        areas=(code,),
        headline=dated(view, *tenths_headlines(found)),
        drawing=Drawing(title, tenths_picture(found)),
        table=_table(view, found, title),
        source=source_line(atlas, view, today),
        notes=(*beside_tenths(found), RULE, *caveat_notes(view), LIMIT),
        cards=cards(atlas, view, [code], today),
        links=(Link("principles", {"principle": str(own.indicator.principles[0])}),),
    )


def widest_tenths(atlas: Atlas, audience: Audience) -> str:
    """Return the indicator whose slope is steepest, of those an audience means; "" if none.

    Only the whole place is a district: wards and neighbourhoods have no tenths of their own.
    """
    sizes = {
        found.own.indicator.id: abs(found.own.slope.sii)
        for found in atlas.tenths()
        if found.own.slope and found.own.slope.sii and is_in(found.own.indicator, audience)
    }
    return "" if audience.codes or not sizes else max(sizes, key=lambda name: sizes[name])


def _table(view: IndicatorView, found: DistrictTenths, title: str) -> Table:
    own, england = found.own, found.england
    head = ("Tenth", own.name, "95% margin of error", england.name)
    rows = [
        (
            ENDS.get(tenth, str(tenth)),
            headlines.figure(view, own.table.at[tenth, "value"]),
            " to ".join(headlines.figure(view, own.table.at[tenth, e]) for e in ("lower", "upper")),
            headlines.figure(view, england.table.at[tenth, "value"]),
        )
        for tenth in range(1, TENTHS + 1)
    ]
    return text_table(title, head, rows)
