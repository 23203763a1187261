"""What opens a briefing: the place, the subject and the area, of which day, and who made it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from het_geo import dates, words
from het_geo.briefing.model import Briefing
from het_geo.council import Logo
from het_geo.phrases import EXPLORER

EVERYTHING = "All building blocks of health"
KICKER = "Briefing on health inequality"
NOBODYS = f"Made with {EXPLORER}"  # where no council is named
INVITED = "Open your own ward on your phone"


@dataclass(frozen=True)
class Cover:
    """The title screen: whom it is for (``heading``), what it is about, and the lines below.

    ``link`` is the public address of the live view, "" where none is known; ``address`` is what
    of it can be typed.
    """

    heading: str
    about: str
    lines: tuple[str, ...]
    notes: tuple[str, ...]
    logo: Logo | None
    link: str
    address: str

    @property
    def texts(self) -> tuple[str, ...]:
        """All that the screen says, in order."""
        invited = (f"{INVITED}: {self.address}",) if self.link else ()
        return (KICKER, self.heading, self.about, *self.lines, *invited)


def cover_of(briefing: Briefing, today: date) -> Cover:
    """Return the title screen of a briefing.

    Args:
        briefing: what it opens.
        today: the day it is presented or written.
    """
    council, place = briefing.council, briefing.place.label
    heading = words.capital(briefing.said)
    where = [f"{words.capital(place)}, {dates.long_date(today)}"]
    if briefing.said == place:
        where = [dates.long_date(today)]
    who = f"{council.name}, made" if council.name else "Made"
    pack = f"pack {briefing.pack_version} of {place}"
    notes = [f"{who} with {EXPLORER}, from {pack}.", briefing.rule]
    return Cover(
        heading=heading,
        about=words.capital(briefing.about or EVERYTHING),
        lines=(*where, council.name or NOBODYS),
        notes=tuple(notes),
        logo=council.logo,
        link=live_link(briefing),
        address=council.address.removeprefix("https://"),
    )


def live_link(briefing: Briefing) -> str:
    """Return the public address at which a telephone opens the briefing's place or its one area.

    From there whoever sits in the room finds the ward of their own.
    """
    view = dict(briefing.where)
    if len(briefing.audience.codes) == 1:
        return briefing.council.link("explore", {**view, "area": briefing.audience.codes[0]})
    return briefing.council.link("", view)
