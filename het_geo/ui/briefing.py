"""The Briefing page: for whom, in what order, presented, taken along, and what is new since."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date

import streamlit as st

from het_geo.briefing import (
    Audience,
    Briefing,
    Order,
    Workspace,
    added,
    arrange,
    from_params,
    moved,
    open_briefing,
    order_of,
    propose,
    save,
    to_params,
)
from het_geo.briefing.files import LARGEST
from het_geo.errors import HetGeoError
from het_geo.exports import briefings
from het_geo.geography import Level
from het_geo.pack import Pack
from het_geo.ui.gap_results import setting_of
from het_geo.ui.kit import choose_file
from het_geo.ui.load import notice

PARAMS = ("for", "principle", "group", "show", "pin", "drop")
EVERYTHING = "Every principle and group"


def workspace(pack: Pack) -> Workspace:
    """Return what briefings of a place share, worked out once."""
    return _workspace(pack, (pack.manifest.place, pack.manifest.version))


@st.cache_resource(show_spinner=False, max_entries=4)
def _workspace(_pack: Pack, name: tuple[str, str]) -> Workspace:
    return Workspace(_pack, setting_of(_pack))


def current_briefing(pack: Pack) -> Briefing:
    """Return the briefing that the link names, with notices for what had to be left out."""
    work, today = workspace(pack), date.today()
    order, notices = from_params(work, dict(st.query_params.items()))
    with st.spinner("Choosing the screens…"):
        briefing = _proposed(work, (pack.manifest.version, today), order.audience)
    briefing, more = arrange(
        work, briefing, today, order=order.screens, pinned=order.pinned, dropped=order.dropped
    )
    for text in [*st.session_state.pop("briefing-notices", ()), *notices, *more]:
        notice(text)
    return briefing


@st.cache_resource(show_spinner=False, max_entries=64)
def _proposed(_work: Workspace, name: tuple[str, date], audience: Audience) -> Briefing:
    return propose(_work, audience, name[1])


def remember(order: Order) -> None:
    """Put an order into the link."""
    for key in PARAMS:
        st.query_params.pop(key, None)
    st.query_params.update(to_params(order))


def audience_choice(pack: Pack, briefing: Briefing) -> None:
    """Let a person choose whom the briefing is for; pinned screens stay."""
    catalogue, audience = pack.catalogue, briefing.audience
    areas = [*pack.codes(Level.WARD), *pack.codes(Level.LSOA)]
    themes = {"": EVERYTHING}
    themes |= {f"p{n}": f"Principle {n}: {p.label}" for n, p in catalogue.principles.items()}
    themes |= {f"g{g.id}": f"Group: {g.label}" for g in catalogue.subgroups.values()}
    st.session_state["briefing-areas"] = list(audience.codes)
    theme = f"p{audience.principle}" if audience.principle else ""
    st.session_state["briefing-theme"] = f"g{audience.subgroup}" if audience.subgroup else theme

    def changed() -> None:
        chosen = st.session_state["briefing-theme"]
        principle = int(chosen[1:]) if chosen.startswith("p") else 0
        group = chosen[1:] if chosen.startswith("g") else ""
        codes = tuple(st.session_state["briefing-areas"])
        remember(Order(Audience(codes, principle, group), pinned=briefing.pinned))

    left, right = st.columns([3, 2])
    left.multiselect(
        "For whom (nothing chosen: the whole town)",
        areas,
        format_func=lambda code: workspace(pack).know.labels[code],
        key="briefing-areas",
        on_change=changed,
    )
    right.selectbox(
        "About", list(themes), format_func=themes.get, key="briefing-theme", on_change=changed
    )


def show_order(pack: Pack, briefing: Briefing) -> None:
    """Show the screens in order, each to be moved, pinned or dropped, and others to add."""
    for place, screen in enumerate(briefing.screens):
        words, up, down, pin, drop = st.columns([14, 1, 1, 2, 2], vertical_alignment="center")
        words.markdown(f"**{place + 1}.** {_plain(screen.headline)}")
        _button(up, "↑", "Move up", f"up-{screen.id}", lambda s=screen.id, p=place: _move(
            briefing, s, p - 1), disabled=place == 0)  # fmt: skip
        _button(down, "↓", "Move down", f"down-{screen.id}", lambda s=screen.id, p=place: _move(
            briefing, s, p + 1), disabled=place == len(briefing.screens) - 1)  # fmt: skip
        pinned = screen.id in briefing.pinned
        _button(pin, "Unpin" if pinned else "Pin", "A pinned screen stays whoever it is for",
                f"pin-{screen.id}", lambda s=screen.id: _pin(briefing, s))  # fmt: skip
        _button(drop, "Drop", "Leave this screen out", f"drop-{screen.id}",
                lambda s=screen.id: _drop(briefing, s), disabled=pinned)  # fmt: skip
    _show_more(pack, briefing)


def _button(  # noqa: PLR0917 - where, what it says, what it does
    where: st.delta_generator.DeltaGenerator,
    label: str,
    help: str,
    key: str,
    act: Callable[[], None],
    disabled: bool = False,
) -> None:
    where.button(label, key=f"briefing-{key}", help=help, on_click=act, disabled=disabled)


def _plain(text: str) -> str:
    """Return text that Markdown shows as it is."""
    return "".join(f"\\{c}" if c in "\\`*_{}[]()#+-.!|~>$:<" else c for c in text)


def _move(briefing: Briefing, name: str, to: int) -> None:
    remember(replace(order_of(briefing), screens=moved(briefing.order, name, to)))


def _pin(briefing: Briefing, name: str) -> None:
    kept = [other for other in briefing.pinned if other != name]
    pinned = kept if name in briefing.pinned else [*kept, name]
    remember(replace(order_of(briefing), pinned=tuple(pinned)))


def _drop(briefing: Briefing, name: str) -> None:
    order = order_of(briefing)
    screens = tuple(other for other in order.screens if other != name)
    remember(replace(order, screens=screens, dropped=(*order.dropped, name)))


def _show_more(pack: Pack, briefing: Briefing) -> None:
    """Offer indicators to add a screen of, and the order as it was proposed."""
    indicators = pack.catalogue.indicators
    levels = {i.id: "ward" if "ward" in i.levels else "msoa" for i in indicators.values()}
    options = [i for i in pack.periods_held if {"ward", "msoa"} & set(indicators[i].levels)]

    def add() -> None:
        name = st.session_state["briefing-add"]
        st.session_state["briefing-add"] = None
        if name:
            screens = added(briefing.order, f"gap.{name}.{levels[name]}")
            remember(replace(order_of(briefing), screens=screens))

    left, right = st.columns([14, 6], vertical_alignment="bottom")
    left.selectbox(
        "Add a screen about",
        options,
        index=None,
        format_func=lambda name: indicators[name].label,
        key="briefing-add",
        on_change=add,
        placeholder="Choose an indicator",
    )
    right.button(
        "Back to the order proposed",
        on_click=lambda: remember(Order(briefing.audience)),
        disabled=briefing.order == briefing.proposed and not briefing.dropped,
        width="stretch",
    )


def show_deck(pack: Pack, briefing: Briefing) -> None:
    """Show the screens as they are presented; the full-screen key is inside."""
    st.iframe(deck_of(pack, briefing), height=720)


def deck_of(pack: Pack, briefing: Briefing) -> str:
    """Return the briefing as one HTML file, made once for each order."""
    name = (pack.manifest.version, date.today(), str(sorted(to_params(order_of(briefing)).items())))
    return _deck(workspace(pack), name, briefing)


@st.cache_resource(show_spinner="Making the screens…", max_entries=32)
def _deck(_work: Workspace, name: tuple[str, date, str], _briefing: Briefing) -> str:
    return briefings.deck_of(_work, _briefing, name[1])


def show_saved(pack: Pack, briefing: Briefing) -> None:
    """Let a person save the order as a file, and open one."""
    left, right = st.columns(2, vertical_alignment="bottom")
    left.download_button(
        "Save this order (TOML)",
        data=lambda: save(briefing, date.today()),
        file_name=briefings.file_name(briefing, date.today(), "toml"),
        mime="application/toml",
        on_click="ignore",
        key="briefing-save",
    )

    def opened(data: bytes) -> None:
        try:
            found, notices = open_briefing(workspace(pack), data, date.today())
        except HetGeoError as error:
            st.session_state["briefing-notices"] = (str(error),)
            return
        st.session_state["briefing-notices"] = notices
        remember(order_of(found))

    with right:
        choose_file("Open a saved order (TOML)", ".toml", LARGEST, "briefing-open", opened)


def sentences(texts: Sequence[str]) -> str:
    """Return sentences as a list in Markdown that shows them as they are."""
    return "\n".join(f"* {_plain(text)}" for text in texts)
