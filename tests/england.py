"""A pack of all England that is made up: few neighbourhoods, square, in a row."""

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import shapely

from het_geo.build.england import LSOA_SHAPES
from het_geo.build.national import outlines
from het_geo.figures import COLUMNS
from het_geo.national import load
from het_geo.national.rings import Grid, encode, snapped
from het_geo.pack import layout, manifest
from het_geo.pack.layout import NATIONAL
from het_geo.pack.manifest import Place


def squares(many):
    return np.array([shapely.box(100 * i, 0, 100 * i + 100, 100) for i in range(many)])


def write_england(root, catalogue, table, districts, grid=None):
    """Write the pack: ``table`` as figures.parquet is, ``districts`` by neighbourhood's code.

    England has a figure of its own, 4, in 2021 alone.
    """
    codes, shapes = districts.index, squares(len(districts))
    own = Grid.around((0, 0, 100 * len(codes), 100), 10)
    with layout.writing(root, NATIONAL) as folder:
        for name in load.ALL:
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
        columns = ["name", "msoa_name", "ward", "ward_name", "region_name"]
        areas = pd.DataFrame("made up", index=codes, columns=columns).assign(
            district=districts, district_name=districts, region="E12000007", population=1500
        )
        areas.index.name = "area_code"
        pq.write_table(pa.Table.from_pandas(areas.reset_index()), folder / load.AREAS)
        pq.write_table(table, folder / load.FIGURES)
        row = dict.fromkeys(COLUMNS, 4.0) | {"area_code": "E92000001", "status": "ok"}
        held = [name.removesuffix("|2021") for name in table.column_names if name.endswith("|2021")]
        rows = [row | {"indicator": name, "period": "2021"} for name in held]
        pd.DataFrame(rows).to_csv(folder / load.BENCHMARKS, index=False)
        large, names = outlines(shapes, districts)
        (folder / load.SHAPES).write_bytes(encode(snapped(shapes, codes, own)))
        (folder / load.OUTLINES).write_bytes(encode(snapped(large, names, grid or own)))
        entries = [
            manifest.entry(folder, folder / name, len(codes), [LSOA_SHAPES]) for name in load.ALL
        ]
        place = Place(NATIONAL, "E92000001", "England")
        made = manifest.make(place, entries, catalogue.sources, "made up")
        manifest.write(made, folder / layout.manifest_of(NATIONAL))
