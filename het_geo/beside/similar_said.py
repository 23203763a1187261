"""The most similar areas of England in words: who they are, why, and what they have better."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from het_geo import words
from het_geo.beside.similar import RANDOM, Ahead, Alike, MostSimilar, named
from het_geo.catalogue.records import Catalogue
from het_geo.figures import kept
from het_geo.geography import Level
from het_geo.likeness.variables import DENSITY, Variable

FIRST = 3  # areas that are named in a sentence
TOLD = 5  # figures that are told, one a subject
CAUSE = (
    "They are alike in who lives there, not in why things are as they are. A better figure "
    "elsewhere is a question to ask there, and no proof that what is done there would work here."
)
CHANCE = "Of figures that are alike, about one in forty would look better by chance alone (at 95%)."
NONE_NEAR = " None is much like it: even the nearest is no nearer than two taken at random."
WHICH = (
    "Compared are the figures held of all England’s {many} with a margin of error, each in its "
    "newest period. Of the others it is not known whether a difference is more than chance."
)
BY_WHAT = (
    "Alike means: much the same shares of people by age (0 to 15, 16 to 64, 65 and over), by five "
    "ethnic groups, of homes by tenure, of people by the class of their occupation, and as many "
    "people a hectare, at the census of 21 March 2021. Each is measured against how much England’s "
    "{many} differ in it, and each of the five themes counts once."
)


def opening_said(found: MostSimilar) -> str:
    """Return which areas are most like one, the nearest first."""
    names = [named(one) for one in found.alike[:FIRST]]
    are = "is" if len(names) == 1 else "are"
    far = found.alike[0].distance >= RANDOM
    return (
        f"Of all of England’s {found.level.many}, those most like {found.name} in who lives there "
        f"{are} {words.listed(names)}.{NONE_NEAR if far else ''}"
    )


def scale_said(level: Level, one: Alike) -> str:
    """Return how near the nearest is, on a scale that can be read."""
    return (
        f"The nearest is {apart(one)} apart: 0 would be alike in all that is compared, and two "
        f"{level.many} of England taken at random are about {words.number(RANDOM, 1)} apart."
    )


def apart(one: Alike) -> str:
    """Return how far apart two areas are, as a table has it."""
    return words.number(one.distance, 1 if one.distance >= 1 else 2)


def why_said(name: str, one: Alike) -> str:
    """Return what a similar area differs in most from one by its name, with both figures.

    Such as "34% of households rent privately, Dallow ward 21%".
    """
    most = one.most
    if most is None:
        return "alike in all that is compared"
    there, here = both(most, float(one.there[most.id]), float(one.here[most.id]))
    return f"{there} {most.says}, {name} {here}"


def both(variable: Variable, there: float, here: float) -> tuple[str, str]:
    """Return two figures of a variable, with so many decimals that they are not the same.

    >>> from het_geo.likeness.variables import VARIABLES
    >>> both(VARIABLES[10], 0.342, 0.208), both(VARIABLES[10], 0.342, 0.344)
    (('34%', '21%'), ('34.2%', '34.4%'))
    """
    for decimals in (0, 1, 2):
        found = tuple(amount(variable, value, decimals) for value in (there, here))
        if found[0] != found[1]:
            break
    return found[0], found[1]


def amount(variable: Variable, value: float, decimals: int = 1) -> str:
    """Return a figure of a variable: a share in per cent, the density as it is."""
    if variable.id == DENSITY:
        return words.number(value, decimals)
    return f"{words.number(100 * value, decimals)}%"


def share(part: float) -> str:
    """Return a share of the difference in whole per cent; a small one is not none."""
    return "under 1%" if 0 < part < 0.005 else f"{words.number(100 * part, 0)}%"


def counts_said(one: Alike) -> str:
    """Return in how many figures a similar area is better and worse by more than chance."""
    if not one.compared:
        return "no figure with a margin of error"
    return f"{one.better} better, {one.worse} worse, of {one.compared}"


def ahead_said(found: MostSimilar, catalogue: Catalogue) -> str:
    """Return in how many figures most of the similar areas are better by more than chance."""
    many = words.count_of(found.compared, "figure", "figures")
    if not found.compared:
        return "None of their figures and ours has a margin of error to tell them apart by."
    half = [one for one in found.ahead if 2 * len(one.places) > len(found.alike)]
    if not found.ahead:
        none = f"In none of {many} is any of the {len(found.alike)} better by more than chance."
        return f"{none}{behind_said(found)}"
    if not half:
        return (
            f"In none of {many} are most of the {len(found.alike)} better by more than chance; in "
            f"{len(found.ahead)} of them some are.{behind_said(found)}"
        )
    named_first = [f"“{one.indicator.label}”" for one in told(found, catalogue, half)]
    labels = words.listed(named_first)
    some = "" if len(half) == len(named_first) else ", among them"
    return (
        f"Most of the {len(found.alike)} are better than {found.name}, by more than chance, in "
        f"{len(half)} of {many}{some or ':'} {labels}."
    )


def behind_said(found: MostSimilar) -> str:
    """Return, after a sentence, how many similar areas are worse in more than they are better."""
    many = sum(one.worse > one.better for one in found.alike)
    if not many:
        return ""
    have = "has" if many == 1 else "have"
    return f" {many} of the {len(found.alike)} {have} more figures worse than better."


def told(
    found: MostSimilar, catalogue: Catalogue, some: list[Ahead] | None = None
) -> tuple[Ahead, ...]:
    """Return the figures that are told first: one a subject, of those that more have better."""
    subjects: Mapping[str, str] = catalogue.subjects
    first: dict[str, Ahead] = {}
    for one in found.ahead if some is None else some:
        if len(one.places) > one.worse:
            first.setdefault(subjects[one.indicator.id], one)
    return tuple(first.values())[:TOLD]


def figure_said(found: MostSimilar, catalogue: Catalogue, one: Ahead) -> str:
    """Return one figure that some similar areas have better: ours, theirs and the best of them."""
    unit = catalogue.unit_of(one.indicator)
    own, median, best = (
        words.figure(float(value), one.indicator, unit)
        for value in (one.own.value, one.median, one.figure.value)
    )
    worse = f", and worse in {one.worse}" if one.worse else ""
    return (
        f"{one.period.label}: {own} in {found.name}. Better by more than chance in "
        f"{len(one.places)} of {one.known}{worse}; their median is {median}, and the best has "
        f"{best}: {named(found.alike[one.best])}."
    )


def reason_said(found: MostSimilar) -> str:
    """Return why no similar areas are told."""
    return f"{words.capital(found.name)}: not available, for {found.reason}."


def rounded_shares(parts: Mapping[str, float]) -> dict[str, float]:
    """Return shares as a file has them: with nine digits."""
    found = kept(np.array(list(parts.values())))
    return dict(zip(parts, found.tolist(), strict=True))
