"""The parts of the Principles page: lenses, certainty, where it lives, its trend, exposure."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial

import pandas as pd
import streamlit as st

from het_geo import words
from het_geo.apart import no_ratio
from het_geo.atlas.choice import Choice
from het_geo.atlas.gaps.exposures import exposure_view
from het_geo.atlas.gaps.fifths import base_level
from het_geo.atlas.gaps.setting import SMALL
from het_geo.atlas.gaps.view import GapView
from het_geo.atlas.views import IndicatorView
from het_geo.catalogue.vocabulary import Unmeasured
from het_geo.document import UNKNOWN, Item, Items
from het_geo.geography import Level
from het_geo.pack.model import Pack
from het_geo.sentences.change import place_trend
from het_geo.sentences.headlines import short
from het_geo.sentences.notes import WORST_OF
from het_geo.sentences.receipts import Statement
from het_geo.sentences.two_ways import average_beside
from het_geo.sentences.view_statements import clusters_statement, exposure_statement
from het_geo.sentences.where import EXPOSURES, drivers, group_name, no_exposure, ratio_said
from het_geo.ui import gap_charts
from het_geo.ui.map import draw_map
from het_geo.ui.pictures import show_chart
from het_geo.ui.shelf import atlas_of, key_of
from het_geo.ui.show import show, show_cards, show_statement, show_text, show_title
from het_geo.ui.spread import show_ranks
from het_geo.ui.tables import show_rows

Said = dict[str, Statement]


def show_lenses(said: Said) -> None:
    """Show the three lenses side by side, each sentence with its receipt."""
    show_cards(
        {
            "How far apart": [said["absolute"], said["slope"]],
            "How many times": [said["relative"], said["relative_slope"]],
            "How many people": [said["people"]],
        }
    )


def show_chosen(view: IndicatorView, area: str) -> None:
    """Say which area is chosen, and what its figure is."""
    if area and view.level in SMALL:
        show_text(f"Chosen: {short(view, area)}.")


def show_certainty(pack: Pack, gap: GapView, said: Said, area: str) -> None:
    """Show which areas could be the worst and the best, and every area with its limits."""
    worst, best = WORST_OF[gap.view.indicator.judged_polarity]
    show_title(f"How sure are we which {gap.view.level.many} are {worst} and {best}?", small=True)
    show_statement(said["extremes"])
    if not gap.view.ranked:
        return
    show_ranks(pack, gap.view, area)


def show_where(
    pack: Pack, choice: Choice, gap: GapView, said: Said, picked: Callable[[str], None]
) -> None:
    """Show between and within wards, the areas that drive the gap, and clusters on the map."""
    show_title("Where does the inequality live?", small=True)
    level = base_level(atlas_of(pack), gap.view)
    small = replace(choice, level=level, area=choice.area if choice.level == level else "")
    view = atlas_of(pack).view(small)
    moran, kinds = atlas_of(pack).clusters(small)
    left, right = st.columns([7, 5], gap="medium")
    with left:
        draw_map(pack, view, choice.area, picked, clusters=kinds, name="principles-map")
    with right:
        show_statement(said["where"])
        if gap.where is not None and gap.where.between is not None:
            share, text = gap.where.between, said["where"].text
            show_chart(pack, gap.view, lambda: gap_charts.split_chart(share, text), "wards", text)
        keep, key = atlas_of(pack).keep, key_of(pack, gap.view)
        show_text(keep(("drivers of a gap", *key), lambda: drivers(gap, pack.areas)))
        told = partial(clusters_statement, view, pack.catalogue, moran, kinds)
        show_statement(keep(("said of clusters", *key_of(pack, view)), told))


def show_deprivation(pack: Pack, gap: GapView, said: Said) -> None:
    """Show the fifths of deprivation with the line through them."""
    if gap.fifths is None or gap.fifths.slope.sii is None:
        show_text(said["slope"].text)
        return
    show_text(f"{said['slope'].text} {said['relative_slope'].text}")
    text = said["slope"].text
    show_chart(pack, gap.view, lambda: gap_charts.fifths_chart(gap, text), "deprivation", text)


def show_change(pack: Pack, gap: GapView, said: Said) -> None:
    """Show the gap at each period with its verdict, and the trend of the place as a whole."""
    show_statement(said["change"])
    if gap.trend is not None and gap.trend.table["sii"].notna().sum() > 1:
        text = said["change"].text
        show_chart(
            pack, gap.view, lambda: gap_charts.gap_trend_chart(gap, text), "gap-over-time", text
        )
    key = ("said of the average", *key_of(pack, gap.view))
    show_text(atlas_of(pack).keep(key, lambda: _said_of_average(pack, gap)))


def _said_of_average(pack: Pack, gap: GapView) -> str:
    return f"{place_trend(pack, gap.view)} {average_beside(pack, gap)}".strip()


def show_exposure(pack: Pack, gap: GapView) -> None:
    """Show whose places have the figure: ethnic groups, coarse or fine, and the saying."""
    setting = atlas_of(pack)
    partitions = setting.partitions()
    if not partitions:
        return
    names = {name: f"{len(setting.groups(name))} groups" for name in partitions}
    chosen = st.radio(
        "Ethnic groups of Census 2021",
        partitions,
        format_func=names.get,
        horizontal=True,
        key="principles-groups",
    )
    labels = {i.id: group_name(i.label) for i in setting.groups(chosen)}
    table = exposure_view(setting, gap.view, chosen)
    if table is None:
        show_text(no_exposure(gap.view))
        return
    said = exposure_statement(gap.view, pack.catalogue, table, labels)
    show_statement(said)
    title = f"{gap.view.indicator.label}: the places where ethnic groups live"
    show_chart(
        pack,
        gap.view,
        lambda: gap_charts.exposure_chart(gap.view, table, labels, said.text),
        "exposure",
        title,
        (chosen,),
    )


def show_exposures(pack: Pack) -> None:
    """Show every indicator by the places where the broad ethnic groups live."""
    setting = atlas_of(pack)
    partitions = setting.partitions()
    if not partitions:
        return
    table = atlas_of(pack).exposures(partitions[0])
    indicators = pack.catalogue.indicators
    groups = setting.groups(partitions[0])
    shown = pd.DataFrame({"Indicator": [indicators[str(name)].label for name in table.index]})
    found = [indicators[str(name)] for name in table.index]
    ratioed = [not no_ratio(i, pack.catalogue.unit_of(i)) for i in found]
    for group in groups:
        pairs = zip(table[group.id], table["overall"], ratioed, strict=True)
        shown[group_name(group.label)] = [
            ratio_said(v, all_, ratioed=may) for v, all_, may in pairs
        ]
    areas = zip(table["left_out"], map(Level, table["level"]), strict=True)
    shown["Left out"] = [words.count_of(n, of.one, of.many) if n else "" for n, of in areas]
    config = {group_name(g.label): st.column_config.Column(alignment="right") for g in groups}
    show_text(EXPOSURES)
    show_rows(shown, most=420, config=config)


def show_blanks(blanks: list[Unmeasured]) -> None:
    """Show what matters and is not measured here, with whom to ask."""
    if not blanks:
        return
    show_title(UNKNOWN, small=True)
    items = (Item(f"{blank.label}.", f"{blank.why} {blank.ask}") for blank in blanks)
    show(Items(tuple(items)), "hg-blanks")
