"""A sub-group's plan as files: its picture as SVG and PNG; the whole as Word, PDF and web page."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time
from functools import partial
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
from het_geo.render.formats import WORD
from het_geo.render.framed import as_png, frame
from het_geo.render.plain import plain

KINDS = {  # endings: what a button says, and the type
    "svg": ("Picture (SVG)", "image/svg+xml"),
    "png": ("Picture (PNG)", "image/png"),
    "docx": ("Plan (Word)", WORD),
    "pdf": ("Plan (PDF)", "application/pdf"),
    "html": ("Plan (web page)", "text/html"),
}
DOCUMENTS = ("docx", "pdf", "html")


def plan_makers(
    model: LogicModel, framework: Framework, pack: Pack
) -> dict[str, Callable[[date], bytes]]:
    """Return what makes each file of a plan, by its ending (:data:`KINDS`), given the day."""

    def svg(today: date) -> str:
        return plan_svg(model, framework, pack, today)

    def document(ending: str, today: date) -> bytes:
        paper = ending != "html"
        return document_as(ending, plan_document(model, framework, pack, today, paper=paper), today)

    return {
        "svg": lambda today: fonts.carried(svg(today)).encode(),
        "png": lambda today: as_png(svg(today)),
        **{ending: partial(document, ending) for ending in DOCUMENTS},
    }


def plan_svg(model: LogicModel, framework: Framework, pack: Pack, today: date) -> str:
    """Return a plan's picture as SVG, with title, pack and date inside."""
    names = measure_names(framework, pack.catalogue)
    picture = logic_picture(model, names, FILE)
    made = phrases.made(pack.manifest.version, today)
    title = f"{pack.title}. {plan_title(model)}"
    return frame(picture, title, [f"{model.about} {made}"])


def stem_of(model: LogicModel) -> str:
    """Return what a plan's files are called: sub-group and kind of plan."""
    return f"{model.group} {model.kind.name}"


def plan_file_name(pack: Pack, stem: str, today: date, ending: str) -> str:
    """Return a file's name: place, plan and date."""
    return f"{pack.manifest.place}-{slug_of(stem)}-{today:%Y-%m-%d}.{ending}"


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
