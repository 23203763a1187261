"""What is said of words that are no area: the figures they ask for, and where to look on."""

from __future__ import annotations

from het_geo import words
from het_geo.atlas.notice import Notice, Offer
from het_geo.atlas.topics import Figures, Meets
from het_geo.geography import the
from het_geo.pack.model import Pack

SHOWN = 8  # figures that are offered at once: of more, how many and where the rest is found
LOOK = "You could look through"
BLOCKS = 2  # building blocks that are named as the place of the rest; else the list of all
ELSEWHERE = (
    Offer("All figures, on Data", "", page="Data"),
    Offer("Figures by building block, on Explore", "", page="Explore"),
)


def figures_notice(pack: Pack, text: str, found: Figures) -> Notice:
    """Return the offer of figures for a text, as it was typed in quotes; said how they meet it."""
    kept, indicators = found.indicators[:SHOWN], pack.catalogue.indicators
    offers = tuple(Offer(indicators[i].label, "", indicator=i) for i in kept)
    if found.meets == Meets.NEAR:
        said = f"No figure here is of {text} itself. {found.near}"
        return Notice(said, offers or ELSEWHERE, "Nearest" if offers else LOOK)
    place = the(pack.manifest.name)
    if found.meets == Meets.TOPIC:
        said = f"{text} is a topic, not an area of {place}."
    else:
        said = f"No area of {place} is called {text}."
    return Notice(said, offers, _lead(pack, found))


def nothing_notice(pack: Pack, text: str) -> Notice:
    """Return what is said of a text that is neither an area nor in the words of any figure."""
    return Notice(nothing(pack, text), ELSEWHERE, LOOK)


def nothing(pack: Pack, text: str) -> str:
    """Return that no area is called so and no figure is found by it."""
    place = the(pack.manifest.name)
    return f"No area of {place} is called {text}, and no figure here goes by that name."


def _lead(pack: Pack, found: Figures) -> str:
    """Return what stands before figures: of more than are shown, how many and where they are."""
    count, mentioned = len(found.indicators), found.meets == Meets.MENTIONED
    if count <= SHOWN:
        return f"Figures {'that mention it' if mentioned else 'about this'}"
    has = "mention it" if mentioned else "are about it"
    return f"{count} figures here {has}, all of them on {_where(pack, found)}. The first {SHOWN}"


def _where(pack: Pack, found: Figures) -> str:
    catalogue = pack.catalogue
    blocks = dict.fromkeys(catalogue.indicators[i].block for i in found.indicators)
    if len(blocks) > BLOCKS:
        return "the page Data"
    named = words.listed([f"“{catalogue.blocks[block].label}”" for block in blocks])
    return f"the page Explore under {named}"
