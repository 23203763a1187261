"""A sub-group's plan as files: its picture as SVG and PNG; the whole as Word, PDF and web page."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time
from importlib import import_module

from het_geo import fonts, phrases
from het_geo.document import Document
from het_geo.framework.logic import LogicModel
from het_geo.framework.records import Framework
from het_geo.geography import slug_of
from het_geo.journey.logic import measure_names, plan_document, plan_title
from het_geo.pack.model import Pack
from het_geo.pictures.logic_model import logic_picture
from het_geo.pictures.svg import FILE
from het_geo.render.files import WORD
from het_geo.render.framed import as_png, frame
from het_geo.render.plain import plain

Maker = Callable[[LogicModel, Framework, Pack, date], bytes]


@dataclass(frozen=True)
class PlanFormat:
    """One format of a plan: its ending, its name on buttons, its type and its maker."""

    id: str
    label: str
    mime: str
    make: Maker


def plan_svg(model: LogicModel, framework: Framework, pack: Pack, today: date) -> str:
    """Return a plan's picture as SVG, with title, pack and date inside."""
    names = measure_names(framework, pack.catalogue)
    picture = logic_picture(model, names, FILE)
    made = phrases.made(pack.manifest.version, today)
    title = f"{pack.manifest.name}. {plan_title(model)}"
    return frame(picture, title, [f"{model.about} {made}"])


def plan_file_name(model: LogicModel, pack: Pack, today: date, ending: str) -> str:
    """Return a file's name: place, sub-group, kind of plan and date."""
    parts = (pack.manifest.place, model.group, model.kind.name)
    return f"{'-'.join(map(slug_of, parts))}-{today:%Y-%m-%d}.{ending}"


def _svg(model: LogicModel, framework: Framework, pack: Pack, today: date) -> bytes:
    return fonts.carried(plan_svg(model, framework, pack, today)).encode()


def _png(model: LogicModel, framework: Framework, pack: Pack, today: date) -> bytes:
    return as_png(plan_svg(model, framework, pack, today))


def _docx(model: LogicModel, framework: Framework, pack: Pack, today: date) -> bytes:
    return document_as("docx", plan_document(model, framework, pack, today, paper=True), today)


def _pdf(model: LogicModel, framework: Framework, pack: Pack, today: date) -> bytes:
    return document_as("pdf", plan_document(model, framework, pack, today, paper=True), today)


def _html(model: LogicModel, framework: Framework, pack: Pack, today: date) -> bytes:
    return document_as("html", plan_document(model, framework, pack, today), today)


# A format's libraries are imported when it is first asked for.
def document_as(ending: str, document: Document, today: date) -> bytes:
    """Return a document as ``docx``, ``pdf`` or ``html``; the same gives the same bytes."""
    module, name = {
        "docx": ("het_geo.render.word.walk", "written"),
        "pdf": ("het_geo.render.pdf", "typeset"),
        "html": ("het_geo.render.page", "page_of"),
    }[ending]
    day = {"docx": (today,), "pdf": (datetime.combine(today, time()),), "html": ()}[ending]
    made: str | bytes = getattr(import_module(module), name)(document, *day)
    return plain(made).encode() if isinstance(made, str) else made


PLAN_FORMATS = (
    PlanFormat("svg", "Picture (SVG)", "image/svg+xml", _svg),
    PlanFormat("png", "Picture (PNG)", "image/png", _png),
    PlanFormat("docx", "Word", WORD, _docx),
    PlanFormat("pdf", "PDF", "application/pdf", _pdf),
    PlanFormat("html", "Web page", "text/html", _html),
)
