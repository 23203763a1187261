"""A drawing on a page takes the page's colours, by day and by night; a file's stay light.

Pictures and charts are drawn once, in the colours that a file has (:mod:`het_geo.classes`). Each
has a name that the page's style sheet knows (``het_geo/ui/assets/theme.css``).
"""

from __future__ import annotations

import re

from het_geo.classes import (
    BAND,
    BETTER,
    HATCH,
    HIGH,
    INK,
    LOW,
    MIDDLE,
    OVER,
    POINT,
    QUIET,
    SELECTED,
    WORSE,
)

_QUOTED = re.compile(r'"(#[0-9a-f]{6})"')
# What a colour of pictures and charts is on a page. Those of a map's classes stay as they are.
ON_PAGE = {
    INK: "ink",
    QUIET: "muted",
    SELECTED: "chosen",
    POINT: "point",
    HIGH: "part",
    LOW: "rest",
    OVER: "over",
    WORSE: "worse",
    BETTER: "better",
    BAND: "band",
    MIDDLE: "middle",
    HATCH: "hatch",
    "#ffffff": "paper",
    "#eef2f5": "panel",
    "#f3f6f8": "panel",
    "#e3e9ee": "line",
    "#c9d3db": "line",
    "#8b99a5": "edge",
    "#8fa9bb": "middle",
    "#8a4b00": "aim",
}


def on_page(drawn: str) -> str:
    """Return markup or JSON with each colour of a file as the theme's own.

    >>> on_page('<path stroke="#1d2a3a" fill="#ffffcc"/>')
    '<path stroke="var(--hg-ink)" fill="#ffffcc"/>'
    """
    return _QUOTED.sub(_named, drawn)


def _named(found: re.Match[str]) -> str:
    name = ON_PAGE.get(found[1])
    return f'"var(--hg-{name})"' if name else found[0]
