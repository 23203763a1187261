"""A profile's document on paper, laid out once for the files that are made of it one by one."""

from __future__ import annotations

from threading import local

from het_geo.council import Council, council_here
from het_geo.document import Document
from het_geo.pack.model import Pack
from het_geo.profiles.layout import document_of
from het_geo.profiles.model import Profile

_last = local()  # the profile that this thread has laid out last, and what it became


def paper_of(profile: Profile, pack: Pack) -> Document:
    """Return the document of a profile as PDF and Word have it.

    With the address of the council that the environment names.
    """
    council = council_here()
    held: tuple[Profile, Council, Document] | None = getattr(_last, "held", None)
    if held is None or held[0] is not profile or held[1] != council:
        made = document_of(profile, pack, paper=True, council=council)
        held = _last.held = (profile, council, made)
    return held[2]
