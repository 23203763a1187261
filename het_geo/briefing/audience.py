"""Whom a briefing is for: checked against the pack, and said in words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from het_geo import words
from het_geo.atlas.atlas import Atlas
from het_geo.atlas.gaps.matrix import NO_GAP
from het_geo.atlas.gaps.principle import EVERYONE
from het_geo.briefing.model import Audience
from het_geo.catalogue.records import Indicator
from het_geo.catalogue.vocabulary import CONTEXT, SEVERAL
from het_geo.errors import BriefingError
from het_geo.geography import Level, kind_of, shortened

KINDS = (Level.WARD, Level.LSOA, Level.OWN)
SHOWN = (Level.WARD, Level.LSOA, Level.MSOA, Level.OWN, Level.DISTRICT)  # that a screen can be of
NAMED = 3  # areas that a title can name


class Checked(NamedTuple):
    """An audience whose areas stand in the pack, with a notice for each thing left out."""

    audience: Audience
    notices: tuple[str, ...]


def checked(
    atlas: Atlas, codes: Sequence[str] = (), principle: int = 0, subgroup: str = ""
) -> Checked:
    """Return the audience that the pack can serve, with a notice for what it cannot.

    Areas are wards or neighbourhoods, each once, in the pack's order; the district's own code
    means the whole place. Of a mixture, the first one's kind is kept.
    """
    notices: list[str] = []
    place, levels = atlas.district.label, atlas.know.levels
    asked = list(dict.fromkeys(code.strip().upper() for code in codes if code.strip()))
    if atlas.pack.district in asked:
        asked = []
    known = [code for code in asked if levels.get(code) in KINDS]
    for code in asked:
        if code in levels and code not in known:
            what = f"{atlas.know.labels[code]} is {kind_of(Level(levels[code]))}"
            notices.append(f"{what}, and a briefing is for wards or neighbourhoods: left out.")
        elif code not in known:
            notices.append(f"“{shortened(code)}” is no ward or neighbourhood of {place}: left out.")
    kept = [code for code in known if levels[code] == levels[known[0]]]
    for code in known:
        if code not in kept:
            what = f"{atlas.know.labels[code]} is {kind_of(Level(levels[code]))}"
            notices.append(f"{what}, and the others are not: left out.")
    order = [code for code in atlas.pack.areas.index if code in set(kept)]
    filters = _filters(atlas, principle, subgroup, notices)
    return Checked(Audience(tuple(order), *filters), tuple(notices))


def _filters(atlas: Atlas, principle: int, subgroup: str, notices: list[str]) -> tuple[int, str]:
    """Return principle and group where the catalogue has them; else a notice is added."""
    catalogue = atlas.pack.catalogue
    if principle and principle not in catalogue.principles:
        said = shortened(str(principle), 20)
        notices.append(f"There is no Marmot principle {said}: all indicators are used.")
        principle = 0
    if subgroup and subgroup not in catalogue.subgroups:
        notices.append(f"There is no group “{shortened(subgroup)}”: all indicators are used.")
        subgroup = ""
    return principle, subgroup


def require(atlas: Atlas, audience: Audience) -> Audience:
    """Return the audience, each area once and in the pack's order.

    Raises:
        BriefingError: an area, principle or group that the pack does not have, or areas of two
            kinds.
    """
    found = checked(atlas, audience.codes, audience.principle, audience.subgroup)
    if found.notices:
        raise BriefingError(" ".join(found.notices))
    return found.audience


def level_of(atlas: Atlas, audience: Audience) -> Level:
    """Return the level of an audience's areas; wards for the whole place."""
    if not audience.codes:
        return Level.WARD
    return Level(atlas.know.levels[audience.codes[0]])


def is_in(indicator: Indicator, audience: Audience) -> bool:
    """Return whether an indicator belongs to the audience's principle and group.

    A figure of most principles, such as deprivation as a whole, tells of none in particular. Of the
    principle of racism are its own figures: all others are about places, whoever lives there.
    """
    if audience.principle:
        own = indicator.principles
        if indicator.partition or audience.principle not in own or len(own) > SEVERAL:
            return False
    return not audience.subgroup or audience.subgroup in indicator.subgroups


def is_candidate(indicator: Indicator, audience: Audience) -> bool:
    """Return whether a gap in an indicator can be an audience's: it is judged and is meant.

    Who lives where is no gap, nor is what follows age, nor a place's number of people.
    """
    if not indicator.judged or indicator.partition or indicator.block == CONTEXT:
        return False
    return indicator.kind not in NO_GAP and is_in(indicator, audience)


def said(atlas: Atlas, audience: Audience) -> str:
    """Return the audience as sentences say it: "Luton", "Dallow ward", "4 wards of Luton"."""
    if not audience.codes:
        return atlas.district.label
    names = [atlas.know.labels[code] for code in audience.codes]
    if len(names) <= NAMED:
        return words.listed(names)
    level = level_of(atlas, audience)
    return f"{words.count_of(len(names), level.one, level.many)} of {atlas.district.label}"


def theme(atlas: Atlas, audience: Audience) -> str:
    """Return the principle and the group that an audience keeps to, or ""."""
    catalogue = atlas.pack.catalogue
    parts = []
    if audience.principle:
        label = catalogue.principles[audience.principle].label
        parts.append(f"Marmot principle {audience.principle}: {label}")
    if audience.subgroup:
        parts.append(catalogue.subgroups[audience.subgroup].label)
    return "; ".join(parts)


def blanks_for(atlas: Atlas, audience: Audience) -> list[tuple[str, str, str]]:
    """Return what nobody measures here (label, why, whom to ask), of the audience's theme.

    Of a principle, its own; of a group, those of the principles that most of its figures are of.
    """
    blanks = atlas.pack.catalogue.blanks.values()
    own = [b for b in blanks if set(b.principles) & _principles(atlas, audience)]
    kept = own if own or audience.principle == EVERYONE else list(blanks)
    return [(b.label, b.why, b.ask) for b in kept]


def _principles(atlas: Atlas, audience: Audience) -> set[int]:
    """Return the principles of an audience's blanks: its own; its group's foremost; or all."""
    if audience.principle or not audience.subgroup:
        return {audience.principle} if audience.principle else set(atlas.pack.catalogue.principles)
    indicators = atlas.pack.catalogue.indicators.values()
    counts = Counter(n for i in indicators if is_in(i, audience) for n in i.principles)
    most = max(counts.values(), default=0)
    return {n for n, count in counts.items() if 2 * count > most}
