"""What is said of what was asked for: areas that are meant, sentences, and what is offered."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from het_geo.geography import area_label
from het_geo.pack.model import Pack
from het_geo.stores.packs import Packs

CHOOSE, MEANT, OPEN = "Choose one", "Did you mean", "Open"


@dataclass(frozen=True)
class Offer:
    """An area (or a place, or several areas by commas) to open in its stead.

    ``title`` is what its link says where that is more than its name. Of an ``indicator`` what is
    offered is its map, of no area; of a ``page`` that page, by its name, of what is shown.
    """

    label: str
    area: str
    place: str = ""
    title: str = ""
    indicator: str = ""
    page: str = ""


@dataclass(frozen=True)
class Notice:
    """A sentence about what was asked for, and what is offered; ``lead`` stands before offers.

    ``answers``: what was asked for was found, and nobody needs to be warned of anything.
    """

    text: str
    offers: tuple[Offer, ...] = ()
    lead: str = CHOOSE
    answers: bool = False

    @property
    def written(self) -> str:
        """The notice where nothing can be clicked: offers stand with their codes, pages nowhere."""
        offers = [offer for offer in self.offers if not offer.page]
        if not offers:
            return self.text
        names = [f"{o.label} ({o.area})" if o.area else o.label for o in offers]
        return f"{self.text} {self.lead}: {', or '.join(names)}."


@dataclass(frozen=True)
class Asked:
    """The areas that are meant, each once, and what has to be said of the rest.

    ``whole`` is whether everything that was asked for is among ``codes``. ``link`` is what a link
    may bear of it: what was asked for, with the area in the place of a postcode.
    """

    codes: tuple[str, ...] = ()
    notices: tuple[Notice, ...] = ()
    whole: bool = True
    link: str = ""


Elsewhere = Callable[[str], Sequence[Offer]]


def nowhere(code: str) -> Sequence[Offer]:
    """Return the offers of other places for a code, where no other place is looked at."""
    del code
    return ()


def elsewhere_in(packs: Packs, slugs: Sequence[str]) -> Elsewhere:
    """Return what gives the areas of these places that a code or a postcode means."""

    def offers(code: str) -> list[Offer]:
        found = packs.holders(slugs, code)
        return [Offer(f"{one.label} in {one.place}", one.code, one.slug) for one in found]

    return offers


def offers_of(pack: Pack, codes: Sequence[str]) -> tuple[Offer, ...]:
    """Return areas of the pack as offers."""
    return tuple(Offer(area_label(pack.areas, code), code) for code in codes)
