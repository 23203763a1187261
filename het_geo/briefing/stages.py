"""The figures that could open a briefing, in stages: the surest first, the widest gap first."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from math import isnan

from het_geo.atlas.atlas import Atlas
from het_geo.atlas.leads import leads
from het_geo.atlas.views import IndicatorView
from het_geo.briefing import earn
from het_geo.briefing.audience import is_candidate, level_of
from het_geo.briefing.model import Audience
from het_geo.briefing.screens.gap import ends_of_gap
from het_geo.catalogue.records import Indicator
from het_geo.compare import Verdict, verdict
from het_geo.figures import Status
from het_geo.geography import Level

PLAIN = "block"  # the record of the catalogue that says which kinds of figures are plain
VISITORS = "town_centre"  # the caveat of rates that count visitors' events over residents
MOST, LEAST = 3, 2  # gaps about a principle or group; fewer are said to be little
PLACE_STAGES = (
    "First come the gaps widest by the index of disparity (how uneven areas are, by their people), "
    "of figures whose worst and best areas can be told apart, 95% sure; then gaps in figures "
    "without a margin of error, of which no area is ranked; then figures of the whole place that "
    "are surely worse than England’s, the farthest first in shares of it. Left out are figures "
    "that are not adjusted for age where age decides, recorded crime divided by residents (town "
    "centres stand out), and those where fewer of the people counted is no aim."
)
AREA_STAGES = (
    "First come figures whose whole 95% interval is on the worse side of England, the farthest "
    "first by how far the district’s areas spread (added up over the areas here); then the place’s "
    "widest gaps in which an area here is better or worse than England; then plain figures without "
    "a margin of error, of which these areas lie on the worse side of England. Left out are "
    "figures that are not adjusted for age where age decides."
)
LED = "In each stage the figure that leads a building block on Home is tried before its others."
Pick = tuple[str, Level]


@dataclass(frozen=True)
class Stage:
    """Figures in the order they are tried in, and what each has to show, asked one at a time.

    ``most``: about a principle or group, none is taken of it once so many gaps are found.
    """

    picks: Sequence[Pick]
    earned: Callable[[Pick], bool]
    most: int


def stages_of(atlas: Atlas, audience: Audience, today: date) -> tuple[Stage, ...]:
    """Return the stages of an audience, as :data:`PLACE_STAGES` or :data:`AREA_STAGES` says."""
    level, codes = level_of(atlas, audience), audience.codes
    sure, unsure = (led(atlas, own) for own in _between_areas(atlas, audience, level, today))
    if not codes:
        between = Stage(sure, lambda pick: _is_told_apart(atlas, pick), MOST)
        whole = Stage(led(atlas, _worse(atlas, audience, Level.DISTRICT, today)), _any, MOST)
        return between, Stage(unsure, _any, LEAST), whole

    def apart(pick: Pick) -> bool:
        return _is_told(atlas, pick, codes, earn.is_apart) and _is_told_apart(atlas, pick)

    def behind(pick: Pick) -> bool:
        return _is_told(atlas, pick, codes, earn.is_behind)

    worse = Stage(led(atlas, _worse(atlas, audience, level, today)), _any, MOST)
    return worse, Stage(sure, apart, LEAST), Stage(unsure, behind, LEAST)


def led(atlas: Atlas, picks: Sequence[Pick]) -> list[Pick]:
    """Return figures in order, but the one that leads its block on Home as the block's first."""
    first: dict[str, int] = {}
    blocks = [atlas.pack.catalogue.indicators[name].block for name, _ in picks]
    for place, block in enumerate(blocks):
        first.setdefault(block, place)

    def place_of(place: int) -> tuple[int, int]:
        (name, level), block = picks[place], blocks[place]
        lead = leads(atlas, level).get(block)
        return (first[block], 0) if lead and lead.indicator.id == name else (place, 1)

    return [picks[place] for place in sorted(range(len(picks)), key=place_of)]


def _any(_pick: Pick) -> bool:
    return True


def _is_told(
    atlas: Atlas,
    pick: Pick,
    codes: Sequence[str],
    rule: Callable[[IndicatorView, Sequence[str]], bool],
) -> bool:
    """Return whether any area with enough people behind its figure keeps a rule."""
    view = atlas.newest(*pick)
    return rule(view, [code for code in codes if earn.has_people(atlas, view, code)])


def _is_told_apart(atlas: Atlas, pick: Pick) -> bool:
    """Return whether no area could be both the worst and the best."""
    view = atlas.newest(*pick)
    worst, best = atlas.could_be(view) if view.ranked else ([], [])
    return bool(worst and best) and not set(worst) & set(best)


def _between_areas(
    atlas: Atlas, audience: Audience, level: Level, today: date
) -> tuple[list[Pick], list[Pick]]:
    """Return figures by their gap between all areas of a level: with a margin, and without."""
    table = atlas.newest_gaps(level)
    order = table.sort_values("disparity", ascending=False, kind="stable", na_position="last").index
    indicators = [atlas.pack.catalogue.indicators[str(name)] for name in order]
    meant = [i for i in indicators if _is_meant(atlas, i, audience, level, today)]
    limited = {i.id for i in meant if atlas.newest(i.id, level).table["lower"].notna().any()}
    plain = atlas.pack.catalogue.leads[PLAIN].kinds  # a score tells its reader nothing by itself
    sure = [(i.id, level) for i in meant if i.id in limited]
    return sure, [(i.id, level) for i in meant if i.id not in limited and i.kind in plain]


def _is_meant(
    atlas: Atlas, indicator: Indicator, audience: Audience, level: Level, today: date
) -> bool:
    """Return whether closing a gap is an aim, and it is recent and of people at its worse end."""
    aimed = is_candidate(indicator, audience) and indicator.closable
    if not aimed or VISITORS in indicator.caveats:
        return False
    view = atlas.newest(indicator.id, level)
    ends = ends_of_gap(view)
    return len(ends) == 2 and earn.is_recent(view, today) and earn.has_people(atlas, view, ends[0])


def _worse(atlas: Atlas, audience: Audience, level: Level, today: date) -> list[Pick]:
    """Return the figures in which areas are surely worse than England, the farthest first."""
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
