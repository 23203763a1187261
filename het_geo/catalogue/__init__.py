"""The catalogue: what is measured, from whom, in which words. See ``data/catalogue``."""
