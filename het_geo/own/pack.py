"""A pack with a visitor's own areas and figures beside its own. The pack itself stays as it is."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import fields, replace
from functools import cached_property
from typing import Any

import pandas as pd
from shapely.geometry import mapping

from het_geo.atlas.sums import can_be_summed
from het_geo.catalogue.periods import BreakAt, Period
from het_geo.catalogue.records import Catalogue, Indicator
from het_geo.files import sha256_in
from het_geo.geography import Level
from het_geo.own.areas.area import OwnArea, code_of
from het_geo.own.areas.ground import ground_of
from het_geo.own.areas.sums import own_figures
from het_geo.own.data.indicator import OwnIndicator
from het_geo.pack.model import Pack

OWN = "own"  # the part of a link
_BLANK = ("ward", "msoa", "msoa_name", "most_area_in", "overlapped_by")


class WidenedPack(Pack):
    """A pack with more: areas and figures of a visitor's own.

    Args:
        base: the place's pack, which is not changed.
        key: what names it among all; see :attr:`het_geo.pack.model.Pack.key`.
        link: what a link says of it besides the place.
        changed: fields of :class:`~het_geo.pack.model.Pack` that are other than those of ``base``.
        figures: gives the figures that come to those of ``base``, of one indicator or ("") of all:
            asked when they are first needed.
        own: the neighbourhoods of each own area, by its code.
    """

    def __init__(
        self,
        base: Pack,
        key: str,
        link: Mapping[str, str],
        figures: Callable[[str], pd.DataFrame],
        own: Mapping[str, tuple[str, ...]],
        **changed: Any,
    ) -> None:
        """Take what is not changed from the pack."""
        held = {f.name: getattr(base, f.name) for f in fields(Pack) if f.name != "figures"}
        parts = {
            "_base": base,
            "_key": key,
            "_link": dict(link),
            "_more": figures,
            "_own": dict(own),
            "_views": {},
        }
        self.__dict__.update(held | changed | parts)

    @property
    def key(self) -> str:
        """What names it among all."""
        return str(self.__dict__["_key"])

    @property
    def link(self) -> dict[str, str]:
        """What a link says of it: the place, and the own areas."""
        return {**self.__dict__["_base"].link, **self.__dict__["_link"]}

    @property
    def own(self) -> Mapping[str, tuple[str, ...]]:
        """The neighbourhoods of each own area, by its code."""
        found: Mapping[str, tuple[str, ...]] = self.__dict__["_own"]
        return found

    @property
    def figures(self) -> pd.DataFrame:
        """All figures. They are joined at each call: both parts stand in memory once."""
        base, more = self.__dict__["_base"], self._own_figures
        return pd.concat([base.figures, more], ignore_index=True) if len(more) else base.figures

    @cached_property
    def _own_figures(self) -> pd.DataFrame:
        found: pd.DataFrame = self.__dict__["_more"]("")
        return found

    def prime(self) -> None:
        """Work out all that comes to the base at once, before much of it is asked for."""
        self._by_view_of("")

    def _by_view_of(self, indicator: str) -> Mapping[tuple[str, str], pd.DataFrame]:
        """Return what comes to the base by indicator and period: of all, or of one at least."""
        held: dict[str, Mapping[tuple[str, str], pd.DataFrame]] = self.__dict__["_views"]
        if "" not in held and indicator not in held:
            more = self.__dict__["_more"](indicator) if indicator else self._own_figures
            groups = more.set_index("area_code").groupby(["indicator", "period"], sort=False)
            held[indicator] = {(str(name), str(time)): rows for (name, time), rows in groups}
        return held[""] if "" in held else held[indicator]

    def rows(self, indicator: str, period: str) -> pd.DataFrame:
        """Return the figures of one indicator and period, indexed by area code."""
        found: pd.DataFrame = self.__dict__["_base"].rows(indicator, period)
        more = self._by_view_of(indicator).get((indicator, period))
        if more is None:
            return found
        return pd.concat([found, more]) if len(found) else more.copy(deep=False)


def with_data(base: Pack, data: Sequence[OwnIndicator]) -> WidenedPack:
    """Return a pack with figures that a visitor has brought beside its own.

    Args:
        base: the place's pack.
        data: the figures, all of this place.
    """
    held = base.catalogue
    figures = pd.concat([one.figures for one in data], ignore_index=True)
    return WidenedPack(
        base,
        f"{base.key}-{sha256_in(' '.join(one.key for one in data))[:12]}",
        {},
        lambda _: figures,
        base.own,
        catalogue=replace(
            held,
            indicators={**held.indicators, **{one.id: one.record for one in data}},
            sources={**held.sources, **{one.id: one.source for one in data}},
            subjects={**held.subjects, **{one.id: one.id for one in data}},
        ),
    )


def with_areas(
    base: Pack, areas: Sequence[OwnArea], text: str, data: Sequence[OwnIndicator] = ()
) -> WidenedPack:
    """Return a pack with own areas as one more level of it.

    Args:
        base: the place's pack.
        areas: the areas, each with a name of its own.
        text: what names them among all that visitors have made: their link.
        data: which of the pack's figures the visitor has brought: what hides a small count in them
            is hidden in own areas too.
    """
    own = {code_of(place): area.members for place, area in enumerate(areas)}
    table = _table(base, areas)
    shapes = {**base.shapes, Level.OWN: {c: _shape(base, c, own[c]) for c in own}}
    return WidenedPack(
        base,
        f"{base.key}-{sha256_in(text)[:12]}",
        {OWN: text},
        lambda only: own_figures(base, areas, data, only),
        own,
        areas=pd.concat([base.areas, table]),
        shapes=shapes,
        periods_held=base.periods_held,
        periods_known=_known(base),
        catalogue=with_own_level(base.catalogue),
    )


def _known(base: Pack) -> set[tuple[str, str, str]]:
    """Return in which periods an area of each level has a value: own ones where neighbourhoods do.

    So a visitor's area is shown in the period in which its neighbours are, with or without a value.
    """
    small = {(name, period) for name, period, level in base.periods_known if level == Level.LSOA}
    return base.periods_known | {(name, period, str(Level.OWN)) for name, period in small}


def _table(base: Pack, areas: Sequence[OwnArea]) -> pd.DataFrame:
    people = base.areas["population"]
    rows = [
        {"name": area.name, "population": float(people.reindex(list(area.members)).sum())}
        for area in areas
    ]
    table = pd.DataFrame(rows, index=[code_of(place) for place in range(len(areas))])
    table = table.assign(level=str(Level.OWN), vintage=str(Level.OWN), **dict.fromkeys(_BLANK, ""))
    table.index.name = base.areas.index.name
    return table.reindex(columns=base.areas.columns).astype(base.areas.dtypes.to_dict())


def _shape(base: Pack, code: str, members: Sequence[str]) -> dict[str, Any]:
    geometry = mapping(ground_of(base, members))
    return {"type": "Feature", "properties": {"area_code": code}, "geometry": geometry}


def with_own_level(catalogue: Catalogue) -> Catalogue:
    """Return a catalogue by which what can be summed of neighbourhoods has own areas too."""
    return replace(
        catalogue,
        indicators={name: _widened(one) for name, one in catalogue.indicators.items()},
        caveats={
            name: replace(one, levels=_as_wards(one.levels))
            for name, one in catalogue.caveats.items()
        },
    )


def _widened(indicator: Indicator) -> Indicator:
    if Level.LSOA not in indicator.levels or not can_be_summed(indicator):
        return indicator
    periods = {period.id: _period(period) for period in indicator.periods}
    return replace(
        indicator,
        levels=(*indicator.levels, str(Level.OWN)),
        periods=tuple(periods.values()),
        breaks=tuple(_break(one, periods) for one in indicator.breaks),
    )


def _period(period: Period) -> Period:
    if Level.LSOA not in period.levels:
        return period
    return replace(period, levels=(*period.levels, str(Level.OWN)))


def _break(one: BreakAt, periods: Mapping[str, Period]) -> BreakAt:
    levels = (*one.levels, str(Level.OWN)) if Level.LSOA in one.levels else one.levels
    return replace(one, levels=levels, at=periods.get(one.at.id, one.at))


def _as_wards(levels: tuple[str, ...]) -> tuple[str, ...]:
    """Return the levels of a caveat: what holds of wards holds of other sums of neighbourhoods."""
    return (*levels, str(Level.OWN)) if Level.WARD in levels else levels
