"""How we know: each measure's definition, and our answer beside a published or hand-worked one."""

from __future__ import annotations

from functools import lru_cache

from het_geo import words
from het_geo.catalogue.records import Catalogue
from het_geo.conformance import EXAMPLES, Row, recompute
from het_geo.document.table import Table, text_table
from het_geo.ui.show import show, show_text, show_title
from het_geo.ui.tables import SWIPE, show_cue


def show_how_we_know(catalogue: Catalogue) -> None:
    """Show the definitions and the conformance table, as this server has worked it out."""
    rows = worked_out()
    agreed = sum(row.agrees for row in rows)
    show_title("How we know", small=True)
    show_text(
        f"This server has worked out each measure again: {agreed} of {len(rows)} examples give the "
        "published or hand-worked answer."
    )
    show_cue(SWIPE)
    show(conformance_table(catalogue, rows), "hg-rows")
    show_title("What each measure is", small=True)
    show_cue(SWIPE)
    show(definitions_table(catalogue), "hg-rows")


@lru_cache(maxsize=1)  # they hang on the program alone, and take two thirds of the page's time
def worked_out() -> list[Row]:
    """Return every example with our answer, worked out once in each server."""
    return recompute(EXAMPLES)


def conformance_table(catalogue: Catalogue, rows: list[Row]) -> Table:
    """Return one row an example: the question, its answer, ours, and whether they agree."""
    heads = "Measure", "Agrees", "Example", "Expected", "Ours", "From", "Working or source"
    return text_table(
        "Our answers beside published ones",
        heads,
        [
            (
                catalogue.measures[row.example.measure].name,
                "✓ agrees" if row.agrees else "✗ differs",
                row.example.question,
                _numbers(row.example.expected, row.example.decimals),
                _numbers(row.ours, row.example.decimals),
                "published" if row.example.published else "worked by hand",
                row.example.working,
            )
            for row in rows
        ],
    )


def _numbers(values: tuple[float, ...], decimals: int) -> str:
    return "; ".join(words.number(value, decimals) for value in values)


def definitions_table(catalogue: Catalogue) -> Table:
    """Return one row a measure: what it says, its formula and its reference."""
    heads = "Measure", "What it says", "Formula", "Reference"
    rows = [(m.name, m.says, m.formula, m.reference) for m in catalogue.measures.values()]
    return text_table("What each measure is", heads, rows)
