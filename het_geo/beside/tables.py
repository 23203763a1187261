"""The tables of areas side by side: every figure with its limits, and how each has changed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from math import isnan

from het_geo import words
from het_geo.atlas.changed import Changed
from het_geo.atlas.views import Figure, IndicatorView
from het_geo.beside.lines import BesideLine, Pair
from het_geo.beside.said import difference_said, sure_said
from het_geo.blank import Blank, no_value
from het_geo.catalogue.records import Catalogue
from het_geo.document.table import Table, TableColumn, TableGroup, TableRow
from het_geo.geography import Level
from het_geo.sentences.changed import change_word, is_alike
from het_geo.sentences.headlines import figure
from het_geo.sentences.parts import limits
from het_geo.trends.change import Reading

LEVELS = (Level.DISTRICT, Level.REGION, Level.COUNTRY)


def figures_table(
    says: str, catalogue: Catalogue, names: Sequence[str], lines: Sequence[BesideLine]
) -> Table:
    """Return every figure of the areas, how they differ and how sure that is, by block."""
    pairs = lines[0].pairs
    beside = lines[0].view
    columns = (
        TableColumn("Figure and period", 5, number=False),
        *(TableColumn(words.capital(name), 3) for name in names),
        *(TableColumn(_against(names, pair), 5, number=False) for pair in pairs),
        *(TableColumn(words.capital(beside.benchmark(level).name), 2) for level in LEVELS),
    )
    return Table(says, columns, _groups(catalogue, lines, partial(_row, names)))


def _against(names: Sequence[str], pair: Pair) -> str:
    return words.capital(f"{names[pair.one]} against {names[pair.other]}")


def _groups(
    catalogue: Catalogue, lines: Sequence[BesideLine], row: Callable[[BesideLine], TableRow]
) -> tuple[TableGroup, ...]:
    blocks = dict.fromkeys(line.block for line in lines)
    return tuple(
        TableGroup(catalogue.blocks[block].label, tuple(row(x) for x in lines if x.block == block))
        for block in blocks
    )


def _row(names: Sequence[str], line: BesideLine) -> TableRow:
    values = (
        f"{figure(view, f.value)}{limits(view, Reading(f.value, f.lower, f.upper))}"
        for view, f in zip(line.views, line.figures, strict=True)
    )
    cells = (
        *values,
        *(pair_said(names, line, pair) for pair in line.pairs),
        *(_benchmark(line, level) for level in LEVELS),
    )
    return TableRow(line.indicator.label, _period(line), cells)


def _period(line: BesideLine) -> str:
    label = line.view.period.label
    return "" if label in line.indicator.label else label


def pair_said(names: Sequence[str], line: BesideLine, pair: Pair) -> str:
    """Return how two figures differ and how sure that is, as a cell of a table."""
    if pair.why:
        return pair.why
    said = difference_said(names, line, pair)
    alike = is_alike(line.views[pair.one], pair.found)
    return said if alike else f"{said}; {sure_said(line, pair)}"


def _benchmark(line: BesideLine, level: Level) -> str:
    found = line.view.benchmark(level)
    return no_value(found.status) if isnan(found.value) else figure(line.view, found.value)


def change_table(
    says: str, catalogue: Catalogue, names: Sequence[str], lines: Sequence[BesideLine]
) -> Table | None:
    """Return what each area's figures were; ``None`` where no change may be told of any."""
    held = [line for line in lines if any(line.changes)]
    if not held:
        return None
    columns = (
        TableColumn("Figure, and its newest period", 5, number=False),
        *(
            TableColumn(f"{words.capital(name)}: newest and before", 5, number=False)
            for name in names
        ),
    )
    return Table(says, columns, _groups(catalogue, held, _changed))


def _changed(line: BesideLine) -> TableRow:
    cells = (
        _from(view, own, found) if found else Blank("no earlier figure")
        for view, own, found in zip(line.views, line.figures, line.changes, strict=True)
    )
    return TableRow(line.indicator.label, _period(line), tuple(cells))


def _from(view: IndicatorView, own: Figure, found: Changed) -> str:
    """Return what a figure is and was: "21.1%, from 22.3% on 27 March 2011; may be chance"."""
    return f"{figure(view, own.value)}, from {change_word(view.indicator, view.unit, found)}"


def remarks(names: Sequence[str], lines: Sequence[BesideLine]) -> dict[str, list[str]]:
    """Return what must be known of single figures, each with the figures that it is true of."""
    held: dict[str, list[str]] = {}
    for line in lines:
        for name, view, found in zip(names, line.views, line.figures, strict=True):
            note = view.note(found)
            if note:
                held.setdefault(note, []).append(f"{line.indicator.label} in {name}")
    return held
