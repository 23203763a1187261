"""Two indicators against each other beyond the place: all of England's neighbourhoods, or others'.

England's pack holds values of neighbourhoods, without limits.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import nan

from het_geo.atlas.choice import Choice
from het_geo.atlas.views import IndicatorView
from het_geo.beside.two import TwoIndicators, nearest_in_time, set_against
from het_geo.catalogue.periods import Period
from het_geo.catalogue.records import PLAIN_KINDS
from het_geo.correlation import Correlation, correlation
from het_geo.geography import Level
from het_geo.national.load import NationalPack
from het_geo.pack.model import Pack
from het_geo.pictures.england import national_view

DENSE = 2_000  # areas from which on they are drawn as a crowd and listed in the file alone


@dataclass(frozen=True, eq=False)
class TwoFar(TwoIndicators):
    """Two indicators of England's neighbourhoods, or of one other district's.

    ``ours`` are the neighbourhoods of the place that are among them, ``home`` is what it is called,
    ``own`` how the two go together in them alone. ``version`` is that of England's pack.
    """

    ours: tuple[str, ...]
    home: str
    own: Correlation
    version: str

    @property
    def dense(self) -> bool:
        """Whether so many areas are drawn that none is a point of its own, but for ours."""
        return len(self.one.table) >= DENSE


def can_be_set_far(national: NationalPack, name: str) -> bool:
    """Tell whether England's pack has an indicator that may be set against another."""
    indicator = national.catalogue.indicators.get(name)
    plain = indicator is None or indicator.kind in PLAIN_KINDS
    return not plain and bool(national.periods_held.get(name))


def two_far(
    national: NationalPack, pack: Pack, names: tuple[str, str], district: str, chosen: Sequence[str]
) -> TwoFar:
    """Return two indicators that England's pack has, over its neighbourhoods or a district's.

    Args:
        national: England's pack.
        pack: the place's own, whose neighbourhoods are marked.
        names: both indicators.
        district: the code of a district; "" for all of England.
        chosen: the areas of the place that are marked by a shape, where they are neighbourhoods.
    """
    first, second = nearest_in_time(*(_periods(national, name) for name in names))
    choices = (Choice(names[0], Level.LSOA, first.id), Choice(names[1], Level.LSOA, second.id))
    views = [_whole(national_view(national, choice)) for choice in choices]
    if district:
        rows = (national.areas["district"] == district).to_numpy()
        place = str(national.districts[district])
        views = [replace(view, table=view.table[rows], place=place) for view in views]
    x, y = (view.table["value"] for view in views)
    own = x.index.intersection(pack.codes(Level.LSOA), sort=False)
    return TwoFar(
        views[0],
        views[1],
        set_against(views),
        tuple(code for code in chosen if code in x.index),
        tuple(map(str, own)),
        pack.title,
        correlation(x[own], y[own]),
        national.manifest.version,
    )


def _whole(view: IndicatorView) -> IndicatorView:
    """Return a view with every column of figures: England's pack has no counts."""
    bare = dict.fromkeys(("numerator", "denominator", "published"), nan)
    return replace(view, table=view.table.assign(**bare))


def _periods(national: NationalPack, name: str) -> list[Period]:
    held = national.periods_held[name]
    return [p for p in national.catalogue.indicators[name].periods if p.id in held]


def points_of(found: TwoFar) -> tuple[IndicatorView, IndicatorView]:
    """Return both views with the areas alone that have both figures."""
    known = found.one.table["value"].notna() & found.other.table["value"].notna()
    rows = known.to_numpy()
    one, other = (replace(v, table=v.table[rows]) for v in (found.one, found.other))
    return one, other
