"""What people have written about the journey, by what it bears on: measure, principle, area."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import chain
from math import isnan, nan
from typing import TYPE_CHECKING

import pandas as pd

from het_geo import dates, words
from het_geo.catalogue.records import Indicator
from het_geo.catalogue.vocabulary import SEVERAL
from het_geo.framework.records import Framework, JourneyMeasure
from het_geo.geography import area_label, shortened
from het_geo.journey.model import Entered
from het_geo.register.rows import (
    KINDS,
    Action,
    ChangeTest,
    ClosedYear,
    KpiValue,
    MeasureReview,
    Project,
    Recommendation,
    Remark,
)
from het_geo.trends.change import Reading

if TYPE_CHECKING:
    from het_geo.register import Register

LONGEST = 160  # characters of a row's text in a line that is read aloud
MADE_UP = " This is a made-up example."
OPEN = ("planned", "under way")  # of an action: what is still to be done


@dataclass(frozen=True)
class Written:
    """All that the register holds of a place."""

    recommendations: tuple[Recommendation, ...] = ()
    actions: tuple[Action, ...] = ()
    values: tuple[KpiValue, ...] = ()
    tests: tuple[ChangeTest, ...] = ()
    projects: tuple[Project, ...] = ()
    remarks: tuple[Remark, ...] = ()
    closed: tuple[ClosedYear, ...] = ()
    reviews: tuple[MeasureReview, ...] = ()
    example: bool = False

    def entered(self, framework: Framework) -> dict[str, list[Entered]]:
        """Return the values of each local figure, by its id."""
        local = {m.id: m.local for m in framework.measures.values() if m.local}
        found: dict[str, list[Entered]] = {}
        for row in self.values:
            if row.measure in local:
                limits = (nan if end is None else end for end in (row.low, row.high))
                entered = Entered(row.period, Reading(row.value, *limits), row.note or "")
                found.setdefault(local[row.measure], []).append(entered)
        return found

    def actions_on(self, measure: JourneyMeasure) -> list[Action]:
        """Return the actions that bear on a measure: on it, its indicator, or its principle."""
        own = [a for a in self.actions if a.measure == measure.id]
        own += [a for a in self.actions if a.indicator and a.indicator == measure.indicator]
        own += [
            a
            for a in self.actions
            if not a.measure and not a.indicator and a.principle == measure.principle
        ]
        return list({action.id: action for action in own}.values())

    def actions_about(self, framework: Framework, indicator: Indicator) -> list[Action]:
        """Return the actions that bear on an indicator: on it, its measures, or its principles."""
        measures = {measure.id for measure in framework.of_indicator(indicator.id)}
        of = _principles(framework, indicator)
        return [
            a
            for a in self.actions
            if a.indicator == indicator.id
            or a.measure in measures
            or (not a.measure and not a.indicator and a.principle in of)
        ]

    def projects_about(self, framework: Framework, indicator: Indicator) -> list[Project]:
        """Return the projects under an indicator's principles."""
        of = _principles(framework, indicator)
        return [project for project in self.projects if project.principle in of]

    def actions_of(self, recommendation: str) -> list[Action]:
        """Return the actions that follow from a recommendation."""
        return [action for action in self.actions if action.recommendation == recommendation]

    def projects_in(self, codes: Sequence[str]) -> list[Project]:
        """Return the projects that are in some areas."""
        return [project for project in self.projects if project.area in codes]

    def projects_around(self, areas: pd.DataFrame, codes: Sequence[str]) -> list[Project]:
        """Return the projects that are in some areas of a pack, or in the wards that hold them."""
        wards = {str(areas.at[code, "ward"]) or code for code in codes if code in areas.index}
        return self.projects_in([*codes, *wards])

    def remarks_on(self, measure: str) -> list[Remark]:
        """Return what chairs say beside a measure's verdict, the newest first."""
        found = [remark for remark in self.remarks if remark.measure == measure]
        return sorted(found, key=lambda remark: remark.changed_at, reverse=True)

    def reviews_of(self, measure: str) -> list[MeasureReview]:
        """Return the reviews of a measure that were held, the newest first."""
        return self._reviewed.get(measure, [])

    @cached_property
    def _reviewed(self) -> dict[str, list[MeasureReview]]:
        held: dict[str, list[MeasureReview]] = {}
        for review in sorted(self.reviews, key=lambda one: one.day, reverse=True):
            held.setdefault(review.measure, []).append(review)
        return held


def _principles(framework: Framework, indicator: Indicator) -> set[int]:
    """Return the principles that an indicator bears on: its own, and those it is a measure of.

    A figure of most principles is of none in particular.
    """
    own = indicator.principles if len(indicator.principles) <= SEVERAL else ()
    return {*own, *(measure.principle for measure in framework.of_indicator(indicator.id))}


def written_of(register: Register, place: str) -> Written:
    """Return all that a register holds of a place."""
    held = {kind: tuple(register.rows(kind, place)) for kind in KINDS}
    return Written(
        held["recommendation"], held["action"], held["value"], held["test"], held["project"],
        held["remark"], held["closed_year"], held["review"],
        example=any(row.example for row in chain.from_iterable(held.values())),
    )  # fmt: skip


@dataclass(frozen=True)
class WrittenLine:
    """One row as it is read: a few words in front, the text, and what is quiet behind it."""

    id: str
    lead: str
    text: str
    tail: str
    link: str = ""
    late: bool = False
    example: bool = False

    @property
    def sentence(self) -> str:
        """The row in one line of plain text; a made-up one says so."""
        text = shortened(self.said, LONGEST)
        return f"{self.lead}: {text}. {words.capital(self.tail)}.{MADE_UP if self.example else ''}"

    @property
    def said(self) -> str:
        """The text in one line, without the stop at its end."""
        return " ".join(self.text.split()).rstrip(".")


def action_line(action: Action, framework: Framework, today: date) -> WrittenLine:
    """Return an action as it is read: its status, what it is, who owns it, and by when."""
    late = action.due is not None and action.due < today and action.status in OPEN
    due = f", due {dates.long_date(action.due)}" if action.due else ", no day is set"
    group = framework.groups.get(action.subgroup)
    owner = f"{group.label if group else action.subgroup} ({action.owner})"
    lead = words.capital(action.status) + (" (overdue)" if late else "")
    return WrittenLine(
        action.id, lead, action.title, f"{owner}{due}", action.evidence or "", late, action.example
    )


def recommendation_line(one: Recommendation, framework: Framework) -> WrittenLine:
    """Return a recommendation as it is read."""
    group = framework.groups.get(one.subgroup or "")
    tail = f"principle {one.principle}; {one.source}" + (f"; {group.label}" if group else "")
    return WrittenLine(one.id, words.capital(one.status), one.text, tail, example=one.example)


def project_line(project: Project, names: Mapping[str, str]) -> WrittenLine:
    """Return a project as it is read: where, when, what it did, and how much it was given."""
    where = names.get(project.area or "", "No place is given")
    money = "" if project.amount is None else f", £{project.amount:,}"
    tail = f"{where}; principle {project.principle}"
    return WrittenLine(
        project.id, f"{project.title} ({project.year}{money})", project.what, tail,
        project.link or "", example=project.example,
    )  # fmt: skip


def project_lines(
    written: Written, areas: pd.DataFrame, codes: Sequence[str]
) -> tuple[WrittenLine, ...]:
    """Return the projects that are in some areas of a pack, or in their wards, as they are read."""
    found = written.projects_around(areas, codes)
    known = {one.area for one in found if one.area and one.area in areas.index}
    names = {code: area_label(areas, code) for code in known}
    return tuple(project_line(project, names) for project in found)


def change_test_line(test: ChangeTest, framework: Framework) -> WrittenLine:
    """Return a test of change as it is read: plan, do, study, act."""
    group = framework.groups.get(test.subgroup)
    steps = {"Plan": test.plan, "Do": test.done, "Study": test.learned, "Act": test.next_step}
    said = " ".join(f"{step}: {text.strip().rstrip('.')}." for step, text in steps.items() if text)
    tail = f"{group.label if group else test.subgroup}, {dates.long_date(test.day)}"
    return WrittenLine(test.id, test.aim, said, tail, example=test.example)


def review_line(
    review: MeasureReview, framework: Framework, names: Mapping[str, str]
) -> WrittenLine:
    """Return a review that was held as it is read; ``names`` are those of measures, by id."""
    group = framework.groups.get(review.subgroup)
    tail = group.label if group else review.subgroup
    name = names.get(review.measure) or _unheld(review.measure)
    lead = f"{name}, reviewed on {dates.long_date(review.day)}"
    return WrittenLine(
        review.id, lead, review.decided, tail, review.evidence or "", example=review.example
    )


def _unheld(measure: str) -> str:
    """Return what a measure is called that the framework no longer has: its id, as words."""
    return words.capital(measure.replace("-", " "))


def value_line(value: KpiValue, framework: Framework) -> WrittenLine:
    """Return a value of a measure that was entered by hand."""
    measure = framework.measures.get(value.measure)
    local = framework.local.get(measure.local) if measure else None
    name = local.label if local else _unheld(value.measure)
    decimals = local.decimals if local else 1
    limits = ""
    if value.low is not None and value.high is not None and not isnan(value.low):
        ends = (words.number(end, decimals) for end in (value.low, value.high))
        limits = f" ({' to '.join(ends)})"
    text = f"{words.number(value.value, decimals)}{limits} on {dates.long_date(value.period)}"
    return WrittenLine(value.id, name, text, value.note or "", example=value.example)
