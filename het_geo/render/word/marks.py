"""Pieces of WordprocessingML as text, put together and parsed once.

python-docx reads and writes the package; a cell at a time it takes a second for a profile's tables.
"""

from __future__ import annotations

from collections.abc import Sequence
from xml.sax.saxutils import escape, quoteattr

from docx.oxml.ns import nsdecls, nsmap

from het_geo.classes import QUIET
from het_geo.render.plain import plain
from het_geo.render.word.package import PlacedPicture

NAMESPACES = nsdecls("w", "r", "wp", "a", "pic")
DRAWN, PICTURE = nsdecls("wp", "a", "pic", "r"), nsmap["pic"]
TWIPS = 1440 / 25.4  # to the millimetre
TABLE = "DocumentTable"


def run(text: str, *, bold: bool = False, ink: str = "", style: str = "") -> str:
    """Return text as a run; it is never a field, whatever it looks like."""
    marks = f'<w:rStyle w:val="{style}"/>' if style else ""
    marks += "<w:b/>" if bold else ""
    marks += colour(ink) if ink else ""
    look = f"<w:rPr>{marks}</w:rPr>" if marks else ""
    return f'<w:r>{look}<w:t xml:space="preserve">{escape(plain(text))}</w:t></w:r>'


def quiet(text: str) -> str:
    """Return text that stands back behind the rest, as a run."""
    return run(text, ink=QUIET)


def colour(ink: str) -> str:
    """Return a colour as a mark of letters."""
    return f'<w:color w:val="{ink.lstrip("#").upper()}"/>'


def linked(text: str, relation: str) -> str:
    """Return a link; ``relation`` is its address's id in the document."""
    return f'<w:hyperlink r:id="{relation}">{run(text, style="Hyperlink")}</w:hyperlink>'


def paragraph(
    runs: str, style: str = "", *, right: bool = False, kept: bool = False, list_id: int = 0
) -> str:
    """Return a paragraph of runs in a style, by the style's id.

    Args:
        runs: what stands in it.
        style: the style's id.
        right: whether it stands to the right.
        kept: whether it stays on a page with what follows.
        list_id: the list whose numbers it bears; 0 is that of its style, if any.
    """
    marks = f'<w:pStyle w:val="{style}"/>' if style else ""
    marks += "<w:keepNext/>" if kept else ""
    if list_id:
        marks += f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{list_id}"/></w:numPr>'
    marks += '<w:jc w:val="right"/>' if right else ""
    return f"<w:p>{f'<w:pPr>{marks}</w:pPr>' if marks else ''}{runs}</w:p>"


def table(widths: Sequence[float], rows: Sequence[str], says: str) -> str:
    """Return a table of rows; ``says`` tells those who do not see it what it holds.

    ``widths`` are its columns', in millimetres.
    """
    grid = "".join(f'<w:gridCol w:w="{_twips(width)}"/>' for width in widths)
    marks = (
        f'<w:tblStyle w:val="{TABLE}"/><w:tblW w:w="{_twips(sum(widths))}" w:type="dxa"/>'
        '<w:tblLayout w:type="fixed"/><w:tblLook w:val="0420" w:firstRow="1" w:lastRow="0" '
        'w:firstColumn="0" w:lastColumn="0" w:noHBand="0" w:noVBand="1"/>'
        f"<w:tblCaption w:val={quoteattr(plain(says))}/>"
    )
    # Word joins two tables with nothing between them: a small paragraph keeps them apart.
    return (
        f"<w:tbl><w:tblPr>{marks}</w:tblPr><w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"
        f"{paragraph('', 'TableText')}"
    )


def row(cells: Sequence[str], *, head: bool = False) -> str:
    """Return a row that no page breaks; a ``head`` is repeated on every page."""
    marks = f"<w:cantSplit/>{'<w:tblHeader/>' if head else ''}"
    return f"<w:tr><w:trPr>{marks}</w:trPr>{''.join(cells)}</w:tr>"


def cell(content: str, width: float, *, span: int = 1, fill: str = "") -> str:
    """Return a cell of paragraphs, as wide as the columns it spans."""
    marks = f'<w:tcW w:w="{_twips(width)}" w:type="dxa"/>'
    marks += f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
    marks += f'<w:shd w:val="clear" w:color="auto" w:fill="{fill}"/>' if fill else ""
    return f"<w:tc><w:tcPr>{marks}</w:tcPr>{content}</w:tc>"


def _twips(millimetres: float) -> int:
    return round(millimetres * TWIPS)


def drawing(placed: PlacedPicture, number: int, title: str, says: str) -> str:
    """Return a picture in a line of its own, on the page of its caption.

    ``says`` tells those who do not see it what it shows.
    """
    sides = "".join(f' dist{side}="0"' for side in "TBLR")  # LibreOffice leaves room where none is
    size = f'cx="{placed.wide}" cy="{placed.high}"'
    about = f'id="{number}" name={quoteattr(plain(title))} descr={quoteattr(plain(says))}'
    picture = (
        '<pic:pic><pic:nvPicPr><pic:cNvPr id="0" name="image.png"/><pic:cNvPicPr/></pic:nvPicPr>'
        f'<pic:blipFill><a:blip r:embed="{placed.id}"/><a:stretch><a:fillRect/></a:stretch>'
        f'</pic:blipFill><pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext {size}/></a:xfrm>'
        '<a:prstGeom prst="rect"/></pic:spPr></pic:pic>'
    )
    return paragraph(
        f"<w:r><w:drawing><wp:inline {DRAWN}{sides}><wp:extent {size}/><wp:docPr {about}/>"
        '<wp:cNvGraphicFramePr><a:graphicFrameLocks noChangeAspect="1"/></wp:cNvGraphicFramePr>'
        f'<a:graphic><a:graphicData uri="{PICTURE}">{picture}</a:graphicData></a:graphic>'
        "</wp:inline></w:drawing></w:r>",
        kept=True,
    )


def field(code: str) -> str:
    """Return a field that Word fills in, such as PAGE. ``code`` is ours, never a text of data."""
    return f'<w:fldSimple w:instr="{code}"><w:r><w:t>1</w:t></w:r></w:fldSimple>'
