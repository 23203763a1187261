"""What a format of a file is, and the two that any document can be had in: PDF and Word."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Generic, ParamSpec

from het_geo.document import Document

P = ParamSpec("P")
PDF = "application/pdf"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
SLIDES = "application/vnd.openxmlformats-officedocument.presentationml.presentation"


@dataclass(frozen=True)
class Format(Generic[P]):
    """One format: its id and ending, its name on buttons, its type, and what makes its bytes."""

    id: str
    label: str
    mime: str
    make: Callable[P, bytes]

    @property
    def ending(self) -> str:
        """The end of a file's name, without its dot."""
        return self.id


def by_id(*formats: Format[P]) -> dict[str, Format[P]]:
    """Return formats in their order, each by its id."""
    return {one.id: one for one in formats}


# A format's libraries are imported when it is first asked for.
def as_pdf(document: Document, made: date) -> bytes:
    """Return a document as PDF, made on a day."""
    from het_geo.render.pdf import typeset  # noqa: PLC0415

    return typeset(document, datetime.combine(made, time()))


def as_docx(document: Document, made: date) -> bytes:
    """Return a document as a Word file, made on a day."""
    from het_geo.render.word.walk import written  # noqa: PLC0415

    return written(document, made)
