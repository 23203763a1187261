"""The server opens pages itself before visitors do, so that nobody waits for what all see.

What visitors have in common (figures, sentences, pictures, briefings) is worked out once and kept
in the place's atlas. Somebody would be the first to ask for each. Here that is a session without a
browser, which opens the pages of the place that a bare link opens: at start, when the day changes
and when the place's pack does. Visitors come first: it goes on while they leave the processor free.
"""

from __future__ import annotations

import asyncio
import gc
import logging
import os
import time
from collections.abc import AsyncIterator, Callable, Hashable, Iterator
from contextlib import asynccontextmanager
from urllib.parse import urlencode

from het_geo import clock
from het_geo.atlas.atlas import Atlas
from het_geo.errors import HetGeoError
from het_geo.geography import Level
from het_geo.health.packs import first_of
from het_geo.health.ready import GOOD
from het_geo.ui.frame import PAGES
from het_geo.ui.shelf import opened, places, stamp_of
from het_geo.ui.streamlit_session import SessionAlone

REHEARSE = "HET_GEO_REHEARSE"
PATIENCE_S = 120.0  # for one page, on a machine with other work
HELD_BACK_S = 40.0  # visitors are sent then at the latest: a start that takes longer has failed
LOOK_S = 30.0  # between two looks at whether the day or the pack has changed
OPENING = "being opened"
FULL = 0.75  # of the room for what is worked out of a place: the rest is for what visitors ask
FREE = 0.2  # of a processor: a server that uses no more has visitors who read
REST_S = 0.5  # at least, between two pages
OF_AREAS, OF_FIGURES = ("explore", "profile", "briefing"), ("explore", "principles")
Visit = tuple[str, dict[str, str]]  # a page, and what its link says
_log = logging.getLogger(__name__)


def first_pages(place: str) -> list[Visit]:
    """Return every page as a bare link opens it."""
    return [(page, {"place": place}) for page in PAGES.values()]


def further_pages(atlas: Atlas) -> Iterator[Visit]:
    """Yield the pages of every ward, then those of every figure of wards."""
    pack, link = atlas.pack, atlas.pack.link
    for code in pack.codes(Level.WARD):
        yield from ((page, {**link, "area": code}) for page in OF_AREAS)
    for indicator in atlas.newest_views(Level.WARD):
        yield from ((page, {**link, "indicator": indicator}) for page in OF_FIGURES)


class Rehearsal:
    """Goes through the pages of the first place, and tells ``/readyz`` how far it is."""

    def __init__(self, now: Callable[[], float] = time.monotonic) -> None:
        """Have nothing opened yet.

        Args:
            now: seconds that only go forward.
        """
        self._now, self._begun = now, now()
        self.first_opened = self.all_opened = os.environ.get(REHEARSE, "").strip().lower() == "off"

    def first(self) -> str:
        """Return "ok" once every page has been opened, or has had its time to."""
        late = self._now() - self._begun >= HELD_BACK_S
        return GOOD if self.first_opened or late else OPENING

    def further(self) -> str:
        """Return "ok" once those of wards and figures have been, as far as there is room."""
        return GOOD if self.all_opened else OPENING

    @asynccontextmanager
    async def going(self) -> AsyncIterator[None]:
        """Rehearse beside what a server does, until it ends."""
        if self.all_opened:
            yield
            return
        task = asyncio.create_task(self._go_on())
        try:
            yield
        finally:
            task.cancel()

    async def _go_on(self) -> None:
        """Rehearse now, and again whenever what all see has changed."""
        last: Hashable = None
        while True:
            try:
                place = first_of(await asyncio.to_thread(places))
                now = (clock.today(), place, await asyncio.to_thread(stamp_of, place))
                if place and now != last:
                    await self._round(place)
                    last = now
            except (HetGeoError, OSError, RuntimeError) as error:  # tried again at the next look
                _log.warning("pages could not all be opened beforehand: %s", error)
            self.first_opened = self.all_opened = True  # nobody is kept out for what failed
            await asyncio.sleep(LOOK_S)

    async def _round(self, place: str) -> None:
        gc.unfreeze()
        session = SessionAlone()
        try:
            for page, link in first_pages(place):
                await _open(session, page, link)
            self.first_opened = True
            atlas = await asyncio.to_thread(opened, place)
            for page, link in await asyncio.to_thread(list, further_pages(atlas)):
                if atlas.store.size > FULL * atlas.store.room:
                    return
                await _rest(await _open(session, page, link))
        finally:
            session.close()
            await asyncio.to_thread(_hold)


async def _rest(seconds: float) -> None:
    """Rest for as long as a page took, and until visitors leave the processor free."""
    while True:
        used = time.process_time()
        await asyncio.sleep(rest := max(REST_S, seconds))
        if time.process_time() - used < FREE * rest:
            return


def _hold() -> None:
    """Have Python no longer look through what stays, for what is no longer used.

    Looking through half a gigabyte takes 0.7 s, in which no visitor is answered.
    """
    gc.collect()
    gc.freeze()


async def _open(session: SessionAlone, page: str, link: dict[str, str]) -> float:
    """Open a page; return the seconds that it took."""
    begun = time.monotonic()
    await session.open(page, urlencode(link), PATIENCE_S)
    return time.monotonic() - begun
