"""A picture as a file of its own: title, source, period and date stand inside it."""

from __future__ import annotations

from datetime import date

from het_geo.exports.pictures import SCALE, source_lines
from het_geo.fonts import FAMILY
from het_geo.pack import Pack
from het_geo.palette import INK, QUIET
from het_geo.pictures.letters import ANY
from het_geo.pictures.svg import WIDTH, Picture, tag, words
from het_geo.views import IndicatorView

MARGIN = 20.0


def framed(picture: Picture, pack: Pack, view: IndicatorView, title: str, today: date) -> str:
    """Return a picture as SVG with its title above and its source, period and date below.

    Args:
        picture: what is drawn.
        pack: the place's pack, for its version.
        view: what it is drawn from: its period, sources and attributions are named.
        title: the picture's title.
        today: the day the picture is made.
    """
    heads = ANY.wrapped(title, WIDTH, 18, bold=True)
    head = _lines(heads, 30.0, 18, INK, font_weight=700)
    top = 34.0 + 24 * len(heads)
    said = (picture.below, *source_lines(pack, view, today))
    notes = [part for line in said for part in ANY.wrapped(line, WIDTH, 12)]
    foot = _lines(notes, top + picture.height + 26, 12, QUIET)
    height = top + picture.height + 26 + 18 * len(notes) + MARGIN
    width = WIDTH + 2 * MARGIN
    body = head + picture.alone(x=MARGIN, y=top) + foot
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width:g}" height="{height:g}" '
        f'viewBox="0 0 {width:g} {height:g}" font-family="{FAMILY}" role="img">'
        f"<title>{words(title)}</title><desc>{words(picture.says)}</desc>"
        f'<rect width="100%" height="100%" fill="#ffffff"/>{body}</svg>'
    )


def _lines(texts: list[str], top: float, size: int, colour: str, **style: object) -> str:
    step = size * 1.4
    return "".join(
        tag("text", words(text), x=MARGIN, y=top + i * step, font_size=size, fill=colour, **style)
        for i, text in enumerate(texts)
    )


def as_png(svg: str) -> bytes:
    """Return a framed picture as PNG, sharp when printed."""
    from het_geo.exports.typesetter import as_pngs  # noqa: PLC0415 - not before it is asked for

    return as_pngs([svg], SCALE)[0]
