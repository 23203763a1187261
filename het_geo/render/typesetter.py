"""The one typesetter of PDFs and pictures: Typst with the project's font, and no other but its own.

What a machine has of fonts changes nothing in a file. Data comes in as a file beside the template,
never as an input of the system: those are part of the library, and with another library the
typesetter knows nothing of what it has laid out before.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from threading import Lock
from typing import Any

import typst

from het_geo import fonts
from het_geo.errors import ExportError
from het_geo.render.plain import plain

# One page a picture, as large as the picture says in points. With the letters of profile.typ: the
# typesetter then has a drawing of a profile's PDF already read when it is drawn for Word.
PAGES = b"""#set page(width: auto, height: auto, margin: 0pt)
#set text(font: ("Source Sans Pro", "DejaVu Sans Mono"))
#for svg in json("pictures.json") {
  page(image(bytes(svg), format: "svg"))
}"""
INCH = 96.0  # points of a drawing, which are the pixels of CSS
_one_at_a_time = Lock()  # a compiler serves one caller


@contextmanager
def typesetter() -> Iterator[typst.Compiler]:
    """Give the typesetter to one caller at a time.

    Raises:
        ExportError: the font is not installed.
    """
    with _one_at_a_time:
        yield _compiler()


def sources(template: bytes, name: str, data: str) -> Any:
    """Return a template and the file of data that it reads, as the typesetter takes them.

    It takes files by their names, of which its types do not tell.
    """
    return {"main.typ": template, name: data.encode("utf-8")}


@cache
def _compiler() -> typst.Compiler:
    return typst.Compiler(font_paths=[str(fonts.folder())], ignore_system_fonts=True)


def as_pngs(svgs: Sequence[str], scale: float) -> list[bytes]:
    """Return drawings as PNG, with ``scale`` pixels a point.

    Raises:
        ExportError: a drawing could not be made a picture.
    """
    if not svgs:
        return []
    pictures = json.dumps([plain(svg) for svg in svgs])
    with typesetter() as compiler:
        try:
            files = sources(PAGES, "pictures.json", pictures)
            found = compiler.compile(files, format="png", ppi=scale * INCH)
        except typst.TypstError as error:
            raise ExportError(f"a picture could not be made: {error.message}.") from error
    return [bytes(page) for page in (found if isinstance(found, list) else [found]) if page]
