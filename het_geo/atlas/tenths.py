"""Life inside a district: what is published for each tenth of its neighbourhoods, and the slope.

The definition: docs/methods.md#tenths-of-a-district.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from math import sqrt

import pandas as pd

from het_geo.catalogue.periods import Period
from het_geo.catalogue.records import Indicator
from het_geo.catalogue.vocabulary import Unit
from het_geo.geography import Level, the
from het_geo.inequality import slope_index
from het_geo.inequality.results import Slope
from het_geo.pack.model import Pack
from het_geo.pack.tenths_table import TENTHS


@dataclass(frozen=True)
class Ends:
    """The least less the most deprived tenth, with 95 % limits, in the indicator's unit."""

    value: float
    lower: float
    upper: float


@dataclass(frozen=True)
class TenthsView:
    """An area's tenths of neighbourhoods by deprivation, for one indicator.

    ``table`` is indexed by tenth, 1 (the most deprived) to 10: ``value``, ``lower``, ``upper``,
    ``people``. ``ends`` and ``slope`` (its SII in the indicator's unit, and its RII) are ``None``
    where a tenth has no value; ``reason`` then says why.
    """

    indicator: Indicator
    unit: Unit
    period: Period
    code: str
    name: str
    table: pd.DataFrame = field(repr=False)
    ends: Ends | None
    slope: Slope | None
    reason: str = ""

    @property
    def known(self) -> bool:
        """Whether any tenth has a value."""
        return bool(self.table["value"].notna().any())

    @property
    def best(self) -> int:
        """The tenth with the highest value where high is better, else with the lowest."""
        values = self.table["value"] * (self.indicator.polarity or 1)
        return int(values.idxmax())


@dataclass(frozen=True)
class DistrictTenths:
    """The tenths of a place's district, and those of England beside it."""

    own: TenthsView
    england: TenthsView


def tenths_of(pack: Pack) -> list[DistrictTenths]:
    """Return the tenths of a pack's district and of England: one pair an indicator that has them.

    A district without ten known tenths stands in it with the reason.
    """
    england = pack.codes(Level.COUNTRY)[0]
    held = [i for i in pack.catalogue.indicators.values() if i.tenths and i.id in pack.periods_held]
    return [
        DistrictTenths(tenths_view(pack, i, pack.district), tenths_view(pack, i, england))
        for i in held
    ]


def tenths_view(pack: Pack, indicator: Indicator, code: str) -> TenthsView:
    """Return the tenths of one area that a pack holds: its district, region or England."""
    period = indicator.periods[-1]
    rows = pack.tenths[
        (pack.tenths["indicator"] == indicator.id)
        & (pack.tenths["period"] == period.id)
        & (pack.tenths["area_code"] == code)
    ]
    table = rows.set_index("tenth")[["value", "lower", "upper", "people"]]
    name = the(str(pack.areas.loc[code, "name"]))
    unit = pack.catalogue.unit_of(indicator)
    reason = _why_not(table)
    if reason:
        return TenthsView(indicator, unit, period, code, name, table, None, None, reason)
    slope = slope_index(
        table["value"],
        table["people"],
        lower=table["lower"],
        upper=table["upper"],
        multiplier=float(indicator.polarity or 1),
    )
    return TenthsView(indicator, unit, period, code, name, table, _ends(table), slope)


def _why_not(table: pd.DataFrame) -> str:
    if len(table) < TENTHS:
        return "no figures of its tenths are published"
    unknown = int(table["value"].isna().sum())
    if unknown == TENTHS:
        return "in each tenth of its neighbourhoods too few people died for a figure"
    if unknown:
        return f"in {unknown} of the ten tenths of its neighbourhoods too few died for a figure"
    return ""


def _ends(table: pd.DataFrame) -> Ends:
    """Return the least less the most deprived tenth, with limits from those of both (MOVER)."""
    most, least = table.loc[1], table.loc[TENTHS]
    found = float(least["value"] - most["value"])
    below = sqrt((least["value"] - least["lower"]) ** 2 + (most["upper"] - most["value"]) ** 2)
    above = sqrt((least["upper"] - least["value"]) ** 2 + (most["value"] - most["lower"]) ** 2)
    return Ends(found, found - below, found + above)
