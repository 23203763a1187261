"""What is due this month, what is overdue, what is blank, and which role owns each."""

from __future__ import annotations

import calendar
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from het_geo import dates
from het_geo.framework.records import Framework, JourneyMeasure
from het_geo.journey.model import Followed
from het_geo.journey.reviews import all_overdue, due_now, rule_said
from het_geo.journey.written import OPEN, Written
from het_geo.register.rows import Action

NO_FIGURE, NO_TARGET, NO_OWNER = "No figure", "No target", "No owner"
NO_REVIEW = "No review entered"


@dataclass(frozen=True)
class DueLine:
    """One thing to be done: a few words in front, what it is, and the role that owns it."""

    lead: str
    text: str
    owner: str
    example: bool = False


@dataclass(frozen=True)
class BlankLine:
    """What is blank of a kind: the measures or actions, and how many each role owns."""

    lead: str
    names: tuple[str, ...]
    owners: tuple[tuple[str, int], ...]

    @property
    def told(self) -> str:
        """What is blank, and whose it is.

        >>> BlankLine("No target", ("Pay", "Smoking"), (("Housing", 2),)).told
        'No target: 2 (Housing 2)'
        """
        shared = "; ".join(f"{owner} {count}" for owner, count in self.owners)
        return f"{self.lead}: {len(self.names)} ({shared})"


@dataclass(frozen=True)
class Due:
    """What is due this month and overdue, each in the order of its day; and what is blank.

    ``rule`` says when a review is overdue.
    """

    month: str
    now: tuple[DueLine, ...]
    late: tuple[DueLine, ...]
    blank: tuple[BlankLine, ...]
    rule: str


def due_of(
    framework: Framework, followed: Sequence[Followed], written: Written, today: date
) -> Due:
    """Return what is due in today's month, what is overdue today, and what is blank."""
    opened = sorted(_open(written), key=lambda action: action.due or date.max)
    late = [a for a in opened if a.due and a.due < today]
    now = [a for a in opened if a.due and a.due >= today and _same_month(a.due, today)]
    month = calendar.month_name[today.month]
    missed = all_overdue(framework, followed, written, today)
    known = {found.measure.id for found, _ in missed}  # what is overdue is not due besides
    asked = [
        f for f in followed if f.measure.id not in known and due_now(written, f.measure, today)
    ]
    return Due(
        f"{month} {today.year}",
        (*(_review(framework, f, "To review") for f in asked), *_actions(framework, now, "Due")),
        (
            *_actions(framework, late, "Was due"),
            *(_review(framework, f, f"Was to be reviewed in {when}") for f, when in missed),
        ),
        tuple(_blank(framework, followed, opened, written)),
        rule_said(written),
    )


def owner_of(framework: Framework, action: Action) -> str:
    """Return the role that owns an action, with its sub-group."""
    group = framework.groups.get(action.subgroup)
    return f"{group.label if group else action.subgroup} ({action.owner})"


def _open(written: Written) -> Iterable[Action]:
    return (action for action in written.actions if action.status in OPEN)


def _same_month(one: date, other: date) -> bool:
    return (one.year, one.month) == (other.year, other.month)


def _review(framework: Framework, found: Followed, lead: str) -> DueLine:
    return DueLine(lead, found.label, framework.owner(found.measure))


def _actions(framework: Framework, actions: Sequence[Action], lead: str) -> Iterable[DueLine]:
    for one in actions:
        day = dates.long_date(one.due) if one.due else ""
        yield DueLine(f"{lead} on {day}", one.title, owner_of(framework, one), one.example)


def _blank(
    framework: Framework,
    followed: Sequence[Followed],
    actions: Sequence[Action],
    written: Written,
) -> Iterable[BlankLine]:
    """Return what nobody has filled in, of measures and of actions."""
    reviewed = {row.measure for row in written.reviews if not row.example}
    measures: dict[str, list[Followed]] = {
        NO_FIGURE: [found for found in followed if found.newest is None],
        NO_TARGET: [found for found in followed if found.measure.target is None],
        NO_OWNER: [found for found in followed if not found.measure.role.strip()],
        NO_REVIEW: [found for found in followed if found.measure.id not in reviewed],
    }
    for lead, held in measures.items():
        if held:
            owners = [_group(framework, found.measure) for found in held]
            yield BlankLine(lead, tuple(found.label for found in held), _counted(owners))
    undated = [action for action in actions if action.due is None]
    if undated:
        owners = [owner_of(framework, action) for action in undated]
        names = tuple(action.title for action in undated)
        yield BlankLine("Actions without a day", names, _counted(owners))


def _group(framework: Framework, measure: JourneyMeasure) -> str:
    return framework.groups[measure.owner].label


def _counted(owners: Sequence[str]) -> tuple[tuple[str, int], ...]:
    return tuple((owner, owners.count(owner)) for owner in dict.fromkeys(owners))
