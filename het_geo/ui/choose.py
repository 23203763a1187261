"""The choices of a page. The link is the one memory: widgets are set from it and write to it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import streamlit as st

from het_geo.choice import BENCHMARKS, Choice, levels_of, newest, periods_of, resolve
from het_geo.geography import Level
from het_geo.pack import Pack
from het_geo.ui.load import notice
from het_geo.views import area_label
from het_geo.words import capital

MEMORY = "choice"
_PENDING = "notice"  # a notice that the next run shows once


def current_choice(pack: Pack) -> Choice:
    """Return the view in the link (or the last one of this session), with notices for bad ids."""
    asked = {key: value for key, value in st.query_params.items() if key != "place"}
    choice, notices = resolve(pack, asked or st.session_state.get(MEMORY, {}))
    pending = st.session_state.pop(_PENDING, None)
    with st.container():  # always there: what comes and goes must not move the page below it
        for text in [pending, *notices] if pending else notices:
            notice(text)
    remember(choice)
    return choice


def remember(choice: Choice) -> None:
    """Put a choice into the link and the session's memory."""
    params = choice.params
    st.session_state[MEMORY] = params
    for key in ("indicator", "level", "period", "compare", "area"):
        if key in params and st.query_params.get(key) != params[key]:
            st.query_params[key] = params[key]
        elif key not in params and key in st.query_params:
            del st.query_params[key]


def chosen_last(pack: Pack) -> Choice:
    """Return the choice as it stands when a widget is used.

    A person may choose twice before the page has run again: the second choice must not be made on
    the view that stood before the first.
    """
    return resolve(pack, st.session_state.get(MEMORY, {}))[0]


def to_indicator(pack: Pack, indicator: str) -> None:
    """Choose another indicator."""
    remember(with_indicator(pack, chosen_last(pack), indicator))


def to_level(pack: Pack, level: str) -> None:
    """Choose another kind of area."""
    remember(with_level(pack, chosen_last(pack), Level(level)))


def pick_area(pack: Pack, code: str) -> None:
    """Choose an area (an empty code chooses none); its level becomes the level shown."""
    choice = chosen_last(pack)
    own = Level(pack.areas.loc[code, "level"]) if code else choice.level
    if own in levels_of(pack, choice.indicator):
        remember(replace(with_level(pack, choice, own), area=code))
    else:
        st.session_state[_PENDING] = (
            f"{pack.areas.loc[code, 'name']} is a {own.one}: this indicator has no figures for "
            f"{own.many}."
        )


def mark_area(pack: Pack, code: str) -> None:
    """Choose an area without leaving the level shown: a neighbourhood chooses its ward."""
    choice = chosen_last(pack)
    own = Level(pack.areas.loc[code, "level"]) if code else choice.level
    if own == Level.LSOA and choice.level in (Level.WARD, Level.MSOA):
        code = str(pack.areas.loc[code, str(choice.level)])
    remember(replace(choice, area="" if code == choice.area else code))


def indicator_choice(pack: Pack, choice: Choice, page: str) -> None:
    """Draw building block, then indicator."""
    indicators = pack.catalogue.indicators
    present = [i for i in indicators.values() if i.id in pack.periods_held]
    blocks = [b for b in pack.catalogue.blocks.values() if any(i.block == b.id for i in present)]
    block = indicators[choice.indicator].block
    inside = [i.id for i in present if i.block == block]

    def to_block(chosen: str) -> None:
        first = next(i.id for i in present if i.block == chosen)
        to_indicator(pack, first)

    left, right = st.columns([2, 3])
    with left:
        select(
            "Building block of health",
            [b.id for b in blocks],
            block,
            lambda b: pack.catalogue.blocks[b].label,
            f"{page}-block",
            to_block,
        )
    with right:
        select(
            "Indicator",
            inside,
            choice.indicator,
            lambda i: indicators[i].label,
            f"{page}-indicator",
            lambda i: to_indicator(pack, i),
        )


def with_indicator(pack: Pack, choice: Choice, indicator: str) -> Choice:
    """Return the choice with another indicator, its newest period, and a level that it has."""
    levels = levels_of(pack, indicator)
    level = choice.level if choice.level in levels else levels[0]
    area = choice.area if level == choice.level else ""
    period = newest(pack, indicator, level).id
    return replace(choice, indicator=indicator, level=level, area=area, period=period)


def view_choice(pack: Pack, choice: Choice, page: str) -> None:
    """Draw area, level, period and benchmark."""
    indicator = pack.catalogue.indicators[choice.indicator]
    area, level, period, compare = st.columns([5, 3, 3, 3])
    with area:
        _area_choice(pack, choice, page)
    with level:
        select(
            "Show",
            [str(item) for item in levels_of(pack, indicator.id)],
            str(choice.level),
            lambda item: capital(Level(item).many),
            f"{page}-level",
            lambda item: to_level(pack, item),
        )
    with period:
        select(
            "Period",
            [p.id for p in reversed(periods_of(pack, indicator.id, choice.level))],
            choice.period,
            lambda item: indicator.period(item).label,
            f"{page}-period",
            lambda item: remember(replace(chosen_last(pack), period=item)),
        )
    with compare:
        select(
            "Compare with",
            list(BENCHMARKS),
            choice.compare,
            lambda item: str(pack.areas.loc[pack.codes(BENCHMARKS[item])[0], "name"]),
            f"{page}-compare",
            lambda item: remember(replace(chosen_last(pack), compare=item)),
        )


def with_level(pack: Pack, choice: Choice, level: Level) -> Choice:
    """Return the choice at another level; a neighbourhood becomes its best-fit ward."""
    area = ""
    if choice.area and choice.level == Level.LSOA and level in (Level.WARD, Level.MSOA):
        area = str(pack.areas.loc[choice.area, str(level)])
    periods = periods_of(pack, choice.indicator, level)
    held = [period.id for period in periods]
    period = choice.period if choice.period in held else newest(pack, choice.indicator, level).id
    return replace(choice, level=level, area=area, period=period)


def _area_choice(pack: Pack, choice: Choice, page: str) -> None:
    levels = tuple(levels_of(pack, choice.indicator))
    labels = _findable(pack, (pack.manifest.place, pack.manifest.version), levels)
    select(
        "Find an area",
        list(labels),
        choice.area,
        labels.__getitem__,
        f"{page}-area",
        lambda code: pick_area(pack, code),
        help="Type part of a ward, neighbourhood or MSOA name, or a code such as E05014741.",
    )


@st.cache_resource(show_spinner=False, max_entries=16)
def _findable(_pack: Pack, key: tuple[str, str], levels: tuple[Level, ...]) -> dict[str, str]:
    """Return the areas of these levels, by name, with the words they can be found by."""
    found = [""]
    for level in levels:
        names = _pack.areas["name"].reindex(_pack.codes(level))
        found += list(names.sort_values(kind="stable").index)
    return {code: find_label(_pack, code) for code in found}


def find_label(pack: Pack, code: str) -> str:
    """Return the words by which an area can be found: names of its own, its MSOA and ward, code."""
    if not code:
        return f"All of {pack.manifest.name}"
    label = area_label(pack.areas, code)
    ward = str(pack.areas.loc[code, "ward"])
    inside = f" in {pack.areas.loc[ward, 'name']} ward" if ward else ""
    return f"{label}{inside} · {code}"


def select(  # noqa: PLR0917 - a widget is its label, options, value, words, key, effect
    label: str,
    options: list[str],
    current: str,
    words: Callable[[str], str],
    key: str,
    chosen: Callable[[str], None],
    *,
    help: str | None = None,
) -> None:
    """Draw a select box that shows ``current`` and calls ``chosen`` before the next run."""
    st.session_state[key] = current
    st.selectbox(
        label,
        options,
        format_func=words,
        key=key,
        on_change=lambda: chosen(st.session_state[key]),
        help=help,
    )
