"""The package that a Word file is: its pictures, each in it once, and all its parts as bytes."""

from __future__ import annotations

import io
from typing import Any, NamedTuple
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile

from docx.document import Document
from docx.image.image import Image
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.pkgwriter import PackageWriter
from docx.parts.image import ImagePart
from docx.shared import Length

PRESSED = ".png"  # how names end of parts that are compressed as they are


class PlacedPicture(NamedTuple):
    """A picture in a file: the id by which its text names it, and its size in EMU."""

    id: str
    wide: int
    high: int


class Pictures:
    """The pictures of a new file. One that comes again is the same part."""

    def __init__(self, file: Document) -> None:
        self._file = file
        self._parts: dict[bytes, ImagePart] = {}

    def place(self, png: bytes, high: Length) -> PlacedPicture:
        """Put a picture into the file, where it is not in it yet, and return it so high."""
        if png not in self._parts:
            name = PackURI(f"/word/media/image{len(self._parts) + 1}.png")
            self._parts[png] = ImagePart.from_image(Image.from_blob(png), name)
        part = self._parts[png]
        wide, high = part.image.scaled_dimensions(None, high)
        return PlacedPicture(self._file.part.relate_to(part, RELATIONSHIP_TYPE.IMAGE), wide, high)


class _PartWriter:
    """Takes a package's parts, as python-docx gives them; what is compressed is stored as it is."""

    def __init__(self, package: ZipFile) -> None:
        self._package = package

    def write(self, name: PackURI, data: bytes) -> None:
        way = ZIP_STORED if name.endswith(PRESSED) else ZIP_DEFLATED
        self._package.writestr(name.membername, data, way)


def packed(file: Document) -> bytes:
    """Return a file as its bytes."""
    made, package = io.BytesIO(), file.part.package
    parts = list(package.parts)
    for part in parts:
        part.before_marshal()
    order: Any = PackageWriter  # which parts come after which; its types tell of its own writer
    with ZipFile(made, "w") as held:
        writer = _PartWriter(held)
        order._write_content_types_stream(writer, parts)
        order._write_pkg_rels(writer, package.rels)
        order._write_parts(writer, parts)
    return made.getvalue()
