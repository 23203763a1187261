"""The order of a briefing: moved, dropped, pinned, added to; and as it stands in a link."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from het_geo.atlas.atlas import Atlas
from het_geo.briefing.audience import checked
from het_geo.briefing.model import Audience, Briefing, Screen
from het_geo.briefing.propose import screen_of
from het_geo.catalogue.records import Indicator
from het_geo.errors import BriefingError, UnheldError
from het_geo.geography import Level, shortened

MOST = 60  # screens: more than a meeting can see, fewer than a page can hold


@dataclass(frozen=True)
class Order:
    """What a link or a file says of a briefing: ids alone. No screens: those proposed."""

    audience: Audience = field(default_factory=Audience)
    screens: tuple[str, ...] = ()
    pinned: tuple[str, ...] = ()
    dropped: tuple[str, ...] = ()


def order_of(briefing: Briefing) -> Order:
    """Return the order of a briefing; its screens are left out where they are as proposed."""
    same = briefing.order == briefing.proposed
    screens = () if same else briefing.order
    return Order(briefing.audience, screens, briefing.pinned, briefing.dropped)


def arrange(
    atlas: Atlas,
    briefing: Briefing,
    today: date,
    *,
    order: Sequence[str] = (),
    pinned: Sequence[str] = (),
    dropped: Sequence[str] = (),
) -> tuple[Briefing, tuple[str, ...]]:
    """Return the briefing with its screens in an order, and a notice for each id left out.

    Args:
        atlas: the atlas of the briefing's pack.
        briefing: as proposed for its audience.
        today: the day to which the age of data is counted.
        order: ids of all screens, those proposed and others; as proposed where empty.
        pinned: ids that stay, whatever the audience and whatever is dropped; those that the order
            does not name come first.
        dropped: ids that are not shown, unless they are pinned.
    """
    keep = tuple(dict.fromkeys(pinned))
    out = tuple(name for name in dict.fromkeys(dropped) if name not in keep)
    wanted = list(dict.fromkeys(order or briefing.proposed))
    wanted = [name for name in keep if name not in wanted] + wanted
    made, notices = _made(atlas, briefing, today, [name for name in wanted if name not in out])
    # A screen may be asked for by the id of a level it is not made at; its own id counts.
    kept = tuple(dict.fromkeys(made[name].id for name in keep if name in made))
    out = tuple(name for name in out if name not in kept)
    shown = {screen.id: screen for screen in made.values() if screen.id not in out}
    return replace(briefing, screens=tuple(shown.values()), pinned=kept, dropped=out), notices


def _made(
    atlas: Atlas, briefing: Briefing, today: date, wanted: Sequence[str]
) -> tuple[dict[str, Screen], tuple[str, ...]]:
    """Return the screens by the ids they are asked for by, and a notice for each left out."""
    notices = []
    if len(wanted) > MOST:
        notices.append(f"Only the first {MOST} of {len(wanted)} screens are kept.")
    held = {screen.id: screen for screen in briefing.screens}
    found: dict[str, Screen] = {}
    for name in wanted[:MOST]:
        try:
            found[name] = held.get(name) or screen_of(
                atlas, briefing.audience, name, today, briefing.journey
            )
        except (BriefingError, UnheldError) as error:
            notices.append(f"A screen is left out: {error}.")
    return found, tuple(notices)


def moved(order: Sequence[str], name: str, to: int) -> tuple[str, ...]:
    """Return an order with one screen at another place, counted from 0; the rest as they were.

    >>> moved(("a", "b", "c"), "a", 1), moved(("a", "b"), "b", -5)
    (('b', 'a', 'c'), ('b', 'a'))
    """
    rest = [other for other in order if other != name]
    if len(rest) == len(order):
        return tuple(order)
    place = min(max(to, 0), len(rest))
    return (*rest[:place], name, *rest[place:])


def added(order: Sequence[str], name: str, after: str = "") -> tuple[str, ...]:
    """Return an order with one more screen, behind another or at the end; never one twice.

    >>> added(("a", "b"), "c", "a"), added(("a", "b"), "c"), added(("a", "b"), "a")
    (('a', 'c', 'b'), ('a', 'b', 'c'), ('a', 'b'))
    """
    if name in order:
        return tuple(order)
    place = list(order).index(after) + 1 if after in order else len(order)
    return (*order[:place], name, *order[place:])


def first_screen(indicator: Indicator) -> str:
    """Return the id of the screen that an indicator is added by; "" if it has none."""
    for level in (Level.WARD, Level.MSOA):
        if level in indicator.levels:
            return f"gap.{indicator.id}.{level}"
    return f"tenths.{indicator.id}.{Level.DISTRICT}" if indicator.tenths else ""


def to_params(order: Order) -> dict[str, str]:
    """Return an order as query parameters, none where all is as proposed for the whole place."""
    audience = order.audience
    parts = {
        "area": ",".join(audience.codes),
        "principle": str(audience.principle or ""),
        "group": audience.subgroup,
        "show": ",".join(order.screens),
        "pin": ",".join(order.pinned),
        "drop": ",".join(order.dropped),
    }
    return {key: text for key, text in parts.items() if text}


def from_params(atlas: Atlas, params: Mapping[str, str]) -> tuple[Order, tuple[str, ...]]:
    """Return the order that query parameters name, with a notice for each thing left out.

    Screens are looked at by :func:`arrange`; here the audience is. ``for`` is what earlier links
    said, with points, in place of ``area``.
    """
    asked = params.get("principle", "")
    principle = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 4 else 0
    codes = (params.get("area") or params.get("for", "").replace(".", ",")).split(",")
    found = checked(atlas, codes[: MOST * 10], principle, params.get("group", ""))
    notices = list(found.notices)
    if asked and str(principle) != asked:
        notices.insert(0, f"“{shortened(asked)}” is no Marmot principle: all indicators are used.")
    lists = {key: tuple(_ids(params.get(key, ""))) for key in ("show", "pin", "drop")}
    return Order(found.audience, lists["show"], lists["pin"], lists["drop"]), tuple(notices)


def _ids(text: str) -> Sequence[str]:
    return list(dict.fromkeys(name for name in text.split(",") if name))
