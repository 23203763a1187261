"""Two indicators against each other as files: every area's two figures, and the picture."""

from __future__ import annotations

from collections.abc import Sequence

from het_geo import clock, words
from het_geo.atlas.atlas import Atlas
from het_geo.atlas.record import WHY, Value, machine_row, record_at
from het_geo.beside.two import TwoIndicators
from het_geo.beside.two_layout import notes_said, said_of, title_of_two, two_picture
from het_geo.fonts import carried
from het_geo.phrases import made
from het_geo.pictures.svg import FILE, Picture
from het_geo.render.formats import Format, by_id
from het_geo.render.framed import as_png, frame
from het_geo.render.plain import marked
from het_geo.render.table import csv_text


def two_stem(atlas: Atlas, found: TwoIndicators) -> str:
    """Return what its files are called, without an ending."""
    names = f"{found.one.indicator.id}-against-{found.other.indicator.id}"
    manifest = atlas.pack.manifest
    return f"{manifest.place}-{names}-{found.level}-{manifest.version}"


def two_rows(atlas: Atlas, found: TwoIndicators) -> list[dict[str, Value | None]]:
    """Return a row for each area that has both figures, with either's record."""
    rows = []
    for code in found.codes:
        cells: dict[str, Value] = dict(vars(atlas.know.areas[code]))
        for end, view in (("_1", found.one), ("_2", found.other)):
            own = str(view.level) == view.indicator.base_level
            record = record_at(view, view.figures[code], own=own).cells()
            cells |= {f"{name}{end}": value for name, value in record.items()}
        row = machine_row(cells)
        why = row.pop(WHY)
        rows.append(row | {WHY: why, "pack": atlas.pack.manifest.version})
    return rows


def two_svg(atlas: Atlas, found: TwoIndicators) -> str:
    """Return the picture with its title, what must be said of it, and its sources."""
    notes = list(notes_said(found, atlas.pack.catalogue.subjects))
    return framed_two(found, two_picture(found, FILE), notes, atlas.pack.manifest.version)


def framed_two(found: TwoIndicators, picture: Picture, notes: Sequence[str], version: str) -> str:
    """Return a picture of two indicators with its title, notes and sources."""
    credits = words.once(s.attribution for v in (found.one, found.other) for s in v.sources)
    made_of = made(version, clock.today())
    said = (said_of(found), *notes, f"{'; '.join(credits)}. {made_of}")
    return frame(picture, title_of_two(found), said)


def _csv(atlas: Atlas, found: TwoIndicators) -> bytes:
    return marked(csv_text(two_rows(atlas, found)))


def _svg(atlas: Atlas, found: TwoIndicators) -> bytes:
    return carried(two_svg(atlas, found)).encode()


def _png(atlas: Atlas, found: TwoIndicators) -> bytes:
    return as_png(two_svg(atlas, found))


TWO_FORMATS = by_id(
    Format("csv", "Figures (CSV)", "text/csv", _csv),
    Format("png", "Picture (PNG)", "image/png", _png),
    Format("svg", "Picture (SVG)", "image/svg+xml", _svg),
)
