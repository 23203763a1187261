"""The notes of a profile: rules, caveats, what is not known, sources and words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby

from het_geo import words
from het_geo.document import SOURCES, UNKNOWN, Item, Items, Part, Section, Text
from het_geo.profiles.model import Profile
from het_geo.profiles.parts import SourceNote


def notes_of(profile: Profile) -> list[Section]:
    """Return the sections that close a document."""
    return [
        Section("Notes on the figures", _caveats(profile), closing=True),
        Section(UNKNOWN, _unknown(profile), closing=True),
        Section(SOURCES, source_parts(profile.sources), closing=True),
        Section("Words", _words(profile), closing=True),
    ]


MARKS = {
    " *": "* Shared out by population from a 2011 neighbourhood that was split.",
    " †": "† Mixed: its boundary was redrawn among several older neighbourhoods, so that figures "
    "for the older boundary are of nearly the same people, and not quite.",
}


def _caveats(profile: Profile) -> tuple[Part, ...]:
    rule = Text(f"What stands out: {profile.headline_rule}", "note")
    items = tuple(Item("", c.text) for c in profile.caveats)  # the rows bear their numbers
    marks = {row.mark for row in profile.rows}
    parts: list[Part] = [rule, *(Text(text, "note") for m, text in MARKS.items() if m in marks)]
    parts += [Items(items, numbered=True, small=True)] if items else []
    return tuple(parts)


def _unknown(profile: Profile) -> tuple[Part, ...]:
    reasons: dict[str, list[str]] = {}
    for line in profile.not_known:
        if line.kind == "indicator":
            reasons.setdefault(line.reason, []).append(line.label)
    items = [Item(reason, f"{'; '.join(labels)}.") for reason, labels in reasons.items()]
    items += [
        Item(f"{line.label}.", f"{line.reason} {line.ask}")
        for line in profile.not_known
        if line.kind != "indicator"
    ]
    return (Items(tuple(items), small=True),) if items else (Text("Nothing is missing."),)


def source_parts(sources: Sequence[SourceNote]) -> tuple[Part, ...]:
    """Return the sources by licence and publisher, then every attribution once."""
    licences: dict[str, dict[str, list[SourceNote]]] = {}
    for source in sources:
        licences.setdefault(source.licence, {}).setdefault(source.publisher, []).append(source)
    parts: list[Part] = []
    for licence, publishers in licences.items():
        items = (Item(f"{name}:", "", links=_links(held)) for name, held in publishers.items())
        parts += [Text(f"{licence}:", "note"), Items(tuple(items), small=True)]
    attributions = (s.attribution.removesuffix(".") for s in sources if s.attribution)
    parts.append(Text(f"{'. '.join(words.once(attributions))}.", "note"))
    return tuple(parts)


def _links(sources: Iterable[SourceNote]) -> tuple[tuple[str, str], ...]:
    """Return titles, each with its address; those of one time together, which is said once."""
    links = []
    for when, held in groupby(sorted(sources, key=_when), key=_when):
        *others, last = held
        said = f" ({'all of ' if others else ''}{when})" if when else ""
        links += [(s.title, s.url) for s in others] + [(f"{last.title}{said}", last.url)]
    return tuple(links)


def _when(source: SourceNote) -> str:
    """Return what a source is of, and how old the figures used of it are."""
    return "; ".join(filter(None, (source.period, source.age)))


def _words(profile: Profile) -> tuple[Part, ...]:
    items = tuple(Item(line.word, line.meaning) for line in profile.glossary)
    return (Items(items, small=True),)
