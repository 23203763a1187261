"""A briefing as a handout: PDF, A4, two screens a page, tagged for screen readers (PDF/UA-1)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from het_geo.briefing.credits import closing_of, made_line
from het_geo.briefing.model import Briefing, Screen
from het_geo.document import Drawing
from het_geo.render.pdf import compiled, part_data, section_data
from het_geo.words import long_date

ACROSS = {"rows": 680.0}  # points of a picture; others have long names, which need more
WORDY = 740.0
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
        "closing": [section_data(section) for section in closing_of(briefing, credits)],
    }
    return compiled("handout.typ", data, datetime.combine(today, datetime.min.time()))


def _screen(screen: Screen) -> dict[str, Any]:
    shown, across = screen.shown, ACROSS.get(screen.drawing.form, WORDY)
    return {
        "headline": screen.headline,
        "shown": part_data(shown, across),
        "tall": isinstance(shown, Drawing) and shown.wide.height > TALL * across,
        "source": screen.source,
        "notes": halves(screen.notes),
    }


def halves(texts: Sequence[str]) -> list[list[str]]:
    """Return texts in two columns about as long as each other, in order.

    >>> halves(["aaaa", "bb", "cc"])
    [['aaaa'], ['bb', 'cc']]
    """
    sizes = [len(text) for text in texts]
    cut = min(range(len(texts) + 1), key=lambda i: abs(sum(sizes[:i]) - sum(sizes[i:])))
    return [list(texts[:cut]), list(texts[cut:])]
