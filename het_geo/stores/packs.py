"""The one door to packs: which places there are, and below which folder each stands."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from pathlib import Path

from het_geo.geography import Vintage, is_code, slug_of
from het_geo.pack.elsewhere import Holder, holders, name_of
from het_geo.pack.layout import looked_at, manifest_of, places


class Packs:
    """Packs that stand in a folder of ``boundaries/`` and ``data/``.

    Args:
        root: the folder.
    """

    def __init__(self, root: Path) -> None:
        """Keep the folder; it is read when it is asked."""
        self.root = root

    @property
    def key(self) -> str:
        """What names these packs among all that a process may be shown."""
        return str(self.root)

    def places(self) -> list[str]:
        """Return the places that have a pack, in alphabetical order."""
        return places(self.root)

    def name_of(self, slug: str) -> str:
        """Return what a place calls itself."""
        return name_of(self.root, slug)

    def has(self, slug: str) -> bool:
        """Tell whether there is a pack of this name, of a place or of all of England."""
        return looked_at(self.root, slug, lambda base: (base / manifest_of(slug)).is_file())

    def root_of(self, slug: str) -> Path:
        """Return the folder below which a pack stands to be read."""
        del slug
        return self.root

    def stamp(self, slug: str) -> Hashable:
        """Return what changes when a pack does.

        Raises:
            FileNotFoundError: there is no such pack.
        """
        head = manifest_of(slug)
        return looked_at(self.root, slug, lambda base: (base / head).stat().st_mtime_ns)

    def holders(self, slugs: Sequence[str], code: str) -> list[Holder]:
        """Return the places among ``slugs`` that have or had an area, or have a postcode."""
        return holders(self.root, slugs, code)

    def place_of(self, slugs: Sequence[str], text: str) -> str:
        """Return the place among ``slugs`` that a slug, name or district's code means; or ""."""
        if (slug := slug_of(text)) in slugs:
            return slug
        code = text.strip().upper()
        if not is_code(code, Vintage.LAD24):
            return ""
        return next((one.slug for one in self.holders(slugs, code)), "")

    def forget(self, slug: str) -> bool:
        """Tell whether a pack that cannot be read has been removed, so that it can be had anew."""
        del slug
        return False
