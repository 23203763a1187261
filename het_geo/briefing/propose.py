"""From an audience to a briefing as it is proposed, and from an id to a screen.

Which screens, and in which order: :mod:`het_geo.briefing.rule`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date

from het_geo.atlas.atlas import Atlas
from het_geo.briefing.audience import SHOWN, require, said, theme
from het_geo.briefing.cards import cards
from het_geo.briefing.cards.doing import with_doing
from het_geo.briefing.model import Audience, Briefing, Card, Screen
from het_geo.briefing.rule import picked, rule_of, story
from het_geo.briefing.screens.closing import closing
from het_geo.briefing.screens.course import RULE, course
from het_geo.briefing.screens.gap import area, gap
from het_geo.briefing.screens.little import little
from het_geo.briefing.screens.setting import setting, unknown
from het_geo.briefing.screens.tally import better
from het_geo.briefing.screens.tenths import tenths
from het_geo.briefing.screens.together import together
from het_geo.briefing.screens.trends import trend
from het_geo.briefing.screens.where import where
from het_geo.council import NOBODY, Council
from het_geo.errors import BriefingError
from het_geo.geography import Level, shortened
from het_geo.journey.here import NO_JOURNEY, Journey
from het_geo.words import begun

Maker = Callable[[Atlas, Audience, str, Level, date], Screen]
LONGEST_ID = 120
_OF_INDICATOR: dict[str, Maker] = {
    "gap": gap,
    "where": where,
    "trend": trend,
    "closing": closing,
    "tenths": tenths,
}
_PLAIN: dict[str, Callable[[Atlas, Audience], Screen]] = {
    "setting": setting,
    "little": little,
    "better": better,
    "unknown": unknown,
}


def propose(
    atlas: Atlas,
    audience: Audience,
    today: date,
    council: Council = NOBODY,
    journey: Journey = NO_JOURNEY,
) -> Briefing:
    """Return a briefing for an audience: screens in an order that can be read out.

    The setting; the gaps; where people live; what has changed; whether the place is on course;
    what is not known; what it would take. Each has earned its place (:mod:`het_geo.briefing.rule`).

    Args:
        atlas: the pack's atlas.
        audience: wards or neighbourhoods (all of one kind), or none for the whole place.
        today: the day to which the age of data is counted.
        council: who shows it, on its title screen.
        journey: the place's framework and what is written of it; none: nothing is said of either.

    Raises:
        BriefingError: the audience names what the pack does not have.
    """
    audience = require(atlas, audience)

    def make(name: str) -> Screen:
        return screen_of(atlas, audience, name, today, journey)

    screens = tuple(story(atlas, audience, today, make, journey))
    who, kept = said(atlas, audience), theme(atlas, audience)
    return Briefing(
        place=atlas.district,
        slug=atlas.pack.manifest.place,
        pack_version=atlas.pack.manifest.version,
        audience=audience,
        said=who,
        title=f"Briefing: {who}{f' ({kept})' if kept else ''}",
        rule=f"{rule_of(audience)} {RULE}" if journey.framework else rule_of(audience),
        screens=screens,
        proposed=tuple(screen.id for screen in screens),
        about=kept,
        council=council,
        journey=journey,
        where=atlas.pack.link,
    )


def screen_of(
    atlas: Atlas, audience: Audience, name: str, today: date, journey: Journey = NO_JOURNEY
) -> Screen:
    """Return the screen of an id for an audience, what is being done among its answers.

    Ids: ``setting``, ``setting.<area>``, ``little``, ``better``, ``course``, ``unknown``,
    ``closing``, ``gap.<indicator>.<level>``, ``where.…``, ``trend.…``, ``closing.…``, ``tenths.…``
    likewise, ``area.<indicator>.<area>``.

    Raises:
        BriefingError: the id is none of these, or names what the pack does not have.
    """
    if name == "course":
        return course(atlas, audience, journey, today)
    screen = _of_figures(atlas, audience, name, today)
    return replace(
        screen,
        headline=begun(screen.headline),
        notes=tuple(map(begun, screen.notes)),
        cards=with_doing(atlas, screen, screen.cards, journey, today),
    )


def _of_figures(atlas: Atlas, audience: Audience, name: str, today: date) -> Screen:
    kind, *rest = name[:LONGEST_ID].split(".")
    if name == "closing":
        return together(atlas, audience, picked(atlas, audience, today))
    if kind in _PLAIN and not rest:
        return _PLAIN[kind](atlas, audience)
    if kind == "setting" and len(rest) == 1:
        return _setting_of(atlas, rest[0])
    if kind == "area" and len(rest) == 2:
        _known_area(atlas, rest[1])
        return area(atlas, rest[0], rest[1], today)
    if kind in _OF_INDICATOR and len(rest) == 2:
        if rest[1] not in SHOWN:
            raise BriefingError(f"“{shortened(rest[1])}” is no kind of area")
        return _OF_INDICATOR[kind](atlas, audience, rest[0], Level(rest[1]), today)
    raise BriefingError(f"“{shortened(name)}” is no screen")


def _setting_of(atlas: Atlas, code: str) -> Screen:
    _known_area(atlas, code)
    return replace(setting(atlas, Audience((code,))), id=f"setting.{code}")


def _known_area(atlas: Atlas, code: str) -> None:
    if atlas.know.levels.get(code) not in SHOWN:
        raise BriefingError(f"there is no area “{shortened(code)}” in {atlas.district.label}")


def cards_for(
    atlas: Atlas, screen: Screen, today: date, journey: Journey = NO_JOURNEY
) -> tuple[Card, ...]:
    """Return the answers about every area of a screen's level, its own areas first.

    For a page or a file in which any ward can be asked about; ``()`` where a screen is of no
    single indicator. The answers are the same in everybody's briefing: they are worked out once.
    """
    if not screen.indicator:
        return ()
    view = atlas.newest(screen.indicator, Level(screen.level))
    every = [str(code) for code in view.table.index]
    key = ("answers about all", screen.indicator, str(screen.level), today)
    made = dict(zip(every, atlas.keep(key, lambda: cards(atlas, view, every, today))))
    others = cards(atlas, view, [code for code in screen.areas if code not in made], today)
    own = [made[code] for code in dict.fromkeys(screen.areas) if code in made]
    found = (*others, *own, *(made[code] for code in every if code not in screen.areas))
    return with_doing(atlas, screen, found, journey, today)


def jump_screens(atlas: Atlas, audience: Audience, today: date) -> Sequence[Screen]:
    """Return a screen for every ward, to be jumped to by name: its people and its verdicts."""
    codes = atlas.pack.codes(Level.WARD)
    return [screen_of(atlas, audience, f"setting.{code}", today) for code in codes]
