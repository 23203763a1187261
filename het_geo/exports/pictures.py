"""Charts as SVG and PNG files, each with its title, source, period and date inside."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cache
from typing import Any

from het_geo import fonts, words
from het_geo.exports.table import attribution
from het_geo.pack import Pack
from het_geo.pictures.letters import ANY
from het_geo.views import IndicatorView

WIDTH = 900  # of the drawing, in points; title and axes come on top
HEAD, FOOT = 18, 12  # points: letters of the title, and of what stands below it
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
    heading = {
        "text": ANY.wrapped(title, WIDTH, HEAD, bold=True),
        "subtitle": [part for line in lines for part in ANY.wrapped(line, WIDTH, FOOT)],
        "anchor": "start",
        "fontSize": HEAD,
        "subtitleFontSize": FOOT,
        "offset": 14,
    }
    config = {**spec.get("config", {}), "font": fonts.FAMILY}
    made = {"width": WIDTH, "title": heading, "background": "#ffffff", "padding": 16}
    return {**spec, **made, "config": config}


def source_lines(pack: Pack, view: IndicatorView, today: date) -> list[str]:
    """Return what is drawn and its period, then sources, attributions, pack and date."""
    made = words.long_date(today)
    return [
        f"{view.indicator.label}, {view.period.label}. {view.indicator.subtitle}.",
        f"Source: {'; '.join(source.title for source in view.sources)}. "
        f"{attribution(pack, view)}. Pack {pack.manifest.version}, made on {made}.",
    ]


def to_svg(spec: Mapping[str, Any]) -> str:
    """Return a captioned chart as SVG, laid out by the widths of the project's font."""
    return str(_converter().vegalite_to_svg(dict(spec)))


@cache
def _converter() -> Any:
    import vl_convert  # noqa: PLC0415 - not before a picture is asked for

    vl_convert.register_font_directory(str(fonts.folder()))
    return vl_convert


def to_png(spec: Mapping[str, Any]) -> bytes:
    """Return a captioned chart as PNG."""
    from het_geo.exports.typesetter import as_pngs  # noqa: PLC0415

    return as_pngs([to_svg(spec)], SCALE)[0]
