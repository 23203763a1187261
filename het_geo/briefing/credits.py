"""What a briefing rests on: its sources with licences, and its caveats, each named once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from het_geo import dates, words
from het_geo.briefing.model import Briefing
from het_geo.document import CARE, SOURCES, Section, items_of
from het_geo.phrases import EXPLORER
from het_geo.sentences.receipts import Receipt


def made_line(briefing: Briefing, today: date) -> str:
    """Return which pack a briefing is made from, and when."""
    return (
        f"Made on {dates.long_date(today)} with {EXPLORER}, from pack {briefing.pack_version} of "
        f"{briefing.place.label}."
    )


def sources_of(briefing: Briefing, credits: Sequence[str] = ()) -> tuple[str, ...]:
    """Return a line for each publisher and licence, with its titles; then attributions.

    Args:
        briefing: its receipts name the sources.
        credits: attributions of what the receipts do not name, such as the shapes of maps.
    """
    sources = [source for receipt in _receipts(briefing) for source in receipt.sources]
    titles: dict[tuple[str, str], list[str]] = {}
    for source in sources:
        titles.setdefault((source.publisher, source.licence), []).append(source.title)
    lines = (
        f"{publisher}: {'; '.join(dict.fromkeys(found))}. {_stop(licence)}"
        for (publisher, licence), found in titles.items()
    )
    attributions = (_stop(text) for text in [*(s.attribution for s in sources), *credits])
    bare = (s.source for s in briefing.screens if s.indicator and not s.cards)
    return tuple(dict.fromkeys([*lines, *bare, *words.once(filter(None, attributions))]))


def caveats_of(briefing: Briefing) -> tuple[str, ...]:
    """Return the rule by which the gaps were chosen, and every caveat of the figures."""
    caveats = (text for receipt in _receipts(briefing) for text in receipt.caveats)
    return tuple(dict.fromkeys([briefing.rule, *caveats]))


def closing_of(briefing: Briefing, credits: Sequence[str] = ()) -> tuple[Section, Section]:
    """Return what closes a briefing: its sources with their licences, and its caveats."""
    return (
        Section(SOURCES, (items_of(sources_of(briefing, credits)),)),
        Section(CARE, (replace(items_of(caveats_of(briefing)), numbered=True),)),
    )


def _receipts(briefing: Briefing) -> Iterator[Receipt]:
    for screen in briefing.screens:
        for card in screen.cards:
            yield from (answer.receipt for answer in card.answers)


def _stop(text: str) -> str:
    return f"{text.rstrip('.')}." if text else ""
