"""Pictures of all areas of a view: how they spread, and in order with their certainty."""

from __future__ import annotations

from functools import partial

from het_geo import words
from het_geo.atlas.views import IndicatorView
from het_geo.geography import Level
from het_geo.own.areas.among import with_wards
from het_geo.pack.model import Pack
from het_geo.pictures.ranked import ranked_picture
from het_geo.pictures.strip import strip_picture
from het_geo.sentences.guidelines import guideline_statement
from het_geo.sentences.notes import spread
from het_geo.sentences.own import OVERLAP, among_wards
from het_geo.sentences.where import extremes
from het_geo.ui.pictures import show_picture
from het_geo.ui.shelf import atlas_of, key_of
from het_geo.ui.show import show_statement, show_text, show_title


def show_spread(pack: Pack, view: IndicatorView, area: str) -> None:
    """Show how the areas spread, and in order where they have margins of error."""
    if view.level == Level.OWN:
        show_among(pack, view, area)
    if len(view.table) < 2:
        return
    many = view.level.many
    if view.known > 1:  # one point is no spread
        show_title(f"How the {many} spread", small=True)
        title = f"{view.indicator.label}: how the {many} of {view.place} spread"
        show_picture(pack, view, lambda: strip_picture(view, area), "spread", title, (area,))
        show_text(_said(pack, view)[0])
    if (line := guideline_statement(view, pack, area)) is not None:
        show_statement(line)
    if view.ranked and view.known > 1:
        show_title(f"The {many} in order, with their margins of error", small=True)
        show_ranks(pack, view, area)


def show_among(pack: Pack, view: IndicatorView, area: str) -> None:
    """Show local areas among the wards of their place, in order."""
    among = with_wards(atlas_of(pack), view)
    if among is None:
        return
    wards = among.known - view.known
    held = "" if wards == len(among.table) - len(view.table) else " with a figure"
    those = words.count_of(wards, "ward", "wards")
    show_title(f"Local areas among the {those}{held}, in order", small=True)
    title = f"{view.indicator.label}: local areas among the wards of {view.place}"
    said = among_wards(atlas_of(pack), view, area) if area else OVERLAP
    picture = partial(ranked_picture, among, area, said)
    show_picture(pack, among, picture, "among", title, (area, *view.table.index))
    show_text(OVERLAP)


def show_ranks(pack: Pack, view: IndicatorView, area: str) -> None:
    """Show every area with its limits, in order, as a picture."""
    title = f"{view.indicator.label}: {view.level.many} of {view.place} with their 95% intervals"
    said = _said(pack, view)[1]
    show_picture(pack, view, lambda: ranked_picture(view, area, said), "areas", title, (area,))


def _said(pack: Pack, view: IndicatorView) -> tuple[str, str]:
    """Return how the areas spread, and which could be worst and best; put together once a view."""
    key = ("spread", *key_of(pack, view))
    return atlas_of(pack).keep(key, lambda: (spread(view), extremes(view)))
