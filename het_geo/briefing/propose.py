"""From an audience to an order of screens: which gaps open it, and from an id to a screen."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import date
from math import isnan

from het_geo.atlas.atlas import Atlas
from het_geo.atlas.views import IndicatorView
from het_geo.briefing.audience import is_candidate, level_of, require, said, theme
from het_geo.briefing.cards import cards
from het_geo.briefing.model import Audience, Briefing, Card, Screen
from het_geo.briefing.screens.closing import closing, is_countable
from het_geo.briefing.screens.gap import area, gap
from het_geo.briefing.screens.setting import setting, unknown
from het_geo.briefing.screens.tally import better
from het_geo.briefing.screens.tenths import tenths, widest_tenths
from het_geo.briefing.screens.trends import telling, trend
from het_geo.briefing.screens.where import can_be_counted, where
from het_geo.catalogue.records import Indicator
from het_geo.compare import Verdict, verdict
from het_geo.council import NOBODY, Council
from het_geo.errors import BriefingError
from het_geo.geography import Level, shortened

MOST, LEAST = 3, 2
VISITORS = "town_centre"  # the caveat of rates that count visitors' events over residents
PLACE_RULE = (
    "The gaps are those that are widest by the index of disparity (how uneven areas are, by their "
    "people), of the figures whose worst and best areas can be told apart, 95% sure: one for each "
    "building block and three at most. Left out are figures that are not adjusted for age where "
    "age decides, recorded crime (divided by residents, so town centres stand out), and those "
    "where fewer of the people counted is no aim. Where that gives fewer than two, a figure "
    "without a margin of error follows, and no area of it is ranked."
)
AREA_RULE = (
    "The gaps are the figures whose whole 95% interval is on the worse side of England, the "
    "farthest from it by how far the district’s areas of the same level spread (added up over "
    "the areas of this briefing): one for each building block and three at most. Left out are "
    "figures that are not adjusted for age where age decides. Where that gives fewer than two, "
    "the place’s own widest gaps follow, and this briefing says how its areas stand in them."
)
Pick = tuple[str, Level]


def rule_of(audience: Audience) -> str:
    """Return the rule that gaps are chosen by for an audience, in words."""
    return AREA_RULE if audience.codes else PLACE_RULE


def widest(atlas: Atlas, audience: Audience) -> tuple[Pick, ...]:
    """Return the gaps that open an audience's briefing, by :func:`rule_of`, widest first."""
    level = level_of(atlas, audience)
    if not audience.codes:
        return _of_place(atlas, audience, level)
    found = _one_a_block(atlas, _behind(atlas, audience, level), MOST)
    found += [pick for pick in _of_place(atlas, audience, level) if pick not in found]
    behind = sum(1 for name, _ in found if _reach(atlas.newest(name, level), audience.codes) > 0)
    return tuple(found[: max(min(behind, MOST), LEAST)])


def _of_place(atlas: Atlas, audience: Audience, level: Level) -> tuple[Pick, ...]:
    """Return the widest gaps between all areas of a level: sure ones, then unranked ones."""
    table = atlas.newest_gaps(level)
    order = table.sort_values("disparity", ascending=False, kind="stable", na_position="last").index
    indicators = [atlas.pack.catalogue.indicators[str(name)] for name in order]
    meant = [i for i in indicators if is_candidate(i, audience) and i.closable]
    meant = [i for i in meant if VISITORS not in i.caveats]
    limited = [i for i in meant if atlas.newest(i.id, level).table["lower"].notna().any()]
    sure = _one_a_block(atlas, _told_apart(atlas, limited, level), MOST)
    if len(sure) >= LEAST:
        return tuple(sure)
    rest = ((i.id, level) for i in meant if i not in limited)
    return tuple(sure + _one_a_block(atlas, rest, LEAST - len(sure)))


def _told_apart(atlas: Atlas, indicators: Iterable[Indicator], level: Level) -> Iterable[Pick]:
    """Yield the indicators of which no area could be both the worst and the best."""
    for indicator in indicators:
        view = atlas.newest(indicator.id, level)
        worst, best = atlas.could_be(view) if view.ranked else ([], [])
        if worst and best and not set(worst) & set(best):
            yield indicator.id, level


def _behind(atlas: Atlas, audience: Audience, level: Level) -> Sequence[Pick]:
    """Return the indicators in which areas are surely worse than England, the farthest first."""
    reach = {
        column.indicator.id: _reach(column, audience.codes)
        for column in atlas.newest_views(level).values()
        if is_candidate(column.indicator, audience)
    }
    order = sorted((name for name in reach if reach[name] > 0), key=lambda name: -reach[name])
    return [(name, level) for name in order]


def _reach(column: IndicatorView, codes: Sequence[str]) -> float:
    """Return how far beyond England areas surely are, in the district's standard deviations.

    Added up over the areas that are worse: from England to the nearer limit of each.
    """
    england = column.benchmark(Level.COUNTRY).value
    if column.behind is None or isnan(england):
        return 0.0
    polarity, total = column.indicator.judged_polarity, 0.0
    for code in codes:
        own = column.figures[code]
        if verdict(own.lower, own.upper, england, polarity) == Verdict.WORSE:
            near = own.lower - england if polarity < 0 else england - own.upper
            total += near / column.behind.sd
    return total


def _one_a_block(atlas: Atlas, picks: Iterable[Pick], most: int) -> list[Pick]:
    """Return the first picks, one for each building block; no more are asked for than needed."""
    found: list[Pick] = []
    held: set[str] = set()
    block: Callable[[Pick], str] = lambda pick: atlas.pack.catalogue.indicators[pick[0]].block  # noqa: E731
    for pick in picks if most > 0 else ():
        if block(pick) not in held:
            held.add(block(pick))
            found.append(pick)
        if len(found) >= most:
            break
    return found


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
    "better": better,
    "unknown": unknown,
}


def propose(atlas: Atlas, audience: Audience, today: date, council: Council = NOBODY) -> Briefing:
    """Return a briefing for an audience: six to ten screens in an order that can be read out.

    The setting; the widest gaps; where they live; what is getting better; what is not known; what
    closing a gap would take.

    Args:
        atlas: the pack's atlas.
        audience: wards or neighbourhoods (all of one kind), or none for the whole place.
        today: the day to which the age of data is counted.
        council: who shows it, on its title screen.

    Raises:
        BriefingError: the audience names what the pack does not have.
    """
    audience = require(atlas, audience)
    ids = _proposed(atlas, audience)
    screens = tuple(screen_of(atlas, audience, name, today) for name in ids)
    who, kept = said(atlas, audience), theme(atlas, audience)
    return Briefing(
        place=atlas.district,
        slug=atlas.pack.manifest.place,
        pack_version=atlas.pack.manifest.version,
        audience=audience,
        said=who,
        title=f"Briefing: {who}{f' ({kept})' if kept else ''}",
        rule=rule_of(audience),
        screens=screens,
        proposed=tuple(screen.id for screen in screens),
        about=kept,
        council=council,
    )


def _proposed(atlas: Atlas, audience: Audience) -> list[str]:
    picks = widest(atlas, audience)
    ids = ["setting", *(f"gap.{name}.{level}" for name, level in picks)]
    counted = [pick for pick in picks if can_be_counted(atlas.newest(*pick))] or list(picks)
    if counted:
        ids.append("where.{}.{}".format(*counted[0]))
    if name := widest_tenths(atlas, audience):
        ids.append(f"tenths.{name}.{Level.DISTRICT}")
    ids.append("better")
    if name := telling(atlas, audience):
        level = level_of(atlas, audience) if audience.codes else Level.DISTRICT
        ids.append(f"trend.{name}.{level}")
    ids.append("unknown")
    closable = [pick for pick in picks if is_countable(atlas, audience, *pick)] or list(picks)
    if closable:
        ids.append("closing.{}.{}".format(*closable[0]))
    return ids


def screen_of(atlas: Atlas, audience: Audience, name: str, today: date) -> Screen:
    """Return the screen of an id for an audience.

    Ids: ``setting``, ``setting.<area>``, ``better``, ``unknown``, ``gap.<indicator>.<level>``,
    ``where.…``, ``trend.…``, ``closing.…``, ``tenths.…`` likewise, ``area.<indicator>.<area>``.

    Raises:
        BriefingError: the id is none of these, or names what the pack does not have.
    """
    kind, *rest = name[:LONGEST_ID].split(".")
    if kind in _PLAIN and not rest:
        return _PLAIN[kind](atlas, audience)
    if kind == "setting" and len(rest) == 1:
        return _setting_of(atlas, rest[0])
    if kind == "area" and len(rest) == 2:
        _known_area(atlas, rest[1])
        return area(atlas, rest[0], rest[1], today)
    if kind in _OF_INDICATOR and len(rest) == 2:
        if rest[1] not in (Level.WARD, Level.LSOA, Level.MSOA, Level.DISTRICT):
            raise BriefingError(f"“{shortened(rest[1])}” is no kind of area")
        return _OF_INDICATOR[kind](atlas, audience, rest[0], Level(rest[1]), today)
    raise BriefingError(f"“{shortened(name)}” is no screen")


def _setting_of(atlas: Atlas, code: str) -> Screen:
    _known_area(atlas, code)
    return replace(setting(atlas, Audience((code,))), id=f"setting.{code}")


def _known_area(atlas: Atlas, code: str) -> None:
    known = (Level.WARD, Level.LSOA, Level.MSOA, Level.DISTRICT)
    if atlas.know.levels.get(code) not in known:
        raise BriefingError(f"there is no area “{shortened(code)}” in {atlas.district.label}")


def cards_for(atlas: Atlas, screen: Screen, today: date) -> tuple[Card, ...]:
    """Return the answers about every area of a screen's level, its own areas first.

    For a page or a file in which any ward can be asked about; ``()`` where a screen is of no
    single indicator.
    """
    if not screen.indicator:
        return ()
    view = atlas.newest(screen.indicator, Level(screen.level))
    return cards(atlas, view, [*screen.areas, *map(str, view.table.index)], today)


def jump_screens(atlas: Atlas, audience: Audience, today: date) -> Sequence[Screen]:
    """Return a screen for every ward, to be jumped to by name: its people and its verdicts."""
    codes = atlas.pack.codes(Level.WARD)
    return [screen_of(atlas, audience, f"setting.{code}", today) for code in codes]
