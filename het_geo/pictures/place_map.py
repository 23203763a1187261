"""Where an area lies in its place: a small map without names, for a page that has no script yet."""

from __future__ import annotations

from collections.abc import Sequence

from het_geo.geography import Level
from het_geo.pack.model import Pack
from het_geo.pictures.panel import panel

# Tones that stand out on light and on dark paper: an image knows no theme of the page around it.
LINE, EDGE, OWN = "#8796a3", "#75848f", "#1787a6"
HIGH = 150.0  # points


def place_map(pack: Pack, codes: Sequence[str], across: float = 220.0, high: float = HIGH) -> str:
    """Return a map of the place's wards with some areas filled, as an SVG file.

    Args:
        pack: the place.
        codes: the areas that are filled.
        across: its width in points.
        high: its height in points.
    """
    levels = {code: Level(str(pack.areas.loc[code, "level"])) for code in codes}
    own = [pack.shapes[level][code] for code, level in levels.items()]
    district = pack.shapes[Level.DISTRICT][pack.district]
    plan = panel([district], left=0, wide=100, top=2, high=high - 4, across=across)
    body = plan.drawn(
        plan.shapes(own, OWN, OWN, 1.0),
        plan.shapes(pack.shapes[Level.WARD].values(), "none", LINE, 0.7),
        plan.shape(district, "none", EDGE, 1.4),
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{across:g}" height="{high:g}" '
        f'viewBox="0 0 {across:g} {high:g}">{body}</svg>'
    )
