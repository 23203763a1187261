"""Text that corrupts no file, and that no spreadsheet runs: :mod:`het_geo.plain`."""

from het_geo.plain import inert, marked, plain

__all__ = ["inert", "marked", "plain"]
