"""The first page of a profile: pure data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from het_geo.geography import Level
from het_geo.sentences.minute_words import Minute, TileWords


@dataclass(frozen=True)
class TileCard:
    """A tile as files have it: its words, and what its strip is drawn from.

    ``values`` are the figures of the areas beside it, without its own; ``own`` and ``beside`` (that
    of England, or the place, which ``line`` names) are ``None`` where there is none.
    """

    words: TileWords
    values: tuple[float, ...] = ()
    own: float | None = None
    beside: float | None = None
    line: str = ""


@dataclass(frozen=True)
class Shaded:
    """What a small map is coloured by: the figure that the minute speaks of first.

    ``title`` is the indicator and its period; ``key`` what dark colours mean, "" where nothing is
    coloured; ``fills`` the colour of each area of ``level`` that has a figure, by code.
    """

    title: str
    key: str
    level: Level
    fills: Mapping[str, str]


@dataclass(frozen=True)
class Opening:
    """The first page of an area: its tiles, what is said in one minute, whom the figures are from.

    ``shaded`` is what its small map shows; ``None`` where the minute speaks of no figure.
    """

    cards: tuple[TileCard, ...]
    minute: Minute
    credit: str
    shaded: Shaded | None = None
