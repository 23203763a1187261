"""Areas side by side as files: their figures as CSV, the whole as PDF and Word, the picture."""

from __future__ import annotations

from collections.abc import Iterator
from math import isnan

from het_geo import words
from het_geo.atlas.atlas import Atlas
from het_geo.atlas.record import WHY, Value, machine_row, record_at
from het_geo.beside.drawn import KEY, block_picture
from het_geo.beside.layout import SideBySide, side_by_side, title_of
from het_geo.beside.lines import BesideLine, Pair, counted
from het_geo.beside.read import is_summed
from het_geo.beside.said import sure_said
from het_geo.blank import Blank
from het_geo.fonts import carried
from het_geo.geography import Level, the
from het_geo.phrases import made
from het_geo.pictures.svg import FILE, LINE, Picture
from het_geo.render.formats import PDF, WORD, Format, as_docx, as_pdf, by_id
from het_geo.render.framed import as_png, frame
from het_geo.render.plain import marked
from het_geo.render.table import csv_text

LEVELS = (Level.DISTRICT, Level.REGION, Level.COUNTRY)
NO_ROWS = ("area_code", "indicator", "period", "value")  # of a file without a figure
FIRST = Blank("the first", "each is compared with the first area, or the first with the second")


def _on_paper(atlas: Atlas, found: SideBySide) -> SideBySide:
    return side_by_side(atlas, found.codes, found.made, paper=True)


def _pdf(atlas: Atlas, found: SideBySide) -> bytes:
    return as_pdf(_on_paper(atlas, found).document, found.made)


def _docx(atlas: Atlas, found: SideBySide) -> bytes:
    return as_docx(_on_paper(atlas, found).document, found.made)


def _csv(atlas: Atlas, found: SideBySide) -> bytes:
    rows = beside_rows(atlas, found)
    return marked(csv_text(rows, () if rows else NO_ROWS))


def _svg(atlas: Atlas, found: SideBySide) -> bytes:
    return carried(beside_svg(atlas, found)).encode()


def _png(atlas: Atlas, found: SideBySide) -> bytes:
    return as_png(beside_svg(atlas, found))


def beside_rows(atlas: Atlas, found: SideBySide) -> list[dict[str, Value | None]]:
    """Return every figure of every area, a row each, and how it differs from the one beside it."""
    return [row for line in found.lines for row in _rows(atlas, found, line)]


def _rows(atlas: Atlas, found: SideBySide, line: BesideLine) -> Iterator[dict[str, Value | None]]:
    for place, (code, view, figure) in enumerate(
        zip(line.codes, line.views, line.figures, strict=True)
    ):
        own = str(view.level) == view.indicator.base_level and not is_summed(view, code)
        cells: dict[str, Value] = dict(vars(atlas.know.areas[code]))
        cells |= record_at(view, figure, own=own).cells()
        cells |= _against(found, line, place)
        for level in LEVELS:
            there = view.benchmark(level)
            none = Blank("none", f"there is no figure for {there.name}")
            cells[f"{level}_value"] = none if isnan(there.value) else float(there.value)
        row = machine_row(cells)
        why = row.pop(WHY)
        yield row | {WHY: why, "pack": found.pack, "made": found.made.isoformat()}


def _against(found: SideBySide, line: BesideLine, place: int) -> dict[str, Value]:
    """Return how an area's figure differs from that of the area it is told against."""
    pair = next((pair for pair in line.pairs if pair.one == place), None)
    keys = ("against", "difference", "difference_lower", "difference_upper", "how_sure")
    if pair is None:
        return dict.fromkeys(keys, FIRST)
    none = pair.why if isinstance(pair.why, Blank) else Blank("not said", pair.why)
    parts = (none,) * 4 if pair.why else (*_numbers(pair), sure_said(line, pair))
    return dict(zip(keys, (found.codes[pair.other], *parts), strict=True))


def _numbers(pair: Pair) -> Iterator[Value]:
    none = Blank("not known", "one of the two has no margin of error")
    yield float(pair.found.difference.value)
    for limit in (pair.found.difference.lower, pair.found.difference.upper):
        yield none if isnan(limit) else float(limit)


def beside_svg(atlas: Atlas, found: SideBySide) -> str:
    """Return the pictures of all building blocks, one below the other, as one file."""
    catalogue, body, y, says = atlas.pack.catalogue, [], 0.0, []
    for block in catalogue.blocks.values():
        lines = [line for line in counted(found.lines) if line.block == block.id]
        drawn = block_picture(found.names, lines, block.label, FILE)
        if drawn is not None:
            head, y = FILE.lines(block.label, 0, 100, y, font_weight=700)
            body += [head, drawn.alone(y=y + 8)]
            y += drawn.height + 8 + LINE
            says.append(drawn.says)
    place = the(atlas.pack.manifest.name)
    credits = words.once(s.attribution for line in counted(found.lines) for s in line.view.sources)
    notes = (
        KEY.format(place=place),
        f"Figures of the newest period that all have. {'; '.join(credits)}. "
        f"{made(found.pack, found.made)}",
    )
    return frame(Picture("".join(body), y, " ".join(says)), title_of(found.names), notes)


BESIDE_FORMATS = by_id(
    Format("pdf", "Whole comparison (PDF)", PDF, _pdf),
    Format("docx", "Whole comparison (Word)", WORD, _docx),
    Format("csv", "Figures (CSV)", "text/csv", _csv),
    Format("png", "Pictures (PNG)", "image/png", _png),
    Format("svg", "Pictures (SVG)", "image/svg+xml", _svg),
)
