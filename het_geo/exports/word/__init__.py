"""A profile as a Word document: marks, looks, tables, notes, and the writer that joins them."""

from het_geo.exports.word.write import to_docx

__all__ = ["to_docx"]
