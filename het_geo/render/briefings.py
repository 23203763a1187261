"""The formats that a briefing can be taken along in."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import date
from importlib import import_module

from het_geo.atlas.atlas import Atlas
from het_geo.briefing.model import Briefing, Screen
from het_geo.briefing.propose import cards_for, jump_screens
from het_geo.geography import Level, slug_of
from het_geo.render.deck import to_deck
from het_geo.render.files import chosen
from het_geo.render.formats import PDF, SLIDES, Format, by_id

Maker = Callable[[Atlas, Briefing, date], bytes]
BriefingFormat = Format[[Atlas, Briefing, date]]


def deck_of(atlas: Atlas, briefing: Briefing, today: date) -> str:
    """Return a briefing as one HTML file in which every ward can be jumped to and asked about."""
    jumps = jumps_of(atlas, briefing, today)
    return to_deck(
        every_ward(atlas, briefing, today), today, jumps, atlas.pack.manifest.shape_credits
    )


def every_ward(atlas: Atlas, briefing: Briefing, today: date) -> Briefing:
    """Return a briefing whose screens of wards hold the answers about every ward.

    "Is my ward the worst?" is then answered whoever asks, without the pack at hand.
    """
    screens = tuple(
        replace(screen, cards=cards_for(atlas, screen, today, briefing.journey))
        if screen.cards and screen.level == Level.WARD
        else screen
        for screen in briefing.screens
    )
    return replace(briefing, screens=screens)


def jumps_of(atlas: Atlas, briefing: Briefing, today: date) -> Sequence[tuple[str, Screen]]:
    """Return the wards' names, each with the screen that it is jumped to."""
    screens = jump_screens(atlas, briefing.audience, today)
    return [(atlas.know.labels[screen.areas[0]], screen) for screen in screens]


def _html(atlas: Atlas, briefing: Briefing, today: date) -> bytes:
    return deck_of(atlas, briefing, today).encode("utf-8")


def _later(module: str, name: str) -> Maker:
    """Return what makes a format; its libraries are imported when it is first asked for."""

    def make(atlas: Atlas, briefing: Briefing, today: date) -> bytes:
        made: Callable[..., bytes] = getattr(import_module(module), name)
        return made(briefing, today, atlas.pack.manifest.shape_credits)

    return make


_MADE: tuple[BriefingFormat, ...] = (
    Format("html", "Web page (HTML)", "text/html", _html),
    Format("pptx", "Slides (PowerPoint)", SLIDES, _later("het_geo.render.slides", "to_pptx")),
    Format(
        "pdf",
        "Handout (PDF)",
        PDF,
        _later("het_geo.render.handout", "to_handout"),
    ),
)
FORMATS = by_id(*_MADE)


def formats_of(names: Iterable[str]) -> list[BriefingFormat]:
    """Return the formats of a briefing with the given ids; an unknown one is refused by name."""
    return chosen(names, FORMATS)


def file_name(briefing: Briefing, today: date, ending: str) -> str:
    """Return a file's name: whom the briefing is for, date, pack version and ending."""
    who = slug_of(briefing.title)[:60].strip("-")
    return f"{who}-{today.isoformat()}-{briefing.pack_version}.{ending}"
