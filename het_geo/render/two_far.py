"""Two indicators beyond the place as files: every neighbourhood's two figures, and the picture."""

from __future__ import annotations

import pandas as pd

from het_geo.beside.two_far import TwoFar
from het_geo.beside.two_far_layout import drawn_of, far_notes
from het_geo.catalogue.records import Catalogue
from het_geo.figures import WRITTEN
from het_geo.files import csv_of
from het_geo.fonts import carried
from het_geo.geography import slug_of
from het_geo.national.load import NationalPack
from het_geo.pictures.svg import FILE
from het_geo.render.formats import Format, by_id
from het_geo.render.framed import as_png
from het_geo.render.plain import inert_table, marked
from het_geo.render.two import framed_two

_AREA = ["name", "district", "district_name", "region_name"]


def far_stem(found: TwoFar) -> str:
    """Return what its files are called, without an ending."""
    names = f"{found.one.indicator.id}-against-{found.other.indicator.id}"
    return f"{slug_of(found.one.place)}-{names}-{found.level}-{found.version}"


def far_table(national: NationalPack, found: TwoFar) -> pd.DataFrame:
    """Return a row for each neighbourhood, with either's figure, or why there is none."""
    table = national.areas.loc[found.one.table.index, _AREA].rename_axis("area_code").reset_index()
    for end, view in (("_1", found.one), ("_2", found.other)):
        table[f"indicator{end}"] = view.indicator.id
        table[f"label{end}"] = view.indicator.label
        table[f"period{end}"] = view.period.label
        table[f"unit{end}"] = view.unit.id
        table[f"value{end}"] = view.table["value"].to_numpy()
        table[f"status{end}"] = view.table["status"].to_numpy()
        table[f"source{end}"] = "; ".join(source.attribution for source in view.sources)
        table[f"licence{end}"] = "; ".join(dict.fromkeys(s.licence for s in view.sources))
    return table.assign(pack=found.version)


def _csv(national: NationalPack, found: TwoFar) -> bytes:
    return marked(csv_of(inert_table(far_table(national, found)), float_format=WRITTEN))


def far_svg(catalogue: Catalogue, found: TwoFar) -> str:
    """Return the picture with its title, what must be said of it, and its sources."""
    notes = list(far_notes(found, catalogue.subjects))
    return framed_two(found, drawn_of(found)(found, FILE), notes, found.version)


def _svg(national: NationalPack, found: TwoFar) -> bytes:
    return carried(far_svg(national.catalogue, found)).encode()


def _png(national: NationalPack, found: TwoFar) -> bytes:
    return as_png(far_svg(national.catalogue, found))


FAR_FORMATS = by_id(
    Format("csv", "Figures (CSV)", "text/csv", _csv),
    Format("png", "Picture (PNG)", "image/png", _png),
    Format("svg", "Picture (SVG)", "image/svg+xml", _svg),
)
