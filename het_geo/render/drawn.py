"""The map of a profile's area as a file of its own."""

from __future__ import annotations

from het_geo.pack.model import Pack
from het_geo.pictures.svg import FILE
from het_geo.profiles.area_map import area_map
from het_geo.profiles.layout import made_line, map_title
from het_geo.profiles.model import Profile
from het_geo.render.framed import as_png, frame
from het_geo.words import once


def map_png(profile: Profile, pack: Pack) -> bytes:
    """Return the area's map as PNG, sharp on paper, with title, source, pack and date inside."""
    return as_png(map_svg(profile, pack))


def map_svg(profile: Profile, pack: Pack) -> str:
    """Return the area's map as SVG, with its title, source, pack and date inside."""
    drawn = {name for inside in profile.inside for name in (c.indicator for c in inside.columns)}
    used = [s for s in profile.sources if not s.indicators or drawn.intersection(s.indicators)]
    credit = "; ".join(once(source.attribution for source in used))
    notes = [f"{credit}. {made_line(profile)}"]
    return frame(area_map(pack, profile, FILE), map_title(profile), notes)
