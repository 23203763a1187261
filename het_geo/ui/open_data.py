"""All figures of a place to take away, with their codebook and licences."""

from __future__ import annotations

from functools import partial

import streamlit as st

from het_geo import clock
from het_geo.pack.model import Pack
from het_geo.render.whole_pack import FORMATS
from het_geo.ui.show import show_text, show_title

ALL = "All building blocks"


def show_open_data(pack: Pack) -> None:
    """Offer every figure of the pack, or of a building block; a file is made when asked for."""
    show_title("Take the figures away", small=True)
    show_text(
        "Every figure of every area and period, with what each indicator is, its sources and its "
        "licences. A workbook of everything takes some seconds."
    )
    held = {pack.catalogue.indicators[name].block for name in pack.periods_held}
    blocks = {"": ALL} | {b.id: b.label for b in pack.catalogue.blocks.values() if b.id in held}
    block = st.selectbox(
        "Which figures", list(blocks), format_func=blocks.get, width=360, filter_mode="contains"
    )
    row = st.container(horizontal=True)
    stem = f"{pack.manifest.place}-{block or 'all'}-{pack.manifest.version}"
    for kind in FORMATS:
        row.download_button(
            kind.label,
            data=partial(kind.make, pack, block, clock.today()),
            file_name=f"{stem}.{kind.ending}",
            mime=kind.mime,
            on_click="ignore",
            key=f"whole-{kind.ending}",
        )
