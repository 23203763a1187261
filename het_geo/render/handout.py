"""A briefing as a handout: PDF, A4, two screens a page, tagged for screen readers (PDF/UA-1).

Counts are a table: their picture tells worse and better apart by colours that print as one grey.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from het_geo.briefing.credits import caveats_of, is_list, made_line, sources_of
from het_geo.briefing.model import Briefing, Screen
from het_geo.render.pdf import compiled
from het_geo.words import long_date

NARROW, WORDY = 680.0, 740.0  # points across; bars have long names, which need more
PLOTTED, COUNTS = ("gap", "area"), ("setting", "better")
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
    data = {
        "title": briefing.title,
        "made": made_line(briefing, today),
        "foot": f"{briefing.title}, {long_date(today)}. Pack {briefing.pack_version}.",
        "screens": [_screen(screen) for screen in briefing.screens],
        "closing": [
            {"title": "Sources and licences", "texts": list(sources_of(briefing, credits))},
            {"title": "Read with care", "texts": list(caveats_of(briefing))},
        ],
    }
    return compiled("handout.typ", data, datetime.combine(today, datetime.min.time()))


def _screen(screen: Screen) -> dict[str, Any]:
    picture = screen.picture
    across = NARROW if screen.kind in PLOTTED else WORDY
    listed, counted = is_list(screen), is_counts(screen)
    drawn = not (listed or counted)
    return {
        "headline": screen.headline,
        "svg": picture.as_file(across) if drawn else "",
        "says": picture.says,
        "tall": drawn and picture.height > TALL * across,
        "listed": [row[0] for row in screen.table.rows] if listed else [],
        "counts": [screen.table.header, *screen.table.rows] if counted else [],
        "source": screen.source,
        "notes": halves(screen.notes),
    }


def is_counts(screen: Screen) -> bool:
    """Return whether a screen's picture is counts told apart by colour, as paper is not."""
    return screen.kind in COUNTS and bool(screen.table.rows)


def halves(texts: Sequence[str]) -> list[list[str]]:
    """Return texts in two columns about as long as each other, in order.

    >>> halves(["aaaa", "bb", "cc"])
    [['aaaa'], ['bb', 'cc']]
    """
    sizes = [len(text) for text in texts]
    cut = min(range(len(texts) + 1), key=lambda i: abs(sum(sizes[:i]) - sum(sizes[i:])))
    return [list(texts[:cut]), list(texts[cut:])]
