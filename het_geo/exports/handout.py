"""A briefing as a handout: PDF, A4, two screens a page, tagged for screen readers (PDF/UA-1)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from het_geo.briefing.model import Briefing, Screen
from het_geo.exports.credits import caveats_of, long_date, made_line, sources_of
from het_geo.exports.pdf import compiled

NARROW = 740.0  # points: drawn narrower, row names of a picture would be cut
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
    return {
        "headline": screen.headline,
        "svg": picture.as_file(NARROW),
        "says": picture.says,
        "tall": picture.height > TALL * NARROW,
        "source": screen.source,
        "notes": list(screen.notes),
    }
