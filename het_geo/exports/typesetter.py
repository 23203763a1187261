"""The one typesetter of PDFs and pictures: Typst with the project's font."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from importlib.resources import files
from threading import Lock

import typst

from het_geo.errors import ExportError

FONTS = "font_source_sans_pro"  # a package that holds nothing but the font files
_one_at_a_time = Lock()  # a compiler serves one caller


@contextmanager
def typesetter() -> Iterator[typst.Compiler]:
    """Give the typesetter to one caller at a time.

    Raises:
        ExportError: the font is not installed. Another would look different on every machine.
    """
    with _one_at_a_time:
        yield _compiler()


@cache
def _compiler() -> typst.Compiler:
    try:
        folder = files(FONTS) / "files"
    except ModuleNotFoundError as error:
        hint = "pip install -r requirements.txt -c constraints.txt"
        raise ExportError(f"The font of PDFs and pictures is not installed. Run: {hint}") from error
    return typst.Compiler(font_paths=[str(folder)], ignore_system_fonts=True)
