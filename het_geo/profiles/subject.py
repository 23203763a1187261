"""What a profile is of: names, people, wards and neighbourhoods of an area or a set."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import isnan

from het_geo import phrases, words
from het_geo.atlas.lies import Area, Around, Named, joined
from het_geo.atlas.views import Figure
from het_geo.files import sha256_in
from het_geo.geography import Level, slug_of
from het_geo.profiles.naming import Called, called
from het_geo.sentences.parts import FIT

SET = "set"
NAMED_WARDS = 3  # wards that the name of a set can hold
LONGEST_SLUG = 60


def subject_of(
    know: Around, codes: tuple[str, ...], people: Figure | None, period: str, name: str = ""
) -> Subject:
    """Return the subject of checked codes; ``people`` is its figure of people, if there is one.

    ``name`` is the name that a set was given, cleaned; "" where none was.
    """
    kind = know.levels[codes[0]] if len(codes) == 1 else SET
    neighbourhoods = _neighbourhoods(know, kind, codes)
    wards = _wards(know, kind, codes, neighbourhoods)
    so = _called(know, kind, codes, wards, name)
    label = so.label
    known = people is not None and not isnan(people.value)
    value = people.value if people and known else _counted(know, codes)
    mark = f"set-{len(codes)}-{sha256_in(' '.join(codes))[:8]}"
    own = codes[0] if kind != SET else mark
    slug = slug_of(label)[:LONGEST_SLUG].strip("-") or own.lower()
    members = [know.areas[code] for code in codes]
    return Subject(
        area=members[0] if kind != SET else joined(members, own, label),
        kind=str(kind),
        codes=codes,
        id=own,
        slug=slug if kind != SET else f"{slug}-{mark[-8:]}",
        label=label,
        said=f"{so.said} together" if so.many and not name else so.said,
        called=so.said if kind == SET else label,
        many=so.many,
        name=name if kind == SET else "",
        level=Level.LSOA if kind == SET else Level(kind),
        population=None if isnan(value) else value,
        population_written="not available" if isnan(value) else words.number(value, 0),
        population_period=period if known else know.people_period,
        wards=tuple(know.named(code) for code in wards),
        neighbourhoods=tuple(know.named(code) for code in neighbourhoods),
        overlapping=tuple(know.named(code) for code in know.overlapped_by[codes[0]].split()),
        shape_level=Level.LSOA if kind == SET else Level(kind),
        shape_codes=codes,
    )


def _called(
    know: Around, kind: str, codes: tuple[str, ...], wards: Sequence[str], name: str
) -> Called:
    """Return how the subject is called: by its own name, a set’s given one, or its parts."""
    if kind == SET and name:
        return called(name)
    if kind == SET:
        label = _set_label(know, codes, wards)
        plain = label.removesuffix(FIT)  # which the note by the map says
        said = f"a{plain[1:]}" if plain.startswith("All ") else f"the {plain}"
        return Called(label, said, many=True)
    label = know.labels[codes[0]]
    return Called(label, label, many=False)


def _counted(know: Around, codes: Sequence[str]) -> float:
    return float(sum(know.population[code] for code in codes))


def _neighbourhoods(know: Around, kind: str, codes: tuple[str, ...]) -> tuple[str, ...]:
    if kind in (SET, Level.LSOA):
        return codes
    return know.neighbourhoods if kind == Level.DISTRICT else know.inside(codes[0])


def _wards(
    know: Around, kind: str, codes: tuple[str, ...], neighbourhoods: Sequence[str]
) -> tuple[str, ...]:
    if kind == Level.WARD:
        return codes
    if kind == Level.DISTRICT:
        return know.wards
    held = {know.ward[code] for code in neighbourhoods}
    return tuple(ward for ward in know.wards if ward in held)


def whole_ward(know: Around, codes: tuple[str, ...], wards: Sequence[str]) -> bool:
    """Return whether neighbourhoods are all those of one ward."""
    return len(wards) == 1 and know.inside(wards[0]) == codes


def _set_label(know: Around, codes: tuple[str, ...], wards: Sequence[str]) -> str:
    """Return the name of a set, such as "4 neighbourhoods in Dallow, Biscot and Saints wards"."""
    count = len(codes)
    every_one = words.capital(phrases.every(count, "neighbourhood", "neighbourhoods"))
    if codes == know.neighbourhoods:
        return f"{every_one} of {know.place}"
    if whole_ward(know, codes, wards):
        return f"{every_one} of {know.labels[wards[0]]} (best fit)"
    if len(wards) > NAMED_WARDS:
        return f"{count:,} neighbourhoods in {len(wards)} wards of {know.place}"
    names = words.listed([know.names[ward] for ward in wards])
    return f"{count:,} neighbourhoods in {names} {'ward' if len(wards) == 1 else 'wards'}"


@dataclass(frozen=True)
class Subject:
    """The area (or set of neighbourhoods) that a profile is of.

    ``area`` is what files bear of it: code, name, and what it lies in. ``kind`` is ``lsoa``,
    ``msoa``, ``ward``, ``district`` or ``set``; ``codes`` are those asked for, each once, in the
    pack's order. ``said`` is the name as sentences say it ("Dallow ward
    (best fit)"), ``called`` as captions have it, ``many`` whether it is said as of many; ``name``
    is what a set was named, "" where it was not. ``id`` stands in file names and links;
    ``shape_level`` and ``shape_codes`` name its shapes in the pack. ``wards`` and
    ``neighbourhoods`` are those it holds or lies in;
    ``overlapping`` are the neighbourhoods on the ground of a ward that none fits best.
    """

    area: Area
    kind: str
    codes: tuple[str, ...]
    id: str
    slug: str
    label: str
    said: str
    called: str
    many: bool
    name: str
    level: Level
    population: float | None
    population_written: str
    population_period: str
    wards: tuple[Named, ...]
    neighbourhoods: tuple[Named, ...]
    overlapping: tuple[Named, ...]
    shape_level: Level
    shape_codes: tuple[str, ...]
