"""From an audience to an order of screens, and from a screen's id to the screen."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date

from het_geo.briefing.audience import level_of, require, said, theme
from het_geo.briefing.cards import cards
from het_geo.briefing.choose import rule_of, widest
from het_geo.briefing.model import Audience, Briefing, Card, Screen
from het_geo.briefing.screens.closing import closing, is_countable
from het_geo.briefing.screens.gap import area, gap
from het_geo.briefing.screens.setting import setting
from het_geo.briefing.screens.trends import better, telling, trend
from het_geo.briefing.screens.unknown import unknown
from het_geo.briefing.screens.where import can_be_counted, where
from het_geo.briefing.workspace import Workspace
from het_geo.errors import BriefingError
from het_geo.geography import Level
from het_geo.names import shortened

Maker = Callable[[Workspace, Audience, str, Level, date], Screen]
LONGEST_ID = 120
_OF_INDICATOR: dict[str, Maker] = {"gap": gap, "where": where, "trend": trend, "closing": closing}
_PLAIN: dict[str, Callable[[Workspace, Audience], Screen]] = {
    "setting": setting,
    "better": better,
    "unknown": unknown,
}


def propose(work: Workspace, audience: Audience, today: date) -> Briefing:
    """Return a briefing for an audience: six to ten screens in an order that can be read out.

    The setting; the widest gaps; where they live; what is getting better; what is not known; what
    closing a gap would take.

    Args:
        work: the pack's workspace.
        audience: wards or neighbourhoods (all of one kind), or none for the whole place.
        today: the day to which the age of data is counted.

    Raises:
        BriefingError: the audience names what the pack does not have.
    """
    audience = require(work, audience)
    ids = _proposed(work, audience)
    screens = tuple(screen_of(work, audience, name, today) for name in ids)
    who, kept = said(work, audience), theme(work, audience)
    return Briefing(
        place=work.district,
        slug=work.pack.manifest.place,
        pack_version=work.pack.manifest.version,
        audience=audience,
        said=who,
        title=f"Briefing: {who}{f' ({kept})' if kept else ''}",
        rule=rule_of(audience),
        screens=screens,
        proposed=tuple(screen.id for screen in screens),
    )


def _proposed(work: Workspace, audience: Audience) -> list[str]:
    picks = widest(work, audience)
    ids = ["setting", *(f"gap.{name}.{level}" for name, level in picks)]
    counted = [pick for pick in picks if can_be_counted(work.view(*pick))] or list(picks)
    if counted:
        ids.append("where.{}.{}".format(*counted[0]))
    ids.append("better")
    if name := telling(work, audience):
        level = level_of(work, audience) if audience.codes else Level.DISTRICT
        ids.append(f"trend.{name}.{level}")
    ids.append("unknown")
    closable = [pick for pick in picks if is_countable(work, audience, *pick)] or list(picks)
    if closable:
        ids.append("closing.{}.{}".format(*closable[0]))
    return ids


def screen_of(work: Workspace, audience: Audience, name: str, today: date) -> Screen:
    """Return the screen of an id for an audience.

    Ids: ``setting``, ``setting.<area>``, ``better``, ``unknown``, ``gap.<indicator>.<level>``,
    ``where.…``, ``trend.…``, ``closing.…`` likewise, ``area.<indicator>.<area>``.

    Raises:
        BriefingError: the id is none of these, or names what the pack does not have.
    """
    kind, *rest = name[:LONGEST_ID].split(".")
    if kind in _PLAIN and not rest:
        return _PLAIN[kind](work, audience)
    if kind == "setting" and len(rest) == 1:
        return _setting_of(work, rest[0])
    if kind == "area" and len(rest) == 2:
        _known_area(work, rest[1])
        return area(work, rest[0], rest[1], today)
    if kind in _OF_INDICATOR and len(rest) == 2:
        if rest[1] not in (Level.WARD, Level.LSOA, Level.MSOA, Level.DISTRICT):
            raise BriefingError(f"“{shortened(rest[1])}” is no kind of area")
        return _OF_INDICATOR[kind](work, audience, rest[0], Level(rest[1]), today)
    raise BriefingError(f"“{shortened(name)}” is no screen")


def _setting_of(work: Workspace, code: str) -> Screen:
    _known_area(work, code)
    return replace(setting(work, Audience((code,))), id=f"setting.{code}")


def _known_area(work: Workspace, code: str) -> None:
    known = (Level.WARD, Level.LSOA, Level.MSOA, Level.DISTRICT)
    if work.know.levels.get(code) not in known:
        raise BriefingError(f"there is no area “{shortened(code)}” in {work.district.label}")


def cards_for(work: Workspace, screen: Screen, today: date) -> tuple[Card, ...]:
    """Return the answers about every area of a screen's level, its own areas first.

    For a page or a file in which any ward can be asked about; ``()`` where a screen is of no
    single indicator.
    """
    if not screen.indicator:
        return ()
    view = work.view(screen.indicator, Level(screen.level))
    return cards(work, view, [*screen.areas, *map(str, view.table.index)], today)


def jump_screens(work: Workspace, audience: Audience, today: date) -> Sequence[Screen]:
    """Return a screen for every ward, to be jumped to by name: its people and its verdicts."""
    codes = work.pack.codes(Level.WARD)
    return [screen_of(work, audience, f"setting.{code}", today) for code in codes]
