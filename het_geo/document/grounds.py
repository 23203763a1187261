"""What a receipt rests on besides its numbers, as sections of a document."""

from __future__ import annotations

from het_geo.document import CARE, Item, Items, Section, items_of
from het_geo.sentences.receipts import Receipt


def grounds_of(receipt: Receipt) -> tuple[Section, ...]:
    """Return what a receipt rests on besides its numbers: definitions, period, sources, caveats."""
    worked = [
        Item(f"{m.name}.", m.says, formula=m.formula, tail=f" ({m.reference})")
        for m in receipt.measures
    ]
    sources = [
        Item("", "", links=((s.title, s.url),), tail=f", {s.publisher}. {s.licence}.")
        for s in receipt.sources
    ]
    found = {
        "How it is worked out": (Item("", receipt.made), *worked),
        "Period and source": (Item("", receipt.period), *sources),
        CARE: items_of(receipt.caveats).items,
    }
    return tuple(Section(t, (Items(items),), level=4) for t, items in found.items() if items)
