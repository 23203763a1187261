"""The formats that a journey's annual report can be had in, and what makes each."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, time

from het_geo.journey.report import AnnualReport
from het_geo.render.files import WORD

SLIDES = "application/vnd.openxmlformats-officedocument.presentationml.presentation"


@dataclass(frozen=True)
class ReportFormat:
    """One format: its ending, its name on buttons, its type, and what makes its bytes."""

    id: str
    label: str
    mime: str
    make: Callable[[AnnualReport], bytes]


# A format's libraries are imported when it is first asked for.
def _pdf(report: AnnualReport) -> bytes:
    from het_geo.render.pdf import typeset  # noqa: PLC0415

    return typeset(report.document, datetime.combine(report.made, time()))


def _docx(report: AnnualReport) -> bytes:
    from het_geo.render.word.walk import written  # noqa: PLC0415

    return written(report.document, report.made)


def _pptx(report: AnnualReport) -> bytes:
    from het_geo.render.report_slides import to_slides  # noqa: PLC0415

    return to_slides(report)


REPORT_FORMATS = {
    found.id: found
    for found in (
        ReportFormat("pdf", "PDF", "application/pdf", _pdf),
        ReportFormat("docx", "Word", WORD, _docx),
        ReportFormat("pptx", "PowerPoint", SLIDES, _pptx),
    )
}
