"""All the text that a file holds, whatever its format."""

from io import BytesIO

import docx
import pptx
import pypdf


def pdf_text(data):
    return " ".join(" ".join(page.extract_text() for page in pypdf.PdfReader(BytesIO(data)).pages)
                    .split())  # fmt: skip


def word_text(data):
    file = docx.Document(BytesIO(data))
    cells = (c.text for t in file.tables for row in t.rows for c in row.cells)
    return " ".join([*(p.text for p in file.paragraphs), *cells])


def slide_text(data):
    found = []
    for slide in pptx.Presentation(BytesIO(data)).slides:
        for shape in slide.shapes:
            if shape.has_text_frame:
                found.append(shape.text_frame.text)
            if shape.has_table:
                found += [c.text for row in shape.table.rows for c in row.cells]
        if slide.has_notes_slide:
            found.append(slide.notes_slide.notes_text_frame.text)
    return " ".join(found)
