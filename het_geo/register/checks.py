"""Whether values make a row: each field's form, and what fields say together."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from het_geo.errors import RegisterError
from het_geo.framework.records import Framework
from het_geo.register.rows import CALLED, KINDS, fields_of


class RowError(RegisterError):
    """Values that make no row. ``reasons``: by field, in plain words."""

    def __init__(self, kind: str, reasons: Mapping[str, str]) -> None:
        self.kind, self.reasons = kind, dict(reasons)
        said = "; ".join(f"{name}: {why}" for name, why in reasons.items())
        super().__init__(f"This {CALLED[kind]} was not saved. {said}.")


@dataclass(frozen=True)
class Known:
    """What a place's framework knows: its sub-groups, and which of them answers for a measure.

    What is given is held to; an empty one holds nothing to it.
    """

    subgroups: frozenset[str] = frozenset()
    owners: Mapping[str, str] | None = None
    by_hand: frozenset[str] | None = None


KnownOf = Callable[[str], Known]  # by the slug of a place


def known_of(framework: Framework | None) -> Known:
    """Return what a framework knows; nothing, where a place has none."""
    if framework is None:
        return Known()
    owners = {measure.id: measure.owner for measure in framework.measures.values()}
    by_hand = frozenset(m.id for m in framework.measures.values() if m.local)
    return Known(frozenset(framework.groups), owners, by_hand)


def no_framework(place: str) -> Known:
    """Return that nothing is known of a place."""
    return Known()


def kind_called(kind: str) -> str:
    """Return a kind that stands, or say which do.

    Raises:
        RegisterError: the register has no rows of this kind.
    """
    if kind not in KINDS:
        raise RegisterError(f"The register has no rows of {kind!r}: {', '.join(KINDS)}.")
    return kind


def checked(kind: str, values: Mapping[str, Any], today: date) -> dict[str, Any]:
    """Return the values of a whole row as they are kept, empty fields as ``None``.

    Raises:
        RowError: a field is unknown, missing or not of its form, or fields contradict each other.
    """
    fields = fields_of(kind)
    reasons = {name: f"no such field; there are {', '.join(fields)}"
               for name in values if name not in fields}  # fmt: skip
    found: dict[str, Any] = {}
    for name, (form, needed) in fields.items():
        given = values.get(name)
        empty = given is None or (isinstance(given, str) and not given.strip())
        try:
            found[name] = None if empty else form.read(given)
        except ValueError as error:
            reasons[name] = str(error)
        if empty and needed:
            reasons[name] = "it is empty and is needed"
    if reasons := reasons or _together(found, today):
        raise RowError(kind, reasons)
    return found


def _together(found: Mapping[str, Any], today: date) -> dict[str, str]:
    """Return what is wrong between fields: limits of a value, and days that are to come."""
    reasons = {}
    low, high = found.get("low"), found.get("high")
    if (low is None) != (high is None):
        reasons["low" if low is None else "high"] = "limits are two, or none"
    elif low is not None and high is not None and not low <= found["value"] <= high:
        reasons["value"] = "it lies outside its own limits"
    if "snapshot" in found and found["year"] >= today.year:
        reasons["year"] = "it has not ended: a year is closed when it is over"
    for name in ("period", "day"):
        if name in found and found[name] > today:
            reasons[name] = "this day is still to come"
    return reasons


def hold_to(known: Known, kind: str, found: Mapping[str, Any]) -> None:
    """Hold a row to what the place's framework knows.

    Raises:
        RowError: there is no such sub-group or measure, or another answers for the measure.
    """
    subgroup, measure = found.get("subgroup"), found.get("measure")
    if subgroup and known.subgroups and subgroup not in known.subgroups:
        there = ", ".join(sorted(known.subgroups))
        raise RowError(kind, {"subgroup": f"there is none of this id: {there}"})
    if not measure or known.owners is None:
        return
    if measure not in known.owners:
        raise RowError(kind, {"measure": "the framework has no measure of this id"})
    owner = known.owners[measure]
    if kind == "value" and known.by_hand is not None and measure not in known.by_hand:
        raise RowError(
            kind, {"measure": "its figures are its publisher’s: none is entered by hand"}
        )
    if kind in ("value", "remark", "review") and owner != subgroup:
        raise RowError(kind, {"subgroup": f"the measure is answered for by {owner}"})
