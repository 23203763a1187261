"""The table beside a map as it is read: the numbers that sentences write, every blank explained."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd

from het_geo import words
from het_geo.atlas.record import NOTHING, Record, records_of, uncompared
from het_geo.atlas.views import IndicatorView
from het_geo.blank import Blank
from het_geo.compare import Verdict
from het_geo.sentences.notes import counts_decimals

NOTE = "Note"


def screen_table(view: IndicatorView) -> tuple[pd.DataFrame, dict[str, int]]:
    """Return the rows of a view from the worst (or highest) on, and its columns' decimals.

    A column that holds nothing is left out. ``Note`` says what must be known of a figure, and why
    a cell of its row is blank.
    """
    order = view.table.sort_values(
        "value", ascending=view.indicator.judged_polarity > 0, kind="stable"
    )
    by_code = dict(zip(view.table.index, records_of(view)))
    records = [by_code[code] for code in order.index]
    columns = _columns(view, records)
    cells = {
        heading: [_number(record, name, digits) for record in records]
        for heading, (name, digits) in columns.items()
    }
    against = [
        _verdict(view, str(code), verdict, by_code[code])
        for code, verdict in zip(order.index, view.verdicts.reindex(order.index))
    ]
    shown = pd.DataFrame(
        {"Area": order["label"].to_list(), **cells, f"Against {view.chosen.name}": against},
        index=order.index,
    )
    shown = shown.drop(columns=[name for name in cells if shown[name].isna().all()])
    notes = [_note(record, columns.keys() & set(shown.columns), columns) for record in records]
    if any(notes):
        shown[NOTE] = notes
    return shown, {h: digits for h, (_, digits) in columns.items() if h in shown}


def _columns(view: IndicatorView, records: Sequence[Record]) -> dict[str, tuple[str, int]]:
    """Return the columns of numbers: the record's part that each shows, and its decimals."""
    decimals, counts = view.indicator.decimals, _counts(view, records)
    counted = "Out of" if view.indicator.numerator else words.capital(view.indicator.counted)
    return {
        f"Value ({view.unit.id})": ("value", decimals),
        "95% from": ("lower", decimals),
        "to": ("upper", decimals),
        "At least": ("least", decimals),
        "At most": ("most", decimals),
        "Count": ("numerator", counts),
        counted: ("denominator", counts),
    }


def _counts(view: IndicatorView, records: Sequence[Record]) -> int:
    """Return with how few decimals a column of counts gives every value."""
    names = ("value", "numerator", "denominator")
    numbers = ([_number(record, name) for name in names] for record in records)
    return max((counts_decimals(view.indicator, view.unit, *row) for row in numbers), default=0)


def _number(record: Record, name: str, decimals: int | None = None) -> float:
    cell = getattr(record, name)
    if isinstance(cell, Blank):
        return float("nan")
    return float(cell) if decimals is None else words.rounded(cell, decimals)


def _verdict(view: IndicatorView, code: str, verdict: str, record: Record) -> str:
    known = not isinstance(record.value, Blank)
    compared = verdict != Verdict.NOT_COMPARED
    said = verdict if compared else uncompared(view, code, known=known)
    return f"{Verdict(verdict).mark} {said}"


def _note(record: Record, shown: set[str], columns: Mapping[str, tuple[str, int]]) -> str:
    whys: dict[str, list[str]] = {}
    for heading, (name, _) in columns.items():
        cell = getattr(record, name)
        if heading in shown and isinstance(cell, Blank):
            whys.setdefault(cell.why, []).append(heading)
    if isinstance(record.value, Blank):
        return record.value.why
    said = [f"{', '.join(held)}: {why}" for why, held in whys.items()]
    return "; ".join(
        part for part in (record.note if record.note is not NOTHING else "", *said) if part
    )
