"""What a person has chosen to see: ids from a link, checked against the pack."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from het_geo.geography import Level
from het_geo.pack import Pack

FIRST_INDICATOR = "overcrowding"
BENCHMARKS = {"england": Level.COUNTRY, "region": Level.REGION, "district": Level.DISTRICT}


@dataclass(frozen=True)
class Choice:
    """One view: every field is an id that stands in the link."""

    indicator: str
    level: Level
    period: str
    compare: str = "england"
    area: str = ""

    @property
    def params(self) -> dict[str, str]:
        """The choice as query parameters of a link."""
        fields = {
            "indicator": self.indicator,
            "level": str(self.level),
            "period": self.period,
            "compare": self.compare,
            "area": self.area,
        }
        return {key: value for key, value in fields.items() if value}


def levels_of(pack: Pack, indicator: str) -> list[Level]:
    """Return the levels of area that an indicator can be shown at, wards first."""
    declared = pack.catalogue.indicators[indicator].levels
    return [level for level in (Level.WARD, Level.LSOA, Level.MSOA) if str(level) in declared]


def resolve(pack: Pack, params: Mapping[str, str]) -> tuple[Choice, list[str]]:
    """Turn query parameters into a choice, with a notice for each id that is not known.

    An unknown id never fails: the nearest default takes its place and the notice names the id.
    """
    notices: list[str] = []
    available = set(pack.figures["indicator"])
    first = FIRST_INDICATOR if FIRST_INDICATOR in available else min(available)
    indicator = _known(params, "indicator", available, first, notices)
    levels = [str(level) for level in levels_of(pack, indicator)]
    level = Level(_known(params, "level", levels, levels[0], notices))
    periods = [period.id for period in pack.catalogue.indicators[indicator].periods]
    period = _known(params, "period", periods, periods[-1], notices)
    compare = _known(params, "compare", BENCHMARKS, "england", notices)
    choice = Choice(indicator, level, period, compare)
    return replace(choice, area=_area(pack, params.get("area", ""), level, notices)), notices


def _known(
    params: Mapping[str, str], key: str, known: object, default: str, notices: list[str]
) -> str:
    asked = params.get(key, "")
    if not asked or asked in known:  # type: ignore[operator]
        return asked or default
    notices.append(f"The link names an unknown {key}, “{asked}”. Showing “{default}” instead.")
    return default


def _area(pack: Pack, code: str, level: Level, notices: list[str]) -> str:
    """Return the code if it is of this level, the ward of a neighbourhood, or nothing."""
    if not code:
        return ""
    if code not in pack.areas.index:
        notices.append(
            f"The link names an unknown area, “{code}”. No area of {pack.manifest.name} has this "
            "code. Choose one from the list or the map."
        )
        return ""
    own = Level(pack.areas.loc[code, "level"])
    if own == level:
        return code
    if own == Level.LSOA and level == Level.WARD:
        return str(pack.areas.loc[code, "ward"])
    name = pack.areas.loc[code, "name"]
    notices.append(f"{name} is a {own.one}, so it is not chosen among {level.many}.")
    return ""
