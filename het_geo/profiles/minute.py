"""The first page of a profile, which stands alone: tiles with a map, and what to say."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from het_geo import phrases, words
from het_geo.atlas.atlas import Atlas
from het_geo.classes import INK, SELECTED
from het_geo.council import Council
from het_geo.document import Document, Drawing, Items, Section, Text, TileBox, Tiles, items_of
from het_geo.geography import Level, the
from het_geo.pack.model import Pack
from het_geo.pictures.place_map import Inks, place_body, shaded_body
from het_geo.pictures.svg import Picture
from het_geo.pictures.tile_strip import tile_strip
from het_geo.profiles.first_page import Opening, Shaded, TileCard
from het_geo.profiles.profile import opening_alone
from het_geo.profiles.subject import SET, Subject
from het_geo.sentences.about import minute_title, strip_key
from het_geo.sentences.parts import FIT

ACROSS, HIGH = 220.0, 170.0  # points of the small map, where it has no more room
ON_PAPER = Inks(ground="#f3f6f8", own=SELECTED, line="#8b99a5", edge=INK)


def minute_document(atlas: Atlas, code: str, today: date, council: Council) -> Document:
    """Return one area's page, which holds nothing but what opens its profile.

    Raises:
        AreaError: there is no such area.
    """
    return first_page(atlas.pack, *opening_alone(atlas, code, today), today, council)


def first_page(
    pack: Pack, subject: Subject, opening: Opening, today: date, council: Council
) -> Document:
    """Return what opens a profile as a document of its own."""
    own = subject.kind == Level.DISTRICT
    place = the(pack.manifest.name)
    title = minute_title(subject.called, "" if own else place)
    made = phrases.made(pack.manifest.version, today)
    return Document(
        title=title,
        lead=f"{words.capital(subject.said)}: {people_of(subject)}.",
        made=f"{council.name}. {made}" if council.name else made,
        foot=f"{title}. {made}",
        sections=(opening_section(pack, subject, opening, "To say"),),
        address=address_of(pack, subject, council),
    )


def people_of(subject: Subject) -> str:
    """Return how many people live in an area, and when they were counted."""
    when = f" ({subject.population_period})" if subject.population_period else ""
    return f"{subject.population_written} people{when}"


def address_of(pack: Pack, subject: Subject, council: Council) -> str:
    """Return where a telephone finds what a document is of; "" where no address is known."""
    asked = {**pack.link, "area": ",".join(subject.codes)}
    if subject.kind == SET:
        return council.link("profile", asked | ({"name": subject.name} if subject.name else {}))
    return council.link("home", asked)


def opening_section(
    pack: Pack, subject: Subject, opening: Opening, title: str, *, fit: bool = True
) -> Section:
    """Return what opens a profile: three sentences, the tiles with a map, changes, the unknown.

    Without ``fit``: the document's title says already that a ward's figures are best fit.
    """
    said = opening.minute
    say = said.say if fit else [line.replace(FIT, "") for line in said.say]
    drawn = place_picture(pack, subject, opening.shaded)
    boxes = tuple(TileBox(card.words, _strip(card)) for card in opening.cards)
    return Section(
        title,
        (
            *(Text(line, "said") for line in say),
            Tiles(
                boxes,
                Drawing(_caption(pack, subject, opening.shaded), drawn, across=ACROSS),
                _key(subject, opening.cards),
            ),
            _half("What has changed", said.changed),
            _half("What is not known", said.unknown),
            Text(opening.credit, "source"),
        ),
        opening=True,
        alone=True,
    )


def _key(subject: Subject, cards: Sequence[TileCard]) -> Text | None:
    """Return how to read the strips, where there are any."""
    lines = [card.line for card in cards if _strip(card)]
    return Text(strip_key(lines, own=subject.kind != Level.DISTRICT), "note") if lines else None


def _half(title: str, lines: Sequence[str]) -> Items:
    return Items(items_of(lines).items, title=title, half=True)


def _strip(card: TileCard) -> Picture | None:
    return tile_strip(card.values, card.own, card.beside, card.words.strip)


def _caption(pack: Pack, subject: Subject, shaded: Shaded | None) -> str:
    """Return what the small map shows, as a caption has it: the figure, of what areas, and where.

    It is the figure that the first sentence about one speaks of.
    """
    place, whole = the(pack.manifest.name), subject.kind == Level.DISTRICT
    if shaded:
        many = f"{shaded.level.many} of {place}"
        own = "" if whole else f"; the line is round {subject.called}"
        return f"{shaded.title}: {many}, {shaded.key}{own}"
    if whole:
        return f"The wards of {place}"
    said = f"{subject.called} in {place}"
    return words.capital(said) if subject.kind == SET else said  # a name is as it is


def place_picture(pack: Pack, subject: Subject, shaded: Shaded | None) -> Picture:
    """Return a small map of the place by the figure that is spoken of first, the area outlined.

    Where none is, the area is filled.
    """
    codes = () if subject.kind == Level.DISTRICT else subject.shape_codes
    own = (subject.shape_level, codes)
    says = f"Map: {_caption(pack, subject, shaded)}. Thin lines: wards. North is up."
    if shaded:
        drawn = shaded_body(pack, shaded.level, shaded.fills, own, ACROSS, HIGH, ON_PAPER)
    else:
        drawn = place_body(pack, *own, ACROSS, HIGH, ON_PAPER)
    return Picture(drawn, HIGH, says)
