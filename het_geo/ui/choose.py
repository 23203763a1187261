"""The choices of a page. The link is the one memory: widgets are set from it and write to it."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from het_geo.atlas.choice import BENCHMARKS, Choice, levels_of, newest, periods_of
from het_geo.atlas.leads import openings
from het_geo.atlas.resolve import FIRST_INDICATOR, resolve, unmarked
from het_geo.geography import Level
from het_geo.pack.model import Pack
from het_geo.ui.link import AREA, NAME, asked, last, plain, put
from het_geo.ui.lists import find_labels, select
from het_geo.ui.notices import show_notice
from het_geo.ui.search import elsewhere, found_last
from het_geo.ui.shelf import atlas_of
from het_geo.words import capital


def current_choice(
    pack: Pack, *, looks_inside: bool = False, first: str = FIRST_INDICATOR
) -> Choice:
    """Return the view in the link (or the last one of this session), with notices for bad ids.

    ``first`` is the indicator where none is named, or one that is not known. A page that
    ``looks_inside`` says itself what the areas inside a ward have.
    """
    choice, notices = resolve(pack, asked(), elsewhere(pack), first)
    remember(choice)
    if looks_inside and choice.around:
        notices = [n for n in notices if n != unmarked(pack, choice.around, choice.level)]
    with st.container():  # always there: what comes and goes must not move the page below it
        for said in [*found_last(pack).notices, *notices]:
            show_notice(said)
    return choice


def remember(choice: Choice) -> None:
    """Put a choice into the link and the session's memory; what its areas are called stays."""
    said = asked()
    kept = {NAME: said.get(NAME, "")} if choice.asked == said.get(AREA, "") else {}
    put(choice.params | kept)


def chosen_last(pack: Pack) -> Choice:
    """Return the choice as it stands when a widget is used.

    A person may choose twice before the page has run again: the second choice must not be made on
    the view that stood before the first.
    """
    return resolve(pack, last())[0]


def to_indicator(pack: Pack, indicator: str) -> None:
    """Choose another indicator."""
    remember(with_indicator(pack, chosen_last(pack), indicator))


def to_level(pack: Pack, level: str) -> None:
    """Choose another kind of area."""
    remember(with_level(pack, chosen_last(pack), Level(level)))


def to_show(pack: Pack, what: str) -> None:
    """Choose what of the areas is shown: their figures or their change."""
    remember(replace(chosen_last(pack), show=what))


def pick_area(pack: Pack, code: str) -> None:
    """Choose an area (an empty code chooses none); its level is shown, where there is one."""
    choice = chosen_last(pack)
    own = Level(pack.areas.loc[code, "level"]) if code else choice.level
    level = own if own in levels_of(pack, choice.indicator) else choice.level
    remember(with_level(pack, with_area(pack, choice, code), level))


def mark_area(pack: Pack, code: str) -> None:
    """Choose an area without leaving the level shown: a neighbourhood chooses its ward."""
    choice = chosen_last(pack)
    own = Level(pack.areas.loc[code, "level"]) if code else choice.level
    if own == Level.LSOA and choice.level in (Level.WARD, Level.MSOA):
        code = str(pack.areas.loc[code, str(choice.level)])
    remember(with_area(pack, choice, "" if code == choice.area else code))


def indicator_choice(pack: Pack, choice: Choice, page: str) -> None:
    """Draw building block, then indicator, without labels to be seen."""
    indicators = pack.catalogue.indicators
    present = [i for i in indicators.values() if i.id in pack.periods_held]
    blocks = [b for b in pack.catalogue.blocks.values() if any(i.block == b.id for i in present)]
    block = indicators[choice.indicator].block
    inside = [i.id for i in present if i.block == block]

    def to_block(chosen: str) -> None:
        to_indicator(pack, openings(atlas_of(pack), chosen_last(pack).level)[chosen])

    select(
        "Building block of health",
        [b.id for b in blocks],
        block,
        lambda b: pack.catalogue.blocks[b].label,
        f"{page}-block",
        to_block,
        bare=True,
    )
    select(
        "Indicator",
        inside,
        choice.indicator,
        lambda i: indicators[i].label,
        f"{page}-indicator",
        lambda i: to_indicator(pack, i),
        bare=True,
    )


def with_indicator(pack: Pack, choice: Choice, indicator: str) -> Choice:
    """Return the choice with another indicator, its newest period, and a level that it has."""
    levels = levels_of(pack, indicator)
    level = choice.level if choice.level in levels else levels[0]
    period = newest(pack, indicator, level).id
    return changed(pack, choice, indicator=indicator, level=str(level), period=period)


def changed(pack: Pack, choice: Choice, **params: str) -> Choice:
    """Return a choice with other parameters; the area asked for stays, marked where it can be."""
    return resolve(pack, choice.params | params)[0]


def with_area(pack: Pack, choice: Choice, code: str) -> Choice:
    """Return the choice with another area asked for, or none."""
    return changed(pack, choice, area=code)


def view_choice(pack: Pack, choice: Choice, page: str) -> None:
    """Draw level, period and benchmark behind one button that says what stands.

    The lists are sent once it is opened.
    """
    key = f"{page}-view"
    with st.popover(
        _standing(pack, choice), width="stretch", wrap=True, key=key, on_change="rerun"
    ) as box:
        if box.open:
            _view_lists(pack, choice, page)


def _standing(pack: Pack, choice: Choice) -> str:
    """Return what a view shows beside its indicator, as one line."""
    period = pack.catalogue.indicators[choice.indicator].period(choice.period).label
    against = _benchmark(pack, choice.compare)
    areas = capital(choice.level.many).partition(" (")[0]  # what LSOAs are stands in the list
    return plain(f"{areas} · {period} · against {against}")


def _benchmark(pack: Pack, item: str) -> str:
    return str(pack.areas.loc[pack.codes(BENCHMARKS[item])[0], "name"])


def _view_lists(pack: Pack, choice: Choice, page: str) -> None:
    indicator = pack.catalogue.indicators[choice.indicator]
    select(
        "Show",
        [str(item) for item in levels_of(pack, indicator.id)],
        str(choice.level),
        lambda item: capital(Level(item).many),
        f"{page}-level",
        lambda item: to_level(pack, item),
    )
    select(
        "Period",
        [p.id for p in reversed(periods_of(pack, indicator.id, choice.level))],
        choice.period,
        lambda item: indicator.period(item).label,
        f"{page}-period",
        lambda item: remember(replace(chosen_last(pack), period=item)),
    )
    select(
        "Compare with",
        list(BENCHMARKS),
        choice.compare,
        lambda item: _benchmark(pack, item),
        f"{page}-compare",
        lambda item: remember(replace(chosen_last(pack), compare=item)),
    )


def with_level(pack: Pack, choice: Choice, level: Level) -> Choice:
    """Return the choice at another level, of the same period where that level has it."""
    periods = periods_of(pack, choice.indicator, level)
    held = [period.id for period in periods]
    period = choice.period if choice.period in held else newest(pack, choice.indicator, level).id
    return changed(pack, choice, level=str(level), period=period)


def area_choice(pack: Pack, choice: Choice, page: str) -> None:
    """Draw the list of all areas that the indicator has figures for, by name."""
    held = levels_of(pack, choice.indicator)
    wards = () if Level.WARD in held or held == [Level.DISTRICT] else (Level.WARD,)
    levels = (*wards, *held)  # a ward that has no figure holds areas that have
    labels = atlas_of(pack).keep(("labels", *levels), lambda: _findable(pack, levels))
    select(
        "Find an area",
        list(labels),
        choice.area or (choice.around if choice.around in labels else ""),
        labels.__getitem__,
        f"{page}-area",
        lambda code: pick_area(pack, code),
        bare=True,
    )


def _findable(pack: Pack, levels: tuple[Level, ...]) -> dict[str, str]:
    """Return the areas of these levels, by name, with the words they can be found by."""
    found = [""]
    for level in levels:
        names = pack.areas["name"].reindex(pack.codes(level))
        found += list(names.sort_values(kind="stable").index)
    return find_labels(pack, found)
