"""A document as a Word file: its marks, its looks, and the walk over its parts."""

from het_geo.exports.word.walk import to_docx

__all__ = ["to_docx"]
