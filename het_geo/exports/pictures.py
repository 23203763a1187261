"""Charts as SVG and PNG files, each with its title, source, period and date inside."""

from __future__ import annotations

import textwrap
from collections.abc import Mapping
from datetime import date
from typing import Any

from het_geo import words
from het_geo.exports.table import attribution
from het_geo.pack import Pack
from het_geo.views import IndicatorView

WIDTH = 900  # of the drawing, in points; title and axes come on top
LINE = 125  # characters a line of the title block holds at this width
SCALE = 2.0  # pixels a point: sharp when printed


def captioned(
    spec: Mapping[str, Any], pack: Pack, view: IndicatorView, title: str, today: date
) -> dict[str, Any]:
    """Return a Vega-Lite chart with what a picture must carry when it leaves its page.

    Args:
        spec: the chart as Altair gives it (``chart.to_dict()``).
        pack: the place's pack, for its version.
        view: what is drawn: its period, sources and attributions stand below the title.
        title: the picture's title.
        today: the day the picture is made.
    """
    lines = source_lines(pack, view, today)
    subtitle = [part for line in lines for part in textwrap.wrap(line, LINE)]
    heading = {
        "text": textwrap.wrap(title, LINE - 25),
        "subtitle": subtitle,
        "anchor": "start",
        "fontSize": 18,
        "subtitleFontSize": 12,
        "offset": 14,
    }
    return {**spec, "width": WIDTH, "title": heading, "background": "#ffffff", "padding": 16}


def source_lines(pack: Pack, view: IndicatorView, today: date) -> list[str]:
    """Return what is drawn and its period, then sources, attributions, pack and date."""
    made = words.long_date(today)
    return [
        f"{view.indicator.label}, {view.period.label}. {view.indicator.subtitle}.",
        f"Source: {'; '.join(source.title for source in view.sources)}. "
        f"{attribution(pack, view)}. Pack {pack.manifest.version}, made on {made}.",
    ]


def to_svg(spec: Mapping[str, Any]) -> str:
    """Return a captioned chart as SVG."""
    import vl_convert  # noqa: PLC0415 - not before a picture is asked for

    return str(vl_convert.vegalite_to_svg(dict(spec)))


def to_png(spec: Mapping[str, Any]) -> bytes:
    """Return a captioned chart as PNG."""
    import vl_convert  # noqa: PLC0415

    return bytes(vl_convert.svg_to_png(to_svg(spec), scale=SCALE))
