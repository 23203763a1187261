"""What closes a report: what is not known, how a verdict is come to, caveats and sources."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from het_geo import words
from het_geo.atlas.gaps.view import NO_DISTRICT_GAP
from het_geo.catalogue.vocabulary import Source
from het_geo.course import LIKELY, UNLIKELY, CourseVerdict
from het_geo.document import SOURCES, UNKNOWN, Item, Items, Section, Text, items_of
from het_geo.framework.records import Framework
from het_geo.journey.model import Followed
from het_geo.journey.said import NEEDS

JUDGED = "How it is judged"
FIGURES = "Notes on the figures"
SAID_ONCE = "district_only"  # the caveat that the note on gaps says too
MOST_NAMES = 4  # measures that a caveat names; of more it gives the number
METHOD = (
    "A measure is judged from its baseline to its newest figure, where the two can be compared: "
    "both are of one series that was not made anew between them.",
    "With a target, the newest figure is held against the straight line from baseline to target. "
    "The margins of both figures give the chance of being on that line or better: on course from "
    f"{LIKELY:.0%}, off course to {UNLIKELY:.0%}, about on the path between them. Where the source "
    "gives no margin, or the two figures share years, it is the side of the line alone, and how "
    "sure that is, is not known.",
    "Without a target nothing is on or off course: told is whether the figure is better or worse "
    "than at the baseline, by more than chance or not.",
    "The gap between areas stands beside the average: a better average with a wider gap is told as "
    "that. Along deprivation it is the slope index of inequality, the difference between the two "
    "ends of the order of areas.",
    "For comparison, the progress of Open SDG, the reporting platform of statistics offices, is "
    "named where there is a target: growth a year since the baseline against the growth a year "
    "that is needed. It knows no margin of error, so the two can differ.",
    "A chair may say otherwise in words, beside the verdict and with the reason; the verdict "
    "stays.",
)  # fmt: skip


def notes_of(framework: Framework, followed: Sequence[Followed]) -> list[Section]:
    """Return the sections that close a report."""
    made: dict[str, tuple[Text | Items, ...]] = {
        UNKNOWN: _unknown(framework, followed),
        JUDGED: (Items(items_of(METHOD).items, small=True),),
        FIGURES: _caveats(followed),
        SOURCES: tuple(_sources(framework, followed)),
    }
    return [Section(title, parts, closing=True) for title, parts in made.items() if parts]


def _unknown(framework: Framework, followed: Sequence[Followed]) -> tuple[Text | Items, ...]:
    """Return what a reader would ask for and nobody can say, each reason once."""
    items = [Item("No target.", said) for said in _without_target(followed)]
    unjudged = [f for f in followed if f.course.verdict == CourseVerdict.UNJUDGED]
    items += _by_reason("Cannot be judged yet:", unjudged, lambda f: f.course.reason)
    without = [f for f in followed if f.gap is None and f.no_gap]
    items += _by_reason("No gap can be told:", without, lambda f: f.no_gap)
    items += [Item("Left out.", fault) for fault in framework.faults]
    return (Items(tuple(items), small=True),) if items else (Text("Nothing is missing."),)


def _without_target(followed: Sequence[Followed]) -> Iterable[str]:
    without = [found for found in followed if found.measure.target is None]
    if without and len(without) == len(followed):
        yield f"No measure has one. {NEEDS}"
    elif without:
        yield f"{_names(without)}. {NEEDS}"


def _by_reason(
    lead: str, followed: Sequence[Followed], reason: Callable[[Followed], str]
) -> list[Item]:
    held: dict[str, list[Followed]] = {}
    for found in followed:
        held.setdefault(reason(found), []).append(found)
    return [Item(f"{lead} {why}.", f"{_names(found)}.") for why, found in held.items()]


def _names(followed: Iterable[Followed]) -> str:
    return "; ".join(found.label for found in followed)


def _caveats(followed: Sequence[Followed]) -> tuple[Items, ...]:
    """Return each caveat once, under the measures that it is of."""
    of: dict[str, list[str]] = {}
    for found in followed:
        for caveat in found.view.caveats if found.view else ():
            if caveat.id != SAID_ONCE or found.no_gap != NO_DISTRICT_GAP:
                of.setdefault(caveat.text, []).append(found.label)
    together: dict[tuple[str, ...], list[str]] = {}
    for text, labels in of.items():
        together.setdefault(tuple(dict.fromkeys(labels)), []).append(text)
    items = [Item(f"{_lead(labels)}.", " ".join(texts)) for labels, texts in together.items()]
    return (Items(tuple(items), small=True),) if items else ()


def _lead(labels: Sequence[str]) -> str:
    return "; ".join(labels) if len(labels) <= MOST_NAMES else f"Of {len(labels)} measures"


def _sources(framework: Framework, followed: Sequence[Followed]) -> Iterable[Text | Items]:
    """Return the sources by licence and publisher, then every attribution once."""
    sources = {s.id: s for found in followed if found.view for s in found.view.sources}
    licences: dict[str, dict[str, list[Source]]] = {}
    for source in sources.values():
        licences.setdefault(source.licence, {}).setdefault(source.publisher, []).append(source)
    for licence, publishers in licences.items():
        items = (
            Item(f"{name}:", "", links=tuple((s.title, s.url) for s in held))
            for name, held in publishers.items()
        )
        yield Text(f"{licence}:", "note")
        yield Items(tuple(items), small=True)
    credits = words.once(s.attribution.rstrip(".") for s in sources.values() if s.attribution)
    if credits:
        yield Text(f"{'. '.join(credits)}.", "note")
    local = [f"{one.label}: {one.source}" for one in framework.local.values()]
    if local:
        yield Text(f"Entered by hand: {'; '.join(local)}.", "note")
