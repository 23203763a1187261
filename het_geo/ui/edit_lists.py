"""What a form of the register calls its fields, and what each may be chosen from."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from het_geo.framework.records import Framework
from het_geo.geography import Level, area_label
from het_geo.journey.written import Written
from het_geo.pack.model import Pack

LABELS = {
    "text": "What was recommended", "source": "Where it was published", "subgroup": "Sub-group",
    "title": "What it is", "recommendation": "Follows from the recommendation",
    "measure": "Bears on the measure", "indicator": "Bears on the indicator",
    "principle": "Marmot principle", "status": "Status", "owner": "Owner (a role, no name)",
    "due": "Due (year-month-day)", "evidence": "Link to the evidence",
    "period": "Last day of its period (year-month-day)", "value": "Value", "low": "Lower limit",
    "high": "Upper limit", "note": "Note", "aim": "Aim", "plan": "Plan", "done": "What was done",
    "learned": "What was learned", "next_step": "What next", "day": "Day (year-month-day)",
    "decided": "What was decided, in one or two sentences",
    "area": "Ward or neighbourhood", "what": "What it did", "year": "Year", "amount": "Amount in £",
    "link": "Link", "words": "In the chair’s words", "reason": "The reason",
}  # fmt: skip
CHOSEN = ("subgroup", "measure", "indicator", "principle", "recommendation", "area")


@dataclass(frozen=True)
class FormLists:
    """What a form chooses from: the place's own lists, by field."""

    pack: Pack
    framework: Framework
    written: Written

    def options(self, name: str) -> dict[str, str]:
        """Return what a field of :data:`CHOSEN` may be chosen from, with its words."""
        made: dict[str, Callable[[], dict[str, str]]] = {
            "subgroup": lambda: {g.id: g.label for g in self.framework.groups.values()},
            "measure": lambda: {m: self._measure(m) for m in self.framework.measures},
            "indicator": lambda: {i.id: i.label for i in self.pack.catalogue.indicators.values()},
            "principle": lambda: {
                str(n): f"{n}. {p.label}" for n, p in self.pack.catalogue.principles.items()
            },
            "recommendation": lambda: {r.id: r.text[:80] for r in self.written.recommendations},
            "area": lambda: {
                code: area_label(self.pack.areas, code)
                for level in (Level.WARD, Level.LSOA)
                for code in self.pack.codes(level)
            },
        }
        return made[name]() if name in made else {}

    def _measure(self, name: str) -> str:
        measure = self.framework.measures[name]
        if measure.local:
            return self.framework.local[measure.local].label
        return self.pack.catalogue.indicators[measure.indicator].label
