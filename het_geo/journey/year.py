"""The year at a glance: each principle with its measures, where each stands, and what is due."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from het_geo import words
from het_geo.catalogue.vocabulary import Principle
from het_geo.course import CourseVerdict
from het_geo.framework.records import Framework
from het_geo.journey.model import Followed
from het_geo.journey.said import MARKS, gap_verdict

# How a verdict is coloured; its mark and its words say the same without colour.
TONES = {
    CourseVerdict.MET: "better",
    CourseVerdict.ON: "better",
    CourseVerdict.BETTER: "better",
    CourseVerdict.OFF: "worse",
    CourseVerdict.WORSE: "worse",
}
SHORT = {
    CourseVerdict.BETTER: "better",
    CourseVerdict.WORSE: "worse",
    CourseVerdict.SEEMS_BETTER: "seems better",
    CourseVerdict.SEEMS_WORSE: "seems worse",
    CourseVerdict.CHANCE: "change may be chance",
    CourseVerdict.CHANGED: "changed",
    CourseVerdict.LEVEL: "about as it was",
}
KEY = (
    "Full marks are against a target: ★ met, ▲ on course, ◆ about on the path, ▼ off course. Open "
    "marks are without one: △ better or ▽ worse than at the baseline by more than chance; △? or ▽? "
    "it seems so, with no margin to be sure by; ◇ changed; ≈ the change may be chance; = about as "
    "it was. ? alone: cannot be judged yet."
)


@dataclass(frozen=True)
class Glance:
    """One measure in the year at a glance: its mark, its name, its verdict in two words."""

    id: str
    mark: str
    label: str
    verdict: str
    tone: str
    tier: str
    gap: str


@dataclass(frozen=True)
class PrincipleRow:
    """A principle with its measures; none is said honestly."""

    number: int
    label: str
    held: tuple[Glance, ...]


def year_of(
    principles: Mapping[int, Principle], followed: Sequence[Followed]
) -> list[PrincipleRow]:
    """Return the year at a glance: a row for each of the principles, in their order."""
    return [
        PrincipleRow(
            number,
            principle.label,
            tuple(_glance(found) for found in followed if found.measure.principle == number),
        )
        for number, principle in principles.items()
    ]


def _glance(found: Followed) -> Glance:
    verdict = found.course.verdict
    gap = gap_verdict(found)
    return Glance(
        found.measure.id,
        MARKS[verdict],
        found.label,
        SHORT.get(verdict, str(verdict)),
        TONES.get(verdict, ""),
        found.measure.tier,
        f"gap {gap}" if gap else "",
    )


def summary(framework: Framework, followed: Sequence[Followed]) -> str:
    """Return in a sentence or two how many measures stand where."""
    if not followed:
        return "No measure is set yet, so whether the town is on course cannot be said."
    parts = {
        "are on course or have met their target": (CourseVerdict.ON, CourseVerdict.MET),
        "are about on the path": (CourseVerdict.ABOUT,),
        "are off course": (CourseVerdict.OFF,),
        "are better by more than chance": (CourseVerdict.BETTER,),
        "are worse by more than chance": (CourseVerdict.WORSE,),
        "seem better": (CourseVerdict.SEEMS_BETTER,),
        "seem worse": (CourseVerdict.SEEMS_WORSE,),
        "changed in a way that is neither better nor worse": (CourseVerdict.CHANGED,),
        "are about where they were, or changed by no more than chance": (
            CourseVerdict.CHANCE,
            CourseVerdict.LEVEL,
        ),
        "cannot be judged yet": (CourseVerdict.UNJUDGED,),
    }
    counts = {
        text: sum(found.course.verdict in group for found in followed)
        for text, group in parts.items()
    }
    said = _seeming(
        {text: f"{count} {_bent(text, count)}" for text, count in counts.items() if count}
    )
    whole = words.count_of(len(followed), "measure", "measures")
    since = f" since {framework.began:%Y}" if framework.began else " since their baselines"
    return f"Of {whole}{since}: {'; '.join(said)}. {targets_said(followed)}".rstrip()


def _seeming(parts: dict[str, str]) -> list[str]:
    """Return clauses, those of what seems better and worse as one."""
    ways = [way for way in ("seem better", "seem worse") if way in parts]
    if ways:
        seeming = " and ".join([parts[ways[0]], *(parts.pop(way) for way in ways[1:])])
        parts[ways[0]] = f"{seeming}, with no margin to be sure by"
    return list(parts.values())


def _bent(text: str, count: int) -> str:
    """Return a clause as it stands after one."""
    if count != 1:
        return text
    one = {"are ": "is ", "have ": "has ", "their ": "its ", "seem ": "seems ",
           "stand ": "stands ", "they ": "it "}  # fmt: skip
    for many, single in one.items():
        text = text.replace(many, single)
    return text


def targets_said(followed: Sequence[Followed]) -> str:
    """Return how many measures have a target: without one nothing is on or off course."""
    held = sum(found.measure.target is not None for found in followed)
    if held == len(followed):
        return ""
    if not held:
        return "No measure has a target yet, so none can be called on or off course."
    return f"{held} of them {'has a target' if held == 1 else 'have targets'}."
