"""A profile as one HTML file: nothing is fetched, nothing runs, and it prints."""

from __future__ import annotations

from markupsafe import Markup

from het_geo.document import Document
from het_geo.fonts import faces
from het_geo.pack.model import Pack
from het_geo.profiles.layout import document_of
from het_geo.profiles.model import Profile
from het_geo.render.markup import asset, page
from het_geo.render.plain import plain


def to_html(profile: Profile, pack: Pack) -> str:
    """Return a profile as one self-contained HTML file."""
    return plain(page_of(document_of(profile, pack)))


def page_of(document: Document) -> str:
    """Return a document as one self-contained HTML file."""
    style = asset("page.css")
    return str(page("page.html", document=document, faces=Markup(faces()), style=style))
