"""A briefing as a handout: PDF, A4, tagged for screen readers (PDF/UA-1).

It opens with the title; screens follow, as many on a page as fit. What must be known of figures
stands once, numbered, at its end: a screen names the numbers that hold for it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import asdict
from datetime import date, datetime
from typing import Any, TypeVar

from het_geo.briefing.cover import INVITED, KICKER, Cover, cover_of
from het_geo.briefing.credits import caveats_of, closing_of, made_line
from het_geo.briefing.model import Briefing, Screen
from het_geo.dates import long_date
from het_geo.document import Drawing, Items
from het_geo.render.logo import logo_svg
from het_geo.render.pdf import compiled, part_data, section_data
from het_geo.render.qr import qr_svg

ACROSS = {"rows": 680.0}  # points of a picture; others have long names, which need more
WORDY = 740.0
One = TypeVar("One")
LOGO = 36.0  # points high
TALL = 0.45  # of its width: a picture higher than this has its notes beside it


def to_handout(briefing: Briefing, today: date, credits: Sequence[str] = ()) -> bytes:
    """Return a briefing as PDF to leave behind; the same briefing gives the same bytes.

    Args:
        briefing: what is said, in order.
        today: the day written on every page and into the file.
        credits: attributions of what no receipt names, such as the shapes of maps.

    Raises:
        ExportError: the typesetter refused the document; the message holds its reason.
    """
    cover, cares = cover_of(briefing, today), caveats_of(briefing)
    foot = f"{briefing.title}, {long_date(today)}. Pack {briefing.pack_version}."
    sources, care = closing_of(briefing, credits)
    data = {
        "title": briefing.title,
        "made": made_line(briefing, today),
        "foot": f"{foot} {cover.address}".strip(),
        "cover": _cover(cover),
        "screens": [_screen(screen, cares) for screen in briefing.screens],
        "care": care.title,
        "closing": [section_data(section) for section in (sources, care)],
    }
    return compiled("handout.typ", data, datetime.combine(today, datetime.min.time()))


def _cover(cover: Cover) -> dict[str, Any]:
    """Return the title as the template reads it, with logo and code as drawings; None for none."""
    logo, link = cover.logo, cover.link
    return {
        "kicker": KICKER,
        "heading": cover.heading,
        "about": cover.about,
        "lines": cover.lines,
        "logo": {"svg": logo_svg(logo, LOGO), "says": "Logo"} if logo else None,
        "code": {"svg": qr_svg(link), "says": f"QR code that opens {link}"} if link else None,
        "invited": INVITED,
    }


def _screen(screen: Screen, cares: Sequence[str]) -> dict[str, Any]:
    """Return a screen as the template reads it; ``cares`` are told at the end, by number."""
    shown, across = screen.shown, ACROSS.get(screen.drawing.form, WORDY)
    data, told = part_data(shown, across), set(cares)
    if isinstance(shown, Items):  # what its notes say stands in the list
        data["halves"] = halves([asdict(item) for item in shown.items], lambda one: one["text"])
        told |= {f"{item.lead.removesuffix('.')}: {item.text}" for item in shown.items}
    return {
        "headline": screen.headline,
        "shown": data,
        "tall": isinstance(shown, Drawing) and shown.wide.height > TALL * across,
        "source": screen.source,
        "notes": halves([note for note in screen.left_behind if note not in told]),
        "cares": [i for i, care in enumerate(cares, 1) if care in screen.notes],
    }


def halves(items: Sequence[One], text: Callable[[One], str] = str) -> list[list[One]]:
    """Return items in two columns whose texts are about as long as each other, in order.

    >>> halves(["aaaa", "bb", "cc"])
    [['aaaa'], ['bb', 'cc']]
    """
    sizes = [len(text(item)) for item in items]
    cut = min(range(len(items) + 1), key=lambda i: abs(sum(sizes[:i]) - sum(sizes[i:])))
    return [list(items[:cut]), list(items[cut:])]
