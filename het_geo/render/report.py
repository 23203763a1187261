"""The formats that a journey's annual report can be had in, and what makes each."""

from __future__ import annotations

from het_geo.journey.report import AnnualReport
from het_geo.render.formats import PDF, SLIDES, WORD, Format, as_docx, as_pdf, by_id


def _pdf(report: AnnualReport) -> bytes:
    return as_pdf(report.document, report.made)


def _docx(report: AnnualReport) -> bytes:
    return as_docx(report.document, report.made)


def _pptx(report: AnnualReport) -> bytes:
    from het_geo.render.report_slides import to_slides  # noqa: PLC0415 - not before it is asked for

    return to_slides(report)


REPORT_FORMATS = by_id(
    Format("pdf", "PDF", PDF, _pdf),
    Format("docx", "Word", WORD, _docx),
    Format("pptx", "PowerPoint", SLIDES, _pptx),
)
