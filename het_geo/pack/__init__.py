"""A place's pack: its boundaries, tables and manifest. ``build`` writes it, ``load`` reads it."""

from het_geo.pack.load import Pack, load
from het_geo.pack.manifest import Manifest

__all__ = ["Manifest", "Pack", "load"]
