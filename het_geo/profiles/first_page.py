"""The first page of a profile: pure data."""

from __future__ import annotations

from dataclasses import dataclass

from het_geo.sentences.minute_words import Minute, TileWords


@dataclass(frozen=True)
class TileCard:
    """A tile as files have it: its words, and what its strip is drawn from.

    ``values`` are the figures of the areas beside it, without its own; ``own`` and ``beside`` (that
    of England, or the place) are ``None`` where there is none.
    """

    words: TileWords
    values: tuple[float, ...] = ()
    own: float | None = None
    beside: float | None = None


@dataclass(frozen=True)
class Opening:
    """The first page of an area: its tiles, what is said in a minute, whom the figures are from."""

    cards: tuple[TileCard, ...]
    minute: Minute
    credit: str
