"""The map of a profile as a file of its own: title, sources, pack and date stand inside it."""

from __future__ import annotations

from het_geo.exports.framed import as_png, frame
from het_geo.pack import Pack
from het_geo.pictures import area_map
from het_geo.pictures.area_map import colouring
from het_geo.profiles import Profile


def map_svg(profile: Profile, pack: Pack) -> str:
    """Return where the area lies and what is inside it, as SVG."""
    return frame(area_map(pack, profile), f"Map of {profile.subject.said}", _notes(profile, pack))


def map_png(profile: Profile, pack: Pack) -> bytes:
    """Return the same map as PNG, sharp when printed."""
    return as_png(map_svg(profile, pack))


def _notes(profile: Profile, pack: Pack) -> list[str]:
    """Return what is drawn, from whom, and when."""
    paint = colouring(profile, profile.inside[0]) if profile.inside else None
    drawn = paint.column.indicator if paint else ""
    used = [s for s in profile.sources if drawn in s.indicators]
    ground = [s for s in pack.manifest.source if "boundaries" in s.id]
    attributions = dict.fromkeys([s.attribution for s in used] + [s.attribution for s in ground])
    titles = "; ".join(source.title for source in used)
    return [
        *profile.best_fit.notes,
        *([f"{paint.column.label}, {paint.column.period}: {titles}."] if paint else []),
        f"{'; '.join(attributions)}. Pack {profile.pack_version}, made on {profile.made_written}.",
    ]
