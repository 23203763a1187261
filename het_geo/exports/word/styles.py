"""How a document looks in Word: one sans font, one scale of sizes, quiet rules, A4, en-GB."""

from __future__ import annotations

import io
from dataclasses import dataclass
from functools import cache
from typing import Any

import docx
from docx.document import Document
from docx.enum.section import WD_ORIENT
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm

from het_geo.exports.word.marks import NAMESPACES, TABLE, TWIPS, colour, field, run
from het_geo.palette import INK, QUIET

FONT = "Arial"  # on every desk; others take a font of the same widths for it
LANGUAGE = "en-GB"
MARGIN = 13.0  # millimetres, as on the PDF
PAGE = (210.0, 297.0)
HEAD, TEXT = 7.5, 8.0  # points: letters of tables
SIDE = 0.9  # millimetres of room beside a cell's text
RULE = "C9D2DA"
SHADE = "EEF2F5"
TONES = {"worse": "#9c2f14", "better": "#0b5c73"}


@dataclass(frozen=True)
class Look:
    """One style: its id, name, size in points, space above and below in points, and ink."""

    id: str
    name: str
    size: float
    above: float
    below: float
    bold: bool = False
    ink: str = INK
    outline: int = 0
    kept: bool = False
    own: bool = False  # a style of ours, that Word has no name of its own for
    like: str = ""  # the template's style whose bullets or numbers it has


LOOKS = (
    Look("Title", "Title", 24, 0, 4, bold=True, kept=True),
    Look("Subtitle", "Subtitle", 10, 0, 10, ink=QUIET),
    Look("Heading1", "heading 1", 18, 20, 6, bold=True, outline=1, kept=True),
    Look("Heading2", "heading 2", 14, 14, 4, bold=True, outline=2, kept=True),
    Look("Heading3", "heading 3", 12, 10, 3, bold=True, outline=3, kept=True),
    Look("Caption", "caption", 9, 2, 10, ink=QUIET),
    Look("Lead", "Lead", 11, 0, 6, own=True),
    Look("Note", "Note", 9, 2, 6, ink=QUIET, own=True),
    Look("ListBullet", "List Bullet", 10, 0, 4, like="ListBullet"),
    Look("ListNumber", "List Number", 10, 0, 4, like="ListNumber"),
    Look("ListBulletSmall", "List Bullet Small", 9, 0, 2, own=True, like="ListBullet"),
    Look("ListNumberSmall", "List Number Small", 9, 0, 2, own=True, like="ListNumber"),
    Look("TableHead", "Table Head", HEAD, 2, 2, bold=True, kept=True, own=True),
    Look("TableGroup", "Table Group", TEXT, 2, 2, bold=True, kept=True, own=True),
    Look("TableText", "Table Text", TEXT, 1, 1, own=True),
    Look("Footer", "footer", 8, 0, 0, ink=QUIET),
)


def blank(footer: str) -> Document:
    """Return a new document with its page, its styles and its footer; ``footer`` is plain text."""
    document = docx.Document(io.BytesIO(_template()))
    _footer(document, footer)
    return document


@cache
def _template() -> bytes:
    """Return python-docx's template in our own clothes: dressed once, a tenth as large."""
    document = docx.Document()
    _page(document)
    _defaults(document)
    _spare(document)
    lists = {look.like: _list_of(document, look.like) for look in LOOKS if look.like}
    for look in LOOKS:
        _put(document, _style(look, lists.get(look.like, 0)))
    _put(document, _table_style())
    _put(document, _link_style())
    _leave_out(document.part.package.rels, "thumbnail")  # the template's, of another document
    found = io.BytesIO()
    document.save(found)
    return found.getvalue()


def _page(document: Document) -> None:
    section = document.sections[0]
    section.orientation = WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = (Mm(side) for side in PAGE)
    section.left_margin = section.right_margin = Mm(MARGIN)
    section.top_margin = section.bottom_margin = Mm(MARGIN)
    section.footer_distance = Mm(9)


def _defaults(document: Document) -> None:
    styles = document.styles.element
    for old in styles.findall(qn("w:docDefaults")):
        styles.remove(old)
    styles.insert(0, parse_xml(
        f"<w:docDefaults {nsdecls('w')}><w:rPrDefault><w:rPr>{_fonts()}{colour(INK)}{_size(10)}"
        f'<w:lang w:val="{LANGUAGE}" w:eastAsia="{LANGUAGE}" w:bidi="ar-SA"/></w:rPr>'
        '</w:rPrDefault><w:pPrDefault><w:pPr><w:spacing w:before="0" w:after="120" w:line="269" '
        'w:lineRule="auto"/></w:pPr></w:pPrDefault></w:docDefaults>'
    ))  # fmt: skip
    for old in document.settings.element.findall(qn("w:themeFontLang")):
        old.set(qn("w:val"), LANGUAGE)


def _spare(document: Document) -> None:
    """Leave out the template's hundred table styles and their copy for Word 2010: half the file."""
    styles = document.styles.element
    for style in styles.findall(qn("w:style")):
        if style.get(qn("w:type")) == "table" and style.get(qn("w:styleId")) != "TableNormal":
            styles.remove(style)
    _leave_out(document.part.rels, "stylesWithEffects")


def _leave_out(relations: dict[str, Any], kind: str) -> None:
    """Take the parts of a kind out of a package."""
    for name in [n for n, relation in relations.items() if relation.reltype.endswith(f"/{kind}")]:
        del relations[name]


def _list_of(document: Document, style: str) -> int:
    """Return the id of the list that a style's paragraphs belong to; 0 for none."""
    path = f'./w:style[@w:styleId="{style}"]/w:pPr/w:numPr/w:numId/@w:val'
    found = document.styles.element.xpath(path)
    return int(found[0]) if found else 0


def new_list(document: Document, style: str) -> int:
    """Return the id of a new list like that of a style, which counts from 1 again."""
    lists = document.part.numbering_part.element
    like = lists.num_having_numId(_list_of(document, style)).abstractNumId.val
    new = lists.add_num(like)
    new.add_lvlOverride(0).add_startOverride(1)
    return int(new.numId)


def _put(document: Document, xml: str) -> None:
    """Put a style in the place of the one with its id, or behind the last."""
    styles, new = document.styles.element, parse_xml(xml)
    identity = new.get(qn("w:styleId"))
    for old in styles.findall(qn("w:style")):
        if old.get(qn("w:styleId")) == identity:
            styles.replace(old, new)
            return
    styles.append(new)


def _style(look: Look, list_id: int) -> str:
    keep = "<w:keepNext/><w:keepLines/>" if look.kept else ""
    numbers = f'<w:numPr><w:numId w:val="{list_id}"/></w:numPr>' if list_id else ""
    indent = '<w:ind w:left="480" w:hanging="480"/>' if list_id else ""
    outline = f'<w:outlineLvl w:val="{look.outline - 1}"/>' if look.outline else ""
    line = 240 if look.size != 10 else 269
    spacing = f'w:before="{look.above * 20:.0f}" w:after="{look.below * 20:.0f}" w:line="{line}"'
    bold = "<w:b/>" if look.bold else ""
    own = ' w:customStyle="1"' if look.own else ""
    return (
        f'<w:style {nsdecls("w")} w:type="paragraph"{own} w:styleId="{look.id}">'
        f'<w:name w:val="{look.name}"/><w:basedOn w:val="Normal"/><w:qFormat/><w:pPr>{keep}'
        f'{numbers}<w:spacing {spacing} w:lineRule="auto"/>{indent}{outline}</w:pPr>'
        f"<w:rPr>{bold}{colour(look.ink)}{_size(look.size)}</w:rPr></w:style>"
    )


def _table_style() -> str:
    rules = "".join(
        f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="{RULE}"/>'
        for side in ("top", "bottom", "insideH")
    )
    sides = "".join(
        f'<w:{side} w:w="{round(SIDE * TWIPS)}" w:type="dxa"/>' for side in ("left", "right")
    )
    return (
        f'<w:style {nsdecls("w")} w:type="table" w:customStyle="1" w:styleId="{TABLE}">'
        '<w:name w:val="Document Table"/><w:basedOn w:val="TableNormal"/><w:qFormat/>'
        f"<w:tblPr><w:tblBorders>{rules}</w:tblBorders><w:tblCellMar>{sides}</w:tblCellMar>"
        '</w:tblPr><w:tblStylePr w:type="firstRow"><w:tcPr><w:shd w:val="clear" w:color="auto" '
        f'w:fill="{SHADE}"/><w:vAlign w:val="bottom"/></w:tcPr></w:tblStylePr></w:style>'
    )


def _link_style() -> str:
    return (
        f'<w:style {nsdecls("w")} w:type="character" w:styleId="Hyperlink">'
        '<w:name w:val="Hyperlink"/><w:rPr><w:color w:val="1F4E79"/><w:u w:val="single"/></w:rPr>'
        "</w:style>"
    )


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


def _fonts() -> str:
    sides = [f'w:{side}="{FONT}"' for side in ("ascii", "hAnsi", "eastAsia", "cs")]
    return f"<w:rFonts {' '.join(sides)}/>"


def _size(points: float) -> str:
    return f'<w:sz w:val="{points * 2:.0f}"/><w:szCs w:val="{points * 2:.0f}"/>'
