"""The files of the national pack, by what they hold: paths below the project's root."""

from __future__ import annotations

from het_geo.pack.layout import NATIONAL

FIGURES = f"data/{NATIONAL}/figures.parquet"
BENCHMARKS = f"data/{NATIONAL}/benchmarks.csv"
AREAS = f"data/{NATIONAL}/areas.parquet"
SHAPES = f"boundaries/{NATIONAL}/lsoa21.rings"
OUTLINES = f"boundaries/{NATIONAL}/district.rings"
ALL = (FIGURES, BENCHMARKS, AREAS, SHAPES, OUTLINES)
