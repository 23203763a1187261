"""Whether publishers list newer editions than those held: asked of their own lists of releases."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from het_geo.catalogue.records import Catalogue
from het_geo.catalogue.vocabulary import Source
from het_geo.errors import SourceError
from het_geo.fetch.records import Fetch, Release
from het_geo.fetch.web import Web

NEWER, SAME = "seems to have a newer edition", "same"
UNASKED, UNLISTED, SETTLED = "could not be asked", "no list to ask", "no newer one to ask for"
STATES = (NEWER, UNASKED, SAME, UNLISTED, SETTLED)
AHEAD = 1  # years after this one that an edition may be named for: beyond them it is no edition
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
Named = tuple[int, ...]  # year, or year and month


@dataclass(frozen=True)
class ListAnswer:
    """What became of asking for a newer edition of one source: its state, editions, and why."""

    source: Source
    state: str
    held: str = ""
    found: str = ""
    why: str = ""


class Lists:
    """Publishers' lists of editions, each asked once, whichever way it answers."""

    def __init__(self, web: Web, today: date) -> None:
        self.web = web
        self.today = today
        self._texts: dict[str, list[str] | SourceError] = {}

    def check(
        self, catalogue: Catalogue, records: Mapping[str, Fetch], ids: Iterable[str]
    ) -> Iterator[ListAnswer]:
        """Ask for newer editions of sources by id.

        A list that does not answer is an outcome, and the next one is asked.

        Raises:
            SourceError: an id is no source's: nothing is asked then.
        """
        names = list(ids)
        for name in names:
            if name not in records:
                raise SourceError(f"no source '{name}'. Known: {', '.join(records)}.")
        for name in names:
            yield self._one(catalogue.sources[name], records[name].release)

    def _one(self, source: Source, release: Release | None) -> ListAnswer:
        if release is None:
            return ListAnswer(source, UNLISTED, why=f"look at {source.url}")
        if release.settled:
            return ListAnswer(source, SETTLED, why=release.settled)
        try:
            found = self._newest(release)
        except SourceError as error:
            return ListAnswer(source, UNASKED, release.held, why=str(error))
        held = tuple(map(int, release.held.split("-")))
        if found < held:
            why = f"{release.page}: names {_written(found)} at most, older than what is held."
            return ListAnswer(source, UNASKED, release.held, _written(found), why)
        state = NEWER if found > held else SAME
        return ListAnswer(source, state, release.held, _written(found), release.page)

    def _newest(self, release: Release) -> Named:
        """Return the newest edition that a list names; one that names none is refused."""
        texts = self._asked(release.page)
        pattern = re.compile(release.pattern)
        named = [_edition(match) for text in texts for match in pattern.finditer(text)]
        known = [one for one in named if one and one[0] <= self.today.year + AHEAD]
        if not known:
            raise SourceError(
                f"{release.page}: names no edition like '{release.pattern}'. The publisher may "
                "have changed the page: look at it, then put the new pattern in fetch.toml."
            )
        return max(known)

    def _asked(self, page: str) -> list[str]:
        if page not in self._texts:
            try:
                self._texts[page] = list(_texts(self.web.json(page)))
            except SourceError as error:
                self._texts[page] = error
            except RecursionError:
                self._texts[page] = SourceError(f"{page}: the answer is nested too deeply.")
        texts = self._texts[page]
        if isinstance(texts, SourceError):
            raise texts
        return texts


def _texts(found: Any) -> Iterator[str]:
    """Give every text of a JSON answer."""
    if isinstance(found, str):
        yield found
    elif isinstance(found, dict):
        for item in found.values():
            yield from _texts(item)
    elif isinstance(found, list):
        for item in found:
            yield from _texts(item)


def _edition(match: re.Match[str]) -> Named:
    """Return the year, or year and month, of a match; nothing where there is no such month."""
    groups = match.groupdict()
    year = int(groups["year"])
    year += 2000 if year < 100 else 0
    if "month" not in groups:
        return (year,)
    text = groups["month"]
    month = int(text) if text.isdigit() else _month(text)
    return (year, month) if 1 <= month <= 12 else ()


def _month(text: str) -> int:
    """Return the number of a month by its English name, 0 where there is none.

    >>> _month("April"), _month("DEC"), _month("Later")
    (4, 12, 0)
    """
    name = text[:3].lower()
    return _MONTHS.index(name) + 1 if name in _MONTHS else 0


def _written(edition: Named) -> str:
    return "-".join(f"{part:02}" for part in edition)
