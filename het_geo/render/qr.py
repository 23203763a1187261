"""A QR code of an address, as SVG text: for a telephone's camera, from a screen or from paper."""

from __future__ import annotations

import segno
from markupsafe import escape

from het_geo.errors import ExportError

QUIET_ZONE = 4  # modules of white on every side, as ISO/IEC 18004 asks for


def qr_svg(address: str, points: float = 0) -> str:
    """Return an address as a QR code: SVG text.

    It is dark on white whatever the colours around it, since not every telephone reads the
    opposite. A tenth and a half of it may be hidden (level M), by a fold or a reflection.

    Args:
        address: what a telephone opens; at most some 2,000 letters.
        points: how wide and high it is; 0 for as large as its place lets it be.

    Returns:
        One ``<svg role="img">`` with its words for who does not see it; no ids, no style, no
        script. It may stand in a page, or alone as a file.

    Raises:
        ExportError: the address is longer than a code can hold.
    """
    try:
        code = segno.make_qr(address, error="m", encoding=None)
    except ValueError as error:  # DataOverflowError is one
        raise ExportError("No QR code holds this address: give a shorter one.") from error
    drawn = code.svg_inline(
        border=QUIET_ZONE, omitsize=True, light="#fff", svgclass=None, lineclass=None
    )
    says = escape(f"QR code that opens {address}")
    size = f' width="{points:g}" height="{points:g}"' if points else ""
    root = f'<svg xmlns="http://www.w3.org/2000/svg" role="img" aria-label="{says}"{size}'
    return drawn.replace("<svg", f'{root} shape-rendering="crispEdges"', 1)
