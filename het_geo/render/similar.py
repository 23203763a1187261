"""The most similar areas as files: the document as PDF and Word, every share and figure as CSV."""

from __future__ import annotations

from collections.abc import Iterator

from het_geo.beside.similar import Alike, MostSimilar
from het_geo.beside.similar_layout import SimilarAreasTold
from het_geo.beside.similar_said import rounded_shares
from het_geo.figures import kept
from het_geo.likeness.variables import VARIABLES
from het_geo.render.formats import PDF, WORD, Format, as_docx, as_pdf, by_id
from het_geo.render.plain import marked
from het_geo.render.table import csv_text

NO_ROWS = ("area_code", "similar_code", "distance")  # of a file without a similar area


def _pdf(found: SimilarAreasTold) -> bytes:
    return as_pdf(found.document, found.made)


def _docx(found: SimilarAreasTold) -> bytes:
    return as_docx(found.document, found.made)


def _csv(found: SimilarAreasTold) -> bytes:
    rows = list(similar_rows(found))
    return marked(csv_text(rows, () if rows else NO_ROWS))


def similar_rows(found: SimilarAreasTold) -> Iterator[dict[str, str | float | int | None]]:
    """Yield a row for each similar area: distance, every share of it, who lives in both."""
    for one in found.found:
        for place, alike in enumerate(one.alike, start=1):
            yield _row(one, place, alike) | {"pack": found.pack, "made": found.made.isoformat()}


def _row(one: MostSimilar, place: int, alike: Alike) -> dict[str, str | float | int | None]:
    better = [x.indicator.id for x in one.ahead if place - 1 in x.places]
    parts = dict(zip((v.id for v in VARIABLES), kept(alike.parts).tolist(), strict=True))
    return {
        "area_code": one.code,
        "area": one.name,
        "level": str(one.level),
        "place": place,
        "similar_code": alike.code,
        "similar": alike.name,
        "district": alike.district,
        "distance": alike.distance,
        "figures_compared": alike.compared,
        "better": alike.better,
        "worse": alike.worse,
        "better_in": " ".join(better),
        **{f"share_of_{name}": part for name, part in rounded_shares(alike.themes).items()},
        **{f"share_{name}": part for name, part in parts.items()},
        **{f"here_{v.id}": float(alike.here[v.id]) for v in VARIABLES},
        **{f"there_{v.id}": float(alike.there[v.id]) for v in VARIABLES},
    }


SIMILAR_FORMATS = by_id(
    Format("pdf", "Most similar (PDF)", PDF, _pdf),
    Format("docx", "Most similar (Word)", WORD, _docx),
    Format("csv", "Figures (CSV)", "text/csv", _csv),
)
