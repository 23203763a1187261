"""Which gaps open a briefing: a stated rule, and only gaps that can be told apart."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from math import isnan

from het_geo.briefing.audience import is_candidate, level_of
from het_geo.briefing.model import Audience
from het_geo.briefing.workspace import Workspace
from het_geo.catalogue import Indicator
from het_geo.compare import Verdict, verdict
from het_geo.geography import Level
from het_geo.profiles.column import Column

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


def widest(work: Workspace, audience: Audience) -> tuple[Pick, ...]:
    """Return the gaps that open an audience's briefing, by :func:`rule_of`, widest first."""
    level = level_of(work, audience)
    if not audience.codes:
        return _of_place(work, audience, level)
    found = _one_a_block(work, _behind(work, audience, level), MOST)
    found += [pick for pick in _of_place(work, audience, level) if pick not in found]
    behind = sum(1 for name, _ in found if _reach(work.column(name, level), audience.codes) > 0)
    return tuple(found[: max(min(behind, MOST), LEAST)])


def _of_place(work: Workspace, audience: Audience, level: Level) -> tuple[Pick, ...]:
    """Return the widest gaps between all areas of a level: sure ones, then unranked ones."""
    table = work.gaps(level)
    order = table.sort_values("disparity", ascending=False, kind="stable", na_position="last").index
    indicators = [work.indicator(str(name)) for name in order]
    meant = [i for i in indicators if is_candidate(i, audience) and i.closable]
    meant = [i for i in meant if VISITORS not in i.caveats]
    limited = [i for i in meant if work.column(i.id, level).view.table["lower"].notna().any()]
    sure = _one_a_block(work, _told_apart(work, limited, level), MOST)
    if len(sure) >= LEAST:
        return tuple(sure)
    rest = ((i.id, level) for i in meant if i not in limited)
    return tuple(sure + _one_a_block(work, rest, LEAST - len(sure)))


def _told_apart(work: Workspace, indicators: Iterable[Indicator], level: Level) -> Iterable[Pick]:
    """Yield the indicators of which no area could be both the worst and the best."""
    for indicator in indicators:
        view = work.view(indicator.id, level)
        worst, best = work.could_be(view) if view.ranked else ([], [])
        if worst and best and not set(worst) & set(best):
            yield indicator.id, level


def _behind(work: Workspace, audience: Audience, level: Level) -> Sequence[Pick]:
    """Return the indicators in which areas are surely worse than England, the farthest first."""
    reach = {
        column.indicator.id: _reach(column, audience.codes)
        for column in work.columns(level)
        if is_candidate(column.indicator, audience)
    }
    order = sorted((name for name in reach if reach[name] > 0), key=lambda name: -reach[name])
    return [(name, level) for name in order]


def _reach(column: Column, codes: Sequence[str]) -> float:
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


def _one_a_block(work: Workspace, picks: Iterable[Pick], most: int) -> list[Pick]:
    """Return the first picks, one for each building block; no more are asked for than needed."""
    found: list[Pick] = []
    held: set[str] = set()
    block: Callable[[Pick], str] = lambda pick: work.indicator(pick[0]).block  # noqa: E731
    for pick in picks if most > 0 else ():
        if block(pick) not in held:
            held.add(block(pick))
            found.append(pick)
        if len(found) >= most:
            break
    return found
