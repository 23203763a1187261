"""Parts of a Word document as WordprocessingML text, put together and parsed once.

python-docx reads and writes the package; a cell at a time it takes a second for a profile's tables.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape, quoteattr

from docx.oxml.ns import nsdecls

from het_geo.exports.plain import plain

NAMESPACES = nsdecls("w", "r", "wp", "a", "pic")
EMU = 36_000  # to the millimetre, as drawings are measured
TWIPS = 1440 / 25.4  # to the millimetre, as all else is
TABLE = "ProfileTable"


class Markup(str):
    """Text that is WordprocessingML already; any other text is data and is escaped."""

    __slots__ = ()


@dataclass(frozen=True)
class Cell:
    """A cell: its text, a smaller line below it, and whether it stands to the right."""

    text: str
    small: str = ""
    right: bool = False


@dataclass(frozen=True)
class Column:
    """A column: heading, width in millimetres, and how its heading stands."""

    heading: str
    width: float
    right: bool = False
    style: str = "TableHead"


def run(text: str) -> str:
    """Return text as a run; it is never a field, whatever it looks like."""
    return f'<w:r><w:t xml:space="preserve">{escape(plain(text))}</w:t></w:r>'


def paragraph(text: str, style: str = "", *, right: bool = False) -> Markup:
    """Return a paragraph of plain text in a style, by the style's id."""
    return _paragraph(run(text) if text else "", style, right=right)


def linked(text: str, relation: str, style: str = "") -> Markup:
    """Return a paragraph that is a link; ``relation`` is its address's id in the document."""
    mark = f'<w:rPr><w:rStyle w:val="Hyperlink"/></w:rPr><w:t>{escape(plain(text))}</w:t>'
    link = f'<w:hyperlink r:id="{relation}"><w:r>{mark}</w:r></w:hyperlink>'
    return _paragraph(link, style)


def _paragraph(inside: str, style: str, *, right: bool = False) -> Markup:
    marks = f'<w:pStyle w:val="{style}"/>' if style else ""
    marks += '<w:jc w:val="right"/>' if right else ""
    return Markup(f"<w:p>{f'<w:pPr>{marks}</w:pPr>' if marks else ''}{inside}</w:p>")


def table(columns: Sequence[Column], rows: Iterable[Sequence[Cell | str]], says: str) -> str:
    """Return a table: a heading row that is repeated on every page, rows that no page breaks.

    ``says`` tells those who do not see the table what it holds.
    """
    grid = "".join(f'<w:gridCol w:w="{round(c.width * TWIPS)}"/>' for c in columns)
    head = "".join(
        _cell(paragraph(column.heading, column.style, right=column.right), column)
        for column in columns
    )
    body = "".join(
        f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{''.join(map(_entry, row, columns))}</w:tr>"
        for row in rows
    )
    marks = (
        f'<w:tblStyle w:val="{TABLE}"/><w:tblW w:w="5000" w:type="pct"/>'
        '<w:tblLayout w:type="fixed"/><w:tblLook w:val="0420" w:firstRow="1" w:lastRow="0" '
        'w:firstColumn="0" w:lastColumn="0" w:noHBand="0" w:noVBand="1"/>'
        f"<w:tblCaption w:val={quoteattr(plain(says))}/>"
    )
    heading = f"<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>{head}</w:tr>"
    # Word joins two tables with nothing between them: a small paragraph keeps them apart.
    return (
        f"<w:tbl><w:tblPr>{marks}</w:tblPr><w:tblGrid>{grid}</w:tblGrid>{heading}{body}</w:tbl>"
        f"{paragraph('', 'TableSmall')}"
    )


def _entry(cell: Cell | str, column: Column) -> str:
    if isinstance(cell, str):
        return _cell(cell if isinstance(cell, Markup) else paragraph(cell, "TableText"), column)
    text = paragraph(cell.text, "TableText", right=cell.right)
    small = paragraph(cell.small, "TableSmall", right=cell.right) if cell.small else ""
    return _cell(text + small, column)


def _cell(content: str, column: Column) -> str:
    width = f'<w:tcW w:w="{round(column.width * TWIPS)}" w:type="dxa"/>'
    return f"<w:tc><w:tcPr>{width}</w:tcPr>{content}</w:tc>"


def picture(relation: str, number: int, size: tuple[float, float], title: str, says: str) -> str:
    """Return a picture in a line of its own.

    Args:
        relation: the picture's id in the document.
        number: which picture of the document it is, from 1.
        size: width and height in millimetres.
        title: its name.
        says: what it shows, for those who do not see it.
    """
    wide, high = (round(side * EMU) for side in size)
    names = f"name={quoteattr(plain(title))} descr={quoteattr(plain(says))}"
    drawing = (
        f'<wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent cx="{wide}" cy="{high}"/>'
        f'<wp:docPr id="{number}" {names}/><a:graphic><a:graphicData '
        'uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic><pic:nvPicPr>'
        f'<pic:cNvPr id="{number}" {names}/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill>'
        f'<a:blip r:embed="{relation}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>'
        f'<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{wide}" cy="{high}"/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic>'
        "</a:graphicData></a:graphic></wp:inline>"
    )
    inside = f"<w:r><w:drawing>{drawing}</w:drawing></w:r>"
    return f"<w:p><w:pPr><w:keepNext/></w:pPr>{inside}</w:p>"


def field(code: str) -> str:
    """Return a field that Word fills in, such as PAGE. ``code`` is ours, never a text of data."""
    return f'<w:fldSimple w:instr="{code}"><w:r><w:t>1</w:t></w:r></w:fldSimple>'
