"""A profile as a spreadsheet (XLSX): numbers as numbers, text as text."""

from __future__ import annotations

import io
import re
from datetime import datetime, time
from functools import cache
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

from openpyxl import Workbook, load_workbook
from openpyxl.cell import Cell
from openpyxl.styles import Alignment, Font, NamedStyle, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.writer.excel import ExcelWriter

from het_geo.blank import Blank
from het_geo.classes import INK
from het_geo.files import dated, zipped
from het_geo.plain import is_web_address
from het_geo.profiles.model import Profile
from het_geo.render.plain import inert, plain
from het_geo.render.sheet import Entry, Number, Sheet
from het_geo.render.sheets import sheets_of

FONT = "Arial"
SHADE = "E8EDF2"
WIDEST = 60  # characters that a column is wide at most
HEAD = "Heading row"
WRAPPED = "Wrapped text"
STYLES = "xl/styles.xml"
_FONT = re.compile(rb"<font>.*?</font>")  # the first is that of the style "Normal"
_OWN = f'<font><name val="{FONT}"/><family val="2"/><sz val="10"/></font>'.encode()


def to_xlsx(profile: Profile) -> bytes:
    """Return a profile as a workbook; the same profile gives the same bytes.

    Text stays text: what a spreadsheet would run as a formula is made inert, and characters that
    no such file can hold are left out.
    """
    book = load_workbook(io.BytesIO(_template()))
    book.remove(book.worksheets[0])
    for sheet in sheets_of(profile):
        _write(book.create_sheet(sheet.title), sheet)
    about = book.properties
    about.title, about.creator, about.language = plain(profile.title), "het_geo", "en-GB"
    about.description = plain(profile.summary)
    about.created = about.modified = datetime.combine(profile.made, time())
    raw = io.BytesIO()
    ExcelWriter(book, ZipFile(raw, "w", ZIP_DEFLATED)).save()
    return dated(raw.getvalue(), profile.made)


@cache
def _template() -> bytes:
    """Return an empty workbook in our own clothes: its font is that of every cell without another.

    openpyxl lets nobody say the font of the style "Normal", but keeps that of a file it has read.
    """
    book, raw = Workbook(), io.BytesIO()
    for name, bold in ((WRAPPED, False), (HEAD, True)):
        style = NamedStyle(name)
        style.font = Font(name=FONT, size=10, bold=bold, color=INK.lstrip("#") if bold else None)
        style.alignment = Alignment(wrap_text=True, vertical="top")
        style.fill = PatternFill("solid", SHADE) if bold else PatternFill()
        book.add_named_style(style)
    book.save(raw)
    with ZipFile(raw) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    return zipped(parts | {STYLES: _FONT.sub(_OWN, parts[STYLES], 1)})


def _write(page: Any, sheet: Sheet) -> None:
    for column, heading in enumerate(sheet.headings, 1):
        _text(page.cell(1, column), heading).style = HEAD
    for at, entries in enumerate(sheet.rows, 2):
        for column, entry in enumerate(entries, 1):
            if not isinstance(entry, Blank):
                _fill(page.cell(at, column), entry, wrapped=sheet.wrapped)
    for column, width in enumerate(sheet.widths or _widths(sheet), 1):
        page.column_dimensions[get_column_letter(column)].width = width
    page.freeze_panes = "A2" if sheet.wrapped else "D2"
    page.auto_filter.ref = page.dimensions
    page.page_setup.orientation = "landscape"
    page.page_setup.paperSize = page.PAPERSIZE_A4
    page.page_setup.fitToHeight = 0
    page.sheet_properties.pageSetUpPr.fitToPage = True
    page.print_title_rows = "1:1"


def _fill(cell: Cell, entry: Entry, *, wrapped: bool) -> None:
    if isinstance(entry, Number):
        cell.value = entry.value
        cell.number_format = "#,##0" + ("." + "0" * entry.decimals if entry.decimals else "")
        return
    _text(cell, entry)
    if wrapped:
        cell.style = WRAPPED
    if is_web_address(str(entry)):
        cell.hyperlink = str(entry)


def _text(cell: Cell, text: str) -> Cell:
    cell.value = str(inert(plain(text)))
    cell.data_type = "s"  # never a formula, an error value or a date, whatever the text looks like
    return cell


def _widths(sheet: Sheet) -> list[int]:
    """Return how wide columns are: as their longest entry, within reason."""
    found = []
    for heading, *entries in zip(sheet.headings, *sheet.rows):
        longest = max((len(entry) for entry in entries if isinstance(entry, str)), default=0)
        found.append(max(min(longest + 2, WIDEST), min(len(heading) + 4, 16), 10))
    return found
