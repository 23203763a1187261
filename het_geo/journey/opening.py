"""The year in five lines: on course or not, what got better, what worse, what nobody knows, due."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from het_geo import words
from het_geo.course import CourseVerdict
from het_geo.framework.records import Framework
from het_geo.journey.due import DueLine, due_of
from het_geo.journey.model import Followed
from het_geo.journey.said import average_and_gap, direction, gap_verdict
from het_geo.journey.written import Written

MOST_NAMES = 6  # that a line gives; of more it says how many
COUNTED = (
    "Better and worse are counted from each measure’s baseline, which stands with its figures."
)


@dataclass(frozen=True)
class OpeningLine:
    """One line: what it answers, and the answer."""

    lead: str
    text: str


def five_lines(
    framework: Framework, followed: Sequence[Followed], written: Written, today: date
) -> tuple[OpeningLine, ...]:
    """Return the year in five lines, each a question and its answer."""
    return (
        OpeningLine("Are we on course?", _on_course(followed)),
        OpeningLine("What got better?", _moved(followed, better=True)),
        OpeningLine("What got worse?", _moved(followed, better=False)),
        OpeningLine("What is not known?", _unknown(followed)),
        OpeningLine("What is due?", _due(framework, followed, written, today)),
    )


def _on_course(followed: Sequence[Followed]) -> str:
    """Return how many measures with a target are on course, and which."""
    if not followed:
        return "No measure is set yet, so this cannot be said."
    whole = words.count_of(len(followed), "measure", "measures")
    aimed = [found for found in followed if found.measure.target is not None]
    if not aimed:
        return f"Of {whole}, none has a target yet, so none can be called on or off course."
    held = "has a target" if len(aimed) == 1 else "have a target"
    parts = {
        "On course, or target met": (CourseVerdict.ON, CourseVerdict.MET),
        "About on the path": (CourseVerdict.ABOUT,),
        "Off course": (CourseVerdict.OFF,),
        "Cannot be judged yet": (CourseVerdict.UNJUDGED,),
    }
    told = (
        _told(lead, [f for f in aimed if f.course.verdict in verdicts])
        for lead, verdicts in parts.items()
    )
    return " ".join([f"Of {whole}, {len(aimed)} {held}.", *filter(None, told)])


def _moved(followed: Sequence[Followed], *, better: bool) -> str:
    """Return what moved one way: surely, as it seems, and gaps between areas."""
    sure, seems = (
        (CourseVerdict.BETTER, CourseVerdict.SEEMS_BETTER)
        if better
        else (CourseVerdict.WORSE, CourseVerdict.SEEMS_WORSE)
    )
    surely = [found for found in followed if direction(found) == sure]
    way = "narrower" if better else "wider"
    gaps = [found for found in followed if gap_verdict(found) == way]
    split = [found for found in gaps if average_and_gap(found)]
    average = "worse" if better else "better"
    told = (
        _told("By more than chance", surely, figures=True) or "Nothing by more than chance.",
        _told("It seems so, with no margin to be sure by",
              [found for found in followed if direction(found) == seems]),
        _told(f"The gap between areas is {way}", [found for found in gaps if found not in split]),
        _told(f"The gap is {way}, though the average is {average}", split),
    )  # fmt: skip
    return " ".join(filter(None, told))


def _unknown(followed: Sequence[Followed]) -> str:
    """Return what cannot be judged, and of how many measures no margin or no gap is known."""
    whole = len(followed)
    unjudged = [f for f in followed if f.course.verdict == CourseVerdict.UNJUDGED]
    seeming = (CourseVerdict.SEEMS_BETTER, CourseVerdict.SEEMS_WORSE)
    unsure = sum(direction(found) in seeming for found in followed)
    gapless = sum(found.gap is None for found in followed)
    told = [_told("Cannot be judged yet", unjudged)]
    if unsure:
        told.append(f"Of {unsure} of the {whole} measures, whether their change is chance.")
    if gapless:
        told.append(f"Of {gapless} of the {whole}, how far areas inside the place are apart.")
    return " ".join(filter(None, told)) or "Nothing that is asked here."


def _due(framework: Framework, followed: Sequence[Followed], written: Written, today: date) -> str:
    """Return what is due this month and overdue, and what is reviewed next."""
    found = due_of(framework, followed, written, today)
    late = _lines(found.late, "")
    now = _lines(found.now, f" in {found.month}") or f"Nothing in {found.month}."
    return " ".join(filter(None, (late, now, *_next(framework, followed, today))))


def _next(framework: Framework, followed: Sequence[Followed], today: date) -> Iterable[str]:
    """Return what is reviewed in the first month after this one that has a review, and by whom."""
    for ahead in range(1, 12):
        month = (today.month - 1 + ahead) % 12 + 1
        if own := [found for found in followed if found.measure.month == month]:
            when = f"{date(today.year, month, 1):%B}"
            owned: dict[str, list[str]] = {}
            for found in own[:MOST_NAMES]:
                owned.setdefault(framework.owner(found.measure), []).append(found.label)
            parts = [_by(labels, owner) for owner, labels in owned.items()]
            more = len(own) - MOST_NAMES
            shown = [*parts, f"and {more} more"] if more > 0 else parts
            yield f"Next review, in {when}: {'; '.join(shown)}."
            return


def _by(labels: Sequence[str], owner: str) -> str:
    """Return measures with the one role that owns them."""
    every = "" if len(labels) == 1 else "both " if len(labels) == 2 else "all "
    return f"{'; '.join(labels)}, {every}by {owner}"


def _lines(lines: Sequence[DueLine], when: str) -> str:
    """Return things to be done with who does them; of many, how many. Days stand in their leads."""
    if len(lines) > MOST_NAMES:
        return f"{len(lines):,} things are {'due' if when else 'overdue'}{when}."
    by_lead: dict[str, list[str]] = {}
    for one in lines:
        lead = one.lead if " on " in one.lead else f"{one.lead}{when}"
        by_lead.setdefault(lead, []).append(f"{one.text.rstrip('.')}, by {one.owner}")
    return " ".join(f"{lead}: {'; '.join(told)}." for lead, told in by_lead.items())


def _told(lead: str, followed: Sequence[Followed], *, figures: bool = False) -> str:
    """Return a clause with the names of measures, and their two figures; "" where there is none."""
    names = [f"{found.label}{_figures(found) if figures else ''}" for found in followed]
    more = len(names) - MOST_NAMES
    shown = names if more <= 1 else [*names[:MOST_NAMES], f"and {more} more"]
    return f"{lead}: {'; '.join(shown)}." if names else ""


def _figures(found: Followed) -> str:
    """Return from what to what a measure went; the unit is named once."""
    if found.base is None or found.newest is None:
        return ""
    first, last = (
        words.figure(float(dot.figure.value), found.indicator, found.unit)
        for dot in (found.base, found.newest)
    )
    number, _, unit = first.partition(" ")
    return f" (from {number if unit and last.endswith(f' {unit}') else first} to {last})"
