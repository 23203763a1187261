"""The one-minute summary of an area: an A4 page (:func:`minute_pdf`), or a Word file to edit."""

from __future__ import annotations

from datetime import date

from het_geo import clock
from het_geo.atlas.atlas import Atlas
from het_geo.council import Council, council_here
from het_geo.document import Document
from het_geo.geography import area_label, slug_of
from het_geo.pack.model import Pack
from het_geo.profiles.minute import first_page, minute_document
from het_geo.profiles.model import Profile
from het_geo.render.formats import PDF, WORD, Format, as_docx, as_pdf, by_id


def minute_pdf(
    atlas: Atlas, area: str, today: date | None = None, council: Council | None = None
) -> bytes:
    """Return the first page of an area's profile, alone, as PDF: A4, one page.

    Args:
        atlas: the place's, which keeps what areas share (a page has it of ``atlas_of(pack)``).
        area: the code of a ward, neighbourhood or MSOA, or the place's own; "" for the place.
        today: the day that it bears; today, where none is said.
        council: whose page it is; the one that the environment names, where none is given. With a
            public address it bears a QR code of the same page living.

    Raises:
        AreaError: there is no such area.
        ExportError: the typesetter refused the document.
    """
    day = today or clock.today()
    code = area or atlas.pack.district
    document = minute_document(atlas, code, day, council or council_here())
    return as_pdf(document, day)


def page_pdf(profile: Profile, pack: Pack) -> bytes:
    """Return the first page of a profile, of an area or a set, alone as PDF."""
    return as_pdf(_page(profile, pack), profile.made)


def page_docx(profile: Profile, pack: Pack) -> bytes:
    """Return the same as a Word file to edit, in which its tiles are a table: more than a page."""
    return as_docx(_page(profile, pack), profile.made)


LABEL = "One-minute summary (PDF)"
# The first page of a profile, alone: what their names end with is their id.
MINUTE_FORMATS = by_id(
    Format("one-minute-summary.pdf", LABEL, PDF, page_pdf),
    Format("one-minute-summary.docx", "One-minute summary (Word)", WORD, page_docx),
)


def _page(profile: Profile, pack: Pack) -> Document:
    return first_page(pack, profile.subject, profile.opening, profile.made, council_here())


def minute_name(pack: Pack, area: str, today: date | None = None) -> str:
    """Return the name of the page's file: area, place, day and pack version."""
    code = area or pack.district
    place = "" if code == pack.district else f"-{slug_of(pack.manifest.name)}"
    label = slug_of(area_label(pack.areas, code))[:60].strip("-") or code.lower()
    day = today or clock.today()
    return f"{label}{place}-one-minute-summary-{day:%Y-%m-%d}-{pack.manifest.version}.pdf"
