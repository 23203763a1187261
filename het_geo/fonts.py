"""The project's one font: its files, the widths of its letters, and the part that a page carries.

Two weights are used everywhere: regular and bold. fontTools is imported when first needed.
"""

from __future__ import annotations

import io
from base64 import b64encode
from collections.abc import Mapping
from functools import cache
from importlib.resources import as_file, files
from pathlib import Path
from threading import Lock

from het_geo.errors import ExportError

PACKAGE = "font_source_sans_pro"  # holds nothing but the font files
# The licence keeps the font's own name for the whole font: the part in a file has another.
FACE = "het_geo sans"
FAMILY = f"{FACE}, Source Sans, Source Sans Pro, Liberation Sans, Arial, sans-serif"
CREDIT = (
    "/* het_geo sans is a part of Source Sans Pro, © 2010, 2012, 2014 Adobe Systems Incorporated, "
    "SIL Open Font License 1.1 */"
)
WEIGHTS = {400: "Regular", 700: "Bold"}
# What a page may hold: Latin letters with the accents of western Europe and of Welsh, punctuation,
# and the signs of arithmetic, money, units and verdicts, as far as the font has them.
RANGES = (
    (0x20, 0x7E), (0xA0, 0xFF), (0x174, 0x177), (0x1E80, 0x1E85), (0x1EF2, 0x1EF3),
    (0x2010, 0x203A), (0x2070, 0x2094), (0x2190, 0x2193), (0x25A0, 0x25FF),
)  # fmt: skip
SIGNS = "€Σαχ−√≈≤≥✓"
_one_at_a_time = Lock()


def folder() -> Path:
    """Return where the font's files are.

    Raises:
        ExportError: the font is not installed. Another would look different on every machine.
    """
    try:
        found = files(PACKAGE) / "files"
    except ModuleNotFoundError as error:
        hint = "pip install --require-hashes -r requirements.lock"
        raise ExportError(f"The font of PDFs and pictures is not installed. Run: {hint}") from error
    with as_file(found) as path:  # a package is installed as files: nothing is unpacked
        return path


def _file(weight: int) -> Path:
    return folder() / f"SourceSansPro-{WEIGHTS[weight]}.ttf"


@cache
def advances(weight: int) -> Mapping[str, float]:
    """Return how far each character of a weight takes the line on, in font sizes."""
    from fontTools.ttLib import TTFont  # noqa: PLC0415 - not before a text is measured

    with TTFont(_file(weight), lazy=True) as font:
        across, size = font["hmtx"].metrics, font["head"].unitsPerEm
        return {chr(code): across[name][0] / size for code, name in font.getBestCmap().items()}


def faces() -> str:
    """Return a style that holds the font: an HTML or SVG file then looks alike everywhere.

    Made once in a process; the same bytes in each.
    """
    with _one_at_a_time:
        return _faces()


@cache
def _faces() -> str:
    rules = (
        f'@font-face{{font-family:"{FACE}";font-weight:{weight};'
        f'src:url(data:font/woff2;base64,{b64encode(_part(weight)).decode()}) format("woff2")}}'
        for weight in WEIGHTS
    )
    return "\n".join((CREDIT, *rules, ""))


def _part(weight: int) -> bytes:
    """Return the characters that a page may hold as WOFF2, with the licence's notes.

    Pairs are not kerned, which takes as long again: a text is as wide as its letters together.
    """
    from fontTools.subset import Options, Subsetter  # noqa: PLC0415
    from fontTools.ttLib import TTFont  # noqa: PLC0415

    options = Options(layout_features=[], hinting=False, name_IDs=[0, 13, 14], notdef_outline=True)
    options.drop_tables = [*options.drop_tables, "BASE", "GDEF", "GPOS", "GSUB"]
    part = Subsetter(options)
    part.populate(text=SIGNS, unicodes=[c for a, b in RANGES for c in range(a, b + 1)])
    # The date inside stays that of the font, so that the same font gives the same bytes.
    with TTFont(_file(weight), lazy=True, recalcTimestamp=False) as font:
        part.subset(font)
        font.flavor = "woff2"
        written = io.BytesIO()
        font.save(written)
    return written.getvalue()


def carried(svg: str) -> str:
    """Return an SVG file that holds the font itself, for whoever opens it where it is not."""
    head, rest = svg.split(">", 1)
    return f"{head}><style>{faces()}</style>{rest}"
