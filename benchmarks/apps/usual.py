"""The usual way: folium.Choropleth rebuilt at each run, as a user of folium would write it."""

import json
from pathlib import Path

import folium
import streamlit as st
from streamlit_folium import st_folium

from het_geo.catalogue.read import read_catalogue
from het_geo.pack.load import load

ROOT = Path(__file__).resolve().parents[2]
NAMES = {
    "Too few bedrooms": ("overcrowding", "2021"),
    "Private renting": ("private_renting", "2021"),
    "Social renting": ("social_renting", "2021"),
    "Home ownership": ("home_ownership", "2021"),
}


@st.cache_resource
def pack():
    """Read the Luton pack once."""
    return load(ROOT, "luton", read_catalogue(ROOT / "data" / "catalogue"))


chosen = st.selectbox("Indicator", list(NAMES))
rows = pack().rows(*NAMES[chosen]).reset_index()
shapes = json.loads((ROOT / "boundaries/luton/lsoa21.geojson").read_text("utf-8"))
code = next(k for k, v in shapes["features"][0]["properties"].items() if str(v).startswith("E01"))
page = folium.Map(location=[51.89, -0.42], zoom_start=12, tiles=None)
folium.Choropleth(
    geo_data=shapes,
    data=rows,
    columns=["area_code", "value"],
    key_on=f"feature.properties.{code}",
    fill_color="YlGnBu",
).add_to(page)
st_folium(page, width=900, height=600)
