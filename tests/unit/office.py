"""What the tests of files for work share: files read back, and made-up cuts of the pack."""

import io
from dataclasses import fields, is_dataclass, replace

import docx
import openpyxl

# Made up: what a spreadsheet would run, what XML cannot hold, and what looks like markup.
NASTY = ["=1+1", "+44", "-2", "@SUM(A1)", "\t=cmd", "\r=x", "a\x00b\x0bc\x1f", "<w:p>&amp;</w:p>"]


def read_book(data):
    return openpyxl.load_workbook(io.BytesIO(data))


def read_word(data):
    return docx.Document(io.BytesIO(data))


def sheet_rows(book, title):
    """Return a sheet as a list of dicts by heading."""
    heading, *rows = book[title].iter_rows(values_only=True)
    return [dict(zip(heading, row)) for row in rows]


def renamed(part, change):
    """Return a profile whose labels and sentences ``change`` has been put through."""
    if is_dataclass(part):
        texts = ("label", "sentence", "title", "text", "ward", "name", "summary", "meaning")
        found = {}
        for field in fields(part):
            value = getattr(part, field.name)
            if isinstance(value, str):
                found[field.name] = change(value) if field.name in texts else value
            else:
                found[field.name] = renamed(value, change)
        return replace(part, **found)
    if isinstance(part, tuple):
        return tuple(renamed(item, change) for item in part)
    return part


def without_figures(pack):
    """Return a made-up cut of a pack in which no figure is known."""
    empty = dict.fromkeys(("value", "numerator", "denominator", "lower", "upper", "percentile"))
    figures = pack.figures.assign(**{name: float("nan") for name in empty}, status="missing")
    areas = pack.areas.assign(population=float("nan"))
    return replace(pack, figures=figures, areas=areas)
