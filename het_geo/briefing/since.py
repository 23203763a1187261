"""What changed since an earlier pack, in sentences."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

from het_geo import words
from het_geo.briefing.changes import Held, PackChanges, Revision, VerdictChange, changes_between
from het_geo.errors import PackError

NOTHING = "Nothing has changed."
NAMED = 4


def changes(old: Held, new: Held) -> PackChanges:
    """Return what differs between two packs of one place, in records and in sentences.

    Raises:
        PackError: the packs are of two places.
    """
    if old.manifest.code != new.manifest.code:
        raise PackError(
            f"The earlier pack is of {old.manifest.name}, this one of {new.manifest.name}: only "
            "packs of one place can be compared."
        )
    found: dict[str, Any] = changes_between(old, new)
    versions = (old.manifest.version, new.manifest.version)
    blank = PackChanges(new.manifest.name, *versions, **found, sentences=())
    said = (*getattr(old, "notices", ()), *_sentences(blank))
    return PackChanges(new.manifest.name, *versions, **found, sentences=said)


def _sentences(found: PackChanges) -> list[str]:
    parts = [
        _named("indicator", "is new", "are new", found.indicators_added),
        _named("indicator", "is gone", "are gone", found.indicators_removed),
        _named("period", "was added", "were added", _both(found.periods_added)),
        _named("period", "is gone", "are gone", _both(found.periods_removed)),
        _named("area", "is new", "are new", found.areas_added),
        _named("area", "is gone", "are gone", found.areas_removed),
        *_sources(found),
        *_revisions(found),
        *_verdicts(found.verdicts),
    ]
    said = [part for part in parts if part]
    if said:
        return [f"Since pack {found.before} (now {found.after}):", *said]
    if found.before == found.after:
        return [NOTHING]
    return [f"{NOTHING[:-1]} in the figures; files of the pack differ ({found.before}, now "
            f"{found.after})."]  # fmt: skip


def _both(pairs: Sequence[tuple[str, str]]) -> list[str]:
    return [f"{label} ({period})" for label, period in pairs]


def _named(noun: str, one: str, many: str, names: Sequence[str]) -> str:
    if not names:
        return ""
    count = words.count_of(len(names), f"{noun} {one}", f"{noun}s {many}")
    return f"{count}: {_some(names)}."


def _some(names: Sequence[str]) -> str:
    shown = [f"“{name}”" for name in names[:NAMED]]
    if len(names) > NAMED:
        shown.append(words.count_of(len(names) - NAMED, "other", "others"))
    return words.listed(shown)


def _sources(found: PackChanges) -> list[str]:
    if not found.sources:
        return []
    count = words.count_of(len(found.sources), "source has changed", "sources have changed")
    each = [f"{s.title}: {s.what}." for s in found.sources[:NAMED]]
    more = len(found.sources) - len(each)
    return [
        f"{count}.",
        *each,
        *([f"And {words.count_of(more, 'other', 'others')}."] if more else []),
    ]


def _revisions(found: PackChanges) -> list[str]:
    if not found.revisions:
        return []
    areas = sum(revision.areas for revision in found.revisions)
    figures = words.count_of(areas, "figure was revised", "figures were revised")
    names = {revision.indicator for revision in found.revisions}
    head = f"{figures}, in {words.count_of(len(names), 'indicator', 'indicators')}."
    each = [
        f"{r.label} ({r.period}): {words.count_of(r.areas, 'area', 'areas')}; the largest change "
        f"is in {r.area}, {_from_to(r)}."
        for r in sorted(found.revisions, key=lambda r: -r.areas)[:NAMED]
    ]
    return [head, *each]


def _from_to(found: Revision) -> str:
    if found.before == found.after:
        return f"too small to be seen in its {found.after}"
    return f"from {found.before} to {found.after}"


def _verdicts(found: Sequence[VerdictChange]) -> list[str]:
    if not found:
        return []
    head = words.count_of(len(found), "verdict of a ward", "verdicts of wards")
    kinds = Counter((change.before, change.after) for change in found)
    counts = [f"{count} from {one} to {two}" for (one, two), count in kinds.most_common()]
    each = [
        f"{v.area}, {v.label} ({v.period}): was {v.before}, is {v.after}." for v in found[:NAMED]
    ]
    return [f"{head} against England changed: {words.listed(counts)}.", *each]
