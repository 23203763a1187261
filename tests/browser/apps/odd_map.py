"""A page with a map of made-up figures: names with markup, values without shapes, none at all."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import streamlit as st

from het_geo.atlas.reading import indicator_view
from het_geo.atlas.resolve import resolve
from het_geo.catalogue.read import read_catalogue
from het_geo.geography import Level
from het_geo.pack.load import load
from het_geo.ui.kit import send_kit
from het_geo.ui.map import draw_map, send_shapes

ROOT = Path(__file__).resolve().parents[3]
CASES = {
    "one class": [7.0] * 20,
    "two values": [1.0] * 19 + [9.0],
    "empty": [np.nan] * 20,
    "withheld": [np.nan] * 3 + [5.0] * 17,
}


@st.cache_resource
def odd_pack():
    """Return Luton's pack with made-up names; the first ward has no shape."""
    pack = load(ROOT, "luton", read_catalogue(ROOT / "data" / "catalogue"))
    areas = pack.areas.copy()
    wards = pack.codes(Level.WARD)
    areas.loc[wards[1], "name"] = "<script>window.ran = 1</script>"
    areas.loc[wards[2], "name"] = '"Quote\'s" & <b>Co</b>'
    areas.loc[wards[3], "name"] = "<img src=x onerror='window.ran = 1'>"
    shapes = {**pack.shapes, Level.WARD: dict(list(pack.shapes[Level.WARD].items()))}
    del shapes[Level.WARD][wards[0]]
    return replace(pack, areas=areas, shapes=shapes)


case = st.query_params.get("case", "one class")
pack = odd_pack()
# Maps are kept by place, version and view: each case is a version of its own.
pack = replace(pack, manifest=replace(pack.manifest, version=case))
choice, _ = resolve(pack, {"indicator": "overcrowding", "level": "ward"})
view = indicator_view(pack, choice)
table = view.table.assign(value=CASES[case], lower=np.nan, upper=np.nan)
table["status"] = np.where(table["value"].isna(), "missing", "ok")
if case == "withheld":
    table.loc[table.index[:2], "status"] = "suppressed"
view = replace(view, table=table)
send_kit()
with send_shapes(pack, "ward"):
    draw_map(pack, view, "", lambda code: st.query_params.update(picked=code))
