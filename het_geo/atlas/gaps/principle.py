"""One Marmot principle: its indicators by their gap, and the district's outcomes with England."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from het_geo.atlas.changed import Changed, changed_of
from het_geo.atlas.choice import BENCHMARKS, newest
from het_geo.atlas.gaps.matrix import NO_GAP
from het_geo.atlas.gaps.setting import Setting
from het_geo.atlas.gaps.table import gap_table
from het_geo.atlas.over_time import trend_of
from het_geo.catalogue.records import Indicator
from het_geo.catalogue.vocabulary import Unmeasured
from het_geo.compare import Verdict, verdicts
from het_geo.figures import Status
from het_geo.geography import Level
from het_geo.pack.model import Pack
from het_geo.trends.recent import Trend

# The ways in which indicators can be put in order, by a measure without a unit: its column, what it
# is called, and which then stands first.
ORDERS = {
    "uneven": ("disparity", "How uneven areas are", "the most uneven first"),
    "ratio": ("relative", "Worst against best", "the most times as high first"),
    "deprivation": ("rii", "Along deprivation", "the steepest along deprivation first"),
    "people": ("par_count", "People to close the gap", "the most people to close first"),
}
ENOUGH = 0.8  # of the areas of a level must have a figure for a gap to stand among the first
EVERYONE = 7  # the principle of racism: it is about every indicator


def belongs(indicator: Indicator, principle: int) -> bool:
    """Return whether an indicator is shown under a principle.

    Who lives where is no gap. Under principle 7 every indicator with a direction is shown, by
    the places where ethnic groups live.
    """
    if indicator.partition:
        return False
    if principle == EVERYONE:
        return bool(indicator.polarity) or principle in indicator.principles
    return principle in indicator.principles


def members(pack: Pack, principle: int) -> list[Indicator]:
    """Return the indicators of a principle that the pack holds, in the catalogue's order."""
    indicators = pack.catalogue.indicators.values()
    return [i for i in indicators if belongs(i, principle) and i.id in pack.periods_held]


def level_for(indicator: Indicator, level: Level) -> Level:
    """Return the level asked for, or the indicator's own where it has no figures for that."""
    return level if str(level) in indicator.levels else Level(indicator.levels[0])


def gaps_of(setting: Setting, principle: int, level: Level, order: str) -> pd.DataFrame:
    """Return the indicators of a principle with their gaps at their newest period, widest first.

    Indexed by indicator: ``level``, ``period`` (id) and the columns of
    :func:`het_geo.atlas.gaps.table.gap_table`. Indicators of the district alone are not in it, nor
    those whose kind has no gap. Those without the measure ordered by come last, and after them,
    in the same order, those of which fewer than :data:`ENOUGH` of the areas have a figure, those
    with an area whose figure was cut off at all people, and those of areas of another level:
    smaller areas are further apart.
    """
    pack = setting.pack
    wanted: dict[Level, list[tuple[str, str]]] = {}
    for indicator in members(pack, principle):
        own = level_for(indicator, level)
        if own != Level.DISTRICT and indicator.kind not in NO_GAP:
            period = newest(pack, indicator.id, own).id
            wanted.setdefault(own, []).append((indicator.id, period))
    tables = [
        _with_slopes(setting, own, pairs).reset_index("period").assign(level=str(own))
        for own, pairs in wanted.items()
    ]
    if not tables:
        return pd.DataFrame()
    found, column = pd.concat(tables), ORDERS[order][0]
    found = found.sort_values(column, ascending=False, kind="stable", na_position="last")
    held = found["areas"] / (found["areas"] + found["left_out"])
    last = (held < ENOUGH) | (found["level"] != str(level))
    last |= np.array([_is_capped(pack, str(n), Level(own)) for n, own in found["level"].items()])
    return pd.concat([found[~last], found[last]])


def _is_capped(pack: Pack, name: str, level: Level) -> bool:
    """Tell whether an end of a gap was cut off: how wide the gap is, is then not known."""
    rows = pack.rows(name, newest(pack, name, level).id)
    return bool(rows["status"].reindex(pack.codes(level)).eq(str(Status.CAPPED)).any())


# What is measured along deprivation or split by ward rests on the smallest areas held.
_SMALLEST = ["sii", "sii_lower", "sii_upper", "rii", "intercept", "concentration"]
_SMALLEST += [
    f"{index}{part}" for index in ("theil", "mld") for part in ("", "_between", "_within")
]


def _with_slopes(setting: Setting, level: Level, pairs: list[tuple[str, str]]) -> pd.DataFrame:
    """Return the gaps of a level; what lies along deprivation from neighbourhoods where held."""
    table = gap_table(setting, level, pairs)
    if level != Level.WARD:
        return table
    small = gap_table(setting, Level.LSOA, pairs)
    held = table.index.intersection(small.index)
    table.loc[held, _SMALLEST] = small.loc[held, _SMALLEST]
    return table


@dataclass(frozen=True)
class DistrictOutcome:
    """A figure of the district with its region and England, its verdict and how it went."""

    indicator: Indicator
    period: str
    value: float
    lower: float
    upper: float
    region: float
    england: float
    verdict: Verdict
    trend: Trend
    changed: Changed | None


def outcomes(setting: Setting, principle: int) -> list[DistrictOutcome]:
    """Return the outcomes of a principle that are published for the district alone."""
    pack = setting.pack
    found = []
    for indicator in members(pack, principle):
        own = principle in indicator.principles  # not all that principle 7 shows by place
        if own and indicator.levels == (str(Level.DISTRICT),):
            found.append(_outcome(pack, indicator))
    return found


def _outcome(pack: Pack, indicator: Indicator) -> DistrictOutcome:
    period = newest(pack, indicator.id, Level.DISTRICT)
    rows = pack.rows(indicator.id, period.id)
    nan = float("nan")
    values = {
        name: float(rows.loc[code, "value"])
        if (code := pack.codes(level)[0]) in rows.index
        else nan
        for name, level in BENCHMARKS.items()
    }
    own = rows.reindex([pack.district])[["lower", "upper"]].astype(float)
    verdict = verdicts(
        own["lower"], own["upper"], values["england"], indicator.judged_polarity
    ).iloc[0]
    return DistrictOutcome(
        indicator,
        period.label,
        values["district"],
        float(own["lower"].iloc[0]),
        float(own["upper"].iloc[0]),
        values["region"],
        values["england"],
        Verdict(verdict),
        trend_of(pack, indicator, period, pack.district, Level.DISTRICT),
        changed_of(pack, indicator, period, pack.district),
    )


def blanks_of(pack: Pack, principle: int) -> list[Unmeasured]:
    """Return what matters to a principle and is not measured here, with whom to ask."""
    return [blank for blank in pack.catalogue.blanks.values() if principle in blank.principles]
