"""An area in one minute: three sentences to say, what has changed, and what is not known.

They are made of the tiles of an area (:mod:`het_geo.atlas.tiles`) by a stated rule, so that no
page chooses what is said of whom.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from math import log

import pandas as pd

from het_geo import phrases, words
from het_geo.atlas.rest import STANDS
from het_geo.atlas.tiles import Tile
from het_geo.atlas.views import IndicatorView
from het_geo.compare import Verdict
from het_geo.figures import Status
from het_geo.geography import Level
from het_geo.phrases import small
from het_geo.sentences.ages import told
from het_geo.sentences.beside import none_of
from het_geo.sentences.changed import ONE_IN_TWENTY, ran, what_changed
from het_geo.sentences.headlines import area_headline, not_sure, why_no_verdict
from het_geo.sentences.minute_words import Minute
from het_geo.sentences.tiles import no_figure
from het_geo.trends.change import Sureness

RULE = (
    "The first sentence counts how the figures that can be judged stand against England’s, and "
    "says where most other figures of a building block stand another way. Then come the figure "
    "that is worse by most and the one that is better by most: what counts is how many times "
    "England’s figure the nearer end of its 95% interval is. Where none is better, one comes that "
    "has become better by more than chance; then what else is worse, better or similar."
)
BEYOND = "more than chance"
APART = "not to be told apart"
NONE_HELD = "No earlier figure is held that can be compared."


def minute_of(tiles: Sequence[Tile], name: str, today: date) -> Minute:
    """Return the minute of an area.

    Args:
        tiles: its tiles.
        name: the area, as sentences say it.
        today: what ages are counted to.
    """
    two = _two(tiles, name)
    say = (standing(tiles, name), *_once_best_fit(list(two)))
    return Minute(say, _changed(tiles), _unknown(tiles, today), next(iter(two.values()), ""))


def _two(tiles: Sequence[Tile], name: str) -> dict[str, str]:
    """Return two sentences about one figure each, with the indicator that each speaks of."""
    worse, good = _headlines(_farthest(tiles, Verdict.WORSE)), _good(tiles, name)
    said = [*worse[:1], *good[:1], *worse[1:], *good[1:]]
    said += _headlines(_with(tiles, Verdict.SIMILAR))
    return dict(list(dict(said).items())[:2])


def _once_best_fit(said: Sequence[str]) -> list[str]:
    """Return sentences of one area, which say once that a ward's figure is a best fit."""
    return [text.replace(" (best fit)", "") if i else text for i, text in enumerate(said)]


def _headlines(tiles: Sequence[Tile]) -> list[tuple[str, str]]:
    """Return the headline of each tile, with its indicator."""
    return [(area_headline(t.view, t.code), t.view.indicator.id) for t in tiles if t.view]


def _good(tiles: Sequence[Tile], name: str) -> list[tuple[str, str]]:
    """Return what is better than England, the farthest first; else what became better."""
    if better := _farthest(tiles, Verdict.BETTER):
        return _headlines(better)
    return [
        (f"{own.label} in {name}: {small(ran(tile.view, tile.changed))}", own.id)
        for tile in tiles
        if tile.view and is_better_now(tile) and (own := tile.view.indicator)
    ]


def is_better_now(tile: Tile) -> bool:
    """Return whether a tile's figure became better since its first period, by more than chance."""
    if tile.view is None or tile.changed is None or tile.changed.breaks:
        return False
    side = tile.changed.whole.difference.value * tile.view.indicator.judged_polarity
    return tile.changed.whole.sure == Sureness.SURE and side > 0


_NUMBERS = ("none", "one", "two", "three", "four", "five", "six", "seven")


def standing(tiles: Sequence[Tile], name: str) -> str:
    """Return how many building blocks can be judged against England, and how they stand.

    A block most of whose other figures stand another way than the one that speaks for it is told
    apart, by both.
    """
    held = {verdict: _with(tiles, verdict) for verdict in STANDS}
    judged = sum(map(len, held.values()))
    if not judged:
        return f"No building block of {name} has a figure here that can be judged against England."
    every = _number(len(tiles))
    speak = f"one figure speaks for each of the {every} building blocks"
    can = f"{_number(judged)} of these {every} can be judged against England’s"
    alike: dict[str, list[str]] = {}
    for tile in (tile for own in held.values() for tile in own if not is_mixed(tile)):
        alike.setdefault(_way(tile), []).append(tile.block.label.lower())
    said = [f"In {name}, {speak}, and {can}.", *_ways(alike, judged)]
    return " ".join(
        [*said, *(_mixed(tile) for own in held.values() for tile in own if is_mixed(tile))]
    )


def _ways(alike: Mapping[str, Sequence[str]], judged: int) -> list[str]:
    """Return how the figures that speak for blocks stand, by way: together where all are alike."""
    ways = [f"{way} for {words.listed(blocks)}" for way, blocks in alike.items()]
    if not ways:
        return []
    ((way, blocks), *others), first = alike.items(), ", ".join(ways[:-1])
    if not others and way != APART and len(blocks) == judged > 1:
        both = "Both" if judged == 2 else f"All {_number(judged)}"
        return [f"{both} are {way}: {words.listed(blocks)}."]
    return [f"It is {f'{first}, and ' if first else ''}{ways[-1]}."]


def _way(tile: Tile) -> str:
    """Return how a tile’s figure stands, as the tile says it: a wide margin tells nothing."""
    wide = tile.comparison is not None and tile.comparison.wide
    return APART if wide else str(tile.verdict)


def is_mixed(tile: Tile) -> bool:
    """Return whether most of a block's other figures stand another way than its own.

    One other figure is most of them only where it is worse: what is worse is never left out.
    """
    most = tile.rest.mostly
    return most not in (None, tile.verdict) and (most == Verdict.WORSE or tile.rest.judged > 1)


def _mixed(tile: Tile) -> str:
    """Return how the figure that speaks for a block stands, and how most of the others do."""
    label = tile.view.indicator.label if tile.view else ""
    most, many = tile.rest.mostly, tile.rest.judged
    all_of_it = (
        f"{phrases.every(many)} of its other figures" if many > 1 else "its one other figure"
    )
    of = all_of_it if max(tile.rest) == many else f"{max(tile.rest)} of its {many} other figures"
    block = tile.block.label.lower()
    return f"For {block} it is {_way(tile)} in “{label}”, but {most} in {of}."


def _number(count: int) -> str:
    return _NUMBERS[count] if count < len(_NUMBERS) else str(count)


def _with(tiles: Sequence[Tile], verdict: Verdict) -> list[Tile]:
    """Return the tiles that are judged, and stand so against England."""
    return [tile for tile in tiles if tile.verdict == verdict and _judged(tile)]


def _judged(tile: Tile) -> bool:
    return tile.view is not None and tile.view.indicator.judged and _beside_england(tile.view)


def _beside_england(view: IndicatorView) -> bool:
    return view.chosen.level == Level.COUNTRY


def _farthest(tiles: Sequence[Tile], verdict: Verdict) -> list[Tile]:
    """Return the tiles that stand so against England, the farthest from it first.

    A figure that was cut off at all people leads nothing.
    """
    return sorted(_with(tiles, verdict), key=lambda tile: (_is_capped(tile), -_away(tile)))


def _is_capped(tile: Tile) -> bool:
    return tile.figure is not None and tile.figure.status == Status.CAPPED


def _away(tile: Tile) -> float:
    """Return by how many times the nearer limit is more or less than England’s figure, as a log."""
    if tile.view is None or tile.figure is None:
        return 0.0
    there = tile.view.chosen.value
    limits = (tile.figure.lower, tile.figure.upper)
    return min(abs(log(limit / there)) if limit > 0 < there else 0.0 for limit in limits)


def _changed(tiles: Sequence[Tile]) -> tuple[str, ...]:
    """Return what changed, a sentence a block, or that nothing can be compared."""
    said = [
        f"{tile.view.indicator.label}: {small(what_changed(tile.view, tile.changed))}"
        for tile in tiles
        if tile.view and tile.changed
    ]
    sure = any(BEYOND in line for line in said)
    return (*(said or [NONE_HELD]), *([ONE_IN_TWENTY] if sure else []))


def _unknown(tiles: Sequence[Tile], today: date) -> tuple[str, ...]:
    """Return what is not known, a sentence for each reason with the figures that have it.

    A block without a figure is named itself: of any other, "it" would be the block.
    """
    reasons: dict[str, list[str]] = {}
    for tile in tiles:
        of = tile.view.indicator.label if tile.view else tile.block.label
        for reason in _reasons(tile):
            reasons.setdefault(reason, []).append(of)
    said = [f"{'; '.join(those)}: {small(reason)}" for reason, those in reasons.items()]
    return (*said, *_oldest(tiles, today))


def _reasons(tile: Tile) -> list[str]:
    if tile.view is None or tile.figure is None:
        return [no_figure(tile)]
    makers: tuple[tuple[bool, Callable[[], str]], ...] = (
        (
            pd.isna(tile.view.chosen.value) or not _beside_england(tile.view),
            lambda: none_of(tile.view, tile.view.benchmark(Level.COUNTRY)) if tile.view else "",
        ),
        (pd.isna(tile.figure.lower), lambda: not_sure(tile.view) if tile.view else ""),
        (
            tile.view.indicator.follows_age,
            lambda: why_no_verdict(tile.view).strip() if tile.view else "",
        ),
        (tile.changed is None, lambda: "no earlier figure is held that can be compared."),
    )
    told = [caveat.told for caveat in tile.view.caveats if caveat.told]
    return [words.capital(make()) for holds, make in makers if holds] + told


def _oldest(tiles: Sequence[Tile], today: date) -> list[str]:
    """Return which figures are the oldest, and how old."""
    known = [t for t in tiles if t.view and t.figure and t.view.period.known]
    if not known:
        return []
    end = min(tile.view.period.end for tile in known if tile.view)
    oldest = [tile for tile in known if tile.view and tile.view.period.end == end]
    blocks = words.listed([tile.block.label.lower() for tile in oldest])
    period = oldest[0].view.period if oldest[0].view else None
    return [f"The oldest figures ({blocks}) are of {told(period, today)}."] if period else []
