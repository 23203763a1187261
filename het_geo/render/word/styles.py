"""A new Word document in our own clothes, of which ``styles.xml`` and ``numbering.xml`` tell."""

from __future__ import annotations

import io
from functools import cache
from pathlib import Path
from typing import Any

import docx
from docx.document import Document
from docx.opc.oxml import serialize_part_xml
from docx.oxml import parse_xml
from docx.shared import Mm

from het_geo.render.word.marks import NAMESPACES, TWIPS, field, run

LANGUAGE = "en-GB"
MARGIN = 13.0  # millimetres, as on the PDF
PAGE = (210.0, 297.0)
HEAD, TEXT = 7.5, 8.0  # points: letters of tables, as styles.xml has them
SIDE = 0.9  # millimetres of room beside a cell's text, as there
SHADE = "EEF2F5"
TONES = {"worse": "#9c2f14", "better": "#0b5c73"}
NUMBERED = 1  # the abstract list of numbering.xml that counts


def blank(footer: str) -> Document:
    """Return a new document with its page, its styles and its footer; ``footer`` is plain text."""
    document = docx.Document(io.BytesIO(_template()))
    _footer(document, footer)
    return document


def fill(document: Document, body: str) -> None:
    """Put markup before all that stands in a new document.

    The whole is parsed once: to move it there element by element takes longer than to read it.
    """
    held = serialize_part_xml(document.element)
    head, mark, rest = held.decode("utf-8").partition("<w:body>")
    document.part._element = parse_xml(f"{head}{mark}{body}{rest}".encode())


def new_list(document: Document) -> int:
    """Return the id of a new numbered list, which counts from 1 again."""
    new = document.part.numbering_part.element.add_num(NUMBERED)
    new.add_lvlOverride(0).add_startOverride(1)
    return int(new.numId)


@cache
def _template() -> bytes:
    """Return python-docx's empty document with our page, styles and lists instead of its own."""
    document = docx.Document()
    section = document.sections[0]
    section.page_width, section.page_height = (Mm(side) for side in PAGE)
    section.left_margin = section.right_margin = Mm(MARGIN)
    section.top_margin = section.bottom_margin = Mm(MARGIN)
    section.footer_distance = Mm(9)
    _fill(document.styles.element, "styles.xml")
    _fill(document.part.numbering_part.element, "numbering.xml")
    _leave_out(document.part.rels, "stylesWithEffects")  # a copy of the styles for Word 2010
    _leave_out(document.part.package.rels, "thumbnail")  # of another document
    found = io.BytesIO()
    document.save(found)
    return found.getvalue()


def _fill(part: Any, name: str) -> None:
    """Put what our file of a part holds in the place of what python-docx has there."""
    part[:] = list(parse_xml(Path(__file__).with_name(name).read_bytes()))


def _leave_out(relations: dict[str, Any], kind: str) -> None:
    """Take the parts of a kind out of a package."""
    for name in [n for n, relation in relations.items() if relation.reltype.endswith(f"/{kind}")]:
        del relations[name]


def _footer(document: Document, text: str) -> None:
    footer = document.sections[0].footer
    footer.is_linked_to_previous = False
    paragraph = footer.paragraphs[0]._p
    end = round((PAGE[0] - 2 * MARGIN) * TWIPS)
    parts = f"{run(text)}<w:r><w:tab/></w:r>{run('Page ')}{field('PAGE')}"
    paragraph.getparent().replace(paragraph, parse_xml(
        f'<w:p {NAMESPACES}><w:pPr><w:pStyle w:val="Footer"/><w:tabs><w:tab w:val="right" '
        f'w:pos="{end}"/></w:tabs></w:pPr>{parts}{run(" of ")}{field("NUMPAGES")}</w:p>'
    ))  # fmt: skip
