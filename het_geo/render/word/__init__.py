"""A document as a Word file: its marks, its looks, and the walk over its parts."""
