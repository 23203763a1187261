"""A council's logo as an SVG drawing of a height: what slides and paper are made from."""

from __future__ import annotations

from het_geo.council import Logo

WIDEST = 4.0  # times its height: a longer one is drawn lower


def logo_size(logo: Logo, high: float) -> tuple[float, float]:
    """Return how wide and high a logo is drawn, in points, where ``high`` is the room for it."""
    high = min(high, high * WIDEST / logo.ratio)
    return high * logo.ratio, high


def logo_svg(logo: Logo, high: float) -> str:
    """Return a logo as SVG text, as large as :func:`logo_size` says, in points.

    The picture stands inside it as data: nothing of it runs, whatever it is.
    """
    wide, high = logo_size(logo, high)
    size = f'width="{wide:.2f}" height="{high:.2f}"'
    return f'<svg xmlns="http://www.w3.org/2000/svg" {size}><image href="{logo.uri}" {size}/></svg>'
