"""Two indicators over England's neighbourhoods, or a district's, as sections of a document."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from math import isnan

from het_geo import words
from het_geo.beside.two_far import TwoFar, points_of
from het_geo.beside.two_layout import (
    coefficient,
    notes_said,
    said_of,
    section_of,
    title_of_two,
    two_picture,
    two_table,
)
from het_geo.catalogue.records import Catalogue
from het_geo.document import Section
from het_geo.geography import Level, the
from het_geo.pictures.crowd import Crowd, crowd_picture, drawn_out
from het_geo.pictures.scale import of_what
from het_geo.pictures.scatter import ScatterPoint
from het_geo.pictures.svg import Form, Picture

STRONGER = "The stronger the colour of a square, the more of them lie there."
NO_LIMITS = "England’s pack holds figures of neighbourhoods without their margins of error."


def far_notes(found: TwoFar, subjects: Mapping[str, str]) -> Iterator[str]:
    """Yield what must be said beside it; in the place's own areas it may be otherwise."""
    yield from notes_said(found, subjects)
    if found.found.reason:
        return
    if found.dense:
        beyond = drawn_out(crowd_of(found))
        out = f" {beyond:,} lie so far out that they are not drawn." if beyond else ""
        yield f"{STRONGER}{out} {NO_LIMITS}"
    if found.ours and found.dense:
        yield own_said(found)


def own_said(found: TwoFar) -> str:
    """Return how the two go together in the place's own neighbourhoods alone."""
    alone = f"In {the(found.home)} alone"
    if found.own.reason:
        return f"{alone}, whether they go together is not told: {found.own.reason}."
    many = words.count_of(found.own.n, found.level.one, found.level.many)
    rho, r = coefficient(found.own.spearman), coefficient(found.own.pearson)
    return f"{alone}, over {many}: Spearman’s ρ {rho}, Pearson’s r {r}."


def crowd_of(found: TwoFar) -> Crowd:
    """Return what is drawn of very many areas: how many lie where, and the place's own."""
    one, other = points_of(found)
    england = one.benchmark(Level.COUNTRY)
    x, y = float(england.value), float(other.benchmark(Level.COUNTRY).value)
    marks = {code: place for place, code in enumerate(found.chosen)}
    own = one.table.index.isin(found.ours)
    columns = (one.table["label"][own], one.table["value"][own], other.table["value"][own])
    rows = zip(one.table.index[own], *columns, strict=True)
    return Crowd(
        f"{of_what(one)}, {one.period.label}",
        f"{of_what(other)}, {other.period.label}",
        one.table["value"].to_numpy(dtype=float),
        other.table["value"].to_numpy(dtype=float),
        tuple(ScatterPoint(str(n), float(a), float(b), marks.get(c, -1)) for c, n, a, b in rows),
        None if isnan(x + y) else ScatterPoint(england.name, x, y),
        f"The {found.level.many} of {the(one.place)}: the stronger the colour, the more",
        f"The {found.level.many} of {the(found.home)}",
        f"{title_of_two(found)}. {said_of(found)}",
    )


def drawn_of(found: TwoFar) -> Callable[[TwoFar, Form], Picture]:
    """Return what draws the areas: as a crowd, or each as a point where they are few."""
    if not found.dense:
        return two_picture
    crowd = crowd_of(found)  # once for all forms
    return lambda _, form: crowd_picture(crowd, form)


def own_alone(found: TwoFar) -> TwoFar:
    """Return the same with the place's own neighbourhoods alone."""
    rows = found.one.table.index.isin(found.ours)
    one, other = (
        replace(view, table=view.table[rows], place=found.home) for view in (found.one, found.other)
    )
    return replace(found, one=one, other=other)


def far_sections(found: TwoFar, catalogue: Catalogue, today: date) -> tuple[Section, ...]:
    """Return the picture with what must be said of it, and folded below it a table."""
    if found.found.reason:
        return ()
    first = section_of(found, drawn_of(found), list(far_notes(found, catalogue.subjects)), today)
    if found.dense and not found.ours:
        return (first,)
    listed = own_alone(found) if found.dense else found
    said = f"Both figures of every {found.level.one} of {the(listed.one.place)}"
    return (first, Section(said, (two_table(listed),)))
