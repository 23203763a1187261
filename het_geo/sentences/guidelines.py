"""Air against a guideline, in words: how many live above it, and how far above the mean is."""

from __future__ import annotations

from het_geo import words
from het_geo.atlas.guidelines import Above, above_of
from het_geo.atlas.views import IndicatorView
from het_geo.pack.model import Pack
from het_geo.sentences.headlines import figure
from het_geo.sentences.notes import caveats
from het_geo.sentences.receipts import Number, Statement, exact_distance, receipt


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
    reference = own.reference
    line = f"the {reference.label} ({figure(view, reference.value)})"
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
    if own.distance is None:
        return ""
    side = "above" if own.distance > 0 else "below"
    return f"; its mean is {words.distance(own.distance, view.indicator, view.unit)} {side} it"


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
