"""A profile as PDF, of the document that :mod:`het_geo.render.pdf` typesets."""

from __future__ import annotations

from datetime import datetime

from het_geo.pack.model import Pack
from het_geo.profiles.model import Profile
from het_geo.render.paper import paper_of
from het_geo.render.pdf import typeset


def to_pdf(profile: Profile, pack: Pack) -> bytes:
    """Return a profile as PDF; the same profile gives the same bytes.

    Raises:
        ExportError: the typesetter refused the document; the message holds its reason.
    """
    document = paper_of(profile, pack)
    return typeset(document, datetime.combine(profile.made, datetime.min.time()))
