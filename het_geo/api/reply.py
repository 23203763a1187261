"""An answer before it is written: rows or a body, with where it comes from and its licences."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from het_geo.catalogue.vocabulary import Source

Row = Mapping[str, object]


@dataclass(frozen=True)
class Reply:
    """What is answered.

    ``rows`` are the page asked for of ``total`` rows; without rows, ``about`` is all. ``written``
    makes the body in a format that no rows have (a picture, shapes). ``version`` is that of the
    pack. ``sources`` are those of all figures in it.
    """

    about: Mapping[str, object] = field(default_factory=dict)
    rows: Sequence[Row] | None = None
    total: int = 0
    sources: tuple[Source, ...] = ()
    version: str = ""
    written: Mapping[str, Callable[[], bytes]] = field(default_factory=dict)


def credits_of(sources: Iterable[Source]) -> list[dict[str, str]]:
    """Return sources as every answer names them, each once, with their licences."""
    return [
        {
            "id": s.id,
            "publisher": s.publisher,
            "title": s.title,
            "url": s.url,
            "licence": s.licence,
            "attribution": s.attribution,
        }
        for s in {s.id: s for s in sources}.values()
    ]
