"""The columns of a profile's table of values, as CSV, spreadsheet and GeoJSON share them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from het_geo.geography import Level
from het_geo.profiles import BenchmarkRow, IndicatorRow, Profile
from het_geo.words import capital

Value = str | float | int | None
Measure = Literal["text", "value", "count", "fine"]
BENCHMARKS = {
    Level.DISTRICT: "district",
    Level.REGION: "region",
    Level.UK: "uk",
    Level.COUNTRY: "england",
}
PEOPLE = "Who lives here"  # how tables call the block of people, ages and groups


@dataclass(frozen=True)
class Field:
    """One column: its name in data files, its heading for people, and where its value comes from.

    ``measure`` says how a number is written: ``value`` with the indicator's decimals, ``count``
    with none, ``fine`` with two; ``text`` is no number.
    """

    key: str
    heading: str
    get: Callable[[IndicatorRow], Value]
    measure: Measure = "text"

    def decimals(self, row: IndicatorRow) -> int:
        """Return how many decimals a number in this column is written with."""
        return {"value": row.decimals, "count": 0}.get(self.measure, 2)


def levels_of(rows: Iterable[IndicatorRow]) -> dict[Level, str]:
    """Return the benchmarks that rows stand beside, district first, with their names."""
    names = {b.level: b.name for row in rows for b in row.benchmarks}
    return {level: names[level] for level in BENCHMARKS if level in names}


def fields_of(profile: Profile, names: dict[Level, str]) -> tuple[Field, ...]:
    """Return the columns of a row of values; ``names`` are the benchmarks, in their order."""
    blocks = {block.id: block.label for block in profile.blocks}
    titles = {source.id: source.title for source in profile.sources}
    return (
        Field("block", "Building block", lambda r: blocks.get(r.block, PEOPLE)),
        Field("indicator", "Indicator id", lambda r: r.id),
        Field("label", "Indicator", lambda r: r.label),
        Field("value", profile.subject.label, lambda r: r.value, "value"),
        Field("unit", "Unit", lambda r: r.unit),
        Field("lower", "Lower 95% limit", lambda r: r.lower, "value"),
        Field("upper", "Upper 95% limit", lambda r: r.upper, "value"),
        Field("period", "Period", lambda r: r.period),
        Field("numerator", "Numerator", lambda r: r.numerator, "count"),
        Field("numerator_counts", "Numerator counts", lambda r: r.numerator_label),
        Field("denominator", "Denominator", lambda r: r.denominator, "count"),
        Field("denominator_counts", "Denominator counts", lambda r: r.denominator_label),
        Field("direction", "Direction", lambda r: r.direction),
        *(field for level, name in names.items() for field in _beside(level, name)),
        Field("national_percentile", "National percentile", lambda r: r.percentile, "fine"),
        Field("rank_from", "Rank from", lambda r: r.rank.lower if r.rank else None, "count"),
        Field("rank_to", "Rank to", lambda r: r.rank.upper if r.rank else None, "count"),
        Field("rank_of", "Ranked areas", lambda r: r.rank.of if r.rank else None, "count"),
        Field("rank_words", "Rank in words", lambda r: r.rank.words if r.rank else ""),
        Field("trend", "Recent trend", lambda r: r.trend.word),
        Field("trend_words", "Trend in words", lambda r: r.trend.sentence),
        Field("note", "Notes", notes_of),
        Field("measured_for", "Measured for", lambda r: str(r.level)),
        Field("source", "Sources", lambda r: "; ".join(titles[s] for s in r.sources)),
    )


def _beside(level: Level, name: str) -> Iterable[Field]:
    def of(get: Callable[[BenchmarkRow], Value]) -> Callable[[IndicatorRow], Value]:
        return lambda row: get(found) if (found := row.beside(level)) else None

    key = BENCHMARKS[level]
    yield Field(f"{key}_value", name, of(lambda b: b.value), "value")
    yield Field(f"{key}_verdict", f"Against {name}", of(lambda b: b.verdict))
    yield Field(f"{key}_difference", f"Less {name}", of(lambda b: b.difference), "value")
    yield Field(f"{key}_ratio", f"Times {name}", of(lambda b: b.ratio), "fine")
    yield Field(f"{key}_words", f"Gap to {name} in words", of(lambda b: b.words))
    yield Field(f"{key}_note", f"Note on {name}", of(lambda b: b.note))


def notes_of(row: IndicatorRow) -> str:
    """Return what must be known of a figure: how it was published, and whether it is modelled."""
    said = [row.status_words, "modelled" if row.modelled else ""]
    text = "; ".join(part for part in said if part)
    return f"{capital(text)}." if text else ""


def row_values(fields: Sequence[Field], row: IndicatorRow) -> list[Value]:
    """Return one row's values, in the columns' order."""
    return [field.get(row) for field in fields]
