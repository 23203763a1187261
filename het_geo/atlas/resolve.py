"""From the query parameters of a link to a choice, with a notice for what cannot be followed."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from het_geo.atlas.asked import Asked, Elsewhere, Notice, areas_asked, named, nowhere, offers_of
from het_geo.atlas.choice import BENCHMARKS, FIGURE, SHOWN, Choice, levels_of, newest, periods_of
from het_geo.atlas.inside import areas_inside
from het_geo.catalogue.periods import Period
from het_geo.geography import Level, area_label, kind_of, shortened, the
from het_geo.pack.model import Pack

FIRST_INDICATOR = "overcrowding"


_NAMES = {
    "indicator": "an indicator",
    "level": "a kind of area",
    "period": "a period",
    "compare": "a benchmark",
    "of": "a map",
}


MOST = 5  # areas of a link that a notice names


def resolve(
    pack: Pack,
    params: Mapping[str, str],
    elsewhere: Elsewhere = nowhere,
    first: str = FIRST_INDICATOR,
) -> tuple[Choice, list[Notice]]:
    """Turn query parameters into a choice, with a notice for each that cannot be followed.

    Another indicator (``first``), level, period or benchmark takes the place of one that is not
    known, and the notice names both. No other area takes an area's place but the one that it has
    become, or the one that it lies in. ``elsewhere`` is as in
    :func:`~het_geo.atlas.asked.areas_asked`.
    """
    said: list[str] = []
    available = pack.periods_held.keys()
    first = first if first in available else min(available)
    indicator = _known(params, "indicator", available, first, said, _label_in(pack))
    text = params.get("area", "").strip()
    found = areas_asked(pack, text, elsewhere)
    code = found.codes[0] if found.whole and len(found.codes) == 1 else ""
    levels = [str(level) for level in levels_of(pack, indicator)]
    own = str(pack.areas["level"].get(code, ""))
    first_level = own if own in levels else levels[0]
    level = Level(_known(params, "level", levels, first_level, said, _level))
    held = periods_of(pack, indicator, level)
    period = _period(params, held, newest(pack, indicator, level).id, said)
    compare = _known(params, "compare", BENCHMARKS, "england", said, str.capitalize)
    show = _known(params, "of", SHOWN, FIGURE, said, "the {}".format)
    area, why = _marked(pack, code, level)
    around = code if not area and areas_inside(pack.areas, code, level) else ""
    choice = Choice(indicator, level, period, compare, area, text, around, show)
    notices = [Notice(text) for text in said]
    return choice, [*notices, *found.notices, *several(pack, found), *why]


def _label_in(pack: Pack) -> Callable[[str], str]:
    """Return what writes an indicator's label, in quotation marks."""
    return lambda name: f"“{pack.catalogue.indicators[name].label}”"


def _level(key: str) -> str:
    """Return a kind of area as a sentence names it."""
    return Level(key).many


def _period(
    params: Mapping[str, str], periods: Sequence[Period], default: str, said: list[str]
) -> str:
    """Return the period of a link; one that has another id by now is found, and that is said."""
    asked = params.get("period", "")
    for period in periods:
        if asked in period.formerly:
            said.append(
                f"The link names the period “{asked}”. What was labelled so is of {period.label}."
            )
            return period.id
    labels = {period.id: period.label for period in periods}
    return _known(params, "period", labels, default, said, labels.__getitem__)


def several(pack: Pack, found: Asked) -> list[Notice]:
    """Return what is said of a link to several areas, where one can be marked."""
    if len(found.codes) < 2:
        return []
    said = f"The link names {named(pack, found.codes[:MOST])}"
    more = f" and {len(found.codes) - MOST} more" if len(found.codes) > MOST else ""
    offers = offers_of(pack, found.codes[:MOST])
    return [Notice(f"{said}{more}: one can be marked here, so none is.", offers)]


def _known(  # noqa: PLR0917 - a link's field: its key, what is known, else shown, words for it
    params: Mapping[str, str],
    key: str,
    known: object,
    default: str,
    said: list[str],
    shown: Callable[[str], str],
) -> str:
    asked = params.get(key, "")
    if not asked or asked in known:  # type: ignore[operator]
        return asked or default
    if key == "level" and asked in list(Level):
        many = Level(default).many
        said.append(f"This indicator has no figures for {Level(asked).many}: {many} are shown.")
        return default
    said.append(
        f"The link names {_NAMES[key]} this explorer does not know, “{shortened(asked)}”. "
        f"Showing {shown(default)} instead."
    )
    return default


def _marked(pack: Pack, code: str, level: Level) -> tuple[str, list[Notice]]:
    """Return the area to mark among those of a level for a known one, and why it is another.

    The district stands for the whole place: it is marked where it is all there is. A neighbourhood
    marks the ward or MSOA it lies in.
    """
    place = pack.district
    if code in ("", place):
        return (place if level == Level.DISTRICT else ""), []
    own = Level(pack.areas.loc[code, "level"])
    if own == level:
        return code, []
    label = area_label(pack.areas, code)
    if level == Level.DISTRICT:
        said = (
            f"This indicator has figures for districts alone: {the(pack.manifest.name)} is shown, "
        )
        return place, [Notice(f"{said}of which {label} is a part.")]
    if own == Level.LSOA and level in (Level.WARD, Level.MSOA):
        parent = str(pack.areas.loc[code, str(level)])
        name, around = (pack.areas.loc[one, "name"] for one in (code, parent))
        return parent, [Notice(f"{name} is {kind_of(own)}: showing its {level.one}, {around}.")]
    return "", [unmarked(pack, code, level)]


def unmarked(pack: Pack, code: str, level: Level) -> Notice:
    """Return what is said of an area of another level than those shown, where none is marked."""
    label, kind = area_label(pack.areas, code), kind_of(Level(pack.areas.loc[code, "level"]))
    said = f"{label} is {kind}, so it cannot be chosen among {level.many}: none is marked."
    return Notice(said)
