"""Own areas of what a visitor brings: shapes, lists, or areas that were saved here.

What a file is, its content says, not its name. Nothing of it is kept.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import PurePosixPath
from typing import Any

import shapely

from het_geo import words
from het_geo.geography import Level, area_label, the
from het_geo.own.areas.area import MOST_AREAS, OwnArea, OwnError
from het_geo.own.areas.file import is_saved, opened
from het_geo.own.areas.fit import LineFit, fitted
from het_geo.own.areas.listed import ONE, areas_listed
from het_geo.own.areas.names import names_of, quoted, tidy
from het_geo.pack.model import Pack
from het_geo.strangers.encoded import decoded
from het_geo.strangers.limits import sized
from het_geo.strangers.shape_files import LIMITS
from het_geo.strangers.shapes import KINDS, Outline, kind_of, shapes_of

WHAT = f"{KINDS}, or a list of codes or postcodes"
EDGE = 0.01  # of an area's ground beyond the district: less is how lines were drawn
_NAMED = 5  # areas that are named in a notice: the rest are counted


@dataclass(frozen=True)
class Brought:
    """Own areas of a file or a text.

    Args:
        areas: at least one.
        fits: how each area's neighbourhoods fit its polygon, in the order of ``areas``; empty
            where neighbourhoods themselves were given.
        polygons: the polygon of each, as ``fits`` has them.
        notices: what has to be said.
        fields: the fields or columns that could name the areas, for a form to ask.
    """

    areas: tuple[OwnArea, ...]
    fits: tuple[LineFit, ...] = ()
    polygons: tuple[Any, ...] = ()
    notices: tuple[str, ...] = ()
    fields: tuple[str, ...] = ()


def areas_brought(pack: Pack, file_name: str, data: bytes, name_field: str = "") -> Brought:
    """Return the own areas of a file.

    Args:
        pack: the place.
        file_name: what it is called: the name of one area that has none.
        data: its bytes.
        name_field: the field or column that names the areas; "": it is guessed.

    Raises:
        OwnError: nothing of it can be an area of one's own in the place; it says what can.
        StrangerError: it is damaged, beyond a limit, or of a kind that is not read.
    """
    sized(data, LIMITS.size, WHAT)
    if is_saved(data):
        areas, notices = opened(pack, data)
        return Brought(areas, notices=notices)
    stem = tidy(PurePosixPath(file_name.replace("\\", "/")).stem)
    kind = kind_of(data)
    if kind is None:
        found = decoded(data, WHAT)
        brought = areas_of_text(pack, found.text, stem or ONE, name_field)
        notices = (*found.said, *brought.notices)
        return replace(brought, notices=notices)
    shapes = shapes_of(kind, data, name_field)
    made = _fitting(pack, shapes.outlines, stem)
    return replace(made, notices=(*shapes.notices, *made.notices), fields=shapes.fields)


def areas_of_text(pack: Pack, text: str, name: str = ONE, name_field: str = "") -> Brought:
    """Return the own areas of a text: codes, postcodes or names, as a list or as two columns.

    Raises:
        OwnError: nothing in it is of the place.
    """
    areas, notices, fields = areas_listed(pack, text, name, name_field)
    return Brought(areas, notices=notices, fields=fields)


def _fitting(pack: Pack, outlines: Sequence[Outline], stem: str) -> Brought:
    """Return the areas of those polygons that mean neighbourhoods, and what is to be said."""
    fits = _fits(pack, outlines)
    given = [one.name for one in outlines]
    given = [stem] if given == [""] else given
    inside = [n for n, fit in enumerate(fits) if fit.members]
    if not inside:
        raise OwnError(_nowhere(pack, outlines, fits))
    if len(inside) > MOST_AREAS:
        raise OwnError(
            f"It has {len(inside):,} areas in {the(pack.manifest.name)}, and {MOST_AREAS} are made "
            "at most: bring fewer, or join them before."
        )
    names, notices = names_of([given[n] for n in inside])
    areas = tuple(OwnArea(name, fits[n].members) for name, n in zip(names, inside, strict=True))
    said = [*notices, *_mended(names, [outlines[n] for n in inside])]
    said += _over(pack, names, [fits[n] for n in inside])
    said += _left(pack, [(given[n], fit) for n, fit in enumerate(fits) if not fit.members])
    polygons = tuple(outlines[n].polygon for n in inside)
    return Brought(areas, tuple(fits[n] for n in inside), polygons, tuple(said))


def _fits(pack: Pack, outlines: Sequence[Outline]) -> tuple[LineFit, ...]:
    small = pack.areas_at(Level.LSOA)
    polygons = [one.polygon for one in outlines]
    return fitted(polygons, small[["lon", "lat"]], pack.shapes[Level.LSOA], small["population"])


def _mended(names: Sequence[str], outlines: Sequence[Outline]) -> list[str]:
    notes = list(dict.fromkeys(note for one in outlines for note in one.notes))
    return [
        f"{quoted([name for name, one in zip(names, outlines, strict=True) if note in one.notes])}"
        f": {note[:1].lower()}{note[1:]}"
        for note in notes
    ]


def _over(pack: Pack, names: Sequence[str], fits: Sequence[LineFit]) -> list[str]:
    """Say of which areas some ground lies outside the district."""
    over = [(name, fit.beyond) for name, fit in zip(names, fits, strict=True) if fit.beyond > EDGE]
    shown = [f"“{name}” ({beyond:.0%})" for name, beyond in over[:_NAMED]]
    if not over:
        return []
    more = [f"{len(over) - _NAMED:,} more"] if len(over) > _NAMED else []
    place = the(pack.manifest.name)
    return [f"Partly outside {place}, where nothing is counted: {words.listed([*shown, *more])}."]


def _left(pack: Pack, left: Sequence[tuple[str, LineFit]]) -> list[str]:
    """Say which polygons lie outside, or hold no centroid."""
    place = the(pack.manifest.name)
    outside = [name for name, fit in left if _is_outside(fit)]
    said = [f"Left out, as outside {place}: {quoted(outside)}."] if outside else []
    small = [(name, fit) for name, fit in left if not _is_outside(fit)]
    for name, fit in small[:_NAMED]:
        near = area_label(pack.areas, fit.nearest)
        said.append(
            f"Left out: no neighbourhood’s people live around a point inside {quoted([name])}; the "
            f"nearest is {near}, {fit.nearest}."
        )
    if len(small) > _NAMED:
        said.append(f"Left out for the same reason: {len(small) - _NAMED:,} more.")
    return said


def _is_outside(fit: LineFit) -> bool:
    return fit.beyond > 1 - EDGE


def _nowhere(pack: Pack, outlines: Sequence[Outline], fits: Sequence[LineFit]) -> str:
    """Return why none of the polygons is an area of the place."""
    place = the(pack.manifest.name)
    left = [(one.name, fit) for one, fit in zip(outlines, fits, strict=True)]
    if not all(_is_outside(fit) for fit in fits):
        return " ".join(_left(pack, left))
    turned = [shapely.transform(one.polygon, lambda corners: corners[:, ::-1]) for one in outlines]
    swapped = _fits(pack, [Outline(one.name, polygon) for one, polygon in zip(outlines, turned)])
    if any(fit.members for fit in swapped):
        return (
            f"It lies outside {place}, as its numbers stand the wrong way round: longitude comes "
            "first, then latitude. Save it anew with both in that order."
        )
    names = quoted([one.name for one in outlines])
    return f"Outside {place}: {names}. An area of your own is made of neighbourhoods of {place}."
