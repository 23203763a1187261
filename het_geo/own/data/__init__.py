"""Figures that a visitor brings: a table read, described, checked, joined, measured and saved."""
