"""Which gaps open a briefing: the widest of the figures that have earned their place."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from math import isnan

from het_geo.atlas.atlas import Atlas
from het_geo.atlas.views import IndicatorView
from het_geo.briefing import earn
from het_geo.briefing.audience import is_candidate, level_of
from het_geo.briefing.model import Audience
from het_geo.briefing.screens.gap import ends_of_gap
from het_geo.catalogue.records import Indicator
from het_geo.compare import Verdict, verdict
from het_geo.figures import Status
from het_geo.geography import Level

MOST, LEAST = 3, 2
PLAIN = "block"  # the record of the catalogue that says which kinds of figures are plain
VISITORS = "town_centre"  # the caveat of rates that count visitors' events over residents
PLACE_RULE = (
    "The gaps are those that are widest by the index of disparity (how uneven areas are, by their "
    "people), of the figures whose worst and best areas can be told apart, 95% sure: one for each "
    "building block (each subject, in a briefing about one principle or group) and three at most. "
    "Left out are figures that are not adjusted for age where age decides, recorded crime (divided "
    "by residents, so town centres stand out), and those where fewer of the people counted is no "
    "aim. Where that gives fewer than two, a figure without a margin of error follows, and no area "
    "of it is ranked. About one principle or group, figures of the whole place follow that are "
    f"surely worse than England’s, the farthest first in shares of it. {earn.RULE}"
)
AREA_RULE = (
    "The gaps are the figures whose whole 95% interval is on the worse side of England, the "
    "farthest from it by how far the district’s areas of the same level spread (added up over "
    "the areas of this briefing): one for each building block (each subject, in a briefing about "
    "one principle or group) and three at most. Left out are figures that are not adjusted for age "
    "where age decides. Where that gives fewer than two, the place’s own widest gaps follow in "
    "which an area here is better or worse than England; of figures without a margin of "
    f"error, plain ones in which these areas lie on the worse side of England. {earn.RULE}"
)
Pick = tuple[str, Level]


def rule_of(audience: Audience) -> str:
    """Return the rule that gaps are chosen by for an audience, in words."""
    return AREA_RULE if audience.codes else PLACE_RULE


def widest(atlas: Atlas, audience: Audience, today: date) -> tuple[Pick, ...]:
    """Return the gaps that open an audience's briefing, by :func:`rule_of`, widest first.

    None, where no figure of the audience's principle or group has earned its place.
    """
    level = level_of(atlas, audience)
    sure, unsure = _of_place(atlas, audience, level, today)
    found: list[Pick] = []
    if audience.codes:
        found = _each_once(atlas, audience, found, _behind(atlas, audience, level, today), MOST)
        codes = audience.codes
        sure = (p for p in sure if _is_told(atlas, p, codes, earn.is_apart))
        unsure = (p for p in unsure if _is_told(atlas, p, codes, earn.is_behind))
    found = _each_once(atlas, audience, found, sure, LEAST if audience.codes else MOST)
    found = _each_once(atlas, audience, found, unsure, LEAST)
    if not audience.codes and (audience.principle or audience.subgroup):
        whole = _behind(atlas, audience, Level.DISTRICT, today)
        found = _each_once(atlas, audience, found, whole, MOST)
    return tuple(found)


def _is_told(
    atlas: Atlas,
    pick: Pick,
    codes: Sequence[str],
    rule: Callable[[IndicatorView, Sequence[str]], bool],
) -> bool:
    """Return whether any area with enough people behind its figure keeps a rule."""
    view = atlas.newest(*pick)
    return rule(view, [code for code in codes if earn.has_people(atlas, view, code)])


def _of_place(
    atlas: Atlas, audience: Audience, level: Level, today: date
) -> tuple[Iterator[Pick], Iterator[Pick]]:
    """Return the widest gaps between all areas of a level: sure ones, and unranked ones."""
    table = atlas.newest_gaps(level)
    order = table.sort_values("disparity", ascending=False, kind="stable", na_position="last").index
    indicators = [atlas.pack.catalogue.indicators[str(name)] for name in order]
    meant = [i for i in indicators if is_candidate(i, audience) and i.closable]
    meant = [i for i in meant if VISITORS not in i.caveats]
    meant = [i for i in meant if _has_earned(atlas, atlas.newest(i.id, level), today)]
    limited = {i.id for i in meant if atlas.newest(i.id, level).table["lower"].notna().any()}
    sure = _told_apart(atlas, [i for i in meant if i.id in limited], level)
    plain = atlas.pack.catalogue.leads[PLAIN].kinds  # a score tells its reader nothing by itself
    unsure = ((i.id, level) for i in meant if i.id not in limited and i.kind in plain)
    return sure, unsure


def _has_earned(atlas: Atlas, view: IndicatorView, today: date) -> bool:
    """Return whether the gap between all areas is recent, and of enough people at its worse end."""
    ends = ends_of_gap(view)
    return len(ends) == 2 and earn.is_recent(view, today) and earn.has_people(atlas, view, ends[0])


def _told_apart(atlas: Atlas, indicators: Iterable[Indicator], level: Level) -> Iterator[Pick]:
    """Yield the indicators of which no area could be both the worst and the best."""
    for indicator in indicators:
        view = atlas.newest(indicator.id, level)
        worst, best = atlas.could_be(view) if view.ranked else ([], [])
        if worst and best and not set(worst) & set(best):
            yield indicator.id, level


def _behind(atlas: Atlas, audience: Audience, level: Level, today: date) -> Sequence[Pick]:
    """Return the indicators in which areas are surely worse than England, the farthest first."""
    reach = {
        column.indicator.id: _reach(atlas, column, audience.codes or (atlas.pack.district,))
        for column in atlas.newest_views(level).values()
        if is_candidate(column.indicator, audience) and earn.is_recent(column, today)
    }
    order = sorted((name for name in reach if reach[name] > 0), key=lambda name: -reach[name])
    return [(name, level) for name in order]


def _reach(atlas: Atlas, column: IndicatorView, codes: Sequence[str]) -> float:
    """Return how far beyond England areas surely are, in the district's standard deviations.

    The district itself, which has none, in shares of England's figure. Added up over the areas that
    are worse, with enough people behind their figure: from England to the nearer limit of each.
    """
    england = column.benchmark(Level.COUNTRY).value
    sd = column.behind.sd if column.behind else 0.0
    if isnan(england) or (column.level != Level.DISTRICT and not sd):
        return 0.0
    polarity, total = column.indicator.judged_polarity, 0.0
    for code in codes:
        own = column.figures[code]
        worse = verdict(own.lower, own.upper, england, polarity) == Verdict.WORSE
        if worse and own.status != Status.CAPPED and earn.has_people(atlas, column, code):
            near = own.lower - england if polarity < 0 else england - own.upper
            total += near / (sd or england)
    return total


def _each_once(
    atlas: Atlas, audience: Audience, found: list[Pick], picks: Iterable[Pick], most: int
) -> list[Pick]:
    """Return what is found and the first picks of other subjects, up to ``most`` in all.

    No more of them are asked for than needed.
    """
    held = [earn.subjects_of(atlas, audience, name) for name, _ in found]
    found = list(found)
    for pick in picks if len(found) < most else ():
        own = earn.subjects_of(atlas, audience, pick[0])
        if not any(own & other for other in held):
            held.append(own)
            found.append(pick)
        if len(found) >= most:
            break
    return found
