"""The kinds of rows that people write, each declared once: its fields and what each may hold.

A field's type says what it may hold (:mod:`het_geo.register.forms`) and, with ``None``, that it may
be empty. Tables (:mod:`het_geo.register.schema`), checks (:mod:`het_geo.register.checks`) and
columns of files are made from these declarations.
"""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import Annotated, Any, get_args, get_type_hints

from het_geo.register.forms import (
    Day,
    FieldForm,
    Frozen,
    Name,
    OneOf,
    OwnerRole,
    Prose,
    Quantity,
    WebLink,
)

STATUS_OF_ACTION = ("planned", "under way", "done", "stopped")
STATUS_OF_RECOMMENDATION = ("proposed", "agreed", "met", "set aside")

# What fields hold, by the name that they have below.
RowId = Annotated[str, Name(r"[0-9a-f]{32}", 32, "the id of a row: 32 of 0-9 and a-f")]
AreaCode = Annotated[str, Name(r"[EW]\d{8}", 9, "the code of an area, such as E05002270")]
Slug = Annotated[str, Name()]
Principle = Annotated[int, Quantity(whole=True, least=1, most=8)]
Year = Annotated[int, Quantity(whole=True, least=1990, most=2100)]
Measured = Annotated[float, Quantity()]
On = Annotated[date, Day()]
Web = Annotated[str, WebLink()]
Title = Annotated[str, Prose(300)]
Short = Annotated[str, Prose(500, lines=True)]
Long = Annotated[str, Prose(2000, lines=True)]


@dataclass(frozen=True)
class WrittenRow:
    """What every row has: who it is, of which place, which version, when; whether an example."""

    id: str
    place: str
    version: int
    example: bool
    created_at: datetime
    changed_at: datetime


@dataclass(frozen=True)
class Recommendation(WrittenRow):
    """What the place was advised to do. ``status``: :data:`STATUS_OF_RECOMMENDATION`."""

    principle: Principle
    text: Long
    source: Title
    subgroup: Slug | None
    status: Annotated[str, OneOf(STATUS_OF_RECOMMENDATION)]


@dataclass(frozen=True)
class Action(WrittenRow):
    """What is done about it, by when, owned by which role. ``status``: :data:`STATUS_OF_ACTION`."""

    title: Title
    recommendation: RowId | None
    measure: Slug | None
    indicator: Slug | None
    principle: Principle
    subgroup: Slug
    status: Annotated[str, OneOf(STATUS_OF_ACTION)]
    owner: Annotated[str, OwnerRole()]
    due: On | None
    evidence: Web | None


@dataclass(frozen=True)
class KpiValue(WrittenRow):
    """A value of a local measure, in the measure's own unit, on the day that ends its period."""

    measure: Slug
    subgroup: Slug
    period: On
    value: Measured
    low: Measured | None
    high: Measured | None
    note: Short | None


@dataclass(frozen=True)
class ChangeTest(WrittenRow):
    """A test of change: plan, do, study, act."""

    aim: Short
    plan: Long
    done: Long | None
    learned: Long | None
    next_step: Long | None
    subgroup: Slug
    measure: Slug | None
    day: On


@dataclass(frozen=True)
class Project(WrittenRow):
    """A small funded project. ``area``: a code of an area; ``amount``: whole pounds."""

    title: Title
    principle: Principle
    subgroup: Slug | None
    area: AreaCode | None
    what: Long
    year: Year
    amount: Annotated[int, Quantity(whole=True, least=0, most=1e9)] | None
    link: Web | None


@dataclass(frozen=True)
class Remark(WrittenRow):
    """A chair's words beside a computed verdict, with the reason; the verdict stays."""

    measure: Slug
    subgroup: Slug
    words: Short
    reason: Annotated[str, Prose(1000, lines=True)]


@dataclass(frozen=True)
class MeasureReview(WrittenRow):
    """A review of a measure that was held: on which day, and what was decided."""

    measure: Slug
    subgroup: Slug
    day: On
    decided: Short
    evidence: Web | None


@dataclass(frozen=True)
class ClosedYear(WrittenRow):
    """A year that is closed: ``snapshot`` is what its report was made from."""

    year: Year
    snapshot: Annotated[dict[str, Any], Frozen()]


# In an order in which each kind stands after those that it names.
KINDS: dict[str, type[WrittenRow]] = {
    "recommendation": Recommendation,
    "action": Action,
    "value": KpiValue,
    "test": ChangeTest,
    "project": Project,
    "remark": Remark,
    "review": MeasureReview,
    "closed_year": ClosedYear,
}
# What may stand once in a place.
ONCE: dict[str, tuple[str, ...]] = {
    "value": ("measure", "period"),
    "review": ("measure", "day"),
    "closed_year": ("year",),
}
# What a kind is called in a sentence.
CALLED = {
    "recommendation": "recommendation",
    "action": "action",
    "value": "value of a measure",
    "test": "test of change",
    "project": "project",
    "remark": "remark",
    "review": "review of a measure",
    "closed_year": "closed year",
}
OF_ALL = tuple(spec.name for spec in dataclasses.fields(WrittenRow))


@cache
def fields_of(kind: str) -> dict[str, tuple[FieldForm, bool]]:
    """Return the fields that a person fills in, in order: what each may hold, and if needed."""
    hints = get_type_hints(KINDS[kind], include_extras=True)
    return {name: _form(hint) for name, hint in hints.items() if name not in OF_ALL}


def _form(hint: Any) -> tuple[FieldForm, bool]:
    if hasattr(hint, "__metadata__"):
        return hint.__metadata__[0], True
    held, _ = get_args(hint)  # or None
    return held.__metadata__[0], False


def kind_of(row: WrittenRow) -> str:
    """Return the kind of a row."""
    return next(kind for kind, made in KINDS.items() if type(row) is made)


def values_of(row: WrittenRow) -> dict[str, Any]:
    """Return what a person filled in of a row, by field."""
    return {name: getattr(row, name) for name in fields_of(kind_of(row))}
