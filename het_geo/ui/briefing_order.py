"""The order of a briefing's screens on its page: moved, pinned, dropped, added to."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import streamlit as st

from het_geo.briefing.model import Briefing
from het_geo.briefing.order import Order, added, first_screen, moved, order_of
from het_geo.pack.model import Pack
from het_geo.ui.briefing import keep_order
from het_geo.ui.following import following
from het_geo.ui.link import plain


def show_order(pack: Pack, briefing: Briefing) -> None:
    """Show the screens in order, each to be moved, pinned or dropped, and others to add."""
    order = order_of(briefing)  # buttons hold no briefing: see again
    names = briefing.order
    for place, screen in enumerate(briefing.screens):  # numbered as shown: the title is the first
        words, ways = st.columns([14, 6], vertical_alignment="center")
        words.markdown(f"**{place + 2}.** {plain(screen.headline)}")
        row = ways.container(horizontal=True, gap="small")  # one row on a telephone too
        _button(row, "↑", "Move up", f"up-{screen.id}", lambda s=screen.id, p=place: _move(
            order, names, s, p - 1), disabled=place == 0)  # fmt: skip
        _button(row, "↓", "Move down", f"down-{screen.id}", lambda s=screen.id, p=place: _move(
            order, names, s, p + 1), disabled=place == len(briefing.screens) - 1)  # fmt: skip
        pinned = screen.id in briefing.pinned
        _button(row, "Unpin" if pinned else "Pin", "A pinned screen stays whoever it is for",
                f"pin-{screen.id}", lambda s=screen.id: _pin(order, s))  # fmt: skip
        _button(row, "Drop", "Leave this screen out", f"drop-{screen.id}",
                lambda s=screen.id: _drop(order, s), disabled=pinned)  # fmt: skip
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


def _move(order: Order, names: tuple[str, ...], name: str, to: int) -> None:
    keep_order(replace(order, screens=moved(names, name, to)))


def _pin(order: Order, name: str) -> None:
    kept = [other for other in order.pinned if other != name]
    pinned = kept if name in order.pinned else [*kept, name]
    keep_order(replace(order, pinned=tuple(pinned)))


def _drop(order: Order, name: str) -> None:
    screens = tuple(other for other in order.screens if other != name)
    keep_order(replace(order, screens=screens, dropped=(*order.dropped, name)))


def _show_more(pack: Pack, briefing: Briefing) -> None:
    """Offer indicators to add a screen of, and the order as it was proposed."""
    indicators, order, names = pack.catalogue.indicators, order_of(briefing), briefing.order
    screens_of = {i: id for i in pack.periods_held if (id := first_screen(indicators[i]))}
    options = list(screens_of)

    def add(name: str | None) -> None:
        if name:
            keep_order(replace(order, screens=added(names, screens_of[name])))

    key, changed = following("briefing-add", None, add)  # what was added stands there no more
    left, right = st.columns([14, 6], vertical_alignment="bottom")
    left.selectbox(
        "Add a screen about",
        options,
        index=None,
        format_func=lambda name: indicators[name].label,
        key=key,
        on_change=changed,
        placeholder="Choose an indicator",
        filter_mode="contains",
    )
    right.button(
        "Back to the order proposed",
        on_click=lambda: keep_order(Order(order.audience)),
        disabled=briefing.order == briefing.proposed and not briefing.dropped,
        width="stretch",
    )
