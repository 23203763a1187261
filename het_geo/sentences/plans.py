"""A plan in words: what it holds, and which of its chains end in a measure."""

from __future__ import annotations

from collections.abc import Mapping

from het_geo import words
from het_geo.framework.logic import Chain, LogicModel

MEASURED, UNMEASURED = "Measured:", "No measure yet"
ENDS, ON_THE_WAY, NONE = "Ends in a measure.", "A measure on the way only.", "No measure."


def plan_said(model: LogicModel) -> str:
    """Return what a plan holds, in a few sentences; its list says the same box by box."""
    counts = [
        f"{len(model.in_column(own))} in “{head}”" for own, head in model.kind.columns.items()
    ]
    status = f"{words.capital(model.status)}. " if model.status else ""
    return (
        f"{words.capital(model.kind.name)}: {model.title}. {status}"
        f"Boxes: {words.listed(counts)}. {chains_said(model)}"
    )


def heading(model: LogicModel, column: str) -> str:
    """Return a column's heading with its number, which its boxes bear before their own."""
    return f"{model.kind.read.index(column) + 1} {model.kind.columns[column]}"


def chains_said(model: LogicModel) -> str:
    """Return how many chains end in a measure, and how many have none, in a sentence."""
    every = [state(chain) for chain in model.chains]
    found = [(every.count(name), *said) for name, said in _TOLD.items()]
    parts = [_counted(count, len(every), *said) for count, *said in found if count]
    if len(every) == 1:
        parts = [f"it {_TOLD[every[0]][0]}"]
    elif not every.count(ENDS):
        parts.insert(0, "none ends in a measure")
    start = model.kind.columns[model.kind.starts].lower()
    last = list(model.kind.columns.values())[-1].lower()
    chains = words.count_of(len(every), "chain leads", "chains lead")
    return f"{chains} from {start} to {last}: {words.listed(parts)}."


_TOLD = {
    ENDS: ("ends in a measure", "end in a measure"),
    ON_THE_WAY: ("has a measure on the way only", "have a measure on the way only"),
    NONE: ("has no measure", "have no measure"),
}


def _counted(count: int, of: int, one: str, many: str) -> str:
    """Return how many of the chains are meant.

    >>> [_counted(n, 3, "has none", "have none") for n in (1, 2, 3)]
    ['1 has none', '2 have none', 'all have none']
    """
    if count == of > 1:
        return f"all {many}"
    return f"{count} {one if count == 1 else many}"


def state(chain: Chain) -> str:
    """Return whether a chain ends in a measure, has one on its way only, or none."""
    if chain.ends_in_measure:
        return ENDS
    return ON_THE_WAY if chain.measures else NONE


def chain_said(chain: Chain, numbers: Mapping[str, str], measures: Mapping[str, str]) -> str:
    """Return a chain as its boxes by their numbers, and what is measured along it."""
    way = " → ".join(numbers[box.id] for box in chain.boxes)
    named = words.listed([measures[name] for name in chain.measures])
    first, last = chain.boxes[0].text, chain.boxes[-1].text
    along = f" Measured: {named}." if named else ""
    return f"{way}: from “{first}” to “{last}”.{along}"
