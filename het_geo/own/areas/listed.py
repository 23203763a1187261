"""Own areas of a list: codes, postcodes or names of areas, with the own area of each or as one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from het_geo import words
from het_geo.geography import Level, the
from het_geo.own.areas.area import MOST_AREAS, OwnArea, OwnError
from het_geo.own.areas.entries import Entries, table_of
from het_geo.own.areas.lookup import How, Lookup
from het_geo.own.areas.names import names_of, tidy
from het_geo.pack.model import Pack

MOST_NAMED = 8  # words that mean nothing here and are named: the rest are counted
MOST_TEXT = 3_000_000  # characters
ONE = "Local area"

Areas = tuple[tuple[OwnArea, ...], tuple[str, ...], tuple[str, ...]]


def areas_listed(pack: Pack, text: str, name: str = ONE, field: str = "") -> Areas:
    """Return the own areas of a list, what has to be said, and the columns that could name them.

    Args:
        pack: the place.
        text: the list.
        name: of the area where the list names none.
        field: the column that names own areas; "": it is guessed.

    Raises:
        OwnError: nothing in it is of this place, or it is beyond a limit.
    """
    if len(text) > MOST_TEXT:
        raise OwnError(f"It has more than {MOST_TEXT:,} characters: bring those of your place.")
    known = Lookup(pack)
    table = table_of(text, known, field)
    unknown = [word for word in dict.fromkeys(table.entries) if word and not known.meaning(word)]
    groups, nameless = _groups(table, known, name)
    if not groups:
        raise OwnError(_nothing(pack, known, unknown))
    if len(groups) > MOST_AREAS:
        raise OwnError(
            f"It names {len(groups):,} areas, and {MOST_AREAS} are made at most: bring fewer, or "
            "say which of its columns names them."
        )
    names, notices = names_of(list(groups))
    order = pack.codes(Level.LSOA)
    areas = tuple(
        OwnArea(called, tuple(code for code in order if code in members))
        for called, members in zip(names, groups.values(), strict=True)
    )
    said = [*_read(table), *notices, *_taken(table, known), *_left(known, unknown, nameless)]
    return areas, tuple(said), table.fields


def _groups(table: Entries, known: Lookup, name: str) -> tuple[dict[str, set[str]], int]:
    """Return the neighbourhoods of each area by its name, and how many rows name none."""
    groups: dict[str, set[str]] = {}
    spelled: dict[str, str] = {}
    nameless = 0
    for place, word in enumerate(table.entries):
        meaning = known.meaning(word) if word else None
        called = name if table.names is None else tidy(table.names[place])
        if meaning is None:
            continue
        if not called:
            nameless += 1
            continue
        called = spelled.setdefault(called.casefold(), called)
        groups.setdefault(called, set()).update(meaning.members)
    return groups, nameless


def _read(table: Entries) -> list[str]:
    heads = [head for head in table.header if head]
    return [f"Its first row was read as headings: {words.listed(_quoted(heads))}."] if heads else []


def _quoted(texts: Sequence[str]) -> list[str]:
    return [f"“{text[:40]}”" for text in texts[:6]]


def _taken(table: Entries, known: Lookup) -> list[str]:
    """Say what was taken in another way than as it stands."""
    counts: Counter[How] = Counter()
    members: dict[How, set[str]] = {}
    for word in dict.fromkeys(table.entries):
        if word and (meaning := known.meaning(word)):
            counts[meaning.how] += 1
            members.setdefault(meaning.how, set()).update(meaning.members)
    said = []
    for how, count in counts.items():
        if (text := _SAID.get(how)) is not None:
            small = words.count_of(len(members[how]), "neighbourhood", "neighbourhoods")
            said.append(text(count, small))
    return said


def _left(known: Lookup, unknown: Sequence[str], nameless: int) -> list[str]:
    place = the(known.pack.manifest.name)
    said = []
    if unknown:
        one = f"1 entry is none of {place}, and was left out"
        many = f"{len(unknown):,} entries are none of {place}, and were left out"
        said.append(f"{one if len(unknown) == 1 else many}: {_why(known, unknown)}.")
    if nameless:
        rows = words.count_of(nameless, "row", "rows")
        said.append(f"Left out, as no area is named there: {rows}.")
    return said


def _why(known: Lookup, unknown: Sequence[str]) -> str:
    shown = "; ".join(known.why_not(word) for word in unknown[:MOST_NAMED])
    more = len(unknown) - MOST_NAMED
    return f"{shown}; and {more:,} more" if more > 0 else shown


def _nothing(pack: Pack, known: Lookup, unknown: Sequence[str]) -> str:
    place = the(pack.manifest.name)
    what = (
        "codes of neighbourhoods (LSOA), neighbourhood groups (MSOA) or wards, names or postcodes"
    )
    if not unknown:
        return f"No row of it names an area of {place}: {what} were expected."
    return f"Nothing in it is of {place}: {_why(known, unknown)}. Expected were {what}."


def _of_2011(count: int, small: str) -> str:
    codes = words.count_of(count, "code is of 2011 and has", "codes are of 2011 and have")
    return f"{codes} ended: taken was what became of it ({small} of 2021)."


def _of_msoas(count: int, small: str) -> str:
    groups = words.count_of(count, Level.MSOA.one, Level.MSOA.many)
    return f"Of {groups}, all neighbourhoods were taken ({small})."


def _of_wards(count: int, small: str) -> str:
    wards = words.count_of(count, "ward", "wards")
    return f"Of {wards}, the neighbourhoods that fit best were taken ({small})."


def _of_postcodes(count: int, small: str) -> str:
    lies = words.count_of(count, "postcode lies", "postcodes lie")
    return f"{lies} in {small}, taken whole."


def _of_ended(count: int, small: str) -> str:
    ended = words.count_of(count, "postcode is", "postcodes are")
    return f"{ended} no longer in use: taken was where they lay ({small})."


_SAID = {
    How.RETIRED: _of_2011,
    How.MSOA: _of_msoas,
    How.WARD: _of_wards,
    How.POSTCODE: _of_postcodes,
    How.ENDED: _of_ended,
}
