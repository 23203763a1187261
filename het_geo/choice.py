"""What a person has chosen to see: ids from a link, checked against the pack."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from het_geo.catalogue import Period
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
    order = (Level.WARD, Level.LSOA, Level.MSOA, Level.DISTRICT)
    return [level for level in order if str(level) in declared]


def _level_of(pack: Pack, params: Mapping[str, str], levels: list[str]) -> str:
    """Return the level that the area in a link has, where a link names no level."""
    code = params.get("area", "").upper()
    own = str(pack.areas["level"].get(code, ""))
    return own if own in levels else levels[0]


def periods_of(pack: Pack, indicator: str, level: Level) -> tuple[Period, ...]:
    """Return the periods of an indicator that the pack holds for a level, oldest first."""
    held = pack.periods_held[indicator]
    declared = pack.catalogue.indicators[indicator].periods_at(str(level))
    return tuple(period for period in declared if period.id in held)


def latest(periods: Sequence[Period]) -> Period:
    """Return the newest period to open on: a year where there are months too."""
    longer = [period for period in periods if period.kind != "month"]
    return (longer or list(periods))[-1]


def newest(pack: Pack, indicator: str, level: Level) -> Period:
    """Return the newest period in which an area of the level has a value, else the newest held."""
    held = periods_of(pack, indicator, level)
    known = [p for p in held if (indicator, p.id, str(level)) in pack.periods_known]
    return latest(known or held)


def resolve(pack: Pack, params: Mapping[str, str]) -> tuple[Choice, list[str]]:
    """Turn query parameters into a choice, with a notice for each id that is not known.

    An unknown id never fails: the nearest default takes its place and the notice names the id.
    """
    notices: list[str] = []
    available = pack.periods_held.keys()
    first = FIRST_INDICATOR if FIRST_INDICATOR in available else min(available)
    indicator = _known(params, "indicator", available, first, notices)
    levels = [str(level) for level in levels_of(pack, indicator)]
    level = Level(_known(params, "level", levels, _level_of(pack, params, levels), notices))
    held = periods_of(pack, indicator, level)
    period = _period(params, held, newest(pack, indicator, level).id, notices)
    compare = _known(params, "compare", BENCHMARKS, "england", notices)
    choice = Choice(indicator, level, period, compare)
    return replace(choice, area=_area(pack, params.get("area", ""), level, notices)), notices


def _period(
    params: Mapping[str, str], periods: Sequence[Period], default: str, notices: list[str]
) -> str:
    """Return the period of a link; one that has another id by now is found, and that is said."""
    asked = params.get("period", "")
    for period in periods:
        if asked in period.formerly:
            notices.append(
                f"The link names the period “{asked}”. What was labelled so is of {period.label}."
            )
            return period.id
    known = [period.id for period in periods]
    return _known(params, "period", known, default, notices)


_NAMES = {
    "indicator": "an indicator",
    "level": "a kind of area",
    "period": "a period",
    "compare": "a benchmark",
}


def shortened(text: str, most: int = 40) -> str:
    """Return a text from a link, cut to a length that a notice can hold."""
    return text if len(text) <= most else f"{text[:most]}…"


def _known(
    params: Mapping[str, str], key: str, known: object, default: str, notices: list[str]
) -> str:
    asked = params.get(key, "")
    if not asked or asked in known:  # type: ignore[operator]
        return asked or default
    if key == "level" and asked in list(Level):
        notices.append(f"This indicator has no figures for {Level(asked).many}.")
        return default
    notices.append(
        f"The link names {_NAMES[key]} this explorer does not know, “{shortened(asked)}”. "
        f"Showing “{default}” instead."
    )
    return default


def _area(pack: Pack, code: str, level: Level, notices: list[str]) -> str:
    """Return the code if it is of this level, the ward of a neighbourhood, or nothing.

    Where the district is all there is, it is chosen.
    """
    if level == Level.DISTRICT:
        return pack.district
    if not code:
        return ""
    code = code.strip().upper() if code.strip().upper() in pack.areas.index else code
    if code not in pack.areas.index:
        notices.append(
            f"The link names an unknown area, “{shortened(code)}”. No area of "
            f"{pack.manifest.name} has this code. Choose one from the list or the map."
        )
        return ""
    own = Level(pack.areas.loc[code, "level"])
    if own == level:
        return code
    if own == Level.LSOA and level in (Level.WARD, Level.MSOA):
        parent = str(pack.areas.loc[code, str(level)])
        notices.append(
            f"{pack.areas.loc[code, 'name']} is a {own.one}: showing its {level.one}, "
            f"{pack.areas.loc[parent, 'name']}."
        )
        return parent
    name = pack.areas.loc[code, "name"]
    notices.append(f"{name} is a {own.one}, so it cannot be chosen among {level.many}.")
    return ""
