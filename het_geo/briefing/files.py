"""A briefing as a file: its audience and order in TOML, opened again as far as possible.

The file holds no figure: what is shown is always the pack's own.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import tomli_w

from het_geo.atlas.atlas import Atlas
from het_geo.briefing.audience import checked
from het_geo.briefing.model import Briefing
from het_geo.briefing.order import Order, arrange, order_of
from het_geo.briefing.propose import propose
from het_geo.errors import BriefingError
from het_geo.geography import shortened
from het_geo.journey.here import NO_JOURNEY, Journey
from het_geo.own.areas.area import OwnError
from het_geo.own.atlas import own_atlas
from het_geo.own.pack import OWN
from het_geo.strangers.limits import StrangerError
from het_geo.strangers.toml import read_toml_apart

FORMAT = 1
KIND = "het_geo briefing"
LARGEST = 64_000  # bytes: some hundred times what a long briefing needs
MOST_NOTICES = 20
_KNOWN = {"kind", "format", "place", "place_name", "pack", "made", "audience", "order", OWN}
WHAT_TO_DO = "Choose a file that the briefing page saved."


def save(briefing: Briefing, made: date) -> str:
    """Return a briefing's audience and order as the text of a file."""
    order, audience = order_of(briefing), briefing.audience
    return tomli_w.dumps(
        {
            "kind": KIND,
            "format": FORMAT,
            "place": briefing.slug,
            "place_name": briefing.place.label,
            "pack": briefing.pack_version,
            "made": made,
            **{key: text for key, text in briefing.where.items() if key == OWN},
            "audience": {
                "areas": list(audience.codes),
                "principle": audience.principle,
                "subgroup": audience.subgroup,
            },
            "order": {
                "screens": list(briefing.order),
                "pinned": list(order.pinned),
                "dropped": list(order.dropped),
            },
        }
    )


def open_briefing(
    atlas: Atlas, text: str | bytes, today: date, journey: Journey = NO_JOURNEY
) -> tuple[Briefing, tuple[str, ...]]:
    """Open a saved briefing on a pack, with a notice for each thing that had to be left out.

    Raises:
        BriefingError: the text is no briefing file at all (too large, no text, no TOML, or
            another kind of file).
    """
    table = _read(text)
    order, notices = _order(atlas, table)
    briefing = propose(atlas, order.audience, today, journey=journey)
    parts = {"order": order.screens, "pinned": order.pinned, "dropped": order.dropped}
    found, left_out = arrange(atlas, briefing, today, **parts)
    notices += left_out
    if not found.screens:
        notices.append("No screen of the file can be shown: this is what is proposed instead.")
        return briefing, _first(notices)
    return found, _first(notices)


def atlas_for(atlas: Atlas, text: str | bytes) -> Atlas:
    """Return the atlas on which a saved briefing is opened: with the own areas that it is about.

    Raises:
        BriefingError: the text is no briefing file at all, or its own areas cannot be read.
    """
    own = _read(text).get(OWN, "")
    if not isinstance(own, str) or not own or own == atlas.pack.link.get(OWN):
        return atlas
    try:
        return own_atlas(atlas, own)
    except OwnError as error:
        raise BriefingError(f"The briefing is about areas of somebody’s own. {error}") from error


def _first(notices: Sequence[str]) -> tuple[str, ...]:
    """Return the first notices, and how many more there are: a file may bring thousands."""
    more = len(notices) - MOST_NOTICES
    told = tuple(notices[:MOST_NOTICES])
    return (
        (*told, f"And {more:,} more of the file’s parts could not be used.") if more > 0 else told
    )


def _read(text: str | bytes) -> Mapping[str, Any]:
    try:
        table = read_toml_apart(text, LARGEST, "a briefing")
    except StrangerError as error:
        raise BriefingError(f"The file is no briefing. {error} {WHAT_TO_DO}") from error
    if table.get("kind") != KIND:
        raise BriefingError(f"The file is no briefing: it does not say “{KIND}”. {WHAT_TO_DO}")
    return table


def _order(atlas: Atlas, table: Mapping[str, Any]) -> tuple[Order, list[str]]:
    notices = _about(atlas, table)
    audience = _part(table, "audience", notices)
    order = _part(table, "order", notices)
    codes = _texts(audience, "areas", notices)
    if codes and table.get("place") != atlas.pack.manifest.place:
        notices.append(f"Its areas are not of {atlas.district.label}: left out.")
        codes = ()
    principle, subgroup = audience.get("principle", 0), audience.get("subgroup", "")
    if not isinstance(principle, int) or isinstance(principle, bool):
        notices.append("The principle is no number: all indicators are used.")
        principle = 0
    if not isinstance(subgroup, str):
        notices.append("The group is no text: all indicators are used.")
        subgroup = ""
    found = checked(atlas, codes, principle, subgroup)
    screens, pinned, dropped = (
        _texts(order, key, notices) for key in ("screens", "pinned", "dropped")
    )
    return Order(found.audience, screens, pinned, dropped), [*notices, *found.notices]


def _about(atlas: Atlas, table: Mapping[str, Any]) -> list[str]:
    """Return the notices about the file as a whole: its format, its place and its pack."""
    notices, manifest = [], atlas.pack.manifest
    form = table.get("format")
    if not isinstance(form, int) or isinstance(form, bool):
        notices.append("The file does not say its format: it is read as this version’s.")
    elif form > FORMAT:
        notices.append(
            f"The file was made by a later version (format {shortened(str(form), 20)}, this one "
            f"reads {FORMAT}): what is not understood is left out."
        )
    for key in sorted(set(table) - _KNOWN):
        notices.append(f"“{shortened(key)}” is not known here: left out.")
    if table.get("place") != manifest.place:
        name = shortened(str(table.get("place_name") or table.get("place") or "another place"))
        notices.append(f"The file is for {name}; this is {manifest.name}.")
    elif table.get("pack") != manifest.version:
        pack = shortened(str(table.get("pack") or "not named"), 20)
        notices.append(
            f"The file was saved with another version of the figures (pack {pack}; this is "
            f"{manifest.version}): numbers and sentences are today’s."
        )
    return notices


def _part(table: Mapping[str, Any], key: str, notices: list[str]) -> Mapping[str, Any]:
    found = table.get(key)
    if isinstance(found, Mapping):
        return found
    notices.append(f"The file has no {key}: what is proposed is taken.")
    return {}


def _texts(table: Mapping[str, Any], key: str, notices: list[str]) -> tuple[str, ...]:
    """Return the texts of a list; what is no text, or no list, is left out with a notice."""
    found = table.get(key, [])
    if not isinstance(found, list):
        notices.append(f"“{key}” is no list: left out.")
        return ()
    texts = tuple(item for item in found if isinstance(item, str))
    if len(texts) < len(found):
        notices.append(f"“{key}” holds what is no text: left out.")
    return texts
