"""Who stands beside whom: two to four areas, and whom to offer where there is but one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from het_geo import words
from het_geo.atlas.asked import named
from het_geo.atlas.atlas import Atlas
from het_geo.atlas.notice import Notice
from het_geo.geography import Level, area_label
from het_geo.inequality.groups import quantile_groups
from het_geo.pack.model import Pack

MOST = 4  # areas side by side: a reader tells no more shapes apart
OFFERED = 6  # areas that a page offers by one rule
TENTHS = 10
TOUCH = "that share a border or a corner with it"
ALIKE = "in the same tenth of {many} here by deprivation (IMD score), the nearest first"


@dataclass(frozen=True)
class Chosen:
    """The areas that stand side by side, the first one first, and what is said of the rest."""

    codes: tuple[str, ...]
    notices: tuple[Notice, ...] = ()


@dataclass(frozen=True)
class Company:
    """Areas that one could stand beside, by one rule; ``none`` says why there is none."""

    rule: str
    codes: tuple[str, ...]
    none: str = ""


def chosen_of(pack: Pack, first: Sequence[str], others: Sequence[str]) -> Chosen:
    """Return which areas stand side by side of those that a link asks for, each once.

    The district stands beside every figure already, and is none of them.
    """
    twice = [code for code in dict.fromkeys(others) if code in first]
    codes = list(dict.fromkeys([*first, *others]))
    small = [code for code in codes if code != pack.district]
    left = small[MOST:]
    said = []
    if twice:
        stand = "stands" if len(twice) == 1 else "stand"
        said.append(f"{named(pack, twice)} {stand} here already: an area is shown once.")
    if len(small) < len(codes):
        whole = words.capital(area_label(pack.areas, pack.district))
        said.append(f"{whole} as a whole stands beside every figure: choose areas inside it.")
    if left:
        are = "is" if len(left) == 1 else "are"
        said.append(f"Four areas can stand side by side: {named(pack, left)} {are} left out.")
    return Chosen(tuple(small[:MOST]), tuple(Notice(text) for text in said))


def touching(atlas: Atlas, code: str) -> Company:
    """Return the areas of its level that touch an area, in the order of their names."""
    level = Level(atlas.know.levels[code])
    near = atlas.graph(level)[code]
    codes = [str(other) for other, weight in near.items() if weight > 0 and other != code]
    found = sorted(codes, key=atlas.know.labels.__getitem__)
    return Company(
        f"{words.capital(level.many)} {TOUCH}",
        tuple(found[:OFFERED]),
        "" if found else f"No other {level.one} here touches it.",
    )


def as_deprived(atlas: Atlas, code: str) -> Company:
    """Return the areas of its level in the same tenth of the place by deprivation.

    The tenths are those of the place's areas of that level (OHID's rule for quantiles); the nearest
    score stands first.
    """
    level = Level(atlas.know.levels[code])
    score = atlas.deprivation(level)
    tenths = quantile_groups(score, TENTHS, invert=True)
    rule = f"{words.capital(level.many)} {ALIKE.format(many=level.many)}"
    if "reason" in tenths.attrs or tenths.isna().get(code, True):
        few = tenths.attrs.get("reason", "it has no score of deprivation")
        return Company(rule, (), f"Who is as deprived is not told: {few}.")
    near = (score - score[code]).abs()[tenths.eq(tenths[code]).fillna(value=False)].drop(code)
    found = near.sort_values(kind="stable").index[:OFFERED]
    none = "" if len(found) else f"No other {level.one} here is in its tenth."
    return Company(rule, tuple(map(str, found)), none)


def share_ground(atlas: Atlas, one: str, other: str) -> bool:
    """Tell whether two areas have a neighbourhood in common: they are then not independent."""
    return bool(_ground(atlas, one) & _ground(atlas, other))


def _ground(atlas: Atlas, code: str) -> set[str]:
    return set(atlas.know.small(code))
