"""The columns of a profile's table of values, as CSV, spreadsheet and GeoJSON share them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from het_geo import words
from het_geo.atlas.record import NONE_WITHHELD, NOTHING, Value, machine_row
from het_geo.blank import Blank, no_rank
from het_geo.bounds import about, ends
from het_geo.compare import Verdict
from het_geo.geography import Level
from het_geo.profiles.model import Profile
from het_geo.profiles.row import BenchmarkRow, IndicatorRow, Rank
from het_geo.words import capital

Measure = Literal["text", "value", "count", "whole", "ratio"]
Get = Callable[[IndicatorRow], Value]
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
    with those by which counts give their value, ``whole`` with none, ``ratio`` as ratios are;
    ``text`` is no number. ``shown`` is the number for people where that is not the one for
    machines: what compares two numbers as they are written.
    """

    key: str
    heading: str
    get: Get
    measure: Measure = "text"
    shown: Get | None = None

    def decimals(self, row: IndicatorRow, value: float) -> int:
        """Return how many decimals a number in this column is written with."""
        if self.measure == "ratio":
            return words.ratio_decimals(value)
        return {"value": row.decimals, "count": row.count_decimals}.get(self.measure, 0)

    def for_people(self, row: IndicatorRow) -> Value:
        """Return the value that people are shown."""
        return (self.shown or self.get)(row)


def levels_of(rows: Iterable[IndicatorRow]) -> dict[Level, str]:
    """Return the benchmarks that rows stand beside, district first, with their names."""
    names = {b.level: b.name for row in rows for b in row.benchmarks}
    return {level: names[level] for level in BENCHMARKS if level in names}


def fields_of(profile: Profile, names: dict[Level, str]) -> tuple[Field, ...]:
    """Return the columns of a row of values; ``names`` are the benchmarks, in their order."""
    blocks = {block.id: block.label for block in profile.blocks}
    return (
        Field("block", "Building block", lambda r: blocks.get(r.block, PEOPLE)),
        _record("indicator", "Indicator id"),
        _record("label", "Indicator"),
        _record("value", profile.subject.label, "value"),
        _record("unit", "Unit"),
        _record("lower", "Lower 95% limit", "value"),
        _record("upper", "Upper 95% limit", "value"),
        _record("period", "Period"),
        _record("numerator", "Numerator", "count"),
        _record("numerator_counts", "Numerator counts"),
        _record("denominator", "Denominator", "count"),
        _record("denominator_counts", "Denominator counts"),
        _record("multiplier", "Multiplier", "whole"),
        _record("value_is", "The value is"),
        _record("least", "Least, withheld counts at their least", "value"),
        _record("most", "Most, withheld counts at their most", "value"),
        _record("published", "The publisher’s own figure", "value"),
        Field("direction", "Direction", lambda r: r.direction),
        *(field for level, name in names.items() for field in _beside(level, name)),
        Field(
            "national_percentile",
            "National percentile",
            lambda r: r.record.national_percentile,
            "whole",
            _shown,
        ),
        _rank("rank_from", "Rank from", lambda rank: float(rank.lower)),
        _rank("rank_to", "Rank to", lambda rank: float(rank.upper)),
        _rank("rank_of", "Ranked areas", lambda rank: float(rank.of)),
        _rank("rank_words", "Rank in words", lambda rank: rank.words, "text"),
        Field("trend", "Recent trend", lambda r: r.trend.word),
        Field("trend_words", "Trend in words", lambda r: r.trend.sentence),
        _record("status", "Status"),
        Field("note", "Notes", lambda r: notes_of(r) or NOTHING),
        Field("measured_for", "Measured for", lambda r: str(r.level)),
        _record("period_id", "Period id"),
        _record("source", "Sources"),
        _record("licence", "Licence"),
        _record("attribution", "Attribution"),
    )


def _record(key: str, heading: str, measure: Measure = "text") -> Field:
    def get(row: IndicatorRow) -> Value:
        found: Value = getattr(row.record, key)
        return found

    return Field(key, heading, get, measure)


def _shown(row: IndicatorRow) -> Value:
    found = row.record.national_percentile
    return found if isinstance(found, Blank) else float(words.percentile(found))


def _rank(key: str, heading: str, of: Callable[[Rank], Value], measure: Measure = "whole") -> Field:
    def get(row: IndicatorRow) -> Value:
        return of(row.rank) if row.rank else no_rank(limited=row.lower is not None)

    return Field(key, heading, get, measure)


def _beside(level: Level, name: str) -> Iterable[Field]:
    def of(get: Callable[[IndicatorRow, BenchmarkRow], Value]) -> Get:
        itself = Blank("the area itself", f"the area is {name} itself")
        if level == Level.UK:
            itself = Blank(
                "not needed", "the United Kingdom stands beside what England lacks alone"
            )
        return lambda row: get(row, found) if (found := row.beside(level)) else itself

    key, head = BENCHMARKS[level], capital(name)
    yield Field(f"{key}_value", head, of(lambda _, b: of_benchmark(b)), "value")
    yield Field(f"{key}_least", f"{head}, at least", of(lambda _, b: _end(b.value, 0)), "value")
    yield Field(f"{key}_most", f"{head}, at most", of(lambda _, b: _end(b.value, 1)), "value")
    yield Field(f"{key}_verdict", f"Against {name}", of(lambda _, b: b.verdict))
    yield Field(
        f"{key}_difference",
        f"Less {name}",
        of(lambda _, b: _or(b.difference, b.blanks.difference)),
        "value",
        of(lambda _, b: _or(b.apart.difference if b.apart else None, b.blanks.difference)),
    )
    yield Field(
        f"{key}_ratio",
        f"Times {name}",
        of(lambda _, b: _or(b.ratio, b.blanks.ratio)),
        "ratio",
        of(lambda _, b: _or(b.apart.ratio if b.apart else None, b.blanks.ratio)),
    )
    yield Field(f"{key}_words", f"Gap to {name} in words", of(_in_words))
    yield Field(f"{key}_note", f"Note on {name}", of(lambda _, b: b.note or NOTHING))


def of_benchmark(there: BenchmarkRow) -> float | Blank:
    """Return a benchmark's value, or why there is none."""
    return _or(there.value, there.blanks.value)


def _or(value: float | None, why: Blank) -> float | Blank:
    return why if value is None else value


def _in_words(row: IndicatorRow, there: BenchmarkRow) -> Value:
    """Return both lenses with the two numbers that they compare."""
    if not there.words:
        return there.blanks.difference
    return f"{row.written} against {there.written}: {there.words}"


def _end(value: float | None, which: int) -> float | Blank:
    """Return one end of a value that is a range: the least (0) or the most (1)."""
    return ends(value)[which] if value is not None and about(value) else NONE_WITHHELD


def with_ends(name: str, value: Value) -> dict[str, Value]:
    """Return a value by its name; of one that is a range also the least and the most it can be."""
    if not isinstance(value, float) or not about(value):
        return {name: value}
    least, most = ends(value)
    return {name: float(value), f"{name}_least": least, f"{name}_most": most}


def notes_of(row: IndicatorRow) -> str:
    """Return what must be known of a figure: how it was published, and whether it is modelled."""
    said = [row.status_words, "modelled" if row.modelled else ""]
    text = "; ".join(part for part in said if part)
    return f"{capital(text)}." if text else ""


def machine_values(fields: Sequence[Field], row: IndicatorRow) -> dict[str, Value | None]:
    """Return one row's values by their columns' names, with why some are blank."""
    whys = {
        f"{BENCHMARKS[b.level]}_verdict": b.blanks.verdict.why
        for b in row.benchmarks
        if b.verdict == Verdict.NOT_COMPARED
    }
    return machine_row({field.key: field.get(row) for field in fields}, whys)
