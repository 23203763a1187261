"""The Briefing page: for whom, in what order, presented, taken along, and what is new since."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from het_geo import clock
from het_geo.atlas.asked import Asked
from het_geo.briefing.audience import KINDS
from het_geo.briefing.files import LARGEST, atlas_for, open_briefing, save
from het_geo.briefing.model import Audience, Briefing
from het_geo.briefing.order import Order, arrange, from_params, order_of, to_params
from het_geo.briefing.propose import propose
from het_geo.council import Council, council_here
from het_geo.errors import HetGeoError
from het_geo.geography import the
from het_geo.journey.here import Journey
from het_geo.pack.model import Pack
from het_geo.render import briefings
from het_geo.ui import link
from het_geo.ui.following import shown
from het_geo.ui.frame import link_here
from het_geo.ui.journey_beside import journey_of
from het_geo.ui.kit import choose_file
from het_geo.ui.lists import find_labels_at, select, select_several
from het_geo.ui.notices import notice, show_notice
from het_geo.ui.search import areas_of_link
from het_geo.ui.shelf import atlas_of
from het_geo.ui.show import show_text
from het_geo.ui.streamlit_insides import show_document

PARAMS = ("principle", "group", "show", "pin", "drop")  # of this page alone, besides the areas
OWN_AREAS = "The areas of your own are now those of the file."
FOR = "for"  # what earlier links said in place of the areas
EVERYTHING = "Every principle and group"
_LAST = "last briefing"
DECK = 600  # pixels, where a style sheet does not fit it to the window
PROPOSED = "The order is proposed by a fixed rule: move, pin or drop any screen."
KEYS = (
    "Arrow keys or a clicker go on, f is full screen, n notes, p rehearsal, / finds a ward, "
    "? all keys."
)


def current_briefing(pack: Pack) -> Briefing:
    """Return the briefing that the link names, with notices for what had to be left out."""
    council, journey = council_here(), journey_of(pack)
    asked = _areas(pack)
    order, notices = from_params(atlas_of(pack), _own(pack) | {link.AREA: ",".join(asked.codes)})
    with st.spinner("Choosing the screens…"):
        briefing, more = _made(pack, order, council, journey)
    for said in asked.notices:
        show_notice(said)
    more = [*st.session_state.pop("briefing-notices", ()), *notices, *more]
    if link.area_asked() and asked.codes != (pack.district,) and not order.audience.codes:
        more.append(f"This briefing is for the whole of {the(pack.manifest.name)}.")
    for text in more:
        notice(text)
    return briefing


def _made(
    pack: Pack, order: Order, council: Council, journey: Journey
) -> tuple[Briefing, tuple[str, ...]]:
    """Return the briefing of an order, proposed once for all who ask, and what was left out."""
    atlas, today = atlas_of(pack), clock.today()
    key = ("proposed", today, order.audience, council, journey.key)
    briefing = atlas.keep(key, lambda: propose(atlas, order.audience, today, council, journey))
    return arrange(
        atlas, briefing, today, order=order.screens, pinned=order.pinned, dropped=order.dropped
    )


def again(pack: Pack, briefing: Briefing) -> Callable[[], Briefing]:
    """Return what makes a briefing again, for the buttons of a page to hold in its place.

    A session remembers them for minutes after its browser has gone, and a briefing weighs as much
    as all else that is kept of its place: see ``OpenPack``.
    """
    parts = (order_of(briefing), briefing.council, briefing.journey)
    return lambda: _made(pack, *parts)[0]


def _areas(pack: Pack) -> Asked:
    """Return the areas that the link names."""
    if earlier := st.query_params.pop(FOR, ""):
        link.put_area(st.query_params.get(link.AREA) or earlier.replace(".", ","))
    return areas_of_link(pack, link.area_asked())


def _own(pack: Pack) -> dict[str, str]:
    """Return what the link says of the order; nothing said, the last order for these areas."""
    of = (pack.manifest.place, link.area_asked())
    found = {key: st.query_params[key] for key in PARAMS if key in st.query_params}
    last, order = st.session_state.get(_LAST, (of, {}))
    if not found and last == of:
        found = order
        st.query_params.update(order)
    st.session_state[_LAST] = (of, found)
    return found


def remember(order: Order) -> None:
    """Put an audience and an order into the link and the session's memory."""
    link.put_area(to_params(order).get(link.AREA, ""))
    keep_order(order)


def keep_order(order: Order) -> None:
    """Put an order alone into the link: the areas asked for stay, those left out too."""
    for key in PARAMS:
        st.query_params.pop(key, None)
    st.query_params.update({k: v for k, v in to_params(order).items() if k != link.AREA})
    st.session_state.pop(_LAST, None)


def audience_choice(pack: Pack, briefing: Briefing) -> None:
    """Let a person choose whom the briefing is for; pinned screens stay."""
    catalogue, audience, pinned = pack.catalogue, briefing.audience, briefing.pinned
    labels = find_labels_at(pack, KINDS)
    themes = {"": EVERYTHING}
    themes |= {f"p{n}": f"Principle {n}: {p.label}" for n, p in catalogue.principles.items()}
    themes |= {f"g{g.id}": f"Group: {g.label}" for g in catalogue.subgroups.values()}
    theme = f"p{audience.principle}" if audience.principle else ""

    def remembered(codes: tuple[str, ...], chosen: str) -> None:
        principle = int(chosen[1:]) if chosen.startswith("p") else 0
        group = chosen[1:] if chosen.startswith("g") else ""
        remember(Order(Audience(codes, principle, group), pinned=pinned))

    left, right = st.columns([3, 2])
    theme = f"g{audience.subgroup}" if audience.subgroup else theme
    with left:
        select_several(
            "For whom (nothing chosen: the whole district)",
            list(labels),
            audience.codes,
            labels.__getitem__,
            "briefing-areas",
            lambda codes: remembered(codes, shown("briefing-theme")),
        )
    with right:
        select(
            "About",
            list(themes),
            theme,
            themes.__getitem__,
            "briefing-theme",
            lambda chosen: remembered(tuple(shown("briefing-areas")), chosen),
        )


def show_deck(pack: Pack, briefing: Briefing) -> None:
    """Show the screens as they are presented, all controls in one sight; keys work at once."""
    for fault in briefing.council.faults:
        notice(fault)
    with st.container(key="hg-deck"):
        show_document(deck_of(pack, briefing), DECK)
    show_text(KEYS, "hg-text hg-keys")
    _show_neighbours(pack, briefing)


def _show_neighbours(pack: Pack, briefing: Briefing) -> None:
    """Offer the principles that a screen about little names, with the areas carried along."""
    little = next((screen for screen in briefing.screens if screen.kind == "little"), None)
    for way in little.links if little else ():
        number = int(way.params["principle"])
        label = pack.catalogue.principles[number].label
        link_here(f"More is known under principle {number}: {label}", {**pack.link, **way.params})


def deck_of(pack: Pack, briefing: Briefing) -> str:
    """Return the briefing as one HTML file, made once for each order."""
    atlas, today = atlas_of(pack), clock.today()
    key = (
        "deck",
        today,
        briefing.council,
        briefing.journey.key,
        *sorted(to_params(order_of(briefing)).items()),
    )
    with st.spinner("Making the screens…"):
        return atlas.keep(key, lambda: briefings.deck_of(atlas, briefing, today))


def show_saved(pack: Pack, briefing: Briefing) -> None:
    """Let a person save the order as a file, and open one."""
    left, right = st.columns(2, vertical_alignment="bottom")
    made, journey = again(pack, briefing), briefing.journey
    left.download_button(
        "Save this order (TOML)",
        data=lambda: save(made(), clock.today()),
        file_name=briefings.file_name(briefing, clock.today(), "toml"),
        mime="application/toml",
        on_click="ignore",
        key="briefing-save",
    )

    def opened(data: bytes) -> None:
        try:
            atlas = atlas_for(atlas_of(pack), data)
            found, notices = open_briefing(atlas, data, clock.today(), journey)
        except HetGeoError as error:
            st.session_state["briefing-notices"] = (str(error),)
            return
        st.session_state["briefing-notices"] = notices
        if (own := atlas.pack.link.get(link.OWN, "")) != pack.link.get(link.OWN, ""):
            st.session_state["briefing-notices"] = (*notices, OWN_AREAS)
            link.put_own(own)
        remember(order_of(found))

    with right:
        choose_file("Open a saved order (TOML)", ".toml", LARGEST, "briefing-open", opened)
