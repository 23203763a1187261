"""Life expectancy in the tenths of a district, on the page of the principle it belongs to."""

from __future__ import annotations

from functools import partial

from het_geo.atlas.choice import Choice
from het_geo.atlas.gaps.principle import EVERYONE
from het_geo.geography import Level
from het_geo.pack.model import Pack
from het_geo.pictures.tenths import tenths_picture
from het_geo.sentences.tenths import tenths_statement, title_of
from het_geo.ui.pictures import show_picture
from het_geo.ui.shelf import atlas_of
from het_geo.ui.show import show_age, show_statement, show_title


def show_tenths(pack: Pack, number: int) -> None:
    """Show each indicator of a principle that has tenths: sentence, receipt and picture."""
    for found in atlas_of(pack).tenths():
        own = found.own
        if number == EVERYONE or number not in own.indicator.principles:
            continue
        show_title(title_of(own), small=True)
        show_statement(tenths_statement(found, pack))
        if own.known:
            choice = Choice(own.indicator.id, Level.DISTRICT, own.period.id)
            view = atlas_of(pack).view(choice)
            show_age(pack, view)
            make = partial(tenths_picture, found)
            show_picture(pack, view, make, f"tenths-{own.indicator.id}", title_of(own))
