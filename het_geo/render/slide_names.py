"""Names of a presentation's parts, counted: python-pptx walks the whole file for each of them.

With a hundred pictures that takes as long as all else. Names are the same as it would give.
"""

from __future__ import annotations

from typing import Any

from pptx.opc.packuri import PackURI
from pptx.parts.image import Image, ImagePart
from pptx.presentation import Presentation


class CountedNames:
    """What a package asks for when a part is added to it, answered without a walk."""

    def __init__(self, package: Any) -> None:
        self._package = package
        self._first = package.next_partname, package.next_image_partname
        self._last: dict[str, int] = {}
        self._images: dict[str, ImagePart] = {}

    def next_partname(self, template: str) -> PackURI:
        """Return the next name of a template such as ``/ppt/slides/slide%d.xml``."""
        first, _ = self._first
        return PackURI(template % self._next(template, lambda: first(template).idx))

    def next_image_partname(self, ext: str) -> PackURI:
        """Return the next name of a picture with an ending."""
        _, first = self._first
        return PackURI(f"/ppt/media/image{self._next('image', lambda: first(ext).idx)}.{ext}")

    def get_or_add_image_part(self, image_file: Any) -> ImagePart:
        """Return the part of a picture: one that was added before stands once."""
        image = Image.from_file(image_file)
        if image.sha1 not in self._images:
            self._images[image.sha1] = ImagePart.new(self._package, image)
        return self._images[image.sha1]

    def _next(self, kind: str, first: Any) -> int:
        self._last[kind] = self._last[kind] + 1 if kind in self._last else first()
        return self._last[kind]


def count_names(deck: Presentation) -> None:
    """Have a presentation count the names of what is added to it."""
    package = deck.part.package
    counted = CountedNames(package)
    for name in ("next_partname", "next_image_partname", "get_or_add_image_part"):
        setattr(package, name, getattr(counted, name))
