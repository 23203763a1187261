"""A picture or chart as a file of its own: title, source, period and date stand inside it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date
from functools import cache
from typing import Any

from het_geo import fonts, phrases
from het_geo.atlas.views import IndicatorView
from het_geo.classes import INK, QUIET
from het_geo.pack.model import Pack
from het_geo.pictures.svg import ANY, WIDTH, Picture, tag
from het_geo.pictures.svg import words as escaped
from het_geo.render.plain import plain
from het_geo.render.table import attribution

MARGIN = 20.0
SCALE = 2.0  # pixels a point: sharp when printed
HEAD, FOOT = 18, 12  # points: letters of the title, and of what stands below the picture
_HEIGHT = re.compile(r'<svg[^>]*? height="([\d.]+)"')


def framed(picture: Picture, pack: Pack, view: IndicatorView, title: str, today: date) -> str:
    """Return a view's picture as SVG with its title above and its source, period and date below.

    Args:
        picture: what is drawn.
        pack: the place's pack, for its version.
        view: what it is drawn from: its period, sources and attributions are named.
        title: the picture's title.
        today: the day the picture is made.
    """
    what = f"{view.indicator.label}, {view.period.label}. {view.indicator.subtitle}."
    source = (
        f"Source: {'; '.join(source.title for source in view.sources)}. "
        f"{attribution(pack, view)}. {phrases.made(pack.manifest.version, today)}"
    )
    return frame(picture, title, (picture.below, what, source))


def frame(picture: Picture, title: str, notes: Iterable[str]) -> str:
    """Return a picture as an SVG file with its title above and notes below."""
    heads = ANY.wrapped(title, WIDTH, HEAD, bold=True)
    below = [part for note in notes for part in ANY.wrapped(note, WIDTH, FOOT)]
    top = 34.0 + 24 * len(heads)
    bottom = top + picture.height + 26
    width, height = WIDTH + 2 * MARGIN, bottom + 18 * len(below) + MARGIN
    body = (
        _lines(heads, 30.0, HEAD, INK, font_weight=700)
        + picture.alone(x=MARGIN, y=top)
        + _lines(below, bottom, FOOT, QUIET)
    )
    size: dict[str, object] = {"width": f"{width:g}", "height": f"{height:g}"}
    root = tag(
        "svg",
        tag("title", escaped(title)),
        tag("desc", escaped(picture.says)),
        tag("rect", width="100%", height="100%", fill="#ffffff"),
        body,
        xmlns="http://www.w3.org/2000/svg",
        **size,
        viewBox=f"0 0 {width:g} {height:g}",
        font_family=fonts.FAMILY,
        role="img",
    )
    return plain(root)


def _lines(texts: list[str], top: float, size: int, colour: str, **style: object) -> str:
    step = size * 1.4
    return "".join(
        tag("text", escaped(text), x=MARGIN, y=top + i * step, font_size=size, fill=colour, **style)
        for i, text in enumerate(texts)
    )


def as_png(svg: str) -> bytes:
    """Return a framed picture as PNG, sharp when printed."""
    from het_geo.render.typesetter import as_pngs  # noqa: PLC0415 - not before it is asked for

    return as_pngs([svg], SCALE)[0]


def chart_picture(spec: Mapping[str, Any]) -> Picture:
    """Return a chart as Altair gives it (``chart.to_dict()``) as a picture."""
    made = {
        **spec,
        "width": WIDTH,
        "autosize": {"type": "fit-x", "contains": "padding"},
        "config": {**spec.get("config", {}), "font": fonts.FAMILY},
    }
    svg = str(_converter().vegalite_to_svg(made))
    height = _HEIGHT.match(svg)
    return Picture(svg, float(height[1]) if height else 0.0, str(spec.get("description", "")))


@cache
def _converter() -> Any:
    import vl_convert  # noqa: PLC0415 - not before a picture is asked for

    vl_convert.register_font_directory(str(fonts.folder()))
    return vl_convert
