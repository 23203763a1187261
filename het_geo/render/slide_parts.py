"""What stands on a slide: a headline that fits, a picture, a table, a list, a source, notes."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Sequence
from copy import deepcopy
from functools import lru_cache
from io import BytesIO
from typing import Any, NamedTuple

from pptx.dml.color import RGBColor
from pptx.enum.shapes import PP_PLACEHOLDER as PLACEHOLDER
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.util import Pt

from het_geo.classes import QUIET
from het_geo.document.table import Table
from het_geo.pictures.svg import Picture

LETTER = 0.56  # width of a bold letter, in font sizes: a little more than Arial's mean
LINE = 1.2  # height of a line, in font sizes
SIZES = (36, 32, 28)  # of a headline: the largest that fits
NARROWEST = 740.0  # points: drawn narrower, row names of a picture would be cut
PIXELS = 2.5  # a point of the slide: sharp on a screen of 2,400 pixels
CELLS, PADDING = (24, 22, 20, 18), 10.0  # points: letters of a table; above and below them
DOTS = 27.0  # points that the dots of a list take


class Box(NamedTuple):
    """A place on a slide, in points."""

    left: float
    top: float
    wide: float
    high: float


@lru_cache(8192)
def lines(text: str, size: float, wide: float) -> int:
    """Return how many lines a text takes, rather too many than too few."""
    return len(textwrap.wrap(text, max(1, int(wide / (LETTER * size))))) or 1


def height(text: str, size: float, wide: float) -> float:
    """Return how high a text stands, in points."""
    return lines(text, size, wide) * size * LINE


def list_height(texts: Sequence[str], size: float, wide: float) -> float:
    """Return how high a list stands, in points: its gaps take a fifth of a line."""
    return sum(height(text, size, wide) + 0.2 * size for text in texts)


def list_size(texts: Sequence[str], sizes: Sequence[int], wide: float, high: float) -> int:
    """Return the largest size at which a list stands in so much room; the smallest if none."""
    return next((s for s in sizes if list_height(texts, s, wide) <= high), sizes[-1])


def fits(text: str, size: float, box: Box) -> bool:
    """Return whether a text stands in a box with no word broken."""
    longest = max(map(len, re.split(r"[\s-]", text)))
    return longest * LETTER * size <= box.wide and height(text, size, box.wide) <= box.high


def size_for(text: str, box: Box, sizes: Sequence[int] = SIZES) -> int:
    """Return the largest size at which a text fits a box; the smallest where none does."""
    return next((size for size in sizes if fits(text, size, box)), sizes[-1])


def place(shape: Any, box: Box) -> None:
    """Put a shape in a box; its text begins at the very corner."""
    shape.left, shape.top, shape.width, shape.height = (Pt(side) for side in box)
    if shape.has_text_frame:
        frame = shape.text_frame
        frame.word_wrap, frame.vertical_anchor = True, MSO_ANCHOR.TOP
        frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0


def write(frame: Any, texts: Sequence[str], size: float, *, bold: bool | None = None) -> None:
    """Write paragraphs of plain text; line ends in a text are spaces."""
    frame.text = "\n".join(" ".join(text.split()) for text in texts)
    for paragraph in frame.paragraphs:
        font = paragraph.font  # made anew each time it is asked for
        font.size = Pt(size)
        if bold is not None:
            font.bold = bold


def hush(frame: Any) -> None:
    """Write a frame's paragraphs in the quiet colour, from the left."""
    quiet = RGBColor(*bytes.fromhex(QUIET[1:]))  # type: ignore[no-untyped-call]
    for paragraph in frame.paragraphs:
        paragraph.alignment, paragraph.font.color.rgb = PP_ALIGN.LEFT, quiet


def add_picture(slide: Any, picture: Picture, box: Box) -> None:
    """Draw a picture as large as a box has room for, with its words for who does not see it."""
    from het_geo.render.typesetter import as_pngs  # noqa: PLC0415 - not before it is asked for

    scale = scale_in(picture, box)
    width = min(box.wide / scale, 1.25 * NARROWEST)
    (png,) = as_pngs([picture.as_file(width)], scale * PIXELS)
    left = box.left + (box.wide - width * scale) / 2
    drawn = slide.shapes.add_picture(
        BytesIO(png), Pt(left), Pt(box.top), Pt(width * scale), Pt(picture.height * scale)
    )
    describe(drawn, "Picture", picture.says)


def add_drawing(slide: Any, svg: str, box: Box, name: str, says: str) -> None:
    """Draw an SVG of a size of its own, such as a logo, in a box of that shape."""
    from het_geo.render.typesetter import as_pngs  # noqa: PLC0415 - not before it is asked for

    (png,) = as_pngs([svg], PIXELS)
    describe(slide.shapes.add_picture(BytesIO(png), *(Pt(side) for side in box)), name, says)


def scale_in(picture: Picture, box: Box, narrowest: float = NARROWEST) -> float:
    """Return how much larger than drawn a picture can stand in a box."""
    return min(box.wide / narrowest, box.high / picture.height)


def describe(shape: Any, name: str, says: str) -> None:
    """Give a shape its name and its text for who does not see it."""
    shape.name = name
    next(shape.element.iter("{*}cNvPr")).set("descr", says)


def cell_size(table: Table, box: Box, sizes: Sequence[int] = CELLS) -> int:
    """Return the largest size of letters at which a table fits a box; the smallest else."""
    return next((s for s in sizes if table_height(table, box.wide, s) <= box.high), sizes[-1])


def table_height(table: Table, wide: float, size: int = CELLS[-1]) -> float:
    """Return how high a table stands, in points."""
    return sum(table_shape(table, wide, size)[1])


def table_shape(table: Table, wide: float, size: int) -> tuple[list[float], list[float]]:
    """Return the widths of a table's columns and the heights of its rows, in points."""
    columns = list(zip(table.header, *table.rows))
    needs = [min(40, max(6, *map(len, column))) for column in columns]
    widths = [wide * need / sum(needs) for need in needs]
    rows = [
        max(height(cell, size, width - 16) for cell, width in zip(row, widths)) + PADDING
        for row in (table.header, *table.rows)
    ]
    return widths, rows


def add_table(slide: Any, table: Table, says: str, box: Box, sizes: Sequence[int] = CELLS) -> None:
    """Draw a native table: its first row is its header, numbers stand to the right."""
    size = cell_size(table, box, sizes)
    widths, rows = table_shape(table, box.wide, size)
    corner = [Pt(side) for side in box[:3]]
    drawn = slide.shapes.add_table(len(rows), len(widths), *corner, Pt(sum(rows)))
    describe(drawn, "Table", says)
    grid = drawn.table
    for column, width in zip(grid.columns, widths):
        column.width = Pt(width)
    for i, (row, high) in enumerate(zip((table.header, *table.rows), rows)):
        grid.rows[i].height = Pt(high)
        for j, text in enumerate(row):
            cell = grid.cell(i, j)
            cell.vertical_anchor = MSO_ANCHOR.MIDDLE
            cell.margin_top = cell.margin_bottom = Pt(PADDING / 2 - 1)
            frame = cell.text_frame
            write(frame, [text], size, bold=i == 0 or None)
            if table.columns[j].number:
                frame.paragraphs[0].alignment = PP_ALIGN.RIGHT


def add_source(slide: Any, text: str, box: Box) -> None:
    """Write the small lines at the foot."""
    shape = slide.shapes.add_textbox(0, 0, 0, 0)
    shape.name = "Source"
    place(shape, box)
    write(shape.text_frame, [text], size_for(text, box, (12, 11, 10)))
    shape.text_frame.vertical_anchor = MSO_ANCHOR.BOTTOM
    hush(shape.text_frame)


def add_number(slide: Any) -> None:
    """Show the slide's number, as the last thing that is read."""
    there = slide.slide_layout.placeholders
    model = next(box for box in there if box.placeholder_format.type == PLACEHOLDER.SLIDE_NUMBER)
    number = deepcopy(model.element)
    last = max(shape.shape_id for shape in slide.shapes)
    next(number.iter("{*}cNvPr")).set("id", str(last + 1))
    slide.shapes.element.append(number)


def add_notes(slide: Any, texts: Sequence[str]) -> None:
    """Write what the speaker has beside the slide."""
    write(slide.notes_slide.notes_text_frame, texts, 12)
