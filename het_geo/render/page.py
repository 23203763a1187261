"""A profile in a browser: one HTML file that fetches nothing, runs nothing and prints; its map."""

from __future__ import annotations

from markupsafe import Markup

from het_geo.document import Document
from het_geo.fonts import faces
from het_geo.pack.model import Pack
from het_geo.pictures.svg import FILE
from het_geo.profiles.area_map import area_map
from het_geo.profiles.layout import document_of, made_line, map_title
from het_geo.profiles.model import Profile
from het_geo.render.framed import as_png, frame
from het_geo.render.markup import asset, page
from het_geo.render.plain import plain
from het_geo.words import once


def to_html(profile: Profile, pack: Pack) -> str:
    """Return a profile as one self-contained HTML file."""
    return plain(page_of(document_of(profile, pack)))


def page_of(document: Document) -> str:
    """Return a document as one self-contained HTML file."""
    style = asset("page.css")
    return str(page("page.html", document=document, faces=Markup(faces()), style=style))


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
