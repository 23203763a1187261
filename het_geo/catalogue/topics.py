"""Everyday words that stand for several figures, or for what no figure is of."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from fnmatch import fnmatchcase

from het_geo.catalogue.vocabulary import Unmeasured
from het_geo.errors import CatalogueError


@dataclass(frozen=True)
class Topic:
    """What people type, and the ``indicators`` to offer for it, the one that tells most first.

    In an id ``*`` stands for any rest. No figure is of just these words where ``near`` says what
    the nearest count instead, or ``blank`` names the honest blank that does.
    """

    id: str
    words: tuple[str, ...]
    indicators: tuple[str, ...] = ()
    near: str = ""
    blank: str = ""

    @property
    def is_near(self) -> bool:
        """Whether its figures are the nearest there are, and of something else."""
        return bool(self.near or self.blank)


def topics_of(
    topics: Iterable[Topic], indicators: Collection[str], blanks: Mapping[str, Unmeasured]
) -> dict[str, Topic]:
    """Return the topics by id, each with its indicators by name and with what ``near`` says.

    Raises:
        CatalogueError: a topic has no word, or one of another's, names an indicator or a blank that
            there is not, both a blank and ``near``, or offers nothing and says nothing.
    """
    found: dict[str, Topic] = {}
    seen: dict[str, str] = {}
    for topic in topics:
        where = f"topics.toml '{topic.id}'"
        for word in topic.words:
            if (other := seen.setdefault(word.casefold(), topic.id)) != topic.id:
                raise CatalogueError(f"{where}: '{word}' is of '{other}' too. Name it in one.")
        named = _named(topic, indicators, where)
        if not topic.words or not (named or topic.is_near) or (topic.near and topic.blank):
            raise CatalogueError(f"{where}: give words, with indicators, near or a blank.")
        if topic.blank and topic.blank not in blanks:
            raise CatalogueError(f"{where}: no blank is called '{topic.blank}'. Correct it.")
        why = blanks[topic.blank] if topic.blank else None
        near = f"{why.why} {why.ask}" if why else topic.near
        found[topic.id] = replace(topic, indicators=named, near=near)
    return found


def _named(topic: Topic, indicators: Collection[str], where: str) -> tuple[str, ...]:
    """Return the indicators that a topic names, each once, in its own order."""
    named: list[str] = []
    for pattern in topic.indicators:
        if not (meant := [name for name in indicators if fnmatchcase(name, pattern)]):
            raise CatalogueError(f"{where}: no indicator is called '{pattern}'. Correct it.")
        named += meant
    return tuple(dict.fromkeys(named))
