"""An Altair chart as a picture like any other: laid out by the widths of the project's font."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import Any

from het_geo import fonts
from het_geo.pictures.svg import WIDTH, Picture

_HEIGHT = re.compile(r'<svg[^>]*? height="([\d.]+)"')


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
