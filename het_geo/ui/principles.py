"""The choices of the Principles page: which principle, in what order, which indicator."""

from __future__ import annotations

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from het_geo.atlas.choice import Choice
from het_geo.atlas.gaps.principle import ORDERS, belongs, members
from het_geo.atlas.resolve import resolve
from het_geo.geography import Level, shortened
from het_geo.pack.model import Pack
from het_geo.ui import link
from het_geo.ui.choose import (
    current_choice,
    remember,
    to_indicator,
    to_level,
    with_indicator,
)
from het_geo.ui.lists import select
from het_geo.ui.notices import notice
from het_geo.ui.shelf import atlas_of
from het_geo.words import capital

_MEMORY = "principles-memory"
LIST_LEVELS = (Level.WARD, Level.LSOA)


def principle_choice(pack: Pack) -> tuple[Choice, int, str, list[DeltaGenerator]]:
    """Draw the choice of principle; return it with the order and an indicator that belongs.

    The link is the memory; without one, the session's last principle and order hold. Last comes the
    room beside it, for :func:`indicator_choices`.
    """
    linked = st.query_params.get("indicator", "")  # a link is told if what it names does not belong
    meant, _ = resolve(pack, link.asked())
    named = link.asked().get("indicator", "") == meant.indicator  # by somebody, and known
    number, order = _principle(pack, meant, named=named), _order()
    choice = current_choice(pack, first=_first(pack, meant, number, order))
    numbers = [str(n) for n in pack.catalogue.principles]
    left, *rest = st.columns([5, 4, 2])
    with left:
        select(
            "Marmot principle",
            numbers,
            str(number),
            lambda n: f"{n}. {pack.catalogue.principles[int(n)].label}",
            "principles-principle",
            lambda n: _to_principle(pack, choice, int(n), order),
        )
    chosen = _within(pack, choice, number, order, linked == choice.indicator)
    remember(chosen)
    link.put_one("principle", str(number))
    st.session_state[_MEMORY] = {"principle": str(number), "order": order}
    return chosen, number, order, rest


def order_choice(order: str) -> None:
    """Draw in what order a principle's indicators stand, beside their list."""
    at, _ = st.columns([2, 5])
    with at:
        select(
            "Order indicators by",
            list(ORDERS),
            order,
            lambda name: ORDERS[name][1],
            "principles-order",
            lambda name: link.put_one("order", name),
        )


def _principle(pack: Pack, choice: Choice, *, named: bool) -> int:
    """Return the principle in the link; else the first of the chosen indicator, or of all."""
    asked = st.query_params.get("principle", "") or (_remembered(pack, choice) if named else "")
    known = {str(number): number for number in pack.catalogue.principles}
    own = pack.catalogue.indicators[choice.indicator].principles
    default = own[0] if own and named else min(known.values())
    if asked and asked not in known:
        notice(
            f"The link names a principle this explorer does not know, “{shortened(asked)}”. "
            f"Showing principle {default} instead."
        )
    return known.get(asked, default)


def _remembered(pack: Pack, choice: Choice) -> str:
    """Return the session's last principle, if the chosen indicator belongs to it."""
    last = str(st.session_state.get(_MEMORY, {}).get("principle", ""))
    indicator = pack.catalogue.indicators[choice.indicator]
    return last if last and belongs(indicator, int(last)) else ""


def _order() -> str:
    first = next(iter(ORDERS))
    asked = st.query_params.get("order", "")
    if asked and asked not in ORDERS:
        notice(
            f"The link names an order this explorer does not know, “{shortened(asked)}”. Showing "
            f"“{ORDERS[first][1]}” instead."
        )
        del st.query_params["order"]
    if asked in ORDERS:
        return asked
    return str(st.session_state.get(_MEMORY, {}).get("order", first))


def _to_principle(pack: Pack, choice: Choice, number: int, order: str) -> None:
    link.put_one("principle", str(number))
    if not belongs(pack.catalogue.indicators[choice.indicator], number):
        to_indicator(pack, _first(pack, choice, number, order))


def _within(pack: Pack, choice: Choice, number: int, order: str, asked: bool) -> Choice:
    """Return the choice with an indicator of the principle."""
    indicator = pack.catalogue.indicators[choice.indicator]
    if belongs(indicator, number):
        return choice
    first = _first(pack, choice, number, order)
    if asked:
        notice(
            f"“{indicator.label}” is not among the indicators of principle {number}. Showing "
            f"“{pack.catalogue.indicators[first].label}” instead."
        )
    return with_indicator(pack, choice, first)


def list_level(choice: Choice) -> Level:
    """Return the level at which a principle's indicators are listed."""
    return choice.level if choice.level in LIST_LEVELS else Level.WARD


def _first(pack: Pack, choice: Choice, number: int, order: str) -> str:
    table = atlas_of(pack).gaps(number, list_level(choice), order)
    indicators = pack.catalogue.indicators
    declared = [str(name) for name in table.index if number in indicators[name].principles]
    return declared[0] if declared else members(pack, number)[0].id


def indicator_choices(
    pack: Pack, choice: Choice, number: int, order: str, room: list[DeltaGenerator]
) -> None:
    """Draw the indicator (in the order of the list) and between which areas the gap is."""
    table = atlas_of(pack).gaps(number, list_level(choice), order)
    rest = [i.id for i in members(pack, number) if i.id not in table.index]
    indicators = pack.catalogue.indicators
    left, right = room
    with left:
        select(
            "Indicator",
            [*table.index, *rest],
            choice.indicator,
            lambda name: indicators[name].label,
            "principles-indicator",
            lambda name: to_indicator(pack, name),
        )
    with right:
        levels = [str(level) for level in indicators[choice.indicator].levels]
        select(
            "Gap between",
            sorted(levels, key=lambda level: level != Level.WARD),
            str(choice.level),
            lambda level: capital(Level(level).many),
            "principles-level",
            lambda level: to_level(pack, level),
        )
