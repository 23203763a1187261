"""How a deck is proposed: what earns a place, which gaps are picked, in which order they stand.

1. **Earn** (:mod:`het_geo.briefing.earn`). A figure is recent, of enough people, and has a gap to
   tell; a screen says more than that nothing can be said.
2. **Pick** (:func:`picked`). Figures that could open a briefing stand in stages, the surest first
   (:mod:`het_geo.briefing.stages`). On everything, one is taken for each building block; about a
   principle or a group, whose figures are often of one block, one for each subject and three at
   most.
3. **Order** (:func:`story`). On everything, each block that has earned it is told before any block
   has a second screen, and no subject is told twice: where people live and what went which way are
   of subjects not told yet, and the closing draws on all gaps that were told. About a principle or
   a group the first gap is followed: where it lives, what closing it would take.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from het_geo.atlas.atlas import Atlas
from het_geo.briefing import earn
from het_geo.briefing.audience import level_of
from het_geo.briefing.model import Audience, Screen
from het_geo.briefing.screens.closing import is_countable
from het_geo.briefing.screens.course import tells_course
from het_geo.briefing.screens.little import neighbours
from het_geo.briefing.screens.tenths import widest_tenths
from het_geo.briefing.screens.together import together_rows
from het_geo.briefing.screens.trends import lines, telling
from het_geo.briefing.screens.where import can_be_placed, most_told
from het_geo.briefing.stages import AREA_STAGES, LEAST, LED, PLACE_STAGES, Pick, Stage, stages_of
from het_geo.catalogue.records import Catalogue
from het_geo.geography import Level
from het_geo.journey.here import NO_JOURNEY, Journey

EVERYTHING = (
    "Each building block with something to tell is told before any has a second screen, and no two "
    "screens are of one subject; where people live is told of what touches most people, and the "
    "last one draws on all gaps that were told."
)
THEME = (
    "About one principle or group there is one gap for each subject, up to three, and the first is "
    "followed; beside what went one way, one figure that went there and back is told."
)
Make = Callable[[str], Screen]


@dataclass
class Told:
    """What has been told so far: subjects, and on everything building blocks."""

    catalogue: Catalogue
    whole: bool
    subjects: set[str] = field(default_factory=set)
    blocks: set[str] = field(default_factory=set)

    def add(self, name: str) -> None:
        """Keep in mind that a figure has been told."""
        self.subjects.add(self.catalogue.subjects[name])
        self.blocks.add(self.catalogue.indicators[name].block)

    def is_new(self, name: str) -> bool:
        """Return whether a figure is of a subject that has not been told."""
        return self.catalogue.subjects[name] not in self.subjects

    def opens(self, name: str) -> bool:
        """Return whether a figure may open a story: on everything its block is new too."""
        block = self.catalogue.indicators[name].block
        return self.is_new(name) and not (self.whole and block in self.blocks)


def is_whole(audience: Audience) -> bool:
    """Return whether a briefing is on everything, about no principle and no group."""
    return not audience.principle and not audience.subgroup


def rule_of(audience: Audience) -> str:
    """Return the rule that screens are chosen by for an audience, in words."""
    stages = AREA_STAGES if audience.codes else PLACE_STAGES
    return f"{EVERYTHING if is_whole(audience) else THEME} {stages} {LED} {earn.RULE}"


def picked(atlas: Atlas, audience: Audience, today: date) -> tuple[Pick, ...]:
    """Return the gaps that open an audience's briefing, by :func:`rule_of`, in order.

    None, where no figure of the audience's principle or group has earned its place.
    """
    return _picked(atlas, audience, stages_of(atlas, audience, today))


def _picked(atlas: Atlas, audience: Audience, stages: Sequence[Stage]) -> tuple[Pick, ...]:
    told = Told(atlas.pack.catalogue, is_whole(audience))
    if told.whole and (life := widest_tenths(atlas, audience)):
        told.add(life)  # it has a screen of its own
    found: list[Pick] = []
    for stage in stages:
        for pick in stage.picks:
            room = told.whole or len(found) < stage.most
            if room and told.opens(pick[0]) and stage.earned(pick):
                told.add(pick[0])
                found.append(pick)
    return tuple(found)


def story(
    atlas: Atlas, audience: Audience, today: date, make: Make, journey: Journey = NO_JOURNEY
) -> Iterator[Screen]:
    """Yield the screens that have earned their place, in order; ``make`` makes one of its id.

    Where the measures of a ``journey`` stand is told once, before what is not known.
    """
    stages = stages_of(atlas, audience, today)
    picks = _picked(atlas, audience, stages)
    if earn.compares(begin := make("setting")):
        yield begin
    if len(picks) < LEAST and not is_whole(audience) and neighbours(atlas, audience):
        yield make("little")
    yield from (make(f"gap.{name}.{level}") for name, level in picks)
    parts = _whole(atlas, audience, today, stages, picks) if is_whole(audience) else (
        _themed(atlas, audience, today, picks)
    )  # fmt: skip
    for name in parts:
        if name == "unknown" and tells_course(atlas, audience, journey):
            yield make("course")
        screen = make(name)
        if name != "better" or earn.tells_change(screen):
            yield screen


def _whole(
    atlas: Atlas, audience: Audience, today: date, stages: Sequence[Stage], picks: Sequence[Pick]
) -> Iterator[str]:
    """Yield what follows the gaps on everything: ids of screens, each of a subject of its own."""
    told = Told(atlas.pack.catalogue, whole=True)
    for name, _ in picks:
        told.add(name)
    if life := widest_tenths(atlas, audience):
        told.add(life)
        yield f"tenths.{life}.{Level.DISTRICT}"
    inside = _second(atlas, audience, stages, told)
    for name, _ in inside:
        told.add(name)
    where = [f"where.{name}.{level}" for name, level in inside]
    went = [name for name in telling(atlas, audience, today) if told.is_new(name)]
    opening = [name for name in went if told.opens(name)]  # of a block that is not told yet
    line = [f"trend.{name}.{_trend_level(atlas, audience)}" for name in (opening or went)[:1]]
    yield from ("better", *line, *where) if opening else (*where, "better", *line)
    yield "unknown"
    if len(together_rows(atlas, audience, picks)) > 1:
        yield "closing"


def _second(
    atlas: Atlas, audience: Audience, stages: Sequence[Stage], told: Told
) -> tuple[Pick, ...]:
    """Return the figure of most people, of a subject not told, whose people can be placed."""

    def people(pick: Pick) -> float:
        view = atlas.newest(*pick)
        codes = audience.codes or view.table.index
        return float(view.table["numerator"].reindex(list(codes)).sum())

    for stage in stages:
        new = [p for p in stage.picks if told.is_new(p[0]) and can_be_placed(atlas, audience, p)]
        for pick in sorted(new, key=people, reverse=True):
            if stage.earned(pick):
                return (pick,)
    return ()


def _themed(atlas: Atlas, audience: Audience, today: date, picks: Sequence[Pick]) -> Iterator[str]:
    """Yield what follows the gaps of a principle or group: ids of screens on the first of them."""
    local = [pick for pick in picks if pick[1] != Level.DISTRICT]
    if pick := most_told(atlas, audience, local):
        yield "where.{}.{}".format(*pick)
    if life := widest_tenths(atlas, audience):
        yield f"tenths.{life}.{Level.DISTRICT}"
    yield "better"
    for name in lines(atlas, audience, telling(atlas, audience, today)):
        yield f"trend.{name}.{_trend_level(atlas, audience)}"
    yield "unknown"
    if pick := next((pick for pick in local if is_countable(atlas, audience, *pick)), None):
        yield "closing.{}.{}".format(*pick)


def _trend_level(atlas: Atlas, audience: Audience) -> Level:
    return level_of(atlas, audience) if audience.codes else Level.DISTRICT
