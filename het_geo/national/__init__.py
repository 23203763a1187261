"""The national pack: all of England's neighbourhoods, slim enough for one map of them all."""

from het_geo.national.load import NationalPack, load_national, national_built

__all__ = ["NationalPack", "load_national", "national_built"]
