"""Air against a guideline, in words: how many live above it, and how far above the mean is."""

from __future__ import annotations

from het_geo import words
from het_geo.atlas.guidelines import Above, above_of
from het_geo.atlas.views import IndicatorView
from het_geo.catalogue.recipes import Reference
from het_geo.pack.model import Pack
from het_geo.sentences.notes import caveats
from het_geo.sentences.receipts import Number, Statement, exact_distance, receipt

NEAR = ("at", "just above", "just below")


def above_guideline(view: IndicatorView, value: float) -> str:
    """Return on which side of each guideline a value lies, in sentences; "" where there is none."""
    return "".join(
        f" It is {side_of(view, value, r)} {_line(view, r)}." for r in view.indicator.references
    )


def areas_above_guideline(view: IndicatorView) -> str:
    """Return how many of a view's areas lie above each guideline, as :func:`above_guideline`."""
    values = view.table["value"].dropna()
    return "".join(
        f" {_count(view, int((values > r.value).sum()), len(values))} above {_line(view, r)}."
        for r in view.indicator.references
        if len(values)
    )


def _line(view: IndicatorView, reference: Reference) -> str:
    whole = 0 if reference.value % 1 == 0 else view.indicator.decimals
    return f"the {reference.label} ({words.exact(reference.value, whole, view.unit)})"


def side_of(view: IndicatorView, value: float, reference: Reference) -> str:
    """Return on which side of a guideline a value lies; "just" where both are written alike."""
    if value == reference.value:
        return "at"
    alike = words.difference(value, reference.value, view.indicator) == 0
    return f"{'just ' if alike else ''}{'above' if value > reference.value else 'below'}"


def _count(view: IndicatorView, above: int, areas: int) -> str:
    if len(view.table) == 1:
        return f"It {'is' if above else 'is not'}"
    with_figure = "" if areas == len(view.table) else " with a figure"
    if above == areas > 1:
        return f"{'Both' if areas == 2 else f'All {areas:,}'} {view.level.many}{with_figure} are"
    of = words.count_of(areas, view.level.one, view.level.many)
    said = f"{f'{above:,}' if above else 'None'} of its {of}{with_figure}"
    return f"{said} {'are' if above > 1 else 'is'}"


def guideline_statement(view: IndicatorView, pack: Pack, area: str = "") -> Statement | None:
    """Return how an area lies against its guideline, with its receipt.

    ``None`` where the indicator has no guideline or the pack no figure of it.
    """
    found = above_of(pack, view, area)
    if not found:
        return None
    own, *others = found
    parts = [_own(view, own), *(_beside(one) for one in others if one.code != own.code)]
    numbers = [number for one in found for number in _numbers(view, one)]
    record = receipt(view, pack.catalogue, numbers, [], caveats(view))
    return Statement(" ".join(parts), record)


def _own(view: IndicatorView, own: Above) -> str:
    line = _line(view, own.reference)
    many = words.count_of(own.neighbourhoods, "neighbourhood", "neighbourhoods")
    if own.above == own.neighbourhoods:
        start = f"In {own.name}, every neighbourhood is above {line}"
    elif not own.above:
        start = f"In {own.name}, no neighbourhood is above {line}"
    else:
        people = f"home to {words.number(own.share * 100, 1)}% of its people"
        start = f"In {own.name}, {own.above:,} of {many}, {people}, are above {line}"
    return f"{start}{_distance(view, own)}."


def _distance(view: IndicatorView, own: Above) -> str:
    """Return how far the mean lies from the line; never a distance that is written as none."""
    if own.distance is None:
        return ""
    side = side_of(view, own.reference.value + own.distance, own.reference)
    far = words.distance(own.distance, view.indicator, view.unit)
    return f"; its mean is {side if side in NEAR else f'{far} {side}'} it"


def _beside(one: Above) -> str:
    share = words.number(one.above / one.neighbourhoods * 100, 1)
    return f"In {one.name}, {share}% of neighbourhoods are."


def _numbers(view: IndicatorView, one: Above) -> list[Number]:
    name = words.capital(one.name)
    people = f"{words.whole(one.people_above)} of {words.whole(one.people)}"
    return [
        (f"{name}: neighbourhoods above", f"{one.above:,} of {one.neighbourhoods:,}"),
        (f"{name}: people in them", f"{people} ({words.number(one.share * 100, 1)}%)"),
        (f"{name}: mean less the guideline", exact_distance(view, one.distance)),
    ]
